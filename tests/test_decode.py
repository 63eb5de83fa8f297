"""Bytes to text: every charset, mixed files, what is declared, what is no text."""

import itertools
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import DecodeError, decode
from cleaner.decoding import EmptyArticle, read_article

TEXTS = {
    "he": 'הספרייה העירונית תיפתח מחדש בחודש הבא\nהתושבים חיכו לכך שלוש שנים, ובינתיים הושאלו הספרים במתנ"ס.',
    "ar": "المكتبة العامة تفتح أبوابها الشهر القادم\nانتظر السكان ثلاث سنوات، وكانت الكتب تعار في المدرسة القديمة.",
    "ru": "Городская библиотека откроется в следующем месяце\nЖители ждали три года, а книги выдавали в старой школе.",
    "el": "Η δημοτική βιβλιοθήκη ανοίγει τον επόμενο μήνα\nΟι κάτοικοι περίμεναν τρία χρόνια και δανείζονταν βιβλία.",
    "fr": "La bibliothèque rouvrira le mois prochain\nLes habitués ont attendu trois années, déçus mais très patients.",
    "de": "Die Stadtbücherei öffnet nächsten Monat wieder\nDrei Jahre lang gab es Bücher in der Grundschule, öfter.",
}
CHARSETS = {
    "he": ("windows-1255", "iso8859-8", "cp862"),
    "ar": ("windows-1256", "iso8859-6"),
    "ru": ("windows-1251", "koi8-r", "cp866"),
    "el": ("windows-1253",),
    "fr": ("windows-1252", "mac-roman"),
    "de": ("windows-1252", "mac-roman"),
}
WRITTEN = [(lang, charset) for lang, charsets in CHARSETS.items() for charset in charsets]
ENGLISH = (
    "The library will open again next month, and it\u2019s about time\n",
    "\n\u201cWe waited three years,\u201d said the baker\u2019s wife \u2013 smiling.\nThe caf\u00e9 next door stays.",
)
HEBREW = TEXTS["he"]


def codes(decoded: cleaner.Decoded) -> list[str]:
    return [flag.code for flag in decoded.flags]


@pytest.mark.parametrize(("lang", "charset"), WRITTEN)
def test_a_text_in_one_charset(lang: str, charset: str) -> None:
    data = TEXTS[lang].encode(charset)
    decoded = decode(data)
    assert decoded.text == TEXTS[lang]
    assert data.decode(decoded.encoding) == decoded.text
    assert decoded.guessed
    assert codes(decoded) == ["guessed-encoding"]
    assert decoded.flags[0].span == (0, len(decoded.text))


@pytest.mark.parametrize(("lang", "charset"), WRITTEN)
def test_a_line_alone(lang: str, charset: str) -> None:
    for line in TEXTS[lang].split("\n"):
        assert decode(line.encode(charset)).text == line


@pytest.mark.parametrize("rest", ["utf-8", "windows-1252"])
@pytest.mark.parametrize(("lang", "charset"), WRITTEN[:9])
def test_a_caption_in_an_english_article(lang: str, charset: str, rest: str) -> None:
    caption = TEXTS[lang].split("\n")[0]
    above, below = ENGLISH
    decoded = decode(above.encode(rest) + caption.encode(charset) + below.encode(rest))
    assert decoded.text == above + caption + below
    spans = [decoded.text[slice(*flag.span)] for flag in decoded.flags]
    assert caption in spans if rest == "utf-8" else decoded.text.endswith(spans[-1])


def test_the_encodings_are_named_in_order_of_use() -> None:
    lines = [("The pier \u2013 rebuilt", "utf-8"), (HEBREW, "windows-1255"), (TEXTS["ru"], "koi8-r")]
    decoded = decode(b"\n".join(text.encode(charset) for text, charset in lines))
    assert decoded.encoding == "utf-8+windows-1255+koi8-r"
    assert [flag.message.split()[-1] for flag in decoded.flags] == ["windows-1255", "koi8-r"]


def test_quotes_do_not_need_a_charset_of_their_own() -> None:
    text = "\u201cThe pier\u201d\n" + HEBREW
    assert decode(text.encode("windows-1255")).encoding == "windows-1255"
    assert decode("\u201cThe pier\u201d it\u2019s".encode("windows-1252")).encoding == "windows-1252"
    assert decode("The fee is \u00a35".encode("windows-1252")).text == "The fee is \u00a35"


@pytest.mark.parametrize("charset", ["iso8859-8", "cp862"])
def test_visual_order_is_left_as_it_stands(charset: str) -> None:
    text = "\n".join(line[::-1] for line in HEBREW.split("\n"))
    decoded = decode(text.encode(charset))
    assert (decoded.text, decoded.encoding) == (text, charset)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [*TEXTS.values(), "\u05e9\u05dc\u05d5\u05dd", "The pier", "\u041c\u0438\u0440"])
def test_utf16_without_its_mark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, encoding, True)
    marked = decode(("\ufeff" + text).encode(encoding))
    assert (marked.text, marked.encoding, marked.guessed, marked.flags) == ("\ufeff" + text, encoding, False, ())


def test_a_mark_before_lines_in_another_charset() -> None:
    decoded = decode(b"\xef\xbb\xbf" + HEBREW.encode("windows-1255"))
    assert (decoded.text, decoded.encoding) == ("\ufeff" + HEBREW, "windows-1255")


@pytest.mark.parametrize(
    ("charset", "declared", "named"),
    [
        ("windows-1255", "Windows-1255", "windows-1255"),
        ("iso8859-8", "iso-8859-8-i", "iso8859-8"),
        ("cp862", "ibm862", "cp862"),
        ("utf-8", "utf-8", "utf-8"),
        ("utf-16", "utf-16", "utf-16-le"),
    ],
)
def test_declared_right(charset: str, declared: str, named: str) -> None:
    decoded = decode(HEBREW.encode(charset), declared)
    assert decoded.text.removeprefix("\ufeff") == HEBREW
    assert (decoded.encoding, decoded.guessed, decoded.flags) == (named, False, ())


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "koi8-r", "shift_jis", "klingon", "hex", "utf-16"])
def test_declared_wrong(declared: str) -> None:
    decoded = decode(HEBREW.encode("windows-1255"), declared)
    assert (decoded.text, decoded.encoding) == (HEBREW, "windows-1255")
    assert codes(decoded) == ["declared-encoding", "guessed-encoding"]


def test_declared_one_byte_and_yet_utf8() -> None:
    decoded = decode(HEBREW.encode(), "windows-1255")
    assert (decoded.text, decoded.encoding, codes(decoded)) == (HEBREW, "utf-8", ["declared-encoding"])
    assert decode(b"plain", "windows-1255").flags == ()


def test_latin1_is_what_browsers_take_it_for() -> None:
    data = "\u201cD\u00e9j\u00e0 vu\u201d, dit-elle".encode("windows-1252")
    assert decode(data, "iso-8859-1") == cleaner.Decoded(data.decode("windows-1252"), "windows-1252")


def test_declared_encodings_that_no_letters_tell() -> None:
    text = "桟橋は来月ふたたび開きます"
    for declared in ("shift_jis", "euc-jp", "iso-2022-jp"):
        assert decode(text.encode(declared), declared).text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (HEBREW.encode()[:-3] + b"\xd7", HEBREW[:-2] + "\ufffd"),
        ("The pier \u2013".encode()[:-1], "The pier \ufffd"),
        (HEBREW.encode().replace(b"\xd7\x9e", b"\xd7", 1), HEBREW.replace("\u05de", "\ufffd", 1)),
    ],
)
def test_damaged_utf8_stays_utf8(data: bytes, text: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, "utf-8", False)
    assert codes(decoded) == ["undecodable-bytes"]
    assert text[slice(*decoded.flags[0].span)] == "\ufffd"


def test_an_encoding_named_by_the_user_overrides_everything() -> None:
    assert decode("é".encode(), "utf-8", encoding="latin-1").text == "Ã©"
    assert decode(HEBREW.encode("utf-16-be"), encoding="utf-16").text == HEBREW
    assert codes(decode(b"\xd9 \xe0", encoding="windows-1255")) == ["undecodable-bytes"]
    assert cleaner.clean(HEBREW.encode("cp862"), encoding="cp862").source.encoding == "cp862"
    for unknown in ("klingon", "hex", "idna", "a\0b", "\udc80", ""):
        with pytest.raises(ValueError, match="unknown encoding"):
            decode(b"a", encoding=unknown)


@pytest.mark.parametrize(
    ("data", "offset", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n", 0, "PNG"),
        (b"\x1f\x8b\x08\x00", 0, "gzip"),
        (b"%PDF-1.7\n", 0, "PDF"),
        (b"PK\x03\x04\x14", 0, "ZIP"),
        (b"\xff\xfe\x00", 2, "UTF-16"),
        (b"ab\0\0\0\0cd", 2, "NUL"),
        (b"a\x01\x02\x03\x04", 1, "control"),
        (b"pier \x01\x02\xe9", 5, "control"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, offset: int, reason: str) -> None:
    with pytest.raises(DecodeError, match=reason) as caught:
        decode(data)
    assert caught.value.offset == offset


@pytest.mark.parametrize("data", ["", b"", " \n\t", b"\r\n", "\u2028"])
def test_nothing_but_white_space(data: str | bytes) -> None:
    with pytest.raises(EmptyArticle):
        read_article(data, "-")


def test_bytes_kept_in_a_str() -> None:
    source = read_article("a\udcd7\udca9b\udce9", "-")
    assert source.text == "a\u05e9b\ufffd"
    assert [(flag.code, flag.span) for flag in source.flags] == [("lone-surrogate", (3, 4))]


def test_utf8_needs_no_letters() -> None:
    program = f"import cleaner, sys; cleaner.decode({HEBREW.encode()!r}); print('cleaner.letters' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@given(st.text())
def test_utf8_comes_out_as_it_is(text: str) -> None:
    text = "".join(char for char in text if char >= " ") + "\u05e9"
    assert decode(text.encode("utf-8", "replace")).text.encode() == text.encode("utf-8", "replace")


@given(
    st.binary() | st.text().map(lambda text: text.encode("utf-16-le", "surrogatepass")),
    st.sampled_from([None, "utf-8", "windows-1255", "iso8859-6", "gbk", "utf-16", "utf-7", "cp037", "x"]),
)
def test_any_bytes_are_text_or_refused(data: bytes, declared: str | None) -> None:
    for encoding in (None, *([declared] if declared else [])):
        try:
            decoded = decode(data, declared, encoding=encoding)
        except ValueError:
            continue
        decoded.text.encode()
        assert all(0 <= start <= end <= len(decoded.text) for start, end in (flag.span for flag in decoded.flags))


@pytest.mark.parametrize("pair", list(itertools.permutations(["he", "ru"])))
def test_two_charsets_of_many_lines(pair: tuple[str, str]) -> None:
    lines = [(TEXTS[lang], CHARSETS[lang][0]) for lang in pair] * 3
    assert decode(b"\n".join(text.encode(name) for text, name in lines)).text == "\n".join(text for text, _ in lines)
