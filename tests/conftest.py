"""What several tests share: where things are, and the switch that writes the golden records anew."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-records", action="store_true", help="write fixtures/articles/*.json anew; read the diff")
