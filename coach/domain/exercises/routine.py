"""What a routine is, and the phases that it may be for. Left out: the exercises that it names (``catalogue``)."""

from enum import StrEnum

from msgspec import Struct

from coach.domain.exercises.dose import Prescription
from coach.domain.exercises.exercise import Side
from coach.domain.exercises.stage import Stage

DEFAULT_PRIORITY = 5
COMPLAINT = "complaint"
"""The side that hurts, whichever that is."""


class RoutineKind(StrEnum):
    """What a routine is for. Only strength and mixed sessions bring drills back (RULES, row 9).

    A routine of kind run is a programme: its doses come from its stages, not from its steps.
    """

    STRETCH = "stretch"
    STRENGTH = "strength"
    DRILL = "drill"
    MIXED = "mixed"
    RECOVERY = "recovery"
    RUN = "run"


BUILDING = frozenset({RoutineKind.STRENGTH, RoutineKind.MIXED})
"""The kinds that build strength: only their sessions prove load."""
BREAKS_AMBERS = BUILDING | {RoutineKind.DRILL, RoutineKind.RUN}
"""The kinds whose greens end a run of ambers."""


class Phase(StrEnum):
    """Where a runner stands, lowest first (RULES, "Phases", S4)."""

    ACUTE = "acute"
    RECOVERY = "recovery"
    MAINTENANCE = "maintenance"

    @property
    def rank(self) -> int:
        """0 for acute, rising."""
        return _PHASE_RANKS[self]


# By these names within the fold of a history, see ``rules.light``.
ACUTE, RECOVERY, MAINTENANCE = Phase
_PHASE_RANKS = {phase: rank for rank, phase in enumerate(Phase)}


class Adapt(Struct, frozen=True):
    """A routine's own pain thresholds, 0–10, for sessions in recovery and maintenance. Bounds: ``rules``."""

    amber_from: int = 4
    red_from: int = 6


DEFAULT_ADAPT = Adapt()


class Part(StrEnum):
    """The part of a session that a step belongs to, in the order in which they are done."""

    WARM_UP = "warm-up"
    MAIN = "main"
    COOL_DOWN = "cool-down"

    @property
    def rank(self) -> int:
        """0 for the warm-up, rising."""
        return _PART_RANKS[self]


_PART_RANKS = {part: rank for rank, part in enumerate(Part)}
EDGE_PRIORITY = 1
"""Of a warm-up or cool-down that says nothing else: it is what time is kept for."""


class Round(Struct, frozen=True, forbid_unknown_fields=True):
    """Steps that are done in turn: its ``id`` in the routine, and the seconds of ``rest`` from one round to the next.

    How many rounds there are, the sets of its steps say: round r holds those whose sets are r or more.
    """

    id: str
    rest: int


class Step(Struct, frozen=True, kw_only=True):
    """One exercise of a routine, with its dose.

    ``slot`` counts the earlier steps of the same routine with the same exercise: it keeps their levels apart.
    ``priority`` 1 is kept longest when time is short, 9 goes first. ``easier`` overrides the exercise's own.
    ``round``: it is done in turn with its neighbours of the same one. ``note``: its author's word for this step.
    ``side``: it is done on this side alone; ``of_complaint``: on the side that hurts, as far as that is known today.
    """

    exercise: str
    prescription: Prescription
    slot: int = 0
    easier: str | None = None
    harder: str | None = None
    priority: int = DEFAULT_PRIORITY
    part: Part = Part.MAIN
    round: Round | None = None
    note: str = ""
    side: Side | None = None
    of_complaint: bool = False

    @property
    def key(self) -> str:
        """By what it is known: its exercise, and its side where it has one of its own: ``clam-shell:left``."""
        if self.of_complaint:
            return f"{self.exercise}:{COMPLAINT}"
        return f"{self.exercise}:{self.side}" if self.side else self.exercise


class Routine(Struct, frozen=True, kw_only=True):
    """An ordered list of steps. ``phases`` empty: recovery and up. ``every_days``: the least days between starts.

    ``suggest`` False: for a moment that the runner knows (before a run, at the desk); Home does not propose it.
    ``untouched``: it says what every new one says, so nobody has chosen its doses; Home does not propose it either.
    ``copy_of``: the id of the routine that it repeats under another name; once it was trained, Home proposes it.
    ``stages``: of kind run, its own; empty: it follows those of the return to running. ``extends``: the id of the
    routine that it is made of, and ``changes``: what is other than there, each in a few words.
    ``say_first`` and ``say_last`` are said and shown before it begins, and after it. Its steps stand in the order of
    their parts, those of a round together.
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
    untouched: bool = False
    copy_of: str | None = None
    stages: tuple[Stage, ...] = ()
    extends: str | None = None
    changes: tuple[str, ...] = ()
    adapt: Adapt = DEFAULT_ADAPT
    say_first: str = ""
    say_last: str = ""

    @property
    def lowest_phase(self) -> Phase:
        """The first phase this routine is for."""
        return min(self.phases, key=_PHASE_RANKS.__getitem__) if self.phases else Phase.RECOVERY
