"""Invented articles for speed.py: as many as wanted, no two with a paragraph in common, in the shape of real ones.

The shape is that of six gallery articles of a news site as scraped, 30 to 85 lines and 2.4 to 8 KB each (median 6.3),
and of four whole pages: 126 body lines, of which 54 stand in two articles cut at their links, with an empty line
after each piece; 101 to 663 characters in the others (median 258, PARAGRAPH has more), 9 to 31 of them an article;
87 characters of 100 in the body, 4 in captions, 3 in the standfirst, 1 each in headline, credits, promo, notices; no
to eight pictures an article, 23 Hebrew image texts for 23 English ones (medians 13 and 26 characters), most doubled,
14 counters, 18 credits, 2 labels. Of whole pages 22 characters of 100 are navigation and notices (29 to 199 lines,
median 10 characters), 9 teasers (0 to 31 lines); a site's menus are the same on each of its pages, teasers are not.
Made galleries have a median of 5.9 KB and 39 lines; of all lines over 60 characters 99 of 100 stand in one article.

Kinds: `gallery` in English with Hebrew image texts; `hebrew` with English ones; `arabic`; `broken`, `gallery` with
each line that holds Hebrew as UTF-8 read as windows-1255; `pages`, `gallery` inside menus, teasers and footers.
Article n of a kind depends on nothing but the seed, the kind and n.
"""

import random
import re
from typing import Any

import galleries
from damaged import CHAINS
from speed_pages import around, draw, markup
from speed_peers import Article
from speed_text import Writer

KINDS = {"gallery": "en", "hebrew": "he", "arabic": "ar", "broken": "en", "pages": "en"}
"""Kinds of articles, and the language of the body."""
PARAGRAPH = (101, 128, 185, 258, 333, 450, 663)
"""Characters of a paragraph: so long are these shares of them, or shorter."""
PARAGRAPHS = (9, 9, 12, 18, 22, 27, 31)
PICTURES = (0, 0, 1, 3, 5, 6, 8)
HEBREW = re.compile("[\u05d0-\u05ea]")


def pair(rng: random.Random, body: Writer, other: Writer) -> dict[str, str]:
    """What is said of one picture, in both languages, and its credit."""
    said = {body.tongue.language: body.phrase(rng.choice((2, 3, 4, 6, 10))), other.tongue.language: ""}
    if rng.random() < 0.9:
        said[other.tongue.language] = other.phrase(rng.choice((2, 2, 3, 5)))
    form = rng.choice(body.tongue.press["credits"])
    latin = other if body.tongue.language == "ar" else body
    names = {"name": rng.choice(body.names), "other": rng.choice(body.names), "latin": rng.choice(latin.names)}
    return said | {"credit": form.format_map(names)}


def picture(page: galleries.Page, said: dict[str, str], total: int, rng: random.Random, body: Writer) -> None:
    """A picture as galleries.py makes them; in Arabic with the counters and the order of Arabic pages."""
    if body.tongue.language != "ar":
        return galleries.image(page, said, total, rng, body.tongue.language)
    page.images += 1
    number = str(page.images)
    counter = rng.choice(body.tongue.press["counters"]).format(number=total)
    parts = [("caption", "en", said["en"]), ("counter", "-", counter), ("caption", "ar", said["ar"])]
    for role, lang, text in [*parts, ("credit", "-", said["credit"])]:
        if text:
            page.line(text, (role, lang, number, text))
    return None


def head(page: galleries.Page, rng: random.Random, body: Writer) -> None:
    """Headline, standfirst, byline and date."""
    language, press = body.tongue.language, body.tongue.press
    if rng.random() < 0.4 and language != "ar":
        page.images += 1
        page.line("850 גג", ("label", "-", str(page.images), "850 גג"))
    page.add("headline", language, body.phrase(14))
    if rng.random() < 0.85:
        page.add("standfirst", language, "; ".join(body.phrase(18) for _ in range(2)))
    byline = press["byline"].format(name=rng.choice(body.names), other=rng.choice(body.names))
    if language != "ar":
        return galleries.metadata(page, {"byline": byline}, rng, language)
    page.add("byline", "-", byline)
    when = {"day": rng.randint(1, 28), "month": rng.randint(1, 12), "year": rng.randint(2015, 2025)}
    page.add("published", "-", press["published"].format(**when, hour=rng.randint(0, 23), minute=rng.randint(0, 59)))
    return None


def fill(page: galleries.Page, rng: random.Random, body: Writer, size: int | None) -> None:
    """Paragraphs, and what stands between and after them; `size` bytes of paragraphs if given."""
    language, press = body.tongue.language, body.tongue.press
    other = Writer("en" if language in ("he", "ar") else "he", rng)
    count = draw(rng, PARAGRAPHS) if size is None else max(1, size // (305 if language == "en" else 540))
    pictures = draw(rng, PICTURES) if size is None else count // 6
    cut = language == "en" and rng.random() < 1 / 3
    places = {rng.randrange(count) for _ in range(pictures)}
    promo, related = rng.randrange(count), rng.randrange(count)
    for at in range(count):
        galleries.paragraph(page, body.paragraph(draw(rng, PARAGRAPH)), language, rng, cut)
        if at in places:
            picture(page, pair(rng, body, other), len(places), rng, body)
        if at == promo:
            page.add("promo", "-", rng.choice(press["promos"]))
        if at == related and rng.random() < 0.6:
            page.add("related", "-", rng.choice(press["related"]))
            for _ in range(rng.randint(0, 3)):
                page.add("related", "-", body.phrase(10))
        if at and rng.random() < 0.03:
            page.lines.append("")
            page.add("subheading", language, body.phrase(4))
            page.lines.append("")
    for text in rng.choice(press["tails"]):
        page.add("boilerplate", "-", text)


def broken(line: str) -> str:
    """A line with Hebrew in it, as UTF-8 read as windows-1255."""
    return CHAINS["u8>windows-1255"](line) if HEBREW.search(line) else line


def article(kind: str, number: int, seed: int = 1, size: int | None = None) -> Article:
    """An article of a kind, of about `size` bytes if given."""
    rng = random.Random(f"{seed} {'gallery' if kind == 'broken' else kind} {number} {size}")
    body = Writer(KINDS[kind], rng)
    page: Any = galleries.Page()
    head(page, rng, body)
    fill(page, rng, body, size)
    if kind == "pages":
        page = around(page, rng, body, seed)
    lines = map(broken, page.lines) if kind == "broken" else page.lines
    text = "\n".join(lines) + "\n"
    return Article(text.encode(), text, markup(page))
