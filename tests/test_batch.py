"""`cleaner batch`: records kept up to date, whole files only, nothing touched that need not be."""

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from inputs import article, json_lines, objects, parquet, response
from test_cli import invoke

from cleaner.batch.sources import place_of

CORNER = ".cleaner-batch"


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles of every kind, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    (folder / "deep").mkdir(parents=True)
    for number in range(3):
        (folder / f"{number}.txt").write_text(article(number), "utf-8")
    (folder / "deep" / "page.html").write_text("<!doctype html><html><h1>Pier</h1><p>Rain fell.", "utf-8")
    (folder / "many.jsonl.gz").write_bytes(gzip.compress(json_lines(objects(5)) + b"{}\n"))
    (folder / "crawl.warc").write_bytes(response(1) + response(2))
    (folder / "table.parquet").write_bytes(parquet(objects(3)))
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.txt").write_text("Rain", "utf-8")
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    """What stands in a folder of records, but for the corner."""
    files = (path for path in folder.rglob("*") if path.is_file() and CORNER not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def old(folder: Path) -> None:
    """Gives files a time of change that is not now."""
    for path in folder.rglob("*"):
        os.utime(path, ns=(10**18, 10**18))


WANTED = [
    "news/0.txt.json",
    "news/1.txt.json",
    "news/2.txt.json",
    "news/crawl.warc.jsonl",
    "news/deep/page.html.json",
    "news/many.jsonl.gz.jsonl",
    "news/many.jsonl.gz.rejects.jsonl",
    "news/table.parquet.jsonl",
]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_source_has_its_records(jobs: str, news: Path) -> None:
    old(news / "news")
    code, out, err = invoke("batch", "news", "-o", "out", "--jobs", jobs)
    assert code == 1
    assert sorted(out.splitlines()) == [f"wrote out/{name}" for name in WANTED]
    assert err == "cleaner: news/many.jsonl.gz:6: the field 'text' is missing; there are: none\n"
    made = tree(news / "out")
    assert sorted(made) == WANTED
    assert made["news/0.txt.json"] == invoke("clean", "news/0.txt")[1].encode()
    assert made["news/crawl.warc.jsonl"] == invoke("clean", "news/crawl.warc")[1].encode()
    assert invoke("batch", "news", "-o", "out") == (0, "", "")
    assert tree(news / "out") == made


def test_what_is_up_to_date_is_not_touched(news: Path) -> None:
    invoke("batch", "news", "-o", "out")
    before = {path: path.stat().st_mtime_ns for path in (news / "out").rglob("*.json*") if CORNER not in path.parts}
    (news / "news/1.txt").write_text(article(17), "utf-8")
    os.utime(news / "news/2.txt")
    assert invoke("batch", "news", "-o", "out")[:2] == (1, "wrote out/news/1.txt.json\n")
    changed = [str(path.name) for path, when in before.items() if path.stat().st_mtime_ns != when]
    assert changed == ["1.txt.json"]


CHANGES = {
    "record deleted": lambda out: (out / "news/1.txt.json").unlink(),
    "record edited": lambda out: (out / "news/1.txt.json").write_text('{"schema":"cleaner/record/1"}\n', "utf-8"),
    "record cut off": lambda out: os.truncate(out / "news/1.txt.json", 100),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("manifest", ["whole", "cut off", "gone"])
def test_what_is_missing_or_different_is_written_again(change: str, manifest: str, news: Path) -> None:
    invoke("batch", "news", "-o", "out")
    made = tree(news / "out")
    CHANGES[change](news / "out")
    held = news / "out" / CORNER / "manifest.jsonl"
    if manifest == "cut off":
        os.truncate(held, held.stat().st_size // 2)
    elif manifest == "gone":
        held.unlink()
    assert invoke("batch", "news", "-o", "out")[:2] == (1, "wrote out/news/1.txt.json\n")
    assert tree(news / "out") == made


def test_articles_that_end_at_nul(news: Path) -> None:
    (news / "many.txt").write_text(article(1) + "\0" + article(2), "utf-8")
    assert invoke("batch", "many.txt", "-0", "-o", "out")[1] == "wrote out/many.txt.jsonl\n"
    assert (news / "out/many.txt.jsonl").read_bytes().count(b"\n") == 2


def test_other_options_are_a_reason(news: Path) -> None:
    invoke("batch", "news/0.txt", "-o", "out")
    assert invoke("batch", "news/0.txt", "-o", "out", "--site", "ynetnews")[0] == 1
    assert json.loads((news / "out/news/0.txt.json").read_bytes())["source"]["site"] == "ynetnews"
    assert invoke("batch", "news/0.txt", "-o", "out", "--site", "ynetnews") == (0, "", "")


def test_other_rules_are_a_reason(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    invoke("batch", "news/0.txt", "-o", "out")
    monkeypatch.setattr("cleaner.__version__", "99")
    assert (
        "sources: 0 were up to date, 1 made, 0 failed; files: 0 written"
        in invoke("batch", "news/0.txt", "-o", "out", "-v")[2]
    )
    assert invoke("batch", "news/0.txt", "-o", "out") == (0, "", "")


def test_check_writes_nothing(news: Path) -> None:
    code, out, _ = invoke("batch", "news", "-o", "out", "--check")
    assert (code, sorted(out.splitlines())) == (1, [f"would write out/{name}" for name in WANTED])
    assert not (news / "out").exists()
    invoke("batch", "news", "-o", "out")
    held = (news / "out" / CORNER / "manifest.jsonl").read_bytes()
    assert invoke("batch", "news", "-o", "out", "--check") == (0, "", "")
    (news / "news/0.txt").unlink()
    code, out, _ = invoke("batch", "news", "-o", "out", "--check", "--prune")
    assert (code, out) == (1, "would remove out/news/0.txt.json\n")
    assert (news / "out/news/0.txt.json").exists()
    assert (news / "out" / CORNER / "manifest.jsonl").read_bytes() == held


def test_prune(news: Path) -> None:
    invoke("batch", "news", "-o", "out")
    (news / "out/news/note.json").write_text('{"mine": 1}', "utf-8")
    (news / "out/news/0.txt.jsonl").write_text("mine", "utf-8")
    (news / "out/readme.txt").write_text("mine", "utf-8")
    for name in ("0.txt", "deep/page.html", "crawl.warc"):
        (news / "news" / name).unlink()
    code, out, _ = invoke("batch", "news/1.txt", "-o", "out", "--prune")
    assert code == 1
    assert sorted(out.splitlines()) == [
        "removed out/news/0.txt.json",
        "removed out/news/crawl.warc.jsonl",
        "removed out/news/deep/page.html.json",
    ]
    assert not (news / "out/news/deep").exists()
    assert (news / "out/news/note.json").exists()
    assert (news / "out/news/0.txt.jsonl").exists()
    assert (news / "out/news/2.txt.json").exists(), "its source is there, though it was not named"
    assert invoke("batch", "news/1.txt", "-o", "out", "--prune") == (0, "", "")


def test_prune_without_a_manifest(news: Path) -> None:
    """A name from the root says which source is gone; a relative one could be from anywhere."""
    invoke("batch", "news/0.txt", str(news / "news/1.txt"), "-o", "out")
    (news / "news/0.txt").unlink()
    (news / "news/1.txt").unlink()
    (news / "out" / CORNER / "manifest.jsonl").unlink()
    place = place_of(str(news / "news/1.txt"))
    assert invoke("batch", "news/2.txt", "-o", "out", "--prune")[1].splitlines() == [
        "wrote out/news/2.txt.json",
        f"removed out/{place}.json",
    ]


def test_what_is_no_record_is_not_replaced(news: Path) -> None:
    (news / "0.wet").write_bytes(response(1))
    (news / "0.wet.jsonl").write_bytes(json_lines(objects(1)))
    code, out, err = invoke("batch", "0.wet", "0.wet.jsonl", "-o", ".")
    assert (code, out) == (1, "wrote ./0.wet.jsonl.jsonl\n")
    assert "stands where its record belongs" in err
    assert (news / "0.wet.jsonl").read_bytes() == json_lines(objects(1))


def test_records_beside_their_sources_are_no_sources(news: Path) -> None:
    assert invoke("batch", "news", "-o", ".")[1].count("wrote") == len(WANTED)
    shutil.rmtree(news / CORNER)
    assert invoke("batch", "news", "-o", ".")[:2] == (1, "")
    assert invoke("batch", "news", "-o", ".") == (0, "", "")


@pytest.mark.parametrize("name", ["", "made", "manifest.jsonl", "lock"])
def test_no_link_in_the_corner_is_followed(name: str, news: Path) -> None:
    invoke("batch", "news/0.txt", "-o", "out")
    path = news / "out" / CORNER / name
    if path.is_dir():
        shutil.rmtree(path)
    elif path.exists():
        path.unlink()
    (news / "victim").mkdir()
    (news / "victim/made").mkdir()
    path.symlink_to(news / "victim")
    done = subprocess.run([sys.executable, "-m", "cleaner", "batch", "news", "-o", "out"], capture_output=True)
    assert (done.returncode, b"it must not be a link" in done.stderr) == (1, True)
    assert [path.name for path in (news / "victim").rglob("*")] == ["made"]


LINES = [
    b'[[1],["/x",[1,2],"a","b",{}]]',
    b'[{"a":1},null]',
    b"[" * 100_000,
    b'["zz",[5,[1,2],"a","b",{}]]',
    b"\xff",
    b"7",
]


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_nonsense_in_the_manifest_is_passed_over(line: bytes, news: Path) -> None:
    invoke("batch", "news/0.txt", "-o", "out")
    with (news / "out" / CORNER / "manifest.jsonl").open("ab") as file:
        file.write(line + b"\n")
    assert invoke("batch", "news/0.txt", "-o", "out", "--prune") == (0, "", "")


def test_a_change_that_keeps_size_and_time(news: Path) -> None:
    path = news / "news/0.txt"
    old(news / "news")
    invoke("batch", "news/0.txt", "-o", "out")
    path.write_text(article(0).replace("Rain", "Snow"), "utf-8")
    os.utime(path, ns=(10**18, 10**18))
    assert invoke("batch", "news/0.txt", "-o", "out")[1] == "wrote out/news/0.txt.json\n"


def test_what_can_not_be_opened_stops_nothing(news: Path) -> None:
    (news / "news/loop.txt").symlink_to("loop.txt")
    os.mkfifo(news / "news/pipe.txt")
    code, out, err = invoke("batch", "news", "-o", "out")
    assert (code, out.count("wrote")) == (1, len(WANTED))
    assert "news/loop.txt: Too many levels of symbolic links" in err
    assert "news/pipe.txt: no regular file" in err


def test_another_folder_to_stand_in_prunes_nothing(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    invoke("batch", "news", "-o", "out")
    (news / "elsewhere").mkdir()
    (news / "elsewhere/a.txt").write_text(article(9), "utf-8")
    monkeypatch.chdir(news / "elsewhere")
    assert invoke("batch", "a.txt", "-o", "../out", "--prune")[1] == "wrote ../out/a.txt.json\n"


def test_one_article_becomes_many(news: Path) -> None:
    path = news / "news/0.txt"
    invoke("batch", "news/0.txt", "-o", "out")
    path.write_bytes(json_lines(objects(2)))
    code, out, _ = invoke("batch", "news/0.txt", "-o", "out")
    assert (code, out) == (1, "wrote out/news/0.txt.jsonl\nremoved out/news/0.txt.json\n")


def test_a_source_that_can_not_be_read_any_more(news: Path) -> None:
    invoke("batch", "news/0.txt", "-o", "out")
    made = tree(news / "out")
    (news / "news/0.txt").write_bytes(b"\x89PNG\0\0")
    for _ in range(2):
        code, _, err = invoke("batch", "news/0.txt", "news/1.txt", "-o", "out")
        assert (code, "news/0.txt: no text" in err) == (1, True)
    assert tree(news / "out")["news/0.txt.json"] == made["news/0.txt.json"]


@pytest.mark.parametrize(
    ("path", "place"),
    [("a.txt", "a.txt"), ("./x//a.txt", "x/a.txt"), ("/x/a.txt", "x/a.txt"), ("../../x/../a.txt", "a.txt")],
)
def test_places_stay_inside(path: str, place: str) -> None:
    assert place_of(path) == place


def test_a_link_leads_nowhere(news: Path) -> None:
    (news / "out").mkdir()
    (news / "target").mkdir()
    (news / "out/news").symlink_to(news / "target")
    code, _, err = invoke("batch", "news/0.txt", "-o", "out")
    assert (code, err) == (1, "cleaner: news/0.txt: out/news/0.txt.json: a link leads out of the folder of records\n")
    assert not list((news / "target").iterdir())


WRONG = [
    (["batch", "-o", "out"], "SOURCES"),
    (["batch", "news"], "Give -o DIR"),
    (["batch", "gone.txt", "-o", "out"], "gone.txt"),
    (["batch", "gone/*.txt", "-o", "out"], "nothing matches"),
    (["batch", "-", "-o", "out"], "Standard input"),
    (["batch", "news/0.txt", "../news/0.txt", "-o", "out"], "the same record"),
    (["batch", "news", "-o", "news/0.txt"], "is a file"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_usage_is_2(arguments: list[str], message: str, news: Path) -> None:
    (news.parent / "news").mkdir(exist_ok=True)
    (news.parent / "news/0.txt").write_text("Rain", "utf-8")
    code, out, err = invoke(*arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert not (news / "out").exists()


def test_patterns_and_records_inside_the_sources(news: Path) -> None:
    assert invoke("batch", "**/*.txt", "news/0.txt", "./news/0.txt", "-o", "news/out")[1].count("wrote") == 3
    assert invoke("batch", "news/[01].txt", "-o", "news/out") == (0, "", "")
    assert "news/out" not in invoke("batch", "news", "-o", "news/out")[1].replace("wrote news/out", "")


@pytest.mark.parametrize("moment", [0.6, 0.9, 1.2, 1.6, 2.0])
@pytest.mark.parametrize("victim", ["parent", "worker"])
def test_killed_at_any_moment(moment: float, victim: str, news: Path) -> None:
    (news / "news/more.jsonl").write_bytes(json_lines(objects(150)))
    command = [sys.executable, "-m", "cleaner", "batch", "news", "-o", "out", "-q", "--jobs", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    time.sleep(moment)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if victim == "parent":
        process.kill()
    elif children.exists() and (pids := children.read_text("ascii").split()):
        os.kill(int(pids[0]), signal.SIGKILL)
    _, err = process.communicate(timeout=180)
    assert err == b""
    invoke("batch", "news", "-o", "undisturbed", "-q")
    wanted = tree(news / "undisturbed")
    left = tree(news / "out")
    assert {name: wanted[name] for name in left} == left, "whole files only"
    invoke("batch", "news", "-o", "out", "-q")
    assert tree(news / "out") == wanted
    assert not list((news / "out" / CORNER).glob("made/*"))


def test_a_full_disk_leaves_whole_files(news: Path) -> None:
    """A limit on the size of files says the same as a full disk: the write fails in the middle."""
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))"
    program = f"{limit}; from cleaner.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", program, "batch", "news", "-o", "out"], capture_output=True)
    assert done.returncode == 1
    assert b"File too large" in done.stderr
    assert b"Traceback" not in done.stderr
    invoke("batch", "news", "-o", "undisturbed", "-q")
    wanted, left = tree(news / "undisturbed"), tree(news / "out")
    assert {name: wanted[name] for name in left} == left
    invoke("batch", "news", "-o", "out", "-q")
    assert tree(news / "out") == wanted


def test_objects_with_a_place_are_articles(news: Path) -> None:
    """A file of rejects begins so, too."""
    rows = [{"place": "Haifa", **row} for row in objects(2)]
    (news / "news/places.jsonl").write_bytes(json_lines(rows))
    assert "wrote out/news/places.jsonl.jsonl" in invoke("batch", "news/places.jsonl", "-o", "out")[1]
    (news / "out/news/0.txt.json").write_bytes(json_lines(rows))
    assert "stands where its record belongs" in invoke("batch", "news/0.txt", "-o", "out")[2]
    assert (news / "out/news/0.txt.json").read_bytes() == json_lines(rows)


def test_a_source_without_articles_has_an_empty_file(news: Path) -> None:
    (news / "news/none.jsonl").write_bytes(b"")
    assert invoke("batch", "news/none.jsonl", "-o", "out")[1] == "wrote out/news/none.jsonl.jsonl\n"
    assert invoke("batch", "news/none.jsonl", "-o", "out") == (0, "", "")


def test_what_took_the_place_of_a_record_stays(news: Path) -> None:
    invoke("batch", "news", "-o", "out", "-q")
    mine = news / "out/news/many.jsonl.gz.jsonl"
    mine.write_text("my own notes", "utf-8")
    assert "removed" not in invoke("batch", "news/many.jsonl.gz", "-o", "out", "-z")[1]
    (news / "news/many.jsonl.gz").unlink()
    assert invoke("batch", "news/0.txt", "-o", "out", "--prune")[1].splitlines() == [
        f"removed out/news/many.jsonl.gz{suffix}" for suffix in (".jsonl.zst", ".rejects.jsonl")
    ]
    assert mine.read_text("utf-8") == "my own notes"


def test_two_answers_of_a_killed_run_are_both_heard(news: Path) -> None:
    """Killed between the manifest of what became many and the word that it is one article no more."""
    invoke("batch", "news/0.txt", "-o", "out")
    lines = (news / "out" / CORNER / "manifest.jsonl").read_bytes()
    article_, many = (news / "news/0.txt").read_bytes(), json_lines(objects(2))
    (news / "news/0.txt").write_bytes(many)
    invoke("batch", "news/0.txt", "-o", "out")
    (news / "out" / CORNER / "manifest.jsonl").write_bytes(lines)
    (news / "news/0.txt").write_bytes(article_)
    assert sorted(invoke("batch", "news/0.txt", "-o", "out")[1].splitlines()) == [
        "removed out/news/0.txt.jsonl",
        "wrote out/news/0.txt.json",
    ]
    assert not list((news / "out" / CORNER).glob("shards/*"))
    assert invoke("batch", "news/0.txt", "-o", "out") == (0, "", "")


def test_what_can_not_be_looked_at_costs_itself(news: Path) -> None:
    invoke("batch", "news", "-o", "out", "-q")
    (news / "news/0.txt").unlink()
    (news / "news/0.txt").symlink_to("0.txt")
    (news / "news/1.txt").write_text(article(17), "utf-8")
    long = news / "news" / ("x" * 246 + ".jsonl")
    long.write_bytes(json_lines(objects(1)))
    code, out, err = invoke("batch", "news", "-o", "out")
    assert (code, out) == (1, "wrote out/news/1.txt.json\n")
    assert "news/0.txt: Too many levels of symbolic links" in err
    assert "File name too long" in err


OWN = [
    (b'"in": 6', b'"in": Infinity'),
    (b'"out": 5', b'"out": 3'),
    (b"many.jsonl.gz.jsonl", b"many\\u0000.jsonl"),
    (b'"sha256"', b'"sha"'),
    (b"{", b"["),
]


@pytest.mark.parametrize(("before", "after"), OWN)
def test_nonsense_in_a_manifest_of_one_source_is_passed_over(before: bytes, after: bytes, news: Path) -> None:
    invoke("batch", "news/many.jsonl.gz", "-o", "out", "-q")
    [path] = (news / "out" / CORNER / "shards").iterdir()
    assert before in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(before, after))
    code, out, _ = invoke("batch", "news/many.jsonl.gz", "-o", "out")
    assert (code, out) == (1, ""), "its reject is told, and nothing is written"
    assert invoke("batch", "news/many.jsonl.gz", "-o", "out") == (0, "", "")


def test_no_name_is_in_the_way_of_another(news: Path) -> None:
    (news / "d/0.jsonl.json").mkdir(parents=True)
    for name in ("d/0.jsonl", "d/0.jsonl.json/y.jsonl"):
        (news / name).write_bytes(json_lines(objects(1)))
    assert invoke("batch", "d", "-o", "out")[1].count("wrote") == 2
    assert invoke("batch", "d", "-o", "out") == (0, "", "")


def test_a_missing_package_is_no_reason_to_be_done(news: Path) -> None:
    program = "import sys; sys.modules['pyarrow'] = None; from cleaner.__main__ import main; main()"
    command = [sys.executable, "-c", program, "batch", "news/table.parquet", "-o", "out"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"pip install 'caption-cleaner[parquet]'" in done.stderr
    assert invoke("batch", "news/table.parquet", "-o", "out")[1] == "wrote out/news/table.parquet.jsonl\n"


CODES = [
    ("written", b"", [1, 0]),
    ("an article rejected", b"{}\n", [1, 0]),
    ("a source failed", None, [1, 1]),
]


@pytest.mark.parametrize(("more", "codes"), [row[1:] for row in CODES], ids=[row[0] for row in CODES])
def test_exit_zero_says_that_no_source_failed(more: bytes | None, codes: list[int], news: Path) -> None:
    name = "news/more.jsonl" if more is not None else "news/more.txt"
    (news / name).write_bytes(json_lines(objects(2)) + more if more is not None else b"\x89PNG\0\0")
    assert [invoke("batch", name, "-o", f"out{len(more)}", *more)[0] for more in ([], ["--exit-zero"])] == codes


def test_a_run_says_what_it_waits_for(news: Path) -> None:
    import fcntl

    invoke("batch", "news/0.txt", "-o", "out", "-q")
    with (news / "out" / CORNER / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = [sys.executable, "-m", "cleaner", "batch", "news/0.txt", "-o", "out"]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as run:
            assert run.stderr
            assert run.stderr.readline() == b"cleaner: out: another run is at work here; waiting for its end\n"
            assert run.poll() is None
            fcntl.flock(lock, fcntl.LOCK_UN)
    assert run.returncode == 0


def test_a_quiet_run_waits_in_silence(news: Path) -> None:
    import fcntl

    invoke("batch", "news/0.txt", "-o", "out", "-q")
    with (news / "out" / CORNER / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = [sys.executable, "-m", "cleaner", "batch", "news/0.txt", "-o", "out", "-q"]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as run:
            with pytest.raises(subprocess.TimeoutExpired):
                run.wait(1)
            fcntl.flock(lock, fcntl.LOCK_UN)
            assert run.communicate() == (None, b"")
    assert run.returncode == 0


def test_nothing_to_do_is_said(news: Path) -> None:
    (news / "empty").mkdir()
    for names in (["empty", "-o", "out"], ["news/0.txt", "-o", "news"]):
        code, out, err = invoke("batch", *names)
        assert (code, out) == (0, "")
        assert err == "cleaner: nothing to do: there are no sources, or they stand in the folder of records\n"


def test_what_a_batch_has_packed_is_proved(news: Path) -> None:
    invoke("batch", "news/many.jsonl.gz", "-o", "out", "-z")
    packed = "out/news/many.jsonl.gz.jsonl.zst"
    code, out, err = invoke("verify", packed, "news/many.jsonl.gz")
    assert (code, out) == (1, ""), "one line of the source is no article"
    assert err == "cleaner: news/many.jsonl.gz:6: the field 'text' is missing; there are: none\n"
    (news / "good.jsonl").write_bytes(json_lines(objects(5)))
    invoke("batch", "good.jsonl", "-o", "out", "-z")
    assert invoke("verify", "out/good.jsonl.jsonl.zst", "good.jsonl") == (0, "5 records: laws 1 to 3 hold\n", "")


def test_no_link_among_the_manifests_is_followed(news: Path) -> None:
    invoke("batch", "news/many.jsonl.gz", "-o", "out", "-q")
    [path] = (news / "out" / CORNER / "shards").iterdir()
    path.unlink()
    (news / "victim").write_text("precious", "utf-8")
    path.symlink_to(news / "victim")
    assert "it must not be a link" in invoke("batch", "news/many.jsonl.gz", "-o", "out")[2]
    assert (news / "victim").read_text("utf-8") == "precious"
    (path.parent / "loop").symlink_to("loop")
    os.mkfifo(path.parent / "pipe")
    assert invoke("batch", "news/0.txt", "-o", "out", "--prune")[:2] == (1, "wrote out/news/0.txt.json\n")


def test_what_is_no_file_is_not_replaced(news: Path) -> None:
    (news / "out/news").mkdir(parents=True)
    os.mkfifo(news / "out/news/0.txt.json")
    (news / "out/news/1.txt.json").symlink_to("nowhere")
    code, out, err = invoke("batch", "news/0.txt", "news/1.txt", "-o", "out")
    assert (code, out, err.count("something else stands where a file belongs")) == (1, "", 2)
    assert (news / "out/news/0.txt.json").is_fifo()
    assert (news / "out/news/1.txt.json").is_symlink()


def test_records_of_single_articles_are_no_sources(news: Path) -> None:
    names = ["news/0.txt", "news/1.txt"]
    invoke("batch", *names, "-o", ".", "-q")
    code, out, err = invoke("batch", *names, "news/0.txt.json", "news/1.txt.json", "-o", ".", "-v")
    assert (code, out) == (0, "")
    assert "news/0.txt.json: left alone: it holds records, or rejects" in err
    assert "sources: 2 were up to date, 0 made, 0 failed" in err


def test_prune_hears_both_answers_of_a_killed_run(news: Path) -> None:
    invoke("batch", "news/0.txt", "-o", "out")
    lines = (news / "out" / CORNER / "manifest.jsonl").read_bytes()
    (news / "news/0.txt").write_bytes(json_lines(objects(2)))
    invoke("batch", "news/0.txt", "-o", "out")
    (news / "out" / CORNER / "manifest.jsonl").write_bytes(lines)
    (news / "news/0.txt").unlink()
    assert invoke("batch", "news/1.txt", "-o", "out", "--prune", "-q")[0] == 1
    assert sorted(tree(news / "out")) == ["news/1.txt.json"]


def test_what_an_older_version_remembered_is_known(news: Path) -> None:
    invoke("batch", "news/many.jsonl.gz", "-o", "out", "-q")
    shutil.rmtree(news / "out" / CORNER)
    (news / "out" / CORNER).mkdir()
    place = "news/many.jsonl.gz"
    outputs = {f"{place}{suffix}": [1, 2, 3] for suffix in (".jsonl", ".rejects.jsonl")}
    row = [place, [str(news / place), [1, 2, 3], "a", "b", outputs]]
    (news / "out" / CORNER / "manifest.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    assert invoke("batch", place, "-o", "out", "-z")[1].splitlines() == [
        f"wrote out/{place}.jsonl.zst",
        f"removed out/{place}.jsonl",
    ]


def test_large_rejects_are_known(news: Path) -> None:
    lines = json_lines(objects(1)) + json.dumps({"nothing": '\\"\n' * (3 << 20)}).encode() + b"\n"
    (news / "large.jsonl").write_bytes(lines)
    invoke("batch", "large.jsonl", "-o", "out", "-q")
    (news / "large.jsonl").write_bytes(lines + b"{}\n")
    assert invoke("batch", "large.jsonl", "-o", "out")[1] == "wrote out/large.jsonl.rejects.jsonl\n"
