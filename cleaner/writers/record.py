"""The record itself, as JSON Lines."""

from cleaner.record import to_json
from cleaner.writers.form import Form

FORM = Form(lambda record: to_json(record) + b"\n")
