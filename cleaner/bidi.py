"""Text in the order in which a screen shows it, by the Unicode Bidirectional Algorithm (UAX #9).

For terminals that do not reorder by themselves; what is displayed is never for a record.

python-bidi applies rules P2 to L2. It does not mirror brackets (L4), takes line ends along and
refuses lone surrogates. So lines are handed over one by one; and where a line holds characters
that it would lose or that need their level known, the line is ordered a second time with stand-ins
of the same bidirectional class, which go where the characters go and can be told apart there.
"""

import re

from cleaner.expressions import expression
from cleaner.scripts import main_script, script_direction

_BASES = ("ltr", "rtl", "auto", None)
_PAIRS = (
    "()<>[]{}«»༺༻༼༽᚛᚜‹›⁅⁆⁽⁾₍₎∈∋∉∌∊∍∕⧵∟⯾∠⦣∡⦛∢⦠∤⫮∼∽≃⋍≅≌≒≓≔≕≤≥≦≧≨≩≪≫≮≯≰≱≲≳≴≵≶≷≸≹≺≻≼≽≾≿⊀⊁⊂⊃⊄⊅⊆⊇⊈⊉⊊⊋⊏⊐⊑⊒⊘⦸⊢⊣⊦⫞"
    "⊨⫤⊩⫣⊫⫥⊰⊱⊲⊳⊴⊵⊶⊷⊸⟜⋉⋊⋋⋌⋐⋑⋖⋗⋘⋙⋚⋛⋜⋝⋞⋟⋠⋡⋢⋣⋤⋥⋦⋧⋨⋩⋪⋫⋬⋭⋰⋱⋲⋺⋳⋻⋴⋼⋶⋽⋷⋾⌈⌉⌊⌋\u2329\u232a❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟃⟄⟅⟆⟈⟉⟋⟍⟕⟖⟝⟞⟢⟣⟤⟥⟦⟧⟨⟩⟪⟫"
    "⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦎⦏⦑⦒⦓⦔⦕⦖⦗⦘⦤⦥⦨⦩⦪⦫⦬⦭⦮⦯⧀⧁⧄⧅⧏⧐⧑⧒⧔⧕⧘⧙⧚⧛⧨⧩⧸⧹⧼⧽⨫⨬⨭⨮⨴⨵⨼⨽⩤⩥⩹⩺⩻⩼⩽⩾⩿⪀⪁⪂⪃⪄⪅⪆⪇⪈⪉⪊⪋⪌⪍⪎⪏⪐⪑⪒⪓⪔⪕⪖⪗⪘⪙⪚"
    "⪛⪜⪝⪞⪟⪠⪡⪢⪦⪧⪨⪩⪪⪫⪬⪭⪯⪰⪱⪲⪳⪴⪵⪶⪷⪸⪹⪺⪻⪼⪽⪾⪿⫀⫁⫂⫃⫄⫅⫆⫇⫈⫉⫊⫋⫌⫍⫎⫏⫐⫑⫒⫓⫔⫕⫖⫬⫭⫷⫸⫹⫺⸂⸃⸄⸅⸉⸊⸌⸍⸜⸝⸠⸡⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜〈〉《》「」『』【】"
    "〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞﹤﹥（）＜＞［］｛｝｟｠｢｣"
)
"""Characters that are mirror images of each other, two by two (Unicode 15.0, BidiMirroring.txt)."""
_MIRROR = {char: _PAIRS[at ^ 1] for at, char in enumerate(_PAIRS)}
_BRACKET = f"[{re.escape(_PAIRS)}]"
_MIRRORED = expression(_BRACKET)
_MARK, _OTHER_MARK = "\u0301", "\u0300"
_MARKED = expression(f"{_MARK}.|{_BRACKET}{_MARK}")
_LONE = expression(r"[\ud800-\udfff]")
_LIFT = 0x10E000 - 0xD800
"""From a surrogate to its stand-in, a private character; both are of class L."""
_LIFTED = expression(r"[\U0010e000-\U0010e7ff]")
_RLM = "\u200f"
_LINE = expression(r"[^\n\r\x1c-\x1e\x85\u2028\u2029]+")
# All that can raise a level to an odd one in a line from left to right: classes R, AL and AN with what is
# reserved for them (DerivedBidiClass.txt), RLM, RLE, RLO, RLI.
_RIGHTWARD = expression(
    r"[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def display(text: str, base: str | None = None) -> str:
    """The characters of `text` from left to right as they stand on a screen, line by line.

    `base` is the direction of every line: `ltr`, `rtl`, `auto` (that of its first strong character,
    rules P2 and P3) or None: that of the script most of its letters belong to; where it has no letter
    of a script we know, as `auto`. A line ends at each character of class B (P1), and at U+2028 too,
    which a screen breaks at; line ends stay where they are. At odd levels characters are replaced by
    their mirror image (L4). Formatting characters are kept; marks come before their letter at odd
    levels (L3 is left to the screen). Takes any str, lone surrogates included. Raises ValueError for
    another `base`.

    >>> display("המזח (צילום: AP)"), display("The pier, המזח")
    ('(AP :םוליצ) חזמה', 'The pier, חזמה')
    """
    if base not in _BASES:
        raise ValueError(f"base is {base!r}, not one of {_BASES}")
    if base != "rtl" and (text.isascii() or not _RIGHTWARD.search(text)):
        return text
    return _LINE.sub(lambda line: _mirrored(line[0], base or _direction(line[0])), text)


def _direction(line: str) -> str:
    script = main_script(line)
    return script_direction(script) if script else "auto"


def _mirrored(line: str, base: str) -> str:
    """A line in visual order, with mirror images at odd levels (L4)."""
    if base != "rtl" and not _RIGHTWARD.search(line):
        return line
    shown = _ordered(line, base)
    if not _MIRRORED.search(line):
        return shown
    # A mark has the level of the bracket it follows (W1, N0): at odd levels it comes to stand before it.
    marked = _MIRRORED.sub(rf"\g<0>{_MARK}", line.replace(_MARK, _OTHER_MARK))
    odd = (bracket[0][0] == _MARK for bracket in _MARKED.finditer(_ordered(marked, base)))
    return _MIRRORED.sub(lambda bracket: _MIRROR[bracket[0]] if next(odd) else bracket[0], shown)


def _ordered(line: str, base: str) -> str:
    """A line in visual order (L2), with the characters it has."""
    plain, lone = _LONE.subn("x", line)
    shown = _asked(plain, base)
    if not lone:
        return shown
    lifted = _LONE.sub(lambda char: chr(ord(char[0]) + _LIFT), _LIFTED.sub("x", line))
    pairs = zip(shown, _asked(lifted, base), strict=True)
    return "".join(chr(ord(place) - _LIFT) if _LIFTED.match(place) else char for char, place in pairs)


def _asked(line: str, base: str) -> str:
    """What python-bidi says of a line without lone surrogates."""
    from bidi import get_base_level, get_display

    shown: str
    if base == "ltr" or (base == "auto" and get_base_level(line) == 0):
        shown = get_display(line, base_dir="L")
        return shown
    # python-bidi leaves a line as it is when nothing in it has an odd level before L1, and forgets the tabs L1 sets
    # to the base level. A mark as strong as the start of the line (X10) changes no other level and comes out last.
    shown = get_display(_RLM + line, base_dir="R")
    return shown[:-1]
