"""Work in several processes: order, a bounded window, and what becomes of the dead."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner.pool import WINDOW, ordered


def double(items: list[int]) -> list[int]:
    return [2 * item for item in items]


def slow_first(items: list[int]) -> list[int]:
    time.sleep(0.3 if 0 in items else 0)
    return items


def deadly(items: list[int]) -> list[int]:
    if 13 in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return items


def large(items: list[int]) -> list[bytes]:
    return [bytes(1 << 20) for _ in items]


class Once:
    """Work that kills its process the first time it meets an item."""

    def __init__(self, mark: Path, item: int) -> None:
        self.mark, self.item = mark, item

    def __call__(self, items: list[int]) -> list[int]:
        if self.item in items and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return items


def chunks(count: int, size: int = 3) -> Iterator[list[int]]:
    for start in range(0, count, size):
        yield list(range(start, min(start + size, count)))


def lost(item: int) -> int:
    return -item


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_order(jobs: int) -> None:
    assert list(ordered(double, chunks(50), jobs, lost)) == [2 * item for item in range(50)]
    assert list(ordered(slow_first, chunks(50), jobs, lost)) == list(range(50))
    assert list(ordered(double, iter([]), jobs, lost)) == []


def test_the_input_is_not_read_far_ahead() -> None:
    read = 0

    def counted() -> Iterator[list[int]]:
        nonlocal read
        for chunk in chunks(300):
            read += 1
            yield chunk

    results = ordered(double, counted(), 2, lost)
    next(results)
    assert read <= WINDOW * 2 + 1
    results.close()


def test_an_item_that_kills_its_process_costs_nothing_but_itself() -> None:
    wanted = [-13 if item == 13 else item for item in range(60)]
    assert list(ordered(deadly, chunks(60, 10), 2, lost)) == wanted


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_killed_by_chance_is_done_again(jobs: int, tmp_path: Path) -> None:
    assert list(ordered(Once(tmp_path / "mark", 13), chunks(60, 10), jobs, lost)) == list(range(60))
    assert list(ordered(Once(tmp_path / "alone", 13), chunks(60, 1), jobs, lost)) == list(range(60))


def test_processes_shot_while_they_answer() -> None:
    """An answer of 3 MB does not fit into a pipe: it is cut off."""
    results = ordered(large, chunks(60), 2, lambda item: b"lost")
    got = [next(results)]
    for child in _children():
        os.kill(child, signal.SIGKILL)
    got += results
    assert [len(result) for result in got] == [1 << 20] * 60


def test_work_that_raises_is_given_up() -> None:
    assert list(ordered(lambda items: [1 // item for item in items], chunks(3, 1), 2, lost)) == [0, 1, 0]


def test_processes_end_with_the_iterator() -> None:
    before = _children()
    results = ordered(double, chunks(1000), 2, lost)
    next(results)
    assert len(_children()) == len(before) + 2
    results.close()
    assert _children() == before


def test_processes_end_with_their_parent() -> None:
    reading, writing = os.pipe()
    parent = os.fork()
    if not parent:
        os.close(reading)
        results = ordered(double, chunks(1000), 2, lost)
        next(results)
        os.write(writing, " ".join(map(str, _children())).encode())
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(writing)
    os.waitpid(parent, 0)
    children = os.read(reading, 100).split()
    assert len(children) == 2
    # The pipe is at its end once nobody holds it any more.
    os.set_blocking(reading, True)
    assert os.read(reading, 1) == b""
    os.close(reading)


def _children() -> list[int]:
    path = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return sorted(map(int, path.read_text("ascii").split()))
