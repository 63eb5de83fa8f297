"""Inputs with one article or many: cut into entries, whatever they are packed in and however they come."""

import gzip
import io
import json
import sys
from typing import Any

import pytest
from conftest import ROOT
from inputs import PACKED, Trickle, article, conversion, cut, json_lines, objects, parquet, response, warc_record

from cleaner.formats import Fields
from cleaner.inputs import Article, Entry, Unreadable, entries, unpack

sys.path.insert(0, str(ROOT / "tests/benchmarks"))
import mutate

ROWS = objects(50)
LINES = json_lines(ROWS)
KEEP = Fields(keep=True)
DATA = {
    "jsonl": LINES,
    "warc": b"".join(map(response, range(50))),
    "parquet": parquet(ROWS),
}


def articles(data: bytes, name: str = "-", format: str = "auto", **more: Any) -> list[Article]:
    fields = more.get("fields", Fields())
    found = (unpack(entry, fields) for entry in cut(data, name, format, **more))
    return [article for article in found if article]


@pytest.mark.parametrize("packing", ["plain", *PACKED])
@pytest.mark.parametrize("step", [0, 7, 1000])
@pytest.mark.parametrize("format", DATA)
def test_format_and_packing_are_told_by_the_bytes(format: str, packing: str, step: int) -> None:
    data = DATA[format]
    packed = PACKED[packing](data) if packing != "plain" else data
    found = articles(packed, step=step)
    assert len(found) == 50
    assert [item.url for item in found] == [row["url"] for row in ROWS]


ALONE = {
    "empty": b"",
    "text": article(1).encode(),
    "brace": b"{ is a bracket\n",
    "quoted": b'{"so it begins", she said\n',
    "page": b"<!doctype html><html><p>Rain",
    "utf-16": article(1).encode("utf-16"),
    "html that speaks of WARC/1.0": b"Of WARC/1.0\r\nWARC/1.0\r\n",
}


@pytest.mark.parametrize("name", ALONE)
@pytest.mark.parametrize("step", [0, 3])
def test_all_else_is_one_article(name: str, step: int) -> None:
    assert list(cut(ALONE[name], "a.txt", step=step)) == [Entry("a.txt", "auto", ALONE[name], alone=True)]
    assert list(cut(gzip.compress(ALONE[name]), "a", step=step)) == [Entry("a", "auto", ALONE[name], alone=True)]


def test_nul_ends_an_article() -> None:
    assert [entry.data for entry in cut(b"a\0b\n\0\0c", nul=True)] == [b"a", b"b\n", b"", b"c"]
    assert [entry.place for entry in cut(b"a\0b\0", "x", nul=True)] == ["x:1", "x:2"]


def test_lines_end_at_line_feed_alone() -> None:
    rows = [{"text": f"One{mark}two"} for mark in ("\u2028", "\u2029", "\x85", "\r", "\x0b", "\x1c")]
    data = "".join(json.dumps(row, ensure_ascii=False) + "\r\n\n" for row in rows).encode()
    # A bare CR inside a string is no JSON, but plain enough.
    assert [found.data for found in articles(data.replace(b"\\r", b"\r"))] == [row["text"] for row in rows]


LINE_CASES: list[tuple[bytes, Article]] = [
    (b'\xef\xbb\xbf{"text": "Rain"}', Article("Rain")),
    (b'{"text": "Rain", "id": 17, "url": null}', Article("Rain", "17")),
    (b'{"text": "Rain", "id": "", "url": "u"}', Article("Rain", None, "u")),
    (b'{"text": "Rain", "id": true}', Article("Rain", "true")),
    (b'{"text": "Rain", "id": 1.50}', Article("Rain", "1.5")),
    (b'{"text": "\\ud83d Rain", "id": "\\ud83d"}', Article("\ud83d Rain", "\ud83d")),
    (b'{"text": "Rain\tfell"}', Article("Rain\tfell")),
    (b'{"text": "Rain", "score": NaN}', Article("Rain")),
    (b'{"text": "Sun", "text": "Rain"}', Article("Rain")),
]


@pytest.mark.parametrize(("line", "wanted"), LINE_CASES)
def test_a_line(line: bytes, wanted: Article) -> None:
    assert unpack(Entry("-:1", "jsonl", line), Fields()) == wanted


def test_other_fields_are_kept() -> None:
    line = b'{"text": "Rain", "id": 1, "big": 123456789012345678901234567890, "deep": {"a": [1.50, null]}, "bad": NaN}'
    found = unpack(Entry("-:1", "jsonl", line.replace(b', "bad": NaN', b"")), KEEP)
    assert found
    assert found.kept == {"big": 123456789012345678901234567890, "deep": {"a": [1.5, None]}}
    lenient = unpack(Entry("-:1", "jsonl", line), KEEP)
    assert lenient
    assert lenient.kept == {**found.kept, "bad": None}
    odd = unpack(Entry("-:1", "jsonl", b'{"text": "Rain", "n": 1e400}'), KEEP)
    assert odd
    assert odd.kept == {"n": "1e400"}


BAD_LINES = [
    (b"Rain fell.", "no JSON"),
    (b"[1]", "no JSON object"),
    (b'{"text": "Rain"', "no JSON"),
    (b'{"headline": "Rain", "body": "It fell."}', "'text' is missing; there are: headline, body"),
    (b"{}", "there are: none"),
    (b'{"text": 17}', "'text' is not a string"),
    (b'{"text": null}', "'text' is not a string"),
    (b'{"text": "\xff"}', "no UTF-8 at byte 10"),
    (b"[" * 100_000, "no JSON"),
    (b'{"a":' * 100_000, "nested too deep"),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES, ids=[str(number) for number in range(len(BAD_LINES))])
def test_a_bad_line_says_what_is_wrong(line: bytes, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        unpack(Entry("-:1", "jsonl", line), Fields())


def test_a_line_in_another_encoding() -> None:
    line = json.dumps({"text": "המזח"}, ensure_ascii=False).encode("windows-1255")
    found = unpack(Entry("-:1", "jsonl", line), Fields(), "windows-1255")
    assert found
    assert found.data == "המזח"


@pytest.mark.parametrize("packing", PACKED)
def test_damage_costs_its_own_member_alone(packing: str) -> None:
    members = [PACKED[packing](json_lines(ROWS[start : start + 5])) for start in range(0, 50, 5)]
    broken = bytearray(members[4])
    broken[len(broken) // 2] ^= 0xFF
    broken[len(broken) // 2 + 1] ^= 0xFF
    found = list(cut(b"".join([*members[:4], bytes(broken), *members[5:]]), step=1000))
    good = [entry for entry in found if not entry.fault]
    assert [entry.fault for entry in found if entry.fault] == [f"its {packing} data are damaged"]
    held = {unpack(entry, Fields()).id for entry in good if _parses(entry)}  # type: ignore[union-attr]
    assert held >= {row["id"] for row in ROWS[:20] + ROWS[25:]}


def _parses(entry: Entry) -> bool:
    try:
        return unpack(entry, Fields()) is not None
    except Unreadable:
        return False


@pytest.mark.parametrize("packing", PACKED)
def test_what_ends_too_soon_gives_what_there_is(packing: str) -> None:
    packed = PACKED[packing](LINES) + PACKED[packing](LINES)[:-20]
    found = list(cut(packed))
    assert found[-1].fault == f"it ends in the middle of its {packing} data"
    assert sum(map(_parses, found)) >= 50
    assert next(iter(cut(PACKED[packing](b"Rain fell.")[:-2]))).fault


def test_a_small_file_may_hold_gigabytes() -> None:
    """16 MB a line, 3 MB in all: one too large is named, and the others are there."""
    zeros = gzip.compress(b"0" * (40 << 20) + b"\n" + LINES)
    found = list(cut(zeros, format="jsonl"))
    assert found[0].fault
    assert "too large" in found[0].fault
    assert sum(map(_parses, found)) == 50
    assert "too large" in str(next(iter(cut(gzip.compress(b"a\n" * (20 << 20))))).fault)


OTHERS = [
    warc_record("warcinfo", b"software: none\r\n", "application/warc-fields"),
    warc_record("request", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    response(1, status="404 Not Found"),
    response(1, media="image/png"),
]


@pytest.mark.parametrize("record", OTHERS)
def test_a_record_that_holds_no_article(record: bytes) -> None:
    found = list(cut(record + conversion(2)))
    assert [unpack(entry, Fields()) is None for entry in found] == [True, False]


def test_a_warc_record_carries_what_it_knows() -> None:
    found = articles(response(7), fields=KEEP)[0]
    assert (found.id, found.url, found.format, found.charset) == (
        "<urn:uuid:7>",
        "https://example.org/7",
        "html",
        "utf-8",
    )
    assert found.kept
    assert found.kept["WARC-Type"] == "response"
    wet = articles(conversion(7))[0]
    assert (wet.data, wet.format, wet.charset) == (article(7).encode(), "text", None)


def test_packed_content_of_a_record() -> None:
    body = gzip.compress(b"<html><body><p>Rain fell.")
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + body
    record = warc_record("response", http, "application/http; msgtype=response")
    assert articles(record)[0].data == b"<html><body><p>Rain fell."


LENGTH = b"Content-Length: "
BROKEN = {
    "too short": lambda record: (
        record.replace(LENGTH, LENGTH + b"1", 1).replace(LENGTH + b"1", LENGTH, 1)[:-9] + b"\r\n"
    ),
    "too long": lambda record: record.replace(LENGTH, LENGTH + b"9", 1),
    "huge": lambda record: record.replace(LENGTH, LENGTH + b"99999999999", 1),
    "none": lambda record: record.replace(LENGTH, b"Length: ", 1),
    "no head": lambda record: b"Rain" + record[4:],
    "junk between": lambda record: b"junk\r\n",
}


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("step", [0, 50])
def test_a_broken_record_does_not_hide_those_behind_it(kind: str, step: int) -> None:
    records = [conversion(number) for number in range(6)]
    records[2] = BROKEN[kind](records[2])
    found = list(cut(b"".join(records), step=step))
    good = [unpack(entry, Fields()) for entry in found if not entry.fault]
    assert [item.id for item in good if item] == [f"<urn:uuid:{number}>" for number in (0, 1, 3, 4, 5)]
    assert [entry.fault for entry in found if entry.fault]


def test_parquet_from_a_pipe_and_its_other_columns() -> None:
    file = io.BufferedReader(Trickle(parquet(ROWS), 1000))
    found = [unpack(entry, KEEP) for entry in entries(file, "-", "auto", KEEP)]
    assert [item.kept for item in found if item] == [{"tag": number} for number in range(50)]


def test_parquet_that_is_none_or_has_no_text() -> None:
    assert "no Parquet file" in str(next(iter(cut(b"PAR1 and nothing else"))).fault)
    data = parquet([{"body": "Rain"}])
    assert "the column 'text' is missing; there are: body" in str(next(iter(cut(data))).fault)
    rows = list(cut(parquet([{"text": None}, {"text": "Rain"}])))
    with pytest.raises(Unreadable, match="no text"):
        unpack(rows[0], Fields())
    assert unpack(rows[1], Fields()) == Article("Rain")


@pytest.mark.parametrize("first", range(0, 120, 20))
def test_no_good_record_is_lost_with_a_damaged_one(first: int) -> None:
    """`tests/benchmarks/mutate.py` does the same with ten thousand."""
    faults = mutate.check(list(range(first, first + 20)))
    assert [f"seed {seed}: {fault}" for seed, fault in enumerate(faults, first) if fault] == []
