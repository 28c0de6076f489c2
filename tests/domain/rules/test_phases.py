"""The three phases: every line of the table, each condition knocked out in turn (RULES, "Phases", row 7)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase, RoutineKind
from coach.domain.planning.consequences import needs_for_next
from coach.domain.planning.plan import Change
from coach.domain.planning.replay import replay
from coach.domain.records.entries import CheckIn, Entry, Event, EventKind, Quality, Session
from coach.domain.records.history import History, Start
from coach.domain.rules.phases import DAILY_LIFE

from ..builders import (
    activity,
    at,
    climb,
    detail,
    doses,
    hold,
    house,
    max_hold,
    only,
    planned,
    reps,
    routine,
    run,
    session,
    sessions,
    set_phase,
    step_of,
    walk,
)

SECOND = 1 / 86_400
"""A second, in days."""
ACUTE, RECOVERY, MAINTENANCE = Phase
NO_START = Start()


def known() -> Catalogue:
    return house(
        routine("rebuild", [("squat", reps(10))], phases=()),
        routine("calm", [("breathing", hold(60))], kind=RoutineKind.RECOVERY),
    )


def phase_after(records: Iterable[Entry], start: Start = NO_START) -> Phase:
    return planned(known(), records, start=start).phase


# --- where a history starts -------------------------------------------------------------------------------------------

STARTS: dict[str, tuple[list[Entry], Start, Phase]] = {
    "nothing known": ([], NO_START, RECOVERY),
    "said at the start": ([], Start(phase=MAINTENANCE), MAINTENANCE),
    "first before 3": ([session(0, before=3, worst=3)], NO_START, RECOVERY),
    "first before 4": ([session(0, before=4, worst=4)], NO_START, ACUTE),
    "first sharp": ([session(0, sharp=True)], NO_START, ACUTE),
    "first limping": ([session(0, limp=True)], NO_START, ACUTE),
    "first before unanswered": ([session(0, before=None)], NO_START, RECOVERY),
    "a run is a record": ([run(0, before=4)], NO_START, ACUTE),
    "of a routine that is no more": ([session(0, before=4, worst=4, name="gone")], NO_START, ACUTE),
    "a walk is a note": ([walk(0, before=5), session(1)], NO_START, RECOVERY),
    "cross-training is a note": ([activity(0, before=5), session(1)], NO_START, RECOVERY),
    "only the first record": ([session(0), session(3, before=5, worst=5, sharp=True, limp=True)], NO_START, RECOVERY),
    "the start never outranks a bad first record": ([session(0, before=5, worst=5)], Start(phase=MAINTENANCE), ACUTE),
    "nor a limp": ([session(0, limp=True)], Start(phase=RECOVERY), ACUTE),
    "a phase set by hand before it moves it from there": (
        [set_phase(-1, MAINTENANCE), session(0, before=5, worst=5)],
        NO_START,
        MAINTENANCE,
    ),
    "a usual morning says nothing of the phase": (
        [session(0, before=4, worst=4)],
        Start(usual_morning=1),
        ACUTE,
    ),
}


@pytest.mark.parametrize(("records", "start", "phase"), STARTS.values(), ids=STARTS)
def test_where_a_history_starts(records: list[Entry], start: Start, phase: Phase) -> None:
    assert phase_after(records, start) is phase


def test_the_first_record_is_judged_in_the_phase_it_begins() -> None:
    """Worst 4 is amber in recovery; a first record that comes with 4 begins in acute, where it is red."""
    assert planned(known(), [session(0, before=4, worst=4, after=0)]).light == "red"
    assert planned(known(), [session(0, before=3, worst=4, after=0)]).light == "amber"


def test_a_check_in_by_itself_moves_no_phase() -> None:
    check_in = CheckIn(before=9, sharp=True, limp=True)
    assert planned(known(), [session(0)], check_in=check_in).phase is RECOVERY
    assert phase_after([session(0), session(3, before=3, worst=3, sharp=True, limp=True)]) is RECOVERY


FIRST_CHECK_INS: dict[str, tuple[list[Entry], CheckIn, Phase]] = {
    "before 3": ([], CheckIn(before=3), RECOVERY),
    "before 4": ([], CheckIn(before=4), ACUTE),
    "sharp": ([], CheckIn(sharp=True), ACUTE),
    "limp": ([], CheckIn(limp=True), ACUTE),
    "nothing said": ([], CheckIn(), RECOVERY),
    "a walk is no record": ([walk(-1)], CheckIn(before=4), ACUTE),
    "one record": ([session(-3)], CheckIn(before=4), RECOVERY),
    "a phase set by hand": ([set_phase(-1, MAINTENANCE)], CheckIn(before=4), MAINTENANCE),
}


@pytest.mark.parametrize(("records", "check_in", "phase"), FIRST_CHECK_INS.values(), ids=FIRST_CHECK_INS)
def test_while_nothing_is_recorded_a_bad_check_in_is_planned_as_in_acute(
    records: list[Entry], check_in: CheckIn, phase: Phase
) -> None:
    """It is shown so, and moves nothing: the same history without it is where it was; with the record, it is there."""
    for start in (NO_START, Start(phase=RECOVERY)):
        made = planned(known(), records, day=0, start=start, check_in=check_in)
        assert made.phase is phase
        assert made.run
        assert made.run.allowed is False
        assert planned(known(), records, "acute-relief", day=0, start=start, check_in=check_in).allowed
        assert planned(known(), records, day=0, start=start).phase is not ACUTE
        said = {"before": check_in.before, "sharp": check_in.sharp, "limp": check_in.limp, "worst": None}
        assert phase_after([*records, session(0, **said)], start) is phase


# --- acute to recovery ------------------------------------------------------------------------------------------------

SETTLING: dict[str, Any] = {"before": 2, "worst": 3, "after": 1, "morning": 2}
"""The worst that still settles: amber in acute, for greens are not required."""


def settling(*days: float) -> list[Session]:
    return [session(day, **SETTLING) for day in days]


def test_acute_to_recovery_at_every_limit() -> None:
    assert phase_after(settling(0, 1.5, 3), Start(phase=ACUTE)) is RECOVERY


UNSETTLED: dict[str, dict[str, Any]] = {
    "before 3": {"before": 3},
    "worst 4": {"worst": 4},
    "morning above before": {"morning": 3},
    "morning unanswered": {"morning": None},
    "before unanswered": {"before": None},
    "worst unanswered": {"worst": None},
    "provisional: after unanswered": {"after": None},
    "sharp": {"quality": Quality.SHARP},
    "catching": {"quality": Quality.CATCHING},
    "gait changed": {"gait_changed": True},
    "painkiller": {"painkiller": True},
    "against the plan: limping": {"limp": True},
    "against the plan: a later phase": {"routine": "rebuild"},
}


@pytest.mark.parametrize("position", [0, 1, 2])
@pytest.mark.parametrize("changes", UNSETTLED.values(), ids=UNSETTLED)
def test_acute_stays_acute_with_one_condition_missed(changes: dict[str, Any], position: int) -> None:
    records = settling(0, 1.5, 3)
    records[position] = replace(records[position], **changes)
    assert phase_after(records, Start(phase=ACUTE)) is ACUTE


WINDOWS: dict[str, tuple[list[Entry], Phase]] = {
    "72 h less a second": (settling(0, 1.5, 3 - SECOND), ACUTE),
    "two records": (settling(0, 10), ACUTE),
    "one bad record before the window": ([session(0, "red"), *settling(3, 4.5, 6)], RECOVERY),
    "one bad record within 72 h, and fewer than three since": ([session(0, "red"), *settling(3, 6.5)], ACUTE),
    "three since the bad one, within 72 h: it still counts": (
        [session(0, morning=None), *settling(1, 2, 3)],
        ACUTE,
    ),
    "and no more, 72 h later": ([session(0, morning=None), *settling(1, 2, 3, 4)], RECOVERY),
    "as many as span 72 h: all of them": (settling(0, 0.5, 1, 1.5, 2, 2.5, 3), RECOVERY),
}


@pytest.mark.parametrize(("records", "phase"), WINDOWS.values(), ids=WINDOWS)
def test_acute_to_recovery_looks_at_the_latest_records(records: list[Entry], phase: Phase) -> None:
    assert phase_after(records, Start(phase=ACUTE)) is phase


def test_the_record_that_began_acute_is_none_of_those_since() -> None:
    acute = session(0, quality=Quality.CATCHING)
    assert phase_after([acute, *settling(2, 3.5)]) is ACUTE
    assert phase_after([acute, *settling(2, 3.5, 5 - SECOND)]) is ACUTE
    assert phase_after([acute, *settling(2, 3.5, 5)]) is RECOVERY


def test_acute_relief_is_never_against_the_plan() -> None:
    """Pain that was there already: the routine for it counts toward recovery, 48 h after a red or not."""
    acute = session(0, quality=Quality.SHARP)
    relieved = [replace(record, routine="acute-relief") for record in settling(0.5, 2, 3.5)]
    assert phase_after([acute, *relieved]) is RECOVERY


# --- recovery to maintenance ------------------------------------------------------------------------------------------


def rebuilt() -> list[Session]:
    """Six sessions over 14 days, the last at the limit of worst pain, daily life free of pain."""
    records = [session(day) for day in (0, 3, 6, 9, 12, 14)]
    return [*records[:-1], replace(records[-1], daily_life_pain_free=True)]


def test_recovery_to_maintenance_at_every_limit() -> None:
    assert phase_after(rebuilt()) is MAINTENANCE
    assert phase_after(rebuilt()[:-1]) is RECOVERY


NOT_CALM: dict[str, dict[str, Any]] = {
    "amber": {"before": 2, "worst": 4},
    "amber by the rise, worst 2": {"before": 0, "worst": 2, "morning": 0},
    "worst 3": {"before": 2, "worst": 3},
    "painkiller": {"painkiller": True},
    "morning unanswered": {"morning": None},
    "after unanswered": {"after": None},
    "before unanswered": {"before": None},
    "worst unanswered": {"worst": None},
    "no answers": {"before": None, "worst": None, "after": None, "morning": None},
    "red": {"worst": 4},
    "against the plan": {"limp": True},
}


@pytest.mark.parametrize("position", [2, 5])
@pytest.mark.parametrize("changes", NOT_CALM.values(), ids=NOT_CALM)
def test_recovery_stays_with_one_of_the_last_four_not_calm(changes: dict[str, Any], position: int) -> None:
    """Of seven sessions: six are enough without it."""
    records = [session(-3), *rebuilt()]
    records[position + 1] = replace(records[position + 1], **changes)
    assert phase_after(records) is RECOVERY


EARLIER: dict[str, tuple[dict[str, Any], Phase]] = {
    "amber": ({"before": 2, "worst": 4}, MAINTENANCE),
    "worst 3": ({"before": 2, "worst": 3}, MAINTENANCE),
    "painkiller": ({"painkiller": True}, MAINTENANCE),
    "provisional: it counts in no phase": ({"morning": None}, RECOVERY),
    "no answers": ({"before": None, "worst": None, "after": None, "morning": None}, RECOVERY),
    "against the plan": ({"limp": True}, RECOVERY),
}


@pytest.mark.parametrize(("changes", "phase"), EARLIER.values(), ids=EARLIER)
def test_recovery_to_maintenance_with_one_of_the_first_two_not_calm(changes: dict[str, Any], phase: Phase) -> None:
    first, second, *rest = rebuilt()
    assert phase_after([first, replace(second, **changes), *rest], Start(phase=RECOVERY)) is phase


SPANS: dict[str, tuple[list[Entry], Phase]] = {
    "five sessions": (rebuilt()[1:], RECOVERY),
    "five, and the last at 14 days": ([rebuilt()[0], *rebuilt()[2:]], RECOVERY),
    "14 days less a second": ([session(SECOND), *rebuilt()[1:]], RECOVERY),
    "a run is no session": ([rebuilt()[0], run(3), *rebuilt()[2:]], RECOVERY),
    "runs between change nothing": ([*rebuilt()[:5], run(13, "amber"), rebuilt()[5]], MAINTENANCE),
    "a provisional first: no session to span from": (
        [session(0, morning=None), *(session(day) for day in (1, 4, 7, 10, 12)), rebuilt()[5]],
        RECOVERY,
    ),
}


@pytest.mark.parametrize(("records", "phase"), SPANS.values(), ids=SPANS)
def test_recovery_to_maintenance_counts_sessions_and_days(records: list[Entry], phase: Phase) -> None:
    assert phase_after(records) is phase


@pytest.mark.parametrize("kind", [kind for kind in RoutineKind if kind is not RoutineKind.RUN])
def test_only_strength_and_mixed_sessions_prove_load(kind: RoutineKind) -> None:
    """Eight green desk breaks open nothing, and between strength sessions they change nothing."""
    proves = kind in (RoutineKind.STRENGTH, RoutineKind.MIXED)
    both = house(routine("desk", [("bridge", reps(10))], kind=kind))
    breaks: list[Entry] = [session(2 * day, name="desk", daily_life_pain_free=True) for day in range(9)]
    assert planned(both, breaks).phase is (MAINTENANCE if proves else RECOVERY)
    hurt = session(13, name="desk", worst=4, before=3)
    assert planned(both, [*rebuilt()[:5], hurt, rebuilt()[5]]).phase is (RECOVERY if proves else MAINTENANCE)


BEFORE_IT: dict[str, tuple[list[Entry], Phase, Phase]] = {
    "two ambers": ([session(0, "amber"), session(3, "amber")], MAINTENANCE, MAINTENANCE),
    "two ambers, then one more": (sessions("amber", "amber", "amber"), MAINTENANCE, MAINTENANCE),
    "a red": ([session(0, "red"), session(6, "red")], RECOVERY, RECOVERY),
    "records that settle": (settling(0, 1.5, 2.9, 6), ACUTE, ACUTE),
    "sessions that prove load": ([*rebuilt()[:5], replace(rebuilt()[5], at=at(15))], RECOVERY, RECOVERY),
}
"""Records, the last of them after a phase set by hand; that phase; and what it is then."""


@pytest.mark.parametrize(("records", "by_hand", "then"), BEFORE_IT.values(), ids=BEFORE_IT)
def test_records_before_a_phase_set_by_hand_count_toward_no_move(
    records: list[Entry], by_hand: Phase, then: Phase
) -> None:
    *before, last = records
    event = Event(at=last.at - timedelta(hours=1), kind=EventKind.PHASE, phase=by_hand)
    assert phase_after([*before, event, last]) is then


def test_the_second_red_in_a_week_still_asks_for_a_clinician() -> None:
    made = planned(known(), [session(0, "red"), set_phase(3, RECOVERY), session(6, "red")])
    assert (made.phase, made.see_clinician) == (RECOVERY, True)


def test_two_ambers_count_since_the_phase_began() -> None:
    risen = [session(day) for day in (0, 3, 6, 9, 12)]
    ambers: list[Entry] = [session(day, "amber", name="calm") for day in (1, 4)]
    up = replace(session(14), daily_life_pain_free=True)
    history: list[Entry] = sorted([*risen, *ambers, up], key=lambda entry: entry.at)
    assert phase_after([*history, session(16, "amber")]) is MAINTENANCE
    assert phase_after([*history, session(16, "amber"), session(18, "amber")]) is RECOVERY


ASKED_OF_DAILY_LIFE: dict[str, tuple[list[Entry], Phase]] = {
    "never answered": ([*rebuilt()[:5], session(14)], RECOVERY),
    "no": ([*rebuilt()[:5], session(14, daily_life_pain_free=False)], RECOVERY),
    "yes before, and unanswered since": (
        [session(0, daily_life_pain_free=True), *rebuilt()[1:5], session(14)],
        MAINTENANCE,
    ),
    "yes before, and no in a walk since": (
        [session(0, daily_life_pain_free=True), *rebuilt()[1:5], walk(13, daily_life_pain_free=False), session(14)],
        RECOVERY,
    ),
    "yes in cross-training": ([*rebuilt()[:5], activity(13, daily_life_pain_free=True), session(14)], MAINTENANCE),
}


@pytest.mark.parametrize(("records", "phase"), ASKED_OF_DAILY_LIFE.values(), ids=ASKED_OF_DAILY_LIFE)
def test_recovery_to_maintenance_takes_the_last_answer_on_daily_life(records: list[Entry], phase: Phase) -> None:
    assert phase_after(records) is phase


def test_recovery_begins_anew_after_acute() -> None:
    """Sessions of the recovery before do not count again."""
    acute = session(15, quality=Quality.CATCHING)
    again = [*rebuilt()[:5], acute, *settling(17, 19, 21)]
    assert phase_after(again) is RECOVERY
    more = [session(day, daily_life_pain_free=True) for day in (24, 27, 30, 33, 36)]
    assert phase_after([*again, *more]) is RECOVERY, "five sessions"
    assert phase_after([*again, *more, session(37)]) is RECOVERY, "13 days"
    assert phase_after([*again, *more, session(38)]) is MAINTENANCE


# --- down -------------------------------------------------------------------------------------------------------------

DOWN: dict[str, tuple[list[Entry], Phase, Phase]] = {
    "worst 5": (
        [session(0, before=3, worst=3, after=3, morning=3), session(3, before=4, worst=5)],
        RECOVERY,
        MAINTENANCE,
    ),
    "worst 6": ([session(0, before=6, worst=6)], ACUTE, ACUTE),
    "worst 6 in a session of kind recovery": ([session(0, before=6, worst=6, name="calm")], ACUTE, ACUTE),
    "worst 6 in a run": ([run(0, before=6, worst=6)], ACUTE, ACUTE),
    "sharp": ([session(0, quality=Quality.SHARP)], ACUTE, ACUTE),
    "catching": ([session(0, quality=Quality.CATCHING)], ACUTE, ACUTE),
    "gait changed": ([session(0, gait_changed=True)], ACUTE, ACUTE),
    "gait changed and nothing else answered": (
        [session(0, before=None, worst=None, after=None, morning=None, gait_changed=True)],
        ACUTE,
        ACUTE,
    ),
    "tight": ([session(0, quality=Quality.TIGHT)], RECOVERY, MAINTENANCE),
    "a red": ([session(0, "red")], RECOVERY, RECOVERY),
    "a red run": ([run(0, "red")], RECOVERY, RECOVERY),
    "a red in the morning": ([session(0, morning=4)], RECOVERY, RECOVERY),
    "two reds, 7 days apart": ([session(0, "red"), session(7, "red")], ACUTE, ACUTE),
    "two reds, 7 days and a second apart": ([session(0, "red"), session(7 + SECOND, "red")], RECOVERY, RECOVERY),
    "a red run and a red session": ([run(0, "red"), session(3, "red")], ACUTE, ACUTE),
    "an amber": ([session(0, "amber")], RECOVERY, MAINTENANCE),
    "two ambers running": (sessions("amber", "amber"), RECOVERY, RECOVERY),
    "two ambers, a session and a run": ([session(0, "amber"), run(3, "amber")], RECOVERY, RECOVERY),
    "two ambers, a green between": (sessions("amber", "green", "amber"), RECOVERY, MAINTENANCE),
    "two ambers, a provisional green between": (
        [session(0, "amber"), session(3, morning=None), session(6, "amber")],
        RECOVERY,
        RECOVERY,
    ),
    "a third amber is no red here": (sessions("amber", "amber", "amber", "amber"), RECOVERY, RECOVERY),
    "a red and a third amber in a week are no two reds": (
        [session(0, "amber"), session(2, "red"), session(5, "amber"), session(8, "amber")],
        RECOVERY,
        RECOVERY,
    ),
}
"""Records, the phase they lead to from recovery, and from maintenance."""


@pytest.mark.parametrize(("records", "from_recovery", "from_maintenance"), DOWN.values(), ids=DOWN)
def test_down(records: list[Entry], from_recovery: Phase, from_maintenance: Phase) -> None:
    assert phase_after(records, Start(phase=RECOVERY)) is from_recovery
    assert phase_after(records, Start(phase=MAINTENANCE)) is from_maintenance


def test_two_reds_in_a_week_count_across_phases() -> None:
    """A red that moved maintenance to recovery is the first of two."""
    assert phase_after([session(0, "red"), session(4, "red")], Start(phase=MAINTENANCE)) is ACUTE


def test_a_move_takes_effect_after_its_record() -> None:
    """In acute, worst 3 is amber: not for the record that leads there, and for the one that leads out again."""
    three = {"before": 2, "worst": 3, "morning": 2}
    assert planned(known(), [session(0, **three)]).light == "green"
    assert planned(known(), [set_phase(0, ACUTE), session(1, **three)]).light == "amber"
    assert planned(known(), [session(0, **three), set_phase(0, ACUTE)]).light == "green"
    leads_out = planned(known(), settling(0, 1.5, 3), start=Start(phase=ACUTE))
    assert (leads_out.phase, leads_out.light) == (RECOVERY, "amber")


# --- one phase up in 7 days -------------------------------------------------------------------------------------------


def test_one_phase_up_in_7_days() -> None:
    """Up to recovery on day 3, catching on day 4, settled again on day 9: six days are too few."""
    again = [*settling(0, 1.5, 3), session(4, quality=Quality.CATCHING), *settling(6, 7.5, 9)]
    assert phase_after(again, Start(phase=ACUTE)) is ACUTE
    assert phase_after([*again, *settling(10 - SECOND)], Start(phase=ACUTE)) is ACUTE
    assert phase_after([*again, *settling(10)], Start(phase=ACUTE)) is RECOVERY


# --- set by hand ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("before", Phase)
def test_a_phase_is_set_by_hand(before: Phase, phase: Phase) -> None:
    assert phase_after([session(0, worst=1), set_phase(1, phase)], Start(phase=before)) is phase


def test_a_phase_set_by_hand_begins_anew() -> None:
    anew = [*rebuilt()[:5], set_phase(13, RECOVERY), rebuilt()[5]]
    assert phase_after(anew) is RECOVERY
    acute = [*settling(0, 1.5), set_phase(2, ACUTE), *settling(3)]
    assert phase_after(acute, Start(phase=ACUTE)) is ACUTE
    assert phase_after([*acute, *settling(4.5, 6)], Start(phase=ACUTE)) is RECOVERY


def test_a_phase_set_by_hand_does_not_keep_records_from_moving_it() -> None:
    assert phase_after([set_phase(0, MAINTENANCE), session(1, quality=Quality.SHARP)]) is ACUTE


# --- row 7: the acute phase -------------------------------------------------------------------------------------------

INTO_ACUTE: dict[str, list[Entry]] = {
    "by a record": [*climb(2), session(10, quality=Quality.CATCHING)],
    "by a record of another routine": [*climb(2), session(10, name="gone", gait_changed=True)],
    "by a run": [*climb(2), run(10, gait_changed=True)],
    "by hand": [*climb(2), set_phase(10, ACUTE)],
}


@pytest.mark.parametrize("records", INTO_ACUTE.values(), ids=INTO_ACUTE)
def test_row_7_entering_acute_sets_every_routine_back_to_from(records: list[Entry]) -> None:
    single = only(reps(10, 20))
    assert step_of(planned(single, climb(2))).level.reps == 14
    made = planned(single, records)
    assert (made.phase, step_of(made).level.reps) == (ACUTE, 10)
    back = [*records, set_phase(11, RECOVERY)]
    assert step_of(planned(single, back)).level.reps == 10, "for good, not while acute"


def test_row_7_staying_acute_and_leaving_it_set_nothing_back() -> None:
    single = only(reps(10, 20))
    levels = [*climb(2), set_phase(9, MAINTENANCE), set_phase(10, RECOVERY)]
    assert step_of(planned(single, levels)).level.reps == 14


CALM: dict[str, Any] = {"before": 1, "worst": 0, "after": 0, "morning": 0}
"""Green in acute, and two of them in less than 72 h leave it acute."""


def test_row_7_no_step_up_in_acute_and_what_was_earned_comes_after() -> None:
    earned = [session(0, **CALM), session(1.5, **CALM)]
    made = planned(known(), earned, start=Start(phase=ACUTE))
    assert {(step.change, step.rule) for step in made.steps} == {(Change.SAME, 7)}
    out = [*earned, session(3, **CALM)]
    after = planned(known(), out, start=Start(phase=ACUTE))
    assert after.phase is RECOVERY
    assert {step.change for step in after.steps} == {Change.UP}


def test_row_7_a_max_hold_is_15_seconds() -> None:
    known_max = only(max_hold(sets=2))
    held = session(0, **CALM, step=(detail(hold_s=60),))
    acute = planned(known_max, [held, set_phase(1, ACUTE)])
    assert (doses(acute)["bridge"], step_of(acute).rule, step_of(acute).change) == ("2x15s", 7, Change.DOWN)
    never = planned(known_max, start=Start(phase=ACUTE))
    assert doses(never)["bridge"] == "2x15s"
    assert doses(planned(known_max, [held, set_phase(1, ACUTE), set_phase(2, RECOVERY)]))["bridge"] == "2xmax"


@pytest.mark.parametrize(("held", "dose"), [(60, "1x15s"), (20, "1x14s"), (12, "1x10s")])
def test_row_7_a_max_hold_that_is_cut_is_15_seconds_at_most(held: int, dose: str) -> None:
    records = [session(0, step=(detail(hold_s=held),)), session(3, gait_changed=True)]
    assert doses(planned(only(max_hold(sets=2)), records))["bridge"] == dose


def test_row_7_a_timed_hold_in_acute_is_no_measure() -> None:
    records = [
        session(0, **CALM, step=(detail(hold_s=60),)),
        set_phase(1, ACUTE),
        session(3, **CALM, step=(detail(hold_s=15),)),
    ]
    assert step_of(planned(only(max_hold()), records)).last_max_s == 60


# --- what is still missing --------------------------------------------------------------------------------------------


def missing(records: list[Entry], start: Start = NO_START) -> list[str]:
    standing = replay(known(), History.of(records, start))
    return [need.words for need in needs_for_next(standing) if not need.met]


def test_what_is_missing_for_recovery() -> None:
    assert len(missing([], Start(phase=ACUTE))) == 5
    assert len(missing([*settling(0, 1.5)], Start(phase=ACUTE))) == 5
    unanswered = [*settling(0, 1.5), replace(settling(3)[0], painkiller=True)]
    assert missing(unanswered, Start(phase=ACUTE)) == ["no painkiller"]


def test_what_is_missing_for_maintenance() -> None:
    wanting = missing([*rebuilt()[:5], session(14)])
    assert wanting == [DAILY_LIFE]
    assert missing(rebuilt()) == []
    assert "5" in missing(rebuilt()[:5])[0]
    assert "12" in missing(rebuilt()[:5])[1]
