"""`cleaner batch --engine dask` on a real cluster, `dask scheduler` and `dask worker`, and what kills them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from backports import zstd
from cluster import Cluster, is_gone, kill, members, parent, wait_for
from inputs import json_lines, objects, parquet, response
from test_batch import CORNER, tree
from test_cli import invoke

SHARDS, RECORDS = 5, 25
ALTERED = """
import os, sys, time
import cleaner.flow, cleaner.batch.update
import importlib.metadata
update, version = sys.modules["cleaner.batch.update"], importlib.metadata.version
clean, held = cleaner.flow.clean, update.held

def altered(data, **known):
    time.sleep({pause})
    if "POISON" in str(data):
        os.kill(os.getpid(), 9)
    return clean(data, **known)

def altered_held(target):
    if "BLIND" in os.environ:
        raise FileNotFoundError(2, "No such file or directory", target.path)
    if "deadly" in target.path and "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES" in os.environ:
        os.kill(os.getpid(), 9)
    return held(target)

def altered_version(name):
    if "LACKING" in os.environ and name == "caption-cleaner":
        raise importlib.metadata.PackageNotFoundError(name)
    return version(name)

cleaner.flow.clean, update.held, importlib.metadata.version = altered, altered_held, altered_version
"""
"""A `sitecustomize` for workers: they are slow, some articles kill the process that cleans, some sources the worker;
some see no sources, some have no cleaner."""


def altered(folder: Path, pause: float = 0) -> Path:
    """A folder with that module."""
    (folder / "modules").mkdir()
    (folder / "modules/sitecustomize.py").write_text(ALTERED.format(pause=pause), "utf-8")
    return folder / "modules"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One that nothing happens to."""
    folder = tmp_path_factory.mktemp("cluster")
    with Cluster(folder, modules=altered(folder), failures=1) as started:
        yield started


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Shards of every kind, in the folder where the commands run; one has a reject."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "crawl").mkdir()
    rows = objects(SHARDS * RECORDS)
    for number in range(SHARDS):
        lines = json_lines(rows[number * RECORDS :][:RECORDS]) + (b"{}\n" if number == 1 else b"")
        (tmp_path / f"crawl/{number}.jsonl").write_bytes(lines)
    (tmp_path / "crawl/pages.warc").write_bytes(b"".join(map(response, range(3))) + response(9, status="404 Gone"))
    (tmp_path / "crawl/table.parquet").write_bytes(parquet(objects(4)))
    (tmp_path / "crawl/a.txt").write_text(rows[0]["text"], "utf-8")
    (tmp_path / "crawl/b.txt").write_text(rows[1]["text"], "utf-8")
    return tmp_path


TOTAL = SHARDS * RECORDS + 1 + 3 + 4 + 2


def dask(cluster: Cluster, *more: str, output: str = "out") -> tuple[int, str, str]:
    """A run on a cluster."""
    return invoke("batch", "crawl", "-o", output, "--engine", "dask", "--scheduler", cluster.address, *more)


def started(cluster: Cluster) -> "subprocess.Popen[str]":
    """The same as a process that may be killed."""
    command = [sys.executable, "-m", "cleaner", "batch", "crawl", "-o", "out", "--engine", "dask"]
    return subprocess.Popen(
        [*command, "--scheduler", cluster.address], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def undisturbed(crawl: Path) -> dict[str, bytes]:
    """What the local engine makes."""
    assert invoke("batch", "crawl", "-o", "local")[0] == 1
    return tree(crawl / "local")


def manifests(crawl: Path) -> dict[str, dict[str, object]]:
    """What is remembered of each source."""
    held = map(json.loads, map(Path.read_bytes, (crawl / "out" / CORNER / "shards").glob("*.json")))
    return {row["place"]: row for row in held}


@pytest.mark.parametrize("options", [[], ["--zstd"], ["-t", "parquet"]], ids=" ".join)
def test_both_engines_make_the_same(options: list[str], cluster: Cluster, crawl: Path) -> None:
    code, out, err = dask(cluster, *options)
    local = invoke("batch", "crawl", "-o", "local", *options)
    assert code == local[0] == 1
    assert sorted(out.replace(" out/", " local/").splitlines()) == sorted(local[1].splitlines())
    assert tree(crawl / "out") == tree(crawl / "local")
    assert len(tree(crawl / "out")) == SHARDS + 1 + 2 + 2
    assert f"cleaner: dask: scheduler {cluster.address}, dashboard http" in err
    assert f"crawl/1.jsonl:{RECORDS + 1}: the field 'text' is missing" in err
    assert f"articles: {TOTAL} in = {TOTAL - 1} out + 1 rejected" in err
    for resumed in (dask(cluster, *options), invoke("batch", "crawl", "-o", "out", *options, "-v")):
        assert resumed[:2] == (0, "")
        assert "sources: 9 were up to date, 0 made, 0 failed; files: 0 written, 0 removed" in resumed[2]
        assert f"articles: {TOTAL} in = {TOTAL - 1} out + 1 rejected" in resumed[2]


def test_what_is_written_reads_back(cluster: Cluster, crawl: Path) -> None:
    dask(cluster, "--zstd")
    plain = undisturbed(crawl)
    for name, data in tree(crawl / "out").items():
        assert plain[name.removesuffix(".zst")] == (zstd.decompress(data) if name.endswith(".zst") else data)
    dask(cluster, "-t", "parquet", output="rows")
    assert invoke("clean", "-t", "parquet", "crawl/0.jsonl")[0] == 0
    code, out, _ = dask(cluster)
    assert (code, out.count("wrote"), out.count("removed")) == (1, SHARDS + 2, SHARDS + 2)
    assert tree(crawl / "out") == plain


def test_each_shard_has_a_manifest(cluster: Cluster, crawl: Path) -> None:
    dask(cluster)
    held = manifests(crawl)
    assert len(held) == 9
    assert held["crawl/1.jsonl"].items() >= {"in": RECORDS + 1, "out": RECORDS, "rejected": 1, "passed_over": 0}.items()
    assert held["crawl/pages.warc"].items() >= {"in": 3, "out": 3, "passed_over": 1}.items()
    assert len({row["key"] for row in held.values()}) == len({row["rules"] for row in held.values()}) == 1
    assert len({row["sha256"] for row in held.values()}) == 9


def test_a_record_that_kills_is_set_aside(cluster: Cluster, crawl: Path) -> None:
    rows = objects(RECORDS)
    rows[7]["text"] = "POISON"
    (crawl / "crawl/2.jsonl").write_bytes(json_lines(rows))
    workers = cluster.pids()
    code, _, err = dask(cluster)
    assert code == 1
    assert "crawl/2.jsonl:8: the process that works on it dies each time" in err
    assert f"articles: {TOTAL} in = {TOTAL - 2} out + 2 rejected" in err
    assert cluster.pids() == workers, "no worker died of it"
    [reject] = map(json.loads, (crawl / "out/crawl/2.jsonl.rejects.jsonl").read_text("utf-8").splitlines())
    assert json.loads(reject["raw"]) == rows[7]
    left = [json.loads(line)["id"] for line in (crawl / "out/crawl/2.jsonl.jsonl").read_text("utf-8").splitlines()]
    assert left == [row["id"] for row in rows if row["id"] != "a7"]


def test_a_source_that_kills_its_worker_costs_itself(cluster: Cluster, crawl: Path) -> None:
    wanted = undisturbed(crawl)
    (crawl / "crawl/deadly.jsonl").write_bytes(json_lines(objects(2)))
    workers = cluster.pids()
    code, _, err = dask(cluster)
    assert code == 1
    assert "crawl/deadly.jsonl: the worker that has it dies each time" in err
    assert "sources: 0 were up to date, 9 made, 1 failed" in err
    assert tree(crawl / "out") == wanted
    assert all(map(is_gone, workers.values())) or cluster.pids() != workers


@pytest.mark.parametrize("victim", ["worker", "node"])
def test_who_is_lost_costs_what_was_unfinished(victim: str, crawl: Path) -> None:
    wanted = undisturbed(crawl)
    with Cluster(crawl, modules=altered(crawl, pause=0.05)) as cluster, started(cluster) as run:
        wait_for(lambda: manifests(crawl))
        done = manifests(crawl)
        pids, busy = cluster.pids(), cluster.busy()
        nanny = next(process for process in cluster.nannies if process.pid == parent(pids[busy]))
        # A worker ends with its nanny, and a nanny that can gets another worker: one must not notice the other.
        nanny.send_signal(signal.SIGSTOP)
        kill(pids[busy])
        nanny.send_signal(signal.SIGKILL if victim == "node" else signal.SIGCONT)
        wait_for(lambda: busy not in cluster.client.nthreads())
        out, err = run.communicate(timeout=120)
        assert (nanny.poll() is None) == (victim == "worker")
        wait_for(lambda: len(cluster.client.nthreads()) == (1 if victim == "node" else 2))
        assert busy not in cluster.pids()
    assert (run.returncode, tree(crawl / "out")) == (1, wanted)
    assert sorted(out.splitlines()) == sorted(f"wrote out/{name}" for name in wanted), "each once"
    assert f"articles: {TOTAL} in = {TOTAL - 1} out + 1 rejected" in err
    assert all(manifests(crawl)[name] == held for name, held in done.items()), "what was done stays"
    assert not list((crawl / "out" / CORNER).glob("made*"))


def test_a_run_that_was_killed_goes_on(crawl: Path) -> None:
    wanted = undisturbed(crawl)
    with Cluster(crawl, modules=altered(crawl, pause=0.05)) as cluster:
        with started(cluster) as run:
            wait_for(lambda: len(manifests(crawl)) > 1)
            run.kill()
        assert run.returncode == -9
        done = manifests(crawl)
        assert 0 < len(done) < 9
        code, out, err = dask(cluster)
    assert (code, tree(crawl / "out")) == (1, wanted)
    assert f"sources: {len(done)} were up to date, {9 - len(done)} made, 0 failed" in err
    assert not [line for line in out.splitlines() if any(line.startswith(f"wrote out/{name}.json") for name in done)]
    assert all(manifests(crawl)[name] == held for name, held in done.items()), "what was done stays"


def test_workers_with_another_version_do_nothing(cluster: Cluster, crawl: Path) -> None:
    program = "import cleaner; cleaner.__version__ = '99'; from cleaner.__main__ import main; main()"
    command = ["batch", "crawl", "-o", "out", "--engine", "dask", "--scheduler", cluster.address]
    done = subprocess.run([sys.executable, "-c", program, *command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, tree(crawl / "out")) == (1, "", {})
    assert done.stderr.count("another version of cleaner, or of its rules, is there (on tcp://") == 9
    assert "Traceback" not in done.stderr


def test_a_worker_that_sees_no_sources_costs_nothing(crawl: Path) -> None:
    wanted = undisturbed(crawl)
    with Cluster(crawl, modules=altered(crawl)) as cluster:
        blind = set(cluster.pids())
        cluster.add(1, BLIND="1")
        [blind] = set(cluster.pids()) - blind
        code, _, err = dask(cluster)
        assert (code, tree(crawl / "out")) == (1, wanted)
        assert blind not in err
        for nanny in cluster.nannies[:2]:
            nanny.kill()
        wait_for(lambda: list(cluster.client.nthreads()) == [blind])
        code, out, err = dask(cluster, output="other")
    assert (code, out) == (1, "")
    assert err.count(f"No such file or directory (on {blind})") == 9


def test_workers_without_cleaner_are_named_and_live(crawl: Path) -> None:
    with Cluster(crawl, workers=0, modules=altered(crawl)) as cluster:
        cluster.add(1, LACKING="1")
        [worker] = workers = cluster.pids()
        done = started(cluster)
        _, err = done.communicate(timeout=60)
        assert f"lack this version of cleaner, pip install 'caption-cleaner[dask]' there, as here: {worker}" in err
        assert (done.returncode, cluster.pids()) == (1, workers)


def test_what_nobody_waits_for_is_not_done(crawl: Path) -> None:
    (crawl / "crawl/3.jsonl").write_bytes(json_lines(objects(400)))
    with Cluster(crawl, workers=1, modules=altered(crawl, pause=0.1)) as cluster:
        with started(cluster) as run:
            wait_for(lambda: "crawl/2.jsonl" in manifests(crawl))
            cluster.busy()
            run.kill()
        wait_for(lambda: not sum(cluster.client.run(lambda dask_worker: dask_worker.state.executing_count).values()))
    assert "crawl/3.jsonl" not in manifests(crawl)
    assert not (crawl / "out/crawl/3.jsonl.jsonl").exists()


@pytest.mark.parametrize("moment", [0.9, 3.0])
def test_ctrl_c_ends_a_cluster_of_our_own(moment: float, crawl: Path) -> None:
    """It reaches the whole group, and whoever is told does not always know what to do with it."""
    (crawl / "crawl/3.jsonl").write_bytes(json_lines({"text": f"Rain fell on {n}."} for n in range(50_000)))
    command = [sys.executable, "-m", "cleaner", "batch", "crawl", "-o", "out", "--engine", "dask", "-j", "2"]
    run = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(moment)
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Traceback" not in err
    wait_for(lambda: not members(run.pid))


def test_a_lost_scheduler_ends_the_run(crawl: Path) -> None:
    with Cluster(crawl, workers=1, modules=altered(crawl, pause=0.05)) as cluster, started(cluster) as run:
        wait_for(lambda: manifests(crawl))
        cluster.client.close()
        kill(cluster.scheduler.pid)
        _, err = run.communicate(timeout=120)
    assert run.returncode == 1
    assert "the scheduler is gone" in err
    assert "Traceback" not in err
    assert invoke("batch", "crawl", "-o", "out")[0] == 1
    assert tree(crawl / "out") == undisturbed(crawl)
