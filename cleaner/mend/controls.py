"""Characters that nobody sees: those that reorder, hide or split text go, those that shape it stay.

Sources: UAX #9 (explicit formatting characters), UTS #51 (emoji sequences), the Unicode Standard,
chapters 9, 12, 13 and 23 (joiners, Mongolian, variation selectors), CVE-2021-42574 (overrides).
"""

import re
import unicodedata
from collections.abc import Iterator

from cleaner.expressions import expression
from cleaner.mend.edits import Doubt, Edit
from cleaner.scripts import main_script, script_direction, script_of

_HOSTILE = "\u202d\u202e\U000e0000-\U000e007f\U000e0100-\U000e01ef"
_FRAMES = "\u202a-\u202e\u2066-\u2069"
_MARKS = "\u061c\u200e\u200f"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_MONGOLIAN_CONTROLS = "\u180b-\u180f"
_C0 = "\x01-\x08\x0e-\x1f"
_SHY, _ZWSP, _JOINERS = "\u00ad", "\u200b", "\u200c\u200d"
_NOTHING = "\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_INVISIBLE = f"{_SHY}{_ZWSP}{_JOINERS}{_MONGOLIAN_CONTROLS}{_SELECTORS}{_NOTHING}"

_MONGOLIAN = "\u1800-\u180a\u1810-\u18af\U00011660-\U0001167f"
_CURSIVE = "\u0600-\u061b\u061d-\u08ff\ufb50-\ufdff\ufe70-\ufefc\U00010ac0-\U00010fff\U0001e900-\U0001e95f"
_INDIC = "\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1a00-\u1aaf\u1b00-\u1bff\u1cd0-\u1cff"
_SHAPING = f"{_INDIC}{_MONGOLIAN}\ua800-\uabff\U00010a00-\U00010a5f\U00011000-\U00011fff\u0591-\u05c7"
"""Letters that ligate or stack, and Hebrew points, which a joiner puts in their place."""
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = f"\u0e00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1bff\u3040-\u30ff\u3000-\u312f\
\ua000-\ua4cf\ua980-\ua9ff\uaa00-\uaadf\uff00-\uff9f{_HAN}"
_PICTURE = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_VARIED = f"0{_PICTURE}{_HAN}\u1000-\u109f\ua840-\ua877\ua9e0-\uaa7f\u2018-\u201d\u3000-\u303f\uff00-\uff60\
\U00010ac0-\U00010aff\U00013000-\U000143ff\U0001d400-\U0001d7ff"

_GATE = expression(f"[{_C0}\x7f{_INVISIBLE}{_FRAMES}]")
_RUN = expression(f"[{_INVISIBLE}{_FRAMES}{_MARKS}\x00-\x08\x0e-\x1b\x1f\x7f]+")
_FRAME = expression(f"[{_FRAMES}]")
_FLAG_TAGS = expression("[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
_SELECTOR = expression(f"[{_SELECTORS}]")
_JUDGED = expression(f"[{_INVISIBLE}]")
_REORDERS = expression(f"[{_HOSTILE}]")
_WORKS = expression(
    "|".join((
        f"[{_UNSPACED}]{_ZWSP}.|.{_ZWSP}[{_UNSPACED}]",
        f"[{_SHAPING}][{_JOINERS}].|.[{_JOINERS}][{_SHAPING}]",
        # Also at the edge of a word, where Persian typing leaves it and nobody sees it.
        f"[{_CURSIVE}][{_JOINERS}].|.[{_JOINERS}][{_CURSIVE}]",
        f"[{_PICTURE}]\u200d[{_PICTURE}]",
        f"[0-9#*{_PICTURE}][\ufe0e\ufe0f]|[{_VARIED}][\ufe00-\ufe0d]|[{_HAN}][\U000e0100-\U000e01ef]",
        f"[{_MONGOLIAN}][{_MONGOLIAN_CONTROLS}]",
        # The second half of a letter that was read in windows-1256, where 0x9D and 0x9E are joiners.
        f"[\u00c2-\u00df\u20ac][{_JOINERS}]",
    )),
    re.DOTALL,
)  # fmt: skip
"""An invisible character between the two that are seen around it, where it does its work."""
_UTF_16 = f"(?P<high>[{_C0}])(?:(?!(?P=high))[^{_INVISIBLE}{_FRAMES}](?P=high)){{2,}}"
_STRAY_C0 = expression(f"{_UTF_16}|\x1b[\\[\\]$(]|(?P<stray>[{_C0}\x7f])", re.DOTALL)
_LONE = expression("(?<![^ ])([\u202d\u202e])\\w\u202c(?![^ ])")
_BLANKS = expression("[\u115f\u1160\u3164\uffa0]+|\u2800+")
_AT_HOME = expression("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa1-\uffdc\u2801-\u28ff]")


def find(line: str) -> list[Edit]:
    """Edits that take away overrides, unbalanced embeddings, tag characters, strays of no width and C0 controls.

    Direction marks stay, whatever they do, and so do C1 controls, which are damaged punctuation.
    """
    if (line.isascii() and line.isprintable()) or not _GATE.search(line):
        return []
    return sorted([*_frames(line), *_strays(line), *_c0(line)])


def doubts(line: str) -> list[Doubt]:
    """Letters that look like a blank (Hangul fillers, the empty Braille cell) away from their script."""
    found = [] if line.isascii() else _BLANKS.finditer(line)
    return [
        Doubt(*blank.span(), "blank-letter")
        for blank in found
        if not any(_AT_HOME.match(one) for one in _neighbours(line, *blank.span()))
    ]


def _neighbours(line: str, start: int, end: int) -> tuple[str, str]:
    """The characters before and after [start, end); a space at the ends of the line."""
    return (line[start - 1] if start else " "), (line[end] if end < len(line) else " ")


def _drop(line: str, at: int, after: str = "") -> Edit:
    return Edit(at, at + 1, after, "control", "hostile-control" if _REORDERS.match(line, at) else "stray-control")


def _frames(line: str) -> Iterator[Edit]:
    """Overrides with their ends, embeddings and isolates without one, ends without a start (UAX #9, BD9 to BD11)."""
    direction = script_direction(main_script(line)) if _LONE.search(line) else ""
    # An override along the line around one letter that stands alone hides nothing.
    harmless = {one.start() for one in _LONE.finditer(line) if (one[1] == "\u202e") == (direction == "rtl")}
    opened: list[int] = []
    isolates = 0
    for frame in _FRAME.finditer(line):
        at, char = frame.start(), frame[0]
        if char == "\u202c" and opened and line[opened[-1]] < "\u2066":
            start = opened.pop()
            if line[start] > "\u202c" and start not in harmless:
                yield _drop(line, start)
                yield _drop(line, at)._replace(flag="hostile-control")
        elif char == "\u2069" and isolates:
            while line[opened[-1]] < "\u2066":
                yield _drop(line, opened.pop())
            opened.pop()
            isolates -= 1
        elif char in "\u202c\u2069":
            yield _drop(line, at)
        else:
            opened.append(at)
            isolates += char >= "\u2066"
    yield from (_drop(line, at) for at in opened)


def _strays(line: str) -> Iterator[Edit]:
    """Characters of no width that do nothing between the two that are seen around them."""
    for run in _RUN.finditer(line):
        before, after = _neighbours(line, *run.span())
        flag = _FLAG_TAGS.match(line, run.start()) if before == "\U0001f3f4" else None
        last = before
        for one in _JUDGED.finditer(line, flag.end() if flag else run.start(), run.end()):
            char = one[0]
            spent = last != before if _SELECTOR.match(char) else char == last not in (_SHY, _ZWSP)
            works = not _parts_word(before, after) if char == _SHY else _WORKS.match(before + char + after)
            if spent or not works:
                yield _drop(line, one.start())
            else:
                last = char


def _parts_word(before: str, after: str) -> bool:
    """Whether a soft hyphen between the two stands inside a word.

    Byte 0xAD of text read in the wrong encoding looks like one. It stands between capitals with
    accents, between two letters with accents, or among Arabic letters, which are not hyphenated.
    """
    script = script_of(before)
    accented = script == "Latn" and not (before.isascii() or after.isascii())
    if script != script_of(after) or script == "Arab" or accented:
        return False
    return all(
        unicodedata.category(one)[0] in "LM"
        and unicodedata.combining(one) < 10
        and (one.isascii() or not one.isupper())
        for one in (before, after)
    )


def _c0(line: str) -> Iterator[Edit]:
    """C0 controls and DEL amid text; not in UTF-16 that was read byte by byte, nor at the start of an escape."""
    for one in () if "\0" in line else _STRAY_C0.finditer(line):
        if one["stray"]:
            # File, group and record separators part what stands around them (UAX #9, class B).
            yield _drop(line, one.start(), " " if one[0] in "\x1c\x1d\x1e" else "")
