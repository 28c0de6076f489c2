"""The data of an exercise: how it is done, what it needs, and the dose its author suggests.

Left out: drawing it (``drawing``), and how much of it a runner does today (``planner``).
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from coach.domain.exercises.dose import Prescription
from coach.domain.figures.figure import Figure


class ExerciseKind(StrEnum):
    """What an exercise is for. Drills have rules of their own (RULES, rows 9 and 10)."""

    STRETCH = "stretch"
    STRENGTH = "strength"
    DRILL = "drill"
    RELEASE = "release"
    RECOVERY = "recovery"
    RUN = "run"


class Sides(StrEnum):
    """How the two sides of the body take turns."""

    EACH = "each"
    """All sets on one side, then the other."""
    ALTERNATE = "alternate"
    """Left, right, left … within a set."""
    BOTH = "both"
    """Both at once; sides are not counted apart."""


class Side(StrEnum):
    """A side of the body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Position(StrEnum):
    """A position of the body that an exercise is done in, or passes through; a runner may choose to avoid some."""

    STANDING = "standing"
    KNEELING = "kneeling"
    SITTING = "sitting"
    LYING = "lying"
    """On the back, the belly or a side."""
    SIDE_LYING = "side-lying"
    HANDS = "hands"
    """Weight on the hands or forearms."""
    HANGING = "hanging"


_WORD = r"[^\W\d_]+"
_RUNNING = frozenset({"run", "running", "jog", "jogging", "sprint"})
_WALKING = frozenset({"walk", "walks", "walking", "stroll", "strolls", "strolling", "hike", "hiking"})


@lru_cache(maxsize=4096)  # a replay calls it for each step of a thousand sessions
def says_running(*texts: str) -> str | None:
    """Return the first whole word in the texts that means running, in lower case; None if there is none."""
    return next((word for word in _words(texts) if word in _RUNNING), None)


def _words(texts: tuple[str, ...]) -> list[str]:
    return [word for text in texts for word in re.findall(_WORD, unicodedata.normalize("NFKC", text).casefold())]


class Exercise(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One exercise of the catalogue, or of a runner's own file.

    ``prescription`` is used for a routine's step that gives no dose of its own, and for a substitute.
    ``easier`` is offered by the easier key; ``harder`` is for browsing only. Both are exercise ids.
    ``why`` says in a sentence what it is for; ``why_sources`` are the sources of that (empty: its ``sources``).
    ``say`` is what the voice says before a set, in place of ``steps``, once the runner knows the exercise.
    ``loads_hip_flexors`` puts the exercise out after a red (RULES, row 9). ``positions`` empty: any position.
    ``figure`` is its picture; a runner's own exercise may have none.
    """

    id: str
    name: str
    kind: ExerciseKind
    sides: Sides
    prescription: Prescription
    muscles: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    loads_hip_flexors: bool = False
    steps: tuple[str, ...] = ()
    say: str = ""
    feel: str = ""
    faults: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    easier: str | None = None
    harder: str | None = None
    sources: tuple[str, ...] = ()
    figure: Figure | None = None
    why: str = ""
    why_sources: tuple[str, ...] = ()

    @property
    def why_with_source(self) -> str:
        """``why`` with its sources: ``A steady trunk takes work off the psoas. (S1)``; empty where there is none."""
        sources = self.why_sources or self.sources
        return f"{self.why} ({', '.join(sources)})" if self.why and sources else self.why

    @property
    def is_run(self) -> bool:
        """Whether the rules of runs apply: it is of kind run, and its id and name do not say that it is a walk."""
        if self.kind is not ExerciseKind.RUN:
            return False
        texts = (self.id, self.name)
        return says_running(*texts) is not None or _WALKING.isdisjoint(_words(texts))


def without_runs(exercise: Exercise | None) -> Exercise | None:
    """Return a substitute as it is, or None if it is running, which is never the easier choice."""
    return None if exercise is None or exercise.is_run else exercise
