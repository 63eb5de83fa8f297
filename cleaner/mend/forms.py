"""How UTF-8 looks when it was read as a one-byte charset: its leads and trails, and what joins them."""

import re
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import pairwise

from cleaner.charsets import READ, high, table
from cleaner.record import Struct

COMMON = ((0xC3, 0xC4, 0xC5), (0xCE, 0xCF), (0xD0, 0xD1), (0xD7,), (0xD8, 0xD9, 0xDA, 0xDB))
"""First bytes of Latin, Greek, Cyrillic, Hebrew and Arabic letters."""

MOST = 1 << 9
"""So many sequences of a charset are kept; then all are forgotten."""


class Form(Struct, frozen=True, eq=False, dict=True):
    """How UTF-8 looks in a charset; the expressions are made when a line first needs them."""

    name: str
    first: dict[str, int]
    """First bytes of sequences."""
    rest: dict[str, int]
    """The bytes after them; a space may have been the no-break space."""

    @cached_property
    def high(self) -> frozenset[str]:
        """All signs beyond ASCII."""
        return frozenset(high(self.name))

    @cached_property
    def lost(self) -> str:
        """U+FFFD: what stood there was lost before it was read wrong."""
        chars = table(self.name)
        return chars[0xEF] + chars[0xBF] + chars[0xBD]

    @cached_property
    def meanings(self) -> "_Meanings":
        """What sequences stand for; "" for nothing, or for what was lost before."""
        return _Meanings(self)

    @cached_property
    def sequence(self) -> re.Pattern[str]:
        """One character in UTF-8."""
        trail = _class(self.rest)
        two, three, four = self._leads()
        return re.compile(f"{two}{trail}|{three}{trail}{{2}}|{four}{trail}{{3}}")

    @cached_property
    def inked(self) -> re.Pattern[str]:
        """A sequence that does not end in a space."""
        trail, last = _class(self.rest), _class(sign for sign in self.rest if sign != " ")
        two, three, four = self._leads()
        return re.compile(f"{two}{last}|{three}{trail}{last}|{four}{trail}{{2}}{last}")

    @cached_property
    def tiled(self) -> re.Pattern[str]:
        """Words in which no letter of the charset, and no lead, stands outside of a sequence."""
        own = {sign for sign in self.high if sign.isalpha()} | self.leads
        return re.compile(f"(?>{self.sequence.pattern}|[^{re.escape(''.join(sorted(own)))}])*+")

    @cached_property
    def threes(self) -> frozenset[str]:
        """First bytes of sequences of three."""
        return self._first(0xE0, 0xF0)

    @cached_property
    def fours(self) -> frozenset[str]:
        """First bytes of sequences of four."""
        return self._first(0xF0, 0xF5)

    def is_dangling(self, word: str) -> bool:
        """Whether a word ends in the beginning of a sequence of which ink is missing."""
        last = word[-1:]
        return last in self.threes or last in self.fours or (last in self.rest and word[-2:-1] in self.fours)

    def is_anchored(self, word: str) -> bool:
        """Whether a sign in a word can be in no sequence, nor be left outside of one: it is a letter, or a lead."""
        if not self._strays.isdisjoint(word):
            return True
        leads, rest = self.leads, self.rest
        return any(one in leads and one not in rest and then not in rest for one, then in pairwise(word))

    @cached_property
    def _strays(self) -> frozenset[str]:
        """Letters that neither begin a sequence nor go on with one."""
        return frozenset(filter(str.isalpha, self.high)) - self.rest.keys() - self.leads

    @cached_property
    def common(self) -> tuple[frozenset[str], ...]:
        """Leads of Latin, Greek, Cyrillic, Hebrew and Arabic letters, each for itself."""
        return tuple(frozenset(char for char, byte in self.first.items() if byte in script) for script in COMMON)

    def remnant(self, leads: frozenset[str]) -> re.Pattern[str]:
        """Words of such leads with and without their trails."""
        trail, three = _class(self.rest), _class(self.threes)
        return re.compile(f"(?>[\\x00-\\x7f]|{_class(sorted(leads))}{trail}?|{three}{trail}{{0,2}})*+")

    def _leads(self) -> tuple[str, str, str]:
        """First bytes of sequences of two, of three and of four."""
        return _class(self._first(0xC2, 0xE0)), _class(self.threes), _class(self.fours)

    def _first(self, low: int, high: int) -> frozenset[str]:
        return frozenset(char for char, byte in self.first.items() if low <= byte < high)

    @cached_property
    def leads(self) -> frozenset[str]:
        """First bytes that no plain ASCII text holds."""
        return frozenset(char for char in self.first if char > "\x7f")


class _Meanings(dict[str, str]):
    """Characters by their sequences, each read when it is first met."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form

    def __missing__(self, signs: str) -> str:
        data = bytes((self.form.first[signs[0]], *(self.form.rest[sign] for sign in signs[1:])))
        if len(self) >= MOST:
            self.clear()
        char = self[signs] = "" if signs == self.form.lost else data.decode("utf-8", "ignore")
        return char


@cache
def form_of(name: str) -> Form:
    """How UTF-8 looks in the charset `name`."""
    chars = table(name)
    first = {chars[byte]: byte for byte in range(0xC2, 0xF5) if chars[byte] != "\ufffe"}
    rest = {chars[byte]: byte for byte in range(0x80, 0xC0) if chars[byte] != "\ufffe"}
    if "\xa0" in rest:
        rest.setdefault(" ", rest["\xa0"])
    return Form(name, first, rest)


def _class(chars: Iterable[str]) -> str:
    held = "".join(chars)
    return f"[{re.escape(held)}]" if held else "(?!)"


@cache
def lost() -> re.Pattern[str]:
    """U+FFFD as UTF-8, read in any charset."""
    return re.compile(
        "|".join(sorted({re.escape(form_of(name).lost) for name in READ if "\ufffe" not in form_of(name).lost}))
    )
