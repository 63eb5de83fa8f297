"""Images: captions, credit, counter and label that belong to the same picture or video."""

import re
from collections.abc import Set

from cleaner.names import split_names
from cleaner.record import Image, Text
from cleaner.rules import Rulebook
from cleaner.settle.context import IMAGE_ROLES

_NUMBER = re.compile(r"\d+")
_HEAD = re.compile(r"^(?:[^:：]{1,40}[:：]|[가-힣 ]{1,20}=)\s*")
_NEXT_HEAD = re.compile(r"\s+[^\s:：]+[:：]\s+|(?:^|\s+)via\s+")
_BRACKETS = "()[]（）［］【】<>〈〉/ \u200e\u200f"


class Group:
    """One picture while it is gathered; `position` counts the entries of the body before it.

    `number` is that of the markup, 0 where it says nothing.
    """

    def __init__(self, position: int, number: int = 0) -> None:
        self.position = position
        self.number = number
        self.parts: list[Text] = []

    def roles(self) -> set[str]:
        """The roles it holds so far."""
        return {text.role for text in self.parts}

    def takes(self, text: Text, foreign: bool, number: int = 0) -> bool:
        """Whether the next text of an unbroken row still belongs to this picture.

        Where the markup numbers pictures, the number decides. Else:
        A counter or label opens a picture, a credit closes it; so does an image text in the
        other script once both languages have spoken.
        """
        if self.number or number:
            fits = text.role == "caption" or text.role not in self.roles()
            repeats = any(held.role == text.role and held.value == text.value for held in self.parts)
            return self.number == number and (fits or repeats)
        roles = self.roles()
        if text.role == "counter":
            # A player prints its length under the credit, a gallery its counter above everything.
            closes = text.rule != "counter-gallery" and "counter" not in roles and "credit" in roles
            return closes or not roles - {"label"}
        if text.role == "label":
            return not roles & {"caption", "credit", "label"}
        if "credit" in roles:
            return False
        if text.role != "caption":
            return True
        captions = [held for held in self.parts if held.role == "caption"]
        scripts = {held.dir for held in captions}
        if any(held.value == text.value for held in captions):
            return True
        if foreign and "counter" not in roles:
            return len(scripts) < 2
        return not _is_doubled(captions) or text.dir not in scripts

    def repeats(self, other: "Group") -> bool:
        """Whether another picture under this one is the same again, with its captions and credit."""
        said = [{(text.role, text.value) for text in group.parts} for group in (self, other)]
        return said[0] == said[1] and {"caption", "credit"} <= self.roles()


def _is_doubled(captions: list[Text]) -> bool:
    """Whether there is one caption, twice: alternative text and caption, and the picture is complete."""
    return len(captions) > 1 and len({text.value for text in captions}) == 1


def gather(texts: list[Text], numbers: list[int], direction: str, book: Rulebook) -> tuple[list[Image], list[Text]]:
    """The images of texts in source order, and the labels that belong to none.

    `numbers` are those of the pictures in the markup, one for each text.
    """
    groups: list[Group] = []
    body, broken = 0, True
    for text, number in zip(texts, numbers, strict=True):
        if text.role not in IMAGE_ROLES:
            body += text.role in ("body", "subheading")
            broken = True
            continue
        same = bool(number and groups and groups[-1].number == number)
        if (broken and not same) or not groups[-1].takes(text, text.dir != direction, number):
            groups.append(Group(body, number))
        groups[-1].parts.append(text)
        broken = False
    groups = _once(groups)
    images = [_image(group, book) for group in groups if group.roles() != {"label"}]
    return images, [text for group in groups if group.roles() == {"label"} for text in group.parts]


def _once(groups: list[Group]) -> list[Group]:
    """The groups, and those that repeat the one above them joined to it."""
    out: list[Group] = []
    for group in groups:
        if out and out[-1].position == group.position and out[-1].repeats(group):
            out[-1].parts += group.parts
        else:
            out.append(group)
    return out


def _image(group: Group, book: Rulebook) -> Image:
    held: dict[str, Text] = {}
    captions: dict[str, Text] = {}
    for text in group.parts:
        if text.role == "caption":
            first = captions.get(text.value)
            captions[text.value] = _with_spans(first, text) if first else text
        elif text.role in held:
            held[text.role] = _with_spans(held[text.role], text)
        else:
            first = held.get(text.role)
            held[text.role] = _with_spans(first, text) if first else text
    credit, counter = held.get("credit"), held.get("counter")
    return Image(
        position=group.position,
        captions=tuple(captions.values()),
        credit=credit,
        credits=credit_names(credit.value, book) if credit else (),
        counter=counter,
        count=count_of(counter.value) if counter else None,
        label=held.get("label"),
    )


def _with_spans(first: Text, again: Text) -> Text:
    return Text(first.role, first.value, first.lang, first.dir, first.spans + again.spans, first.rule, first.runs)


def count_of(counter: str) -> int | None:
    """The number of pictures a counter gives: the last of `3/12`; a time is none."""
    numbers = [] if ":" in counter else _NUMBER.findall(counter)
    return int(numbers[-1]) if numbers else None


def credit_names(credit: str, book: Rulebook) -> tuple[str, ...]:
    """The names in a credit line, without brackets and the words for a picture or its kind."""
    inside = _NEXT_HEAD.sub(", ", _HEAD.sub("", credit.strip(_BRACKETS)))
    words = book.rules["credit-bracketed"].words | book.rules["credit-phrase"].words
    signs = book.rules["credit-sentence"].words
    by = next((word for word in words if word.endswith(" by") and inside.casefold().startswith(word + " ")), "")
    names = (_unsigned(name, signs) for name in split_names(inside[len(by) :]))
    return tuple(name for name in names if name and name.casefold() not in words)


def _unsigned(name: str, signs: Set[str]) -> str:
    """`name` without the words before or behind it that say what the person did: 기자, 摄, 撮影, Foto von."""
    name = name.strip(_BRACKETS)
    small = name.casefold()
    sign = max((sign for sign in signs if small.startswith(sign) or small.endswith(sign)), key=len, default="")
    if not sign or len(small) != len(name):
        return name
    bare = name[: -len(sign)] if small.endswith(sign) else name[len(sign) :]
    return _unsigned(bare, signs)
