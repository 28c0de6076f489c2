"""The return to running: the entry, the stages, the spacing of days and the caps (RULES, "Return to run")."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase, RoutineKind
from coach.domain.planning.planner import plan
from coach.domain.planning.replay import replay
from coach.domain.records.entries import CheckIn, Entry, Quality, Session, Walk
from coach.domain.records.history import History, Start
from coach.domain.rules.programme import STAGES
from coach.domain.rules.stages import RunPlan

from ..builders import (
    at,
    flagged,
    hold,
    house,
    planned,
    ready_to_run,
    reps,
    routine,
    run,
    session,
    sessions,
    set_phase,
    unlocked,
    walk,
)

SECOND = 1 / 86_400
"""A second, in days."""
READY_AT = 5.0
"""The day after ``ready_to_run``."""


def known() -> Catalogue:
    return house(
        routine("strength", [("squat", reps(10))], kind=RoutineKind.STRENGTH),
        routine("stretching", [("lunge-stretch", hold(20))], kind=RoutineKind.STRETCH),
    )


def run_on(day: float, records: list[Entry], check_in: CheckIn | None = None, start: Start | None = None) -> RunPlan:
    """The run of a day."""
    made = planned(known(), records, day=day, check_in=check_in or CheckIn(), start=start or Start()).run
    assert made is not None
    return made


def runner(*runs: Entry) -> list[Entry]:
    """Past the entry, then these runs: the first of them, on day 6 or later, is allowed."""
    return [*ready_to_run(), *runs]


# --- the stages -------------------------------------------------------------------------------------------------------

TABLE = [
    (1, 60, 120, 6, 6),
    (2, 80, 100, 6, 8),
    (3, 100, 80, 6, 10),
    (4, 120, 60, 6, 12),
    (5, 210, 60, 4, 14),
    (6, 300, 60, 3, 15),
    (7, 480, 60, 2, 16),
    (8, 510, 60, 2, 17),
    (9, 1080, 0, 1, 18),
]
"""Stage, run s, walk s, reps, minutes of running."""


@pytest.mark.parametrize(("stage", "run_s", "walk_s", "times", "minutes"), TABLE)
def test_the_table_of_stages(stage: int, run_s: int, walk_s: int, times: int, minutes: int) -> None:
    made = STAGES[stage - 1]
    assert (made.run_s, made.walk_s, made.reps, made.total_s) == (run_s, walk_s, times, minutes * 60)


def test_from_stage_10_a_tenth_more_at_most_to_half_an_hour() -> None:
    continuous = STAGES[8:]
    assert continuous[-1].run_s == 30 * 60
    for before, after in pairwise(continuous):
        assert before.run_s < after.run_s <= 1.1 * before.run_s
        assert (after.walk_s, after.reps) == (0, 1)


# --- the entry --------------------------------------------------------------------------------------------------------


def test_the_entry_is_passed_when_all_of_it_holds() -> None:
    made = run_on(READY_AT, ready_to_run())
    assert (made.allowed, made.stage, made.run_s, made.walk_s, made.reps) == (True, 1, 60, 120, 6)
    assert made.earliest is None
    assert all(need.met for need in made.entry)


def knocked_out(position: int, *instead: Entry) -> list[Entry]:
    """The entry's records with one of them replaced."""
    records = ready_to_run()
    return [*records[:position], *instead, *records[position + 1 :]]


def changed(position: int, **answers: Any) -> list[Entry]:
    return knocked_out(position, replace(ready_to_run()[position], **answers))


LAST = {"daily_life_pain_free": True}
NO_ENTRY: dict[str, list[Entry]] = {
    "nothing known": [],
    "daily life not answered": changed(4, daily_life_pain_free=None),
    "daily life not free of pain": changed(4, daily_life_pain_free=False),
    "daily life no longer free of pain": [*ready_to_run(), walk(4.5, daily_life_pain_free=False)],
    "two sessions": knocked_out(0),
    "a session amber": changed(2, before=2, worst=4),
    "a session provisional": changed(2, morning=None),
    "the last session provisional": changed(4, after=None),
    "a session against the plan": changed(2, limp=True),
    "a fourth session since, provisional": [*ready_to_run(), session(4.5, morning=None)],
    "a session of stretching": changed(0, routine="stretching"),
    "a session of a routine that is no more": changed(0, routine="gone"),
    "one walk": knocked_out(1),
    "a walk of 29 minutes": changed(1, minutes=29),
    "a walk of unknown length": changed(1, minutes=None),
    "a walk with a limp": changed(1, limp=True),
    "a walk that says nothing of a limp": changed(1, limp=None),
    "a walk with a morning above its before": changed(1, morning=2),
    "a walk without its morning": changed(1, morning=None),
    "a walk without its before": changed(1, before=None),
    "acute": [*ready_to_run(), set_phase(4.5, Phase.ACUTE)],
}


@pytest.mark.parametrize("records", NO_ENTRY.values(), ids=NO_ENTRY)
def test_the_entry_with_one_condition_missed(records: list[Entry]) -> None:
    made = run_on(READY_AT, records)
    assert (made.allowed, made.earliest) == (False, None)
    assert made.why.endswith(".")


ENTRY: dict[str, list[Entry]] = {
    "maintenance": [*ready_to_run(), set_phase(4.5, Phase.MAINTENANCE)],
    "sessions of kind strength": [
        replace(record, routine="strength") if isinstance(record, Session) else record for record in ready_to_run()
    ],
    "a session of stretching since, amber": [*ready_to_run(), session(4.5, "amber", name="stretching")],
    "daily life free of pain, said in a walk": [*changed(4, daily_life_pain_free=None), walk(4.5, **LAST)],
    "a morning below its before": changed(1, before=2, morning=1),
    "an earlier session amber": [session(-3, "amber"), *ready_to_run()],
}


@pytest.mark.parametrize("records", ENTRY.values(), ids=ENTRY)
def test_the_entry_holds_all_the_same(records: list[Entry]) -> None:
    assert run_on(READY_AT, records).allowed


WALKED = [(14, True), (14 + SECOND, False)]


@pytest.mark.parametrize(("days", "allowed"), WALKED)
def test_walks_count_for_14_days(days: float, allowed: bool) -> None:
    assert run_on(1 + days, ready_to_run()).allowed == allowed


def test_walks_14_days_apart_count_at_the_second_one() -> None:
    later: list[Entry] = [session(13), session(15, **LAST)]
    assert run_on(15, [session(0), walk(1), session(2), *later, walk(15)]).allowed
    assert not run_on(15, [session(0), walk(1 - SECOND), session(2), *later, walk(15)]).allowed


def test_short_walks_in_any_number_leave_the_brisk_ones_known() -> None:
    many = [walk(3.1 + number / 100, minutes=10) for number in range(60)]
    assert run_on(READY_AT, [*ready_to_run()[:4], *many, ready_to_run()[4]]).allowed


AFTER_A_RED: dict[str, tuple[float, list[Entry], bool]] = {
    "7 days": (7.0, [walk(3), walk(5), *(session(d, **LAST) for d in (2, 4, 6))], True),
    "7 days less a second": (7.0 - SECOND, [walk(3), walk(5), *(session(d, **LAST) for d in (2, 4, 6))], False),
    "a walk before the red": (7.0, [walk(-1), walk(5), *(session(d, **LAST) for d in (2, 4, 6))], False),
}


@pytest.mark.parametrize(("day", "records", "allowed"), AFTER_A_RED.values(), ids=AFTER_A_RED)
def test_the_entry_after_a_red(day: float, records: list[Entry], allowed: bool) -> None:
    assert run_on(day, [session(0, "red"), *records]).allowed == allowed


def test_a_third_amber_is_no_red_for_the_entry() -> None:
    ambers = sessions("amber", "amber", "amber", every=1)
    greens: list[Entry] = [session(day, **LAST) for day in (5, 6.5, 8)]
    assert run_on(8.5, [*ambers, *greens, walk(0.5), walk(1.5)]).allowed


TODAY: dict[str, tuple[CheckIn, bool]] = {
    "nothing answered": (CheckIn(), True),
    "all well": (CheckIn(before=0, sharp=False, limp=False, painkiller=False, daily_life_pain_free=True), True),
    "daily life not free of pain today": (CheckIn(daily_life_pain_free=False), False),
    "painkiller": (CheckIn(painkiller=True), False),
    "sharp: row 2": (CheckIn(sharp=True), False),
    "limping: row 2": (CheckIn(limp=True), False),
    "before 6: row 2": (CheckIn(before=6), False),
    "before 4: row 5": (CheckIn(before=4), False),
    "two above the last before: row 5": (CheckIn(before=3), False),
    "one above": (CheckIn(before=2), True),
    "a flag: row 1": (CheckIn(red_flags=("groin-lump",)), False),
    "a prompt-only flag": (CheckIn(red_flags=("no-better-after-weeks",)), True),
    "iced": (CheckIn(iced_minutes_ago=0), True),
}


@pytest.mark.parametrize(("check_in", "allowed"), TODAY.values(), ids=TODAY)
def test_the_day_of_a_run(check_in: CheckIn, allowed: bool) -> None:
    assert run_on(READY_AT, ready_to_run(), check_in).allowed == allowed


def test_daily_life_today_cannot_stand_in_for_a_recorded_answer() -> None:
    """A check-in may hold or reduce, never raise."""
    assert not run_on(READY_AT, changed(4, daily_life_pain_free=None), CheckIn(daily_life_pain_free=True)).allowed


# --- passed -----------------------------------------------------------------------------------------------------------


def test_the_entry_once_passed_is_not_asked_again() -> None:
    """Walks are long past, a session is amber, daily life is not free of pain."""
    records = runner(run(6), session(8, "amber", daily_life_pain_free=False))
    assert run_on(20, records).allowed
    assert run_on(20, records).entry == ()


AGAINST_THE_PLAN: dict[str, list[Entry]] = {
    "no entry": [run(6)],
    "sore": runner(run(6, before=4)),
    "with a painkiller": runner(run(6, painkiller=True)),
    "daily life not free of pain": runner(run(6, daily_life_pain_free=False), walk(7, **LAST)),
}


@pytest.mark.parametrize("records", AGAINST_THE_PLAN.values(), ids=AGAINST_THE_PLAN)
def test_a_run_against_the_plan_passes_no_entry(records: list[Entry]) -> None:
    made = run_on(18, records)
    assert not made.allowed
    assert made.entry, "asked still"


def test_a_run_against_the_plan_counts_for_nothing_but_its_light() -> None:
    """Green on the day after a run: no second green of its stage, but it takes its day."""
    twice = runner(run(6, stage=2), run(7, stage=2))
    assert (run_on(14, twice).stage, run_on(14, runner(run(6, stage=2), run(8, stage=2))).stage) == (2, 3)
    assert run_on(8, twice).earliest == datetime(2026, 11, 11, tzinfo=UTC)
    assert run_on(14, runner(run(6, "amber", stage=2), run(7, "amber", stage=2))).stage == 1


# --- up, hold, back ---------------------------------------------------------------------------------------------------

THIRD = run(6, stage=3)
AT_STAGE_3: dict[str, tuple[list[Entry], float, int]] = {
    "one green": ([THIRD], 13, 3),
    "two greens, 7 days": ([THIRD, run(8)], 13, 4),
    "two greens, 7 days less a second": ([THIRD, run(8)], 13 - SECOND, 3),
    "three greens": ([THIRD, run(8), run(11)], 13, 4),
    "the last two green, the first amber": ([run(6, "amber", stage=3), run(8), run(11)], 13, 4),
    "amber": ([THIRD, run(8), run(11, "amber")], 14, 3),
    "amber, then one green": ([THIRD, run(8, "amber"), run(11)], 14, 3),
    "amber, then two greens": ([THIRD, run(8, "amber"), run(11), run(13)], 15, 4),
    "provisional": ([THIRD, run(8), run(11, morning=None)], 14, 3),
    "two ambers running": ([THIRD, run(8, "amber"), run(10, "amber")], 14, 2),
    "two ambers, a green session between": ([THIRD, run(8, "amber"), session(9), run(10, "amber")], 14, 3),
    "a red counts as an amber there": ([THIRD, run(8, "red"), run(12, "amber")], 16, 1),
    "a red, a green session, an amber": ([THIRD, run(8, "red"), session(11), run(12, "amber")], 16, 2),
    "two ambers, a green run between": ([THIRD, run(8, "amber"), run(10), run(13, "amber")], 15, 3),
    "two ambers, a provisional green run between": (
        [THIRD, run(8, "amber"), run(10, morning=None), run(13, "amber")],
        15,
        2,
    ),
    "provisional ambers are ambers": ([THIRD, run(8, "amber", morning=None), run(10, "amber", after=None)], 14, 2),
    "three ambers running": ([THIRD, run(8, "amber"), run(10, "amber"), run(13, "amber")], 15, 1),
    "steady": ([THIRD, run(8), run(11, "steady")], 14, 3),
    "steady, then two greens": ([THIRD, run(8, "steady"), run(10), run(13)], 15, 4),
    "steady again and again": ([THIRD, *(run(day, "steady") for day in (8, 10, 13, 15, 17))], 20, 3),
    "steady breaks no run of ambers": ([THIRD, run(8, "amber"), run(10, "steady"), run(13, "amber")], 15, 2),
    "two ambers, a green stretch between": (
        [THIRD, run(8, "amber"), session(9, name="stretching"), run(10, "amber")],
        14,
        2,
    ),
    "a red run": ([THIRD, run(8, "red")], 11, 2),
    "a red in the morning": ([THIRD, run(8, morning=4)], 11, 2),
    "ambers of sessions": ([THIRD, run(8, "amber"), session(9, "amber"), session(11, "amber")], 14, 3),
    "a red session moves no stage": ([THIRD, run(8), session(9, "red")], 12, 3),
}
"""Runs from stage 3 on, the day asked, and the stage."""


@pytest.mark.parametrize(("records", "day", "stage"), AT_STAGE_3.values(), ids=AT_STAGE_3)
def test_up_hold_and_back(records: list[Entry], day: float, stage: int) -> None:
    assert run_on(day, runner(*records)).stage == stage


def test_a_stage_up_begins_anew() -> None:
    """Two greens and 7 days lead to stage 4; from there two of its own and 7 days since its first lead to 5."""
    up = runner(run(6, stage=3), run(8), run(13))
    assert run_on(15, up).stage == 4
    assert run_on(20, [*up, run(15)]).stage == 5
    assert run_on(20 - SECOND, [*up, run(15)]).stage == 4
    assert run_on(20, up).stage == 4, "one green of stage 4"


def test_a_stage_back_begins_anew() -> None:
    back = runner(run(6, stage=3), run(8, "amber"), run(10, "amber"))
    assert run_on(12, back).stage == 2
    assert run_on(20, [*back, run(13)]).stage == 2, "one green of stage 2 yet"
    assert run_on(20 - SECOND, [*back, run(13), run(15)]).stage == 2
    assert run_on(20, [*back, run(13), run(15)]).stage == 3


def test_a_recorded_stage_is_taken_as_entered() -> None:
    assert run_on(8, runner(run(6, stage=5))).stage == 5
    assert run_on(13, runner(run(6, stage=3), run(8, stage=3), run(10, stage=5))).stage == 5
    stayed = runner(run(6, stage=3), run(8), run(13, stage=3))
    assert run_on(15, stayed).stage == 4, "held back by the runner, and still earned"


def test_a_run_against_the_plan_takes_no_step_up() -> None:
    """On day 13 stage 4 is due. A run with a painkiller is no run of it, unless the record says so."""
    earned = runner(run(6, stage=3), run(8))
    assert run_on(15, [*earned, run(13)]).stage == 4
    assert run_on(15, [*earned, run(13, painkiller=True)]).stage == 3
    assert run_on(15, [*earned, run(13, painkiller=True, stage=4)]).stage == 4


def test_stage_1_is_the_least_and_half_an_hour_the_most() -> None:
    assert run_on(11, runner(run(6), session(6.5), run(8, "red"), session(10))).stage == 1
    top = len(STAGES)
    made = run_on(13, runner(run(6, stage=top, run_s=1800), run(8, stage=top, run_s=1800)))
    assert made.stage == top


# --- suspended --------------------------------------------------------------------------------------------------------

ALARM: dict[str, dict[str, Any]] = {
    "sharp": {"quality": Quality.SHARP},
    "catching": {"quality": Quality.CATCHING},
    "gait changed": {"gait_changed": True},
}
ENTRY_ANEW: list[Entry] = [
    *(session(day, worst=1, after=0, **LAST) for day in (8, 10, 12)),
    walk(9),
    walk(11),
]
"""After an alarming run on day 6: out of acute on day 12, with three greens and two walks since."""


@pytest.mark.parametrize("answers", ALARM.values(), ids=ALARM)
def test_an_alarming_run_suspends_and_asks_the_entry_anew(answers: dict[str, Any]) -> None:
    suspended = runner(run(6, stage=5, **answers))
    greens = [replace(entry, worst=0) if not isinstance(entry, Walk) else entry for entry in ENTRY_ANEW]
    assert not run_on(8, suspended).allowed
    assert run_on(14, [*suspended, *greens]).stage == 4
    assert run_on(14, [*suspended, *greens]).allowed
    assert not run_on(13 - SECOND, [*suspended, *greens]).allowed, "no red for 7 days"
    assert not run_on(14, [*suspended, *greens[:-1]]).allowed, "one walk"
    by_hand = [*suspended, set_phase(7, Phase.RECOVERY), session(9), session(11)]
    assert not run_on(14, by_hand).allowed, "two greens, no walk"
    assert run_on(14, by_hand).entry


def test_a_red_run_that_alarms_nobody_suspends_nothing() -> None:
    made = run_on(11, runner(run(6, stage=5), run(8, "red"), session(10)))
    assert (made.allowed, made.stage, made.entry) == (True, 4, ())


DOWN: dict[str, list[Entry]] = {
    "a sharp session": [session(8, quality=Quality.SHARP)],
    "a session that changed the gait": [session(8, gait_changed=True)],
    "a session of pain 6": [session(8, worst=6)],
    "two reds within a week": [session(7, worst=6, name="gone"), session(8, worst=6)],
    "a red run of pain 6, which has its stage back already": [run(8, worst=6)],
    "by hand": [set_phase(8, Phase.ACUTE)],
}


@pytest.mark.parametrize("records", DOWN.values(), ids=DOWN)
def test_every_move_down_to_acute_suspends(records: list[Entry]) -> None:
    greens: list[Entry] = [session(day, before=1, worst=0, after=0, morning=1) for day in (10, 11.5, 13)]
    made = run_on(16, runner(run(6, stage=5), *records, set_phase(9, Phase.RECOVERY), *greens))
    assert (made.allowed, made.stage) == (False, 4)
    assert [need.met for need in made.entry][2] is False, "two walks since"


def test_an_amber_run_in_acute_takes_no_stage_back() -> None:
    acute = [set_phase(7, Phase.ACUTE), run(8, "amber", stage=8), run(10, "amber", stage=8), run(13, "amber", stage=8)]
    made = run_on(16, runner(run(6, stage=8), *acute))
    assert (made.allowed, made.stage) == (False, 8)


# --- after a red, in acute --------------------------------------------------------------------------------------------

AFTER_RED: dict[str, tuple[list[Entry], bool]] = {
    "a red session": ([session(8, "red")], False),
    "then a green session": ([session(8, "red"), session(10)], True),
    "of kind stretch, which proves no load": ([session(8, "red"), session(10, name="stretching")], False),
    "of kind strength": ([session(8, "red"), session(10, name="strength")], True),
    "of a routine that is no more": ([session(8, "red"), session(10, name="gone")], False),
    "then a provisional green": ([session(8, "red"), session(10, morning=None)], False),
    "then a green against the plan, too early": ([session(8, "red"), session(9)], False),
    "then an amber": ([session(8, "red"), session(10, "amber")], False),
    "then a green run": ([session(8, "red"), run(11)], False),
    "a red run, then a green session": ([run(8, "red"), session(10)], True),
    "a third amber is no red": ([session(7, "amber"), session(8, "amber"), session(9, "amber")], True),
}


@pytest.mark.parametrize(("more", "allowed"), AFTER_RED.values(), ids=AFTER_RED)
def test_no_run_after_a_red_until_a_green_session(more: list[Entry], allowed: bool) -> None:
    assert run_on(13, runner(run(6), *more)).allowed == allowed


def test_a_third_amber_waits_48_hours() -> None:
    ambers = [session(7, "amber"), session(8, "amber"), session(9, "amber")]
    waits = run_on(11 - SECOND, runner(run(6), *ambers))
    assert (waits.allowed, waits.earliest) == (False, at(11))
    assert run_on(11, runner(run(6), *ambers)).allowed


def test_no_run_in_acute_and_none_while_locked() -> None:
    past = runner(run(6))
    assert not run_on(9, [*past, set_phase(7, Phase.ACUTE)]).allowed
    assert run_on(9, [*past, set_phase(7, Phase.ACUTE), set_phase(8, Phase.RECOVERY)]).allowed
    assert not run_on(9, [*past, flagged(7, "groin-lump")]).allowed
    assert run_on(9, [*past, flagged(7, "groin-lump"), unlocked(8)]).allowed


# --- breaks -----------------------------------------------------------------------------------------------------------

BREAKS = [
    (14, 5),
    (14 + SECOND, 4),
    (28, 4),
    (28 + SECOND, 1),
    (400, 1),
]


@pytest.mark.parametrize(("days", "stage"), BREAKS)
def test_a_break_from_running(days: float, stage: int) -> None:
    made = run_on(6 + days, runner(run(6, stage=5)))
    assert (made.allowed, made.stage) == (True, stage)


def test_a_break_is_committed_once_and_earned_greens_are_gone() -> None:
    earned = runner(run(6, stage=5), run(8))
    assert run_on(8 + 14, earned).stage == 6
    assert run_on(8 + 14 + SECOND, earned).stage == 4
    assert run_on(32, [*earned, run(30)]).stage == 4
    assert run_on(37, [*earned, run(30), run(32)]).stage == 5


# --- spacing ----------------------------------------------------------------------------------------------------------

PLUS_2 = timezone(timedelta(hours=2))
SPACED: dict[str, tuple[datetime, datetime, datetime | None]] = {
    "twice on one day": (at(6), at(6.5), datetime(2026, 11, 10, tzinfo=UTC)),
    "the next day": (at(6), at(7.7), datetime(2026, 11, 10, tzinfo=UTC)),
    "a day between": (at(6), datetime(2026, 11, 10, tzinfo=UTC), None),
    "a day between, 24 h 2 min apart": (
        datetime(2026, 11, 8, 23, 59, tzinfo=UTC),
        datetime(2026, 11, 10, 0, 1, tzinfo=UTC),
        None,
    ),
    "the run was on the next day by its own offset": (
        datetime(2026, 11, 9, 0, 30, tzinfo=PLUS_2),
        datetime(2026, 11, 10, 7, 0, tzinfo=UTC),
        datetime(2026, 11, 11, tzinfo=UTC),
    ),
    "today is a day later by its own offset": (
        datetime(2026, 11, 8, 23, 0, tzinfo=UTC),
        datetime(2026, 11, 10, 1, 0, tzinfo=PLUS_2),
        None,
    ),
    "two days by their offsets, and not 24 h": (
        datetime(2026, 11, 8, 23, 0, tzinfo=UTC),
        datetime(2026, 11, 10, 0, 59, tzinfo=PLUS_2),
        datetime(2026, 11, 10, 1, 0, tzinfo=PLUS_2),
    ),
    "over the date line, 7.5 h": (
        datetime(2026, 11, 8, 23, 30, tzinfo=timezone(timedelta(hours=-10))),
        datetime(2026, 11, 10, 7, 0, tzinfo=timezone(timedelta(hours=14))),
        datetime(2026, 11, 10, 23, 30, tzinfo=timezone(timedelta(hours=14))),
    ),
    "the earliest is a midnight of today's offset": (
        at(6),
        datetime(2026, 11, 9, 9, 0, tzinfo=PLUS_2),
        datetime(2026, 11, 10, tzinfo=PLUS_2),
    ),
}
"""The time of a run, the time asked, and the earliest (None: allowed)."""


@pytest.mark.parametrize(("ran", "asked", "earliest"), SPACED.values(), ids=SPACED)
def test_never_on_consecutive_days_nor_twice_on_one(ran: datetime, asked: datetime, earliest: datetime | None) -> None:
    history = History.of(runner(replace(run(0), at=ran)))
    made = plan(known(), "main", history, at=asked).run
    assert made is not None
    assert (made.allowed, made.earliest) == (earliest is None, earliest)
    assert earliest is None or (made.earliest and made.earliest.utcoffset()) == asked.utcoffset()


THREE: dict[str, tuple[list[float], float, float | None]] = {
    "the fourth within 7 days": ([6, 8, 10], 12, 13),
    "7 days less a second": ([6, 8, 10], 13 - SECOND, 13),
    "7 days": ([6, 8, 10], 13, None),
    "the fifth": ([6, 8, 10, 13], 14.8, 15.0),
    "the fifth on its day": ([6, 8, 10, 13], 15, None),
    "runs against the plan take their place": ([6, 7, 8], 10, 13),
}


@pytest.mark.parametrize(("days", "asked", "earliest"), THREE.values(), ids=THREE)
def test_three_runs_in_7_days(days: list[float], asked: float, earliest: float | None) -> None:
    made = run_on(asked, runner(*(run(day) for day in days)))
    assert made.allowed == (earliest is None)
    assert made.earliest == (None if earliest is None else at(earliest))


# --- caps -------------------------------------------------------------------------------------------------------------


def at_stage(stage: int, *days: float, run_s: int | None = None) -> list[Entry]:
    return [run(day, stage=stage, run_s=run_s) for day in days]


CAPS: dict[str, tuple[list[Entry], float, tuple[bool, int, int, int]]] = {
    "before stage 9 there are none": (at_stage(8, 6, run_s=100), 8, (True, 8, 510, 2)),
    "stage 9 after three weeks of stage 8": (
        [*at_stage(8, 6, 8, 10, 13, 15), *at_stage(9, 17)],
        20,
        (True, 9, 1080, 1),
    ),
    "a single run: 110 % of the longest": (at_stage(9, 6, run_s=600), 13, (True, 9, 660, 1)),
    "nine minutes left": (at_stage(9, 6, run_s=491), 13, (True, 9, 540, 1)),
    "under nine minutes: waits": (at_stage(9, 6, run_s=490), 13, (False, 9, 1080, 1)),
    "under nine minutes: waits, at any stage": (
        [*at_stage(9, 6, run_s=490), *at_stage(2, 13, run_s=480)],
        20,
        (False, 2, 80, 6),
    ),
    "back at stage 8: repetitions left off": (
        [*at_stage(9, 6, run_s=600), *at_stage(8, 13, run_s=600)],
        20,
        (True, 8, 510, 1),
    ),
    "back at stage 4, nothing left off": (
        [*at_stage(9, 6, run_s=800), *at_stage(4, 13, run_s=720)],
        20,
        (True, 4, 120, 6),
    ),
    "28 days after stage 9": ([*at_stage(9, 6, run_s=500), *at_stage(8, 20.5, run_s=500)], 34, (True, 8, 510, 1)),
    "28 days and a second": (
        [*at_stage(9, 6, run_s=500), *at_stage(8, 20.5, run_s=500)],
        34 + SECOND,
        (True, 8, 510, 2),
    ),
    "planned at stage 9, done at stage 3": (
        [*at_stage(8, 6, 13, run_s=1000), run(20, stage=3, run_s=600)],
        22,
        (True, 3, 100, 6),
    ),
    "the longest in 30 days, not the last": (
        [*at_stage(9, 6, run_s=900), *at_stage(9, 13, run_s=500)],
        20,
        (True, 10, 990, 1),
    ),
    "a first week: nine minutes more": (at_stage(9, 6), 8, (True, 9, 540, 1)),
    "a week: nine minutes more than the largest before": (
        [*at_stage(9, 6), *at_stage(9, 13, run_s=1000)],
        15,
        (True, 10, 620, 1),
    ),
    "a week: a tenth more than the largest before": (
        [*at_stage(15, 6, 8, 10, run_s=1900), *at_stage(15, 14, 16, run_s=1800)],
        18,
        (True, 15, 1800, 1),
    ),
    "a week: only runs of these 28 days count": (
        [*at_stage(9, 6, 8, run_s=1000), *at_stage(9, 15, run_s=1000), *at_stage(9, 29, run_s=1000)],
        35,
        (True, 10, 540, 1),
    ),
}
"""Runs, the day asked, and whether allowed, the stage, seconds of one running interval, and intervals."""


@pytest.mark.parametrize(("runs", "day", "expected"), CAPS.values(), ids=CAPS)
def test_the_caps_from_stage_9(runs: list[Entry], day: float, expected: tuple[bool, int, int, int]) -> None:
    made = run_on(day, runner(*runs))
    assert (made.allowed, made.stage, made.run_s, made.reps) == expected


def test_what_the_caps_make_wait_waits_for_the_run_that_leaves_the_week() -> None:
    """Nine minutes more than the week before are taken by day 15: the next fits when that of day 12 is a week ago."""
    runs = [*at_stage(9, 6, run_s=600), *at_stage(9, 13, 15, run_s=600)]
    made = run_on(17, runner(*runs))
    assert (made.allowed, made.earliest) == (False, at(20))
    assert run_on(20, runner(*runs)).allowed


def test_a_short_run_waits_until_the_caps_hold_no_more() -> None:
    """No run makes the longest one longer: 28 days later the caps are over, and stage 1 begins anew."""
    runs = runner(*at_stage(9, 6, run_s=490))
    earliest = run_on(13, runs).earliest
    assert earliest is not None
    assert timedelta(0) < earliest - at(6 + 28) <= timedelta(seconds=1)
    made = plan(known(), "main", History.of(runs), at=earliest).run
    assert made is not None
    assert (made.allowed, made.stage) == (True, 1)


UNKNOWN_SECONDS: dict[str, tuple[list[Entry], int]] = {
    "as planned": ([*at_stage(9, 6, run_s=600), run(13)], 660),
    "as planned, told its stage": ([*at_stage(9, 6, run_s=600), run(13, stage=9)], 660),
    "as planned, though with a painkiller": ([*at_stage(9, 6, run_s=600), run(13, painkiller=True)], 660),
    "its stage's, where another is told": ([*at_stage(9, 6, run_s=600), run(13, stage=8)], 1020),
    "its stage's, where it was to wait": ([*at_stage(9, 6, run_s=600), run(6.5)], 1080),
}


@pytest.mark.parametrize(("runs", "seconds"), UNKNOWN_SECONDS.values(), ids=UNKNOWN_SECONDS)
def test_a_run_without_its_seconds(runs: list[Entry], seconds: int) -> None:
    standing = replay(known(), History.of(runner(*runs)))
    assert standing.run.runs[-1].seconds == seconds
