"""What the README shows is what happens."""

import doctest
import re
import tomllib

from click.testing import CliRunner
from conftest import ROOT

from cleaner.cli import cli
from cleaner.config import LISTS, STRINGS
from cleaner.formats import WRITERS

README = (ROOT / "README.md").read_text("utf-8")


def test_python_examples() -> None:
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False).failed == 0


def test_what_check_is_shown_to_say() -> None:
    sample = re.search(r"^\$ cleaner (check (\S+))\n(.+?)^…$", README, re.M | re.S)
    assert sample
    done = CliRunner().invoke(cli, sample[1].replace(sample[2], str(ROOT / sample[2])).split())
    assert done.exit_code == 1
    assert set(sample[3].splitlines()) <= set(done.stdout.replace(f"{ROOT}/", "").splitlines())


def test_the_configuration_shown_has_every_key_that_there_is() -> None:
    sample = re.search(r"^```toml\n# cleaner.toml\n(.+?)^```$", README, re.M | re.S)
    assert sample
    assert set(tomllib.loads(sample[1])) == {*LISTS, *STRINGS} - {"select"}


def test_the_table_of_forms_has_every_form_that_there_is() -> None:
    table = README.partition("| `-t` | is |\n")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.M) == list(WRITERS)
