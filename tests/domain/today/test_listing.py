"""How plans and days are listed: parts and rounds, what a routine is for, and why one is not for today."""

import pytest
from msgspec.structs import replace

from coach.domain.courses.diary import DayKind, Suggestion
from coach.domain.exercises.course import Block, Course
from coach.domain.exercises.dose import Dose
from coach.domain.exercises.routine import Part, Phase, Round, Routine, RoutineKind
from coach.domain.planning.gate import Refusal
from coach.domain.planning.plan import PlannedStep
from coach.domain.planning.planner import refused_from
from coach.domain.planning.replay import replay
from coach.domain.records.entries import Run, Walk
from coach.domain.records.history import History, Start
from coach.domain.rules.light import Light
from coach.domain.rules.numbers import GROUP_CAP, RESCUE, RETURN_TO_RUN_ROUTINE
from coach.domain.today.ahead import InventedDay
from coach.domain.today.arrangement import arranged
from coach.domain.today.day_words import day_in_words, parts_of
from coach.domain.today.in_short import changes_in_short
from coach.domain.today.purposes import Purpose, around_runs, purpose_of
from coach.domain.today.refusal_words import LONGEST_REFUSAL, in_two_words

from ..builders import START, asked, catalogue, exercise, house, plan_of, programme, reps, routine

ROUND, OTHER = Round(id="a", rest=60), Round(id="b", rest=0)


def part(of: Part, turns: Round | None = None, sets: int | None = 2) -> PlannedStep:
    made = asked(exercise("bridge", reps(10)), Dose(sets=sets or 1, reps=10), part=of, round=turns)
    return made if sets else replace(made, dose=None)


WARM, MAIN, COOL = Part.WARM_UP, Part.MAIN, Part.COOL_DOWN
ARRANGED = {
    "nothing to tell apart": ([part(MAIN), part(MAIN)], ["/2"]),
    "parts": ([part(WARM), part(MAIN), part(MAIN), part(COOL)], ["Warm-up/1", "Main part/2", "Cool-down/1"]),
    "a round, and what follows it": (
        [part(MAIN, ROUND), part(MAIN, ROUND), part(MAIN)],
        ["2 rounds of these 2, 60 s rest between rounds/2", "Then/1"],
    ),
    "a part begins behind a round": (
        [part(MAIN, ROUND), part(COOL)],
        ["Main part · 2 rounds of these 1, 60 s rest between rounds/1", "Cool-down/1"],
    ),
    "two rounds on end": (
        [part(MAIN, ROUND, 1), part(MAIN, OTHER)],
        ["1 round of these 1/1", "2 rounds of these 1/1"],
    ),
    "a round of which all is out": ([part(MAIN, ROUND, None)], ["Rounds/1"]),
}


@pytest.mark.parametrize(("steps", "wanted"), ARRANGED.values(), ids=ARRANGED)
def test_steps_stand_under_their_part_and_round(steps: list[PlannedStep], wanted: list[str]) -> None:
    found = list(arranged(steps))
    assert [f"{each.heading}/{len(each.steps)}" for each in found] == wanted
    assert [index for each in found for index, _ in each.steps] == list(range(len(steps)))


def of_kind(kind: RoutineKind, name: str = "x") -> Routine:
    return routine(name, [("bridge", reps(10))], kind=kind)


def test_what_a_routine_is_for() -> None:
    block = Block(id="a", name="A", train=("x",), before_run=("skips",), after_run=("calm",))
    known = replace(catalogue(), courses={"c": Course(id="c", name="C", blocks=(block,))})
    around = around_runs(known)
    assert {"skips", "calm"} <= around
    assert not {"skips", "calm"} & around_runs(catalogue())
    for kind, purpose in {
        RoutineKind.RUN: Purpose.AROUND_A_RUN,
        RoutineKind.DRILL: Purpose.AROUND_A_RUN,
        RoutineKind.RECOVERY: Purpose.RELIEF,
        RoutineKind.STRETCH: Purpose.STRETCH,
        RoutineKind.STRENGTH: Purpose.TRAIN,
        RoutineKind.MIXED: Purpose.TRAIN,
    }.items():
        assert purpose_of(of_kind(kind), around) is purpose
        assert purpose_of(of_kind(kind, "calm"), around) is Purpose.AROUND_A_RUN
    assert purpose_of(of_kind(RoutineKind.STRENGTH, RESCUE), around) is Purpose.RELIEF


def test_why_not_today_in_two_words() -> None:
    assert in_two_words(Refusal(1, "", None)) == "locked"
    assert in_two_words(Refusal(GROUP_CAP, "", None)) == "group's cap"
    assert in_two_words(Refusal(99, "", None)) == "not yet"
    assert in_two_words(Refusal(99, "", None, START)) == "too soon"
    own = refused_from(
        replay(house(programme()), History.of([], Start(own_runs=True))), RETURN_TO_RUN_ROUTINE, at=START
    )
    assert own is not None
    assert in_two_words(own) == "your own"
    assert len("group's cap") == LONGEST_REFUSAL


def day_of(*parts: tuple[Suggestion, object, object]) -> InventedDay:
    return InventedDay(
        day=START.date(),
        suggestions=tuple(each[0] for each in parts),
        plans=tuple(each[1] for each in parts if each[1] is not None),  # type: ignore[misc]
        records=tuple(each[2] for each in parts),  # type: ignore[misc]
        light=Light.GREEN,
        phase=Phase.RECOVERY,
        block=None,
        stage=1,
    )


def test_a_day_in_words() -> None:
    care = replace(plan_of(), name="Care")
    due, offered = Suggestion("main", ""), Suggestion(None, "")
    own = Suggestion(None, "", runs=True)
    walk, ran = Walk(at=START, minutes=30), Run(at=START)
    assert day_in_words(day_of((offered, None, None))) == "rest"
    assert day_in_words(day_of((replace(offered, kind=DayKind.PAUSED), None, None))) == "pause: kept"
    assert day_in_words(day_of((replace(offered, kind=DayKind.DONE), None, walk))) == (
        "done for today (if you like: a brisk walk)"
    )
    assert day_in_words(day_of((due, care, ran))) == "Care"
    assert day_in_words(day_of((offered, None, walk))) == "rest (if you like: a brisk walk)"
    assert day_in_words(day_of((due, care, ran), (own, None, ran), (offered, care, ran))) == (
        "Care, your run (if you like: Care)"
    )
    assert [part.words for part in parts_of(day_of((due, replace(care, kind=RoutineKind.RUN), ran)))] == ["your run"]
    assert parts_of(day_of((due, None, ran))) == ()


def test_another_dose_in_short_names_what_is_other() -> None:
    from coach.domain.planning.plan import Change

    bands = exercise("row", reps(8, 15, resistance=("light band", "strong band")))
    rung = replace(asked(bands, change=Change.UP), dose=Dose(sets=1, reps=8, rung=1), level=Dose(sets=1, reps=8))
    unchanged = asked(exercise("march"), change=Change.DOWN)
    by_form = replace(
        asked(exercise("plank"), change=Change.DOWN), dose=Dose(sets=1, hold_s=20), level=Dose(sets=1, max=True)
    )
    longer = replace(by_form, change=Change.UP, dose=by_form.level, level=by_form.dose)
    assert changes_in_short(plan_of(rung)) == "One step up: row with strong band."
    assert changes_in_short(plan_of(unchanged)) == ""
    assert changes_in_short(plan_of(by_form)) == "plank 20 s, not as long as form lasts."
    assert changes_in_short(plan_of(longer)) == "One step up: plank as long as form lasts."
