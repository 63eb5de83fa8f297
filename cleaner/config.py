"""Configuration: the nearest `cleaner.toml`, or `[cleaner]` in `setup.cfg`, from a file's folder upward.

Of two in one folder cleaner.toml counts. Keys are those of the command line's options.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from cleaner.globs import compiled
from cleaner.spans import fold

LISTS = ("exclude", "select", "ignore")
STRINGS = ("site", "encoding", "text-field", "output")
SECTION = "cleaner"


class BadConfig(ValueError):
    """A configuration that cannot be used; the message names file and key."""


@dataclass(frozen=True)
class Config:
    """What holds for the files in and below a folder; None where nothing is said.

    `file` is where it was read, empty if nowhere; `output` is a path from the root; `encoding` is that of
    files which are not in UTF-8: once fixed, a file is.
    """

    file: str = ""
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    site: str | None = None
    encoding: str | None = None
    text_field: str | None = None
    output: str | None = None

    def excludes(self, path: str) -> bool:
        """Whether a file is to be left alone, wherever its name came from."""
        if not self.exclude:
            return False
        place = os.path.relpath(path, os.path.dirname(self.file)).replace(os.sep, "/")
        return any(glob.fullmatch(place) for glob in self._globs)

    @cached_property
    def _globs(self) -> tuple[Any, ...]:
        return tuple(map(compiled, self.exclude))


def config_for(path: str) -> Config:
    """The configuration of a file; that of a file called `-`, standard input, says nothing.

    Raises BadConfig.
    """
    if path == "-":
        return Config()
    folder = os.path.dirname(os.path.abspath(path))
    while True:
        if found := _config_in(folder):
            return found
        above = os.path.dirname(folder)
        if above == folder:
            return Config()
        folder = above


@cache
def _config_in(folder: str) -> Config | None:
    """The configuration that stands in a folder itself."""
    for name, read in (("cleaner.toml", _from_toml), ("setup.cfg", _from_cfg)):
        file = os.path.join(folder, name)
        if not os.path.isfile(file):
            continue
        try:
            with open(file, "rb") as stream:
                table = read(stream.read())
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else fold(str(error))
            raise BadConfig(f"{file}: {reason}") from None
        if table is not None:
            return _config(file, table)
    return None


def _from_toml(data: bytes) -> Mapping[str, Any]:
    """The keys of a cleaner.toml, which may stand under `[cleaner]`, as in setup.cfg."""
    # Not at the top: most files have no configuration.
    import rtoml

    table = rtoml.loads(data.decode("utf-8-sig"))
    inner = table.get(SECTION)
    return inner if len(table) == 1 and isinstance(inner, dict) else table


def _from_cfg(data: bytes) -> Mapping[str, Any] | None:
    """The keys of `[cleaner]`; None without it. Lists stand on lines of their own or between commas."""
    # What is none of ours may be broken.
    if not any(line.startswith(f"[{SECTION}]".encode()) for line in data.splitlines()):
        return None
    import configparser

    parser = configparser.RawConfigParser(default_section="")
    try:
        parser.read_string(data.decode("utf-8-sig"), "setup.cfg")
    except configparser.Error as error:
        raise ValueError(error.message) from None
    if SECTION not in parser:
        return None
    return {key: _split(value) if key in LISTS else value for key, value in parser[SECTION].items()}


def _split(value: str) -> list[str]:
    return [part for part in map(str.strip, value.replace(",", "\n").split("\n")) if part]


def _config(file: str, table: Mapping[str, Any]) -> Config:
    for key, value in table.items():
        if reason := next(_objections(key, value), None):
            raise BadConfig(f"{file}: {key}: {reason}")
    values: dict[str, Any] = {
        key.replace("-", "_"): tuple(value) if key in LISTS else value for key, value in table.items()
    }
    if output := values.get("output"):
        values["output"] = os.path.join(os.path.dirname(file), output)
    return Config(file, **values)


def _objections(key: str, value: Any) -> Iterator[str]:
    """What speaks against a key and its value."""
    if key not in LISTS + STRINGS:
        yield f"there is no such key; known: {', '.join(LISTS + STRINGS)}"
    elif key in LISTS and not (isinstance(value, list) and all(isinstance(one, str) and one for one in value)):
        yield "a list of strings is wanted"
    elif key in STRINGS and not (isinstance(value, str) and value):
        yield "a string is wanted"
    elif key == "output" and (os.path.isabs(value) or ".." in os.path.normpath(value).split(os.sep)):
        yield "it must stay below the folder of this file: whoever wrote it need not be who runs it"
    elif key == "exclude":
        yield from _errors(compiled, value)
    elif key in ("select", "ignore"):
        from cleaner.check.codes import codes

        yield from _errors(lambda name: codes((name,)), value)
    elif key == "site":
        from cleaner.rulebook import rulebook

        if value not in rulebook().sites:
            yield f"{value!r} is unknown; known: {', '.join(sorted(rulebook().sites))}"
    elif key == "encoding":
        from cleaner.decoding.labels import encoding

        if encoding(value) is None:
            yield f"{value!r} is no encoding of text; for example: windows-1255, cp862, utf-16"


def _errors(use: Any, values: list[str]) -> Iterator[str]:
    for value in values:
        try:
            use(value)
        except ValueError as error:
            yield str(error)
