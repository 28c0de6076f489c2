"""A plan laid out in time: sides, switches, rests, lengths."""

from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from coach.domain.exercises.dose import Dose, Prescription, Range
from coach.domain.exercises.exercise import Side, Sides
from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning.plan import PlannedStep
from coach.domain.session.layout import lay_out
from coach.domain.session.segments import (
    Gait,
    Pacing,
    Segment,
    SegmentKind,
    dose_said,
    exercise_of,
    held_s,
    length_s,
    length_said,
    note_to_say,
    number_of,
    resistance_of,
)

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


EASY = exercise("easy", hold(15))
STEP = asked(exercise("bridge", hold(30, sets=(2, 2))), easier=EASY, note="Slowly.")
ROAD = (
    asked(exercise("brisk-walk", hold(300)), note="Swing your arms."),
    asked(exercise("walk-run", hold(60, sets=(2, 2))), walk_s=120, note="Easily."),
)


def test_a_segment_is_about_its_step_s_exercise_or_the_easier_one_in_its_place() -> None:
    ready, work, *_ = lay_out(plan_of(STEP), Pacing())
    assert [exercise_of(plan_of(STEP), each).id for each in (ready, work)] == ["bridge", "bridge"]
    assert exercise_of(plan_of(STEP), replace(work, eased=True)).id == "easy"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "set 1 of 2"),
        ({"set": 2}, "set 2 of 2"),
        ({"in_round": True}, "round 1 of 2"),
        ({"gait": Gait.RUN, "sets": 6}, "run 1 of 6"),
        ({"sets": 1}, ""),
    ],
)
def test_which_of_how_many_it_is(changes: dict[str, Any], words: str) -> None:
    assert number_of(replace(lay_out(plan_of(STEP), Pacing())[1], **changes)) == words


def test_a_note_is_said_before_its_step_and_in_its_rests_and_not_of_an_easier_exercise() -> None:
    plan = plan_of(STEP)
    segments = lay_out(plan, Pacing())
    assert [(str(each.kind), note_to_say(plan, each)) for each in segments] == [
        ("get-ready", "Slowly."),
        ("work", ""),
        ("rest", "Slowly."),
        ("work", ""),
    ]
    assert note_to_say(plan, replace(segments[0], eased=True)) == ""


def test_on_the_road_a_note_is_said_as_the_walk_or_the_first_run_begins() -> None:
    plan = replace(plan_of(*ROAD), kind=RoutineKind.RUN)
    notes = [(str(each.gait), each.set, note_to_say(plan, each)) for each in lay_out(plan, Pacing()) if each.is_work]
    assert notes == [
        ("walk", 1, "Swing your arms."),
        ("run", 1, "Easily."),
        ("walk", 1, ""),
        ("run", 2, ""),
        ("walk", 2, ""),
    ]


def test_a_walk_that_is_out_is_passed_over_and_the_first_stretch_is_led_in() -> None:
    plan = replace(plan_of(replace(ROAD[0], dose=None), ROAD[1]), kind=RoutineKind.RUN)
    first, *others = lay_out(plan, Pacing())
    assert (first.kind, first.step) == (SegmentKind.GET_READY, 1)
    assert {(each.kind, each.step) for each in others} == {(SegmentKind.WORK, 1)}


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


BANDS = reps(8, resistance=("no band", "light band"))
SQUEEZE = Prescription(reps=Range.pinned(5), hold=Range.pinned(10))


@pytest.mark.parametrize(
    ("step", "eased", "held", "resistance"),
    [
        (asked(exercise("clam", BANDS)), False, None, "no band"),
        (asked(exercise("clam", BANDS), Dose(sets=1, reps=8, rung=1)), False, None, "light band"),
        (asked(exercise("squeeze", SQUEEZE)), False, 10, ""),
        (asked(exercise("plank", hold(30))), False, None, ""),
        (asked(exercise("clam", BANDS), easier=exercise("squeeze", SQUEEZE)), True, 10, ""),
        (asked(exercise("squeeze", SQUEEZE), easier=exercise("clam", BANDS)), True, None, "no band"),
    ],
)
def test_what_a_set_is_done_with_and_how_long_each_rep_is_held(
    step: PlannedStep, eased: bool, held: int | None, resistance: str
) -> None:
    plan, work = plan_of(step), Segment(kind=SegmentKind.WORK, step=0, reps=8, eased=eased)
    assert (held_s(plan, work), resistance_of(plan, work)) == (held, resistance)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (one(Sides.BOTH, hold(20)), "20 seconds"),
        (one(Sides.BOTH, hold(120)), "2 minutes"),
        (one(Sides.BOTH, reps(10)), "10 reps"),
        (one(Sides.ALTERNATE, reps(10)), "10 reps each side"),
        (one(Sides.BOTH, max_hold()), "as long as your form lasts"),
        (asked(exercise("squeeze", SQUEEZE)), "5 reps of 10 seconds"),
        (asked(exercise("clam", BANDS)), "8 reps, no band"),
    ],
)
def test_a_set_as_it_is_said(step: PlannedStep, said: str) -> None:
    plan = plan_of(step)
    work = next(segment for segment in lay_out(plan, BY_KEY) if segment.is_work)
    assert dose_said(plan, work) == said


def test_a_length_as_it_is_said() -> None:
    assert [length_said(each) for each in (1, 90, 119, 120, 150, 180)] == [
        "1 second", "90 seconds", "119 seconds", "2 minutes", "150 seconds", "3 minutes",
    ]  # fmt: skip
