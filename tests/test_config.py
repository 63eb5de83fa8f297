"""Configuration: which file counts, what it excludes, what the options overrule, and what is said of a broken one."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaner.cli import cli
from cleaner.config import BadConfig, Config, config_for
from cleaner.globs import compiled

BROKEN = "The old pi\u200ber was shut for the winter, the harbor office said.\n"
FIXED = BROKEN.replace("\u200b", "")
CREDIT = "The ferry sailed at seven with forty people on board.\n(Photo: Dana Levi)\n"


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    done = CliRunner().invoke(cli, list(map(str, arguments)))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


MATCHES = [
    ("drafts", "drafts/a.txt drafts/x/a.txt 2024/drafts/a.txt drafts", "draft a.txt drafts.txt"),
    ("/drafts", "drafts/a.txt", "2024/drafts/a.txt"),
    ("drafts/", "drafts/a.txt 2024/drafts/a.txt", "a.txt"),
    ("./news/drafts", "news/drafts/a.txt", "drafts/a.txt x/news/drafts/a.txt"),
    ("*.raw.txt", "a.raw.txt x/y/b.raw.txt", "a.txt raw.txt"),
    ("news/*.txt", "news/a.txt", "news/x/a.txt x/news/a.txt"),
    ("news/**/old.txt", "news/old.txt news/x/y/old.txt", "old.txt"),
    ("**/news/*.txt", "news/a.txt x/y/news/a.txt", "anews/a.txt"),
    ("news/**", "news/a.txt news/x/a.txt", "a.txt"),
    ("a?c.txt", "abc.txt", "a/c.txt ac.txt"),
    ("[ab].txt", "a.txt x/b.txt", "c.txt"),
    ("[!ab].txt", "c.txt", "a.txt"),
    ("[.txt", "[.txt", "a.txt"),
    ("a+b (1).txt", "a+b (1).txt", "aab (1).txt"),
    ("חדשות", "חדשות/a.txt", "a.txt"),
]


@pytest.mark.parametrize(("glob", "inside", "outside"), MATCHES)
def test_globs(glob: str, inside: str, outside: str) -> None:
    names = inside.split() if "(" not in inside else [inside]
    others = outside.split() if "(" not in outside else [outside]
    assert [name for name in names if not compiled(glob).fullmatch(name)] == []
    assert [name for name in others if compiled(glob).fullmatch(name)] == []


def test_the_nearest_file_counts_and_cleaner_toml_before_setup_cfg(tmp_path: Path) -> None:
    put(tmp_path / "setup.cfg", "[cleaner]\nencoding = cp862\n")
    put(tmp_path / "a/setup.cfg", "[metadata]\nname = other\n[options\n")
    put(tmp_path / "a/b/setup.cfg", "[cleaner]\nencoding = cp866\n")
    put(tmp_path / "a/b/cleaner.toml", 'encoding = "koi8-r"')
    put(tmp_path / "a/b/c/d/cleaner.toml", '[cleaner]\nencoding = "utf-16"\n')
    places = ["x.txt", "a/x.txt", "a/b/x.txt", "a/b/c/x.txt", "a/b/c/d/x.txt"]
    found = [config_for(str(tmp_path / place)).encoding for place in places]
    assert found == ["cp862", "cp862", "koi8-r", "koi8-r", "utf-16"]
    assert config_for(str(tmp_path / "a/b/x.txt")).file == str(tmp_path / "a/b/cleaner.toml")


def test_without_a_file_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").mkdir()
    assert config_for(str(tmp_path / "no/such/folder/a.txt")) == Config()
    assert config_for("-") == Config()
    assert not Config().excludes("a.txt")


def test_every_key_in_both_forms(tmp_path: Path) -> None:
    put(
        tmp_path / "a/cleaner.toml",
        'exclude = ["drafts", "*.raw.txt"]\nselect = ["promo", "mojibake"]\nignore = ["credit"]\nsite = "ynetnews"\n'
        'encoding = "windows-1255"\ntext-field = "story"\noutput = "out"\n',
    )
    put(
        tmp_path / "b/setup.cfg",
        "[cleaner]\nexclude =\n  drafts\n  *.raw.txt\nselect = promo, mojibake\nignore = credit\nsite = ynetnews\n"
        "encoding = windows-1255\ntext-field = story\noutput = out\n",
    )
    for folder, name in (("a", "cleaner.toml"), ("b", "setup.cfg")):
        assert config_for(str(tmp_path / folder / "x.txt")) == Config(
            file=str(tmp_path / folder / name),
            exclude=("drafts", "*.raw.txt"),
            select=("promo", "mojibake"),
            ignore=("credit",),
            site="ynetnews",
            encoding="windows-1255",
            text_field="story",
            output=str(tmp_path / folder / "out"),
        )


WRONG = [
    ("cleaner.toml", "= 1", "line 1"),
    ("cleaner.toml", "colour = 1", "colour: there is no such key"),
    ("cleaner.toml", "text_field = 'x'", "text_field: there is no such key"),
    ("cleaner.toml", "[other]", "other: there is no such key"),
    ("cleaner.toml", "cleaner = 1", "cleaner: there is no such key"),
    ("cleaner.toml", "exclude = 'drafts'", "exclude: a list of strings is wanted"),
    ("cleaner.toml", "exclude = [1]", "exclude: a list of strings is wanted"),
    ("cleaner.toml", "exclude = ['[z-a]']", "exclude: '[z-a]' is no glob"),
    ("cleaner.toml", "select = ['nothing']", "select: 'nothing' is nothing that check reports"),
    ("cleaner.toml", "ignore = ['']", "ignore: a list of strings is wanted"),
    ("cleaner.toml", "site = 5", "site: a string is wanted"),
    ("cleaner.toml", "site = 'nowhere'", "site: 'nowhere' is unknown"),
    ("cleaner.toml", "encoding = 'klingon'", "encoding: 'klingon' is no encoding"),
    ("setup.cfg", "[cleaner]\nbroken", "[line 2]"),
    ("setup.cfg", "[cleaner]\nsite =", "site: a string is wanted"),
    ("setup.cfg", "[cleaner]\na = 1", "a: there is no such key"),
    ("setup.cfg", "[cleaner]\nsite = ynet\nsite = ynet", "already exists"),
]


@pytest.mark.parametrize(("name", "text", "message"), WRONG)
def test_a_broken_file_is_wrong_usage_and_named(name: str, text: str, message: str, tmp_path: Path) -> None:
    put(tmp_path / name, text)
    first, second = put(tmp_path / "ok/../x.txt", BROKEN), put(tmp_path / "y/x.txt", BROKEN)
    with pytest.raises(BadConfig):
        config_for(str(second))
    for command in ("check", "fix"):
        code, out, err = run(command, first, second)
        assert (code, out) == (2, "")
        assert f"{tmp_path / name}: " in err
        assert message in err
        assert err.count("Error") == 1
    assert first.read_text("utf-8") == second.read_text("utf-8") == BROKEN


def test_a_file_that_is_no_utf8(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_bytes(b"[metadata]\nauthor = \xe9\n")
    assert config_for(str(tmp_path / "a.txt")) == Config()
    (tmp_path / "b").mkdir()
    (tmp_path / "b/cleaner.toml").write_bytes(b"site = '\xe9'")
    with pytest.raises(BadConfig, match="utf-8"):
        config_for(str(tmp_path / "b/a.txt"))


def test_what_is_excluded_is_left_alone_also_when_it_is_named(tmp_path: Path) -> None:
    put(tmp_path / "cleaner.toml", 'exclude = ["drafts", "*.raw.txt"]')
    left = [put(tmp_path / name, BROKEN) for name in ("drafts/x/a.txt", "news/b.raw.txt")]
    other = put(tmp_path / "news/c.txt", BROKEN)
    assert run("check", *left) == (0, "", "")
    assert run("fix", *left) == (0, "", "")
    code, out, err = run("check", "-v", *left, other)
    assert code == 1
    assert out.startswith(f"{other}:1:11 control ")
    where = tmp_path / "cleaner.toml"
    assert err == "".join(f"cleaner: {path}: left alone: excluded by {where}\n" for path in left)
    code, _, err = run("fix", "-v", *left, other)
    assert (code, err.count("left alone"), err.count("fixed")) == (1, 2, 1)
    assert [path.read_text("utf-8") for path in (*left, other)] == [BROKEN, BROKEN, FIXED]


def test_options_overrule_the_file(tmp_path: Path) -> None:
    put(tmp_path / "cleaner.toml", 'select = ["credit"]\ntext-field = "story"\nencoding = "cp862"')
    both = put(tmp_path / "a.txt", CREDIT + BROKEN)
    assert [line.split()[1] for line in run("check", both)[1].splitlines()] == [
        "credit-bracketed",
    ]
    assert [line.split()[1] for line in run("check", "--encoding=utf-8", "--select=control", both)[1].splitlines()] == [
        "control"
    ]
    rows = put(tmp_path / "a.jsonl", '{"story": "A gate", "text": "Two"}\n{"story": "A gate"}\n')
    assert run("check", rows) == (0, "", "")
    assert run("check", "--text-field", "text", rows)[1].startswith(f"{rows}:2:1 unreadable")


def test_the_encoding_of_the_file_is_for_what_is_not_utf8(tmp_path: Path) -> None:
    """Else a second run would take what the first one wrote for something else."""
    put(tmp_path / "setup.cfg", "[cleaner]\nencoding = cp862\n")
    text, path = "השער הצפוני נפתח, Zoë said.", tmp_path / "a.txt"
    path.write_bytes("השער".encode("cp862"))
    assert run("check", path)[1] == f"{path}:1:1 encoding it is cp862, not UTF-8\n"
    assert "cp862 to UTF-8" in run("fix", path)[2]
    assert path.read_text("utf-8") == "השער"
    put(path, text)
    assert run("fix", path) == run("check", path) == (0, "", "")
    path.write_bytes("השער".encode("windows-1255"))
    assert "windows-1255 to UTF-8" in run("fix", "--encoding", "windows-1255", path)[2]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "A.NDJSON"])
def test_fix_leaves_json_alone(name: str, tmp_path: Path) -> None:
    data = '{"text": "The gate &#1513;&#1500;\\u05d5"}\n'
    path, other = put(tmp_path / name, data), put(tmp_path / "b.txt", BROKEN)
    code, out, err = run("fix", path, other)
    assert (code, out) == (1, "")
    assert f"cleaner: {path}: it is JSON" in err
    assert (path.read_text("utf-8"), other.read_text("utf-8")) == (data, FIXED)
