"""What the README shows is what happens."""

import doctest

from conftest import ROOT

import cleaner.flow


def test_python_examples() -> None:
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False).failed == 0
    assert doctest.testmod(cleaner.flow).failed == 0
