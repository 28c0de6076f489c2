"""What was said of a day before a session, kept until the day is over: opening another routine forgets nothing."""

from datetime import datetime, timedelta

from msgspec import Struct

from coach.domain.records.check_in_answers import ICED, PAINKILLER, CheckInAnswers, flags_in
from coach.domain.records.plain_data import PlainDataError, from_plain, to_plain
from coach.store import Store

_KEY = "said-today"
_PAINKILLER_HOLDS, _ICE_HOLDS = timedelta(hours=6), timedelta(minutes=20)


class _Said(Struct, frozen=True, kw_only=True):
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
    except PlainDataError:  # nothing was said, or by a coach that keeps it in another way
        return CheckInAnswers()
    if said.at.astimezone(now.tzinfo).date() != now.date() or said.at > now:
        return CheckInAnswers()
    over = {PAINKILLER} if now - said.at >= _PAINKILLER_HOLDS else set()
    over |= {ICED} if said.iced_at is None or now - said.iced_at >= _ICE_HOLDS else set()
    kept = frozenset(said.signs) - over
    iced_at = said.iced_at if ICED in kept else None
    return CheckInAnswers(None, said.daily_life, kept, iced_at, (said.soreness, said.elsewhere))
