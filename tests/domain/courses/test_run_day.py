"""Days with a run: what comes before and after it, the walks before the first one, and the way there in words."""

import pytest
from msgspec.structs import replace

from coach.domain.courses.course_day import course_day
from coach.domain.courses.diary import DayKind, Suggestion
from coach.domain.courses.run_day import (
    Around,
    around,
    may_decline_run,
    walk_offer,
    walks_missing,
    way_to_running,
    why_no_run,
)
from coach.domain.exercises.routine import Phase
from coach.domain.exercises.weekday import Weekday
from coach.domain.records.entries import Entry, Run
from coach.domain.records.history import Start
from coach.domain.records.profile import NO_PROFILE, Profile

from ..builders import at, run, session, walk
from .small import COURSE, DRILLS, EASY, FIRST, HARD, STRETCH, here

RUNS = replace(FIRST, running="return-to-run", before_run=(DRILLS,), after_run=(STRETCH,))
COURSE_OF_RUNS = replace(COURSE, blocks=(RUNS,))
OWN = Start(phase=Phase.MAINTENANCE, own_runs=True)
ON_TUESDAYS = Profile(run_days=(Weekday.TUESDAY,))


def own(*days: float) -> list[Entry]:
    return [Run(at=at(day), run_s=1800, before=0, worst=0, after=0, morning=0) for day in days]


def said(
    *entries: Entry, day: float, start: Start | None = None, profile: Profile = NO_PROFILE, today: tuple[str, ...] = ()
) -> Suggestion:
    diary = here(*entries, day=day, course=COURSE_OF_RUNS, start=start, profile=profile)
    return course_day(diary, list(today))


def test_what_a_block_has_around_its_runs() -> None:
    assert around(RUNS) == Around("return-to-run", (DRILLS,), (STRETCH,))


def test_a_free_day_suits_a_run_once_the_entry_is_open() -> None:
    day = 4
    trained = [session(0, name=EASY), walk(1), session(2, name=EASY), walk(3), session(4, name=EASY,
               daily_life_pain_free=True)]  # fmt: skip
    first = said(*trained, day=day + 1.2)
    assert (first.routine, first.kind) == (DRILLS, DayKind.RUN)
    drilled = session(day + 1.2, name=DRILLS)
    then = said(*trained, drilled, day=day + 1.3, today=(DRILLS,))
    assert then.routine == "return-to-run"
    assert "You may run again. It is open until" in then.why
    ran = [*trained, drilled, run(day + 1.3)]
    after = said(*ran, day=day + 1.4, today=(DRILLS,))
    assert after.routine == STRETCH
    stretched = said(*ran, session(day + 1.4, name=STRETCH), day=day + 1.5, today=(DRILLS, STRETCH))
    assert (stretched.routine, stretched.kind) == (None, DayKind.DONE)


def test_strength_comes_after_a_run_that_was_run_on_a_training_day() -> None:
    runs = own(0, 2)
    assert said(*runs, day=2.1, start=OWN).routine == STRETCH
    stretched = session(2.1, name=STRETCH)
    later = said(*runs, stretched, day=2.2, start=OWN, today=(STRETCH,))
    assert later.routine == EASY
    assert later.why.startswith("Strength comes after the run, or on another day.")


def test_after_strength_nothing_more_is_asked_of_a_run() -> None:
    runs = own(2)
    records = [*runs, session(2.1, name=EASY)]
    assert said(*records, day=2.2, start=OWN, today=(EASY,)).kind is DayKind.DONE


@pytest.mark.parametrize(("ran", "is_run_day"), [((1, 8), True), ((1, 7), False), ((8,), False), ((), False)])
def test_one_s_own_runs_are_expected_on_the_days_of_the_last_two_weeks(ran: tuple[int, ...], is_run_day: bool) -> None:
    suggestion = said(*own(*ran), session(14, name=EASY), day=15, start=OWN)
    assert (suggestion.kind is DayKind.RUN) is is_run_day


def test_a_day_named_for_running_is_one() -> None:
    profile = Profile(run_days=(Weekday.TUESDAY,))
    assert said(day=1, start=OWN, profile=profile).routine == DRILLS
    runs = said(session(1, name=DRILLS), day=1.1, start=OWN, profile=profile, today=(DRILLS,))
    assert runs.runs
    assert said(day=0, start=OWN, profile=profile).routine == EASY


def test_the_seventh_day_is_rest_though_it_is_named_for_running() -> None:
    profile = Profile(run_days=(Weekday.SUNDAY,))
    busy = [session(day, name=STRETCH) for day in range(6)]
    assert said(*busy, day=6, start=OWN, profile=profile).kind is DayKind.REST


def test_strength_before_a_run_keeps_its_day_between() -> None:
    course = replace(COURSE, blocks=(replace(RUNS, before_run=(HARD, DRILLS), per_week=1),))
    profile = Profile(run_days=(Weekday.TUESDAY,))
    diary = here(session(0, name=EASY), day=1, course=course, start=OWN, profile=profile)
    assert course_day(diary, []).routine == DRILLS


def test_who_does_not_run_today_has_a_day_like_any_other() -> None:
    diary = here(day=1, course=COURSE_OF_RUNS, start=OWN, profile=ON_TUESDAYS)
    assert course_day(diary, []).kind is DayKind.RUN
    assert course_day(replace(diary, no_run=True), []).routine == EASY


@pytest.mark.parametrize(("records", "declines"), [((), True), (own(1), False)])
def test_a_run_can_be_declined_until_it_is_run(records: list[Entry], declines: bool) -> None:
    diary = here(*records, day=1.1, course=COURSE_OF_RUNS, start=OWN, profile=ON_TUESDAYS)
    due = course_day(diary, [])
    assert due.kind is DayKind.RUN
    assert may_decline_run(due, diary.standing, diary.now) is declines


def test_what_comes_before_a_run_gives_way_where_it_is_no_more_or_its_kit_is_away() -> None:
    course = replace(COURSE, blocks=(replace(RUNS, before_run=("gone", STRETCH, DRILLS)),))
    diary = here(day=1, course=course, start=OWN, profile=ON_TUESDAYS)
    assert course_day(diary, []).routine == STRETCH
    assert course_day(replace(diary, feasible=lambda name: name != STRETCH), []).routine == DRILLS


GREEN_ENTRY = [session(0, name=EASY), walk(1), session(2, name=EASY), walk(3),
               session(4, name=EASY, daily_life_pain_free=True)]  # fmt: skip


@pytest.mark.parametrize(
    ("entries", "day", "says"),
    [
        ([], 8, "Your run still waits: Return to run lists what is missing."),
        (GREEN_ENTRY, 8, ""),
        ([*GREEN_ENTRY, run(7.5)], 8.2, "No run today: "),
        ([*GREEN_ENTRY, run(8)], 8.2, ""),
        ([], 7, ""),
    ],
    ids=["the entry is open", "a run is due", "ran yesterday", "ran today", "no run day"],
)
def test_a_run_day_without_a_run_says_what_it_waits_for(entries: list[Entry], day: float, says: str) -> None:
    diary = here(*entries, day=day, course=COURSE_OF_RUNS, profile=ON_TUESDAYS)
    assert bool(why_no_run(diary)) is bool(says)
    assert why_no_run(diary).startswith(says)


# --- walks, and the way to running ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "day", "missing"),
    [
        ([], 0, 2),
        ([walk(0)], 1, 1),
        ([walk(0), walk(1)], 2, 0),
        ([walk(0, morning=None)], 0.5, 1),
        ([walk(0, morning=None)], 2.1, 2),
        ([walk(0, limp=True)], 1, 2),
        ([walk(0, minutes=20)], 1, 2),
        ([walk(0)], 15, 2),
    ],
)
def test_walks_that_are_missing(entries: list[Entry], day: float, missing: int) -> None:
    assert walks_missing(here(*entries, day=day, course=COURSE_OF_RUNS)) == missing


def test_a_walk_is_offered_once_a_day_and_never_in_acute() -> None:
    offer = walk_offer(here(walk(0), day=1, course=COURSE_OF_RUNS))
    assert offer is not None
    assert offer.words == "a brisk walk, 30 min (2 of 2 before running; the first counts until 16 Nov)"
    assert walk_offer(here(walk(0), day=0.3, course=COURSE_OF_RUNS)) is None
    assert walk_offer(here(day=0, course=COURSE_OF_RUNS, start=Start(phase=Phase.ACUTE))) is None
    assert walk_offer(here(day=0, course=COURSE_OF_RUNS, start=OWN)) is None


def test_the_way_to_running_in_words() -> None:
    assert way_to_running(here(day=0, course=COURSE_OF_RUNS, start=OWN)) == ""
    assert way_to_running(here(day=0, course=COURSE_OF_RUNS)).startswith("Before running: daily life pain-free;")
    green = [session(day, name=EASY, daily_life_pain_free=True) for day in (0, 2, 4)]
    assert way_to_running(here(*green, day=5, course=COURSE_OF_RUNS)) == (
        "Before running, two brisk walks are missing: today suits one."
    )
    walked = [*green, walk(5)]
    assert way_to_running(here(*walked, day=5.2, course=COURSE_OF_RUNS)) == "Before running, one brisk walk is missing."
    ready = [*walked, walk(6)]
    assert way_to_running(here(*ready, day=7, course=COURSE_OF_RUNS)) == "You may run today: stage 1."
    waiting = (*walked, walk(5.1, morning=None))
    assert way_to_running(here(*waiting, day=5.2, course=COURSE_OF_RUNS)) == (
        "Before running, only the morning after your walk is missing."
    )
    ran = [*ready, run(7)]
    assert way_to_running(here(*ran, day=7.2, course=COURSE_OF_RUNS)) == ""
    assert way_to_running(here(*ran, day=7.9 + 0.2, course=COURSE_OF_RUNS)).startswith("Next run: from ")
