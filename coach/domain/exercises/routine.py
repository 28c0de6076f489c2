"""The data of a routine and its steps, and the phases it can be for. Left out: its exercises (``catalogue``)."""

from enum import StrEnum

from msgspec import Struct

from coach.domain.exercises.dose import Prescription
from coach.domain.exercises.exercise import Side
from coach.domain.exercises.stage import Stage

DEFAULT_PRIORITY = 5
COMPLAINT = "complaint"
"""Stands in a step's key for the side that hurts, whichever that is."""


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
"""The kinds that build strength; only their sessions count as proof that load is tolerated."""
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


# Plain names for the members, as used while a history is folded: see ``rules.light``.
ACUTE, RECOVERY, MAINTENANCE = Phase
_PHASE_RANKS = {phase: rank for rank, phase in enumerate(Phase)}


class Adapt(Struct, frozen=True):
    """A routine's own pain thresholds, 0–10, for sessions in recovery and maintenance. Bounds: ``rules``."""

    amber_from: int = 4
    red_from: int = 6


DEFAULT_ADAPT = Adapt()


class Part(StrEnum):
    """The part of a session that a step belongs to; members stand in the order in which they are done."""

    WARM_UP = "warm-up"
    MAIN = "main"
    COOL_DOWN = "cool-down"

    @property
    def rank(self) -> int:
        """0 for the warm-up, rising."""
        return _PART_RANKS[self]


_PART_RANKS = {part: rank for rank, part in enumerate(Part)}
EDGE_PRIORITY = 1
"""The default priority of a warm-up or cool-down step: it is among the last to go when time is short."""


class Round(Struct, frozen=True, forbid_unknown_fields=True):
    """A group of steps that are done in turn: its ``id`` in the routine, and the seconds of ``rest`` between rounds.

    The number of rounds follows from the sets of its steps: round r has the steps with at least r sets.
    """

    id: str
    rest: int


class Step(Struct, frozen=True, kw_only=True):
    """One exercise of a routine, with its dose.

    ``slot`` counts the earlier steps of the same routine with the same exercise: it keeps their levels apart.
    ``priority`` 1 is kept longest when time is short, 9 goes first. ``easier`` overrides the exercise's own.
    ``round``: the round it belongs to, if any. ``note``: the author's note on this step. ``side``: it is done on this
    side only; ``of_complaint``: it is done on the side that hurts, as far as that is known today.
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
        """Its identifying name: the exercise, and the side where it is for one side only: ``clam-shell:left``."""
        if self.of_complaint:
            return f"{self.exercise}:{COMPLAINT}"
        return f"{self.exercise}:{self.side}" if self.side else self.exercise


class Routine(Struct, frozen=True, kw_only=True):
    """An ordered list of steps: in the order of their parts, those of a round together.

    ``phases`` empty: recovery and above. ``every_days``: the least days from one start to the next.
    ``suggest`` False: it is for moments that the runner knows (before a run, at the desk), so Home does not propose it.
    ``untouched``: it is still as every new routine is, so nobody has chosen its doses; Home does not propose it either.
    ``copy_of``: the id of the routine that it repeats under another name; Home proposes it only once it was trained.
    ``stages``: those of a routine of kind run; empty: it uses those of the return to running. ``extends``: the id of
    the routine that it is based on; ``changes``: what differs from that one, each in a few words.
    ``say_first`` and ``say_last`` are spoken and shown before it begins and after it ends.
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
        """The lowest phase this routine is for; recovery where it names none."""
        return min(self.phases, key=_PHASE_RANKS.__getitem__) if self.phases else Phase.RECOVERY
