"""A runner's course: chosen, stayed in, paused; where they stand in it, and what is ahead."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.domain.courses.diary import diary
from coach.domain.courses.progress import asks_for_yes, label, needs, overlong
from coach.domain.courses.proposing import proposals
from coach.domain.courses.run_day import way_to_running
from coach.domain.exercises.course import Block, Course
from coach.domain.planning.course_standing import Pause
from coach.domain.records.entries import Event, EventKind
from coach.domain.rules.phases import Need
from coach.services.known import Known
from coach.services.today import Today

if TYPE_CHECKING:
    from coach.domain.today.ahead import InventedDay
    from coach.domain.today.strip import StripDay

STAYS = timedelta(days=7)


class NoSuchCourseError(LookupError):
    """There is no course, or no block in it, of that id."""


class Courses:
    """One runner's weeks."""

    def __init__(self, known: Known) -> None:
        self._known = known

    @property
    def course(self) -> Course | None:
        """The course that the runner follows; None: none, or one that is no longer there (``missing``)."""
        return self._known.standing().course.course

    @property
    def missing(self) -> str | None:
        """The id of the course that was chosen, where there is no such course any more."""
        standing = self._known.standing().course
        return standing.chosen if standing.course is None else None

    @property
    def pause(self) -> Pause | None:
        """Ill or away, today."""
        pause = self._known.standing().course.pause
        return pause if pause is not None and pause.is_on(self._known.clock.now().date()) else None

    def label(self) -> str:
        """``Steady hips · Load, week 5``; empty without a course."""
        return label(self._known.standing(), self._known.clock.now())

    def needs(self) -> tuple[Need, ...]:
        """What the present block asks before the next one."""
        return needs(self._known.standing(), self._known.clock.now())

    def overlong(self) -> str:
        """A word on a block that takes longer than it was meant to; empty: it does not."""
        return overlong(self._known.standing(), self._known.clock.now())

    def asks_for_yes(self) -> Block | None:
        """The next block, where only a clinician's yes is missing."""
        return asks_for_yes(self._known.standing(), self._known.clock.now())

    def way_to_running(self) -> str:
        """What stands between the runner and their next run; empty where nothing is to be said."""
        known = self._known
        here = diary(
            known.catalogue, known.standing(), known.recent(), known.profile(), known.clock.now(), lambda _: True
        )
        return way_to_running(here)

    def proposals(self) -> tuple[Course, ...]:
        """All courses, the one to propose first."""
        return proposals(self._known.catalogue.courses.values(), self._known.profile().concern)

    # --- what the runner decides ------------------------------------------------------------------------------------

    def choose(self, course_id: str | None, block_id: str | None = None) -> None:
        """Follow a course from now on, from this block or the first that is open; None: none.

        Raises NoSuchCourseError.
        """
        if course_id is not None:
            course = self._known.catalogue.courses.get(course_id)
            if course is None or (block_id is not None and course.block(block_id) is None):
                raise NoSuchCourseError(course_id)
        self._add(Event(at=self._known.clock.now(), kind=EventKind.COURSE, course=course_id, block=block_id))

    def stay(self) -> None:
        """Stay in the present block one more week, its counts kept."""
        course, now = self._known.standing().course, self._known.clock.now()
        if course.block is not None:
            until = now.date() + STAYS
            kind = EventKind.COURSE
            self._add(Event(at=now, kind=kind, course=course.chosen, block=course.block.id, until=until))

    def take_pause(self, until: date | None = None) -> None:
        """Ill or away until a day, on which training begins again; None: until they say so. Today: back."""
        self._add(Event(at=self._known.clock.now(), kind=EventKind.PAUSE, until=until))

    def come_back(self) -> None:
        """The pause ends today."""
        self.take_pause(self._known.clock.now().date())

    def _add(self, event: Event) -> None:
        self._known.store.add([event])
        self._known.forget()

    # --- what is ahead, and what was reached ------------------------------------------------------------------------

    def ahead(self, days: int) -> "list[InventedDay]":
        """The days from today on, in the best case: if all stay green."""
        return list(Today(self._known).each_ahead(days))

    def strip(self, ahead: "Sequence[InventedDay] | None" = None) -> "tuple[StripDay, ...]":
        """The week behind, today, and the week ahead. ``ahead``: the days from today on, where they are known."""
        from coach.domain.today.strip import DAYS_AHEAD, strip  # Home's first frame does without

        known, now = self._known, self._known.clock.now()
        began = known.standing().began
        first = began.astimezone(now.tzinfo).date() if began else None
        return strip(known.catalogue, known.standing(), now, first, ahead or self.ahead(DAYS_AHEAD + 1))
