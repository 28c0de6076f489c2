"""What is asked of a runner today: the doses of a routine, each with its rule and its reason in plain words.

Left out: how a plan is made (``planner``), how it is laid out in time (``session.layout``), trimming it (``trim``).
"""

from enum import StrEnum

from msgspec import Struct

from coach.domain.exercises.dose import Dose, Prescription
from coach.domain.exercises.exercise import Exercise, Side
from coach.domain.exercises.routine import Part, Phase, Round, RoutineKind
from coach.domain.exercises.stage import Interval
from coach.domain.records.entries import Moment
from coach.domain.records.red_flags import Urgency
from coach.domain.rules.light import Light
from coach.domain.rules.numbers import RETURN_TO_RUN_ROW
from coach.domain.rules.phases import Need
from coach.domain.rules.stages import RunPlan


class Change(StrEnum):
    """How today's dose compares with the level held before."""

    SAME = "same"
    UP = "up"
    DOWN = "down"
    OUT = "out"


class PlannedStep(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One exercise of today's plan.

    It holds its whole exercise, so that a session under way is not affected by edits of the routine. ``dose`` None:
    out, by rule or (``trimmed``) for want of time or equipment. ``trimmed`` with a dose: fewer sets than the rules
    gave, or a lower rung for want of kit. ``level``: the dose held before today.
    ``walk_s``: seconds walked after each run; None: the step is not running. ``intervals``: if the runs differ, each
    run and walk of one round (``walk_s`` is then that of the round).
    ``last_max_s`` and ``best_max_s``: max holds so far, in seconds, of the shorter side. ``easier``: what the easier
    key offers. ``records``: times of the records that ``rule`` rests on.
    ``instead_of``: the id of the exercise that it replaces (``swap``). ``hold_at_most``: the most seconds that the
    runner's group allows in a hold; ``easier_sets``: the most sets that it allows of ``easier``.
    ``is_cut``: less than its level only until a green session with it (rows 9 and 10); the level itself stays.
    ``part``, ``round``, ``note``, ``side`` and ``of_complaint`` are the routine's: see ``Step``.
    """

    exercise: Exercise
    prescription: Prescription
    slot: int
    dose: Dose | None = None
    level: Dose
    change: Change
    rule: int
    why: str
    priority: int
    easier: Exercise | None = None
    last_max_s: int | None = None
    best_max_s: int | None = None
    walk_s: int | None = None
    intervals: tuple[Interval, ...] = ()
    trimmed: bool = False
    records: tuple[Moment, ...] = ()
    instead_of: str | None = None
    hold_at_most: int | None = None
    easier_sets: int | None = None
    is_cut: bool = False
    part: Part = Part.MAIN
    round: Round | None = None
    note: str = ""
    side: Side | None = None
    of_complaint: bool = False

    @property
    def name(self) -> str:
        """The exercise's name, with the side where the step has one: ``Side plank, left``."""
        return f"{self.exercise.name}, {self.side}" if self.side else self.exercise.name

    @property
    def strides(self) -> tuple[Interval, ...]:
        """Every run with the walk after it, in seconds; empty: the step is not running, or out."""
        if self.dose is None or self.walk_s is None:
            return ()
        if not self.intervals:
            return ((self.dose.hold_s or 0, self.walk_s),) * self.dose.sets
        return self.intervals * (self.dose.sets // len(self.intervals))

    @property
    def resistance(self) -> str | None:
        """The name of the resistance to use, if the exercise has any."""
        rungs = self.prescription.resistance
        return rungs[(self.dose or self.level).rung] if rungs else None


ALL_OUT = "every exercise of it is out today"
"""What is said in place of the length of an allowed plan that asks for nothing."""
_NOTHING_AT_HAND = "nothing of it is left with what is at hand"


class Plan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Today's plan for a routine. ``light`` and ``provisional`` are of the last record before ``at`` (with a zone).

    ``rule``: the strongest (lowest) row of the rules that shaped it; ``reasons``: sentences for the runner. If it is
    not ``allowed``, it has no steps, ``instead`` names a routine to ask for (None while locked, or when waiting is
    enough), ``earliest`` is when waiting is enough, and ``records`` are the times of those that ``rule`` rests on.
    ``notice``: how soon somebody should look, while locked. ``say_first`` and ``say_last``: what is said around the
    session; these, ``extends`` and ``changes`` are copied from the routine.
    """

    routine: str
    name: str
    kind: RoutineKind
    at: Moment
    phase: Phase
    light: Light
    provisional: bool
    rule: int
    steps: tuple[PlannedStep, ...]
    reasons: tuple[str, ...] = ()
    allowed: bool = True
    locked: bool = False
    notice: Urgency | None = None
    instead: str | None = None
    earliest: Moment | None = None
    see_clinician: bool = False
    run: RunPlan | None = None
    records: tuple[Moment, ...] = ()
    say_first: str = ""
    say_last: str = ""
    extends: str | None = None
    changes: tuple[str, ...] = ()

    @property
    def name_with_id(self) -> str:
        """Its routine's name with the id in brackets, unless the name already ends in it."""
        behind = f"({self.routine})"
        return self.name if self.name.endswith(behind) else f"{self.name} {behind}"

    @property
    def made_of(self) -> str:
        """What its routine changes of the one that it extends, as a sentence; empty: it extends none."""
        if self.extends is None:
            return ""
        return f"{'. '.join((f'Made of {self.extends}', *(self.changes or ('Nothing is changed',))))}."

    @property
    def asked(self) -> tuple[PlannedStep, ...]:
        """The steps that are done today."""
        return tuple(step for step in self.steps if step.dose is not None)

    @property
    def checklist(self) -> tuple[Need, ...]:
        """The entry conditions of running, met or not; empty unless these are what refuses this plan."""
        entry = self.run.entry if self.run and not self.allowed and self.rule == RETURN_TO_RUN_ROW else ()
        return () if all(need.met for need in entry) else entry


def why_empty(plan: Plan) -> str:
    """Say why nothing of a plan is done today: by the rules or, where it asks for something, for want of equipment.

    Empty for a plan that is refused: its reasons say why.
    """
    if not plan.allowed:
        return ""
    return _NOTHING_AT_HAND if plan.asked else ALL_OUT
