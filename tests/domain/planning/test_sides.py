"""Sides with doses of their own: what happened to a side is known of it, and of the exercise as far as both had it.

The rows of a record name the side; a record without rows, or a name without a side, is of both.
"""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.exercise import Side, Sides
from coach.domain.exercises.routine import Routine
from coach.domain.planning.planner import plan
from coach.domain.records.entries import Entry, Quality, Session, StepDone
from coach.domain.records.history import History, Start

from ..builders import catalogue, reps, routine, session, short
from ..strategies import WITHOUT_RUNGS, histories, whole_histories
from .test_laws import LATER, WORSE, harder_steps, is_harder, worsened

CLAM = reps(10, 14, sets=(2, 2))


def split(whole: Routine) -> Routine:
    """The same routine with the same dose for each side."""
    steps = [
        replace(step, side=side, slot=2 * step.slot + number)
        for step in whole.steps
        for number, side in enumerate(Side)
    ]
    return replace(whole, steps=tuple(steps))


def house(*routines: Routine) -> Catalogue:
    """Exercises with two sides."""
    made = catalogue(*routines)
    return replace(made, exercises={name: replace(one, sides=Sides.EACH) for name, one in made.exercises.items()})


def one_of(name: str, exercise: str = "clam", *, side: Side | None = None, complaint: bool = False) -> Routine:
    made = routine(name, [(exercise, CLAM)])
    return replace(made, steps=(replace(made.steps[0], side=side, of_complaint=complaint),))


BOTH = one_of("both")
SPLIT = split(one_of("split"))
LEFT, RIGHT = (one_of(str(side), side=side) for side in Side)
HURTS = one_of("hurts", complaint=True)
HOUSE = house(BOTH, SPLIT, LEFT, RIGHT, HURTS)


def done(day: float, name: str, *sides: str, **more: Any) -> Session:
    """A green session of a routine in which these sides were done whole, and the others of ``left right`` not."""
    rows = [
        StepDone(exercise="clam", side=side, sets=2 if side in sides else 0, done=1.0 if side in sides else 0.0)
        for side in (("left", "right") if name in ("both", "split") else sides)
    ]
    whole = len(sides) / max(1, len(rows))
    return replace(session(day, name=name, **more), step=tuple(rows), done=whole if name == "both" else 1.0)


def after(*entries: Entry, days: float = 3) -> dict[str, str]:
    """Every dose of the next plans, by routine and side."""
    known = History.of(entries)
    moment = entries[-1].at + timedelta(days=days)
    return {
        f"{name} {step.side or ''}".strip(): short(step.dose)
        for name in HOUSE.routines
        for step in plan(HOUSE, name, known, at=moment).steps
    }


def differing(told: dict[str, str], usual: str = "2x10") -> dict[str, str]:
    return {name: dose for name, dose in told.items() if dose != usual}


GREEN_TWICE = [done(0, "split", "left"), done(3, "split", "left")]
HAPPENED: dict[str, tuple[list[Entry], dict[str, str]]] = {
    "both sides proven twice: both go up": (
        [done(0, "split", "left", "right"), done(3, "split", "left", "right")],
        {"split left": "2x12", "split right": "2x12"},
    ),
    "one side proven twice: that side goes up": (list(GREEN_TWICE), {"split left": "2x12"}),
    "an unsided exercise of which one side was done proves nothing": (
        [done(0, "both", "left", effort=5), done(3, "both", "left", effort=5)],
        {},
    ),
    "an amber that names a side cuts it, the exercise and what is for the side that hurts": (
        [session(0, "amber", name="both", painful=("clam:left",))],
        {"both": "2x8", "split left": "2x8", "left left": "2x8", "hurts": "2x8"},
    ),
    "an amber that names the exercise cuts all of it": (
        [session(0, "amber", name="both", painful=("clam",))],
        dict.fromkeys(["both", "split left", "split right", "left left", "right right", "hurts"], "2x8"),
    ),
}


@pytest.mark.parametrize(("entries", "expected"), HAPPENED.values(), ids=HAPPENED)
def test_what_happened_to_a_side(entries: list[Entry], expected: dict[str, str]) -> None:
    assert differing(after(*entries)) == expected


def test_a_red_that_names_a_side_takes_both_out() -> None:
    red = session(0, "red", name="both", painful=("clam:left",))
    assert set(after(red).values()) == {"out"}


def test_a_green_of_one_side_gives_that_side_back_and_one_of_both_gives_all_back() -> None:
    amber = session(0, "amber", name="both", painful=("clam",))
    left = after(amber, done(3, "left", "left"))
    assert (left["split left"], left["left left"], left["hurts"]) == ("2x10",) * 3
    assert (left["both"], left["split right"], left["right right"]) == ("2x8",) * 3
    assert differing(after(amber, done(3, "split", "left", "right"))) == {}
    assert differing(after(amber, done(3, "both", "left", "right"))) == {}


def test_a_break_is_of_the_side_that_had_it() -> None:
    """Levels are earned first; then only the left side is trained, and the right one comes down."""
    risen = [done(3 * number, "split", "left", "right") for number in range(4)]
    only_left = [done(9 + 7 * number, "left", "left") for number in range(1, 4)]
    told = after(*risen, *only_left, days=1)
    assert (told["split left"], told["split right"]) == ("2x14", "2x10")
    told = after(*risen, *only_left, done(31, "right", "right"), days=1)
    assert (told["split left"], told["split right"]) == ("2x14", "2x10"), "back after its break, it takes no other down"


# --- laws -----------------------------------------------------------------------------------------------------------


def houses_of_one() -> st.SearchStrategy[tuple[Catalogue, Catalogue]]:
    """Two routines of one step each, both sides alike; and the same with a dose for each side in the first."""
    step = st.tuples(st.sampled_from(["bridge", "march"]), st.sampled_from(WITHOUT_RUNGS))

    def made(one: Any, other: Any) -> tuple[Catalogue, Catalogue]:
        main, second = routine("main", [one]), routine("other", [other])
        return house(main, second), house(split(main), second)

    return st.builds(made, step, step)


@given(houses_of_one(), whole_histories(min_size=1), LATER)
def test_a_dose_for_each_side_follows_as_one_for_both_where_nothing_tells_them_apart(
    houses: tuple[Catalogue, Catalogue], entries: list[Entry], later: timedelta
) -> None:
    whole, sided = houses
    moment = entries[-1].at + later
    for name in whole.routines:
        one, two = (plan(known, name, History.of(entries), at=moment) for known in (whole, sided))
        assert (one.allowed, one.reasons) == (two.allowed, two.reasons)
        if one.allowed:
            assert {(step.dose, step.rule, step.why) for step in two.steps} == {
                (step.dose, step.rule, step.why) for step in one.steps
            }


@given(houses_of_one(), whole_histories(min_size=1), LATER, st.sampled_from(Side))
def test_a_side_that_is_named_is_never_harder_than_it_would_be_without_sides(
    houses: tuple[Catalogue, Catalogue], entries: list[Entry], later: timedelta, side: Side
) -> None:
    whole, sided = houses
    named = [_with_side(entry, side) for entry in entries]
    moment = entries[-1].at + later
    one = plan(whole, "main", History.of(entries), at=moment)
    two = plan(sided, "main", History.of(named), at=moment)
    assert one.allowed == two.allowed
    for step in two.steps:
        if step.side is side:
            assert not is_harder(step, one.steps[0]), (step.why, one.steps[0].why)


@given(houses_of_one(), histories(min_size=1), LATER, st.sampled_from(Side), st.sampled_from(WORSE), st.integers(1, 10))
def test_a_worse_answer_never_gives_a_harder_plan_of_a_side(
    houses: tuple[Catalogue, Catalogue], entries: list[Entry], later: timedelta, side: Side, name: str, by: int
) -> None:
    _, sided = houses
    *before, last = (_with_side(entry, side) for entry in entries)
    assume(hasattr(last, name))
    assert not harder_steps(sided, [*before, worsened(last, name, by, Quality.SHARP)], [*before, last], Start(), later)


def _with_side(entry: Entry, side: Side) -> Entry:
    painful = getattr(entry, "painful", None)
    return replace(entry, painful=tuple(f"{name}:{side}" for name in painful)) if painful else entry
