"""The manual: the examples of every help and docstring are run, and nothing public lacks its text."""

import doctest
import gzip
import importlib
import inspect
import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
import pytest
from buckets import serving
from click.testing import CliRunner
from cluster import Cluster
from conftest import FIXTURES, ROOT
from inputs import conversion, json_lines, objects, parquet, response

import cleaner
import cleaner.bidi
import cleaner.check
from cleaner.cli import COMMANDS, cli

NAMES = ("", *COMMANDS)
README = (ROOT / "README.md").read_text("utf-8")
ARTICLE = (FIXTURES / "articles/gallery.txt").read_bytes()
PAGE = (FIXTURES / "html/gallery.html").read_bytes()
LINES = json_lines([row | {"content": row["text"]} for row in objects(3)])
FILES = {
    **dict.fromkeys(("a.txt", "b.txt", "article.txt", "broken.txt", "captions.txt", "captions/a.txt"), ARTICLE),
    **dict.fromkeys(("news/a.txt", "news/b.txt"), ARTICLE),
    "page.html": PAGE,
    **dict.fromkeys(("corpus.jsonl", "crawl.jsonl", "stories.jsonl"), LINES),
    "table.parquet": parquet(objects(3)),
    "pages.warc.gz": gzip.compress(response(1)),
    **dict.fromkeys(("crawl.jsonl.gz", "crawl/1.jsonl.gz"), gzip.compress(LINES)),
    "CC-MAIN-1.wet.gz": gzip.compress(conversion(1)),
}
"""What the examples name."""
SCHEDULER = "tcp://10.0.0.1:8786"
"""Where the examples look for a cluster."""
OTHERS: dict[str, Callable[[list[str], bytes], bytes]] = {
    **dict.fromkeys(("cat", "tail"), lambda names, _: b"".join(Path(name).read_bytes() for name in names)),
    "zcat": lambda names, _: b"".join(gzip.decompress(Path(name).read_bytes()) for name in names),
    "find": lambda _names, _: b"news/a.txt\0news/b.txt\0",
    "curl": lambda _names, _: PAGE,
    "html2text": lambda _names, _: ARTICLE,
    **dict.fromkeys(("jq", "grep", "less"), lambda _names, given: given),
}
"""What stands for the other commands in them."""
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted((ROOT / "cleaner").rglob("*.py"))
    if ">>> " in path.read_text("utf-8")
]
PUBLIC = [getattr(cleaner, name) for name in cleaner.__all__] + [cleaner.check.check, cleaner.bidi.display]


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name) if name else cli
    assert found
    return found


def help_of(name: str) -> str:
    done = CliRunner().invoke(cli, [*([name] if name else []), "--help"])
    assert done.exit_code == 0
    return done.stdout


def examples(name: str) -> list[str]:
    """The examples in the help of a command, without what is said of them."""
    part = re.search(r"^  Examples:\n(.+?)^\s*$", help_of(name), re.M | re.S)
    assert part, "no examples"
    return [re.split(r"\s{2,}", line.strip())[0] for line in part[1].splitlines()]


def shown() -> list[str]:
    """The commands that the README shows, but for the recipes, which have their own test."""
    blocks = re.findall(r"^```sh\n(.+?)^```$", re.sub(r"(?s)\n## Recipes\n.+?\n## ", "", README), re.M | re.S)
    lines = [re.split(r"\s+#", line)[0] for block in blocks for line in block.splitlines()]
    return [line for line in lines if re.search(r"(?:^|\| )cleaner\b", line)]


def ran(line: str) -> None:
    """Runs a line of the shell, in this process and with stand-ins for what is not ours."""
    given = b""
    for stage in re.split(r" \| (?=\w)", line):
        words = [word for part in shlex.split(stage) for word in _globbed(part, stage)]
        source, target = (words.pop(words.index(sign) + 1) if sign in words else None for sign in "<>")
        words = [word for word in words if word not in ("<", ">")]
        given = Path(source).read_bytes() if source else given
        if words[0] == "cleaner":
            done = CliRunner().invoke(cli, words[1:], input=given)
            assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
            # 1 says what checks, proofs, repairs and batches found.
            assert done.exit_code in (0, 1), done.stderr
            assert done.exit_code == 0 or words[1] in ("batch", "check", "fix", "verify"), done.stderr
            given = done.stdout_bytes
        else:
            given = OTHERS[words[0]]([word for word in words[1:] if not word.startswith("-")], given)
        if target:
            Path(target).write_bytes(given)


def _globbed(word: str, stage: str) -> Iterator[str]:
    """The files that a pattern stands for; a pattern in quotes stays what it is."""
    if "*" in word and f"'{word}'" not in stage:
        yield from map(str, sorted(Path().glob(word)))
    else:
        yield word


@contextmanager
def beyond(lines: list[str], folder: Path) -> Iterator[list[str]]:
    """The same examples, with a cluster and an object store where they name some."""
    with ExitStack() as stack:
        if any("s3://" in line for line in lines):
            held = stack.enter_context(serving("crawl", "records"))
            for name in ("pages.warc.gz", "CC-MAIN-1.wet.gz"):
                held.pipe_file(f"crawl/{name}", FILES[name])
        if any(SCHEDULER in line for line in lines):
            address = stack.enter_context(Cluster(folder, workers=1)).address
            lines = [line.replace(SCHEDULER, address) for line in lines]
        yield lines


@pytest.mark.parametrize("lines", [*map(examples, NAMES), shown()], ids=[*NAMES, "README"])
def test_every_example_runs(lines: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: not opened.append(url))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for path, data in FILES.items():
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_bytes(data)
    ran("cleaner clean news/*.txt > records.jsonl")
    with beyond(lines, tmp_path) as changed:
        for line in changed:
            ran(line)
    assert len(opened) == sum("--open" in line for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_every_help_is_complete(name: str) -> None:
    found = command(name)
    assert found.help
    assert len(found.help.split("\n\n")) > 1, "a line that says what it does, and more"
    assert any(f"cleaner {name}" in line for line in examples(name))
    assert "\b" not in help_of(name)
    assert "Exit codes: 0 " in help_of(name)
    for parameter in found.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.help[0].isupper() or ": " in parameter.help, parameter.help
        else:
            assert parameter.make_metavar(click.Context(found)).strip("[].") in found.help, parameter.name


@pytest.mark.parametrize("name", MODULES)
def test_every_example_of_a_docstring_is_true(name: str) -> None:
    done = doctest.testmod(importlib.import_module(name))
    assert done.attempted > 0
    assert done.failed == 0


@pytest.mark.parametrize("public", PUBLIC, ids=lambda public: public.__name__)
def test_nothing_public_lacks_its_text(public: object) -> None:
    text = inspect.getdoc(public)
    assert text
    assert inspect.isclass(public) or ">>> " in text


def test_what_the_readme_calls_is_public() -> None:
    named = set(re.findall(r"\bcleaner\.([a-zA-Z_]+)\(", README)) | {"DecodeError", "EmptyArticle"}
    assert len(named) > 5
    assert named <= set(cleaner.__all__)
