"""Translation memories: what translate-toolkit finds in them are the captions of each image."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from translate.storage import tmx
from written import every, fixtures, hostile, spoiled, written

from cleaner import __version__
from cleaner.record import Image, Record, Text, replace

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LOST = str.maketrans(dict.fromkeys("\x01\x07\x08\ufffe\uffff", "\ufffd"))
"""What XML cannot hold of the hostile values."""


def pairs(record: Record) -> list[tuple[int, Image, dict[str, list[str]]]]:
    """Number, image, and captions by language, of the images that have them in two languages."""
    found = []
    for number, image in enumerate(record.images, 1):
        languages = {caption.lang: [] for caption in image.captions if caption.lang != "und"}
        for caption in image.captions:
            if caption.lang != "und":
                languages[caption.lang].append(caption.value.translate(LOST))
        found += [(number, image, languages)] if len(languages) > 1 else []
    return found


def test_a_unit_is_an_image_with_its_captions_and_credit() -> None:
    expected = [(record, *pair) for record in every() for pair in pairs(record)]
    units = tmx.tmxfile.parsestring(written("tmx", every())).units
    assert len(units) == len(expected) > 38
    for unit, (record, number, image, languages) in zip(units, expected, strict=True):
        nodes = {node.get(LANG): unit.getNodeText(node) for node in unit.getlanguageNodes()}
        assert nodes == {language: "\n".join(values) for language, values in languages.items()}
        assert unit.getnotes() == (image.credit.value.translate(LOST) if image.credit else "")
        props = {prop.get("type"): prop.text for prop in unit.xmlelement.iterfind("prop")}
        assert props == {"x-record": record.id.translate(LOST), "x-image": str(number)}


def test_a_pair_of_languages_is_source_and_target() -> None:
    records = [*hostile(), *(record for record in fixtures() if record.id == "gallery")]
    units = tmx.tmxfile(BytesIO(written("tmx", records)), "he", "en").units
    captions = [languages for record in records for _, _, languages in pairs(record)]
    assert [([unit.source], [unit.target]) for unit in units] == [(held["he"], held["en"]) for held in captions]


def test_ids_are_unique_and_stay() -> None:
    """Articles of the same id are different ones if their sources are."""
    one = next(record for record in fixtures() if record.id == "gallery")
    other = replace(one, source=replace(one.source, sha256="0" * 64))
    found = [unit.getid() for unit in tmx.tmxfile.parsestring(written("tmx", [*every(), other])).units]
    assert len(set(found)) == len(found)
    assert not any(char.isspace() for name in found for char in name)
    assert written("tmx", [one]) == written("tmx", [replace(one, tool=replace(one.tool, rules="others"))])


def text(like: Text, value: str, lang: str) -> Text:
    return replace(like, value=value, lang=lang)


@pytest.mark.parametrize(
    ("captions", "segments", "kind"),
    [
        ([("he", "המזח")], None, None),
        ([("he", "המזח"), ("und", "Dana Levi")], None, None),
        ([("en", "The pier"), ("en", "The quay")], None, None),
        ([("he", "המזח"), ("und", "Dana Levi"), ("en", "The pier")], {"he": "המזח", "en": "The pier"}, None),
        ([("he", "א"), ("en", "a"), ("ru", "б")], {"he": "א", "en": "a", "ru": "б"}, None),
        ([("he", "א"), ("en", "a"), ("he", "ב")], {"he": "א\nב", "en": "a"}, "block"),
        ([("he", "א"), ("he", "ב"), ("en", "a"), ("en", "b")], {"he": "א\nב", "en": "a\nb"}, "block"),
    ],
)
def test_what_makes_a_unit(captions: list[tuple[str, str]], segments: dict[str, str] | None, kind: str | None) -> None:
    """Unknown languages make none; which of several captions belong together is not guessed."""
    record = next(record for record in fixtures() if record.id == "gallery")
    image, like = record.images[0], record.images[0].captions[0]
    held = tuple(text(like, value, lang) for lang, value in captions)
    tree = ElementTree.fromstring(written("tmx", [replace(record, images=(replace(image, captions=held),))]))
    found = [{tuv.get(LANG): tuv.findtext("seg") for tuv in unit.iterfind("tuv")} for unit in tree.iter("tu")]
    assert found == ([segments] if segments else [])
    assert [unit.get("segtype") for unit in tree.iter("tu")] == ([kind] if segments else [])


def test_the_header_says_what_it_is() -> None:
    head = ElementTree.fromstring(written("tmx", [])).find("header")
    assert head is not None
    assert head.attrib == {
        "creationtool": "caption-cleaner",
        "creationtoolversion": __version__,
        "segtype": "paragraph",
        "o-tmf": "cleaner/record/1",
        "adminlang": "en",
        "srclang": "*all*",
        "datatype": "plaintext",
    }


def test_line_ends_that_no_value_should_have_are_kept() -> None:
    record = spoiled(next(record for record in fixtures() if record.id == "gallery"), "a\r\nb\tc")
    tree = ElementTree.fromstring(written("tmx", [record]))
    assert tree.findtext("body/tu/note") == "a\r\nb\tc"
