"""What the runner says before a session, as it is gathered answer by answer, and the check-in that it makes."""

from collections.abc import Set
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.records.entries import CheckIn
from coach.domain.records.red_flags import BY_ID

SHARP, LIMP, PAINKILLER, ICED = "sharp", "limp", "painkiller", "iced"
"""The signs that are no red flags."""


class CheckInAnswers(Struct, frozen=True):
    """Today's answers so far. ``iced_at``: when the ice was ticked. ``apart``: sore muscles, and pain elsewhere."""

    before: int | None = None
    daily_life: bool | None = None
    signs: frozenset[str] = frozenset()
    iced_at: datetime | None = None
    apart: tuple[int | None, int | None] = (None, None)

    def with_before(self, before: int | None) -> "CheckInAnswers":
        """With how much it hurts now, 0–10."""
        return replace(self, before=before)

    def with_daily_life(self, pain_free: bool | None) -> "CheckInAnswers":
        """With whether daily life is free of pain."""
        return replace(self, daily_life=pain_free)

    def with_apart(self, told: tuple[int | None, int | None]) -> "CheckInAnswers":
        """With muscle soreness and pain elsewhere, 0–10."""
        return replace(self, apart=told)

    def with_signs(self, ticked: frozenset[str], now: datetime) -> "CheckInAnswers":
        """With what is true today."""
        iced_at = (self.iced_at or now) if ICED in ticked else None
        return replace(self, signs=ticked, iced_at=iced_at)


def flags_in(signs: Set[str]) -> frozenset[str]:
    """The red flags among the signs."""
    return frozenset(sign for sign in signs if sign in BY_ID)


def check_in_of(answers: CheckInAnswers, now: datetime) -> CheckIn:
    """The check-in that these answers make. What is not ticked is an explicit no."""
    iced = None if answers.iced_at is None else int((now - answers.iced_at).total_seconds() // 60)
    return CheckIn(
        before=answers.before,
        sharp=SHARP in answers.signs,
        limp=LIMP in answers.signs,
        painkiller=PAINKILLER in answers.signs,
        iced_minutes_ago=iced,
        daily_life_pain_free=answers.daily_life,
        red_flags=tuple(sorted(flags_in(answers.signs))),
        soreness=answers.apart[0],
        elsewhere=answers.apart[1],
    )
