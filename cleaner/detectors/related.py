"""Headers over links to other articles, and lines that name one; the links under a header are found by its place."""

from cleaner.detectors import form_detector

DETECTOR = form_detector("related-header", "related-inline")
