"""Files written whole or not at all."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterable


def replace_file(path: str, data: bytes) -> None:
    """As `replace_with`, from what is there already."""
    replace_with(path, (data,))


def replace_with(path: str, chunks: Iterable[bytes]) -> None:
    """Put what `chunks` make up where `path` is: whoever reads it sees the old bytes or the new ones, never a part.

    A symbolic link stays, what it points to is replaced; mode and, as far as allowed, owner are
    kept; a new file gets what the umask leaves. A pipe or device is written straight. Raises
    OSError, and whatever `chunks` raises; then the file is as it was, and nothing is left beside it.
    """
    try:
        held = os.stat(path)
    except FileNotFoundError:
        held = None
    if held and not stat.S_ISREG(held.st_mode):
        try:
            with open(path, "wb") as stream:
                stream.writelines(chunks)
        except OSError as error:
            raise OSError(error.errno, error.strerror, path) from error
        return
    # Replacing asks for leave to write to the folder only; who made a file read-only meant its content.
    if held and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "it is read-only", path)
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    temporary = os.path.join(folder, f".cleaner-{os.urandom(8).hex()}.tmp")
    try:
        _write(temporary, chunks, held)
        os.replace(temporary, target)
    except BaseException as error:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        if isinstance(error, OSError) and not os.path.isdir(folder):
            raise FileNotFoundError(errno.ENOENT, "its folder does not exist", path) from error
        if isinstance(error, OSError) and not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, "its folder cannot be written to", path) from error
        if isinstance(error, OSError) and error.filename is None:
            raise OSError(error.errno, error.strerror, path) from error
        raise


def _write(path: str, chunks: Iterable[bytes], model: os.stat_result | None) -> None:
    """A new file of `chunks`, on the disk before this returns, with the mode and owner of `model`."""
    # Never wider than the model, not even for a moment: the content may be private.
    mode = stat.S_IMODE(model.st_mode) & 0o777 if model else 0o666
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.writelines(chunks)
        file.flush()
        if model:
            with contextlib.suppress(PermissionError):
                os.fchown(file.fileno(), model.st_uid, model.st_gid)
            os.fchmod(file.fileno(), stat.S_IMODE(model.st_mode))
        os.fsync(file.fileno())
