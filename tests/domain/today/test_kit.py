"""Resistance without its kit: the rung below is used, with the reason; nothing is earned with it, nothing is harder."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.dose import Dose, Prescription, ladder
from coach.domain.planning.plan import Change, Plan
from coach.domain.planning.planner import plan_from
from coach.domain.planning.replay import replay
from coach.domain.records.entries import Entry
from coach.domain.records.history import History
from coach.domain.session.outcome import steps_done
from coach.domain.today.kit import kit_of, usable

from ..builders import at, detail, only, planned, reps, session, step_of
from ..driving import start
from ..exercises.test_dose import raised
from ..planning.test_laws import is_harder

BAND = frozenset({"band"})
NOTHING: frozenset[str] = frozenset()
BANDS = ("no band", "light band", "medium band")
CLAM = reps(10, 12, sets=(2, 2), resistance=BANDS)
TOP = Dose(sets=2, reps=12)


@pytest.mark.parametrize(
    ("rung", "kit", "needs"),
    [
        ("light band", {"band"}, ("band",)),
        ("Light Band", {"band"}, ("band",)),
        ("light band", {"light band", "mat"}, ("light band",)),
        ("no band", {"band"}, ()),
        ("without band", {"band"}, ()),
        ("medium band", {"light band"}, ()),
        ("headband", {"band"}, ()),
        ("", {"band"}, ()),
        ("heavy", {"band"}, ()),
        ("band and chair", {"chair", "band"}, ("band", "chair")),
    ],
)
def test_what_a_rung_asks_for(rung: str, kit: set[str], needs: tuple[str, ...]) -> None:
    assert kit_of(rung, kit) == needs


def plan_at(dose: Dose, level: Dose, change: Change = Change.SAME, prescription: Prescription = CLAM) -> Plan:
    """A plan of one clam shell, with a dose that the rules gave it."""
    made = planned(only(prescription), [], day=0)
    step = replace(made.steps[0], dose=dose, level=level, change=change, why="As the rules say.")
    return replace(made, steps=(step,))


ON_LIGHT, ON_MEDIUM = Dose(sets=2, reps=10, rung=1), Dose(sets=2, reps=10, rung=2)
LIGHT_NEEDS = "Light band needs what you avoid: band. So today it is with no band."
CASES: dict[str, tuple[Plan, Dose, Change, str]] = {
    "a step up onto a rung is none": (plan_at(ON_LIGHT, TOP, Change.UP), TOP, Change.SAME, LIGHT_NEEDS),
    "a level on a rung comes down to the top of the one below": (
        plan_at(ON_LIGHT, ON_LIGHT), TOP, Change.DOWN, LIGHT_NEEDS,
    ),
    "two rungs down, where both need it": (
        plan_at(ON_MEDIUM, ON_MEDIUM), TOP, Change.DOWN,
        "Medium band needs what you avoid: band. So today it is with no band.",
    ),
    "a cut stays a cut": (
        plan_at(Dose(sets=1, reps=7, rung=1), ON_MEDIUM, Change.DOWN), Dose(sets=1, reps=7), Change.DOWN,
        f"{LIGHT_NEEDS} As the rules say.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("made", "dose", "change", "why"), CASES.values(), ids=CASES)
def test_the_rung_below_is_used_and_that_is_said(made: Plan, dose: Dose, change: Change, why: str) -> None:
    (step,) = usable(made, BAND, NOTHING).steps
    assert (step.dose, step.change, step.why, step.resistance) == (dose, change, why, "no band")
    assert step.trimmed


def test_what_is_not_at_hand_is_said_so() -> None:
    (step,) = usable(plan_at(ON_LIGHT, ON_LIGHT), NOTHING, BAND).steps
    assert step.why == "Light band needs what you do not have at hand: band. So today it is with no band."


def test_without_any_rung_that_can_be_used_it_is_left_out() -> None:
    bands = reps(10, 12, resistance=("light band", "medium band"))
    (step,) = usable(plan_at(bands.start(), bands.start(), prescription=bands), BAND, NOTHING).steps
    assert (step.dose, step.trimmed) == (None, True)
    assert "no lighter way" in step.why


@pytest.mark.parametrize(
    "made",
    [
        plan_at(TOP, TOP),
        plan_at(ON_LIGHT, ON_LIGHT, prescription=reps(10, 12, resistance=("light", "strong"))),
        plan_at(TOP, TOP, prescription=reps(10, 12)),
    ],
)
def test_what_needs_no_band_is_left_alone(made: Plan) -> None:
    assert usable(made, BAND, BAND) == made


def test_nothing_is_left_alone_without_a_reason() -> None:
    made = plan_at(ON_LIGHT, ON_LIGHT)
    assert usable(made, frozenset({"mat"}), frozenset({"bar"})) == made
    assert usable(made, NOTHING, NOTHING) == made


def test_the_record_says_that_it_was_trimmed_and_with_what() -> None:
    (row,) = steps_done(start(*usable(plan_at(ON_LIGHT, ON_LIGHT), BAND, NOTHING).steps).state)
    assert (row.trimmed, row.resistance) == (True, "no band")


def test_nothing_is_earned_on_the_rung_below_and_it_was_not_away() -> None:
    known = only(reps(10, 10, resistance=BANDS))
    greens: list[Entry] = [session(2 * number) for number in range(3)]
    assert step_of(planned(known, greens, day=6)).change is Change.UP
    lowered = [session(day, step=(detail(trimmed=True),)) for day in range(6, 40, 2)]
    for day in (40, 45):
        step = step_of(planned(known, [*greens, *lowered], day=day))
        assert step.dose
        assert (step.dose.rung, step.change, step.rule) == (1, Change.SAME, 13), "one rung was earned, no more"


KITS = st.frozensets(st.sampled_from(["band", "light band", "mat", "weight"]))
LADDERS = st.sampled_from(
    [
        CLAM,
        reps(5, 7, resistance=("none", "weight", "light band", "medium band")),
        reps(5, 9, sets=(1, 3), resistance=("light band", "medium band")),
        reps(5, 9, sets=(1, 3)),
    ]
)


@given(LADDERS, KITS, KITS, st.data())
def test_never_harder_than_the_rules_and_never_with_what_there_is_not(
    prescription: Prescription, avoid: frozenset[str], missing: frozenset[str], data: Any
) -> None:
    levels = ladder(prescription)
    level, dose = (data.draw(st.sampled_from(levels)) for _ in range(2))
    change = Change.SAME if dose == level else data.draw(st.sampled_from([Change.UP, Change.DOWN]))
    made = plan_at(dose, level, change, prescription)
    (step,) = usable(made, avoid, missing).steps
    assert not is_harder(step, made.steps[0])
    if step.dose is None:
        return
    assert not kit_of(step.resistance or "", avoid | missing)
    assert step.dose in levels or step.change is Change.DOWN
    assert not raised(levels[-1], step.dose)


def test_a_real_plan_on_a_real_history() -> None:
    known = only(CLAM)
    entries: list[Entry] = [session(2 * number) for number in range(12)]
    standing = replay(known, History.of(entries))
    made = plan_from(known, standing, "main", at=at(24))
    (before,), (after,) = made.steps, usable(made, BAND, NOTHING).steps
    assert before.resistance in BANDS[1:]
    assert after.resistance == "no band"
