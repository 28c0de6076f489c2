"""A runner's course: choosing it, staying in a block, pausing; where they stand in it, and the days ahead."""

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
    """There is no course with that id, or no block with that id in it."""


class Courses:
    """One runner's course."""

    def __init__(self, known: Known) -> None:
        self._known = known

    @property
    def course(self) -> Course | None:
        """The course that the runner follows; None: none, or one that no longer exists (``missing``)."""
        return self._known.standing().course.course

    @property
    def missing(self) -> str | None:
        """The id of the chosen course, if that course no longer exists; else None."""
        standing = self._known.standing().course
        return standing.chosen if standing.course is None else None

    @property
    def pause(self) -> Pause | None:
        """The pause (ill or away) that covers today, or None."""
        pause = self._known.standing().course.pause
        return pause if pause is not None and pause.is_on(self._known.clock.now().date()) else None

    def label(self) -> str:
        """``Steady hips · Load, week 5``; empty without a course."""
        return label(self._known.standing(), self._known.clock.now())

    def needs(self) -> tuple[Need, ...]:
        """What the present block requires before the next one begins."""
        return needs(self._known.standing(), self._known.clock.now())

    def overlong(self) -> str:
        """A remark on a block that takes longer than it was meant to; empty: it does not."""
        return overlong(self._known.standing(), self._known.clock.now())

    def asks_for_yes(self) -> Block | None:
        """The next block, if only a clinician's approval is missing; else None."""
        return asks_for_yes(self._known.standing(), self._known.clock.now())

    def way_to_running(self) -> str:
        """What the runner still needs before their next run; empty where there is nothing to say."""
        known = self._known
        here = diary(
            known.catalogue, known.standing(), known.recent(), known.profile(), known.clock.now(), lambda _: True
        )
        return way_to_running(here)

    def proposals(self) -> tuple[Course, ...]:
        """All courses, the one to propose first at the front."""
        return proposals(self._known.catalogue.courses.values(), self._known.profile().concern)

    # --- what the runner decides ------------------------------------------------------------------------------------

    def choose(self, course_id: str | None, block_id: str | None = None) -> None:
        """Follow a course from now on, from this block or from the first that is open; None: follow none.

        Raises NoSuchCourseError.
        """
        if course_id is not None:
            course = self._known.catalogue.courses.get(course_id)
            if course is None or (block_id is not None and course.block(block_id) is None):
                raise NoSuchCourseError(course_id)
        self._add(Event(at=self._known.clock.now(), kind=EventKind.COURSE, course=course_id, block=block_id))

    def stay(self) -> None:
        """Stay in the present block for one more week; its counts are kept."""
        course, now = self._known.standing().course, self._known.clock.now()
        if course.block is not None:
            until = now.date() + STAYS
            kind = EventKind.COURSE
            self._add(Event(at=now, kind=kind, course=course.chosen, block=course.block.id, until=until))

    def take_pause(self, until: date | None = None) -> None:
        """Begin a pause (ill or away) until the day on which training begins again; None: until the runner says so.

        Today's date ends a pause.
        """
        self._add(Event(at=self._known.clock.now(), kind=EventKind.PAUSE, until=until))

    def come_back(self) -> None:
        """End the pause today."""
        self.take_pause(self._known.clock.now().date())

    def _add(self, event: Event) -> None:
        self._known.store.add([event])
        self._known.forget()

    # --- what is ahead, and what was reached ------------------------------------------------------------------------

    def ahead(self, days: int) -> "list[InventedDay]":
        """The days from today on, in the best case: if all records stay green."""
        return list(Today(self._known).each_ahead(days))

    def strip(self, ahead: "Sequence[InventedDay] | None" = None) -> "tuple[StripDay, ...]":
        """The week behind, today, and the week ahead. ``ahead``: the days from today on, if already computed."""
        from coach.domain.today.strip import DAYS_AHEAD, strip  # imported late: not needed for Home's first frame

        known, now = self._known, self._known.clock.now()
        began = known.standing().began
        first = began.astimezone(now.tzinfo).date() if began else None
        return strip(known.catalogue, known.standing(), now, first, ahead or self.ahead(DAYS_AHEAD + 1))
