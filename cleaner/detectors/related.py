"""Headers over links to other articles, or before one; links under a header are found by what surrounds them."""

from cleaner.detectors import form_detector

DETECTOR = form_detector("related-header", "related-inline")
