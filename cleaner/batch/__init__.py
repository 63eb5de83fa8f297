"""A folder of records, kept up to date with the files that they are made from."""

from cleaner.batch.making import Event
from cleaner.batch.prune import prune
from cleaner.batch.remote import is_remote
from cleaner.batch.seen import Counts
from cleaner.batch.shelf import Shelf, store_at
from cleaner.batch.sources import Target, Unusable, files, targets
from cleaner.batch.task import Task, Unfit, tasks, work_on
from cleaner.batch.update import counted, outdated, update
from cleaner.batch.work import Work
from cleaner.outcomes import Options

__all__ = [
    "Counts",
    "Event",
    "Options",
    "Shelf",
    "Target",
    "Task",
    "Unfit",
    "Unusable",
    "Work",
    "counted",
    "files",
    "is_remote",
    "outdated",
    "prune",
    "store_at",
    "targets",
    "tasks",
    "update",
    "work_on",
]
