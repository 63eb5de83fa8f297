"""The people and agencies that wrote an article: from its bylines, and from what its page declares."""

import re

from cleaner.names import split_names
from cleaner.record import Text
from cleaner.rules import Rulebook
from cleaner.settle.context import Context

_BRACKETS = "()（）[]［］【】"
_MARK = re.compile("[:：/／=＝]")
"""What parts the word before the names of a byline from them."""


def named(bylines: tuple[Text, ...], body: tuple[Text, ...], context: Context) -> tuple[str, ...]:
    """The names in bylines; of those that the page declares the ones that a byline says, or all where none names any.

    Bylines of a page that stand below its first paragraph may be those of other articles.
    """
    declared = tuple(name for one in context.source.facts.authors for name in split_names(one, joined=True))
    if context.source.marks and body:
        bylines = tuple(text for text in bylines if text.spans[0] < body[0].spans[0]) or bylines
    said = " ".join(text.value.casefold() for text in bylines)
    return tuple(name for name in declared if name.casefold() in said) or authors(bylines, context.book) or declared


def authors(bylines: tuple[Text, ...], book: Rulebook) -> tuple[str, ...]:
    """The people and agencies in bylines, each once, in order, without titles and jobs."""
    leads, tails, titles, jobs = (
        book.rules[code].words for code in ("byline-lead", "byline-tail", "byline-title", "byline-job")
    )
    names: list[str] = []
    for text in bylines:
        value = text.value.strip(_BRACKETS)
        hit = _MARK.search(value)
        lead = hit and " ".join(value[: hit.start()].split()).casefold() in leads
        words = (value[hit.end() :] if hit and lead else value).split()
        size = next((size for size in (3, 2, 1) if " ".join(words[:size]).casefold() in leads), 0)
        words = words[size:]
        end = next((at for at, word in enumerate(words) if word.casefold() in tails), len(words))
        untitled = " ".join(word for word in words[:end] if word.casefold() not in titles)
        names += split_names(untitled, joined=True)
    return tuple(dict.fromkeys(name for name in names if jobs.isdisjoint(name.casefold().split())))
