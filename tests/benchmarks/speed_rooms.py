"""Where the time of `cleaner.clean` goes, for speed.py: own time by room, the folder or module below cleaner/."""

import cProfile
import pstats
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

Place = tuple[str, int, str]
"""A function as the profiler names it: file, line, name."""


class Rooms(NamedTuple):
    """Own seconds by room, and by room and function."""

    seconds: dict[str, float]
    functions: dict[str, dict[str, float]]


def room(place: Place) -> str:
    """The room of a function; for what is not ours, the package or `python` for the standard library."""
    parts = Path(place[0]).parts
    if "cleaner" in parts:
        return parts[len(parts) - parts[::-1].index("cleaner")].removesuffix(".py")
    if "site-packages" in parts:
        return f"({parts[parts.index('site-packages') + 1]})"
    return "(python)"


def profile(run: Callable[[Any], Any], items: Iterable[Any]) -> Rooms:
    """The rooms in which `run` spends its time. What is written in C counts for the room that called it."""
    profiler = cProfile.Profile()
    for item in items:
        profiler.runcall(run, item)
    table: dict[Place, tuple[int, int, float, float, dict[Place, Any]]] = vars(pstats.Stats(profiler))["stats"]
    rooms = Rooms(defaultdict(float), {})
    for place, (_, _, own, _, callers) in table.items():
        shares = {caller: figures[2] for caller, figures in callers.items()} if place[0] == "~" else {place: own}
        for owner, seconds in shares.items():
            name = room(owner)
            rooms.seconds[name] += seconds
            what = f"{place[2].strip('<>')} in {owner[2]}" if place[0] == "~" else place[2]
            rooms.functions.setdefault(name, defaultdict(float))[
                f"{what} ({'/'.join(Path(owner[0]).parts[-2:])}:{owner[1]})"
            ] += seconds
    return rooms


def report(kinds: dict[str, Rooms], megabytes: dict[str, float]) -> None:
    """Prints a row for each room: percent of each kind, and what costs most there in the first one."""
    totals = {kind: sum(rooms.seconds.values()) for kind, rooms in kinds.items()}
    first = next(iter(kinds.values()))
    names = sorted(
        {name for rooms in kinds.values() for name in rooms.seconds}, key=lambda name: -first.seconds.get(name, 0.0)
    )
    print("\nWhere the time goes: percent of own time by room (under a profiler, which makes small calls dearer).")
    print(f"{'room':16}" + "".join(f"{kind:>9}" for kind in kinds) + f"   costliest there, in {next(iter(kinds))}")
    for name in names:
        shares = [100 * rooms.seconds.get(name, 0.0) / totals[kind] for kind, rooms in kinds.items()]
        if max(shares) >= 0.1:
            what, seconds = max(first.functions.get(name, {"-": 0.0}).items(), key=lambda row: row[1])
            share = 100 * seconds / totals[next(iter(kinds))]
            print(f"{name:16}" + "".join(f"{part:9.1f}" for part in shares) + f"   {share:4.1f} {what}")
    print(f"{'s/MB, profiled':16}" + "".join(f"{totals[kind] / megabytes[kind]:9.2f}" for kind in kinds))
