"""Texts of the record: a span of the source with its value, language, direction and runs."""

from typing import cast

from cleaner.findings import Piece
from cleaner.language import Profile, language_of
from cleaner.record import Change, Direction, Mixed, Role, Run, Span, Struct, Text
from cleaner.rules import Rulebook
from cleaner.runs import directional_runs, is_mixed
from cleaner.scripts import main_script, script_direction
from cleaner.source import Source
from cleaner.spans import fold

HOSTS = frozenset({"headline", "standfirst", "body", "subheading", "caption"})
"""Roles whose stretches of the other direction are listed in `mixed`."""
_SEPARATORS = {"byline": "|", "keyword": ",;|"}
"""What closes the values of metadata lines and is no part of them."""


class _Said(Struct, frozen=True):
    """What is the same for all texts of one value."""

    value: str
    lang: str
    dir: Direction
    runs: tuple[Run, ...]


class Writer(Struct, frozen=True):
    """Turns pieces into texts."""

    source: Source
    profile: Profile
    book: Rulebook
    said: dict[tuple[str, bool], _Said]
    """What was found of each value, in a text of the article or not: some pages say the same again and again."""

    def text(self, piece: Piece, changes: tuple[Change, ...]) -> Text:
        """The text of one piece, its own changes applied."""
        value = apply_changes(self.source.text, (piece.start, piece.end), changes)
        key = (value, piece.role in HOSTS)
        said = self.said.get(key) or self.said.setdefault(key, self._said(*key))
        return Text(
            role=cast(Role, piece.role),
            value=said.value,
            lang=said.lang,
            dir=said.dir,
            spans=((piece.start, piece.end),),
            rule=piece.rule,
            runs=said.runs,
        )

    def _said(self, value: str, hosted: bool) -> _Said:
        script = main_script(value)
        direction = cast(Direction, script_direction(script) if script else self.profile.direction)
        lang = language_of(value, script, self.profile, self.book)
        # A text without letters takes the body's language if it belongs to the article.
        lang = self.profile.language if hosted and script is None else lang
        return _Said(value, lang, direction, self._runs(value, direction, lang) if is_mixed(value) else ())

    def changes(self, piece: Piece) -> tuple[Change, ...]:
        """Repairs that belong to one piece: the bar after a byline."""
        separators = _SEPARATORS.get(piece.role or "")
        if separators is None:
            return ()
        found = []
        text = self.source.text[piece.start : piece.end]
        kept = len(text)
        while kept and (text[kept - 1] in separators or text[kept - 1].isspace()):
            kept -= 1
        if 0 < kept < len(text):
            found.append(Change("separator", (piece.start + kept, piece.end), text[kept:], ""))
        return tuple(found)

    def _runs(self, value: str, base: str, lang: str) -> tuple[Run, ...]:
        runs = []
        for start, end, direction in directional_runs(value, base):
            part = value[start:end]
            script = main_script(part)
            own = language_of(part, script, self.profile, self.book) if script else lang
            runs.append(Run(part, own, cast(Direction, direction), start, end))
        return tuple(runs)

    def mixed(self, text: Text) -> list[Mixed]:
        """The stretches of the other direction in a text, with their places in the source."""
        if not text.runs or text.role not in HOSTS:
            return []
        places = value_places(self.source.text, text)
        return [
            Mixed(run.value, run.lang, run.dir, (places[run.start], places[run.end - 1] + 1), text.role)
            for run in text.runs
            if run.dir != text.dir
        ]


def apply_changes(source: str, span: Span, changes: tuple[Change, ...]) -> str:
    """The source text of a span with the changes inside it applied and white space folded (law 3)."""
    if not changes:
        return fold(source[slice(*span)])
    parts, at = [], span[0]
    for change in sorted((c for c in changes if span[0] <= c.span[0] and c.span[1] <= span[1]), key=lambda c: c.span):
        parts += [source[at : change.span[0]], change.after]
        at = change.span[1]
    return fold("".join((*parts, source[at : span[1]])))


def value_places(source: str, text: Text) -> list[int]:
    """For each code point of a text's value its place in the source; only for texts without changes before the end."""
    start, end = text.spans[0]
    ink = (at for at in range(start, end) if not source[at].isspace())
    places: list[int] = []
    for char in text.value:
        places.append(places[-1] + 1 if char == " " else next(ink))
    return places
