"""The data that a suggestion is made from (``Diary``) and the suggestion itself.

Left out: the choice of the day (``course_day``, ``today.suggestion``), and what belongs to a run (``run_day``).
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import BUILDING, Phase, Routine, RoutineKind
from coach.domain.exercises.weekday import Weekday
from coach.domain.listing import listed
from coach.domain.planning.capping import refused_today
from coach.domain.planning.gate import Refusal
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import NO_CHECK_IN, Session
from coach.domain.records.history import History
from coach.domain.records.profile import Profile
from coach.domain.rules.numbers import ACUTE_RELIEF

STRENGTH_EVERY_DAYS = 2
"""The least days from one strength or mixed session to the next, whatever the routines: there is a day between."""
_FIRST_CHOICE = (RoutineKind.MIXED, RoutineKind.STRENGTH, RoutineKind.STRETCH, RoutineKind.DRILL, RoutineKind.RECOVERY)
"""The order of preference among routines that have waited equally long."""

Suits = Callable[[str], bool]
"""Takes a routine's id; whether it suits the kit and minutes at hand, and what the rules leave of it today."""


class DayKind(StrEnum):
    """What a day is for."""

    TRAINING = "training"
    RUN = "run"
    BLOCK_DONE = "block-done"
    """A training day with which the next block begins."""
    BETWEEN = "between"
    REST = "rest"
    DONE = "done"
    """Today's training is done."""
    SETTLING = "settling"
    """No training within the hours after a red."""
    PAUSED = "paused"
    BACK = "back"
    """The first training after a pause."""
    LOCKED = "locked"


class Offer(Struct, frozen=True):
    """Something optional: never due, never missed. ``routine`` is None for a walk or other training.

    ``walk``: it is one of the brisk walks before running; ``a_day``: it is a break, done several times a day.
    """

    words: str
    routine: str | None = None
    walk: bool = False
    a_day: bool = False


class Suggestion(Struct, frozen=True):
    """The id of the routine that is due today (None: none is), and why, in a sentence or two.

    ``runs``: the run itself is due, and there is no routine for it. ``headline`` replaces the routine's name on a day
    without one; ``offers`` are optional; ``following`` says when the next training is.
    """

    routine: str | None
    why: str
    runs: bool = False
    kind: DayKind = DayKind.TRAINING
    headline: str = ""
    offers: tuple[Offer, ...] = ()
    following: str = ""

    @property
    def text(self) -> str:
        """The whole suggestion as one line of text."""
        offers = f"If you like: {'; '.join(offer.words for offer in self.offers)}." if self.offers else ""
        return " ".join(filter(None, (self.headline, self.why, offers, self.following)))


class Diary(Struct, frozen=True):
    """Everything a suggestion depends on, at the moment ``now`` (in the runner's time zone).

    ``trained`` has the last day of each routine by its id; the routine done last comes last.
    ``breaks_today``: how often each routine was done today as a break. ``feasible`` is milder than ``suits``: enough
    of a routine is left with the kit at hand; ``asks`` is milder still: anything is. ``no_run``: the runner said they
    do not run today.
    """

    catalogue: Catalogue
    standing: Standing
    history: History
    profile: Profile
    now: datetime
    suits: Suits
    trained: dict[str, date]
    breaks_today: dict[str, int]
    feasible: Suits = lambda _: True
    asks: Suits = lambda _: True
    no_run: bool = False

    @property
    def today(self) -> date:
        """Today's date in the runner's calendar."""
        return self.now.date()

    @property
    def is_training_day(self) -> bool:
        """Whether today is one of the runner's own training days; always, where they named none."""
        days = self.profile.training_days
        return not days or Weekday.of(self.today) in days

    def day_of(self, at: datetime) -> date:
        """Return the date of a moment in the runner's calendar."""
        return at.astimezone(self.now.tzinfo).date()

    def refused(self, routine: Routine, at: datetime | None = None) -> bool:
        """Whether the rules or the group's caps refuse a routine at a time (default: now)."""
        return self.refusal(routine, at) is not None

    def refusal(self, routine: Routine, at: datetime | None = None) -> Refusal | None:
        """Return why a routine is refused at a time (default: now); None if it is not."""
        return refused_today(self.standing, self.standing.routines[routine.id], NO_CHECK_IN, at or self.now)

    def name(self, routine_id: str) -> str:
        """Return a routine's name, or its id if the routine no longer exists."""
        routine = self.catalogue.routines.get(routine_id)
        return routine.name if routine else routine_id

    def best(self, routines: list[Routine]) -> Routine | None:
        """Return the routine that has waited longest, of those that suit; if none does, of those that ask for anything.

        None: there is no such routine, or nothing is left of any with the kit at hand.
        """
        ranked = sorted(routines, key=lambda one: (self.trained.get(one.id, date.min), _preference(one.kind), one.id))
        suiting = (one for one in ranked if self.suits(one.id))
        return next(suiting, None) or next((one for one in ranked if self.asks(one.id)), None)

    def relief(self, done_today: Sequence[str]) -> tuple[Offer, ...]:
        """Return the offer of acute relief, which is good on any day that hurts; none if it is done."""
        routine = self.catalogue.routines.get(ACUTE_RELIEF)
        if routine is None or ACUTE_RELIEF in done_today or self.refused(routine):
            return ()
        return (Offer(routine.name, routine=routine.id),)

    def lacking(self, routine: Routine) -> str:
        """Say what keeps too much of a routine out: the kit, or what the runner avoids; empty: neither does."""
        missing = sorted({*self.catalogue.kit(routine)} & {*self.profile.not_at_hand})
        if missing:
            return f"{routine.name} would be due, but needs {listed(missing)}: not at hand, says your profile."
        if not self.profile.avoid:
            return ""
        return f"{routine.name} would be due, but too little is left of it beside what your profile says you avoid."

    def due_on(self, routine: Routine) -> date:
        """Return the first day a routine may be done again, by its ``every_days`` and ``STRENGTH_EVERY_DAYS``."""
        last = self.trained.get(routine.id)
        due = date.min if last is None else last + timedelta(days=routine.every_days)
        if routine.kind not in BUILDING:
            return due
        routines = self.catalogue.routines
        built = [day for name, day in self.trained.items() if name in routines and routines[name].kind in BUILDING]
        return max(due, max(built) + timedelta(days=STRENGTH_EVERY_DAYS)) if built else due

    def is_due(self, routine: Routine) -> bool:
        """Whether ``due_on`` allows a routine today; the rules may still refuse it."""
        return self.due_on(routine) <= self.today

    def why_due(self, routine: Routine, *, again: bool = False) -> str:
        """Say why a routine was chosen. ``again``: it was done lately and can still earn a step up."""
        last = self.trained.get(routine.id)
        if last is None:
            return "You have not done it yet, and it suits where you are."
        days = (self.today - last).days
        when = "yesterday" if days == 1 else f"{days} days ago"
        rises = again and self.standing.phase is not Phase.ACUTE  # rule 7
        return f"You last did it {when}{'; done again, it can earn a step up' if rises else ''}."


def diary(
    catalogue: Catalogue,
    standing: Standing,
    history: History,
    profile: Profile,
    now: datetime,
    suits: Suits,
    feasible: Suits = lambda _: True,
) -> Diary:
    """Build a diary. ``standing`` must be as of ``now``; of ``history``, the last weeks are enough."""
    trained = {name: at.astimezone(now.tzinfo).date() for name, at in standing.trained.items() if at <= now}
    breaks: dict[str, int] = {}
    for entry in reversed(history.entries):
        if now - entry.at > _A_DAY:
            break
        if isinstance(entry, Session) and entry.is_break and entry.at <= now and entry.done != 0:
            is_today = entry.at.astimezone(now.tzinfo).date() == now.date()
            breaks[entry.routine] = breaks.get(entry.routine, 0) + is_today
    return Diary(catalogue, standing, history, profile, now, suits, trained, breaks, feasible)


_A_DAY = timedelta(hours=30)
"""Longer than any calendar day, even when the clocks change."""


def _preference(kind: RoutineKind) -> int:
    return _FIRST_CHOICE.index(kind) if kind in _FIRST_CHOICE else len(_FIRST_CHOICE)
