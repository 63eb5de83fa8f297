"""Images: captions, credit, counter and label that belong to the same picture or video."""

from cleaner.credits import credit_names
from cleaner.expressions import expression
from cleaner.record import Image, Text, replace
from cleaner.rules import Rulebook
from cleaner.settle.context import IMAGE_ROLES

_NUMBER = expression(r"\d+")


class Group:
    """One picture while it is gathered; `position` counts the entries of the body before it.

    `number` is that of the markup, 0 where it says nothing.
    """

    def __init__(self, position: int, number: int = 0) -> None:
        self.position = position
        self.number = number
        self.parts: list[Text] = []
        self.roles: set[str] = set()
        self.said: set[tuple[str, str]] = set()
        """Role and value of each part."""
        self.captions: set[str] = set()
        self._scripts: set[str] = set()
        self._captioned = 0

    def add(self, text: Text) -> None:
        """Takes in a text."""
        self.parts.append(text)
        self.roles.add(text.role)
        self.said.add((text.role, text.value))
        if text.role == "caption":
            self.captions.add(text.value)
            self._scripts.add(text.dir)
            self._captioned += 1

    def takes(self, text: Text, foreign: bool, number: int = 0) -> bool:
        """Whether the next text of an unbroken row still belongs to this picture.

        Where the markup numbers pictures, the number decides. Else:
        A counter or label opens a picture, a credit closes it; so does an image text in the
        other script once both languages have spoken.
        """
        roles = self.roles
        if self.number or number:
            fits = text.role == "caption" or text.role not in roles
            return self.number == number and (fits or (text.role, text.value) in self.said)
        if text.role == "counter":
            # A player prints its length under the credit, a gallery its counter above everything.
            closes = text.rule != "counter-gallery" and "counter" not in roles and "credit" in roles
            return closes or not roles - {"label"}
        if text.role == "label":
            return not roles & {"caption", "credit", "label"}
        if "credit" in roles:
            # Some print the credit above a caption that says what it is.
            return roles == {"credit"} and text.rule == "caption-labelled"
        if text.role != "caption" or text.value in self.captions:
            return True
        if foreign and "counter" not in roles:
            return len(self._scripts) < 2
        return not self._is_doubled() or text.dir not in self._scripts

    def _is_doubled(self) -> bool:
        """Whether there is one caption, twice: alternative text and caption, and the picture is complete."""
        return self._captioned > 1 and len(self.captions) == 1

    def repeats(self, other: "Group") -> bool:
        """Whether another picture under this one is the same again, with its captions and credit."""
        return self.said == other.said and {"caption", "credit"} <= self.roles


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
        groups[-1].add(text)
        broken = False
    groups = _once(groups)
    images = [_image(group, book) for group in groups if group.roles != {"label"}]
    return images, [text for group in groups if group.roles == {"label"} for text in group.parts]


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
    """A picture; what it says again goes with what it said first, and it has one text of each other role."""
    same: dict[str, list[Text]] = {}
    for text in group.parts:
        same.setdefault(f"caption {text.value}" if text.role == "caption" else text.role, []).append(text)
    joined = [_joined(texts) for texts in same.values()]
    held = {text.role: text for text in joined if text.role != "caption"}
    credit, counter = held.get("credit"), held.get("counter")
    return Image(
        position=group.position,
        captions=tuple(text for text in joined if text.role == "caption"),
        credit=credit,
        credits=credit_names(credit.value, book) if credit else (),
        counter=counter,
        count=count_of(counter.value) if counter else None,
        label=held.get("label"),
    )


def _joined(texts: list[Text]) -> Text:
    """The first of texts that say the same, with the spans of all."""
    first, *again = texts
    return replace(first, spans=tuple(span for text in texts for span in text.spans)) if again else first


def count_of(counter: str) -> int | None:
    """The number of pictures a counter gives: the last of `3/12`; a time is none."""
    numbers = [] if ":" in counter else _NUMBER.findall(counter)
    return int(numbers[-1]) if numbers else None
