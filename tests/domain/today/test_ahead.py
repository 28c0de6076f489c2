"""The days ahead: answers that make a light, what following leaves on record, and days that are missed."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace

from coach.domain.courses.diary import DayKind
from coach.domain.exercises.course import Check, Course, Unit, Until
from coach.domain.exercises.routine import Phase, RoutineKind
from coach.domain.exercises.weekday import Weekday
from coach.domain.planning.replay import replay
from coach.domain.planning.standing_copy import copy_of
from coach.domain.records.entries import Entry, Run, Session, Walk
from coach.domain.records.history import History, Start
from coach.domain.records.profile import NO_PROFILE, Profile
from coach.domain.rules.light import Light
from coach.domain.session.segments import Pacing
from coach.domain.today.ahead import (
    MOST_IN_A_DAY,
    AnswersOf,
    DayAnswers,
    Follower,
    InventedDay,
    answers_for,
    next_training,
)

from ..builders import reps, routine, session
from ..courses.following import MORNING, follow, shipped
from ..courses.small import COURSE, EASY, FIRST, SECOND, STRETCH, choice, known
from ..planning.test_replay_cache import picture

OFFERING = replace(FIRST, between=(STRETCH,))


def green(_: object) -> Light:
    return Light.GREEN


def days(
    *entries: Entry,
    count: int = 8,
    answers: AnswersOf = green,
    course: Course = COURSE,
    profile: Profile = NO_PROFILE,
    first: datetime = MORNING,
    phase: Phase = Phase.RECOVERY,
) -> tuple[InventedDay, ...]:
    history = History.of([choice(course.id), *entries], Start(phase=phase))
    follower = Follower(known(course), replay(known(course), history), history, profile, Pacing())
    return tuple(follower.days(first, count, answers))


@pytest.mark.parametrize("light", [Light.GREEN, Light.AMBER, Light.RED])
@pytest.mark.parametrize("strict", [True, False])
def test_the_answers_make_the_light(light: Light, strict: bool) -> None:
    phase = Phase.ACUTE if strict else Phase.RECOVERY
    day = days(answers=lambda _: light, phase=phase, count=1)[0]
    kind = {"acute-relief"} if strict else {EASY}
    assert {one.routine for one in day.records[:1] if isinstance(one, Session)} == kind
    if not strict:
        assert day.light is light
    assert answers_for(light, strict=strict).before == 0


def test_answers_in_numbers_are_taken_as_they_are() -> None:
    record = days(answers=lambda _: DayAnswers(1, 3, 2, 1), count=1)[0].records[0]
    assert isinstance(record, Session)
    assert (record.before, record.worst, record.after, record.morning) == (1, 3, 2, 1)


def test_a_day_that_is_missed_leaves_nothing_and_moves_what_follows() -> None:
    missed = days(answers=lambda day: None if day == MORNING.date() else Light.GREEN)
    assert missed[0].records == ()
    assert missed[0].light is None
    assert missed[0].first.routine == EASY
    assert [bool(day.plans) for day in missed[:5]] == [False, True, False, True, False]
    assert [bool(day.plans) for day in days()[:5]] == [True, False, True, False, True]


def test_the_standing_that_is_handed_in_stays_as_it_is() -> None:
    history = History.of([choice()], Start(phase=Phase.RECOVERY))
    standing = replay(known(), history)
    before = picture(copy_of(standing))
    follower = Follower(known(), standing, history, NO_PROFILE, Pacing())
    assert len(tuple(follower.days(MORNING, 4, green))) == 4
    assert picture(standing) == before
    assert follower.standing.course.sessions == 2


def test_a_red_is_of_the_first_thing_of_the_day_and_is_settled() -> None:
    red = days(answers=lambda day: Light.RED if day == MORNING.date() else Light.GREEN, count=4)
    assert [getattr(one, "worst", None) for one in red[0].records] == [6, 0]
    assert red[0].light is Light.RED
    assert [day.first.kind for day in red[1:2]] == [DayKind.SETTLING]
    assert all(getattr(one, "routine", "") == "acute-relief" for one in red[1].records)


@pytest.mark.parametrize(
    ("red_at", "seen_at", "second"),
    [(90, 0, True), (90, 180, True), (-60, 0, True), (14 * 60, 0, False)],
    ids=["seen before its hour", "seen late", "settled before", "settled in the evening only"],
)
def test_the_day_on_which_a_red_has_settled_is_for_training_whenever_it_is_asked(
    red_at: int, seen_at: int, second: bool
) -> None:
    yesterday = MORNING - timedelta(days=1)
    red = replace(session(0, "red", name=EASY), at=yesterday + timedelta(minutes=red_at))
    first = MORNING + timedelta(minutes=seen_at)
    seen = days(red, first=first, count=2)
    assert [any(plan.routine != "acute-relief" for plan in day.plans) for day in seen] == [False, second]


def test_nothing_is_done_while_it_is_locked() -> None:
    followed = days(answers=lambda _: Light.RED, count=21)
    locked = [number for number, day in enumerate(followed) if day.first.kind is DayKind.LOCKED]
    assert locked
    assert locked == [*range(locked[0], 21)]
    assert not [record for number in locked for record in followed[number].records]


def test_late_in_the_evening_the_days_after_begin_in_the_morning() -> None:
    evening = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    followed = days(first=evening, count=3)
    assert [one.at.day for day in followed for one in day.records if isinstance(one, Session)] == [2, 4]
    assert all(one.at.date() == day.day for day in followed for one in day.records)


def test_what_the_kit_and_the_minutes_leave_is_what_is_done() -> None:
    without = follow("strong-stride", days=6, profile=Profile(not_at_hand=("band",), minutes=10),
                     start=Start(phase=Phase.MAINTENANCE, own_runs=True))  # fmt: skip
    record = next(one for one in without.records if isinstance(one, Session) and one.routine == "psoas-care")
    rows = {row.exercise: row for row in record.step or ()}
    assert rows["band-march"].swapped == "dead-bug"  # two steps easier: the one between needs the band, too
    assert without.standing.routines["psoas-care"].slots[3].level == 0


def test_a_run_that_waits_for_its_hour_is_run_then() -> None:
    weeks = follow("steady-hips", days=21)
    runs = [one for one in weeks.records if isinstance(one, Run)]
    assert runs
    assert all(later.at - earlier.at >= timedelta(hours=24) for earlier, later in pairwise(runs))


def test_only_what_is_due_where_it_is_asked_so() -> None:
    due, all_of_it = (follow("loose-hips", days=28, between=between) for between in (False, True))
    assert due.times("hip-flexor-stretches") < all_of_it.times("hip-flexor-stretches")
    walks = follow("steady-hips", days=7, between=False)
    assert any(isinstance(one, Walk) for one in walks.records)


def test_without_a_course_it_is_followed_as_well() -> None:
    history = History.of([], Start(phase=Phase.RECOVERY))
    follower = Follower(shipped(), replay(shipped(), history), history, NO_PROFILE, Pacing())
    followed = tuple(follower.days(MORNING, 10, green))
    assert {day.block for day in followed} == {None}
    assert sum(bool(day.plans) for day in followed) >= 4


def test_what_is_only_offered_is_not_due() -> None:
    first, second, _ = days(count=3, course=replace(COURSE, blocks=(*COURSE.blocks[:1], OFFERING, *COURSE.blocks[2:])))
    assert [one.routine for one in first.due] == [EASY]
    assert [offer.routine for offer in second.first.offers] == [STRETCH]
    assert second.due == ()


def test_nobody_is_led_through_more_than_six_things_in_a_day() -> None:
    warm_ups = tuple(f"warm-up-{number}" for number in range(MOST_IN_A_DAY + 2))
    made = [routine(name, [("skips", reps(10))], kind=RoutineKind.DRILL) for name in warm_ups]
    course = replace(COURSE, blocks=(replace(FIRST, running="return-to-run", before_run=warm_ups),))
    house = known(course)
    more = replace(house, routines={**house.routines, **{one.id: one for one in made}})
    history = History.of([choice(course.id)], Start(phase=Phase.MAINTENANCE, own_runs=True))
    profile = Profile(run_days=(Weekday.of(MORNING.date()),))
    (day,) = Follower(more, replay(more, history), history, profile, Pacing()).days(MORNING, 1, green)
    assert [one.routine for one in day.records if isinstance(one, Session)] == [*warm_ups[:MOST_IN_A_DAY]]
    assert len(day.suggestions) == MOST_IN_A_DAY


def test_on_a_green_day_the_checks_of_a_course_are_done_and_pass() -> None:
    """Else the days ahead would show a block that never ends."""
    checked = replace(
        COURSE,
        checks=(Check(id="bridge", name="Bridges", unit=Unit.REPS),),
        blocks=(replace(FIRST, until=Until(sessions=2, checks={"bridge": 12})), SECOND),
    )

    def blocks(answers: AnswersOf) -> list[str | None]:
        return [day.block for day in days(count=8, course=checked, answers=answers)]

    assert set(blocks(green)) == {"one", "two"}
    assert set(blocks(lambda _: DayAnswers(0, 1, 0, 0))) == {"one"}, "where pains alone are told, nothing is invented"


def test_what_was_done_today_is_not_planned_again() -> None:
    assert days(session(0.01, name=EASY), first=MORNING + timedelta(hours=2), count=1)[0].records == ()


def test_a_walk_comes_before_what_else_is_offered() -> None:
    weeks = follow("loose-hips", days=28)
    course = shipped().courses["loose-hips"]
    running = replace(
        course,
        blocks=tuple(
            replace(block, running="return-to-run", between=("hip-flexor-stretches",)) for block in course.blocks
        ),
    )
    walked = follow("loose-hips", days=28, catalogue=replace(shipped(), courses={"loose-hips": running}))
    both = [
        day for day in walked.days if len(day.first.offers) > 1 and day.first.offers[0].walk and len(day.records) > 1
    ]
    assert both
    assert all([type(one) for one in day.records] == [Walk, Session] for day in both)
    assert not [one for one in weeks.records if isinstance(one, Walk)]


def test_a_phase_rises_with_the_morning_after_so_its_training_is_for_another_day() -> None:
    """Relief in the acute phase, and on the same day the strength of the next one, is no day that Home will show."""
    weeks = follow("steady-hips", days=8, answers=lambda day: Light.RED if day == MORNING.date() else Light.GREEN)
    after = weeks.days[1:]
    assert {day.phase for day in after} == {Phase.ACUTE, Phase.RECOVERY}
    assert all(len(day.due) <= 1 for day in after)


def test_a_walk_opens_the_run_on_the_day_after_and_not_before_its_morning_is_known() -> None:
    weeks = follow("steady-hips", days=14)
    walked = [day for day in weeks.days if any(isinstance(one, Walk) for one in day.records)]
    assert walked
    assert not [day.day for day in walked if any(isinstance(one, Run) for one in day.records)]
    ran = [day.day for day in weeks.days if any(isinstance(one, Run) for one in day.records)]
    assert ran
    assert ran[0] > walked[-1].day


def test_the_next_training_is_the_first_day_ahead_that_trains() -> None:
    assert next_training(days(count=8)) == "Next training: Wednesday."
    locked = days(answers=lambda _: Light.RED, count=21)[-8:]
    assert next_training(locked) == "No training within the next seven days."
