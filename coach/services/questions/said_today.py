"""Keeps the answers of a day's check-in until the day is over, so that opening another routine does not lose them."""

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
    """The stored answers of a day, given ``at`` a moment.

    ``daily_life``, ``soreness`` and ``elsewhere``: as older coaches stored them, which had no ``told``.
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
        """The answers, whichever version of the coach stored them."""
        former = CheckIn(daily_life_pain_free=self.daily_life, soreness=self.soreness, elsewhere=self.elsewhere)
        return former if self.told is None else self.told


def remember(store: Store, answers: CheckInAnswers, now: datetime) -> None:
    """Store the answers for the rest of the day, even if no session is begun.

    How much it hurts now is asked each time, so it is not stored; warning signs are in the history.
    """
    signs = tuple(sorted(answers.signs - flags_in(answers.signs)))
    told = answers.answering(BEFORE.name, None).told
    store.write(_KEY, to_plain(_Said(at=now, told=told, signs=signs, iced_at=answers.iced_at)))


def recalled(store: Store, now: datetime) -> CheckInAnswers:
    """The answers given earlier today, as far as they still hold: a painkiller for 6 hours, ice for 20 minutes."""
    try:
        said = from_plain(_Said, store.read(_KEY))
    except PlainDataError:  # nothing stored, or stored in another way by another version
        return CheckInAnswers()
    if said.at.astimezone(now.tzinfo).date() != now.date() or said.at > now:
        return CheckInAnswers()
    over = {PAINKILLER.name} if now - said.at >= _PAINKILLER_HOLDS else set()
    over |= {ICED.name} if said.iced_at is None or now - said.iced_at >= _ICE_HOLDS else set()
    kept = frozenset(said.signs) - over
    iced_at = said.iced_at if ICED.name in kept else None
    return CheckInAnswers(said.answers, kept, iced_at)


class SaidToday:
    """The answers of a check-in while they are given, each stored for the day at once. ``answers``: as of now.

    ``given``: answers given on the way here; None: those stored earlier today.
    """

    def __init__(self, training: Training, given: CheckInAnswers | None = None) -> None:
        self._training = training
        self.answers = recalled(training.store, training.clock.now()) if given is None else given

    @property
    def check_in(self) -> CheckIn:
        """The check-in that the answers make at this moment."""
        return self.answers.check_in(self._training.clock.now())

    def tell(self, name: str, answer: object) -> None:
        """Set the answer to the question with this name; None: not answered. How much it hurts now is not stored."""
        answers = self.answers.answering(name, answer)
        if name == BEFORE.name:
            self.answers = answers
        else:
            self._keep(answers)

    def tell_apart(self, told: tuple[int | None, int | None]) -> None:
        """Set muscle soreness and pain elsewhere, 0–10 each."""
        self._keep(self.answers.with_apart(told))

    def tell_signs(self, ticked: frozenset[str]) -> bool:
        """Set what is true today; new warning signs go on record at once. Returns whether there were any."""
        new_flags = flags_in(ticked) - flags_in(self.answers.signs)
        self._keep(self.answers.with_signs(ticked, self._training.clock.now()))
        if new_flags:
            self._training.records.tick_flags(new_flags)
        return bool(new_flags)

    def _keep(self, answers: CheckInAnswers) -> None:
        self.answers = answers
        remember(self._training.store, answers, self._training.clock.now())
