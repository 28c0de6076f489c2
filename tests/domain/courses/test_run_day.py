"""Days with a run: what comes before and after it, the walks before the first one, and the way there in words."""

import pytest
from msgspec.structs import replace

from coach.domain.courses.course_day import course_day
from coach.domain.courses.diary import DayKind, Suggestion
from coach.domain.courses.run_day import Around, around, walk_offer, walks_missing, way_to_running
from coach.domain.exercises.routine import Phase
from coach.domain.exercises.weekday import Weekday
from coach.domain.records.entries import Entry, Run, Start
from coach.domain.records.profile import NO_PROFILE, Profile

from ..builders import at, run, session, walk
from .small import COURSE, DRILLS, EASY, FIRST, HARD, STRETCH, here

RUNS = replace(FIRST, running="return-to-run", before_run=(DRILLS,), after_run=(STRETCH,))
COURSE_OF_RUNS = replace(COURSE, blocks=(RUNS,))
OWN = Start(phase=Phase.MAINTENANCE, own_runs=True)


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
    ran = [*ready, run(7)]
    assert way_to_running(here(*ran, day=7.2, course=COURSE_OF_RUNS)) == ""
    assert way_to_running(here(*ran, day=7.9 + 0.2, course=COURSE_OF_RUNS)).startswith("Next run: from ")
