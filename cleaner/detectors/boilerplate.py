"""What is no article: comment widgets and their policy, buttons, rights."""

from collections.abc import Iterator

from cleaner.detectors import Detector, View, form_findings
from cleaner.findings import Finding
from cleaner.scripts import WITHOUT_SPACES, script_of

BUTTONS = frozenset({"boilerplate-comments", "boilerplate-tools"})
RULES = (*sorted(BUTTONS), "boilerplate-advertising", "boilerplate-player", "boilerplate-policy", "boilerplate-rights")
UNSPACED = 4
"""From this length on, in code points, a text without spaces says as much as several words."""


def detect(view: View) -> Iterator[Finding]:
    """Widgets and notices; a button of one word (`Print`, `Search`) only beside something else of the page."""
    for code in RULES:
        for finding in form_findings(view, code):
            yield finding._replace(loose=finding.loose or (code in BUTTONS and _is_one_word(view, finding)))


def _is_one_word(view: View, finding: Finding) -> bool:
    words = view.source.text[finding.start : finding.end].split()
    return len(words) == 1 and (len(words[0]) < UNSPACED or script_of(words[0][0]) not in WITHOUT_SPACES)


DETECTOR = Detector(detect, RULES)
