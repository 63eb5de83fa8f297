"""What tests of engines share: rows of articles and of what is none, what they gain, what an engine takes to run."""

import os
import shutil
import signal
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from conftest import FIXTURES, ROOT

import cleaner
from cleaner.engines.arrow import ArticleColumns
from cleaner.engines.facts import NO_FACTS, facts

ODD: dict[str, tuple[str | bytes | None, str]] = {
    "null": (None, "empty"),
    "nothing": ("", "empty"),
    "space": (" \n\t", "empty"),
    "picture": ("3 View gallery\nThe old pier\n(Photo: Dana Levi)", "no_body"),
}
"""Texts that are no article, and why."""
UNREADABLE = bytes(range(256)) * 3
JAVA = shutil.which("java") or os.environ.get("JAVA_HOME")
needs_spark = pytest.mark.skipif(
    not find_spec("pyspark") or not JAVA,
    reason="takes pip install 'caption-cleaner[spark]' and Java, such as Debian's default-jre-headless",
)
needs_ray = pytest.mark.skipif(not find_spec("ray"), reason="takes pip install 'caption-cleaner[ray]'")


@cache
def rows() -> tuple[dict[str, Any], ...]:
    """All plain fixtures, and what is no article."""
    good = {path.stem: path.read_text("utf-8") for path in sorted((FIXTURES / "articles").glob("*.txt"))}
    texts = good | {name: text for name, (text, _) in ODD.items()}
    return tuple(
        {"id": name, "url": f"https://www.ynetnews.com/{name}", "page": number, "text": text}
        for number, (name, text) in enumerate(texts.items())
    )


def as_bytes() -> tuple[dict[str, Any], ...]:
    """The same rows, their texts as bytes, and one that is no text in any encoding."""
    packed = [row | {"text": None if row["text"] is None else row["text"].encode()} for row in rows()]
    return (*packed, packed[0] | {"id": "unreadable", "text": UNREADABLE})


def cleaned(row: dict[str, Any]) -> dict[str, Any]:
    """A row as it must be with its columns and the record, which `cleaner.clean` says."""
    reasons = {name: reason for name, (_, reason) in ODD.items()} | {
        "unreadable": "unreadable",
        "captions_only": "no_body",
    }
    reason = reasons.get(row["id"], "")
    if reason in ("empty", "unreadable"):
        told = {"text": "", **NO_FACTS, "record": ""}
    else:
        record = cleaner.clean(row["text"], id=row["id"], url=row["url"])
        text = "\n".join(part.value for part in record.body)
        told = {"text": text, **facts(record), "record": cleaner.to_json(record).decode()}
    return row | {f"article_{key}": value for key, value in told.items()} | {"article_rejected": reason}


def by_id(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in an order of their own: engines have none."""
    return sorted(found, key=lambda row: row["id"])


@dataclass(frozen=True)
class Deadly(ArticleColumns):
    """Columns whose process is killed once, at the row of the gallery, and leaves a file."""

    marker: str = ""

    def __call__(self, rows: Any) -> Any:
        """The columns, the second time."""
        if "gallery" in rows.column("id").to_pylist() and not Path(self.marker).exists():
            Path(self.marker).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(rows)


def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets processes that are started find this module, and the package that is tested."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(ROOT), str(ROOT / "tests"))))
