"""Code that runs is laid side by side before the forks; what it does stays the same."""

from collections.abc import Callable

import pytest

from coach.host.workers import hot_code
from coach.host.workers.hot_code import lay_side_by_side, what_runs


@pytest.fixture(autouse=True)
def _keep_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hot_code, "_replaced", [])


def outer(number: int, *, more: int = 1) -> Callable[[], int]:
    def inner() -> int:
        return number + more

    return inner


def idle() -> str:
    return "idle"


def test_what_runs_is_told_by_a_fork_and_changes_nothing_here() -> None:
    seen = []
    ran = what_runs(lambda: seen.append(outer(1)()))
    assert id(outer.__code__) in ran
    assert id(outer(1).__code__) in ran
    assert id(idle.__code__) not in ran
    assert not seen


def test_what_fails_in_the_fork_is_nothing_that_runs() -> None:
    assert what_runs(lambda: 1 / 0) == frozenset()


def test_code_moves_with_what_is_defined_in_it_and_does_the_same() -> None:
    before, within, alone = outer.__code__, outer(1).__code__, idle.__code__
    assert lay_side_by_side({id(within)}) == 2
    assert outer.__code__ is not before
    assert outer.__code__ == before
    assert outer(1).__code__ is not within
    assert idle.__code__ is alone
    assert (outer(1)(), outer(2, more=3)()) == (2, 5)
    assert hot_code._replaced == [within, before]  # kept, so that nothing new comes to lie in the gaps
