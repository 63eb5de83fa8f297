"""What stands around an article of speed.py: menus, teasers and footers of sites, and the markup of a page."""

import html
import random
from functools import cache

import galleries
from speed_text import FIXTURES, Writer

SHARES = (0, 0.1, 0.25, 0.5, 0.75, 0.9, 1)
MENU = (20, 25, 35, 60, 100, 150, 180)
"""Lines of menus and footer, at most so many for these shares of the sites."""
TEASERS = (0, 2, 5, 12, 20, 25, 31)
SITES = 40
"""So many sites the whole pages are from."""


def draw(rng: random.Random, values: tuple[int, ...]) -> int:
    """A number that is at most `values` for so many SHARES."""
    at, share = 0, rng.random()
    while share > SHARES[at + 1]:
        at += 1
    part = (share - SHARES[at]) / (SHARES[at + 1] - SHARES[at])
    return round(values[at] + part * (values[at + 1] - values[at]))


@cache
def furniture() -> list[str]:
    """What the menus and the footer of a gold page say."""
    rows = (FIXTURES / "gold/page_courier.gold.tsv").read_text("utf-8").splitlines()
    found = (row.split("\t")[3] for row in rows if row.startswith("boilerplate\t"))
    return [text for text in dict.fromkeys(found) if len(text) < 30]


def around(page: galleries.Page, rng: random.Random, body: Writer, seed: int) -> galleries.Page:
    """The whole page of one of the sites, with the article in it."""
    site = random.Random(f"{seed} {rng.randrange(SITES)}")
    name = f"The {Writer('en', site).names[0].split()[0]} Courier"
    words = [site.choice(furniture()) for _ in range(draw(site, MENU))]
    words = [word if site.random() < 0.5 else body.tongue.rare_word(site).title() for word in words]
    whole, cut = galleries.Page(), len(words) * 2 // 3
    for text in ["Skip to main content", name, *words[:cut]]:
        whole.add("boilerplate", "-", text)
    whole.lines += page.lines
    whole.rows += page.rows
    whole.add("related", "-", "Most read")
    for _ in range(draw(rng, TEASERS)):
        whole.add("related", "-", body.phrase(12))
    for text in [*words[cut:], f"© 2024 {name}. All rights reserved."]:
        whole.add("boilerplate", "-", text)
    return whole


def markup(page: galleries.Page) -> str:
    """The article as a page: navigation, an `article` with a `figure` a picture, the rest in a `footer`."""
    tags = {"headline": "h1", "subheading": "h2", "caption": "figcaption", "credit": "figcaption"}
    menu = "".join(f'<li><a href="/{at}">{html.escape(text)}</a></li>' for at, text in enumerate(furniture()[:12]))
    lines, open_image = [], "-"
    for role, lang, image, text in page.rows:
        if image != open_image:
            lines += ["</figure>"] * (open_image != "-") + [f'<figure><img src="/{image}.jpg">'] * (image != "-")
            open_image = image
        tag, body = tags.get(role, "p"), html.escape(text, quote=False)
        if role == "related":
            body = f'<a href="/story">{body}</a>'
        lines.append(f'<{tag} class="{role}" lang="{lang}">{body}</{tag}>' if lang != "-" else f"<{tag}>{body}</{tag}>")
    title = next(row[3] for row in page.rows if row[0] == "headline")
    start = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title></head><body>'
    article = "\n".join(lines) + "</figure>" * (open_image != "-")
    return f"{start}<nav><ul>{menu}</ul></nav>\n<article>\n{article}\n</article></body></html>"
