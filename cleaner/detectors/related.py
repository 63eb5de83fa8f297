<<<<<<< HEAD
"""Headers over links to other articles, and lines that name one; the links under a header are found by its place."""
=======
"""Headers over links to other articles, or before one; links under a header are found by what surrounds them."""
>>>>>>> west

from cleaner.detectors import form_detector

DETECTOR = form_detector("related-header", "related-inline")
