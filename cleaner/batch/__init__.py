"""A folder of records, kept up to date with the files that they are made from."""

from cleaner.batch.making import Event
from cleaner.batch.prune import prune
from cleaner.batch.remote import is_remote
from cleaner.batch.seen import Counts, Seen
from cleaner.batch.shelf import Shelf, store_at
from cleaner.batch.sources import Target, Unusable, files, targets
from cleaner.batch.update import counted, is_current, outdated, update
from cleaner.batch.work import Work

__all__ = [
    "Counts",
    "Event",
    "Seen",
    "Shelf",
    "Target",
    "Unusable",
    "Work",
    "counted",
    "files",
    "is_current",
    "is_remote",
    "outdated",
    "prune",
    "store_at",
    "targets",
    "update",
]
