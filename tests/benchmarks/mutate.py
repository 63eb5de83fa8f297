"""Damaged inputs of every kind: crashes, hangs, and good records that are lost with the bad ones.

    mutate.py [--count 10000] [--seed 0] [--jobs 2] [-v]

An input of several records is made (JSON Lines, WARC, each plain and in members of gzip, bzip2, xz and
Zstandard, a page, a Parquet table), some of its bytes are changed, left out, doubled or put in, and it is read as
`cleaner clean` reads it. A record whose own bytes (of a packed one: its member's) were not touched must come out as
it does from the undamaged input; of a table only where its contents and places were not touched either. Reading runs
in processes of their own, so that one that dies is counted. Prints the counts by kind; exit code 1 for any fault.
"""

import argparse
import random
import signal
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
import inputs

from cleaner.inputs import Entry
from cleaner.outcomes import Options, Outcome, outcome
from cleaner.pool import ordered

RECORDS = 6
PATIENCE = 20
"""Seconds after which reading counts as hanging."""


class Made(NamedTuple):
    """An input, and where each record stands in it; from `fatal` on a table says where all else stands."""

    data: bytes
    spans: list[tuple[int, int]]
    fatal: int | None = None


def _joined(parts: list[bytes]) -> Made:
    ends = [sum(map(len, parts[: number + 1])) for number in range(len(parts))]
    return Made(b"".join(parts), [(end - len(part), end) for part, end in zip(parts, ends, strict=True)])


def _parts(kind: str) -> list[bytes]:
    if kind == "warc":
        return [(inputs.response if number % 2 else inputs.conversion)(number) for number in range(RECORDS)]
    return [inputs.json_lines([row]) for row in inputs.objects(RECORDS)]


@cache
def made(kind: str) -> Made:
    """The undamaged input."""
    if kind == "html":
        page = inputs.response(1).partition(b"<!doctype")
        return Made(page[1] + page[2], [])
    if kind == "parquet":
        data = inputs.parquet(inputs.objects(RECORDS), group=1)
        return Made(data, _groups(data), fatal=_footer(data))
    container, _, packing = kind.partition(".")
    parts = _parts(container)
    return _joined([PACKINGS[packing](part) for part in parts] if packing else parts)


def _footer(data: bytes) -> int:
    return len(data) - 8 - int.from_bytes(data[-8:-4], "little")


def _groups(data: bytes) -> list[tuple[int, int]]:
    """Where each row group of a table stands."""
    import io

    from pyarrow import parquet

    meta = parquet.read_metadata(io.BytesIO(data))
    spans = []
    for number in range(meta.num_row_groups):
        columns = [meta.row_group(number).column(at) for at in range(meta.num_columns)]
        starts = [column.dictionary_page_offset or column.data_page_offset for column in columns]
        spans.append((min(starts), max(s + c.total_compressed_size for s, c in zip(starts, columns, strict=True))))
    return spans


PACKINGS = {suffix: inputs.PACKED[packing] for packing, suffix in inputs.SUFFIXES.items()}
KINDS = ["jsonl", "warc", "html", "parquet"]
KINDS += [f"{container}.{suffix}" for container in ("jsonl", "warc") for suffix in PACKINGS]


def damaged(data: bytes, rng: random.Random) -> tuple[bytes, int, int]:
    """The data with one stretch changed, and that stretch."""
    start = rng.randrange(len(data))
    end = min(len(data), start + rng.choice((1, 1, 2, 8, 100)))
    how = rng.randrange(6)
    noise = rng.randbytes(end - start)
    new = {0: noise, 1: b"", 2: data[start:end] * 2, 3: bytes(end - start), 4: noise + data[start:end]}.get(how)
    if new is None:
        return data[:start], start, len(data)
    return data[:start] + new + data[end:], start, end


def _lines(kind: str, data: bytes) -> dict[str, str]:
    """The records of an input by their ids, without what depends on where they stand."""
    found = {}
    for entry in inputs.cut(data, f"a.{kind}"):
        line = _line(entry._replace(place="x"))
        if line.line:
            found[_id(line)] = line.line.decode()
    return found


@cache
def _cached(format: str, data: bytes) -> Outcome:
    return outcome(Entry("x", format, data), Options())


def _line(entry: Entry) -> Outcome:
    if entry.fault is None and isinstance(entry.data, bytes):
        return _cached(entry.format, entry.data)
    return outcome(entry, Options())


def _id(result: Outcome) -> str:
    import json

    return str(json.loads(result.line or b"{}")["id"])


def check(seeds: list[int]) -> list[str]:
    """What goes wrong with each of some damaged inputs; nothing where all is well."""
    signal.alarm(PATIENCE * len(seeds))
    faults = [_check(seed) for seed in seeds]
    signal.alarm(0)
    return faults


def _check(seed: int) -> str:
    rng = random.Random(seed)
    kind = KINDS[seed % len(KINDS)]
    good = made(kind)
    data, start, end = damaged(good.data, rng)
    found = _lines(kind, data)
    if any("fault of cleaner" in line for line in found.values()):
        return "fault"
    if good.fatal is not None and (end > good.fatal or start < 4 or len(data) != len(good.data)):
        return ""
    wanted = list(_wanted(kind).items())
    untouched = [number for number, (left, right) in enumerate(good.spans) if end < left or start >= right]
    lost = [number for number in untouched if found.get(wanted[number][0]) != wanted[number][1]]
    return f"lost {lost} of {len(good.spans)}, changed {start} to {end} of {len(good.data)}" if lost else ""


@cache
def _wanted(kind: str) -> dict[str, str]:
    return _lines(kind, made(kind).data)


def main() -> None:
    """Damage, read, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("-v", "--verbose", action="store_true")
    given = parser.parse_args()
    for kind in KINDS:
        _wanted(kind)
    counts: Counter[str] = Counter()
    faults = 0
    seeds = range(given.seed * given.count, (given.seed + 1) * given.count)
    results = ordered(check, seeds, given.jobs, lambda seed: "crash or hang")
    for seed, said in zip(seeds, results, strict=True):
        counts[f"{KINDS[seed % len(KINDS)]}: {said.split(' ')[0] or 'well'}"] += 1
        faults += bool(said)
        if said and given.verbose:
            print(f"seed {seed}, {KINDS[seed % len(KINDS)]}: {said}")
    print(f"{given.count} damaged inputs, {faults} faults (crashes, hangs, good records lost)")
    for name, count in sorted(counts.items()):
        print(f"  {name}: {count}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
