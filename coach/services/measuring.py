"""Stores what is measured: what matters to the runner and how well it goes, and the checks of their course."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.courses.measuring import due_checks, may_be_measured, no_check_today, scale_is_due
from coach.domain.exercises.course import Check
from coach.domain.records.entries import Measure
from coach.domain.records.profile import LONGEST_MATTER, MOST_MATTERS
from coach.domain.records.rated import Rated
from coach.library.toml.sanitize import clean
from coach.services.known import Known
from coach.services.runner import Runner

DECLINED = "measuring-declined"
"""The fact that the runner does not want to be asked what matters to them."""
NAME_EXAMPLES = "climbing stairs, tying a shoe, ten minutes of running"
WHAT_MATTERS = (
    f"Name one to three things that matter to you and are hard now, with commas between: {NAME_EXAMPLES}. "
    "Every two weeks you say how well they go."
)


class Reached(Struct, frozen=True):
    """The result of a check: each side, and the worst pain in it, 0–10. None: not told."""

    left: int | None = None
    right: int | None = None
    pain: int | None = None


class Measuring:
    """One runner's measures."""

    def __init__(self, known: Known) -> None:
        self._known = known

    @property
    def matters(self) -> tuple[str, ...]:
        """What matters to the runner, in their words."""
        return self._known.profile().matters

    def asks_what_matters(self) -> bool:
        """Whether to ask what matters to them, because they never said."""
        known = self._known
        if self.matters or not may_be_measured(known.standing(), known.clock.now()):
            return False
        return known.store.read(DECLINED) is not True

    def scale_is_due(self) -> bool:
        """Whether to ask how well that goes."""
        return bool(self.matters) and scale_is_due(self._known.standing(), self._known.clock.now())

    def due(self) -> tuple[str, ...]:
        """The names of all that is due today: what matters to the runner, then the checks of their course."""
        matters = self.matters if self.scale_is_due() else ()
        return (*matters, *(check.name for check in self.due_checks()))

    def due_checks(self) -> tuple[Check, ...]:
        """The checks that are due today."""
        return due_checks(self._known.standing(), self._known.clock.now())

    def checks(self) -> tuple[Check, ...]:
        """All checks of the runner's course."""
        course = self._known.standing().course.course
        return course.checks if course else ()

    def not_today(self) -> str:
        """Why no check may be done today, as a sentence; empty: it may."""
        return no_check_today(self._known.standing(), self._known.clock.now())

    def name(self, matters: Iterable[str]) -> tuple[str, ...]:
        """Store what matters to the runner; returns it as stored. Empty: they do not want to be asked."""
        words = [" ".join(clean(each).split())[:LONGEST_MATTER].strip() for each in matters]
        kept = tuple(dict.fromkeys(filter(None, words)))[:MOST_MATTERS]
        Runner(self._known).change_profile(lambda known: replace(known, matters=kept))
        self._known.store.write(DECLINED, not kept)
        self._known.forget()
        return kept

    def rate(self, values: Mapping[str, int | None]) -> Measure | None:
        """Store how well each thing goes, 0–10; None: not answered. Returns None if nothing was answered."""
        rated = tuple(Rated(name, value) for name, value in values.items() if value is not None)
        return self._keep(Measure(at=self._known.clock.now(), activity=rated)) if rated else None

    def reach(self, check: Check, reached: Reached) -> Measure | None:
        """Store the result of a check. Returns None if nothing was told."""
        if reached == Reached():
            return None
        now = self._known.clock.now()
        return self._keep(
            Measure(
                at=now,
                check=check.id,
                name=check.name,
                unit=check.unit,
                left=reached.left,
                right=reached.right,
                pain=reached.pain,
            )
        )

    def _keep(self, measure: Measure) -> Measure:
        self._known.store.add([measure])
        self._known.forget()
        return measure


def split_names(text: str) -> tuple[str, ...]:
    """Split what somebody typed at its commas."""
    return tuple(filter(None, (part.strip() for part in text.split(","))))
