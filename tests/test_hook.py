"""The hooks as pre-commit runs them, in a git repository of their own."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

HOOKS = ROOT / ".pre-commit-hooks.yaml"
GOOD = "השער הצפוני נפתח לקהל אחרי חורף במספנה"
BROKEN = GOOD.encode().decode("latin-1")
FILES = 500
# A hook of git's runs with these set, and would find the wrong repository.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
ENVIRONMENT["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
MISSING = [name for name in ("git", "pre-commit") if not shutil.which(name, path=ENVIRONMENT["PATH"])]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")


def run(folder: Path, *command: str) -> tuple[int, str]:
    """Exit code and all that was said."""
    environment = {**ENVIRONMENT, "PRE_COMMIT_HOME": str(folder.parent / "cache")}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, env=environment)
    return done.returncode, done.stdout + done.stderr


def manifest() -> list[dict[str, object]]:
    """The hooks of the manifest; YAML of this simple form needs no parser of YAML."""
    hooks: list[dict[str, object]] = []
    for start, key, value in re.findall(r"^(- |  )(\w+): (.+)$", HOOKS.read_text("utf-8"), re.M):
        if start == "- ":
            hooks.append({})
        hooks[-1][key] = ["text"] if value == "[text]" else value == "true" if value in ("true", "false") else value
    return hooks


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose configuration runs the installed command: nothing is fetched."""
    folder = tmp_path / "repository"
    folder.mkdir()
    hooks = [{**hook, "language": "system"} for hook in manifest() if hook["id"] != "cleaner-records"]
    # JSON is YAML.
    config = json.dumps({"repos": [{"repo": "local", "hooks": hooks[::-1]}]})
    (folder / ".pre-commit-config.yaml").write_text(config, "utf-8")
    run(folder, "git", "init", "-q")
    return folder


def test_the_manifest_is_valid() -> None:
    assert [hook["id"] for hook in manifest()] == ["cleaner-check", "cleaner-fix", "cleaner-records"]
    code, said = run(ROOT, "pre-commit", "validate-manifest", str(HOOKS))
    assert code == 0, said


def test_the_configuration_of_the_readme_is_valid(tmp_path: Path) -> None:
    sample = re.search(r"^```yaml\n(.+?)^```$", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    assert sample
    (tmp_path / "config.yaml").write_text(sample[1], "utf-8")
    code, said = run(tmp_path, "pre-commit", "validate-config", "config.yaml")
    assert code == 0, said


def test_the_first_run_changes_and_names_the_second_is_clean(repository: Path) -> None:
    broken = []
    for number in range(FILES):
        path = repository / f"news {number:03}.txt"
        bad = number % 3 == 0
        path.write_text(f"{BROKEN if bad else GOOD}\n", "utf-8")
        broken += [path] if bad else []
    others = {repository / name: f"{BROKEN}\n" for name in ("notes.md", "drafts/a.txt", "unknown.txt")}
    for path, text in others.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    (repository / "cleaner.toml").write_text('exclude = ["drafts"]\n', "utf-8")
    run(repository, "git", "add", "--all")
    run(repository, "git", "rm", "-q", "--cached", "unknown.txt")

    code, said = run(repository, "pre-commit", "run", "--verbose")
    assert code == 1, said
    assert sorted(re.findall(r"^cleaner: (.+): fixed: ", said, re.M)) == sorted(path.name for path in broken)
    assert "files were modified by this hook" in said
    assert {path.read_text("utf-8") for path in repository.glob("news*.txt")} == {f"{GOOD}\n"}
    assert {path: path.read_text("utf-8") for path in others} == others

    run(repository, "git", "add", "--update")
    code, said = run(repository, "pre-commit", "run")
    assert code == 0, said
    assert "Failed" not in said


def test_what_leaked_in_stops_a_commit(repository: Path) -> None:
    text = "The ferry sailed at seven with forty people on board.\n(Photo: Dana Levi)\n"
    (repository / "a.txt").write_text(text, "utf-8")
    (repository / "b.jsonl").write_text(json.dumps({"text": text}) + "\n", "utf-8")
    run(repository, "git", "add", "--all")
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    run(repository, "pre-commit", "install")
    code, said = run(repository, "git", *identity, "commit", "-m", "News")
    assert code == 1
    found = re.findall(r"^.+credit-bracketed.+$", said, re.M)
    message = 'credit-bracketed credit in the text: "(Photo: Dana Levi)"'
    assert sorted(found) == [f"a.txt:2:1 {message}", f"b.jsonl:1:1 {message}"]
    (repository / "setup.cfg").write_text("[cleaner]\nignore = credit\n", "utf-8")
    assert run(repository, "git", *identity, "commit", "-m", "News")[0] == 0


def test_records_are_kept_up_to_date(repository: Path) -> None:
    hook = next(hook for hook in manifest() if hook["id"] == "cleaner-records")
    config = {"repos": [{"repo": "local", "hooks": [{**hook, "language": "system"}]}]}
    (repository / ".pre-commit-config.yaml").write_text(json.dumps(config), "utf-8")
    (repository / "setup.cfg").write_text("[cleaner]\noutput = records\nexclude = drafts\n", "utf-8")
    for name in ("a.txt", "deep/b.txt", "drafts/c.txt"):
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text(f"{name} is a story.\n{GOOD}\n", "utf-8")
    (repository / "d.jsonl").write_text(json.dumps({"text": GOOD}) + "\n", "utf-8")
    run(repository, "git", "add", "--all")
    code, said = run(repository, "pre-commit", "run")
    assert code == 1, said
    made = ["records/a.txt.json", "records/d.jsonl.jsonl", "records/deep/b.txt.json"]
    assert sorted(re.findall(r"^wrote .*/(records/.+)$", said, re.M)) == made
    run(repository, "git", "add", "--all")
    tracked = run(repository, "git", "ls-files", "records")[1].splitlines()
    assert sorted(tracked) == made, "what the batch keeps for itself is not committed"
    code, said = run(repository, "pre-commit", "run", "--all-files")
    assert code == 0, said
