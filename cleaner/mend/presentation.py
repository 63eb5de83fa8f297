"""Arabic letters stored by the shape they take in a word, put back to the letters themselves.

The shapes (Arabic Presentation Forms-A and -B) also tell which way a line was stored: a word
begins with an isolated or initial form and ends with an isolated or final one.
"""

import unicodedata
from itertools import pairwise
from typing import NamedTuple

from cleaner.expressions import expression
from cleaner.mend.edits import Edit

_FORMS = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc"
_SIGLA = "\ufdf0-\ufdf9\ufdfc"
"""Whole words in one character that shaping programs write too (not blessings such as U+FDFA)."""
_LETTERS = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9"
)
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff"
_TATWEEL = "\u0640"
_FORM = expression(f"[{_FORMS}]")
_SIGLUM = expression(f"[{_FORMS}{_SIGLA}]")
_LETTER = expression(f"[{_LETTERS}]")
_WORD = expression(f"[{_FORMS}{_SIGLA}{_LETTERS}{_MARKS}{_TATWEEL}\u200c\u200d]+")
_MARK = expression(f"[{_MARKS}\u200c\u200d\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f]+")
_LAM_ALEF = expression("[\ufef5-\ufefc]")
_JOINS = {"<isolated>": (False, False), "<final>": (True, False), "<initial>": (False, True), "<medial>": (True, True)}
_EDGE = (False, False)


class _Joints(NamedTuple):
    """Places between two shapes or at the end of a word.

    How many fit read forward, how many read backward, how many link two letters, and all there are.
    """

    forward: int
    backward: int
    links: int
    total: int


def find(line: str) -> list[Edit]:
    """An edit for each presentation form in words that are shaped text; one can give several letters.

    A form alone among other writing stays (somebody speaks of it), and so do the signs for God,
    blessings and the rial among plain letters. Where the shapes do not fit together nothing is
    done: the line is stored in visual order, or these are letters read in a wrong encoding.
    """
    if line.isascii() or not _FORM.search(line):
        return []
    joints = _joints(line)
    if joints.forward < joints.backward or joints.forward * 10 < joints.total * 9:
        return []
    shaped = joints.links > 0
    signs = shaped and len(_FORM.findall(line)) > len(_LETTER.findall(line))
    taken = _SIGLUM if signs else _FORM
    return [
        Edit(form.start(), form.end(), letters, "normal-form")
        for word in _WORD.finditer(line)
        if shaped or _LETTER.search(word[0]) or _LAM_ALEF.search(word[0])
        for form in taken.finditer(line, *word.span())
        if (letters := _letters(form[0])) != form[0]
    ]


def is_reversed(line: str) -> bool | None:
    """Whether the shapes of a line fit together only from its end to its start (visual order).

    None when they do not tell: there are none, or as many joints fit one way as the other.
    """
    if line.isascii() or not _FORM.search(line):
        return None
    joints = _joints(line)
    return None if joints.forward == joints.backward else joints.backward > joints.forward


def _joints(line: str) -> _Joints:
    """The joints of all words in `line`."""
    forward = backward = links = total = 0
    for word in _WORD.findall(line):
        shapes = [_EDGE, *map(_joins, _MARK.sub("", word)), _EDGE]
        for first, second in pairwise(shapes):
            if first and second:
                total += 1
                forward += first[1] == second[0]
                backward += second[1] == first[0]
                links += first[1] and second[0]
    return _Joints(forward, backward, links, total)


def _joins(char: str) -> tuple[bool, bool] | None:
    """Whether a shape is joined to the letter before it and to the one after; None for a plain letter."""
    return (True, True) if char == _TATWEEL else _JOINS.get(unicodedata.decomposition(char).partition(" ")[0])


def _letters(form: str) -> str:
    """The letters a form stands for; a mark without the space or the tatweel that carries it."""
    letters = unicodedata.normalize("NFKC", form) if _joins(form) else form
    return letters.lstrip(f" {_TATWEEL}") or form
