"""The kinds of thing that are logged: a run, a walk, a session of a routine, cross-training; and the words for them.

Source of the kinds of cross-training: S0, S3, S4.
"""

from enum import StrEnum

from msgspec import Struct

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.exercise import says_running
from coach.domain.exercises.routine import RoutineKind
from coach.domain.records.entries import Activity, Run, Session, Walk
from coach.domain.rules.programme import RETURN_TO_RUN

Logged = Session | Run | Walk | Activity
ACTIVITIES = ("swim", "bike", "elliptical", "stairs", "skate", "dance")
"""The cross-training that is offered; any other word is accepted as well."""
RUNNING_IS_A_RUN = "Running is logged as a run, by the rules of runs: coach log run"
"""Said to somebody who tries to log running as cross-training."""


class LogKind(StrEnum):
    """The kinds of thing that can be logged."""

    RUN = "run"
    WALK = "walk"
    SESSION = "session"
    ACTIVITY = "activity"


class LoggedKind(Struct, frozen=True):
    """One thing that was done: a run, a walk, a session of the routine ``id``, or cross-training of the kind ``id``.

    ``id`` empty: not said yet.
    """

    what: LogKind
    id: str = ""

    @property
    def is_named(self) -> bool:
        """Whether it is known which routine or cross-training it was; always so of a run or walk."""
        return bool(self.id) or self.what in (LogKind.RUN, LogKind.WALK)


def thing_of(word: str, catalogue: Catalogue) -> LoggedKind | None:
    """The thing that a word means: a kind of thing, a routine's id, a kind of cross-training; None: unknown."""
    if word in list(LogKind):
        return LoggedKind(LogKind(word))
    routine = catalogue.routines.get(word)
    if routine is not None:
        if routine.kind is RoutineKind.RUN:
            return LoggedKind(LogKind.RUN, word if routine.stages and word != RETURN_TO_RUN.id else "")
        return LoggedKind(LogKind.SESSION, word)
    if says_running(word) == word:  # such as jog: as cross-training it would bypass the rules of runs
        return LoggedKind(LogKind.RUN)
    return LoggedKind(LogKind.ACTIVITY, word) if word in ACTIVITIES else None


def words(catalogue: Catalogue) -> tuple[str, ...]:
    """Every word that ``thing_of`` knows."""
    return (*LogKind, *ACTIVITIES, *catalogue.routines)
