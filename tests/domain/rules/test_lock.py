"""Row 1: red flags and the lock, and the word to see a clinician (RULES, rows 1 and 9, "Red flags", "Phases")."""

from typing import Any

import pytest
from msgspec.structs import replace

from coach.domain.exercises.routine import Phase
from coach.domain.planning.plan import Plan
from coach.domain.records.entries import CheckIn, Entry
from coach.domain.records.history import Start
from coach.domain.records.red_flags import (
    BY_ID,
    EMERGENCY_NOTICE,
    GROIN_NOTICE,
    HEADINGS,
    RED_FLAGS,
    REDS_NOTICE,
    SEE_SOMEONE_NOTICE,
    UNREAD_HEADING,
    UNREAD_NOTICE,
    Urgency,
)
from coach.domain.rules.lock import Lock

from ..builders import activity, at, flagged, house, planned, run, session, sessions, set_phase, step_of, unlocked, walk

SECOND = 1 / 86_400
"""A second, in days."""
EMERGENCIES = (
    "saddle-numbness",
    "bladder-bowel-sexual-change",
    "leg-weakness",
    "cannot-bear-weight",
    "deformity-or-major-trauma",
    "fever-with-hip-groin-back-or-joint-pain",
    "sudden-testicular-pain",
    "severe-abdominal-pain",
)
SEE_SOMEONE = (
    "night-or-unremitting-rest-pain",
    "groin-pain-building-with-running-or-hopping",
    "weight-loss-sweats-or-cancer-history",
    "long-steroid-use-with-new-pain",
    "groin-lump",
    "blood-in-urine",
    "spreading-numbness-or-tingling",
    "sudden-worsening",
)
PROMPT_ONLY = "no-better-after-weeks"
FLAG = "groin-lump"


def is_locked(made: Plan) -> bool:
    """Locked, with all that goes with it: no training, no run, nothing instead, nothing to wait for."""
    if made.locked:
        assert (made.allowed, made.rule, made.instead, made.earliest, made.steps) == (False, 1, None, None, ())
        assert made.notice is not None
        assert made.see_clinician
        assert made.run is not None
        assert not made.run.allowed
        assert made.run.earliest is None
    else:
        assert made.rule != 1
        assert made.notice is None
    return made.locked


def test_the_flags_are_those_of_the_rules() -> None:
    assert {flag.id: flag.urgency for flag in RED_FLAGS} == {
        **dict.fromkeys(EMERGENCIES, Urgency.EMERGENCY),
        **dict.fromkeys(SEE_SOMEONE, Urgency.SEE_SOMEONE),
        PROMPT_ONLY: Urgency.PROMPT,
    }
    assert list(BY_ID) == [*EMERGENCIES, *SEE_SOMEONE, PROMPT_ONLY]


# --- one tick is enough -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flag", [*EMERGENCIES, *SEE_SOMEONE])
def test_one_tick_locks_all_routines_now_and_from_then_on(flag: str) -> None:
    painless = {"before": 0, "worst": 0, "after": 0, "morning": 0}
    for name in house().routines:
        now = planned(house(), [session(0)], name, check_in=CheckIn(before=0, red_flags=(flag,)))
        later = planned(house(), [session(0, red_flags=(flag,), **painless)], name, day=400)
        assert is_locked(now)
        assert is_locked(later)
        expected = Urgency.EMERGENCY if flag in EMERGENCIES else Urgency.SEE_SOMEONE
        assert (now.notice, later.notice) == (expected, expected)


TICKED: dict[str, Entry] = {
    "session": session(0, red_flags=(FLAG,)),
    "session of a routine that is no more": session(0, name="gone", red_flags=(FLAG,)),
    "session without other answers": session(0, before=None, worst=None, after=None, morning=None, red_flags=(FLAG,)),
    "run": run(0, red_flags=(FLAG,)),
    "walk": walk(0, red_flags=(FLAG,)),
    "activity": activity(0, red_flags=(FLAG,)),
    "event": flagged(0, FLAG),
    "an unknown flag": session(0, red_flags=("something-new",)),
    "an unknown flag in an event": flagged(0, "something-new"),
}


@pytest.mark.parametrize("entry", TICKED.values(), ids=TICKED)
def test_a_flag_locks_wherever_it_was_ticked(entry: Entry) -> None:
    assert is_locked(planned(house(), [entry]))
    assert is_locked(planned(house(), [entry, session(3), session(6)], day=90)), "greens lift nothing"


@pytest.mark.parametrize("flags", [None, (), (PROMPT_ONLY,)])
def test_without_a_flag_that_locks_there_is_no_lock(flags: tuple[str, ...] | None) -> None:
    assert not is_locked(planned(house(), [session(0, red_flags=flags)], check_in=CheckIn(red_flags=flags)))


def test_a_flag_of_the_check_in_locks_now_and_not_for_good() -> None:
    """What was ticked and never recorded is known to nobody the next time."""
    assert is_locked(planned(house(), [session(0)], check_in=CheckIn(red_flags=(FLAG,))))
    assert not is_locked(planned(house(), [session(0)]))


NOTICES: list[tuple[tuple[str, ...], Urgency, str]] = [
    (("groin-lump",), Urgency.SEE_SOMEONE, SEE_SOMEONE_NOTICE),
    (("groin-lump", "leg-weakness"), Urgency.EMERGENCY, EMERGENCY_NOTICE),
    ((PROMPT_ONLY, "blood-in-urine"), Urgency.SEE_SOMEONE, SEE_SOMEONE_NOTICE),
    (("something-new",), Urgency.SEE_SOMEONE, SEE_SOMEONE_NOTICE),
    (("groin-pain-building-with-running-or-hopping",), Urgency.SEE_SOMEONE, GROIN_NOTICE),
    (("groin-pain-building-with-running-or-hopping", "leg-weakness"), Urgency.EMERGENCY, EMERGENCY_NOTICE),
]


@pytest.mark.parametrize(("flags", "urgency", "notice"), NOTICES)
def test_the_notice_is_the_most_urgent(flags: tuple[str, ...], urgency: Urgency, notice: str) -> None:
    made = planned(house(), [flagged(0, *flags[:1])], check_in=CheckIn(red_flags=flags[1:]))
    assert is_locked(made) == (flags[0] != PROMPT_ONLY or len(flags) > 1)
    assert (made.notice, made.reasons) == (urgency, (notice,))


def test_flags_of_several_records_add_up() -> None:
    made = planned(
        house(), [flagged(0, "groin-lump"), session(3, red_flags=("leg-weakness",)), flagged(6, "blood-in-urine")]
    )
    assert made.notice is Urgency.EMERGENCY


# --- three reds -------------------------------------------------------------------------------------------------------

REDS = [
    ((0, 7, 14), True),
    ((0, 7, 14 + SECOND), False),
    ((0, 0.5, 1), True),
    ((0, 7), False),
    ((0, 10, 20, 30), False),
    ((0, 10, 20, 24), True),
    ((0, 1, 2, 40), True),
]
"""Days of reds, and whether they lock."""


@pytest.mark.parametrize(("days", "locks"), REDS)
def test_three_reds_within_14_days_lock(days: tuple[float, ...], locks: bool) -> None:
    records = [session(day, "red") for day in days]
    assert is_locked(planned(house(), records)) == locks
    assert is_locked(planned(house(), records, day=days[-1] + 300)) == locks, "once locked, locked until lifted"


def test_three_reds_are_of_sessions_and_runs_and_say_to_see_someone() -> None:
    made = planned(house(), [session(0, "red"), run(3, "red"), session(6, "red", name="gone")])
    assert is_locked(made)
    assert (made.notice, made.reasons) == (Urgency.SEE_SOMEONE, (REDS_NOTICE,))


def test_ambers_and_a_third_amber_do_not_lock() -> None:
    assert not is_locked(planned(house(), [session(0, "red"), session(3, "red"), *_ambers(6, 9, 12)]))
    assert not is_locked(planned(house(), _ambers(0, 2, 4, 6, 8, 10)))


def _ambers(*days: float) -> list[Entry]:
    """Ambers in recovery, by the rise alone, and so in acute."""
    return [session(day, before=1, worst=3, after=1) for day in days]


def test_a_corrected_record_takes_its_red_out_of_the_lock() -> None:
    records = sessions("red", "red", "red")
    assert is_locked(planned(house(), records))
    assert not is_locked(planned(house(), [records[0], replace(records[1], worst=2), records[2]]))


# --- lifted -----------------------------------------------------------------------------------------------------------

LIFTED: dict[str, tuple[list[Entry], bool]] = {
    "a flag": ([flagged(0, FLAG), unlocked(1)], False),
    "every flag before it": ([flagged(0, FLAG), session(1, red_flags=("leg-weakness",)), unlocked(2)], False),
    "at the same moment": ([unlocked(1), session(1, red_flags=(FLAG,))], False),
    "not a later one": ([flagged(0, FLAG), unlocked(1), flagged(2, FLAG)], True),
    "nothing ahead of time": ([unlocked(0), flagged(1, FLAG)], True),
    "three reds": ([*sessions("red", "red", "red"), unlocked(7)], False),
    "the reds before it": ([*sessions("red", "red"), unlocked(4), session(6, "red")], False),
    "and two more make two": ([*sessions("red", "red"), unlocked(4), session(6, "red"), session(9, "red")], False),
    "and three more make three": ([session(0, "red"), unlocked(1), *(session(d, "red") for d in (3, 5, 7))], True),
    "three reds, and the fourth is the first": (
        [*sessions("red", "red", "red"), unlocked(7), session(9, "red")],
        False,
    ),
}


@pytest.mark.parametrize(("records", "locked"), LIFTED.values(), ids=LIFTED)
def test_unlocking_lifts_what_came_before(records: list[Entry], locked: bool) -> None:
    assert is_locked(planned(house(), records)) == locked


def test_unlocking_lifts_reds_for_row_1_only() -> None:
    """Phases still count them, row 3 still waits, row 9 still cuts."""
    records = [session(0, "red"), unlocked(1)]
    assert (planned(house(), records, day=1.5).rule, planned(house(), records).rule) == (3, 9)
    made = planned(house(), [*records, session(3, "red")])
    assert (made.phase, made.locked) == (Phase.ACUTE, False)


def test_a_record_made_while_locked_commits_no_step_up_and_its_green_counts_for_nothing() -> None:
    earned = [session(0), session(3)]
    assert planned(house(), earned).rule == 12
    while_locked = [flagged(4, FLAG), session(6), unlocked(7)]
    made = planned(house(), [*earned, *while_locked])
    assert (made.rule, step_of(made).level.reps) == (13, 10)
    assert planned(house(), [session(0), *while_locked]).rule == 13


# --- see a clinician --------------------------------------------------------------------------------------------------

FOR_14_DAYS: dict[str, Entry] = {
    "worst 8": session(0, worst=8),
    "worst 8 in a run": run(0, worst=8),
    "a prompt-only flag in a session": session(0, red_flags=(PROMPT_ONLY,)),
    "in a run": run(0, red_flags=(PROMPT_ONLY,)),
    "in a walk": walk(0, red_flags=(PROMPT_ONLY,)),
    "in an event": flagged(0, PROMPT_ONLY),
}


@pytest.mark.parametrize("entry", FOR_14_DAYS.values(), ids=FOR_14_DAYS)
def test_see_a_clinician_for_14_days(entry: Entry) -> None:
    for day, asked in ((0, True), (14, True), (14 + SECOND, False)):
        made = planned(house(), [entry], "acute-relief", day=day)
        assert (made.see_clinician, made.locked) == (asked, False)


def test_a_prompt_only_flag_of_the_check_in_prompts_today_and_refuses_nothing() -> None:
    made = planned(house(), [session(0)], check_in=CheckIn(red_flags=(PROMPT_ONLY,)))
    assert (made.see_clinician, made.locked, made.allowed) == (True, False, True)


TWO_REDS = [(7, True), (7 + SECOND, False), (0.5, True)]


@pytest.mark.parametrize(("days", "asked"), TWO_REDS)
def test_two_reds_within_7_days_ask_to_see_a_clinician(days: float, asked: bool) -> None:
    records = [session(0, "red"), session(days, "red")]
    for after, expected in ((3, asked), (14, asked), (14 + SECOND, False)):
        assert planned(house(), records, day=days + after).see_clinician == expected


@pytest.mark.parametrize(("worst", "asked"), [(7, False), (8, True)])
def test_worst_from_8_asks_to_see_a_clinician(worst: int, asked: bool) -> None:
    made = planned(house(), [session(0, worst=worst)])
    assert (made.see_clinician, made.phase) == (asked, Phase.ACUTE)


def steady(*mornings: int | None, every: float = 2, before: int = 1) -> list[Entry]:
    """A session every second day, with these mornings."""
    return [session(number * every, morning=morning, before=before) for number, morning in enumerate(mornings)]


MORNINGS: dict[str, tuple[list[Entry], dict[str, Any], bool]] = {
    "8 mornings of 3, 14 days of history": (steady(*[3] * 8), {}, True),
    "14 days less a second": ([*steady(*[3] * 7), session(14 - SECOND, morning=3)], {}, False),
    "mornings of 2": (steady(*[2] * 8), {}, False),
    "fallen from what was said at the start": (steady(*[3] * 8), {"usual_morning": 5}, False),
    "not fallen from what was said at the start": (steady(*[3] * 8), {"usual_morning": 4}, True),
    "no mornings: what was said at the start": (steady(*[None] * 8), {"usual_morning": 3}, True),
    "no mornings: the record's before": (steady(*[None] * 8, before=3), {}, True),
    "nothing known of before": ([activity(0), *(session(d, morning=3) for d in (8, 10, 12, 14))], {}, True),
}


@pytest.mark.parametrize(("records", "start", "asked"), MORNINGS.values(), ids=MORNINGS)
def test_mornings_that_do_not_fall_ask_to_see_a_clinician(
    records: list[Entry], start: dict[str, Any], asked: bool
) -> None:
    stand = Start(phase=Phase.RECOVERY, **start)
    assert planned(house(), _as_they_came(records), start=stand).see_clinician == asked


def _as_they_came(records: list[Entry]) -> list[Entry]:
    """No morning is red for being above the pain before."""
    return [
        replace(record, before=record.morning) if getattr(record, "morning", None) else record for record in records
    ]


@pytest.mark.parametrize(("first", "asked"), [(5, False), (4, True)])
def test_mornings_that_fall_two_points_in_14_days_ask_for_nobody(first: int, asked: bool) -> None:
    """Days 0 to 12, then threes to day 34. On day 20 the usual morning had not fallen yet: that asks until day 34."""
    records = _as_they_came(steady(*[first] * 7, *[3] * 11))
    records[0] = replace(records[0], before=0, morning=None)
    made = planned(house(), records, day=34 + SECOND, start=Start(phase=Phase.RECOVERY))
    assert made.see_clinician == asked


def test_a_prompt_stands_for_14_days_since_the_last_record_that_asked_for_it() -> None:
    records = [flagged(0, PROMPT_ONLY), flagged(5, PROMPT_ONLY)]
    assert planned(house(), records, day=19).see_clinician
    assert not planned(house(), records, day=19 + SECOND).see_clinician


def test_while_locked_see_a_clinician_and_after_unlocking_no_more() -> None:
    assert planned(house(), [flagged(0, FLAG)], day=100).see_clinician
    assert not planned(house(), [flagged(0, FLAG), unlocked(1)]).see_clinician
    three_reds = [*sessions("red", "red", "red"), unlocked(7)]
    assert planned(house(), three_reds).see_clinician, "two reds in a week ask for 14 days, locked or not"


def test_a_phase_by_hand_lifts_no_lock() -> None:
    assert is_locked(planned(house(), [flagged(0, FLAG), set_phase(1, Phase.MAINTENANCE)]))


def test_the_lock_in_words() -> None:
    nothing = Lock()
    assert (nothing.heading, nothing.ticked, nothing.urgency) == ("", "", None)
    ticked = nothing.with_flags(("groin-lump", "a-later-sign", "saddle-numbness"), at(0))
    assert ticked.ticked.startswith("You ticked: ")
    assert ticked.ticked.index("numb") < ticked.ticked.index("lump in the groin"), "what cannot wait stands first"
    assert ticked.in_words() == f"{ticked.heading}. {EMERGENCY_NOTICE} {ticked.ticked}"
    unread = nothing.with_unread(at(0))
    assert unread.heading == UNREAD_HEADING
    assert unread.notice() == UNREAD_NOTICE
    assert unread.ticked == ""
    both = nothing.with_red(at(0)).with_red(at(1)).with_red(at(2)).with_unread(at(3))
    assert both.heading == (HEADINGS[Urgency.SEE_SOMEONE] if both.may_be_lifted else UNREAD_HEADING)
    by_reds = nothing.with_red(at(0)).with_red(at(1)).with_red(at(2))
    assert (by_reds.heading, by_reds.notice()) == (HEADINGS[Urgency.SEE_SOMEONE], REDS_NOTICE)
    assert by_reds.in_words() == f"{by_reds.heading}. {REDS_NOTICE}"
