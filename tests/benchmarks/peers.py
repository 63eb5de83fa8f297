"""What other tools keep of a text: each is a function from text and language to the text it keeps.

Peers that read HTML get the text as one `<p>` per line, with no headline and no links, as a scraped
text has none. Each is told the language of the body if it takes one, and runs with settings in its
favour: trafilatura to keep more when unsure; jusText with limits for the length of lines, not of long
paragraphs (its defaults lose a quarter of the body and keep more of the rest); C4 without the limit
that throws short articles away. None of them has a field for captions or credits; the baseline calls
every line in another language than the body's a caption.
"""

import html
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple


class Peer(NamedTuple):
    """A tool: how its distribution is called, what it keeps, with which settings."""

    distribution: str
    keep: Callable[[str, str], str]
    settings: str
    foreign_is_caption: bool = False

    @property
    def version(self) -> str | None:
        """The installed version, None if there is none."""
        try:
            return version(self.distribution)
        except PackageNotFoundError:
            return None


def page(text: str) -> str:
    """The text as a page."""
    lines = (html.escape(line.strip(), quote=False) for line in text.splitlines())
    return "<html><body>" + "\n".join(f"<p>{line}</p>" for line in lines if line) + "</body></html>"


def trafilatura(text: str, language: str) -> str:
    """Its main function, with its fallbacks."""
    from trafilatura import extract

    return extract(page(text), favor_recall=True) or ""


def justext(text: str, language: str) -> str:
    """With the stop words of the language, or in its mode without any."""
    from justext import get_stoplist, get_stoplists
    from justext import justext as paragraphs

    names = {"ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "he": "Hebrew"}
    names |= {"fr": "French", "it": "Italian", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish", "uk": "Ukrainian"}
    limits: dict[str, Any] = {"length_low": 0, "length_high": 70, "no_headings": False}
    if names.get(language) in get_stoplists():
        found = paragraphs(page(text), get_stoplist(names[language]), **limits)
    else:
        found = paragraphs(page(text), frozenset(), stopwords_low=0, stopwords_high=0, **limits)
    return "\n".join(one.text for one in found if not one.is_boilerplate)


def newspaper(text: str, language: str) -> str:
    """Its article parser, without the network."""
    from newspaper import article
    from newspaper.languages import valid_languages

    known = language if language in {row if isinstance(row, str) else row[0] for row in valid_languages()} else "en"
    parsed = article("https://paper.example/", language=known, input_html=page(text), fetch_images=False)
    return str(parsed.text)


def goose(text: str, language: str) -> str:
    """Its article extractor, without the network."""
    from goose3 import Goose

    settings = {"target_language": language, "use_meta_language": False, "enable_image_fetching": False}
    with Goose(settings) as reader:
        return str(reader.extract(raw_html=page(text)).cleaned_text)


def c4(text: str, language: str) -> str:
    """The line rules of C4, on the text itself; short articles are not thrown away."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter

    document = Document(text=text, id="-")
    kept = C4QualityFilter(min_num_sentences=-1).filter(document)
    return document.text if kept is True else ""


def langdetect(text: str, language: str) -> str:
    """The lines that are in the language of the body, each looked at alone, seeded."""
    from langdetect import DetectorFactory, LangDetectException, detect

    def is_native(line: str) -> bool:
        DetectorFactory.seed = 0
        try:
            return bool(detect(line) == language)
        except LangDetectException:
            return False

    return "\n".join(line for line in text.splitlines() if line.strip() and is_native(line))


PEERS = {
    "trafilatura": Peer("trafilatura", trafilatura, "favor_recall"),
    "jusText": Peer("jusText", justext, "stop words of the language, length_low 0, length_high 70"),
    "newspaper4k": Peer("newspaper4k", newspaper, "language"),
    "goose3": Peer("goose3", goose, "target_language"),
    "datatrove C4": Peer("datatrove", c4, "min_num_sentences -1"),
    "langdetect per line": Peer("langdetect", langdetect, "seed 0", True),
}
