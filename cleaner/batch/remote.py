"""Files in object stores, and wherever else fsspec reaches: `s3://`, `gs://` …, by their URLs.

All raises OSError, with the URL for its name, whatever went wrong there.
"""

import contextlib
import errno
import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

from cleaner.batch.store import State
from cleaner.expressions import expression

_URL = expression(r"([a-z][a-z0-9+.-]+)://", re.I)
_WHOLE = ("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss")
"""Stores whose objects are there when they are whole; elsewhere a file is moved to its place."""
_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gs", "gcs": "gs"}
"""What brings the package that a scheme takes."""
_OPTIONS = {"s3": {"max_concurrency": 1}, "s3a": {"max_concurrency": 1}}
"""Ten parts of 50 MB each at a time would be quicker, but cleaning takes longer than both together."""
FEW = 10
"""So few files are asked for one by one."""
# In the words of S3, Google, and others; the first that is there counts.
_STAMPS = ("ETag", "etag", "md5Hash", "crc32c", "LastModified", "last_modified", "updated", "mtime", "created")


def is_remote(name: str) -> bool:
    """Whether a name is a URL; a disk's letter is none.

    >>> is_remote("s3://news/2024/*.jsonl.gz"), is_remote("news/2024.jsonl"), is_remote("C:\\\\news")
    (True, False, False)
    """
    return bool(_URL.match(name))


@contextlib.contextmanager
def reached(url: str) -> Iterator[tuple[Any, str]]:
    """The file system of a URL, and the path in it; what goes wrong becomes an OSError."""
    protocol = url.partition("://")[0]
    try:
        from fsspec import get_filesystem_class

        kind = get_filesystem_class(protocol)
        # What was listed before may have changed since. A name may hold what fsspec takes for a chain of systems.
        options = {**kind._get_kwargs_from_urls(url), **_OPTIONS.get(protocol, {})}
        yield kind(use_listings_cache=False, **options), kind._strip_protocol(url)
    except FileNotFoundError:
        raise FileNotFoundError(errno.ENOENT, "there is no such file, or no such bucket", url) from None
    except ImportError as error:
        extra = _EXTRAS.get(protocol)
        wanted = f"it takes a package more: pip install 'caption-cleaner[{extra}]'" if extra else _short(error)
        raise OSError(0, wanted, url) from None
    except OSError as error:
        raise OSError(error.errno or 0, _short(error.strerror or error), url) from None
    except Exception as error:
        # Each store has its own; those of a lost connection or of missing keys are no OSErrors.
        raise OSError(0, _short(error), url) from None


def state_of(url: str) -> State | None:
    """How a file is now; None if there is none."""
    try:
        with reached(url) as (system, path):
            info = system.info(path)
            return _state(info) if info["type"] == "file" else None
    except FileNotFoundError:
        return None


def listing(url: str) -> dict[str, State]:
    """The files below a URL by their paths from there, and how they are, in order."""
    with reached(url) as (system, path):
        found = system.find(path, detail=True)
        return {name.removeprefix(path).removeprefix("/"): _state(info) for name, info in sorted(found.items())}


def matching(url: str) -> list[str]:
    """The files that a URL with `*`, `?` or `[…]` stands for, in order."""
    with reached(url) as (system, path):
        found = system.glob(path, detail=True)
        return [_named(url, system, name) for name, info in sorted(found.items()) if info["type"] == "file"]


def states_of(urls: Iterable[str]) -> dict[str, State]:
    """How files are now, as far as one question tells it for many: each of their folders is listed once.

    Nothing is told where that is not worth it, or not possible.
    """
    wanted = set(urls)
    found: dict[str, State] = {}
    if len(wanted) < FEW:
        return found
    for folder in {url.rpartition("/")[0] for url in wanted}:
        with contextlib.suppress(OSError), reached(folder) as (system, path):
            infos = {f"{folder}/{info['name'].rpartition('/')[2]}": info for info in system.ls(path, detail=True)}
            found |= {url: _state(infos[url]) for url in wanted & infos.keys()}
    return found


@contextlib.contextmanager
def fetched(url: str) -> Iterator[str]:
    """A copy of a file on this machine, as long as it is wanted: work on it takes longer than connections last."""
    # Not at the top: most batches are made of files.
    from cleaner.batch.scratch import scratch

    with scratch() as folder:
        copy = os.path.join(folder, "copy")
        with reached(url) as (system, path):
            system.get_file(path, copy)
        yield copy


def send(path: str, url: str) -> None:
    """Puts a file of this machine in its place, whole."""
    with reached(url) as (system, to):
        if url.partition("://")[0] in _WHOLE:
            system.put_file(path, to)
            return
        system.makedirs(os.path.dirname(to), exist_ok=True)
        near = f"{to}.{os.urandom(8).hex()}.tmp"
        system.put_file(path, near)
        system.mv(near, to)


def _state(info: dict[str, Any]) -> State:
    stamp = next((str(info[name]) for name in _STAMPS if info.get(name)), "")
    return State(int(info.get("size") or 0), stamp)


def _named(url: str, system: Any, path: str) -> str:
    """The URL of a path, in the scheme of the URL that led to it."""
    scheme = url.partition("://")[0]
    return f"{scheme}://{system.unstrip_protocol(path).partition('://')[2]}"


def _short(error: object) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__
