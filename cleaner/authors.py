"""The people and agencies that wrote an article: from its bylines, and from what its page declares."""

from cleaner.expressions import expression
from cleaner.names import ADDRESS, split_names
from cleaner.record import Text
from cleaner.rules import Rulebook
from cleaner.settle.context import Context
from cleaner.stamps import is_stamp

_BRACKETS = "()（）[]［］【】"
_MARKS = ":：/／=＝|｜・· "
_GAP = expression(rf"[{_MARKS}]")
"""What parts the words before the names of a byline from them."""
_BARS = expression("[|｜]")
_STATEMENTS = expression("[;；؛]")


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
    """The people and agencies in bylines, each once, in order, without titles, jobs, dates and addresses."""
    jobs = book.rules["byline-job"].words
    statements = (part for text in bylines for part in _STATEMENTS.split(ADDRESS.sub(" ", text.value)))
    names = (name for statement in statements for name in _names_in(statement, book))
    people = (_without_job(name, jobs) for name in names if not is_stamp(name, book.calendar))
    found = tuple(dict.fromkeys(name for name in people if jobs.isdisjoint(name.casefold().split())))
    agencies = book.rules["byline-before-date"].words
    full = any(" " in name for name in found)
    return tuple(name for name in found if not (full and _is_place(name, agencies)))


def _without_job(name: str, jobs: frozenset[str]) -> str:
    """`name` without the job behind a first and a last name."""
    words = name.split()
    return " ".join(words[:2]) if len(words) == 3 and words[2].casefold() in jobs else name


def _is_place(name: str, agencies: frozenset[str]) -> bool:
    """Whether one word beside full names is where they wrote, not an agency: `Dana Levi, Haifa`."""
    return name.isalpha() and name.istitle() and name.casefold() not in agencies


def _names_in(statement: str, book: Rulebook) -> tuple[str, ...]:
    """The names of one statement: none of those who did no more than edit."""
    leads, edited, tails, titles = (
        book.rules[code].words for code in ("byline-lead", "byline-edited", "byline-tail", "byline-title")
    )
    value = statement.strip().strip(_BRACKETS).strip()
    ends = (*(gap.start() for gap in _GAP.finditer(value)), len(value))
    heads = ((value[:end], value[:end].strip().casefold()) for end in reversed(ends))
    lead, small = next(((head, small) for head, small in heads if small in leads or small in edited), ("", ""))
    if small in edited:
        return ()
    rest = value[len(lead) :]
    if lead:
        # Behind a bar stands the outlet or the office of those whom `By` names.
        rest = _BARS.split(rest.lstrip(_MARKS))[0]
    words = rest.split()
    end = next((at for at, word in enumerate(words) if word.casefold() in tails), len(words))
    untitled = " ".join(word for word in words[:end] if word.casefold() not in titles)
    return split_names(untitled.strip(_BRACKETS), joined=True)
