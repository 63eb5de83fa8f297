"""Folders for what is on its way to or from an object store; those that a killed process has left are removed."""

import contextlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator

from cleaner.expressions import expression

_LOCK = "lock"
_OURS = expression(r"[0-9a-f]{32}")


@contextlib.contextmanager
def scratch() -> Iterator[str]:
    """An empty folder of this machine, as long as it is wanted. Raises OSError.

    Beside it stands a file that is locked as long as its process lives, by which others see what nobody owns any more.
    Nothing else than such folders, in a folder that is ours alone, is ever looked at.
    """
    parent = _parent()
    if parent is None:
        with tempfile.TemporaryDirectory(prefix="cleaner-") as folder:
            yield folder
        return
    _sweep(parent)
    name = os.urandom(16).hex()
    path = os.path.join(parent, name)
    # It gets the name that others look for when it is locked.
    hidden = os.path.join(parent, f".{name}")
    os.mkdir(hidden, 0o700)
    with open(os.path.join(hidden, _LOCK), "xb") as lock:
        _locks(lock.fileno())
        os.rename(hidden, path)
        try:
            inner = os.path.join(path, "made")
            os.mkdir(inner)
            yield inner
        finally:
            shutil.rmtree(path, ignore_errors=True)


def _parent() -> str | None:
    """A folder for those of this user; None where there can be none, or no locks."""
    if sys.platform == "win32":
        return None
    path = os.path.join(tempfile.gettempdir(), f"cleaner-scratch-{os.getuid()}")
    with contextlib.suppress(OSError):
        with contextlib.suppress(FileExistsError):
            os.mkdir(path, 0o700)
        found = os.lstat(path)
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid():
            return path
    return None


def _sweep(parent: str) -> None:
    """Removes what nobody owns any more."""
    for name in os.listdir(parent):
        path = os.path.join(parent, name)
        # It may be gone by now.
        with contextlib.suppress(OSError):
            if _OURS.fullmatch(name) and not os.path.islink(path):
                with open(os.open(os.path.join(path, _LOCK), os.O_RDWR | os.O_NOFOLLOW), "rb") as lock:
                    if _locks(lock.fileno()):
                        shutil.rmtree(path, ignore_errors=True)


def _locks(file: int) -> bool:
    """Whether a file is locked from now on, for nobody else has it locked."""
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
