"""Laws of courses over generated courses, histories, profiles and answers."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from coach.domain.courses.diary import DayKind
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.course import MOST_PER_WEEK_BUILDING, Block, Course, Until
from coach.domain.exercises.routine import BUILDING, Phase
from coach.domain.exercises.weekday import Weekday
from coach.domain.planning.planner import plan_from
from coach.domain.planning.replay import replay
from coach.domain.planning.run_gate import run_today
from coach.domain.records.entries import NO_CHECK_IN, Answered, Entry, Event, EventKind, Session, Walk
from coach.domain.records.history import History, Start
from coach.domain.records.profile import Profile
from coach.domain.rules.light import Light
from coach.domain.session.segments import Pacing
from coach.domain.today.ahead import Follower, answers_for
from coach.domain.today.strip import DayMark, StripDay, strip

from ..builders import START, at
from ..planning.test_replay_cache import picture
from ..strategies import STARTS_OF_RUNNERS, houses, whole_histories
from .following import MORNING, Weeks, chosen, follow, shipped

TRAINED = ("rehab-foundation", "hip-flexor-loading", "psoas-care", "core-and-hips", "maintenance",
           "five-minute-mobility", "hip-flexor-stretches", "release-and-lengthen", "runner-drills")  # fmt: skip
STRETCHES = ("five-minute-mobility", "hip-flexor-stretches", "release-and-lengthen")
SOME_DAYS = st.sets(st.sampled_from(Weekday), max_size=7).map(lambda days: tuple(d for d in Weekday if d in days))
UNTILS = st.builds(
    Until,
    sessions=st.integers(1, 6),
    days=st.none() | st.integers(1, 10),
    green=st.none() | st.integers(1, 3),
    worst=st.none() | st.integers(0, 4),
    clinician=st.sampled_from([False, False, False, True]),
)


@st.composite
def blocks(draw: st.DrawFn, name: str, names: tuple[str, ...], building: frozenset[str]) -> Block:
    """A block as a file may hold it. ``building``: those of the routines that are strength or mixed."""
    train = tuple(draw(st.lists(st.sampled_from(names), min_size=1, max_size=3)))
    weekdays = draw(st.dictionaries(st.sampled_from(Weekday), st.sampled_from(names), max_size=3))
    builds = building & {*train}
    return Block(
        id=name,
        name=name,
        train=train,
        phases=draw(st.sampled_from([(), (Phase.RECOVERY,), (Phase.RECOVERY,), (Phase.MAINTENANCE,), (Phase.ACUTE,)])),
        weekdays={day: weekdays[day] for day in Weekday if day in weekdays},
        per_week=draw(st.integers(1, MOST_PER_WEEK_BUILDING if builds else 6)),
        between=tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True))),
        a_day=draw(st.sampled_from([{}, {names[0]: 3}])),
        until=draw(UNTILS),
        at_most_weeks=draw(st.none() | st.integers(1, 4)),
    )


@st.composite
def courses(draw: st.DrawFn, names: tuple[str, ...] = TRAINED, known: Catalogue | None = None) -> Course:
    """A course of one to three blocks."""
    routines = (known or shipped()).routines
    building = frozenset(name for name in names if routines[name].kind in BUILDING)
    made = [draw(blocks(f"block-{number}", names, building)) for number in range(draw(st.integers(1, 3)))]
    running = draw(st.sampled_from([None, "return-to-run"]))
    around: dict[str, Any] = {"before_run": ("before-run",), "after_run": ("after-run",)}
    whole = [replace(block, running=running, **around) for block in made]
    return Course(id="own", name="Own", blocks=(*whole[:-1], replace(whole[-1], until=None)))


ANSWERED = st.sampled_from([Light.GREEN] * 6 + [Light.AMBER, Light.RED, None, None])
PROFILES = st.builds(
    Profile,
    training_days=SOME_DAYS,
    run_days=st.just(()) | SOME_DAYS,
    minutes=st.sampled_from([None, 10, 15]),
    days_a_week=st.none() | st.integers(1, 7),
    not_at_hand=st.sampled_from([(), ("band",), ("band", "mat", "ball")]),
)
STARTS = st.sampled_from(
    [Start(phase=Phase.RECOVERY), Start(phase=Phase.ACUTE), Start(phase=Phase.MAINTENANCE, own_runs=True)]
)


class Case(Struct, frozen=True):
    """Who follows which course, and what they answer."""

    course: Course
    told: tuple[Light | None, ...]
    first: datetime
    profile: Profile
    start: Start
    between: bool

    def follow(self) -> Weeks:
        """The weeks of it."""
        return follow(
            self.course.id,
            days=len(self.told),
            answers=lambda day: self.told[(day - self.first.date()).days],
            profile=self.profile,
            start=self.start,
            between=self.between,
            first=self.first,
            catalogue=replace(shipped(), courses={self.course.id: self.course}),
        )


def cases(days: int = 24) -> st.SearchStrategy[Case]:
    """Any course, for anybody, with any answers and days missed."""
    return st.builds(
        Case,
        course=st.deferred(lambda: courses() | st.sampled_from([*shipped().courses.values()])),
        told=st.lists(ANSWERED, min_size=days, max_size=days).map(tuple),
        first=st.integers(0, 6).map(lambda day: MORNING + timedelta(days=day)),
        profile=PROFILES,
        start=STARTS,
        between=st.booleans(),
    )


def _holds(weeks: Weeks) -> None:
    """The laws of the days, of any weeks."""
    builds, busy = weeks.builds(), weeks.busy()
    assert not any(one and following for one, following in pairwise(builds))
    assert not any(all(busy[number : number + 7]) for number in range(len(busy) - 6))
    for day in weeks.days:
        for suggestion in day.suggestions:
            assert suggestion.text
            assert suggestion.routine or suggestion.runs or suggestion.headline or suggestion.why
            assert suggestion.kind is not DayKind.LOCKED or not suggestion.routine
        for plan in day.plans:
            assert plan.allowed
    _per_week_is_kept(weeks)


def _per_week_is_kept(weeks: Weeks) -> None:
    """Of the days of one block, any seven hold no more trainings than it says; in acute, its own block counts."""
    course = weeks.standing.course.course
    assert course
    for block in course.blocks:
        days = [
            (day.day, any(isinstance(one, Session) and one.routine in block.train for one in day.records))
            for day in weeks.days
            if day.block == block.id and day.phase is not Phase.ACUTE
        ]
        trained = [day for day, did in days if did]
        also_between = {*block.between, *block.before_run, *block.after_run} & {*block.train}
        if not also_between:
            assert not [day for day in trained if _within_a_week(trained, day) > block.per_week]


def _within_a_week(days: list[date], until: date) -> int:
    return sum(timedelta(0) <= until - day < timedelta(days=7) for day in days)


@settings(max_examples=15)
@given(cases())
def test_any_course_and_any_days_missed_keep_rest_and_a_day_between(case: Case) -> None:
    _holds(case.follow())


@pytest.mark.soak
@pytest.mark.parametrize("number", range(20))
def test_any_course_and_any_days_missed_for_twelve_weeks(number: int) -> None:
    @seed(number)
    @settings(max_examples=20)
    @given(cases(days=84))
    def law(case: Case) -> None:
        _holds(case.follow())

    law()


@settings(max_examples=20)
@given(st.data(), whole_histories(), STARTS_OF_RUNNERS, st.sampled_from([0, 1, 3, 12, 30]))
def test_a_course_changes_no_plan(data: st.DataObject, records: list[Entry], start: Start, later: int) -> None:
    known = data.draw(houses())
    course = data.draw(courses(("main", "other", "rehab-foundation"), known))
    known = replace(known, courses={"own": course})
    moments = [START - timedelta(hours=1), *(record.at + timedelta(minutes=5) for record in records)]
    events = [data.draw(_course_events(data.draw(st.sampled_from(moments)), course)) for _ in range(3)]
    at_last = (records[-1].at if records else START) + timedelta(days=later, hours=2)
    without = replay(known, History.of(records, start))
    with_it = replay(known, History.of([*records, *events], start))
    for name in known.routines:
        assert plan_from(known, with_it, name, at=at_last) == plan_from(known, without, name, at=at_last)
    assert run_today(with_it, NO_CHECK_IN, at_last) == run_today(without, NO_CHECK_IN, at_last)
    assert with_it.phase is without.phase
    assert with_it.began == without.began


@st.composite
def _course_events(draw: st.DrawFn, moment: Any, course: Course) -> Event:
    until = draw(st.none() | st.integers(-2, 20).map(lambda days: moment.date() + timedelta(days=days)))
    if draw(st.booleans()):
        return Event(at=moment, kind=EventKind.PAUSE, until=until)
    block = draw(st.none() | st.sampled_from([block.id for block in course.blocks]))
    return Event(at=moment, kind=EventKind.COURSE, course=draw(st.sampled_from(["own", "gone", None])), block=block,
                 until=until)  # fmt: skip


@settings(max_examples=12)
@given(whole_histories(), st.lists(st.integers(0, 40), max_size=8, unique=True), STARTS_OF_RUNNERS)
def test_breaks_of_which_there_are_several_a_day_count_for_nothing(
    records: list[Entry], days: list[int], start: Start
) -> None:
    known = shipped()
    breaks = [Session(at=at(day + 0.3), routine="desk-break", done=1.0, a_day=True) for day in days]
    event = chosen("steady-hips", at=START)
    with_them = replay(known, History.of([event, *records, *breaks], start))
    assert picture(with_them) == picture(replay(known, History.of([event, *records], start)))


def test_eight_breaks_move_no_phase_and_open_no_run() -> None:
    breaks = [Session(at=at(day + 0.1), routine="desk-break", done=1.0, a_day=True) for day in range(8)]
    for phase in (Phase.RECOVERY, Phase.ACUTE):
        standing = replay(shipped(), History.of([chosen("steady-hips", at=START), *breaks], Start(phase=phase)))
        assert (standing.phase, standing.began, standing.recent) == (phase, None, ())
        assert standing.course.sessions == 0
        assert not run_today(standing, NO_CHECK_IN, at(9)).allowed
        assert not standing.mornings


def test_a_break_that_hurt_is_a_session_like_any_other() -> None:
    hurt = Session(at=at(0), routine="desk-break", done=1.0, a_day=True, before=0, worst=7, after=5, morning=2)
    standing = replay(shipped(), History.of([hurt], Start(phase=Phase.RECOVERY)))
    assert standing.phase is Phase.ACUTE
    assert standing.red_record is not None


# --- a record corrected, and the strip ------------------------------------------------------------------------------


def _stripped(weeks: Weeks, entries_: list[Entry], start: Start, first: Any) -> tuple[StripDay, ...]:
    history = History.of([chosen("steady-hips", at=MORNING), *entries_], start)
    standing = replay(weeks.catalogue, history)
    ahead = tuple(
        Follower(weeks.catalogue, standing, history, Profile(), Pacing()).days(first, 8, lambda _: Light.GREEN)
    )
    return strip(weeks.catalogue, standing, first, MORNING.date(), ahead)


@settings(max_examples=8)
@given(st.lists(ANSWERED, min_size=14, max_size=14), st.integers(0, 30))
def test_correct_a_record_and_the_strip_follows(told: list[Light | None], number: int) -> None:
    start = Start(phase=Phase.RECOVERY)
    weeks = follow("steady-hips", start=start, days=14, answers=lambda day: told[(day - MORNING.date()).days])
    first = MORNING + timedelta(days=14)
    since = (first - timedelta(days=7)).date()
    sessions = [one for one in weeks.records if isinstance(one, Session) and one.at.date() >= since]
    if not sessions:
        return
    wrong = sessions[number % len(sessions)]
    answers = answers_for(Light.RED, strict=False)
    right = replace(wrong, worst=answers.worst, after=answers.after)
    corrected = [right if one is wrong else one for one in weeks.records]
    before, after = (_stripped(weeks, records, start, first) for records in (weeks.records, corrected))
    day = right.at.date()
    assert next(one for one in after if one.day == day).mark is DayMark.RED
    assert [one for one in after if one.day < day] == [one for one in before if one.day < day]
    settling = [one for one in after if first.date() <= one.day and first - right.at < timedelta(days=1)]
    assert all(one.mark is DayMark.REST for one in settling[:1])
    assert after == _stripped(weeks, corrected, start, first)


@settings(max_examples=8)
@given(cases(days=16))
def test_what_was_followed_is_what_the_records_give(case: Case) -> None:
    weeks = case.follow()
    history = History.of([chosen(case.course.id, at=case.first), *weeks.records], case.start)
    standing = replay(weeks.catalogue, history)
    assert standing.verdict == weeks.standing.verdict  # worked out when first asked for
    assert picture(standing) == picture(weeks.standing)


def test_what_is_followed_is_answered_in_full() -> None:
    weeks = follow("steady-hips", days=7)
    assert all(isinstance(one, Answered) and one.morning is not None for one in weeks.records)
    assert any(isinstance(one, Walk) for one in weeks.records)
