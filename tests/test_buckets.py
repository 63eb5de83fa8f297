"""`cleaner batch` from and to S3, as moto's server has it, and whatever else fsspec reaches."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from buckets import serving
from inputs import article, json_lines, objects, parquet
from test_batch import CORNER, tree
from test_cli import invoke, run

from cleaner.batch.scratch import scratch

SOURCES = {
    "crawl/0.jsonl": json_lines(objects(5)) + b"{}\n",
    "crawl/1.jsonl": json_lines(objects(3)),
    "crawl/deep/table.parquet": parquet(objects(4)),
    "crawl/deep/a.txt": article(1).encode(),
    "crawl/picture.png": b"\x89PNG",
    "crawl/.hidden/b.txt": b"Rain",
}
WRITTEN = [
    "crawl/0.jsonl.jsonl",
    "crawl/0.jsonl.rejects.jsonl",
    "crawl/1.jsonl.jsonl",
    "crawl/deep/a.txt.json",
    "crawl/deep/table.parquet.jsonl",
]


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    """A server for all tests."""
    with serving() as held:
        yield held


@pytest.fixture
def buckets(server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Sources in a bucket and, the same, in the folder where the commands run; another bucket for the records."""
    monkeypatch.chdir(tmp_path)
    for bucket in ("news", "records"):
        server.mkdir(bucket)
    for name, data in SOURCES.items():
        server.pipe_file(f"news/{name}", data)
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    yield server
    for bucket in ("news", "records"):
        server.rm(bucket, recursive=True)


def held(buckets: Any, under: str) -> dict[str, bytes]:
    """What stands below a URL's path, but for the corner."""
    found = buckets.find(under)
    return {name.removeprefix(f"{under}/"): buckets.cat_file(name) for name in found if CORNER not in name}


def local(*options: str) -> dict[str, bytes]:
    """What the same sources give on the disk, with the places and names that they have in the bucket."""
    invoke("batch", "crawl", "-o", "here", *options)
    return {f"news/{name}": data.replace(b'"crawl/', b'"s3://news/crawl/') for name, data in tree(Path("here")).items()}


@pytest.mark.parametrize("engine", ["local", "dask"])
def test_from_and_to_s3(engine: str, buckets: Any) -> None:
    command = ("batch", "s3://news/crawl", "-o", "s3://records/x", "--engine", engine, "-j", "2")
    code, out, err = invoke(*command)
    assert code == 1
    assert (", dashboard http://127.0.0.1:" in err) == (engine == "dask")
    assert sorted(out.splitlines()) == [f"wrote s3://records/x/news/{name}" for name in WRITTEN]
    assert "cleaner: s3://news/crawl/0.jsonl:6: the field 'text' is missing" in err
    assert held(buckets, "records/x") == local()
    code, out, err = invoke(*command, "-v")
    assert (code, out) == (0, "")
    assert "sources: 4 were up to date, 0 made, 0 failed; files: 0 written, 0 removed" in err
    assert "articles: 14 in = 13 out + 1 rejected" in err


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("s3://news/crawl/", 5),
        ("s3://news/crawl/*.jsonl", 3),
        ("s3://news/**/*.jsonl", 3),
        ("s3://news/crawl/1.jsonl", 1),
    ],
)
def test_names_of_sources(name: str, count: int, buckets: Any) -> None:
    assert invoke("batch", name, "-o", "out")[1].count("wrote out/news/crawl/") == count
    assert invoke("batch", name, "-o", "out") == (0, "", "")


def test_from_the_disk_to_s3_packed(buckets: Any) -> None:
    assert invoke("batch", "crawl", "-z", "-o", "s3://records")[0] == 1
    invoke("batch", "crawl", "-z", "-o", "here")
    assert held(buckets, "records") == tree(Path("here"))
    assert invoke("batch", "crawl", "-z", "-o", "s3://records") == (0, "", "")


def test_only_what_is_out_of_date(buckets: Any) -> None:
    command = ("batch", "s3://news/crawl", "-o", "s3://records", "-j", "2")
    invoke(*command)
    buckets.pipe_file("news/crawl/1.jsonl", json_lines(objects(2)))
    buckets.rm_file("records/news/crawl/deep/a.txt.json")
    wanted = ["s3://records/news/crawl/1.jsonl.jsonl", "s3://records/news/crawl/deep/a.txt.json"]
    before = held(buckets, "records")
    assert invoke(*command, "--check")[:2] == (1, "".join(f"would write {name}\n" for name in wanted))
    assert held(buckets, "records") == before
    assert invoke(*command)[:2] == (1, "".join(f"wrote {name}\n" for name in wanted))
    assert held(buckets, "records")["news/crawl/1.jsonl.jsonl"].count(b"\n") == 2
    assert invoke(*command) == (0, "", "")


def test_prune(buckets: Any) -> None:
    invoke("batch", "s3://news/crawl", "-z", "-o", "s3://records")
    buckets.pipe_file("records/news/crawl/mine.json", b"{}")
    buckets.rm(["news/crawl/0.jsonl", "news/crawl/deep/table.parquet"])
    code, out, _ = invoke("batch", "s3://news/crawl", "-z", "-o", "s3://records", "--prune")
    gone = ["0.jsonl.jsonl.zst", "0.jsonl.rejects.jsonl", "deep/table.parquet.jsonl.zst"]
    assert (code, sorted(out.splitlines())) == (1, [f"removed s3://records/news/crawl/{name}" for name in gone])
    assert "news/crawl/mine.json" in held(buckets, "records")
    assert invoke("batch", "s3://news/crawl", "-z", "-o", "s3://records", "--prune") == (0, "", "")
    buckets.rm(f"records/{CORNER}", recursive=True)
    buckets.rm_file("news/crawl/1.jsonl")
    code, out, _ = invoke("batch", "s3://news/crawl", "-z", "-o", "s3://records", "--prune")
    assert (code, out) == (1, "removed s3://records/news/crawl/1.jsonl.jsonl.zst\n"), "records name their sources"


ODD = ["c/a[x].jsonl", "c/a*.jsonl", "c/ab.jsonl", "c//only.jsonl", "c/b::c.jsonl", "c/ä ö#?.jsonl", "c/%2e.jsonl"]


def test_odd_names(buckets: Any) -> None:
    for name in ODD:
        buckets.pipe_file(f"news/{name}", json_lines(objects(1)))
    command = ("batch", "s3://news/c", "-o", "s3://records")
    assert invoke(*command)[1].count("wrote") == len(ODD)
    assert invoke(*command) == (0, "", "")
    assert invoke("batch", "s3://news/c/a[x].jsonl", "-o", "out")[1] == "wrote out/news/c/a[x].jsonl.jsonl\n"
    buckets.pipe_file("news/c/only.jsonl", json_lines(objects(1)))
    code, _, err = invoke(*command)
    assert (code, "would have the same record" in err) == (2, True)


def test_what_killed_runs_have_left_is_removed(buckets: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing else, whatever it is called."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    own = tmp_path / f"cleaner-scratch-{os.getuid()}"
    dead, link, other = own / ("0" * 32), own / ("1" * 32), tmp_path / "cleaner-thesis"
    for folder in (dead, other):
        folder.mkdir(parents=True)
        (folder / "lock").write_text("mine", "utf-8")
    link.symlink_to(other)
    with scratch() as folder:
        assert Path(folder).is_dir()
        assert invoke("batch", "s3://news/crawl/1.jsonl", "-o", "s3://records")[0] == 1
        assert Path(folder).is_dir(), "its owner lives"
    assert list(own.iterdir()) == [link]
    assert (other / "lock").read_text("utf-8") == "mine"


def test_folders_of_records_are_no_sources(buckets: Any) -> None:
    assert invoke("batch", "s3://news", "-o", "s3://news/out")[1].count("wrote") == len(WRITTEN)
    assert invoke("batch", "s3://news", "-o", "s3://news/out2")[1].count("wrote") == len(WRITTEN)


def test_what_is_no_record_is_not_replaced(buckets: Any) -> None:
    buckets.pipe_file("records/crawl/1.jsonl.jsonl", b"mine")
    code, out, err = invoke("batch", "crawl/1.jsonl", "-o", "s3://records")
    assert (code, out) == (1, "")
    assert "stands where its record belongs" in err
    assert buckets.cat_file("records/crawl/1.jsonl.jsonl") == b"mine"


WRONG = [
    (["s3://gone/a.jsonl", "-o", "out"], 2, "nothing is at 's3://gone/a.jsonl'"),
    (["s3://news/none/", "-o", "out"], 2, "nothing is at 's3://news/none/'"),
    (["s3://news/*.txt", "-o", "out"], 2, "nothing is at 's3://news/*.txt'"),
    (["crawl/1.jsonl", "-o", "s3://gone/x"], 1, "s3://gone/x"),
    (["crawl/1.jsonl", "-o", "zz://gone/x"], 1, "zz://gone/x: Protocol not known: zz"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), WRONG)
def test_what_can_not_be_reached(arguments: list[str], code: int, message: str, buckets: Any) -> None:
    done = run("batch", *arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert message in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert not Path("out").exists()


def test_a_missing_package_is_named() -> None:
    program = "import sys; sys.modules['s3fs'] = None; from cleaner.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", program, "batch", "s3://news/crawl", "-o", "x"], capture_output=True)
    assert done.returncode == 1
    assert b"pip install 'caption-cleaner[s3]'" in done.stderr


def test_elsewhere_files_are_moved_to_their_place(buckets: Any, tmp_path: Path) -> None:
    """Where a file may be seen while it is written it has another name until it is whole."""
    url = f"file://{tmp_path}/out"
    assert invoke("batch", f"file://{tmp_path}/crawl", "-o", url)[0] == 1
    made = tree(tmp_path / "out")
    assert len(made) == len(WRITTEN)
    assert not [name for name in made if name.endswith(".tmp")]
    assert invoke("batch", f"file://{tmp_path}/crawl", "-o", url) == (0, "", "")
