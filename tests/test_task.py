"""Tasks, which any engine can hand on, and what the Dask engine says when it can't."""

import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import ROOT
from inputs import article, json_lines, objects
from test_batch import tree
from test_cli import invoke, run

from cleaner.batch import Counts, Event, Shelf, Task, Unfit, Work, store_at, targets, tasks, update, work_on
from cleaner.batch.task import TOLD
from cleaner.outcomes import Options

SIZES = [
    ("small ones together", [1000] * 5, [5]),
    ("one is enough to divide", [1000, 40_000, 1000], [1, 1, 1]),
    ("not too many", [30_000] * 10, [4, 4, 2]),
    ("large ones alone", [70_000] * 3, [1, 1, 1]),
    ("none", [], []),
]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """A shelf in an empty folder."""
    monkeypatch.chdir(tmp_path)
    with closing(Shelf(store_at("out"))) as opened:
        yield opened


def task(shelf: Shelf, *paths: str) -> Task:
    """The task that some small sources make."""
    [found] = tasks(targets(paths), shelf, Work(Options()))
    return found


@pytest.mark.parametrize(("sizes", "groups"), [row[1:] for row in SIZES], ids=[row[0] for row in SIZES])
def test_small_sources_go_together(sizes: list[int], groups: list[int], shelf: Shelf) -> None:
    paths = [str(number) for number in range(len(sizes))]
    for path, size in zip(paths, sizes, strict=True):
        Path(path).write_bytes(bytes(size))
    found = [task.targets for task in tasks(targets(paths), shelf, Work(Options()))]
    assert [len(group) for group in found] == groups
    assert [target.path for group in found for target in group] == paths
    assert {target.at for group in found for target in group} == {os.path.abspath(path) for path in paths}


def test_what_is_gone_is_a_task_too(shelf: Shelf) -> None:
    assert work_on(task(shelf, "gone")) == [Event("failed", "gone", "No such file or directory")]


def test_a_task_does_what_the_local_engine_does(shelf: Shelf) -> None:
    Path("0.jsonl").write_bytes(json_lines(objects(5)))
    Path("a.txt").write_text(article(1), "utf-8")
    heard: list[int] = []
    given = pickle.loads(pickle.dumps(task(shelf, "0.jsonl", "a.txt")))
    events = work_on(given, heard.append)
    assert sorted(events) == [
        Event("done", "0.jsonl", counts=Counts(5, 5)),
        Event("done", "a.txt", counts=Counts(1, 1)),
        Event("wrote", "out/0.jsonl.jsonl"),
        Event("wrote", "out/a.txt.json"),
    ]
    assert heard == [6]
    assert sorted(work_on(given)) == sorted(events), "what was done, and not told, is told now"
    with closing(Shelf(store_at("local"))) as local:
        list(update(targets(["0.jsonl", "a.txt"]), local, Work(Options())))
    assert tree(Path("local")) == tree(Path("out"))


def test_a_worker_with_other_rules_does_nothing(shelf: Shelf) -> None:
    Path("a.txt").write_text(article(1), "utf-8")
    with pytest.raises(Unfit):
        work_on(task(shelf, "a.txt")._replace(key="another"))
    assert tree(Path("out")) == {}


def test_a_worker_that_does_not_see_the_folder_makes_none(shelf: Shelf) -> None:
    Path("a.txt").write_text(article(1), "utf-8")
    [event] = work_on(task(shelf, "a.txt")._replace(store=("out", "/gone/out", "17")))
    assert event == Event("failed", "a.txt", "this folder is not to be seen where the work is done")
    assert not Path("/gone").exists()


def test_what_is_not_wanted_is_not_put_in_its_place(shelf: Shelf) -> None:
    Path("0.jsonl").write_bytes(json_lines(objects(5)))
    Path("a.txt").write_text(article(1), "utf-8")
    answers = iter([True] * 4)
    events = work_on(task(shelf, "a.txt", "0.jsonl"), wanted=lambda: next(answers, False))
    assert [event.kind for event in events] == ["wrote", "done", "failed"]
    assert events[-1] == Event("failed", "0.jsonl", "nobody waits for it any more")
    assert sorted(tree(Path("out"))) == ["a.txt.json"]


def test_of_many_rejects_a_few_are_told(shelf: Shelf) -> None:
    Path("0.jsonl").write_bytes(b"{}\n" * 50 + json_lines(objects(1)))
    told = [event for event in work_on(task(shelf, "0.jsonl")) if event.kind == "rejected"]
    assert len(told) == TOLD + 1
    assert told[-1] == Event("rejected", "0.jsonl", "30 more articles, named in the file of its rejects")
    assert Path("out/0.jsonl.rejects.jsonl").read_bytes().count(b"\n") == 50


def test_each_source_that_fails_is_told(shelf: Shelf) -> None:
    names = [f"{number}.txt" for number in range(50)]
    for name in names:
        Path(name).write_bytes(b"\x89PNG\0\0")
    assert [event.place for event in work_on(task(shelf, *names))] == names


def test_what_one_engine_made_the_other_keeps_up_to_date(shelf: Shelf) -> None:
    """One article became many: the record is removed that only the file of many sources knows."""
    Path("a.txt").write_text(article(1), "utf-8")
    shelf.close()
    assert invoke("batch", "a.txt", "-o", "out")[0] == 1
    Path("a.txt").write_bytes(json_lines(objects(2)))
    with closing(Shelf(store_at("out"))) as again:
        events = work_on(task(again, "a.txt"))
        again.manifest.drop("a.txt")
    assert Event("removed", "out/a.txt.json") in events
    assert sorted(tree(Path("out"))) == ["a.txt.jsonl"]
    assert invoke("batch", "a.txt", "-o", "out") == (0, "", "")


SECTION = (ROOT / "README.md").read_text("utf-8").split("\n## Many machines\n")[1].split("\n## ")[0]
README_ENGINE = next(block for block in re.findall(r"(?s)```python\n(.+?)```", SECTION) if "work_on" in block)


def test_the_engine_of_the_readme(shelf: Shelf) -> None:
    shelf.close()
    Path("crawl").mkdir()
    for number in range(3):
        Path(f"crawl/{number}.jsonl").write_bytes(json_lines(objects(2)) + b"{}\n")
    done = subprocess.run([sys.executable, "-c", README_ENGINE], capture_output=True, text=True, check=True)
    assert done.stdout.count("kind='done'") == 3
    assert invoke("batch", "crawl", "-o", "local", "-z")[0] == 1
    assert tree(Path("records")) == tree(Path("local"))
    assert invoke("batch", "crawl", "-o", "records", "-z") == (0, "", "")


LOOKS = {
    "zstd": '"Dana Levi"\n' * 6,
    "place, .in": "".join(f"crawl/{number}.jsonl\t3\t2\t1\n" for number in range(3)),
    "place, .reason": "".join(
        f"crawl/{number}.jsonl:3\tthe field 'text' is missing; there are: none\n" for number in range(3)
    ),
}


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is missing: Debian's package jq")
@pytest.mark.parametrize("look", LOOKS)
def test_the_looks_of_the_readme(look: str, shelf: Shelf) -> None:
    [line] = [line for line in SECTION.splitlines() if look in line and "jq -r" in line]
    if look == "zstd" and not shutil.which("zstd"):
        pytest.skip("zstd is missing: Debian's package zstd")
    shelf.close()
    Path("crawl").mkdir()
    for number in range(3):
        Path(f"crawl/{number}.jsonl").write_bytes(json_lines(objects(2)) + b"{}\n")
    invoke("batch", "crawl", "-o", "records", "-z", "-q")
    done = subprocess.run(line, shell=True, capture_output=True, text=True, check=True)
    assert sorted(done.stdout.splitlines()) == sorted(LOOKS[look].replace('"', "").splitlines())


WRONG = [
    (["--engine", "dask", "--scheduler", " "], 2, "--scheduler wants an address"),
    (["--engine", "dask", "--scheduler", "tls://127.0.0.1:1"], 1, "cleaner: tls://127.0.0.1:1: no scheduler answers:"),
    (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "-j", "2"], 2, "leave --jobs out"),
    (["-z", "-t", "parquet"], 2, "--zstd is for records"),
    (["-o", "s3://"], 1, "cleaner: s3://: the name of a bucket is missing"),
    (["--scheduler", "tcp://127.0.0.1:1"], 2, "--scheduler is for --engine dask"),
    (["--engine", "dask", "--scheduler", "nowhere"], 1, "cleaner: nowhere: no scheduler answers: missing port number"),
    (["--engine", "spark"], 2, "'spark' is not one of 'local', 'dask'"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), WRONG)
def test_what_can_not_be_done_is_said(
    arguments: list[str], code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(article(1), "utf-8")
    done = run("batch", "a.txt", "-o", "out", *arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert message in done.stderr.decode()
    assert b"Traceback" not in done.stderr
