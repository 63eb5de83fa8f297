"""Work in several processes: order, a bounded window, and what becomes of the dead."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner.pool import ordered
from cleaner.pool.feed import AHEAD_BYTES


def double(items: list[int]) -> list[int]:
    return [2 * item for item in items]


def slow_first(items: list[int]) -> list[int]:
    time.sleep(0.3 if 0 in items else 0)
    return items


def deadly(items: list[int]) -> list[int]:
    if 13 in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return items


def divided(items: list[int]) -> list[int]:
    return [1 // item for item in items]


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


def lost(item: int) -> int:
    return -item


HELD = threading.Lock()


def held(items: Iterator[int]) -> Iterator[int]:
    """Items that are read by a thread that holds something the while."""
    with HELD:
        yield from items
        time.sleep(0.5)


def wants_what_is_held(items: list[int]) -> list[int]:
    deadly(items)
    if not HELD.acquire(timeout=2):
        return [0] * len(items)
    HELD.release()
    return items


def test_what_comes_after_a_dead_process_holds_nothing_of_this_one() -> None:
    """A fork of a process with threads holds for good what they held, were it but the lock of an import."""
    assert list(ordered(wants_what_is_held, held(iter([13, 14, 15])), 2, lost)) == [-13, 14, 15]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_order(jobs: int) -> None:
    assert list(ordered(double, range(500), jobs, lost)) == [2 * item for item in range(500)]
    assert list(ordered(slow_first, range(500), jobs, lost)) == list(range(500))
    assert list(ordered(double, [], jobs, lost)) == []


def test_the_input_is_not_read_far_ahead() -> None:
    read = 0

    def counted() -> Iterator[int]:
        nonlocal read
        for item in range(10_000):
            read += 1
            yield item

    results = ordered(double, counted(), 2, lost, lambda _: AHEAD_BYTES // 10)
    next(results)
    time.sleep(0.2)
    assert read < 100
    results.close()


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_is_done_is_not_kept_back_by_a_slow_input(jobs: int) -> None:
    """The next item comes only when the result of the one before has been seen."""
    seen = threading.Semaphore(1)

    def slow() -> Iterator[int]:
        for item in range(20):
            assert seen.acquire(timeout=20)
            yield item

    results = []
    for result in ordered(double, slow(), jobs, lost):
        results.append(result)
        seen.release()
    assert results == list(range(0, 40, 2))


def test_an_input_that_raises_ends_the_results() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    results = ordered(double, broken(), 2, lost)
    assert next(results) == 2
    with pytest.raises(ValueError, match="broken"):
        next(results)


def test_an_item_that_kills_its_process_costs_nothing_but_itself() -> None:
    wanted = [-13 if item == 13 else item for item in range(200)]
    assert list(ordered(deadly, range(200), 2, lost)) == wanted


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_killed_by_chance_is_done_again(jobs: int, tmp_path: Path) -> None:
    assert list(ordered(Once(tmp_path / "mark", 13), range(200), jobs, lost)) == list(range(200))


def test_processes_shot_while_they_answer() -> None:
    """An answer of many MB does not fit into a pipe: it is cut off."""
    results = ordered(large, range(60), 2, lambda item: b"lost")
    got = [next(results)]
    for child in _children():
        os.kill(child, signal.SIGKILL)
    got += results
    assert [len(result) for result in got] == [1 << 20] * 60


def test_work_that_raises_is_given_up() -> None:
    assert list(ordered(divided, range(3), 2, lost)) == [0, 1, 0]


def test_processes_end_with_the_iterator() -> None:
    before = _children()
    results = ordered(double, range(1000), 2, lost)
    next(results)
    assert len(_children()) == len(before) + 2
    results.close()
    assert _children() == before


def test_processes_end_with_their_parent() -> None:
    reading, writing = os.pipe()
    parent = os.fork()
    if not parent:
        os.close(reading)
        results = ordered(double, range(1000), 2, lost)
        next(results)
        os.write(writing, " ".join(map(str, _children())).encode())
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(writing)
    os.waitpid(parent, 0)
    children = os.read(reading, 100).split()
    assert len(children) == 2
    # The pipe is at its end once nobody holds it any more.
    assert os.read(reading, 1) == b""
    os.close(reading)


def _children() -> list[int]:
    path = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return sorted(map(int, path.read_text("ascii").split()))
