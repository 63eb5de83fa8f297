"""What the Dask engine asks of a worker, and what it tells when that can't be done."""

from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from inputs import article, json_lines, objects
from test_batch import CORNER, tree
from test_cli import invoke, run

from cleaner.batch import Counts, Event, Shelf, Target, Work, store_at, targets, update
from cleaner.engines import dask
from cleaner.engines.dask import TOLD, Task, Unfit, grouped, work_on
from cleaner.outcomes import Options

SIZES = [
    ("small ones together", [1000] * 5, [5]),
    ("one is enough to divide", [1000, 70_000, 1000], [1, 1, 1]),
    ("not too many", [60_000] * 20, [17, 3]),
    ("large ones alone", [70_000] * 3, [1, 1, 1]),
    ("none", [], []),
]


@pytest.mark.parametrize(("sizes", "groups"), [row[1:] for row in SIZES], ids=[row[0] for row in SIZES])
def test_small_sources_go_together(sizes: list[int], groups: list[int], tmp_path: Path) -> None:
    paths = [str(tmp_path / str(number)) for number in range(len(sizes))]
    for path, size in zip(paths, sizes, strict=True):
        Path(path).write_bytes(bytes(size))
    found = list(grouped(targets(paths)))
    assert [len(group) for group in found] == groups
    assert [target.path for group in found for target in group] == paths


def test_what_is_gone_has_no_size() -> None:
    assert list(grouped([Target("gone", "gone", "gone")])) == [[Target("gone", "gone", "gone")]]


class Asked:
    """A shelf that work is given out for, and the worker that gets it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.heard: list[tuple[str, int]] = []
        worker = SimpleNamespace(address="tcp://here", log_event=lambda run, count: self.heard.append((run, count)))
        monkeypatch.setattr(dask, "get_worker", lambda: worker)
        self.shelf = Shelf(store_at("out"))
        self.work = Work(Options(), fresh=True)

    def task(self, *paths: str, **more: Any) -> Task:
        """What a worker is given to clean some sources."""
        held = Task(targets(paths), self.shelf.share(), self.work, self.work.digests().key, {}, dry=False)
        return held._replace(**more)


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """A shelf in an empty folder, and a worker."""
    monkeypatch.chdir(tmp_path)
    return Asked(monkeypatch)


def test_a_worker_does_what_the_local_engine_does(asked: Asked) -> None:
    Path("0.jsonl").write_bytes(json_lines(objects(5)))
    Path("a.txt").write_text(article(1), "utf-8")
    with closing(asked.shelf):
        task = asked.task("0.jsonl", "a.txt")
        events = work_on(task)
        assert sorted(events) == [
            Event("done", "0.jsonl", counts=Counts(5, 5)),
            Event("done", "a.txt", counts=Counts(1, 1)),
            Event("wrote", "out/0.jsonl.jsonl"),
            Event("wrote", "out/a.txt.json"),
        ]
        assert asked.heard == [(task.store[2], 6)]
        assert sorted(work_on(task)) == sorted(events), "what was done, and not told, is told now"
    with closing(Shelf(store_at("local"))) as shelf:
        list(update(targets(["0.jsonl", "a.txt"]), shelf, Work(Options())))
    assert tree(Path("local")) == tree(Path("out"))


def test_a_worker_with_other_rules_does_nothing(asked: Asked) -> None:
    Path("a.txt").write_text(article(1), "utf-8")
    with closing(asked.shelf), pytest.raises(Unfit):
        work_on(asked.task("a.txt", key="another"))
    assert tree(Path("out")) == {}


def test_a_worker_that_does_not_see_the_folder_makes_none(asked: Asked) -> None:
    Path("a.txt").write_text(article(1), "utf-8")
    with closing(asked.shelf):
        [event] = work_on(asked.task("a.txt", store=("out", "/gone/out", "17")))
    assert event.kind == "rejected"
    assert event.reason.endswith("not to be seen where the work is done (on the worker tcp://here)")
    assert not Path("/gone").exists()


def test_of_many_rejects_a_few_are_told(asked: Asked) -> None:
    Path("0.jsonl").write_bytes(b"{}\n" * 50 + json_lines(objects(1)))
    with closing(asked.shelf):
        told = [event for event in work_on(asked.task("0.jsonl")) if event.kind == "rejected"]
    assert len(told) == TOLD + 1
    assert told[-1] == Event("rejected", "0.jsonl", "30 more articles, named in the file of its rejects")
    assert Path("out/0.jsonl.rejects.jsonl").read_bytes().count(b"\n") == 50


def test_what_one_engine_made_the_other_keeps_up_to_date(asked: Asked) -> None:
    """One article became many: the record is removed that only the file of many sources knows."""
    Path("a.txt").write_text(article(1), "utf-8")
    asked.shelf.close()
    assert invoke("batch", "a.txt", "-o", "out")[0] == 1
    Path("a.txt").write_bytes(json_lines(objects(2)))
    asked.shelf = Shelf(store_at("out"))
    with closing(asked.shelf):
        [target] = targets(["a.txt"])
        seen = asked.shelf.manifest.line(target.place)
        assert seen
        events = work_on(asked.task("a.txt", known={target.place: seen}))
        asked.shelf.manifest.drop(target.place)
    assert Event("removed", "out/a.txt.json") in events
    assert sorted(tree(Path("out"))) == ["a.txt.jsonl"]
    assert list((Path("out") / CORNER / "shards").iterdir())
    assert invoke("batch", "a.txt", "-o", "out") == (0, "", "")


WRONG = [
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
