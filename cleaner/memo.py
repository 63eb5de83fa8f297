"""What was found of a word before: the words of a language are few, and come again in every text."""

from collections.abc import Callable, Iterable
from itertools import filterfalse
from typing import Generic, TypeVar

_Value = TypeVar("_Value")
LONGEST = 32
"""A longer key, in code points, is an address or a line that sets no spaces: it is not kept."""


class Memo(dict[str, _Value], Generic[_Value]):
    """The values of a pure function by its argument; of those not asked for among the last `most` new ones it forgets.

    A known one costs a look into a dict, without a call: `map(memo.__getitem__, words)`.
    """

    def __init__(self, function: Callable[[str], _Value], most: int) -> None:
        self._function = function
        self._most = most
        self._before: dict[str, _Value] = {}

    def __missing__(self, key: str) -> _Value:
        before = self._before
        value = before[key] if key in before else self._function(key)
        if len(key) <= LONGEST:
            if len(self) >= self._most:
                self._forget()
            self[key] = value
        return value

    def keep(self, found: Iterable[tuple[str, _Value]]) -> None:
        """Takes in values that were found otherwise."""
        new = [pair for pair in found if len(pair[0]) <= LONGEST]
        if len(self) + len(new) > self._most:
            self._forget()
        self.update(new[: self._most])

    def _forget(self) -> None:
        self._before = dict(self)
        self.clear()

    def unknown(self, keys: Iterable[str]) -> set[str]:
        """Those of some keys whose values are not kept."""
        return set(filterfalse(self._before.__contains__, filterfalse(self.__contains__, set(keys))))
