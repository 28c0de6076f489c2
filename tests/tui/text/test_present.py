"""Facts to strings: every wording as a table."""

from typing import Any

import pytest
from domain.builders import asked, exercise, hold, max_hold, plan_of, reps
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.dose import Dose
from coach.domain.exercises.exercise import Side, Sides
from coach.domain.planning.plan import Change
from coach.domain.rules.light import Light
from coach.domain.session.commands import Command, Do, advance
from coach.domain.session.segments import Pacing, SegmentKind
from coach.domain.session.state import SessionState, Status, begin
from coach.tui.text.present import (
    CHANGE_SIGNS,
    KIND_WORDS,
    LIGHT_WORDS,
    big_number,
    change_of,
    clock,
    exercise_of,
    max_hold_line,
    minutes_left,
    next_line,
    rep_line,
    session_headline,
    set_line,
    side_in_words,
    step_dose,
)

STRETCH = asked(replace(exercise("stretch", hold(20, sets=(2, 2), rest=15), sides=Sides.EACH), name="Psoas stretch"))
BRIDGE = asked(replace(exercise("bridge", reps(10, tempo=(1, 0, 3), rest=0)), name="Bridge"))
MARCH = asked(replace(exercise("march", reps(8, tempo=(1, 1, 2)), sides=Sides.ALTERNATE), name="March"))
BUG = replace(exercise("dead-bug", reps(6)), name="Dead bug")
PLANK = asked(replace(exercise("plank", hold(30)), name="Plank"), easier=BUG)
HANG = asked(replace(exercise("hang", max_hold()), name="Hang"), last_max_s=41, best_max_s=105)


def at(seconds: float, *steps: Any, pacing: Pacing | None = None) -> tuple[SessionState, float]:
    """A session so long after its start, looked at every second."""
    state, _ = begin(plan_of(*(steps or (STRETCH, BRIDGE))), pacing or Pacing(), 0)
    now = 0.0
    while now < seconds:
        now = min(seconds, now + 1)
        state, _ = advance(state, None, now)
    return state, now


def do(state: SessionState, command: Do, now: float) -> SessionState:
    return advance(state, Command(command), now)[0]


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0"), (7, "7"), (45, "45"), (99, "99"), (100, "1:40"), (120, "2:00"), (605, "10:05")]
)
def test_clock(seconds: int, text: str) -> None:
    assert clock(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(9, "1 min left"), (60, "1 min left"), (452, "8 min left"), (482, "8 min left")]
)
def test_minutes_left(seconds: int, text: str) -> None:
    assert minutes_left(seconds) == text


@pytest.mark.parametrize(("side", "text"), [(Side.LEFT, "LEFT side"), (Side.RIGHT, "RIGHT side"), (None, "")])
def test_side_in_words(side: Side | None, text: str) -> None:
    assert side_in_words(side) == text


@pytest.mark.parametrize(
    ("table", "kinds"),
    [(LIGHT_WORDS, Light), (CHANGE_SIGNS, Change), (KIND_WORDS, SegmentKind)],
)
def test_every_kind_has_words_of_its_own(table: dict[Any, str], kinds: Any) -> None:
    assert set(table) == set(kinds)
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize(
    ("step", "dose", "change"),
    [
        (STRETCH, "2 × 20 s", "= same"),
        (replace(BRIDGE, change=Change.UP), "1 × 10 reps", "▲ more"),
        (replace(BRIDGE, change=Change.DOWN), "1 × 10 reps", "▼ less"),
        (replace(BRIDGE, change=Change.OUT, dose=None), "out", "✕ out"),
        (replace(STRETCH, dose=Dose(sets=1, hold_s=20), trimmed=True), "1 × 20 s", "– trimmed"),
        (replace(STRETCH, dose=None, trimmed=True), "left out today", "– trimmed"),
        (HANG, "1 × as long as form lasts", "= same"),
    ],
)
def test_a_step_says_its_dose_and_its_change(step: Any, dose: str, change: str) -> None:
    assert (step_dose(step), change_of(step)) == (dose, change)


@pytest.mark.parametrize(
    ("seconds", "words", "where"),
    [
        (0, "GET READY · LEFT side", "Psoas stretch · set 1 of 2"),
        (10, "HOLD · LEFT side", "Psoas stretch · set 1 of 2"),
        (30, "REST · LEFT side", "Psoas stretch · set 2 of 2"),
        (45, "HOLD · LEFT side", "Psoas stretch · set 2 of 2"),
        (65, "SWITCH SIDES · RIGHT side", "Psoas stretch · set 1 of 2"),
        (70, "HOLD · RIGHT side", "Psoas stretch · set 1 of 2"),
        (126, "REST", "Bridge"),
        (132, "GET READY", "Bridge"),
        (142, "MOVE", "Bridge"),
    ],
)
def test_what_is_to_be_done_now(seconds: int, words: str, where: str) -> None:
    state, _ = at(seconds)
    assert (session_headline(state), set_line(state, 80)) == (words, where)


def test_alternating_reps_name_the_side_with_each_rep_only() -> None:
    state, now = at(10, MARCH)
    assert session_headline(state) == "MOVE"
    assert rep_line(state, now).startswith("LEFT")


def test_pause_and_its_end_are_named() -> None:
    state, now = at(12)
    state = do(state, Do.PAUSE, now)
    assert state.status is Status.PAUSED
    assert session_headline(state) == "PAUSED · LEFT side · Space goes on"
    state = do(state, Do.PAUSE, now)
    assert session_headline(state) == "GET SET · LEFT side"
    assert big_number(state, now) == ("3", "0")
    assert big_number(state, now + 1) == ("2", "0")


@pytest.mark.parametrize(
    ("seconds", "number"),
    [
        (0, ("10", "00")),
        (0.97, ("10", "00")),
        (1, ("9", "00")),
        (9.5, ("1", "00")),
        (10, ("20", "00")),
        (29.2, ("1", "00")),
        (65, ("5", "0")),
    ],
)
def test_the_number_counts_what_is_left(seconds: float, number: tuple[str, str]) -> None:
    state, now = at(seconds)
    assert big_number(state, now) == number


def test_a_long_hold_counts_in_minutes() -> None:
    state, now = at(10, asked(exercise("plank", hold(150))))
    assert big_number(state, now) == ("2:30", "0:00")


def test_a_number_looked_at_a_hair_late_is_not_one_too_high() -> None:
    state, now = at(11)
    assert big_number(state, now + 0.001) == big_number(state, now) == ("19", "00")


def test_a_max_hold_counts_up() -> None:
    state, now = at(17, HANG)
    assert big_number(state, now) == ("7", "00")
    state, now = at(135, HANG)
    assert big_number(state, now)[0] == "2:05"


@pytest.mark.parametrize(
    ("step", "seconds", "number", "rhythm"),
    [
        (BRIDGE, 10, ("1", "00"), "of 10 · up 1"),
        (BRIDGE, 12, ("1", "00"), "of 10 · down 2 of 3"),
        (BRIDGE, 14, ("2", "00"), "of 10 · up 1"),
        (BRIDGE, 49, ("10", "00"), "of 10 · down 3 of 3"),
        (MARCH, 10, ("1", "0"), "LEFT · of 8 a side · up 1"),
        (MARCH, 11, ("1", "0"), "LEFT · of 8 a side · hold 1"),
        (MARCH, 14, ("1", "0"), "RIGHT · of 8 a side · up 1"),
        (MARCH, 18, ("2", "0"), "LEFT · of 8 a side · up 1"),
    ],
)
def test_reps_and_their_rhythm(step: Any, seconds: float, number: tuple[str, str], rhythm: str) -> None:
    state, now = at(seconds, step)
    assert (big_number(state, now), rep_line(state, now)) == (number, rhythm)


def test_reps_counted_by_key() -> None:
    state, now = at(10, BRIDGE, pacing=Pacing(hands_free=False))
    assert (big_number(state, now), rep_line(state, now)) == (("1", "00"), "of 10 · count each rep")
    state = do(state, Do.DONE, now)
    assert big_number(state, now)[0] == "2"


def test_a_paused_rep_shows_no_rhythm() -> None:
    state, now = at(12, BRIDGE)
    assert rep_line(do(state, Do.PAUSE, now), now) == "of 10"


@pytest.mark.parametrize("seconds", [0, 10, 30])
def test_outside_of_reps_there_is_no_rhythm(seconds: int) -> None:
    assert rep_line(*at(seconds)) == ""


@pytest.mark.parametrize(
    ("seconds", "line"),
    [
        (0, "Psoas stretch · 2 × 20 s"),
        (10, "Next: set 2 of 2"),
        (50, "Next: RIGHT side, set 1 of 2"),
        (65, "Next: set 2 of 2"),
        (126, "Bridge · 1 × 10 reps"),
        (142, "The last set."),
    ],
)
def test_what_comes_next(seconds: int, line: str) -> None:
    assert next_line(at(seconds)[0]) == line


def test_a_long_name_leaves_room_for_the_set() -> None:
    assert set_line(at(0)[0], 24) == "Psoas stre… · set 1 of 2"


def test_the_easier_exercise_is_named_without_the_dose_of_the_other() -> None:
    state, now = at(5, PLANK)
    assert set_line(state, 80) == "Plank"
    state = do(state, Do.EASIER, now)
    assert exercise_of(state.plan, state.segment) == BUG
    assert set_line(state, 80) == next_line(state) == "Dead bug"


@pytest.mark.parametrize(
    ("step", "line"),
    [
        (HANG, "Last 41, best 1:45. Enter ends it."),
        (replace(HANG, best_max_s=None), "Last 41, best 41. Enter ends it."),
        (replace(HANG, last_max_s=None, best_max_s=None), "As long as form lasts. Enter ends it."),
    ],
)
def test_max_hold_line(step: Any, line: str) -> None:
    assert max_hold_line(step) == line


@given(st.floats(0, 200, allow_nan=False))
def test_the_number_always_fits_its_room(seconds: float) -> None:
    state, now = at(seconds, STRETCH, BRIDGE, PLANK)
    if not state.is_over:
        text, room = big_number(state, now)
        assert len(text) <= len(room)
        assert text.replace(":", "").isdecimal()
