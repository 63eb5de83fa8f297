"""Folders for what is on its way to or from an object store; those that a killed process has left are removed."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator

PREFIX = "cleaner-"
_LOCK = "lock"


@contextlib.contextmanager
def scratch() -> Iterator[str]:
    """An empty folder of this machine, as long as it is wanted. Raises OSError.

    Beside it stands a file that is locked as long as its process lives, by which others see what nobody owns any more.
    """
    _sweep(tempfile.gettempdir())
    # It gets the name that others look for when it is locked.
    hidden = tempfile.mkdtemp(prefix=f".{PREFIX}")
    path = os.path.join(os.path.dirname(hidden), os.path.basename(hidden)[1:])
    with open(os.path.join(hidden, _LOCK), "wb") as lock:
        _locks(lock.fileno())
        os.rename(hidden, path)
        try:
            inner = os.path.join(path, "made")
            os.mkdir(inner)
            yield inner
        finally:
            shutil.rmtree(path, ignore_errors=True)


def _sweep(folder: str) -> None:
    """Removes what nobody owns any more."""
    with os.scandir(folder) as entries:
        names = [entry.path for entry in entries if entry.name.startswith(PREFIX)]
    for path in names:
        # It may be another user's, something else, or be gone by now.
        with contextlib.suppress(OSError), open(os.path.join(path, _LOCK), "rb+") as lock:
            if _locks(lock.fileno()):
                shutil.rmtree(path, ignore_errors=True)


def _locks(file: int) -> bool:
    """Whether a file is locked from now on, for nobody else has it locked; never where there are no such locks."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
