"""The answers to a check-in while they are being given: values, ticks, and since when there is ice.

Left out: what is asked (``questions``), how (``tui``, ``plain``), and what the answers do (``planning``).
"""

from collections.abc import Set
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.records.by_name import with_values
from coach.domain.records.entries import NO_CHECK_IN, CheckIn
from coach.domain.records.questions import ICED, TICKS
from coach.domain.records.red_flags import BY_ID


class CheckInAnswers(Struct, frozen=True):
    """Today's answers so far.

    ``told``: those that are a number, or yes or no. ``signs``: names of what is ticked, warning signs included.
    ``iced_at``: when the ice was.
    """

    told: CheckIn = NO_CHECK_IN
    signs: frozenset[str] = frozenset()
    iced_at: datetime | None = None

    def answering(self, name: str, answer: object) -> "CheckInAnswers":
        """With the answer to the question of this name; None: not answered. Raises as ``with_values`` does."""
        return replace(self, told=with_values(self.told, {name: answer}))

    @property
    def apart(self) -> tuple[int | None, int | None]:
        """Muscle soreness and pain elsewhere, 0–10."""
        return self.told.soreness, self.told.elsewhere

    def with_apart(self, told: tuple[int | None, int | None]) -> "CheckInAnswers":
        """With muscle soreness and pain elsewhere, 0–10."""
        return replace(self, told=replace(self.told, soreness=told[0], elsewhere=told[1]))

    def with_signs(self, ticked: frozenset[str], now: datetime) -> "CheckInAnswers":
        """With these signs ticked. The time of the ice is ``now``, unless it was ticked before."""
        iced_at = (self.iced_at or now) if ICED.name in ticked else None
        return replace(self, signs=ticked, iced_at=iced_at)

    def check_in(self, now: datetime) -> CheckIn:
        """The check-in that these answers make. What is not ticked is an explicit no."""
        ticks = {prompt.name: prompt.name in self.signs for prompt in TICKS if prompt is not ICED}
        iced = None if self.iced_at is None else int((now - self.iced_at).total_seconds() // 60)
        flags = tuple(sorted(flags_in(self.signs)))
        return replace(with_values(self.told, ticks), iced_minutes_ago=iced, red_flags=flags)


def flags_in(signs: Set[str]) -> frozenset[str]:
    """The red flags among the signs."""
    return frozenset(sign for sign in signs if sign in BY_ID)
