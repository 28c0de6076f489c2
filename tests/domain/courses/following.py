"""Weeks that are followed as Home leads them, with invented answers, and what is counted of them."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache

from msgspec import Struct

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import BUILDING, Phase, RoutineKind
from coach.domain.planning.plan import Change, Plan
from coach.domain.planning.replay import replay
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import Activity, Entry, Event, EventKind, Run, Session
from coach.domain.records.history import History, Start
from coach.domain.records.profile import NO_PROFILE, Profile
from coach.domain.rules.light import Light
from coach.domain.session.segments import Pacing
from coach.domain.today.ahead import AnswersOf, Follower, InventedDay
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.library import load_library

MORNING = datetime(2026, 11, 2, 7, 30, tzinfo=UTC)
"""A Monday."""
TWELVE_WEEKS = 84


@cache
def shipped() -> Catalogue:
    """What comes with the coach."""
    return load_library((Layer("shipped", shipped_folder()),)).catalogue


def always_green(_: date) -> Light:
    """Answers without pain."""
    return Light.GREEN


def day_number(day: date) -> int:
    """Days since the first."""
    return (day - MORNING.date()).days


def chosen(course: str, *, at: datetime = MORNING, block: str | None = None) -> Event:
    """The choice of a course, five minutes before."""
    return Event(at=at - timedelta(minutes=5), kind=EventKind.COURSE, course=course, block=block)


class Weeks(Struct, frozen=True):
    """What was followed, and where it led."""

    days: tuple[InventedDay, ...]
    standing: Standing
    catalogue: Catalogue

    @property
    def records(self) -> list[Entry]:
        """All that was invented."""
        return [record for day in self.days for record in day.records]

    @property
    def plans(self) -> list[Plan]:
        return [plan for day in self.days for plan in day.plans]

    def first(self, holds: Callable[[InventedDay], bool]) -> int | None:
        """The number of the first day of which something holds."""
        return next((number for number, day in enumerate(self.days) if holds(day)), None)

    def kinds(self, day: InventedDay) -> set[RoutineKind]:
        """The kinds of what was trained on a day."""
        routines = self.catalogue.routines
        return {routines[record.routine].kind for record in day.records if isinstance(record, Session)}

    def builds(self) -> list[bool]:
        """Of each day, whether strength or mixed work was trained."""
        return [bool(self.kinds(day) & BUILDING) for day in self.days]

    def busy(self) -> list[bool]:
        """Of each day, whether it was no rest: walks and relief are."""
        return [
            bool(self.kinds(day) - {RoutineKind.RECOVERY})
            or any(isinstance(record, Run | Activity) for record in day.records)
            for day in self.days
        ]

    def times(self, routine: str) -> int:
        """How often a routine was trained."""
        return sum(isinstance(record, Session) and record.routine == routine for record in self.records)

    def climbed(self) -> Iterator[tuple[str, str, int, int]]:
        """Routine, exercise, level and top of each ladder of a routine that was trained six times."""
        for name, routine in self.standing.routines.items():
            if self.times(name) >= 6:
                for slot in routine.slots:
                    if len(slot.ladder) > 1:
                        yield name, slot.exercise.id, slot.level, len(slot.ladder) - 1

    def taken_back(self) -> list[tuple[str, str]]:
        """What a break took a step down (row 8): routine and exercise."""
        return [
            (plan.routine, step.exercise.id)
            for plan in self.plans
            for step in plan.steps
            if step.change is Change.DOWN and step.rule == 8
        ]


def follow(
    course: str | None,
    phase: Phase | None = Phase.RECOVERY,
    *,
    days: int = TWELVE_WEEKS,
    answers: AnswersOf = always_green,
    profile: Profile = NO_PROFILE,
    start: Start | None = None,
    between: bool = True,
    first: datetime = MORNING,
    entries: tuple[Entry, ...] = (),
    catalogue: Catalogue | None = None,
) -> Weeks:
    """Follow Home from a first morning on. ``entries``: what is on record before it."""
    known = catalogue or shipped()
    before = ((chosen(course, at=first),) if course else ()) + entries
    history = History.of(before, start or Start(phase=phase))
    follower = Follower(known, replay(known, history), history, profile, Pacing(), between=between)
    followed = tuple(follower.days(first, days, answers))
    return Weeks(followed, follower.standing, known)
