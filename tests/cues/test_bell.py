"""The bell rings as often as it should, with time between, and stops when told to."""

from collections.abc import Callable

import pytest

from coach.cues.bell import BETWEEN_S, Bell
from coach.cues.cue import Sound


class Later:
    """What was put off, done by hand."""

    def __init__(self) -> None:
        self.put_off: list[tuple[float, Callable[[], None]]] = []
        self.called_off = 0

    def __call__(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        self.put_off.append((seconds, call))
        return self._call_off

    def _call_off(self) -> None:
        self.called_off += 1
        self.put_off.clear()

    def run(self) -> None:
        while self.put_off:
            self.put_off.pop(0)[1]()


@pytest.mark.parametrize("rings", [0, 1, 2, 3, 5])
def test_as_often_as_it_should(rings: int) -> None:
    rung: list[str] = []
    later = Later()
    bell = Bell(lambda: rung.append("ding"), later)
    bell.give(Sound(rings=rings, text="words are for others"))
    assert len(rung) == min(rings, 1), "the first at once"
    assert [seconds for seconds, _ in later.put_off] == [BETWEEN_S] * (rings > 1)
    later.run()
    assert len(rung) == rings


def test_a_newer_sound_takes_the_place_of_what_is_left() -> None:
    rung: list[str] = []
    later = Later()
    bell = Bell(lambda: rung.append("ding"), later)
    bell.give(Sound(rings=3))
    bell.give(Sound(rings=2))
    later.run()
    assert (len(rung), later.called_off) == (3, 1)


@pytest.mark.parametrize("quiet", [Bell.hush, Bell.close])
def test_it_is_quiet_when_told_so(quiet: Callable[[Bell], None]) -> None:
    rung: list[str] = []
    later = Later()
    bell = Bell(lambda: rung.append("ding"), later)
    bell.give(Sound(rings=3))
    left = list(later.put_off)
    quiet(bell)
    for _, call in left:
        call()  # one that was under way already
    assert len(rung) == 1


@pytest.mark.parametrize("error", [OSError(5, "gone"), ValueError("closed file"), RuntimeError])
def test_a_terminal_that_is_gone_is_no_trouble(error: Exception) -> None:
    def ring() -> None:
        raise error

    later = Later()
    Bell(ring, later).give(Sound(rings=3))
    assert later.put_off == []
