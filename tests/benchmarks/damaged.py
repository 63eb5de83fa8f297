"""Whether articles that were damaged on the way give the records of the undamaged ones.

    damaged.py FOLDER [-v]

Every *.txt of FOLDER goes through each chain line by line (a line that a charset cannot hold stays as
it is), and its record is compared with that of the clean text, places and changes aside.
"""

import argparse
import html
import json
import quopri
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import cleaner
from cleaner.bidi import display
from cleaner.charsets import READ, WRITTEN, read, write

Damage = Callable[[str], str]


def misread(written: str, taken: str, times: int = 1) -> Damage:
    """A line in one charset, read as another."""

    def damage(line: str) -> str:
        for _ in range(times):
            data = line.encode() if written == "utf-8" else write(line, written)
            line = read(data, taken)
        return line

    return damage


def foreign(change: Damage) -> Damage:
    """Damage for lines that are not plain ASCII: plain text is never escaped."""
    return lambda line: line if line.isascii() else change(line)


def entities(line: str) -> str:
    """Numeric references for all that is not ASCII."""
    return "".join(char if char.isascii() else f"&#{ord(char)};" for char in line)


CHAINS: dict[str, Damage] = {
    **{f"u8>{name}": misread("utf-8", name) for name in READ},
    **{f"u8>{name} x2": misread("utf-8", name, 2) for name in ("latin-1", "windows-1252", "windows-1251")},
    "u8>latin-1 x3": misread("utf-8", "latin-1", 3),
    **{f"{one}>{other}": misread(one, other) for one in WRITTEN for other in READ if one != other},
    "html decimal": entities,
    "html double": foreign(lambda line: html.escape(entities(line), quote=False)),
    "json": foreign(lambda line: json.dumps(line)[1:-1].replace('\\"', '"')),
    "percent": foreign(lambda line: quote(line, safe=" ()|:,.;!?'\"<>-")),
    "quoted-printable": foreign(lambda line: quopri.encodestring(line.encode()).decode().replace("=\n", "")),
    "surrogateescape": lambda line: line.encode().decode("ascii", "surrogateescape"),
    "visual order": foreign(lambda line: display(line, "rtl") if display(line, None) != line else line),
}


def plain(value: Any) -> Any:
    """A record without places, changes, and what names its source."""
    if isinstance(value, dict):
        dropped = {"spans", "span", "changes", "source", "id", "flags", "start", "end"}
        return {key: plain(one) for key, one in value.items() if key not in dropped}
    return [plain(one) for one in value] if isinstance(value, list) else value


def record(text: str) -> Any:
    """What the record of a text says, places aside."""
    return plain(json.loads(cleaner.to_json(cleaner.clean(text))))


def broken(text: str, damage: Damage) -> str:
    """`text` with the lines that the chain can hold damaged, if it holds all that are not ASCII; else as it is."""
    try:
        return "\n".join(damage(line) for line in text.split("\n"))
    except UnicodeError:
        return text


def main() -> None:
    """Reads the arguments, prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", action="store_true", help="show the first difference of each article")
    options = parser.parse_args()
    texts = {path.name: path.read_text("utf-8") for path in sorted(options.folder.glob("*.txt"))}
    clean = {name: record(text) for name, text in texts.items()}
    right = total = 0
    for chain, damage in CHAINS.items():
        cases = {name: bad for name, text in texts.items() if (bad := broken(text, damage)) != text}
        wrong = [name for name, bad in cases.items() if record(bad) != clean[name]]
        right, total = right + len(cases) - len(wrong), total + len(cases)
        if cases:
            print(f"{chain:28} {len(cases) - len(wrong):3} of {len(cases):3}  {', '.join(wrong) if options.v else ''}")
    print(f"{'all':28} {right:3} of {total:3}")


if __name__ == "__main__":
    main()
