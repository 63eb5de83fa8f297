"""What several tests share: where things are, and the switch that writes the golden records anew."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same change gets the same answer; EXPLORE=1 looks for something new each time.
settings.register_profile("steady", derandomize=True)
settings.load_profile("default" if os.environ.get("EXPLORE") else "steady")

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-records", action="store_true", help="write fixtures/articles/*.json anew; read the diff")
