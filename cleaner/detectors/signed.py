"""Captions that end as sentences do and are signed: `The pier before the storm. AFP via Getty Images`."""

from collections.abc import Iterator

from cleaner.agencies import names_agency, signs_picture
from cleaner.detectors import Detector, View
from cleaner.expressions import expression
from cleaner.findings import Finding
from cleaner.names import looks_like_names
from cleaner.rules import Rulebook
from cleaner.sentences import count_sentences, is_terminated
from cleaner.source import Source, kept

RULES = ("credit-closing", "credit-closing-bracket", "credit-agency", "credit-bracketed")
LONGEST = 400
"""Longest line, in code points, that can be a caption and its signature."""
HABIT = 2
"""So many lines of an article end in brackets with names before one of them is believed."""
_SIGNATURE = expression(r"(?<=[.!?…”\"’])\s*(?P<it>[^\s\d.!?][^\d.!?:…]{1,90}(?:\.[a-z]{2,3})?\)?)$")
_BRACKET = expression(r"(?<=[.!?…”\"’])\s*(?P<it>[(（](?P<names>[^()（）\d]{2,60})[)）])$")
_CLOSED = frozenset('.!?…”"’')
_UNSIGNED = ".!?:…"
_SENTENCES = 3


def detect(view: View) -> Iterator[Finding]:
    """The agency behind the last full stop of a line; names in brackets there, where it is the article's habit."""
    line = view.line
    if line.text[-1] in _UNSIGNED or len(line.text) > LONGEST or count_sentences(line.text) > _SENTENCES:
        return
    if _CLOSED.isdisjoint(line.text):
        return
    hit = _SIGNATURE.search(line.text)
    if hit and (names_agency(hit["it"], view.book) or signs_picture(hit["it"], view.book)):
        yield Finding(line.start + hit.start("it"), line.end, "credit", "credit-closing")
    hit = _BRACKET.search(line.text) if line.text[-1] in ")）" else None
    if hit and (_is_staff(hit["names"], view.book) or line.number in _in_brackets(view.source, view.book)):
        yield Finding(line.start + hit.start("it"), line.end, "credit", "credit-closing-bracket")


def _is_staff(names: str, book: Rulebook) -> bool:
    """Whether a person and a paper are named: `Dana Levi/The Pier`."""
    person, slash, paper = names.partition("/")
    particles = book.rules["name-particles"].words
    return (
        bool(slash) and len(person.split()) > 1 and all(looks_like_names(part, particles) for part in (person, paper))
    )


@kept
def _in_brackets(source: Source, book: Rulebook) -> frozenset[int]:
    """The lines that end in names in brackets behind a full stop, if there are several and an agency among them.

    Where most sentences are signed they are news in brief, and the names those of who sent them.
    """
    short = (line for line in source.lines if line.text[-1:] in ")）" and len(line.text) <= LONGEST)
    hits = {line.number: hit["names"] for line in short if (hit := _BRACKET.search(line.text))}
    particles = book.rules["name-particles"].words
    named = {number: names for number, names in hits.items() if looks_like_names(names, particles)}
    agency = any(names_agency(names, book) for names in named.values())
    habit = agency and len(named) >= HABIT
    unsigned = (line for line in source.lines if habit and line.number not in named and is_terminated(line.text))
    return frozenset(named) if habit and len(named) <= sum(1 for _ in unsigned) + 1 else frozenset()


DETECTOR = Detector(detect, RULES)
