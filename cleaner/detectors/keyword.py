"""Headers over the topics of an article; the topics are found by what surrounds them."""

from cleaner.detectors import form_detector

DETECTOR = form_detector("keyword-header")
