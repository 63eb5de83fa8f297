"""Globs as .gitignore has them, as regular expressions."""

import re

from cleaner.expressions import expression

_TOKEN = expression(
    r"(?P<any>(?:^|(?<=/))\*\*/)|(?P<rest>\*\*)|(?P<star>\*)|(?P<one>\?)|(?P<set>\[!?\]?[^]]*\])|.", re.S
)


def compiled(glob: str) -> re.Pattern[str]:
    """What a glob matches whole: paths relative to where it was written, with `/` between their parts.

    `*` and `?` stay within a name, `**` goes on through folders. A glob without a slash means a name
    in any folder; the name of a folder means all that is in it. Raises ValueError for a broken set.

    >>> bool(compiled("drafts").fullmatch("2024/drafts/pier.txt")), bool(compiled("/drafts").fullmatch("2024/drafts"))
    (True, False)
    """
    body = glob.removeprefix("./").rstrip("/")
    anywhere = "" if "/" in body else "(?:.*/)?"
    try:
        return re.compile(anywhere + _TOKEN.sub(_translated, body.removeprefix("/")) + "(?:/.*)?", re.S)
    except re.error as error:
        raise ValueError(f"{glob!r} is no glob: {error.msg}") from None


def _translated(token: re.Match[str]) -> str:
    match token.lastgroup:
        case "any":
            return "(?:.*/)?"
        case "rest":
            return ".*"
        case "star":
            return "[^/]*"
        case "one":
            return "[^/]"
        case "set":
            members = token[0][1:-1].replace("\\", r"\\").replace("[", r"\[")
            return "(?!/)[" + ("^" + members[1:] if members[0] == "!" else members) + "]"
    return re.escape(token[0])
