"""What comes of a text that an engine hands over: a record, or the reason why there is nothing to go on with."""

from collections.abc import Callable

from cleaner.decoding import EmptyArticle
from cleaner.flow import clean
from cleaner.record import Record
from cleaner.rulebook import rulebook

FAULT = "A fault of cleaner, please report it. The article is passed over."


def known(site: str | None) -> str | None:
    """A site that there are rules of, or none. Raises ValueError for an unknown one: at once, not for each article."""
    if site is not None and site not in rulebook().sites:
        raise ValueError(f"unknown site {site!r}; known: {', '.join(sorted(rulebook().sites))}")
    return site


def attempt(
    text: str | bytes | None,
    log: Callable[[str], object],
    *,
    site: str | None = None,
    id: str | None = None,
    url: str | None = None,
) -> tuple[Record | None, str]:
    """The record of a text, and the reason why it gives no text to go on with, or an empty string.

    `log` is told of a fault while its exception is being handled, as `exception` of a logger is.

    >>> from logging import exception
    >>> attempt("Rain fell all day.", exception)[1], attempt(" ", exception), attempt(None, exception)
    ('', (None, 'empty'), (None, 'empty'))
    """
    try:
        record = clean(text or "", site=site, id=id, url=url)
    except EmptyArticle:
        return None, "empty"
    except ValueError:
        return None, "unreadable"
    except Exception:
        # What is wrong with cleaner must not cost the other articles.
        log(FAULT)
        return None, "fault"
    return record, "" if record.body else "no_body"


def body(record: Record) -> str:
    """The article alone, a paragraph or subheading on each line."""
    return "\n".join(text.value for text in record.body)
