"""What a routine is, and the catalogue that routines draw their exercises from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coach.domain.caps import NO_CAPS, Caps
from coach.domain.dose import Prescription
from coach.domain.exercise import Exercise

DEFAULT_PRIORITY = 5


class RoutineKind(StrEnum):
    """What a routine is for. Only strength and mixed sessions bring drills back (RULES, row 9).

    A routine of kind run is a programme: its doses come from the stages of ``running``, not from its steps.
    """

    STRETCH = "stretch"
    STRENGTH = "strength"
    DRILL = "drill"
    MIXED = "mixed"
    RECOVERY = "recovery"
    RUN = "run"


BUILDING = frozenset({RoutineKind.STRENGTH, RoutineKind.MIXED})
"""The kinds that build strength."""


class Phase(StrEnum):
    """Where a runner stands, lowest first (RULES, "Phases", S4)."""

    ACUTE = "acute"
    RECOVERY = "recovery"
    MAINTENANCE = "maintenance"

    @property
    def rank(self) -> int:
        """0 for acute, rising."""
        return _PHASE_RANKS[self]


_PHASE_RANKS = {phase: rank for rank, phase in enumerate(Phase)}


@dataclass(frozen=True, slots=True)
class Adapt:
    """A routine's own pain thresholds, 0–10, for sessions in recovery and maintenance. Bounds: ``rules``."""

    amber_from: int = 4
    red_from: int = 6


DEFAULT_ADAPT = Adapt()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One exercise of a routine, with its dose.

    ``slot`` counts the earlier steps of the same routine with the same exercise: it keeps their levels apart.
    ``priority`` 1 is kept longest when time is short, 9 goes first. ``easier`` overrides the exercise's own.
    """

    exercise: str
    prescription: Prescription
    slot: int = 0
    easier: str | None = None
    harder: str | None = None
    priority: int = DEFAULT_PRIORITY


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """An ordered list of steps. ``phases`` empty: recovery and up. ``every_days``: the least days between starts.

    ``suggest`` False: for a moment that the runner knows (before a run, at the desk); Home does not propose it.
    """

    id: str
    name: str
    kind: RoutineKind
    steps: tuple[Step, ...]
    about: str = ""
    phases: tuple[Phase, ...] = ()
    sources: tuple[str, ...] = ()
    every_days: int = 1
    suggest: bool = True
    adapt: Adapt = DEFAULT_ADAPT

    @property
    def lowest_phase(self) -> Phase:
        """The first phase this routine is for."""
        return min(self.phases, key=_PHASE_RANKS.__getitem__) if self.phases else Phase.RECOVERY


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All exercises and routines that are in use, by id, and what the runner's group allows of them at most.

    Every step's exercise is among ``exercises``.
    """

    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    routines: Mapping[str, Routine] = field(default_factory=dict)
    caps: Caps = NO_CAPS

    def kit(self, routine: Routine) -> tuple[str, ...]:
        """The equipment that a routine needs, in the order its steps first name it."""
        return tuple(dict.fromkeys(need for step in routine.steps for need in self.exercises[step.exercise].needs))

    def all_kit(self) -> tuple[str, ...]:
        """The equipment that any exercise needs, in order of the alphabet."""
        return tuple(sorted({need for exercise in self.exercises.values() for need in exercise.needs}))

    def names_in(self, routine_id: str) -> dict[str, str]:
        """The exercises of a routine, names by id, in its order; none for a routine that is no more."""
        routine = self.routines.get(routine_id)
        return {step.exercise: self.exercises[step.exercise].name for step in routine.steps} if routine else {}
