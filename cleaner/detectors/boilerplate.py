"""What is no article: comment widgets and their policy, buttons, rights."""

from collections.abc import Iterator

from cleaner.detectors import Detector, View, form_findings
from cleaner.findings import Finding
from cleaner.scripts import WITHOUT_SPACES, script_of
from cleaner.spans import fold

BUTTONS = frozenset({"boilerplate-comments", "boilerplate-tools"})
RULES = (
    *sorted(BUTTONS),
    "boilerplate-address",
    "boilerplate-advertising",
    "boilerplate-player",
    "boilerplate-policy",
    "boilerplate-rights",
)
UNSPACED = 4
"""From this length on, in code points, a text without spaces says as much as several words."""


def detect(view: View) -> Iterator[Finding]:
    """Widgets and notices; a button of one word (`Print`) only beside another or something of the page."""
    for finding in form_findings(view, *RULES):
        lone = finding.rule in BUTTONS and _is_one_word(view, finding) and not _is_in_row(view)
        yield finding._replace(loose=True) if lone else finding


def _is_one_word(view: View, finding: Finding) -> bool:
    words = view.source.text[finding.start : finding.end].split()
    return len(words) == 1 and (len(words[0]) < UNSPACED or script_of(words[0][0]) not in WITHOUT_SPACES)


def _is_in_row(view: View) -> bool:
    """Whether the line is a button and so is a neighbour that says something else: `Share`, `Print`."""
    at, own, lines = view.line.number, view.said, view.source.lines
    words = [view.book.rules[code].words for code in BUTTONS]
    beside = (fold(line.text).casefold() for line in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]))
    return any(own in known for known in words) and any(
        text != own and any(text in known for known in words) for text in beside
    )


DETECTOR = Detector(detect, RULES)
