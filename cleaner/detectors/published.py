"""Dates of publication and update, and reading time."""

from cleaner.detectors import form_detector

DETECTOR = form_detector("published-label", "published-alone", "published-reading-time")
