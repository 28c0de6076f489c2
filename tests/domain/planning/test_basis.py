"""Each dose names the records that its rule rests on: one line a row of the rules. Days are those of the records."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase
from coach.domain.planning.plan import Plan
from coach.domain.planning.reasons import basis, basis_of
from coach.domain.records.entries import NO_CHECK_IN, CheckIn, Entry, Stopped
from coach.domain.records.history import NO_START, Start

from ..builders import (
    START,
    asked,
    at,
    catalogue,
    exercise,
    flagged,
    hold,
    house,
    max_hold,
    only,
    plan_of,
    planned,
    reps,
    routine,
    session,
    sessions,
    set_phase,
    stand_ins,
    step_of,
)
from ..strategies import whole_histories


@dataclass(frozen=True)
class Case:
    """What happened, and on which days the records lie that the step's rule rests on."""

    says: str
    entries: list[Entry]
    rule: int
    days: tuple[float, ...]
    known: Callable[[], Catalogue] = house
    exercise: str = "bridge"
    day: float | None = None
    check_in: CheckIn = NO_CHECK_IN
    name: str = "main"
    start: Start = NO_START


def four() -> Catalogue:
    return catalogue(routine("main", [(name, reps(10, 20)) for name in ("bridge", "clam", "plank", "march", "skips")]))


def maxed() -> Catalogue:
    return only(max_hold())


CASES = [
    Case("nothing done yet: no record", [], 13, ()),
    Case("one green: that one", [session(0)], 13, (0,)),
    Case("two greens, its turn: both", [session(0), session(2)], 12, (0, 2)),
    Case("two greens, another's turn: both, which wait", [session(0), session(2)], 13, (0, 2), four, "plank"),
    Case("three greens: the last two", sessions("green", "green", "green", every=2), 12, (2, 4), four, "plank"),
    Case("no green counts yet: the last record here", [session(0, effort=9)], 13, (0,)),
    Case(
        "an unanswered record elsewhere holds nothing here",
        [session(0), session(2, name="rescue", morning=None)],
        13,
        (0,),
    ),
    Case(
        "a session in full, and one that lacked an answer",
        [session(0), session(2, effort=None)],
        13,
        (2,),
    ),
    Case(
        "two that lacked an answer",
        [session(0, morning=None), session(2, effort=None)],
        13,
        (0, 2),
    ),
    Case("the top of the range: the last record", sessions("green", "green", every=2), 13, (2,), lambda: only(reps(9))),
    Case("a max hold: the last record", [session(0), session(2)], 13, (2,), maxed),
    Case("a break: when it was last done", [session(0), session(2)], 8, (2,), day=13),
    Case("a red: that record", [session(0), session(2, "red")], 9, (2,)),
    Case("out after a red: that record", [session(0, "red")], 9, (0,), four, "march"),
    Case("a third amber: all three", sessions("amber", "amber", "amber", every=2, painful=("clam",)), 9, (0, 2, 4)),
    Case(
        "out for pain: the red it hurt in, not a later one",
        [session(0, "red", painful=("bridge",)), session(3, "red", painful=("plank",))],
        9,
        (0,),
        day=6,
    ),
    Case("an amber that named it", [session(0), session(2, "amber", painful=("bridge",))], 10, (2,)),
    Case(
        "the amber that named it, not a later one",
        [session(0, "amber", painful=("bridge",)), session(2, name="rescue"), session(4, "amber", painful=("clam",))],
        10,
        (0,),
        lambda: catalogue(
            routine("main", [("bridge", reps(10)), ("clam", reps(10))]), routine("rescue", [("plank", hold(30))])
        ),
    ),
    Case("drills out after an amber", [session(0, "amber", painful=("clam",))], 10, (0,), four, "skips"),
    Case(
        "a drill that an amber takes out while a red still cuts it: both",
        [session(0, "red"), session(3), session(6, "amber", painful=("clam",))],
        9,
        (0, 6),
        four,
        "skips",
    ),
    Case(
        "two ambers running: both, for the step back",
        [
            *sessions("green", "green", "green", every=2),
            session(6, "amber", painful=("clam",)),
            session(8, "amber", painful=("clam",)),
        ],
        10,
        (6, 8),
        four,
    ),
    Case("stopped tired: that record", [session(0), session(2, done=0.4, stopped=Stopped.TIRED)], 11, (2,)),
    Case("acute since a record", [session(0), session(2, worst=6)], 9, (2,), day=5),
    Case("acute by hand: that event", [session(0), set_phase(1, Phase.ACUTE)], 7, (1,), day=3),
    Case("acute from the start: no record", [session(0)], 7, (), start=Start(phase=Phase.ACUTE)),
    Case("sore today: today's check-in alone", [session(0)], 5, (), name="rescue", check_in=CheckIn(before=4)),
    Case("sorer than at the last record: that one", [session(0)], 5, (0,), name="rescue", check_in=CheckIn(before=3)),
    Case(
        "relief without its stretches: today's check-in",
        [session(0)],
        2,
        (),
        exercise="lunge-stretch",
        name="acute-relief",
        check_in=CheckIn(sharp=True),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_a_dose_names_its_records(case: Case) -> None:
    made = planned(case.known(), case.entries, case.name, day=case.day, check_in=case.check_in, start=case.start)
    step = step_of(made, case.exercise)
    assert (step.rule, step.records) == (case.rule, tuple(at(day) for day in case.days))


REFUSALS = [
    ("a flag on record", [session(0), flagged(1, "groin-lump")], 1, (1,), CheckIn(), 2.0),
    ("a flag ticked now", [session(0)], 1, (), CheckIn(red_flags=("groin-lump",)), 2.0),
    ("three reds", sessions("red", "red", "red", every=3), 1, (0, 3, 6), CheckIn(), 9.0),
    ("sharp today", [session(0)], 2, (), CheckIn(sharp=True), 2.0),
    ("within 48 hours of a red", [session(0, "red")], 3, (0,), CheckIn(), 1.0),
    ("a later phase, since a record", [session(0, worst=6)], 4, (0,), CheckIn(), 3.0),
    ("sore today", [session(0)], 5, (), CheckIn(before=4), 2.0),
    ("sorer than at the last record", [session(0)], 5, (0,), CheckIn(before=3), 2.0),
    ("iced", [session(0)], 6, (), CheckIn(iced_minutes_ago=5), 2.0),
]


@pytest.mark.parametrize(
    ("entries", "rule", "days", "check_in", "day"),
    [case[1:] for case in REFUSALS],
    ids=[case[0] for case in REFUSALS],
)
def test_a_refusal_names_its_records(
    entries: list[Entry], rule: int, days: tuple[float, ...], check_in: CheckIn, day: float
) -> None:
    steps = [("bridge", reps(10)), ("lunge-stretch", hold(20))]
    known = catalogue(routine("main", steps, phases=(Phase.RECOVERY,)), *stand_ins())
    made = planned(known, entries, check_in=check_in, day=day)
    assert not made.allowed
    assert (made.rule, made.records) == (rule, tuple(at(day) for day in days))


@given(whole_histories())
def test_only_records_that_are_there_are_named_in_order(history: list[Entry]) -> None:
    made: Plan = planned(house(), history)
    times = {entry.at for entry in history}
    for step in made.steps:
        assert set(step.records) <= times
        assert list(step.records) == sorted(set(step.records))
    assert set(made.records) <= times


@pytest.mark.parametrize(
    ("rule", "days", "says"),
    [
        (12, (0, 4), "rule 12, from 2 Nov, 6 Nov, 2-for-2 rule, S4"),
        (9, (1,), "rule 9, from 3 Nov, S3, coach"),
        (9, (1, 1.2), "rule 9, from 3 Nov, S3, coach"),
        (13, (), "rule 13, coach"),
        (2, (), "rule 2, from today's check-in, S3, S4"),
        (1, (), "rule 1, from today's check-in, coach"),
    ],
)
def test_the_basis_of_a_dose_in_words(rule: int, days: tuple[float, ...], says: str) -> None:
    assert ", ".join(basis(rule, tuple(at(day) for day in days))) == says
    assert START.day == 2


def test_the_basis_on_one_line() -> None:
    step = replace(asked(exercise("bridge", reps(10))), rule=12, records=(at(0), at(4)))
    assert basis_of(step) == "rule 12 · from 2 Nov, 6 Nov · 2-for-2 rule, S4"
    assert basis_of(replace(plan_of(step), rule=2)) == "rule 2 · from today's check-in · S3, S4"
