"""The weeks behind a runner: a question a page of Weeks, answered from the chronicle of a stretch.

What each result means is documented in ``domain.statistics``. Left out: how it is shown.
"""

from coach.domain.courses.progress import label
from coach.domain.exercises.routine import DEFAULT_ADAPT
from coach.domain.planning.planner import steps_from
from coach.domain.statistics.associations import (
    Association,
    SideCount,
    by_exercise,
    by_gap,
    by_kind,
    by_side,
    compare_mornings,
)
from coach.domain.statistics.calendar import CalendarDay, calendar
from coach.domain.statistics.changes import Adjustment, changes
from coach.domain.statistics.doses import DoseLine, doses, trained_routines
from coach.domain.statistics.measures import CheckLine, Scale, checks, scales
from coach.domain.statistics.pain import Band, PainPoint, points, session_bands
from coach.domain.statistics.report import Report, Wishes, report_of
from coach.domain.statistics.running import Running, running
from coach.services.known import Known
from coach.services.weeks.chronicles import STRETCH_DAYS, Chronicles


class Weeks:
    """One runner's weeks. A stretch is ``days`` long and ends today, or ``back`` days earlier."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self.chronicles = Chronicles(known)

    def calendar(self, days: int = STRETCH_DAYS, back: int = 0) -> tuple[CalendarDay, ...]:
        """Each day of a stretch."""
        first, last = self.chronicles.span(days, back)
        today = self._known.clock.now().date()
        return calendar(
            self.chronicles.told(first, plans=False), first, last, today=today, profile=self._known.profile()
        )

    def points(self, days: int = STRETCH_DAYS, back: int = 0) -> tuple[PainPoint, ...]:
        """The pain answers of each record."""
        return points(self.chronicles.stretch(days, back, plans=False))

    def bands(self, days: int = STRETCH_DAYS, back: int = 0) -> tuple[Band, ...]:
        """The thresholds by which sessions were judged."""
        first, _ = self.chronicles.span(days, back)
        return session_bands(
            self.chronicles.stretch(days, back, plans=False), first, self._known.catalogue.caps.adapt(DEFAULT_ADAPT)
        )

    def doses(self, days: int = STRETCH_DAYS, back: int = 0) -> tuple[DoseLine, ...]:
        """Each exercise's ladder; ``now`` is the present level, wherever the stretch ends."""
        told, known = self.chronicles.stretch(days, back), self._known
        standing, now = known.standing(), known.clock.now()
        plans = {name: steps_from(known.catalogue, standing, name, at=now) for name in trained_routines(told)}
        return doses(told, known.catalogue, plans)

    def running(self, days: int = STRETCH_DAYS, back: int = 0) -> Running:
        """What was run, by week."""
        first, last = self.chronicles.span(days, back)
        return running(self.chronicles.told(first, plans=False), first, last)

    def changes(self, days: int = STRETCH_DAYS, back: int = 0) -> tuple[Adjustment, ...]:
        """What the coach changed, oldest first."""
        return changes(self.chronicles.stretch(days, back))

    def associations(self, days: int = STRETCH_DAYS) -> tuple[Association, ...]:
        """Which exercise and kind pain goes with, whether mornings change, and how soon after the last session."""
        told, known = self.chronicles.stretch(days), self._known
        return (
            compare_mornings(told, known.clock.now()),
            by_gap(told),
            *by_exercise(told, known.catalogue),
            *by_kind(told),
        )

    def painful(self, days: int = STRETCH_DAYS) -> tuple[SideCount, ...]:
        """The exercises that were named as painful, and on which side."""
        return by_side(self.chronicles.stretch(days), self._known.catalogue)

    def measures(self, days: int = STRETCH_DAYS, back: int = 0) -> tuple[tuple[Scale, ...], tuple[CheckLine, ...]]:
        """What matters to the runner and how well it went, and the checks of their course."""
        told = self.chronicles.stretch(days, back, plans=False)
        return scales(told), checks(told)

    def report(self, days: int = STRETCH_DAYS, wishes: Wishes | None = None) -> Report:
        """The page for a clinician."""
        from coach import __version__

        known = self._known
        first, last = self.chronicles.span(days)
        return report_of(
            self.chronicles.stretch(days),
            known.catalogue,
            days=self.calendar(days),
            doses=self.doses(days),
            running=self.running(days),
            bands=self.bands(days),
            associations=self.associations(days),
            profile=known.profile(),
            course=label(known.standing(), known.clock.now()),
            see_clinician=known.standing().asks_for_clinician(known.clock.now()),
            wishes=wishes or Wishes(),
            span=(first, last),
            at=known.clock.now(),
            coach=__version__,
        )
