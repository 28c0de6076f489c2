"""What follows from a history: rows 8–13 and the worked examples (RULES, "What follows")."""

from collections.abc import Sequence
from datetime import timedelta, timezone
from typing import Any

import pytest
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.dose import Prescription
from coach.domain.exercises.routine import Phase, RoutineKind
from coach.domain.planning.plan import Change, Plan, why_empty
from coach.domain.planning.planner import plan
from coach.domain.records.entries import CheckIn, Entry, Quality, Session, Stopped
from coach.domain.records.history import History, Start
from coach.domain.rules.light import Light

from ..builders import (
    GREEN,
    START,
    asked,
    at,
    catalogue,
    climb,
    detail,
    doses,
    exercise,
    hold,
    house,
    max_hold,
    only,
    plan_of,
    planned,
    reps,
    routine,
    run,
    session,
    sessions,
    short,
    step_of,
)

SECOND = 1 / 86_400
"""A second, in days."""
SINGLE = only(reps(10, 20))
TIRED = {"stopped": Stopped.TIRED, "done": 0.49}


def shown(made: Plan, name: str = "bridge") -> tuple[str, str, int]:
    """The dose, the change and the row of an exercise."""
    step = step_of(made, name)
    return short(step.dose), step.change.value, step.rule


# --- the worked examples of RULES -----------------------------------------------------------------------------------


def example_routine() -> Catalogue:
    """A 30 s hold, ten reps and three sets of ten: none loads the hip flexors."""
    return catalogue(
        routine("main", [("plank", hold(30, 45)), ("bridge", reps(10, 12)), ("squat", reps(10, 12, sets=(3, 3)))])
    )


def climbing_rungs() -> Catalogue:
    return only(reps(10, 12, resistance=("no band", "light band")))


EXAMPLES: dict[str, tuple[Catalogue, list[Session], Light, bool, dict[str, str]]] = {
    "1: twice B1 D2 A1 M1: green; 30 s become 35 s, on two exercises": (
        example_routine(),
        sessions("green", "green"),
        Light.GREEN,
        False,
        {"plank": "1x35s", "bridge": "1x12", "squat": "3x10"},
    ),
    "2: the first such session: hold": (
        example_routine(),
        sessions("green"),
        Light.GREEN,
        False,
        {"plank": "1x30s", "bridge": "1x10", "squat": "3x10"},
    ),
    "3: B2 D4 A3 M2, bridge painful: amber; 10 reps become 8, others unchanged": (
        example_routine(),
        [session(0, before=2, worst=4, after=3, morning=2, painful=("bridge",))],
        Light.AMBER,
        False,
        {"plank": "1x30s", "bridge": "1x8", "squat": "3x10"},
    ),
    "4: B1 D2 A1 M4: red in the morning; 3 sets become 1, 10 reps become 7": (
        example_routine(),
        [session(0, morning=4)],
        Light.RED,
        False,
        {"plank": "1x21s", "bridge": "1x7", "squat": "1x7"},
    ),
    "5: D2 but catching: red": (
        example_routine(),
        [session(0, quality=Quality.CATCHING)],
        Light.RED,
        False,
        {"plank": "1x21s", "bridge": "1x7", "squat": "1x7"},
    ),
    "6: D6 dull, bridge painful: red; bridge is out": (
        example_routine(),
        [session(0, worst=6, quality=Quality.DULL, painful=("bridge",))],
        Light.RED,
        False,
        {"plank": "1x21s", "bridge": "out", "squat": "1x7"},
    ),
    "10: top of range and sets, last step 2 sessions ago: hold": (
        climbing_rungs(),
        sessions(*["green"] * 4),
        Light.GREEN,
        False,
        {"bridge": "1x12"},
    ),
    "10: last step 3 sessions ago: one rung, reps to from": (
        climbing_rungs(),
        sessions(*["green"] * 5),
        Light.GREEN,
        False,
        {"bridge": "1x10+1"},
    ),
    "12: green twice, the last morning unanswered: hold": (
        example_routine(),
        [session(0), session(3, morning=None)],
        Light.GREEN,
        True,
        {"plank": "1x30s", "bridge": "1x10", "squat": "3x10"},
    ),
}


@pytest.mark.parametrize(("known", "records", "light", "provisional", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_worked_example(
    known: Catalogue, records: list[Session], light: Light, provisional: bool, expected: dict[str, str]
) -> None:
    made = planned(known, records)
    assert (made.light, made.provisional) == (light, provisional)
    assert doses(made) == expected


def test_worked_example_4_is_green_until_the_morning() -> None:
    evening = planned(example_routine(), [session(0, morning=None)])
    assert (evening.light, evening.provisional) == (Light.GREEN, True)


def test_worked_example_6_out_for_two_sessions_then_back_cut() -> None:
    """Amber and provisional sessions serve it as well: "sessions that would have held them"."""
    hurt = session(0, worst=6, quality=Quality.DULL, painful=("bridge:left",))
    known = example_routine()
    assert shown(planned(known, [hurt])) == ("out", "out", 9)
    assert shown(planned(known, [hurt, session(3)])) == ("out", "out", 9)
    assert shown(planned(known, [hurt, session(3), session(6, morning=None)])) == ("1x7", "down", 9)


def test_worked_example_12_two_levels_up_18_days_away() -> None:
    assert shown(planned(only(reps(10, 20)), climb(2))) == ("1x14", "same", 13)
    assert shown(planned(only(reps(10, 20)), climb(2), day=8 + 18)) == ("1x10", "down", 8)


def test_the_first_plan_is_the_start_of_every_range() -> None:
    made = planned(example_routine())
    assert doses(made) == {"plank": "1x30s", "bridge": "1x10", "squat": "3x10"}
    assert (made.light, made.provisional, made.rule, made.phase) == (Light.NONE, False, 13, Phase.RECOVERY)
    assert made.at == START


# --- row 8: a break ---------------------------------------------------------------------------------------------------

AWAY = [
    (10, "1x16", "same", 13),
    (10 + SECOND, "1x14", "down", 8),
    (17, "1x14", "down", 8),
    (17 + SECOND, "1x12", "down", 8),
    (28, "1x12", "down", 8),
    (28 + SECOND, "1x10", "down", 8),
    (400, "1x10", "down", 8),
]
"""Days since the last session of an exercise on its third level (16 reps)."""


@pytest.mark.parametrize(("days", "dose", "change", "row"), AWAY)
def test_row_8_by_days_away(days: float, dose: str, change: str, row: int) -> None:
    records = climb(3)
    made = planned(only(reps(10, 20)), records, day=12 + days)
    assert shown(made) == (dose, change, row)


def shared() -> Catalogue:
    """Two routines that hold the same exercise, each with its own level of it."""
    bridge = ("bridge", reps(10, 20))
    return catalogue(routine("main", [bridge]), routine("other", [bridge]), routine("third", [("squat", reps(10))]))


def both_on_level_3() -> list[Session]:
    """Main and other in turn, until the bridge stands at 16 reps in both; the last is other, on day 13."""
    return [session(day, name="main" if day % 2 == 0 else "other") for day in range(14)]


def test_row_8_is_committed_once_and_in_every_routine_that_holds_the_exercise() -> None:
    records = both_on_level_3()
    assert [shown(planned(shared(), records, name))[0] for name in ("main", "other")] == ["1x16", "1x16"]
    records.append(session(13 + 11))
    assert [shown(planned(shared(), records, name))[0] for name in ("main", "other")] == ["1x14", "1x14"]
    records.append(session(13 + 11 + 2, effort=9))
    assert [shown(planned(shared(), records, name))[0] for name in ("main", "other")] == ["1x14", "1x14"]


def test_row_8_is_committed_once_where_the_routine_holds_the_exercise_twice() -> None:
    bridge = ("bridge", reps(10, 20))
    known = catalogue(routine("main", [bridge, bridge]), routine("other", [bridge]))
    records = both_on_level_3()
    assert shown(planned(known, records, "other"))[0] == "1x16"
    records.append(session(13 + 11))
    assert shown(planned(known, records, "other"))[0] == "1x14"


def test_row_8_an_exercise_done_in_another_routine_is_no_break() -> None:
    records = [*climb(3), session(18, name="other", effort=9)]
    assert shown(planned(shared(), records, day=24)) == ("1x16", "same", 13)


def test_row_8_other_exercises_end_no_break() -> None:
    records = [*climb(3), session(18, name="third")]
    assert shown(planned(shared(), records, day=23)) == ("1x14", "down", 8)


def test_row_8_a_run_ends_no_break() -> None:
    assert shown(planned(only(reps(10, 20)), [*climb(3), run(19)], day=23)) == ("1x14", "down", 8)


def test_row_8_an_exercise_never_done_has_no_break() -> None:
    records = [session(0, name="third")]
    assert shown(planned(shared(), records, day=60)) == ("1x10", "same", 13)


def test_row_8_records_before_the_break_count_toward_no_step() -> None:
    records = [session(0), session(11)]
    assert shown(planned(only(reps(10, 20)), records)) == ("1x10", "same", 13)
    assert shown(planned(only(reps(10, 20)), [*records, session(14)])) == ("1x12", "up", 12)


def test_row_8_what_was_trimmed_counts_as_done() -> None:
    trimmed = session(18, step=(detail(done=0.0, sets=0, trimmed=True),))
    assert shown(planned(only(reps(10, 20)), [*climb(3), trimmed], day=28))[0] == "1x16", "16 days, with a stop at 6"
    assert shown(planned(only(reps(10, 20)), [*climb(3), trimmed], day=29))[0] == "1x14", "11 days since"


def test_row_8_what_was_skipped_does_not() -> None:
    skipped = session(18, step=(detail(done=0.0, sets=0),))
    assert shown(planned(only(reps(10, 20)), [*climb(3), skipped], day=28))[0] == "1x14"
    assert shown(planned(only(reps(10, 20)), [*climb(3), skipped], day=30))[0] == "1x12"


# --- row 9: a red -----------------------------------------------------------------------------------------------------


def full(kind: RoutineKind = RoutineKind.MIXED) -> Catalogue:
    """One exercise of each sort; the same ones in ``stretching``, a routine of another kind."""
    steps: list[tuple[str, Prescription]] = [
        ("bridge", reps(10, 20, sets=(2, 2))),
        ("march", reps(10, 20)),
        ("skips", hold(30)),
        ("dynamic-warm-up", hold(60)),
    ]
    return catalogue(
        routine("main", steps, kind=kind),
        routine("stretching", steps, kind=RoutineKind.STRETCH),
        routine("bridges", [steps[0]], kind=RoutineKind.STRENGTH),
    )


AT_START = {"bridge": "2x10", "march": "1x10", "skips": "1x30s", "dynamic-warm-up": "1x60s"}
AFTER_RED = {"bridge": "1x7", "march": "out", "skips": "out", "dynamic-warm-up": "1x42s"}
AFTER_AMBER = {**AT_START, "march": "1x8", "skips": "out"}


def test_row_9_cuts_all_and_puts_drills_and_loading_exercises_out() -> None:
    made = planned(full(), sessions("red"))
    assert doses(made) == AFTER_RED
    assert {step.rule for step in made.steps} == {9}
    assert [step.change for step in made.steps] == [Change.DOWN, Change.OUT, Change.OUT, Change.DOWN]


@pytest.mark.parametrize("name", ["stretching", "bridges"])
def test_row_9_cuts_in_every_routine(name: str) -> None:
    made = planned(full(), sessions("red"), name)
    assert doses(made) == {exercise: AFTER_RED[exercise] for exercise in doses(made)}


def test_row_9_a_green_mixed_session_gives_levels_back_and_what_was_out_comes_back_cut() -> None:
    made = planned(full(), sessions("red", "green"))
    assert doses(made) == {**AT_START, "march": "1x7", "skips": "1x21s"}
    assert step_of(made, "bridge").change is Change.SAME
    assert doses(planned(full(), sessions("red", "green", "green")))["march"] == "1x10"


@pytest.mark.parametrize("kind", [kind for kind in RoutineKind if kind is not RoutineKind.RUN])
def test_row_9_only_strength_and_mixed_bring_back_what_is_out(kind: RoutineKind) -> None:
    made = planned(full(kind), sessions("red", "green"))
    back = kind in (RoutineKind.STRENGTH, RoutineKind.MIXED)
    assert (doses(made)["march"], doses(made)["skips"]) == (("1x7", "1x21s") if back else ("out", "out"))
    assert doses(made)["bridge"] == "2x10"


NOT_CLEAN: dict[str, dict[str, Any]] = {
    "provisional": {"morning": None},
    "painkiller": {"painkiller": True},
    "amber": {"before": 2, "worst": 4},
    "not done at all": {"done": 0.0},
    "skipped": {"step": (detail(done=0.0, sets=0),)},
    "swapped": {"step": (detail(swapped="plank"),)},
    "eased": {"step": (detail(eased=True),)},
}


@pytest.mark.parametrize("answers", NOT_CLEAN.values(), ids=NOT_CLEAN)
def test_a_cut_ends_with_no_other_session(answers: dict[str, Any]) -> None:
    records = [session(0, "red"), session(3, **answers)]
    assert shown(planned(full(), records, "bridges")) == ("1x7", "down", 9)


def test_a_cut_ends_with_no_run_and_no_session_without_the_exercise() -> None:
    known = catalogue(routine("main", [("bridge", reps(10))]), routine("other", [("squat", reps(10))]))
    records = [session(0, "red"), run(2), session(4, name="other")]
    assert shown(planned(known, records)) == ("1x7", "down", 9)
    assert shown(planned(known, records, "other"), "squat") == ("1x10", "same", 13)


def test_a_cut_ends_in_every_routine() -> None:
    known = full()
    records = [session(0, "red"), session(3, name="bridges")]
    assert doses(planned(known, records)) == {**AFTER_RED, "bridge": "2x10", "march": "1x7", "skips": "1x21s"}


def test_the_green_that_ends_a_cut_does_not_count_toward_a_step() -> None:
    known = only(reps(10, 20))
    lights = ["red", "green", "green"]
    assert shown(planned(known, sessions(*lights))) == ("1x10", "same", 13)
    assert shown(planned(known, sessions(*lights, "green"))) == ("1x12", "up", 12)


def test_row_9_one_rung_down() -> None:
    known = only(reps(10, 12, sets=(2, 2), resistance=("no band", "light band")))
    on_the_band = sessions(*["green"] * 6)
    assert shown(planned(known, on_the_band))[0] == "2x10+1"
    assert shown(planned(known, [*on_the_band, session(18, "red")])) == ("1x7", "down", 9)


def test_row_9_a_max_hold_becomes_a_share_of_the_last() -> None:
    known = only(max_hold(sets=2))
    held = session(0, step=(detail(side="left", hold_s=60), detail(side="right", hold_s=50)))
    again = session(3, step=(detail(hold_s=41),))
    assert shown(planned(known, [held, again]))[0] == "2xmax"
    assert (step_of(planned(known, [held, again])).last_max_s, step_of(planned(known, [held])).last_max_s) == (41, 50)
    assert step_of(planned(known, [held, again])).best_max_s == 50
    assert shown(planned(known, [held, session(3, "red")])) == ("1x35s", "down", 9)
    assert shown(planned(known, [session(0, "red")])) == ("1x10s", "down", 9)
    assert shown(planned(known, [held, session(3, "amber", painful=("bridge",))])) == ("2x40s", "down", 10)
    assert shown(planned(known, [held, session(3, "red"), session(6)]))[0] == "2xmax"


def test_a_timed_hold_in_place_of_a_max_hold_is_no_measure() -> None:
    known = only(max_hold())
    records = [
        session(0, step=(detail(hold_s=60),)),
        session(3, "red"),
        session(6, step=(detail(hold_s=42),)),
        session(11, "red"),
    ]
    assert shown(planned(known, records))[0] == "1x42s"


def test_row_9_painful_exercises_are_out_until_two_sessions_that_would_have_held_them() -> None:
    known = full(RoutineKind.STRENGTH)
    hurt = session(0, "red", painful=("bridge", "march:right"))
    elsewhere = catalogue(*known.routines.values(), routine("squats", [("squat", reps(10))]))
    records: list[Entry] = [hurt, session(2, name="squats"), run(2.5), session(3)]
    assert doses(planned(elsewhere, records))["bridge"] == "out", "one session served"
    records.append(session(5, name="bridges"))
    assert doses(planned(elsewhere, records))["bridge"] == "1x7", "two served, then back cut"
    assert doses(planned(elsewhere, records))["march"] == "out", "the bridges never held it"
    records.append(session(7))
    assert doses(planned(elsewhere, records)) == {**AT_START, "march": "1x7"}


def test_row_9_warming_up_stays_and_is_cut_unless_it_hurt() -> None:
    assert doses(planned(full(), sessions("red")))["dynamic-warm-up"] == "1x42s"
    assert doses(planned(full(), sessions("red", painful=("dynamic-warm-up",))))["dynamic-warm-up"] == "out"


def test_row_9_follows_a_red_run() -> None:
    assert doses(planned(full(), [run(0, "red")])) == AFTER_RED


# --- row 10: an amber -------------------------------------------------------------------------------------------------


def test_row_10_painful_named() -> None:
    made = planned(full(), sessions("amber", painful=("bridge:left",)))
    assert doses(made) == {**AT_START, "bridge": "2x8", "skips": "out"}
    assert [step.rule for step in made.steps] == [10, 13, 10, 13]


@pytest.mark.parametrize("painful", [None, ()])
def test_row_10_none_named_cuts_what_loads_the_hip_flexors(painful: tuple[str, ...] | None) -> None:
    assert doses(planned(full(), sessions("amber", painful=painful))) == AFTER_AMBER


def test_row_10_follows_an_amber_run_and_a_provisional_amber() -> None:
    assert doses(planned(full(), [run(0, "amber")])) == AFTER_AMBER
    assert doses(planned(full(), sessions("amber", morning=None))) == AFTER_AMBER


def test_row_10_drills_come_back_cut_after_a_green_strength_or_mixed_session() -> None:
    made = planned(full(), sessions("amber", "green"))
    assert doses(made) == {**AT_START, "skips": "1x24s"}
    assert doses(planned(full(), sessions("amber", "green", "green")))["skips"] == "1x30s"
    stretched = [session(0, "amber"), session(3, name="stretching")]
    assert doses(planned(full(), stretched))["skips"] == "out"


def test_row_10_ends_with_a_green_that_holds_the_exercise_and_that_green_does_not_count() -> None:
    known = only(reps(10, 20))
    amber = session(0, "amber", painful=("bridge",))
    assert shown(planned(known, [amber, session(3, painkiller=True)])) == ("1x8", "down", 10)
    assert shown(planned(known, [amber, session(3)])) == ("1x10", "same", 13)
    assert shown(planned(known, [amber, session(3), session(6)])) == ("1x10", "same", 13)
    assert shown(planned(known, [amber, session(3), session(6), session(9)])) == ("1x12", "up", 12)


PAINFUL_ELSEWHERE = {"painful": ("elsewhere",)}
"""An amber that cuts none of the exercises at hand, so that steps down show by themselves."""


def on_level_3_then(*lights: str, **answers: Any) -> list[Session]:
    """On the third level (16 reps), then these lights, every second day."""
    return [*climb(3), *(session(14 + 2 * n, light, **answers) for n, light in enumerate(lights))]


RUNNING = {
    "one amber": (["amber"], "1x16", 13),
    "two running": (["amber", "amber"], "1x14", 10),
    "a green between": (["amber", "green", "amber"], "1x16", 13),
    "a red counts as an amber, and cuts by row 9": (["amber", "red"], "1x10", 9),
    "an amber after a red": (["red", "amber"], "1x10", 9),
    "three: as row 9, and no second step down": (["amber"] * 3, "1x10", 9),
    "four": (["amber"] * 4, "1x10", 9),
    "two runs of two: a step each": (["amber", "amber", "green", "amber", "amber"], "1x12", 10),
}
"""Lights after the third level; 14 reps cut by row 9 are 10 (9.8), 16 would be 11."""


@pytest.mark.parametrize(("lights", "dose", "row"), RUNNING.values(), ids=RUNNING)
def test_row_10_ambers_running(lights: list[str], dose: str, row: int) -> None:
    made = planned(only(reps(10, 20)), on_level_3_then(*lights, **PAINFUL_ELSEWHERE))
    assert shown(made) == (dose, "same" if dose == "1x16" else "down", row)


def test_row_10_the_step_of_a_run_is_taken_once() -> None:
    records = on_level_3_then("amber", "amber", "green", **PAINFUL_ELSEWHERE)
    assert shown(planned(only(reps(10, 20)), records)) == ("1x14", "same", 13)


THIRD_AMBER: dict[str, tuple[tuple[float, ...], int]] = {
    "within 14 days": ((14, 21, 28), 9),
    "14 days and a second": ((14, 21, 28 + SECOND), 10),
    "four, the last three within 14 days": ((14, 21, 30, 35), 9),
    "four, the last three not": ((14, 21, 30, 36), 10),
    "steady runs between are none": ((14, 21, 29), 10),
}


@pytest.mark.parametrize(("days", "row"), THIRD_AMBER.values(), ids=THIRD_AMBER)
def test_row_10_a_third_amber_counts_as_a_red_only_within_14_days(days: tuple[float, ...], row: int) -> None:
    known = only(reps(10, 20, sets=(2, 2)))
    records: list[Entry] = [*climb(3), *(session(day, "amber", painful=("bridge",)) for day in days)]
    records += [run(20, "steady"), run(23, "steady")] if days[-1] == 29 else []
    made = planned(known, records, day=days[-1] + 3)
    assert step_of(made).rule == row
    assert planned(known, records, day=days[-1] + 1).rule == (3 if row == 9 else 10)


NO_STEP_UP: dict[str, tuple[dict[str, Any], str]] = {
    "a green": ({}, "1x12"),
    "an amber": ({"worst": 4, "before": 2}, "1x12"),
    "a red": ({"worst": 5}, "1x10"),
    "refused: limping": ({"limp": True}, "1x10"),
    "a painkiller": ({"painkiller": True}, "1x10"),
}


@pytest.mark.parametrize(("answers", "level"), NO_STEP_UP.values(), ids=NO_STEP_UP)
def test_which_records_commit_the_step_up_of_their_plan(answers: dict[str, Any], level: str) -> None:
    records = [session(0), session(2), session(4, **{**answers, "painful": ("elsewhere",)})]
    assert short(step_of(planned(only(reps(10, 20)), records)).level) == level


def test_a_third_amber_commits_no_step_up() -> None:
    """Of a routine that the ambers left alone: row 9 follows the third, and it takes no step."""
    ambers = [session(day, "amber", name="third", painful=("squat",)) for day in (5, 6)]
    records: list[Entry] = [session(0), session(2), *ambers, session(9, "amber", painful=("squat",))]
    assert step_of(planned(shared(), records[:-1], day=9)).change is not Change.UP
    assert short(step_of(planned(shared(), records)).level) == "1x10"


def test_what_was_out_commits_no_step_up_and_is_among_the_last_two() -> None:
    """A stretch of acute-relief, earned, but out on a sharp day; the next day one full session is not enough."""
    known = house()
    sharp = [session(day, name="acute-relief", before=0, worst=0, after=0, morning=0) for day in (0, 2, 4)]
    sharp[2] = replace(sharp[2], sharp=True)
    made = planned(known, sharp, "acute-relief")
    stretch = step_of(made, "lunge-stretch")
    assert (short(stretch.dose), stretch.change, stretch.rule) == ("2x15s", Change.SAME, 13)
    assert "out" in stretch.why
    again = [*sharp, session(6, name="acute-relief")]
    assert step_of(planned(known, again, "acute-relief"), "lunge-stretch").change is Change.SAME
    twice = [*again, session(8, name="acute-relief"), session(10, name="acute-relief")]
    assert step_of(planned(known, twice, "acute-relief"), "lunge-stretch").change is Change.UP


@pytest.mark.parametrize("kind", [kind for kind in RoutineKind if kind is not RoutineKind.RUN])
def test_row_10_only_strength_mixed_and_drills_break_a_run_of_ambers(kind: RoutineKind) -> None:
    breaks = kind in (RoutineKind.STRENGTH, RoutineKind.MIXED, RoutineKind.DRILL)
    known = catalogue(routine("main", [("bridge", reps(10, 20))]), routine("desk", [("squat", reps(10))], kind=kind))
    first, second = on_level_3_then("amber", "amber", **PAINFUL_ELSEWHERE)[-2:]
    made = planned(known, [*climb(3), first, session(15, name="desk"), second])
    assert shown(made) == (("1x16", "same", 13) if breaks else ("1x14", "down", 10))


UNBROKEN: dict[str, list[Entry]] = {
    "a provisional green": [session(15, morning=None)],
    "no answers": [session(15, before=None, worst=None, after=None, morning=None)],
    "a provisional green run": [run(15, morning=None)],
    "a green run that the coach had refused": [run(15)],
}


@pytest.mark.parametrize("between", UNBROKEN.values(), ids=UNBROKEN)
def test_row_10_running_is_not_broken_by(between: list[Entry]) -> None:
    first, second = on_level_3_then("amber", "amber", **PAINFUL_ELSEWHERE)[-2:]
    records = [*climb(3), first, *between, second]
    assert shown(planned(only(reps(10, 20)), records)) == ("1x14", "down", 10)


BROKEN: dict[str, list[Entry]] = {
    "a green session of another routine": [session(15, name="other")],
    "a green with a painkiller": [session(15, painkiller=True)],
}


@pytest.mark.parametrize("between", BROKEN.values(), ids=BROKEN)
def test_row_10_running_is_broken_by(between: list[Entry]) -> None:
    first, second = on_level_3_then("amber", "amber", **PAINFUL_ELSEWHERE)[-2:]
    known = catalogue(routine("main", [("bridge", reps(10, 20))]), routine("other", [("squat", reps(10))]))
    assert shown(planned(known, [*climb(3), first, *between, second])) == ("1x16", "same", 13)


def test_row_10_two_ambers_running_step_the_routine_that_is_planned() -> None:
    """Ambers in one routine, and the other's exercises go a step down as well, once."""
    records = both_on_level_3()
    ambers = [session(15, "amber", **PAINFUL_ELSEWHERE), session(17, "amber", **PAINFUL_ELSEWHERE)]
    assert shown(planned(shared(), [*records, *ambers], "other")) == ("1x14", "down", 10)
    ended = [*ambers, session(19, name="other")]
    assert shown(planned(shared(), [*records, *ended], "other"))[0] == "1x14"
    assert shown(planned(shared(), [*records, *ended], "main"))[0] == "1x16", "it was not planned in that run"


def test_row_10_ambers_of_the_acute_phase_do_not_run() -> None:
    answers = {"before": 0, "worst": 1, "after": 0, "morning": 0, **PAINFUL_ELSEWHERE}
    records = sessions("green", "green", "green", every=1, **answers)
    made = planned(SINGLE, records, start=Start(phase=Phase.ACUTE))
    assert (made.light, shown(made)[0]) == (Light.AMBER, "1x10"), "three of them are no row 9"


# --- row 11: stopped early, tired -------------------------------------------------------------------------------------

STOPPED = {
    "tired, under half": (Stopped.TIRED, 0.49, "1x14", 11),
    "tired, half": (Stopped.TIRED, 0.5, "1x16", 13),
    "time": (Stopped.TIME, 0.2, "1x16", 13),
    "interrupted": (Stopped.INTERRUPTED, 0.2, "1x16", 13),
    "pain: the answers decide": (Stopped.PAIN, 0.2, "1x16", 13),
    "not said": (None, 0.2, "1x16", 13),
    "tired, the share not known": (Stopped.TIRED, None, "1x16", 13),
}


@pytest.mark.parametrize(("stopped", "done", "dose", "row"), STOPPED.values(), ids=STOPPED)
def test_row_11(stopped: Stopped | None, done: float | None, dose: str, row: int) -> None:
    records = [*climb(3), session(14, stopped=stopped, done=done)]
    assert shown(planned(only(reps(10, 20)), records)) == (dose, "same" if row == 13 else "down", row)


def test_row_11_steps_once_and_looks_at_this_routine_only() -> None:
    tired = [*both_on_level_3(), session(15, **TIRED)]
    assert shown(planned(shared(), tired, "other")) == ("1x16", "same", 13)
    again = [*tired, session(17, effort=9)]
    assert shown(planned(shared(), again)) == ("1x14", "same", 13)


def test_a_step_down_at_the_start_stays_there() -> None:
    assert shown(planned(only(reps(10, 20)), [session(0, **TIRED)])) == ("1x10", "same", 11)


# --- several rows at once ---------------------------------------------------------------------------------------------


def test_the_largest_step_down_counts_not_the_sum() -> None:
    tired = [*climb(3), session(14, **TIRED)]
    known = only(reps(10, 20))
    assert shown(planned(known, tired, day=14 + 11))[0] == "1x14", "row 8 one step, row 11 one step"
    assert shown(planned(known, tired, day=14 + 18)) == ("1x12", "down", 8)
    first, second = on_level_3_then("amber", "amber", **PAINFUL_ELSEWHERE)[-2:]
    ambers = [*climb(3), first, replace(second, **TIRED)]
    assert shown(planned(known, ambers, day=16 + 18)) == ("1x12", "down", 8), "rows 8, 10 and 11"


def test_the_largest_cut_counts_of_the_resulting_level_never_compounded() -> None:
    records = on_level_3_then("amber", "red", painful=("bridge",))
    out = planned(only(reps(10, 20, sets=(2, 2))), records)
    assert shown(out) == ("out", "out", 9)
    cut_twice = [*on_level_3_then("amber", painful=("bridge",)), session(16, "red")]
    made = planned(only(reps(10, 20, sets=(2, 2))), cut_twice)
    assert shown(made) == ("1x10", "down", 9), "16 reps, a step down is 14, 70 % of it 10, not 80 % of that"


def test_the_amber_cut_is_taken_of_the_level_after_the_step_down() -> None:
    records = on_level_3_then("amber", "amber", painful=("bridge",))
    assert shown(planned(only(reps(10, 20)), records)) == ("1x11", "down", 10), "80 % of 14"


# --- row 12: a step up ------------------------------------------------------------------------------------------------


def test_row_12_two_greens_in_full() -> None:
    assert shown(planned(SINGLE, sessions("green", "green"))) == ("1x12", "up", 12)


@pytest.mark.parametrize("edge", [{"done": 0.9}, {"effort": 7}, {"painful": ("squat",)}, {"painkiller": False}])
def test_row_12_at_the_edges(edge: dict[str, Any]) -> None:
    assert shown(planned(SINGLE, sessions("green", "green", **edge)))[1] == "up"


MISSED: dict[str, dict[str, Any]] = {
    "amber": {"before": 2, "worst": 4, **PAINFUL_ELSEWHERE},
    "provisional: before": {"before": None},
    "provisional: worst": {"worst": None},
    "provisional: after": {"after": None},
    "provisional: morning": {"morning": None},
    "no answers": {"before": None, "worst": None, "after": None, "morning": None},
    "effort 8": {"effort": 8},
    "effort unanswered": {"effort": None},
    "done 0.89": {"done": 0.89},
    "done unknown": {"done": None},
    "painkiller then": {"painkiller": True},
    "painful": {"painful": ("bridge",)},
    "painful on one side": {"painful": ("bridge:left",)},
    "swapped": {"step": (detail(swapped=True),)},
    "swapped for a named exercise": {"step": (detail(swapped="plank"),)},
    "eased": {"step": (detail(eased="bridge-easy"),)},
    "its own share 0.89": {"step": (detail(done=0.89),)},
    "one side short": {"step": (detail(side="left"), detail(side="right", done=0.5))},
}


@pytest.mark.parametrize("which", ["last", "the one before"])
@pytest.mark.parametrize("changes", MISSED.values(), ids=MISSED)
def test_row_12_holds_when_one_condition_is_missed(changes: dict[str, Any], which: str) -> None:
    first, second = session(0), session(3)
    if which == "last":
        second = replace(second, **changes)
    else:
        first = replace(first, **changes)
    assert shown(planned(SINGLE, [first, second])) == ("1x10", "same", 13)


def test_row_12_no_painkiller_today() -> None:
    records = sessions("green", "green")
    assert shown(planned(SINGLE, records, check_in=CheckIn(painkiller=True))) == ("1x10", "same", 13)
    assert shown(planned(SINGLE, records, check_in=CheckIn(painkiller=False))) == ("1x12", "up", 12)


def test_row_12_a_step_up_planned_before_a_painkiller_is_not_committed() -> None:
    records = [*sessions("green", "green"), session(6, painkiller=True)]
    assert shown(planned(SINGLE, records)) == ("1x10", "same", 13)


def test_row_12_what_was_trimmed_is_absent() -> None:
    trimmed = session(3, step=(detail(done=0.0, sets=0, trimmed=True),))
    assert shown(planned(SINGLE, [session(0), trimmed])) == ("1x10", "same", 13)
    assert shown(planned(SINGLE, [session(0), trimmed, session(6)])) == ("1x12", "up", 12)


def test_row_12_fewer_sets_than_the_level_are_not_the_full_dose() -> None:
    short_of_sets = session(3, step=(detail(done=1.0, sets=1, trimmed=True),))
    known = only(reps(10, 20, sets=(2, 2)))
    assert shown(planned(known, [session(0), short_of_sets])) == ("2x10", "same", 13)


def test_row_12_counts_records_of_the_same_routine_only() -> None:
    assert shown(planned(shared(), [session(0), session(3, name="other")])) == ("1x10", "same", 13)


def test_row_12_counts_records_at_the_present_level_only() -> None:
    assert shown(planned(SINGLE, sessions(*["green"] * 3))) == ("1x12", "same", 13)
    assert shown(planned(SINGLE, sessions(*["green"] * 4))) == ("1x14", "up", 12)


def test_row_12_stays_at_the_top() -> None:
    assert shown(planned(only(reps(10, 12)), sessions(*["green"] * 9))) == ("1x12", "same", 13)


def test_row_12_a_max_hold_takes_no_step() -> None:
    assert shown(planned(only(max_hold()), sessions(*["green"] * 4))) == ("1xmax", "same", 13)


TURNS = [
    (1, ""),
    (2, "a b"),
    (3, "c d"),
    (4, "e"),
    (5, "a b"),
    (6, "c d"),
    (7, "e"),
]
"""Sessions so far, and which of five exercises go up."""


@pytest.mark.parametrize(("count", "up"), TURNS)
def test_row_12_two_by_two_by_the_number_of_sessions(count: int, up: str) -> None:
    known = catalogue(routine("main", [(name, reps(10, 20)) for name in "abcde"]))
    made = planned(known, sessions(*["green"] * count))
    assert " ".join(step.exercise.id for step in made.steps if step.change is Change.UP) == up


def test_row_12_a_turn_not_used_passes() -> None:
    known = catalogue(routine("main", [(name, reps(10, 20)) for name in "abcd"]))
    records = [session(0), session(3), session(6), session(9, step=tuple(detail(name) for name in "abcd"))]
    missed = [replace(records[0], effort=9), *records[1:]]
    assert [step.change for step in planned(known, missed[:2]).steps] == [Change.SAME] * 4
    made = planned(known, missed[:3])
    assert [step.exercise.id for step in made.steps if step.change is Change.UP] == ["c", "d"]


def test_row_12_the_same_exercise_twice_keeps_two_levels() -> None:
    known = catalogue(
        routine("main", [("bridge", reps(10, 20)), ("squat", reps(10)), ("bridge", reps(20, 30)), ("plank", hold(30))])
    )
    made = planned(known, sessions("green", "green"))
    assert [short(step.dose) for step in made.steps] == ["1x12", "1x10", "1x20", "1x30s"]
    made = planned(known, sessions("green", "green", "green"))
    assert [short(step.dose) for step in made.steps] == ["1x12", "1x10", "1x22", "1x30s"]


def test_row_12_a_rung_after_three_sessions_when_nothing_else_grows() -> None:
    known = only(reps(10, resistance=("no band", "light band")))
    assert shown(planned(known, sessions("green", "green"))) == ("1x10", "same", 13)
    assert shown(planned(known, sessions("green", "green", "green"))) == ("1x10+1", "up", 12)
    assert step_of(planned(known, sessions(*["green"] * 3))).resistance == "light band"


def test_row_12_a_step_down_too_is_a_last_step() -> None:
    """On the second rung, one step down to the top of the first: three sessions more until the rung again."""
    known = only(reps(10, resistance=("no band", "light band")))
    on_the_band = sessions(*["green"] * 4)
    down = [*on_the_band, session(12, **TIRED)]
    assert shown(planned(known, down)) == ("1x10", "down", 11)
    two = [*down, session(15), session(18)]
    assert shown(planned(known, two)) == ("1x10", "same", 13)
    assert shown(planned(known, [*two, session(21)])) == ("1x10+1", "up", 12)


# --- what else counts -------------------------------------------------------------------------------------------------


def test_a_routine_that_is_no_more_still_counts_its_light() -> None:
    made = planned(full(), [session(0, "red", name="gone")])
    assert (made.light, doses(made)) == (Light.RED, AFTER_RED)
    ambers = [*climb(3), *(session(14 + n, "amber", name="gone", **PAINFUL_ELSEWHERE) for n in range(2))]
    assert shown(planned(SINGLE, ambers)) == ("1x14", "down", 10)


def test_a_green_of_a_routine_that_is_no_more_breaks_no_run_of_ambers() -> None:
    """Nobody knows its kind any more: only strength, mixed, drills and runs break one."""
    first, second = on_level_3_then("amber", "amber", **PAINFUL_ELSEWHERE)[-2:]
    records = [*climb(3), first, session(15, name="gone"), second]
    assert shown(planned(SINGLE, records)) == ("1x14", "down", 10)


def test_the_light_is_that_of_the_last_record_of_any_kind() -> None:
    made = planned(SINGLE, [session(0, "red"), session(1), run(2, morning=None)])
    assert (made.light, made.provisional) == (Light.GREEN, True)


def test_a_corrected_record_changes_every_later_plan() -> None:
    records = sessions(*["green"] * 4)
    assert shown(planned(SINGLE, records))[0] == "1x14"
    corrected = [records[0], replace(records[1], effort=9), *records[2:]]
    assert shown(planned(SINGLE, corrected))[0] == "1x12"
    corrected = [*records[:3], replace(records[3], morning=6)]
    assert shown(planned(SINGLE, corrected)) == ("1x8", "down", 9), "70 % of 12"


def test_a_record_at_the_very_moment_counts_and_a_later_one_does_not() -> None:
    records = sessions("green", "green")
    known_at = records[1].at
    assert step_of(plan(SINGLE, "main", History.of(records), at=known_at)).change is Change.UP
    just_before = known_at - timedelta(seconds=1)
    assert step_of(plan(SINGLE, "main", History.of(records), at=just_before)).change is Change.SAME


def test_times_of_several_zones_are_the_same_moments() -> None:
    there = timezone(timedelta(hours=10))
    records = [replace(record, at=record.at.astimezone(there)) for record in climb(3)]
    made = planned(SINGLE, records, day=12 + 10)
    assert shown(made)[0] == "1x16"
    assert shown(planned(SINGLE, records, day=12 + 10 + SECOND))[0] == "1x14"


def test_what_is_not_in_the_catalogue_has_no_plan() -> None:
    with pytest.raises(KeyError):
        planned(SINGLE, name="nothing")


def test_every_step_says_why() -> None:
    histories: Sequence[list[Session]] = [
        [],
        sessions("green", "green"),
        sessions("red", painful=("bridge",)),
        on_level_3_then("amber", "amber"),
        [session(0, **TIRED)],
        climb(2),
    ]
    for records in histories:
        for day in (20.0, 60.0):
            made = planned(full(), records, day=day)
            assert all(step.why.endswith(".") for step in made.steps)
            assert made.reasons


def test_a_break_is_named_in_days_and_a_light_by_its_date() -> None:
    assert "18 days" in step_of(planned(SINGLE, climb(2), day=8 + 18)).why
    assert "2 Nov" in step_of(planned(full(), sessions("red"))).why
    assert "2 Nov" in step_of(planned(full(), sessions("amber")), "march").why


def test_a_green_session_is_green_by_default() -> None:
    assert planned(SINGLE, [session(0)]).light is Light.GREEN
    assert planned(SINGLE, [session(0, "amber")]).light is Light.AMBER
    assert planned(SINGLE, [session(0, "red")]).light is Light.RED
    assert planned(SINGLE, [run(0)]).light is Light.GREEN
    assert GREEN["morning"] == GREEN["before"], "the usual morning of the first record is its before"
    assert at(0) == START


def test_why_nothing_of_a_plan_is_done() -> None:
    some = asked(exercise("bridge", reps(10)))
    assert why_empty(plan_of(replace(some, dose=None))) == "every exercise of it is out today"
    assert why_empty(plan_of(some)) == "nothing of it is left with what is at hand"
    assert why_empty(replace(plan_of(), allowed=False)) == ""
