"""What was said of a day before a session, kept until the day is over: opening another routine forgets nothing."""

from datetime import datetime, timedelta

from msgspec import Struct

from coach.domain.records.check_in_answers import CheckInAnswers, flags_in
from coach.domain.records.entries import CheckIn
from coach.domain.records.plain_data import PlainDataError, from_plain, to_plain
from coach.domain.records.questions import BEFORE, ICED, PAINKILLER
from coach.services.training import Training
from coach.store import Store

_KEY = "said-today"
_PAINKILLER_HOLDS, _ICE_HOLDS = timedelta(hours=6), timedelta(minutes=20)


class _Said(Struct, frozen=True, kw_only=True):
    """What was said ``at`` a moment of a day, as it is kept.

    ``daily_life``, ``soreness`` and ``elsewhere``: as older coaches kept them, which had no ``told``.
    """

    at: datetime
    told: CheckIn | None = None
    signs: tuple[str, ...] = ()
    iced_at: datetime | None = None
    daily_life: bool | None = None
    soreness: int | None = None
    elsewhere: int | None = None

    @property
    def answers(self) -> CheckIn:
        """What was told, by whichever coach."""
        former = CheckIn(daily_life_pain_free=self.daily_life, soreness=self.soreness, elsewhere=self.elsewhere)
        return former if self.told is None else self.told


def remember(store: Store, answers: CheckInAnswers, now: datetime) -> None:
    """Keep what was said for the rest of the day, though no session is begun: opening another routine forgets nothing.

    How much it hurts now is asked anew each time, and warning signs are in the history.
    """
    signs = tuple(sorted(answers.signs - flags_in(answers.signs)))
    told = answers.answering(BEFORE.name, None).told
    store.write(_KEY, to_plain(_Said(at=now, told=told, signs=signs, iced_at=answers.iced_at)))


def recalled(store: Store, now: datetime) -> CheckInAnswers:
    """What was said today, as far as it still holds: a painkiller for 6 hours, ice for 20 minutes."""
    try:
        said = from_plain(_Said, store.read(_KEY))
    except PlainDataError:  # nothing was said, or by a coach that keeps it in another way
        return CheckInAnswers()
    if said.at.astimezone(now.tzinfo).date() != now.date() or said.at > now:
        return CheckInAnswers()
    over = {PAINKILLER.name} if now - said.at >= _PAINKILLER_HOLDS else set()
    over |= {ICED.name} if said.iced_at is None or now - said.iced_at >= _ICE_HOLDS else set()
    kept = frozenset(said.signs) - over
    iced_at = said.iced_at if ICED.name in kept else None
    return CheckInAnswers(said.answers, kept, iced_at)


class SaidToday:
    """The answers of a check-in while they are given, each kept for the day at once. ``answers``: as of now.

    ``given``: what was answered on the way here; None: what was said today already.
    """

    def __init__(self, training: Training, given: CheckInAnswers | None = None) -> None:
        self._training = training
        self.answers = recalled(training.store, training.clock.now()) if given is None else given

    @property
    def check_in(self) -> CheckIn:
        """The check-in that the answers make at this moment."""
        return self.answers.check_in(self._training.clock.now())

    def tell(self, name: str, answer: object) -> None:
        """The answer to the question of this name; None: not answered. How much it hurts now is not kept."""
        answers = self.answers.answering(name, answer)
        if name == BEFORE.name:
            self.answers = answers
        else:
            self._keep(answers)

    def tell_apart(self, told: tuple[int | None, int | None]) -> None:
        """Muscle soreness and pain elsewhere, 0–10."""
        self._keep(self.answers.with_apart(told))

    def tell_signs(self, ticked: frozenset[str]) -> bool:
        """What is true today; warning signs that are new go on record at once. Whether there were any."""
        new_flags = flags_in(ticked) - flags_in(self.answers.signs)
        self._keep(self.answers.with_signs(ticked, self._training.clock.now()))
        if new_flags:
            self._training.records.tick_flags(new_flags)
        return bool(new_flags)

    def _keep(self, answers: CheckInAnswers) -> None:
        self.answers = answers
        remember(self._training.store, answers, self._training.clock.now())
