"""What speed.py measures: each a function that gets its tool ready and returns what makes something of an article.

All run as their manuals have it; what they load and compile on first use is not in the figures. As a program
(`speed_peers.py TOOL`) it is the process in which a tool is alone: it reads pickled articles from standard input
and prints CPU seconds, MB of text and peak memory.
"""

import gc
import io
import json
import pickle
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

WARM_UP = 10
"""So many articles come first and don't count."""


class Article(NamedTuple):
    """One article: as bytes and as text, and as the page that a tool for HTML gets."""

    data: bytes
    text: str
    html: str


Run = Callable[[Article], Any]
CREDIT = (
    r"(?P<credit>[(\[]?\s*(?:Photos?|Video|Credit|Illustration|צילום|וידאו)\s*:|Getty Images|\(?(?:AP|AFP|Reuters)\)?$)"
)
COUNTER = r"(?P<counter>(?:\d+\s*)?View gallery|\d+\s*צפייה בגלריה|\d{1,2}:\d\d$)"
LABEL = r"(?P<label>\d{3,4} ג+$)"
PROMO = r"(?P<promo><< |Follow |Get the \w+ app|Sign up |Subscribe )"
RELATED = r"(?P<related>Read more:?$|More stories:?$|Most read$|Related)"
NOTICE = r"(?P<boilerplate>The commenter agrees|Comments$|(?:Add a|New) comment$|(?i:send comment)$|Print|Talkbacks|©)"
PUBLISHED = r"(?P<published>(?:Published|Updated): |פורסם: )"
FOREIGN = r"(?P<caption>[א-ת])"
PARTS = (COUNTER, CREDIT, LABEL, PROMO, RELATED, NOTICE, PUBLISHED)
BEGINS = re.compile("|".join((*PARTS, FOREIGN, r"(?P<byline>[^|.]{4,50}\|$)")))
HOLDS = re.compile("|".join((*PARTS, FOREIGN, r"(?P<byline>\w ?\|$)")))
"""What a gallery article has beside its body, as one expression a line: at its start, and anywhere in it."""


def clean() -> Run:
    """Ours, from bytes to the bytes of the record's JSON."""
    import cleaner

    return lambda article: cleaner.to_json(cleaner.clean(article.data))


def _floor(find: Callable[[str], re.Match[str] | None]) -> Run:
    """What nobody can do without: decode, split, one expression a line, spans, JSON."""
    import msgspec

    def run(article: Article) -> bytes:
        texts, start = [], 0
        for line in article.data.decode().split("\n"):
            end = start + len(line)
            if line:
                found = find(line)
                texts.append((found.lastgroup if found else "body", start, end, line))
            start = end + 1
        return msgspec.json.encode({"texts": texts})

    return run


def floor() -> Run:
    """The floor, with an expression that looks at the start of a line."""
    return _floor(BEGINS.match)


def floor_search() -> Run:
    """The floor, with an expression that looks anywhere in a line."""
    return _floor(HOLDS.search)


def ftfy() -> Run:
    """fix_text with its defaults, on the whole text: no roles, no captions, no record."""
    from ftfy import fix_text

    return lambda article: fix_text(article.text)


def naive() -> Run:
    """The four packages on every line: repaired, its language named, in the order of a screen; click writes all."""
    from bidi import get_display
    from click import echo
    from ftfy import fix_text
    from langdetect import LangDetectException, detect

    def run(article: Article) -> None:
        rows = []
        for line in filter(None, map(str.strip, article.text.splitlines())):
            fixed = fix_text(line)
            try:
                language = detect(fixed)
            except LangDetectException:
                language = "und"
            rows.append({"text": fixed, "lang": language, "shown": get_display(fixed)})
        echo(json.dumps(rows, ensure_ascii=False), file=io.StringIO())

    return run


def trafilatura() -> Run:
    """Its main function, on HTML."""
    from trafilatura import extract

    return lambda article: extract(article.html)


def resiliparse() -> Run:
    """Plain text of the main content, on HTML."""
    from resiliparse.extract.html2text import extract_plain_text

    return lambda article: extract_plain_text(article.html, main_content=True)


def c4() -> Run:
    """datatrove's line filter of C4, on text; short articles are not thrown away."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter

    rules = C4QualityFilter(min_num_sentences=-1)
    return lambda article: rules.filter(Document(text=article.text, id="-"))


class Tool(NamedTuple):
    """A tool: how it is made ready (ImportError where it is not installed), and what it is called in print."""

    prepare: Callable[[], Run]
    title: str


TOOLS = {
    "clean": Tool(clean, "clean, bytes to JSON"),
    "floor": Tool(floor, "floor, expression at the start"),
    "search": Tool(floor_search, "floor, expression anywhere"),
    "ftfy": Tool(ftfy, "ftfy.fix_text"),
    "naive": Tool(naive, "the four packages, a line each"),
    "trafilatura": Tool(trafilatura, "trafilatura, HTML"),
    "resiliparse": Tool(resiliparse, "resiliparse main content, HTML"),
    "c4": Tool(c4, "datatrove C4 filter"),
}


def collect_as_the_command() -> None:
    """Garbage is collected as rarely as in `cleaner` (cleaner/__main__.py); what there is now goes first."""
    gc.set_threshold(200_000, 20, 20)
    gc.collect()


def peak() -> float:
    """The most memory that this process has had resident, in MB; a child's `ru_maxrss` may be its parent's."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def main() -> None:
    """A tool alone with the articles that come."""
    run, seconds, size, number = TOOLS[sys.argv[1]].prepare(), 0.0, 0, 0
    collect_as_the_command()
    while True:
        try:
            one = Article(*pickle.load(sys.stdin.buffer))
        except EOFError:
            break
        start = time.process_time()
        run(one)
        if number >= WARM_UP:
            seconds += time.process_time() - start
            size += len(one.data)
        number += 1
    print(json.dumps((seconds, size / 1e6, peak())))


if __name__ == "__main__":
    main()
