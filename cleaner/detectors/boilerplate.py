"""What is no article: comment widgets and their policy, buttons, rights."""

from cleaner.detectors import form_detector

DETECTOR = form_detector("boilerplate-comments", "boilerplate-policy", "boilerplate-tools", "boilerplate-rights")
