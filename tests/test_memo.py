"""A memo gives what its function gives, asks it seldom, and stays small."""

from cleaner.memo import LONGEST, Memo


def test_a_known_key_is_not_asked_again() -> None:
    asked: list[str] = []
    memo = Memo(lambda key: asked.append(key) or len(key), 4)
    assert [memo[key] for key in ("a", "bb", "a", "bb")] == [1, 2, 1, 2]
    assert asked == ["a", "bb"]


def test_what_is_asked_for_stays_and_what_is_not_goes() -> None:
    asked: list[str] = []
    memo = Memo(lambda key: asked.append(key) or key.upper(), 4)
    for new in map(str, range(40)):
        assert (memo["often"], memo[new]) == ("OFTEN", new)
    assert asked.count("often") == 1
    assert len(memo) <= 4
    assert memo["0"] == "0"
    assert asked.count("0") == 2


def test_long_keys_are_not_kept() -> None:
    memo = Memo(len, 4)
    assert memo["x" * (LONGEST + 1)] == LONGEST + 1
    assert not memo


def test_what_is_unknown_is_told_and_not_asked() -> None:
    asked: list[str] = []
    memo = Memo(lambda key: asked.append(key) or len(key), 2)
    assert [memo[key] for key in ("a", "bb", "ccc")] == [1, 2, 3]
    assert memo.unknown(["a", "ccc", "dd", "dd"]) == {"dd"}
    assert asked == ["a", "bb", "ccc"]
