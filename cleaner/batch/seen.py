"""What is remembered of a source, and how it is written down."""

import json
from typing import Any, NamedTuple

from cleaner.batch.store import NO_STATE, State


class Counts(NamedTuple):
    """How many articles a source held, how many became records, and how many did not."""

    read: int = 0
    written: int = 0
    rejected: int = 0
    passed_over: int = 0
    """Entries that are none, such as the requests in a WARC file; not among those that were read."""

    def plus(self, other: "Counts") -> "Counts":
        """The sums."""
        return Counts(*map(sum, zip(self, other, strict=True)))

    @property
    def add_up(self) -> bool:
        """Whether nothing was lost on the way."""
        return self.read == self.written + self.rejected


class Seen(NamedTuple):
    """A source as it was when its records were made, with what, and the files that they are in."""

    path: str
    """Absolute, so that it is known from anywhere whether it is gone."""
    state: State
    sha256: str
    key: str
    """A digest of all else that decides what the records are."""
    rules: str
    """A digest of the rules, which are part of that."""
    counts: Counts
    outputs: dict[str, State]


def spelled(place: str, seen: Seen | None, indent: int | None = None) -> bytes:
    """What is remembered of the source with its records at a place, as JSON; None: that it is to be forgotten.

    ASCII: a name that is no UTF-8 has halves of surrogate pairs in it, which only escapes can hold.
    """
    held: dict[str, Any] = {"place": place}
    if seen:
        counts = seen.counts
        held |= {
            "source": seen.path,
            "state": seen.state,
            "sha256": seen.sha256,
            "key": seen.key,
            "rules": seen.rules,
            "in": counts.read,
            "out": counts.written,
            "rejected": counts.rejected,
            "passed_over": counts.passed_over,
            "outputs": seen.outputs,
        }
    return json.dumps(held, indent=indent).encode() + b"\n"


def seen_in(data: bytes) -> tuple[str, Seen | None]:
    """What such JSON says. Raises ValueError, KeyError, TypeError or AttributeError if it is none of ours."""
    held = json.loads(data)
    if isinstance(held, list):
        return _older(held)
    place = _text(held["place"])
    if len(held) == 1:
        return place, None
    counts = Counts(*(int(held[name]) for name in ("in", "out", "rejected", "passed_over")))
    if not counts.add_up:
        raise ValueError("counts that do not add up")
    outputs = {_text(to): _state(was) for to, was in held["outputs"].items()}
    path, sha256, key, rules = (_text(held[name]) for name in ("source", "sha256", "key", "rules"))
    return place, Seen(path, _state(held["state"]), sha256, key, rules, counts, outputs)


def _older(held: list[Any]) -> tuple[str, Seen | None]:
    """The same of what 0.1.0 wrote: what it says is out of date, but for the files that are there."""
    place, seen = held
    if seen is None:
        return _text(place), None
    path, _, sha256, _, outputs = seen
    return _text(place), Seen(_text(path), NO_STATE, _text(sha256), "", "", Counts(), dict.fromkeys(outputs, NO_STATE))


def _state(held: Any) -> State:
    size, stamp = held
    return State(int(size), _text(stamp))


def _text(held: Any) -> str:
    if not isinstance(held, str) or "\0" in held:
        raise TypeError("no text")
    return held
