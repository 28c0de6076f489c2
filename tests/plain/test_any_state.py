"""In any state that a runner may be in, plain mode says what is fit to be read, whatever is typed."""

import random

import pytest
from hypothesis import given, note
from hypothesis import settings as examples
from hypothesis import strategies as st

from coach.plain.home import run_home
from coach.services.assembly import Coach
from coach.services.notices import SAFETY_READ
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.store.resilient import ResilientStore
from coach.system.exit_codes import DONE
from tests.states import ROUTINES, State, fill, library, states
from tests.wording import marks

from .talking import FakeClock, FakeTalk

ITEMS = (
    "",
    "l",
    "h",
    "+",
    "-",
    "b",
    "a",
    "c",
    "k",
    "m",
    "v",
    "p",
    "g",
    "d",
    "u",
    "x",
    "y",
    "w",
    "t",
    "s",
    "n",
    "r",
    "e",
    "i",
    "o",
    "?",
)
"""All that may be typed at home, but for what leaves and what is done with files."""
ANSWERS = ("", "", "", "s", "s", "0", "1", "2", "3", "7", "10", "no", "yes", "q", "n")
MOST_S = 900
"""Seconds of waiting in sessions; then the input ends: reps that are counted by a key wait for ever."""


class _Clock(FakeClock):
    def __init__(self, state: State) -> None:
        super().__init__()
        self._at = state

    def now(self):  # type: ignore[no-untyped-def]
        return self._at.now


def talk_in(state: State, lines: list[str]) -> FakeTalk:
    """One sitting at home, with these lines typed. Raises AssertionError with what cannot be read."""
    store = MemoryStore()
    fill(state, store)
    store.take_unreadable(state.unreadable)
    kept = ResilientStore(lambda: store)
    kept.write(SAFETY_READ, "earlier")
    kept.write("first-questions", "asked")
    clock = _Clock(state)
    talk = FakeTalk(clock, lines, ends_at=MOST_S)
    talk.hands_free = False
    assert run_home(Coach(Training(library(), kept, clock, state.settings), (), kept), talk) == DONE
    wrong = [found for line in talk.lines for found in marks(line)]
    assert not wrong, (wrong, talk.lines)
    return talk


def drawn(chance: random.Random, most: int) -> list[str]:
    """What is typed: things of the menu and names of routines, each with some answers."""
    lines: list[str] = []
    for item in chance.sample([*ITEMS, *chance.sample(ROUTINES, 4)], most):
        lines += [item, *chance.choices(ANSWERS, k=chance.choice([0, 1, 4, 12]))]
    return lines


@given(states(), st.integers(0, 10**6))
@examples(max_examples=10, derandomize=True)  # the same each time: chance is for the soak
def test_some_lines_in_any_state(state: State, seed: int) -> None:
    lines = drawn(random.Random(seed), 6)
    note(repr(lines))
    talk_in(state, lines)


@pytest.mark.soak
@given(states(), st.integers(0, 10**6))
@examples(max_examples=300)
def test_every_line_in_any_state(state: State, seed: int) -> None:
    talk_in(state, drawn(random.Random(seed), len(ITEMS)))
