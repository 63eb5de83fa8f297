"""What signs may be in UTF-8 that was read as a one-byte charset, in all charsets at once."""

from functools import cache, reduce
from operator import or_

from cleaner.charsets import READ
from cleaner.mend.forms import Form, form_of


@cache
def roles() -> tuple[dict[str, int], dict[str, int]]:
    """For each sign the charsets, one bit each, in which it is a lead, and those in which it is a trail."""
    leads: dict[str, int] = {}
    trails: dict[str, int] = {}
    for at, form in enumerate(map(form_of, READ)):
        for held, signs in ((leads, form.first), (trails, form.rest)):
            for sign in signs:
                held[sign] = held.get(sign, 0) | 1 << at
    return leads, trails


def among(bits: int) -> list[Form]:
    """The charsets that such bits stand for."""
    return [form_of(name) for at, name in enumerate(READ) if bits >> at & 1]


def forms_in(line: str) -> list[Form]:
    """The charsets of which a line holds leads beyond ASCII, and trails."""
    leads, trails = roles()
    signs = set(line)
    first = reduce(or_, (leads.get(sign, 0) for sign in signs if sign > "\x7f"), 0)
    return among(first & reduce(or_, (trails.get(sign, 0) for sign in signs), 0))
