"""The recipes of the README, taken out of it and run: what they print, and what they leave behind."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest
from conftest import ROOT
from engines import needs_ray, needs_spark
from inputs import json_lines, objects, parquet
from written import every, written

from cleaner.engines.facts import NO_FACTS
from cleaner.record import Image, Record, Text, from_json, replace

SECTION = (ROOT / "README.md").read_text("utf-8").split("\n## Recipes\n")[1].split("\n## ")[0]
BLOCKS = re.findall(r"^```(\w+)\n(.+?)^```$", SECTION, re.M | re.S)
RECORDS = (replace(every()[0], id="007"), *every()[1:])
Rows = list[tuple[str, ...]]


def commands(language: str, comment: str) -> dict[str, str]:
    """The commands of a language's blocks, by the comments above them."""
    blocks = "".join(block for name, block in BLOCKS if name == language)
    return dict(re.findall(rf"^{comment} (.+)\n((?:(?!{comment} ).*\n)+)", blocks, re.M))


def program(package: str) -> str:
    """The block of Python that imports a package."""
    [found] = [
        block for name, block in BLOCKS if name == "python" and re.search(rf"^(?:import|from) {package}\b", block, re.M)
    ]
    return found


def numbered() -> list[tuple[Record, int, Image, Text]]:
    """All captions, with their records and images, and the numbers of these."""
    return [
        (record, number, image, caption)
        for record in RECORDS
        for number, image in enumerate(record.images, 1)
        for caption in image.captions
    ]


def captions() -> Rows:
    return [
        (record.id, caption.lang, caption.value, ", ".join(image.credits)) for record, _, image, caption in numbered()
    ]


def undated() -> Rows:
    return [(record.id,) for record in RECORDS if record.date is None]


def credited() -> Rows:
    names = Counter(name for record in RECORDS for image in record.images for name in image.credits)
    return [(f"{count:7} {name}",) for name, count in names.items()]


def removed() -> Rows:
    return [(text.rule, text.value) for record in RECORDS for text in record.removed]


def flagged() -> Rows:
    return [(record.id, flag.code, flag.message) for record in RECORDS for flag in record.flags]


def pairs() -> Rows:
    by_image: dict[object, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record, number, _, caption in numbered():
        by_image[record.id, number][caption.lang].append(caption.value)
    return [pair for held in by_image.values() for pair in product(held["he"], held["en"])]


def sizes() -> Rows:
    held = [text for record in RECORDS for text in record.texts()]
    return [
        (role, str(len(values)), str(sum(map(len, values))))
        for role in {text.role for text in held}
        for values in [[text.value for text in held if text.role == role]]
    ]


SHELL: dict[str, Callable[[], Rows]] = {
    "captions, with their languages and credits": captions,
    "articles without a date": undated,
    "who is credited, and how often": credited,
    "what was removed, by rule": removed,
    "what a person should look at": flagged,
}
SQL: dict[str, Callable[[], Rows]] = {
    "captions, out of the records": captions,
    "Hebrew captions beside the English ones of the same image": pairs,
    "how much text there is, by role": sizes,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records and rows of all fixtures and of hostile values, one with an id that looks like a number."""
    made = tmp_path_factory.mktemp("recipes")
    for name, form in (("records.jsonl", "record"), ("rows.csv", "rows"), ("rows.parquet", "parquet")):
        (made / name).write_bytes(written(form, RECORDS))
    return made


@pytest.fixture
def inside(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(folder)
    return folder


def run(folder: Path, script: str) -> str:
    """What a program prints that is run in a folder, asking nobody."""
    (folder / "recipe.py").write_text(script, "utf-8")
    quiet = {"HF_HOME": str(folder / "home"), "HF_HUB_OFFLINE": "1", "PYTHONIOENCODING": "utf-8"}
    quiet |= {"PYSPARK_PYTHON": sys.executable, "RAY_USAGE_STATS_ENABLED": "0"}
    command = [sys.executable, "recipe.py"]
    done = subprocess.run(command, cwd=folder, env=os.environ | quiet, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_every_recipe_is_in_a_table() -> None:
    assert list(commands("sh", "#")) == list(SHELL)
    assert list(commands("sql", "--")) == list(SQL)
    assert [name for name, _ in BLOCKS] == ["sh", "sql", *["python"] * 5]


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")
@pytest.mark.parametrize("name", SHELL)
def test_jq(inside: Path, name: str) -> None:
    environment = os.environ | {"LC_ALL": "C"}
    done = subprocess.run(["sh", "-euc", commands("sh", "#")[name]], env=environment, capture_output=True, check=True)
    # In TSV jq doubles backslashes.
    wanted = ["\t".join(value.replace("\\", "\\\\") for value in row) for row in SHELL[name]()]
    found = done.stdout.decode().splitlines()
    assert sorted(found) == sorted(wanted)
    assert found == wanted or "| sort" in commands("sh", "#")[name]
    assert wanted
    assert done.stderr == b""


@pytest.mark.parametrize("name", SQL)
def test_duckdb(inside: Path, name: str) -> None:
    with duckdb.connect() as held:
        found = held.sql(commands("sql", "--")[name]).fetchall()
    assert sorted(tuple(map(str, row)) for row in found) == sorted(SQL[name]())
    assert found


def test_pandas(inside: Path) -> None:
    held: dict[str, Any] = {}
    exec(program("pandas"), held)
    found = held["captions"][["id", "lang", "value", "images.credits"]].itertuples(index=False)
    assert [(*row[:3], ", ".join(row[3])) for row in found] == captions()
    assert list(held["records"].date.dropna()) == [record.date for record in RECORDS if record.date]
    texts = [(record.id, text.value) for record in RECORDS for text in record.texts()]
    assert list(held["rows"][["id", "value"]].itertuples(index=False, name=None)) == texts
    beside = held["beside"].reset_index()
    both = beside[beside.he.notna() & beside.en.notna()]
    assert {(row.he, row.en) for row in both.itertuples()} >= {("המזח הישן", "The old pier")}
    assert str(held["rows"].image.dtype) == "Int64"


def test_datasets(folder: Path) -> None:
    shown = "import json\nprint(json.dumps([list(row.values()) for row in captions]))\n"
    found = json.loads(run(folder, program("datasets") + shown).splitlines()[-1])
    wanted = [(record.id, caption.lang, caption.value, number) for record, number, _, caption in numbered()]
    assert [(row[0], row[7], row[6], row[9]) for row in found] == wanted


def test_datatrove(tmp_path: Path) -> None:
    (tmp_path / "crawl").mkdir()
    for number in range(2):
        (tmp_path / f"crawl/{number}.jsonl").write_bytes(json_lines([objects(2)[number], {"id": "x", "text": " "}]))
    run(tmp_path, program("datatrove"))
    rows = pandas.concat(pandas.read_json(path, lines=True) for path in sorted((tmp_path / "clean").iterdir()))
    assert list(rows.id) == ["a0", "a1"]
    assert all("Rain fell" in text and "View gallery" not in text for text in rows.text)
    metadata = rows.metadata.iloc[0]
    assert [one["lang"] for one in json.loads(metadata["article_captions"])] == ["he", "en"]
    assert {f"`{key}`" for key in metadata if key.startswith("article_")} <= set(re.findall(r"`\w+`", SECTION))
    assert len(list((tmp_path / "rest").iterdir())) == 2


@pytest.mark.parametrize("package", [pytest.param("pyspark", marks=needs_spark), pytest.param("ray", marks=needs_ray)])
def test_tables(tmp_path: Path, package: str) -> None:
    (tmp_path / "crawl").mkdir()
    for number in range(2):
        held = [objects(2)[number], objects(1)[0] | {"id": "x", "text": " "}]
        (tmp_path / f"crawl/{number}.parquet").write_bytes(parquet(held))
    run(tmp_path, program(package))
    rows = pandas.read_parquet(tmp_path / "clean").sort_values("id")
    assert list(rows.id) == ["a0", "a1"]
    assert list(rows.tag) == [0, 1]
    assert all("Rain fell" in text and "View gallery" not in text for text in rows.article_text)
    assert [from_json(record).id for record in rows.article_record] == ["a0", "a1"]
    added = [f"article_{name}" for name in ("text", *NO_FACTS, "record", "rejected")]
    assert list(rows.columns[-len(added) :]) == added
    assert {f"`{name}`" for name in added} <= set(re.findall(r"`\w+`", SECTION))
