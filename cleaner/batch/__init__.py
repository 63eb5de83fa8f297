"""A folder of records, kept up to date with the files that they are made from."""

from cleaner.batch.making import Event
from cleaner.batch.prune import prune
from cleaner.batch.shelf import Shelf
from cleaner.batch.sources import Target, Unusable, files, targets
from cleaner.batch.update import Work, outdated, update

__all__ = ["Event", "Shelf", "Target", "Unusable", "Work", "files", "outdated", "prune", "targets", "update"]
