"""One-byte charsets: the file of their tables holds what Python knows of each."""

import pytest

from cleaner.charsets import READ, WRITTEN, _halves, table, upper_half


@pytest.mark.parametrize("name", dict.fromkeys((*READ, *WRITTEN)))
def test_the_file_holds_what_python_has(name: str) -> None:
    assert name in _halves()
    assert table(name)[128:] == upper_half(name)
