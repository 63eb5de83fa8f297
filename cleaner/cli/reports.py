"""Problems as people, programs, GitHub and SARIF viewers read them: found ones in, lines out."""

import json
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cleaner import __version__
from cleaner.cli import colour
from cleaner.cli.streams import shown

if TYPE_CHECKING:
    from cleaner.check import Problem

    Found = Iterable[tuple[str, Problem]]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def text(found: "Found", coloured: bool) -> Iterator[str]:
    """`file:line:column CODE message`, as editors take it."""
    for name, problem in found:
        place = f"{shown(name)}:{problem.line}:{problem.column}"
        code = problem.code
        if coloured:
            place, code = colour.bold(place), colour.alarm(code)
        yield f"{place} {code} {problem.message}"


def json_lines(found: "Found", _coloured: bool) -> Iterator[str]:
    """An object a line."""
    for name, problem in found:
        yield json.dumps({"file": _writable(name), **problem._asdict()}, ensure_ascii=False)


def github(found: "Found", _coloured: bool) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    for name, problem in found:
        file = "" if name == "-" else f"file={_writable(name).translate(_PROPERTY)},"
        place = f"{file}line={problem.line},col={problem.column},title={problem.code.translate(_PROPERTY)}"
        yield f"::error {place}::{problem.message.translate(_DATA)}"


def sarif(found: "Found", _coloured: bool) -> Iterator[str]:
    """One SARIF 2.1.0 log of all there is."""
    from cleaner.check.codes import reason

    results: list[dict[str, Any]] = []
    rules: dict[str, int] = {}
    for name, problem in found:
        region = {"startLine": problem.line, "startColumn": problem.column}
        place = {"artifactLocation": {"uri": _uri(name)}, "region": region}
        results.append({
            "ruleId": problem.code,
            "ruleIndex": rules.setdefault(problem.code, len(rules)),
            "level": "error",
            "message": {"text": problem.message},
            "locations": [{"physicalLocation": place}],
        })  # fmt: skip
    described = [{"id": code, "shortDescription": {"text": reason(code)}} for code in rules]
    driver = {"name": "cleaner", "version": __version__, "rules": described}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _uri(name: str) -> str:
    """A file name as a URI: relative as it was given, else from the root."""
    from urllib.parse import quote

    path = quote(os.fsencode("stdin" if name == "-" else name.replace(os.sep, "/")))
    return f"file://{path}" if path.startswith("/") else path


def _writable(name: str) -> str:
    """A file name that is no UTF-8 with U+FFFD for what cannot be written."""
    return os.fsencode(name).decode("utf-8", "replace")


REPORTS = {"text": text, "json": json_lines, "github": github, "sarif": sarif}
