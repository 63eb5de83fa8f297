"""Make labelled articles by setting image texts into invented bodies at random places.

    galleries.py OUT [--count 200] [--seed 1] [--pairs pairs.jsonl] [--flat] [--mirror]

Writes NAME.txt and NAME.gold.tsv into OUT, in the form that a scorer of roles reads: role,
language, image, text. The habits are those of pages whose content system leaks: counters in
two languages, whole or broken over lines, image texts once to three times, captions with
their credit on the same line or the next, or with none; header pictures, calls to follow,
related links, keywords, comment widgets; sentences cut at their links. Pairs come from the
pool beside this file, or from JSON Lines with `he` and `en` (credit in brackets at the end).
"""

import argparse
import json
import random
import re
import tomllib
from pathlib import Path
from typing import Any

POOL = tomllib.loads((Path(__file__).parent / "pool.toml").read_text("utf-8"))
CREDIT = re.compile(r"\s*(\(\s*(?:Photo|Photos|צילום|Pיםאם)[^()]*\)|\(צילום מסך\)|(?<![^\s])(?:Photo|צילום): .*)$")
PROMOS = [
    "<< Follow Daybreak News on Facebook | Twitter | Instagram | TikTok >>",
    "Follow Daybreak News on Facebook and Twitter",
    "<< Follow Daybreak on Facebook | Twitter | Instagram | Telegram >>",
    "Get the Daybreak app on your smartphone: Google Play: https://daybreak.example/g | Apple App Store: https://daybreak.example/a",
]
POLICY = (
    "The commenter agrees to the privacy policy of Daybreak News and promises not to post "
    "remarks that break its terms of use, slander included."
)
TAILS = [
    ["Comments", "New comment", POLICY, "send comment"],
    ["Talkbacks for this article 0", "new comment"],
    [POLICY],
    [],
]
Row = tuple[str, str, str, str]


class Page:
    """Lines and gold rows of one article, side by side."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.rows: list[Row] = []
        self.images = 0

    def line(self, text: str, *rows: Row) -> None:
        """Adds a line and what it holds."""
        self.lines.append(text)
        self.rows += rows

    def add(self, role: str, lang: str, text: str) -> None:
        """Adds a line of one role."""
        self.line(text, (role, lang, "-", text))


def read_pairs(path: str | None) -> list[dict[str, str]]:
    """Image texts as he, en, credit."""
    if path is None:
        return list(POOL["pair"])
    pairs = []
    for line in Path(path).read_text("utf-8").splitlines():
        row = json.loads(line)
        found = CREDIT.search(row["en"])
        caption = row["en"][: found.start()] if found else row["en"]
        pairs.append({"he": row["he"].strip(), "en": caption.strip(), "credit": found[1].strip() if found else ""})
    return [pair for pair in pairs if pair["he"] or pair["en"]]


def is_hebrew(text: str) -> bool:
    """Whether most letters are Hebrew."""
    return len(re.findall("[\u05d0-\u05ea]", text)) > len(re.findall("[A-Za-z]", text))


def language(text: str) -> str:
    """he or en, by letters."""
    return "he" if is_hebrew(text) else "en"


def image(page: Page, pair: dict[str, str], total: int, rng: random.Random, body: str) -> None:
    """One picture in one of the habits."""
    page.images += 1
    number = str(page.images)
    foreign, native = (pair["he"], pair["en"]) if body == "en" else (pair["en"], pair["he"])
    counter = rng.choice(["en", "en", "he", "broken", "none", "none"] if body == "en" else ["he", "he", "en", "none"])
    glued = ""
    if counter in ("en", "he"):
        text = f"{total} View gallery" if counter == "en" else f"{total} צפייה בגלריה"
        page.line(text, ("counter", "-", number, text))
    elif counter == "broken":
        page.line(str(total), ("counter", "-", number, str(total)))
        glued = " View gallery "
    texts = [foreign] * rng.choice([1, 2, 2, 2, 3]) if foreign else []
    if native == foreign:
        native = ""
    joined = bool(pair["credit"]) and pair["credit"].startswith("(") and rng.random() < 0.35
    captions = texts + ([native] if native else [])
    for at, text in enumerate(captions):
        rows: list[Row] = [("caption", language(text), number, text)]
        line = text
        if at == len(captions) - 1 and joined:
            line += rng.choice(["  ", " "]) + pair["credit"]
            rows.append(("credit", "-", number, pair["credit"]))
        if at == 0 and glued:
            line = glued + line
            rows.insert(0, ("counter", "-", number, "View gallery"))
        page.line(line, *rows)
    if pair["credit"] and not (joined and captions):
        page.line(pair["credit"], ("credit", "-", number, pair["credit"]))


def paragraph(page: Page, text: str, lang: str, rng: random.Random, fragments: bool) -> None:
    """A paragraph, sometimes cut at a name as if a link had stood there."""
    name = re.search(r"(?<=[a-z] )[A-Z][a-z]+(?: [A-Z][a-z]+)?(?=[ ,.])", text) if fragments else None
    if name is None or rng.random() < 0.4:
        page.add("body", lang, text)
        return
    for part in (text[: name.start()].strip(), name[0], text[name.end() :].strip()):
        page.add("body", lang, part)
        page.lines.append("")


def article(rng: random.Random, pairs: list[dict[str, str]], body: str) -> Page:
    """One article."""
    page = Page()
    head = rng.choice([row for row in POOL["head"] if row["language"] == body])
    usable = [pair for pair in pairs if body == "en" or (pair["en"] and pair["he"] and not is_hebrew(pair["en"]))]
    chosen = rng.sample(usable, min(rng.randint(1, 6), len(usable)))
    fragments = rng.random() < 0.2 and body == "en"
    if rng.random() < 0.4:
        page.images += 1
        page.line("850 גג", ("label", "-", str(page.images), "850 גג"))
    elif rng.random() < 0.15 and body == "en" and chosen[0]["he"] and chosen[0]["en"] and chosen[0]["credit"]:
        page.images += 1
        for text in (chosen[0]["he"], chosen[0]["en"]):
            page.line(text, ("caption", language(text), str(page.images), text))
        credit = chosen[0]["credit"]
        credit = credit.strip("()").strip() if credit.startswith("(Photo:") else credit
        page.line(credit, ("credit", "-", str(page.images), credit))
    page.add("headline", body, head["headline"])
    if rng.random() < 0.85:
        page.add("standfirst", body, head["standfirst"])
    metadata(page, head, rng, body)
    texts = rng.sample(POOL["paragraphs"][body], rng.randint(6, 16))
    opening = next((text for text in texts if len(text) >= 80), texts[0])
    texts = [opening, *(text for text in texts if text != opening)]
    places = sorted(rng.sample(range(1, len(texts)), min(len(chosen), len(texts) - 1)))
    promo, related = rng.randrange(len(texts)), rng.randrange(len(texts))
    for at, text in enumerate(texts):
        if at and rng.random() < 0.07 and at not in places:
            page.lines.append("")
            page.add("subheading", body, rng.choice(POOL["subheadings"][body]))
            page.lines.append("")
        paragraph(page, text, body, rng, fragments)
        if at == promo and body == "en":
            page.add("promo", "-", rng.choice(PROMOS))
        if at == related and rng.random() < 0.6:
            headers = ["Read more:", "More stories:"] if body == "en" else ["קראו עוד:", "עוד בנושא:"]
            page.add("related", "-", rng.choice(headers))
            for title in rng.sample(POOL["related"][body], rng.randint(0, 4)):
                page.add("related", "-", title)
        if at + 1 in places:
            image(page, chosen[places.index(at + 1)], len(chosen), rng, body)
    if body == "en":
        for text in rng.choice(TAILS):
            page.add("boilerplate", "-", text)
    return page


def metadata(page: Page, head: dict[str, Any], rng: random.Random, body: str) -> None:
    """Byline, date, buttons and topics, or none of them."""
    if rng.random() < 0.6:
        bar = rng.choice(["|", " |"])
        page.add("byline", "-", head["byline"] + bar)
        if rng.random() < 0.6:
            day = f"{rng.randint(1, 12):02}.{rng.randint(1, 28):02}.{rng.randint(19, 25)}"
            stamp = f"{day}, {rng.randint(0, 23):02}:{rng.randint(0, 59):02}"
            page.add("published", "-", ("Published: " if body == "en" else "פורסם: ") + stamp)
    if rng.random() < 0.25 and body == "en":
        for text in ("Add a comment", "PrintFind an error? Report us", "Related Topics"):
            page.add("boilerplate", "-", text)
        for text in rng.sample(POOL["keywords"]["en"], rng.randint(1, 4)):
            page.add("keyword", "en", text)


def main() -> None:
    """Write the articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs")
    parser.add_argument("--flat", action="store_true", help="every line break becomes a space")
    parser.add_argument("--mirror", action="store_true", help="Hebrew bodies with English image texts")
    args = parser.parse_args()
    rng, pairs = random.Random(args.seed), read_pairs(args.pairs)
    args.out.mkdir(parents=True, exist_ok=True)
    for number in range(args.count):
        page = article(rng, pairs, "he" if args.mirror else "en")
        text = (" " if args.flat else "\n").join(page.lines)
        (args.out / f"made{number:04}.txt").write_text(text, "utf-8")
        rows = "".join("\t".join(row) + "\n" for row in page.rows)
        (args.out / f"made{number:04}.gold.tsv").write_text(rows, "utf-8")


if __name__ == "__main__":
    main()
