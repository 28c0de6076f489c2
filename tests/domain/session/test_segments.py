"""A plan laid out in time: sides, switches, rests, lengths."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from coach.domain.exercises.dose import Dose, Prescription, Range
from coach.domain.exercises.exercise import Side, Sides
from coach.domain.planning.plan import PlannedStep
from coach.domain.session.layout import lay_out
from coach.domain.session.segments import Pacing, Segment, SegmentKind, length_s

from ..builders import asked, exercise, hold, max_hold, plan_of, reps
from ..strategies import PACINGS, sessions_of_steps

BY_KEY = Pacing(hands_free=False)
LEAD_INS = {
    SegmentKind.GET_READY: "ready",
    SegmentKind.SWITCH: "switch",
    SegmentKind.REST: "rest",
}


def text(segment: Segment) -> str:
    """``work 1/2 left 30`` or, for a lead-in, ``rest 20``; ``-`` where the runner says when it ends."""
    seconds = "-" if segment.seconds is None else str(segment.seconds)
    if not segment.is_work:
        return f"{LEAD_INS[segment.kind]} {seconds}"
    side = f" {segment.side}" if segment.side else ""
    return f"work {segment.set}/{segment.sets}{side} {seconds}"


def texts(*steps: PlannedStep, pacing: Pacing = Pacing()) -> list[str]:  # noqa: B008 - frozen
    return [text(segment) for segment in lay_out(plan_of(*steps), pacing)]


def one(sides: Sides, prescription: Prescription) -> PlannedStep:
    return asked(exercise("bridge", prescription, sides=sides))


LAID_OUT = {
    "both sides at once: rest between sets": (
        one(Sides.BOTH, hold(30, sets=(3, 3), rest=20)),
        ["ready 10", "work 1/3 30", "rest 20", "work 2/3 30", "rest 20", "work 3/3 30"],
    ),
    "each: all sets on one side, then the other": (
        one(Sides.EACH, hold(30, sets=(2, 2), rest=15)),
        [
            "ready 10",
            "work 1/2 left 30",
            "rest 15",
            "work 2/2 left 30",
            "switch 5",
            "work 1/2 right 30",
            "rest 15",
            "work 2/2 right 30",
        ],
    ),
    "each, one set: only a switch": (
        one(Sides.EACH, hold(30)),
        ["ready 10", "work 1/1 left 30", "switch 5", "work 1/1 right 30"],
    ),
    "alternate holds: left, right, left, right": (
        one(Sides.ALTERNATE, hold(10, sets=(2, 2))),
        [
            "ready 10",
            "work 1/2 left 10",
            "switch 5",
            "work 1/2 right 10",
            "switch 5",
            "work 2/2 left 10",
            "switch 5",
            "work 2/2 right 10",
        ],
    ),
    "alternate reps: both sides within a set, ten a side at five seconds": (
        one(Sides.ALTERNATE, reps(10, sets=(2, 2), tempo=(2, 1, 2))),
        ["ready 10", "work 1/2 100", "rest 20", "work 2/2 100"],
    ),
    "no rest": (
        one(Sides.BOTH, hold(30, sets=(2, 2), rest=0)),
        ["ready 10", "work 1/2 30", "work 2/2 30"],
    ),
    "reps at their tempo": (one(Sides.BOTH, reps(10, tempo=(1, 0, 3))), ["ready 10", "work 1/1 40"]),
    "reps at the usual tempo": (one(Sides.BOTH, reps(10)), ["ready 10", "work 1/1 50"]),
    "held reps: the hold is the middle of the tempo": (
        one(Sides.BOTH, Prescription(reps=Range.pinned(5), hold=Range.pinned(3), tempo=(1, 0, 1))),
        ["ready 10", "work 1/1 25"],
    ),
    "a max hold is open-ended": (
        one(Sides.EACH, max_hold()),
        ["ready 10", "work 1/1 left -", "switch 5", "work 1/1 right -"],
    ),
}


@pytest.mark.parametrize(("step", "expected"), LAID_OUT.values(), ids=LAID_OUT)
def test_lay_out(step: PlannedStep, expected: list[str]) -> None:
    assert texts(step) == expected


def test_reps_counted_by_key_are_open_ended_but_holds_are_not() -> None:
    assert texts(one(Sides.BOTH, reps(10)), pacing=BY_KEY) == ["ready 10", "work 1/1 -"]
    assert texts(one(Sides.BOTH, hold(30)), pacing=BY_KEY) == ["ready 10", "work 1/1 30"]


def test_between_steps_the_last_seconds_of_the_rest_are_for_getting_ready() -> None:
    first = asked(exercise("bridge", hold(30, rest=40)))
    second = asked(exercise("plank", hold(20, rest=5)))
    third = asked(exercise("squat", hold(25)))
    expected = ["ready 10", "work 1/1 30", "rest 30", "ready 10", "work 1/1 20", "ready 10", "work 1/1 25"]
    assert texts(first, second, third) == expected


def test_the_lengths_a_runner_sets() -> None:
    step = one(Sides.EACH, hold(30))
    expected = ["ready 3", "work 1/1 left 30", "switch 8", "work 1/1 right 30"]
    assert texts(step, pacing=Pacing(get_ready_s=3, switch_s=8)) == expected


def test_a_lead_in_tells_what_it_leads_to() -> None:
    segments = lay_out(plan_of(one(Sides.EACH, hold(30, sets=(2, 2)))), Pacing())
    for lead_in, work in zip(segments[::2], segments[1::2], strict=True):
        assert (lead_in.step, lead_in.set, lead_in.side) == (work.step, work.set, work.side)


def test_steps_that_are_out_are_passed_over_and_keep_their_number() -> None:
    out = replace(one(Sides.BOTH, hold(30)), dose=None)
    segments = lay_out(plan_of(out, one(Sides.BOTH, hold(20))), Pacing())
    assert {segment.step for segment in segments} == {1}
    assert lay_out(plan_of(out), Pacing()) == ()


def test_the_dose_of_today_is_laid_out_not_the_range() -> None:
    step = asked(exercise("bridge", hold(30, sets=(3, 3))), Dose(sets=1, hold_s=21))
    assert texts(step) == ["ready 10", "work 1/1 21"]


def test_a_max_hold_is_expected_to_last_as_the_last_one() -> None:
    known = asked(exercise("plank", max_hold()), last_max_s=70)
    unknown = asked(exercise("plank", max_hold()))
    assert length_s(lay_out(plan_of(known), Pacing())) == 10 + 70
    assert length_s(lay_out(plan_of(unknown), Pacing())) == 10 + 30


def test_reps_counted_by_key_are_expected_to_last_as_paced_ones() -> None:
    plan = plan_of(one(Sides.EACH, reps(10, sets=(2, 2))))
    assert length_s(lay_out(plan, BY_KEY)) == length_s(lay_out(plan, Pacing()))


def test_reps_that_alternate_change_sides_from_rep_to_rep() -> None:
    work = lay_out(plan_of(one(Sides.ALTERNATE, reps(3))), Pacing())[-1]
    assert work.reps == 6
    assert [work.rep_side(rep) for rep in range(4)] == [Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT]
    assert Side.LEFT.other is Side.RIGHT


# --- laws -----------------------------------------------------------------------------------------------------------


@given(sessions_of_steps(), PACINGS)
def test_both_sides_always_get_the_same_work(steps: list[PlannedStep], pacing: Pacing) -> None:
    segments = [segment for segment in lay_out(plan_of(*steps), pacing) if segment.is_work]
    for index, step in enumerate(steps):
        here = [segment for segment in segments if segment.step == index]
        left, right = (
            [(s.set, s.seconds, s.reps, s.tempo) for s in here if s.side is side] for side in (Side.LEFT, Side.RIGHT)
        )
        assert left == right
        assert all(s.reps is not None and s.reps % 2 == 0 for s in here if s.alternate)
        per_side = left or [s for s in here if s.side is None]
        assert step.dose
        assert len(per_side) == step.dose.sets


@given(sessions_of_steps(), PACINGS)
def test_every_set_is_led_in_and_nothing_trails(steps: list[PlannedStep], pacing: Pacing) -> None:
    segments = lay_out(plan_of(*steps), pacing)
    assert not segments[0].is_work
    assert segments[-1].is_work
    assert length_s(segments) == sum(segment.length_s for segment in segments)
    firsts = [next(i for i, s in enumerate(segments) if s.step == step) for step in range(len(steps))]
    for first in firsts[1:]:
        assert segments[first - 1].is_work, "a step begins where the one before has done its last set"
