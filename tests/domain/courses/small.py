"""A small catalogue and course, and the diary of a runner in it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from coach.domain.courses.diary import Diary, diary
from coach.domain.courses.week import Week, week_so_far
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.course import Block, Course, Until
from coach.domain.exercises.routine import Phase, RoutineKind
from coach.domain.planning.replay import replay
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import Entry, Event, EventKind
from coach.domain.records.history import History, Start
from coach.domain.records.profile import NO_PROFILE, Profile

from ..builders import at, catalogue, hold, programme, reps, routine, session, stand_ins

EASY, HARD, LATER = "easy", "hard", "later"
STRETCH, DRILLS = "stretch", "drills"


def block(name: str = "one", train: tuple[str, ...] = (EASY, HARD), **more: Any) -> Block:
    """A block of three trainings a week that ends after four sessions."""
    return Block(**{"id": name, "name": name.capitalize(), "train": train, "until": Until(sessions=4), **more})


ACUTE = block("settle", ("acute-relief",), phases=(Phase.ACUTE,), per_week=6)
FIRST = block("one", phases=(Phase.RECOVERY,))
SECOND = block("two", (HARD, LATER), phases=(Phase.RECOVERY,), until=Until(sessions=2, green=2))
THIRD = block("three", (LATER,), phases=(Phase.MAINTENANCE,), until=None)
COURSE = Course(id="own", name="Own way", blocks=(ACUTE, FIRST, SECOND, THIRD))


def known(course: Course = COURSE) -> Catalogue:
    """Strength (easy, hard, later), a stretch, drills, the stand-ins and the programme, with one course."""
    open_ = (Phase.RECOVERY, Phase.MAINTENANCE)
    made = [routine(name, [("bridge", reps(10, 20))], every_days=2, phases=open_) for name in (EASY, HARD, LATER)]
    stretch = routine(STRETCH, [("lunge-stretch", hold(20, 30))], kind=RoutineKind.STRETCH, phases=open_)
    drills = routine(DRILLS, [("skips", reps(10))], kind=RoutineKind.DRILL, phases=open_)
    desk = routine("desk", [("lunge-stretch", hold(20))], kind=RoutineKind.STRETCH, suggest=False)
    whole = catalogue(*made, stretch, drills, desk, *stand_ins(), programme())
    return replace(whole, courses={course.id: course})


def choice(course: str | None = "own", day: float = -0.01, **more: Any) -> Event:
    """A course chosen on a day."""
    return Event(at=at(day), kind=EventKind.COURSE, course=course, **more)


def stay(day: float, days: int = 7, course: str = "own", block_id: str = "one") -> Event:
    """One more week in the present block."""
    return choice(course, day, block=block_id, until=(at(day) + timedelta(days=days)).date())


def stands(
    *entries: Entry, course: Course = COURSE, start: Phase | None = Phase.RECOVERY, chosen: bool = True
) -> Standing:
    """Where these entries lead, the course chosen before them."""
    first = [choice(course.id)] if chosen else []
    return replay(known(course), History.of([*first, *entries], Start(phase=start)))


def here(
    *entries: Entry, day: float = 0, course: Course = COURSE, start: Start | None = None, profile: Profile = NO_PROFILE
) -> Diary:
    """The diary on a day, all of the entries before it."""
    history = History.of([choice(course.id), *entries], start or Start(phase=Phase.RECOVERY))
    standing = replay(known(course), history)
    return diary(known(course), standing, history, profile, at(day), lambda _: True)


def week(
    of: Block, trained: Iterable[float] = (), *, day: float, profile: Profile = NO_PROFILE, name: str = EASY
) -> Week:
    """The week of a block of a course of its own, after trainings on these days."""
    course = Course(id="own", name="Own way", blocks=(of,))
    records = [session(one, name=name) for one in trained]
    return week_so_far(here(*records, day=day, course=course, profile=profile), of)


def days_of(of: Block, count: int, *, profile: Profile = NO_PROFILE, missed: frozenset[int] = frozenset()) -> list[int]:
    """The days on which this block trains, when it is followed for so many, some of them missed."""
    trained: list[int] = []
    for day in range(count):
        if day not in missed and week(of, trained, day=day, profile=profile, name=of.train[0]).is_for_training(
            at(day).date()
        ):
            trained.append(day)
    return trained
