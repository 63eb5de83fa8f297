"""Files in the charsets of old newsrooms, for the decoding part of encoding.py: the text must come out right.

Three sorts: a text wholly in a charset; an English article with one caption of another script, wholly in a
charset of that script; and the same with only the caption in it, the rest in UTF-8 or windows-1252. Which
encoding is named is not judged: it is right when the text is.
"""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cleaner.decoding import decode

CHARSETS = {
    "he": ("windows-1255", "ISO-8859-8", "cp862"),
    "ar": ("windows-1256", "ISO-8859-6"),
    "ru": ("windows-1251", "KOI8-R", "cp866"),
    "el": ("windows-1253",),
    "latin": ("windows-1252", "mac-roman"),
    "any": ("utf-8", "utf-16-le", "utf-16-be"),
}
CAPTIONS = {
    "he": (
        "הגשר הישן מעל הנחל לאחר השיפוץ",
        "תושבים ממתינים לאוטובוס בתחנה החדשה",
        "צילום: דנה כץ, דובר העירייה (ארכיון)",
    ),
    "ar": ("الجسر القديم فوق النهر بعد الترميم", "سكان ينتظرون الحافلة في المحطة الجديدة", "تصوير: سامي حداد"),
    "ru": ("Старый мост через ручей после ремонта", "Жители ждут автобус на новой остановке", "Фото: Ольга Белова"),
}
TEXTS = {
    "he": "השוק העירוני נפתח מחדש אחרי שנה של עבודות\nהסוחרים חזרו לדוכנים ביום ראשון בבוקר, ואיתם גם הלקוחות.\n"
    '"חיכינו לזה הרבה זמן", אמרה בעלת המאפייה. בעירייה מסרו כי 40 דוכנים נוספו.\nצילום: נועה לוין',
    "ar": "السوق البلدي يفتح أبوابه من جديد بعد عام من العمل\nعاد التجار إلى محلاتهم صباح الأحد وعاد معهم الزبائن.\n"
    "وقالت صاحبة المخبز إنها انتظرت هذا اليوم طويلا، وأضافت البلدية 40 محلا جديدا.\nتصوير: ليلى منصور",
    "ru": "Городской рынок снова открылся после года ремонта\nТорговцы вернулись к прилавкам в воскресенье утром.\n"
    "Мы долго этого ждали, сказала хозяйка пекарни. В мэрии сообщили, что мест стало на 40 больше.\nФото: Анна Лугова",
    "el": "Η δημοτική αγορά άνοιξε ξανά μετά από έναν χρόνο έργων\nΟι έμποροι επέστρεψαν την Κυριακή.\n"
    "Το περιμέναμε πολύ καιρό, είπε η ιδιοκτήτρια του φούρνου. Ο δήμος πρόσθεσε 40 νέες θέσεις.",
    "fr": "Le marché couvert a rouvert après une année de travaux\nLes commerçants ont retrouvé leurs étals dimanche.\n"
    "« Nous avons beaucoup attendu », a déclaré la boulangère, très émue. La mairie a ajouté 40 places à côté.",
    "de": "Die Markthalle öffnet nach einem Jahr Bauzeit wieder\nAm Sonntag früh kehrten die Händler zurück.\n"
    "Darauf haben wir lange gewartet, sagte die Bäckerin. Für größere Stände gibt es 40 zusätzliche Plätze.",
}  # fmt: skip
_QUOTED = re.compile('"([^"\n]*)"')


class Made(NamedTuple):
    """A file: its sort, how it was made, its bytes, and the text they must become."""

    sort: str
    way: str
    data: bytes
    text: str


def encoded(text: str, charset: str) -> bytes | None:
    """`text` in `charset`; None where it cannot hold it, or where nothing shows that it is not UTF-8."""
    try:
        data = text.encode(charset)
    except UnicodeEncodeError:
        return None
    return data if charset == "utf-8" or data != text.encode() else None


def whole(texts: dict[str, str]) -> Iterator[Made]:
    """Each text in each charset that holds it."""
    for (name, text), charset in itertools.product(texts.items(), itertools.chain(*CHARSETS.values())):
        if (data := encoded(text, charset)) is not None:
            yield Made("whole files", f"{name} in {charset}", data, text)


def captioned(articles: dict[str, str]) -> Iterator[Made]:
    """English articles, every other one with curly quotes, with a caption of another script in the middle."""
    captions = {lang: itertools.cycle(held) for lang, held in CAPTIONS.items()}
    for number, (name, text) in enumerate(articles.items()):
        lines = [line for line in text.split("\n") if line.isascii()]
        if number % 2:
            lines = [_QUOTED.sub("\u201c\\1\u201d", line).replace("'", "\u2019") for line in lines]
        at = len(lines) // 2
        for lang in CAPTIONS:
            caption = next(captions[lang])
            parts = ("\n".join(lines[:at]) + "\n", caption, "\n" + "\n".join(lines[at:]))
            yield from _captioned(name, "".join(parts), parts, lang)


def _captioned(name: str, text: str, parts: tuple[str, str, str], lang: str) -> Iterator[Made]:
    for charset in CHARSETS[lang]:
        if (data := encoded(text, charset)) is not None:
            yield Made("English, one caption", f"{name} in {charset}", data, text)
        for rest in ("utf-8", "windows-1252"):
            pieces = [part.encode(code) for part, code in zip(parts, (rest, charset, rest), strict=True)]
            yield Made("mixed line by line", f"{name} in {rest}, caption in {charset}", b"".join(pieces), text)


def measure(folder: Path, verbose: bool) -> Iterator[tuple[str, str]]:
    """A row for each sort: how many of its files come out exact. Failures are printed (with -v: whole lines)."""
    articles = {path.stem: path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))}
    made = [*whole({**TEXTS, **articles}), *captioned(articles)]
    for sort in dict.fromkeys(file.sort for file in made):
        held = [file for file in made if file.sort == sort]
        wrong = [(file, fault) for file in held if (fault := _fault(file))]
        for file, fault in wrong if verbose else wrong[:10]:
            print(f"{sort}: {file.way}: {fault}")
        right = len(held) - len(wrong)
        yield f"decoding, {sort}", f"{right:6} of {len(held):6}  {100 * right / max(len(held), 1):6.2f} %"


def _fault(file: Made) -> str | None:
    """What is wrong with the text that comes out, with its first wrong line; None if nothing is."""
    try:
        decoded = decode(file.data)
    except ValueError as error:
        return f"refused: {error}"
    pairs = itertools.zip_longest(decoded.text.split("\n"), file.text.split("\n"))
    return next((f"read as {decoded.encoding}: {got!a} for {want!a}" for got, want in pairs if got != want), None)
