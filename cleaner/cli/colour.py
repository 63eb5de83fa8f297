"""Colour, for people at a terminal only."""

import os
from typing import IO, Any

import click


def wanted(stream: IO[Any]) -> bool:
    """Whether what goes to a stream is to be coloured: NO_COLOR forbids it, FORCE_COLOR asks for it unless 0."""
    if os.environ.get("NO_COLOR"):
        return False
    if forced := os.environ.get("FORCE_COLOR"):
        return forced not in ("0", "false")
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def bold(text: str) -> str:
    """What to look at first."""
    return click.style(text, bold=True)


def alarm(text: str) -> str:
    """What is wrong."""
    return click.style(text, fg="red", bold=True)
