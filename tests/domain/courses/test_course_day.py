"""What a course makes of a day: its training, something between, rest, the next block; what Home says of it."""

import pytest
from msgspec.structs import replace

from coach.domain.courses.course_day import KEPT, RELIEF, REST_HEADLINE, WHILE_NO_RUNS, course_day, present_block
from coach.domain.courses.diary import DayKind, Diary, Offer, Suggestion
from coach.domain.exercises.course import Course, Until
from coach.domain.exercises.routine import Phase
from coach.domain.exercises.weekday import Weekday
from coach.domain.records.entries import Entry, Event, EventKind, Session
from coach.domain.records.history import Start
from coach.domain.records.profile import NO_PROFILE, Profile

from ..builders import at, session, walk
from .following import follow
from .small import COURSE, EASY, FIRST, HARD, LATER, SECOND, STRETCH, block, here, stay

FULL = replace(FIRST, between=(STRETCH,), a_day={"desk": 2}, running="return-to-run", at_most_weeks=2)
WITH_ALL = replace(COURSE, blocks=(COURSE.blocks[0], FULL, *COURSE.blocks[2:]))


def done(*days: float, light: str = "green", name: str = EASY) -> list[Entry]:
    return [session(day, light, name) for day in days]


def said(
    *entries: Entry,
    day: float,
    course: Course = WITH_ALL,
    profile: Profile = NO_PROFILE,
    start: Start | None = None,
    today: list[str] | None = None,
) -> Suggestion:
    return course_day(here(*entries, day=day, course=course, profile=profile, start=start), today or [])


@pytest.mark.parametrize(
    ("entries", "day", "routine", "kind"),
    [
        ([], 0, EASY, DayKind.TRAINING),
        (done(0), 1, None, DayKind.BETWEEN),
        (done(0), 2, HARD, DayKind.TRAINING),
        ([*done(0), *done(2, name=HARD)], 4, EASY, DayKind.TRAINING),
        (done(0, 2, 4, 7), 8, None, DayKind.BETWEEN),
        (done(0, 2, 4, 7), 9, HARD, DayKind.BLOCK_DONE),
        ([*done(0, 2, 4, 7), stay(8)], 9, HARD, DayKind.TRAINING),
        (done(0, 3, name="rehab-foundation"), 4, None, DayKind.BETWEEN),
    ],
)
def test_the_day(entries: list[Entry], day: float, routine: str | None, kind: DayKind) -> None:
    suggestion = said(*entries, day=day)
    assert (suggestion.routine, suggestion.kind) == (routine, kind)
    assert not suggestion.runs


def test_today_is_done_when_it_is_trained() -> None:
    suggestion = said(*done(0), day=0.1, today=[EASY])
    assert (suggestion.routine, suggestion.kind) == (None, DayKind.DONE)
    assert suggestion.following == "Next training: Wednesday."


def test_the_count_of_the_week_is_said() -> None:
    assert said(*done(0), day=2).why == "Training 2 of 3 this week."
    assert said(day=0).following == "Next training: Wednesday."


def test_a_block_that_is_done_says_so_and_names_the_next() -> None:
    why = said(*done(0, 2, 4, 7), day=9).why
    assert why == "One is done: 4 trainings, 9 days. Next: Two, 3 a week."
    assert present_block(here(*done(0, 2, 4, 7), day=9, course=WITH_ALL)) == SECOND


def test_between_is_offered_and_walks_and_breaks() -> None:
    suggestion = said(*done(0), day=1)
    assert suggestion.headline == KEPT
    assert [(one.routine, one.walk, one.a_day) for one in suggestion.offers] == [
        (None, True, False),
        (STRETCH, False, False),
        ("desk", False, True),
    ]


def test_nothing_between_is_rest() -> None:
    suggestion = said(*done(0), day=1, course=COURSE)
    assert (suggestion.kind, suggestion.headline, suggestion.offers) == (DayKind.REST, REST_HEADLINE, ())


@pytest.mark.parametrize(
    ("entries", "profile"),
    [
        (done(0, light="amber"), NO_PROFILE),
        (done(0), Profile(training_days=(Weekday.MONDAY,))),
        (done(0), Profile(days_a_week=1)),
        ([*done(0), session(1, name=STRETCH)], NO_PROFILE),
    ],
    ids=["after-amber", "not-a-day-of-theirs", "no-days-left", "done-today"],
)
def test_between_is_not_offered(entries: list[Entry], profile: Profile) -> None:
    assert STRETCH not in {one.routine for one in said(*entries, day=1.1, profile=profile).offers}


def test_between_comes_in_turn_but_not_too_seldom() -> None:
    other = replace(FULL, train=(EASY,), between=(STRETCH, "rehab-foundation", "drills"), running=None)
    course = replace(COURSE, blocks=(other,))

    def offered(*entries: Entry, day: float) -> str | None:
        return next((one.routine for one in said(*entries, day=day, course=course).offers if not one.a_day), None)

    assert offered(*done(0), day=1) == STRETCH
    assert offered(*done(0), session(1, name=STRETCH), *done(2), day=3) == "drills"  # strength stays a day away
    assert offered(*done(0), session(1, name=STRETCH), *done(7), day=8) == STRETCH


def test_breaks_are_counted_down() -> None:
    breaks = [Session(at=at(1 + number / 100), routine="desk", done=1.0, a_day=True) for number in range(2)]
    words = [one.words for one in said(*done(0), breaks[0], day=1.1).offers if one.a_day]
    assert words == ["Desk (2 of 2 today)"] or words == ["desk (2 of 2 today)"]
    assert not [one for one in said(*done(0), *breaks, day=1.1).offers if one.a_day]


def test_who_was_away_is_told_that_it_does_no_harm() -> None:
    assert said(*done(0), day=9).why.startswith("9 days since your last training; no harm.")
    assert "harm" not in said(*done(0), day=4).why


def test_a_block_that_takes_long_is_worth_a_look() -> None:
    slow = replace(FULL, until=replace(FIRST.until, sessions=40))
    course = replace(COURSE, blocks=(slow, SECOND))
    records = done(*range(0, 15, 2))
    assert "a physiotherapist's look" in said(*records, day=17, course=course).why
    assert "physiotherapist" not in said(*records[:3], day=6, course=course).why


def test_what_ends_a_block_was_the_training_of_the_day() -> None:
    stretchy = replace(FULL, train=(STRETCH,), until=Until(sessions=2), between=())
    course = replace(COURSE, blocks=(stretchy, SECOND))
    records = done(0, 2, name=STRETCH)
    today = said(*records, day=2.1, course=course, today=[STRETCH])
    assert (today.routine, today.kind) == (None, DayKind.DONE)
    assert today.why.startswith("You have done stretch today.")
    assert said(*records, day=4, course=course).kind is DayKind.BLOCK_DONE


def test_acute_is_relief_first() -> None:
    acute = Start(phase=Phase.ACUTE)
    assert said(day=0, start=acute).routine == "acute-relief"
    without = replace(COURSE, blocks=(FULL,))
    suggestion = said(day=0, start=acute, course=without)
    assert suggestion.routine == "acute-relief"
    assert suggestion.why == "Relief first: your course waits, and keeps what you have done."
    settles = "Relief first: the rest of your course comes when it has settled."
    assert said(day=0, start=acute).why == settles, "of a course that begins with a block for it nothing waits"
    assert present_block(here(day=0, course=without, start=acute)) is RELIEF


@pytest.mark.parametrize("course", [COURSE, replace(COURSE, blocks=(FULL,))])
def test_on_an_acute_day_of_rest_relief_is_offered(course: Course) -> None:
    """Fewer days of training a week are not fewer days on which it hurts."""
    acute, seldom = Start(phase=Phase.ACUTE), Profile(days_a_week=2)
    records = done(0, name="acute-relief")
    rest = said(*records, day=1, course=course, start=acute, profile=seldom)
    assert (rest.routine, rest.kind) == (None, DayKind.BETWEEN)
    assert rest.offers == (Offer("acute-relief", routine="acute-relief"),)
    assert "If you like: acute-relief." in rest.text
    again = said(*records, *done(1, name="acute-relief"), day=1.2, course=course, start=acute, today=["acute-relief"])
    assert again.offers == ()


def test_what_is_refused_gives_way_to_the_next_then_to_between_then_to_rest() -> None:
    def without(diary: Diary, *names: str) -> Diary:
        return replace(diary, feasible=lambda name: name not in names, suits=lambda name: name not in names)

    diary = here(day=0, course=WITH_ALL)
    assert course_day(without(diary, EASY), []).routine == HARD
    both = course_day(without(diary, EASY, HARD), [])
    assert (both.routine, both.kind) == (None, DayKind.BETWEEN)
    assert STRETCH in {one.routine for one in both.offers}
    plain = replace(FIRST, a_day={})
    nothing = without(here(day=0, course=replace(COURSE, blocks=(plain,))), EASY, HARD)
    assert course_day(nothing, []).kind is DayKind.REST


def test_other_movement_where_it_suits() -> None:
    well = Start(phase=Phase.MAINTENANCE)
    last = block("last", (LATER,), phases=(Phase.MAINTENANCE,), until=None)
    suggestion = said(*done(0, name=LATER), day=1, course=replace(COURSE, blocks=(last,)), start=well)
    assert "skating" in suggestion.text
    hurts = said(*done(0, light="amber", name=LATER), day=1, course=replace(COURSE, blocks=(last,)), start=well)
    assert "skating" not in hurts.text


@pytest.mark.parametrize("day", range(21))
def test_every_day_has_words(day: int) -> None:
    records: list[Entry] = [one for one in done(0, 2, 5, 9, 12, 14, 17, name=HARD) if one.at < at(day)]
    suggestion = said(*records, day=day + 0.2)
    assert suggestion.text
    assert suggestion.following or suggestion.routine


def test_other_movement_is_offered_beside_the_breaks_of_a_day() -> None:
    """While running is off and no walk is asked for: a break must not hide it."""
    without_between = replace(FULL, between=())
    course = replace(COURSE, blocks=(COURSE.blocks[0], without_between, *COURSE.blocks[2:]))
    walked = [walk(0.5), walk(0.6)]
    offered = said(*done(0), *walked, day=1.5, course=course).offers
    assert [(offer.words == WHILE_NO_RUNS, offer.a_day) for offer in offered] == [(True, False), (False, True)]


@pytest.mark.parametrize(("paused", "day", "says"), [(2, 14, False), (9, 10, True), (None, 14, True)])
def test_days_of_a_pause_are_no_days_without_training(paused: float | None, day: float, says: bool) -> None:
    pauses = [] if paused is None else [Event(at=at(paused), kind=EventKind.PAUSE)]
    assert ("since your last training" in said(*done(0), *pauses, day=day).why) is says


@pytest.mark.parametrize(
    ("profile", "lacks"),
    [
        (Profile(not_at_hand=("mat",)), "needs mat: not at hand"),
        (Profile(avoid=("lying",)), "too little is left of it beside what your profile"),
    ],
)
def test_a_training_day_says_what_its_routine_lacks(profile: Profile, lacks: str) -> None:
    """Otherwise every day would be rest, and nobody would say why."""
    (day,) = follow("steady-hips", days=1, profile=profile).days
    assert f"Rehab foundation would be due, but {lacks}" in day.suggestions[0].why


def test_a_day_that_lacks_neither_kit_nor_what_is_avoided_says_nothing_of_them() -> None:
    for entries, day in (([], 0), (done(0), 1), (done(0, light="red"), 3)):
        none = replace(here(*entries, day=day, course=WITH_ALL), feasible=lambda _: False)
        assert course_day(none, []).why == ""
    gone = replace(none.catalogue, routines={})
    assert course_day(replace(here(day=0, course=WITH_ALL), catalogue=gone), []).why == ""
