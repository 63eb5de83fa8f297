"""Headers over links to other articles; the links themselves are found by what surrounds them."""

from cleaner.detectors import form_detector

DETECTOR = form_detector("related-header")
