"""How well this program and others tell an article's body, captions and credits from the rest.

    quality.py FOLDER        every NAME.txt with its NAME.gold.tsv; prints Markdown

For each text every tool gives the characters that it keeps as body. What a peer prints is found again
in the source line by line, in order. Against the gold labels, over all texts together:

- precision, recall, F1: characters of body and subheadings, white space aside. Headline and
  standfirst are left out of all counts: whether they are kept is a matter of taste.
- lines F1: keep or drop. A line is body, or kept, when more than half of it is.
- captions, credits: of how many pictures all texts come out as captions, and the credit as credit.
  `–`: the tool has no such thing.

Peers that are not installed are named. Below the table stand our own figures: whole pieces, whole
pictures (captions and credit exact and together), characters of the right language. Which settings
the peers run with, and why, says peers.py.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

from peers import PEERS, Peer
from scoring import Row, Score, gold_images, letters, read_rows, score

import cleaner
from cleaner.record import Record

WHOLE = 10
"""How long a stretch of a line has to be, in characters, to be found again when the line as a whole is not."""


class Text(NamedTuple):
    """A labelled text: its source, its gold rows, the role of each character that is not white space."""

    name: str
    source: str
    rows: list[Row]
    roles: dict[int, str]

    @property
    def language(self) -> str:
        """The language of most of its body."""
        return Counter(lang for role, lang, _, text in self.rows if role == "body" for _ in text).most_common(1)[0][0]


class Kept(NamedTuple):
    """What a tool makes of a text: places of its body, texts; None where it has no such thing."""

    body: set[int]
    captions: set[str] | None = None
    credits: Counter[str] | None = None


def read(folder: Path) -> Iterator[Text]:
    """The labelled texts of a folder."""
    for tsv in sorted(folder.glob("*.gold.tsv")):
        name = tsv.name.removesuffix(".gold.tsv")
        source = (folder / f"{name}.txt").read_text("utf-8")
        rows = read_rows(tsv.read_text("utf-8"))
        labels = (role for role, _, _, text in rows for char in text if not char.isspace())
        yield Text(name, source, rows, dict(zip(ink(source), labels, strict=True)))


def ink(source: str) -> list[int]:
    """Where the characters stand that are not white space."""
    return [at for at, char in enumerate(source) if not char.isspace()]


def lines(source: str) -> Iterator[list[int]]:
    """The same by lines, of lines that have any."""
    at = 0
    for line in source.splitlines(keepends=True):
        if inked := [at + place for place in ink(line)]:
            yield inked
        at += len(line)


def ours(record: Record) -> Kept:
    """What our record keeps."""
    body = {at for text in record.body for start, end in text.spans for at in range(start, end)}
    captions = {letters(caption.value) for image in record.images for caption in image.captions}
    return Kept(body, captions, Counter(letters(image.credit.value) for image in record.images if image.credit))


def theirs(text: Text, peer: Peer) -> Kept:
    """What a peer keeps, found again in the source."""
    body = located(text.source, peer.keep(text.source, text.language))
    foreign = {letters("".join(text.source[at] for at in line)) for line in lines(text.source) if line[0] not in body}
    return Kept(body, foreign if peer.foreign_is_caption else None)


def located(source: str, kept: str) -> set[int]:
    """The places of `kept` in the source: lines that match in order, then what is left of others wherever it stands."""
    places = list(lines(source))
    given = ["".join(source[at] for at in line) for line in places]
    asked = [squashed for line in kept.splitlines() if (squashed := "".join(line.split()))]
    found: set[int] = set()
    for one, other, size in SequenceMatcher(None, given, asked, autojunk=False).get_matching_blocks():
        found.update(at for line in places[one : one + size] for at in line)
        asked[other : other + size] = [""] * size
    inked = ink(source)
    squashed = "".join(source[at] for at in inked)
    for line in filter(None, asked):
        for block in SequenceMatcher(None, squashed, line, autojunk=False).get_matching_blocks():
            if block.size >= min(WHOLE, len(line)):
                found.update(inked[block.a : block.a + block.size])
    return found


def figures(texts: list[Text], outcomes: list[Kept]) -> list[str]:
    """The cells of a row."""
    chars: Counter[tuple[bool, bool]] = Counter()
    whole: Counter[tuple[bool, bool]] = Counter()
    captions: list[bool] = []
    credited: list[bool] = []
    for text, kept in zip(texts, outcomes, strict=True):
        wanted = {at for at, role in text.roles.items() if role in ("body", "subheading")}
        taste = {at for at, role in text.roles.items() if role in ("headline", "standfirst")}
        chars.update((at in wanted, at in kept.body) for at in text.roles if at not in taste)
        for line in lines(text.source):
            if judged := set(line) - taste:
                whole[2 * len(judged & wanted) > len(judged), 2 * len(judged & kept.body) > len(judged)] += 1
        images = gold_images(text.rows)
        captions += [texts <= (kept.captions or set()) for texts, _ in images if texts]
        asked = Counter(owner for _, owner in images if owner)
        hits = (asked & (kept.credits or Counter())).total()
        credited += [True] * hits + [False] * (asked.total() - hits)
    cells = [f"{part:.3f}" for part in (*rates(chars), rates(whole)[2])]
    cells.append("–" if outcomes[0].captions is None else f"{sum(captions)}/{len(captions)}")
    cells.append("–" if outcomes[0].credits is None else f"{sum(credited)}/{len(credited)}")
    return cells


def rates(counts: Counter[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of counts by (wanted, kept)."""
    hits, wanted = counts[True, True], counts[True, True] + counts[True, False]
    kept = hits + counts[False, True]
    return hits / max(kept, 1), hits / max(wanted, 1), 2 * hits / max(wanted + kept, 1)


def main() -> None:
    """Reads the arguments, prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    texts = list(read(parser.parse_args().folder))
    records = [cleaner.clean(text.source) for text in texts]
    print("| | precision | recall | body F1 | lines F1 | captions | credits |\n|---|---|---|---|---|---|---|")
    print("| **cleaner** |", " | ".join(figures(texts, [ours(record) for record in records])), "|")
    for name, peer in PEERS.items():
        if peer.version:
            cells = figures(texts, [theirs(text, peer) for text in texts])
            print(f"| {name} {peer.version} |", " | ".join(cells), "|", flush=True)
    if settings := [f"{name}: {peer.settings}" for name, peer in PEERS.items() if peer.version]:
        print(f"\nRun with {'; '.join(settings)}.")
    if missing := [name for name, peer in PEERS.items() if not peer.version]:
        print(f"\nNot installed: {', '.join(missing)}.")
    total = sum((score(text.source, text.rows, one) for text, one in zip(texts, records, strict=True)), Score())
    print(
        f"\nOurs, {len(texts)} texts: whole pieces {total.pieces_right} of {total.pieces}, "
        f"whole pictures {total.images_right} of {total.images}, "
        f"characters in the right language {total.letters_right} of {total.letters}."
    )


if __name__ == "__main__":
    main()
