"""Labels of the content system that were printed with the text: `850 גג`."""

from cleaner.detectors import form_detector

DETECTOR = form_detector("label-size", "label-field")
