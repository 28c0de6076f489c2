"""What the runner says before a session, as the Ready screen gathers it, and the check-in that it makes."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coach.domain.records.codec import CodecError, from_plain, to_plain
from coach.domain.records.entries import CheckIn
from coach.domain.records.red_flags import BY_ID, RED_FLAGS, Urgency
from coach.store import Store
from coach.tui.dialogs.checklist import Item

SHARP, LIMP, PAINKILLER, ICED = "sharp", "limp", "painkiller", "iced"
_HEADINGS = {
    Urgency.EMERGENCY: "Warning signs: get help now",
    Urgency.SEE_SOMEONE: "Warning signs: be seen before you train",
    Urgency.PROMPT: "Worth a visit",
}


def _signs() -> tuple[Item[str], ...]:
    today = (
        Item("Sharp pain", SHARP),
        Item("You limp", LIMP),
        Item("A painkiller in the last 6 hours", PAINKILLER),
        Item("Ice on it in the last 20 minutes", ICED),
    )
    return (*today, *_flags())


def _flags() -> tuple[Item[str], ...]:
    flags: list[Item[str]] = []
    for urgency in Urgency:
        of_urgency = [flag for flag in RED_FLAGS if flag.urgency is urgency]
        flags += [
            Item(flag.question, flag.id, heading="" if number else _HEADINGS[urgency])
            for number, flag in enumerate(of_urgency)
        ]
    return tuple(flags)


FLAGS = _flags()
"""The warning signs."""
_KEY = "said-today"
_PAINKILLER_HOLDS, _ICE_HOLDS = timedelta(hours=6), timedelta(minutes=20)
SIGNS = _signs()
"""Everything behind "none of these"."""


@dataclass(frozen=True, slots=True)
class CheckInAnswers:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What was said ``at`` a moment of a day, as it is kept."""

    at: datetime
    signs: tuple[str, ...] = ()
    iced_at: datetime | None = None
    daily_life: bool | None = None
    soreness: int | None = None
    elsewhere: int | None = None


def remember(store: Store, answers: CheckInAnswers, now: datetime) -> None:
    """Keep what was said for the rest of the day, though no session is begun: opening another routine forgets nothing.

    How much it hurts now is asked anew each time, and warning signs are in the history.
    """
    soreness, elsewhere = answers.apart
    said = _Said(
        at=now,
        signs=tuple(sorted(answers.signs - flags_in(answers.signs))),
        iced_at=answers.iced_at,
        daily_life=answers.daily_life,
        soreness=soreness,
        elsewhere=elsewhere,
    )
    store.write(_KEY, to_plain(said))


def recalled(store: Store, now: datetime) -> CheckInAnswers:
    """What was said today, as far as it still holds: a painkiller for 6 hours, ice for 20 minutes."""
    try:
        said = from_plain(_Said, store.read(_KEY))
    except CodecError:  # nothing was said, or by a coach that keeps it in another way
        return CheckInAnswers()
    if said.at.astimezone(now.tzinfo).date() != now.date() or said.at > now:
        return CheckInAnswers()
    over = {PAINKILLER} if now - said.at >= _PAINKILLER_HOLDS else set()
    over |= {ICED} if said.iced_at is None or now - said.iced_at >= _ICE_HOLDS else set()
    kept = frozenset(said.signs) - over
    iced_at = said.iced_at if ICED in kept else None
    return CheckInAnswers(None, said.daily_life, kept, iced_at, (said.soreness, said.elsewhere))


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
