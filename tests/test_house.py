"""The house: imports point down, packages have one importer, every detector its table, every example its rule."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest
import rtoml
from conftest import FIXTURES, ROOT

from cleaner.decoding import read_article
from cleaner.detectors import all_detectors, detect
from cleaner.language import measure
from cleaner.packing import additions, packed
from cleaner.rule_files import read_rules
from cleaner.rulebook import PACKED, rulebook, rulebook_at
from cleaner.rules import Form, Rulebook, any_space, unpacked

# From the ground up: a room may import those of the lines above it, and its own.
FLOORS = [
    "compiled digests",
    "expressions memo grams",
    "scripts spans keys phrases record calendars charsets atomic marks formats globs pool hosts",
    "changes findings words names runs source rules clocks days letters bidi",
    "rule_files",
    "rulebook agencies credits stamps anchors",
    "sentences dates decode decoding guess mend evidence",
    "main_language readers",
    "usual",
    "language",
    "detectors texts places",
    "repaired",
    "settle verify view",
    "pictures authors",
    "assemble",
    "flow inputs writers packing",
    "outcomes check",
    "config",
    "batch",
    "engines",
    "cli",
]
LEVELS = {room: level for level, rooms in enumerate(FLOORS) for room in rooms.split()}
OWNERS = {
    "click": "cli",
    "langdetect": "main_language",
    "msgspec": "compiled packing record inputs calendars rules grams keys phrases writers view",
    "rtoml": "rule_files config view",
    "configparser": "config",
    "ftfy": "mend",
    "bidi": "bidi",
    "convertdate": "dates",
    "dateparser": "dates",
    "selectolax": "readers",
    "warcio": "inputs",
    "pyarrow": "inputs writers engines",
    "backports": "inputs batch",
    "wcwidth": "view",
    "datatrove": "engines",
    "distributed": "engines",
    "fsspec": "batch",
    "pyspark": "engines",
    "ray": "engines",
}
"""Rooms that may import a package."""
FILES = sorted((ROOT / "cleaner").rglob("*.py"))


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return found | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


def room(path: Path) -> str:
    return path.relative_to(ROOT / "cleaner").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    own = room(path)
    if own in ("__init__", "__main__"):
        pytest.skip("the doors")
    for name in imports(path):
        if name.startswith("cleaner."):
            other = name.split(".")[1]
            assert other == own or LEVELS[other] < LEVELS[own], f"{own} imports {other}"
        owners = OWNERS.get(name.split(".")[0], own)
        assert own in owners.split(), f"only {owners} may import {name}"


def loaded(program: str, *names: str) -> list[str]:
    """Those of some modules that a program loads."""
    program = f"import sys\n{program}\nprint(*[name for name in {names} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stderr.split()


HEAVY = (
    "langdetect",
    "ftfy",
    "bidi",
    "dateparser",
    "convertdate",
    "selectolax",
    "warcio",
    "bz2",
    "lzma",
    "html",
    "wcwidth",
)
COMMAND = """
sys.argv = ["cleaner", *{}]
from cleaner.cli import main
try:
    main()
except SystemExit:
    pass
"""


def test_help_needs_little() -> None:
    later = ("msgspec", "rtoml", "json", "cleaner.rulebook", "cleaner.rules", "cleaner.flow", "cleaner.inputs")
    assert set(loaded(COMMAND.format(["--help"]), *HEAVY, *later)) <= {"bz2", "lzma"}, "which click loads"


def test_a_gallery_article_needs_little() -> None:
    later = (
        "json",
        "multiprocessing",
        "cleaner.pool",
        "cleaner.inputs.jsonl",
        "cleaner.inputs.warc",
        "cleaner.writers.text",
        "cleaner.cli.batch",
    )
    article = str(FIXTURES / "articles/gallery.txt")
    assert loaded(COMMAND.format(["clean", article]), *HEAVY, *later) == []
    assert loaded(f"import cleaner; cleaner.clean(open({article!r}).read())", *HEAVY, "click", "json") == []


def test_modules_compile_no_expressions() -> None:
    """What a module needs is compiled when it is used."""
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in FILES if path.name != "__main__.py"]
    program = f"""
import importlib, re, sys
made, compile = [], re.compile
def noted(*given, **more):
    made.append(sys._getframe(1).f_globals["__name__"])
    return compile(*given, **more)
re.compile = noted
for name in {names}:
    importlib.import_module(name)
print([name for name in made if name.startswith("cleaner")])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_detector_has_its_table_and_what_must_stay_comes_first() -> None:
    paths = (FIXTURES / "detectors").glob("*.toml")
    tables = {path.stem: tomllib.loads(path.read_text("utf-8"))["case"] for path in paths}
    assert set(tables) == set(all_detectors())
    for name, cases in tables.items():
        assert cases[0]["find"] == [], name
        assert any(case["find"] for case in cases), name


EXAMPLES = [
    pytest.param(rulebook(), rule.code, form, id=f"{rule.code}-{number}")
    for rule in rulebook().rules.values()
    for number, form in enumerate(rule.forms)
] + [
    pytest.param(rulebook_at(site.name), code, form, id=f"{site.name}-{number}")
    for site in rulebook().sites.values()
    for number, (code, form) in enumerate(site.forms)
]


@pytest.mark.parametrize(("book", "code", "form"), EXAMPLES)
def test_every_form_finds_its_example(book: Rulebook, code: str, form: Form) -> None:
    if code == "byline-bar":
        assert form.pattern.match("")
    elif form.source:
        assert form.pattern.search(form.example)
        assert not form.pattern.fullmatch("")
    if form.anchors:
        assert any(anchor in form.example for anchor in form.anchors)
    if form.words and not form.source:
        assert any(word in form.example.casefold() for word in form.words)
    if form.where and not code.startswith("markup-"):
        source = read_article(form.example, "-")
        found = {finding.rule for finding in detect(source, book, measure(source, book), None)}
        assert code in found or code == "credit-channel"


def test_forms_begin_as_they_say() -> None:
    """Where a form names anchors, and the characters that it can begin with, it begins with no other letter."""
    regex = pytest.importorskip("regex")
    forms = [form for rule in rulebook().rules.values() for form in rule.forms]
    chars = {char for form in forms for char in form.source + form.example if not char.isdigit() and char != "İ"}
    for form in forms:
        if form.where == "line" and form.anchors and form.first:
            begins = regex.compile(any_space(form.source)).fullmatch
            assert [char for char in chars - set(form.first) if begins(char, partial=True)] == [], form.source


def test_every_rule_that_code_names_is_in_the_rules() -> None:
    """`settled` and `Finding` take a code; `cleaner rules` must be able to explain it."""
    texts = [path.read_text("utf-8") for path in FILES]
    named = {code for text in texts for code in re.findall(r'settled\("[a-z]+", "([a-z-]+)"', text)}
    named |= {code for text in texts for code in re.findall(r'Finding\([^)]*"([a-z]+-[a-z-]+)"\)', text)}
    assert len(named) > 10
    assert named <= set(rulebook().rules)


def test_every_rule_says_why() -> None:
    assert all(rule.reason and rule.role for rule in rulebook().rules.values())
    assert all(reason and example for reason, example in rulebook().flags.values())


def test_every_rule_is_used() -> None:
    code = "\n".join(path.read_text("utf-8") for path in FILES)
    built = {"keyword-item", "related-item", "related-box"}
    # What a whole page has around its article is weighed line by line when settling pages.
    built |= {"page-navigation", "page-consent", "page-legal"}
    assert [rule for rule in rulebook().rules if f'"{rule}"' not in code and rule not in built] == []


def test_rule_files_read_as_the_standard_library_reads_them() -> None:
    for path in sorted((ROOT / "cleaner/rules").rglob("*.toml")):
        table = rtoml.loads(path.read_text("utf-8"))
        assert repr(table) == repr(tomllib.loads(path.read_text("utf-8"))), path


def test_packed_rules_are_those_of_the_files() -> None:
    read, held = read_rules(), unpacked(packed(read_rules()))
    assert list(held.rules) == list(read.rules)
    assert list(held.sites) == list(read.sites)
    one, other = (msgspec.to_builtins(book, order="deterministic") for book in (read, held))
    assert one == other


def test_the_build_adds_what_is_packed(tmp_path: Path) -> None:
    pytest.importorskip("setuptools")
    shutil.copytree(ROOT / "cleaner", tmp_path / "cleaner")
    for name in ("setup.py", "setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    command = [sys.executable, "setup.py", "-q", "build_py", "--build-lib", "out"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    built = unpacked((tmp_path / "out/cleaner/rules" / Path(PACKED).name).read_bytes())
    assert built.digest == read_rules().digest
    for path in additions():
        assert (tmp_path / "out/cleaner" / path).exists(), path
        assert not (tmp_path / "cleaner" / path).exists(), path


def test_a_broken_rule_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "languages").mkdir()
    (tmp_path / "sites").mkdir()
    (tmp_path / "odd.toml").write_text("words = [")
    monkeypatch.setattr("cleaner.rule_files.FOLDER", str(tmp_path))
    with pytest.raises(ValueError, match=r"odd\.toml: .*line 1"):
        read_rules()


def test_no_invisible_characters_in_the_project() -> None:
    hidden = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
    for path in [*ROOT.rglob("*.py"), *ROOT.rglob("*.toml"), *ROOT.rglob("*.md")]:
        if ".venv" not in path.parts:
            assert not hidden.search(path.read_text("utf-8")), path


def test_readme_and_ci_run_the_same_tests() -> None:
    readme, script = (ROOT / "README.md").read_text("utf-8"), (ROOT / ".ci/run").read_text("utf-8")
    command = next(line for line in script.splitlines() if "pytest" in line and not line.startswith("#"))
    assert command in readme


def test_types() -> None:
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=["check", "format"])
def test_style(command: list[str]) -> None:
    arguments = [*command, "--config", "tests/ruff.toml", "cleaner", "tests"]
    done = subprocess.run([sys.executable, "-m", "ruff", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
