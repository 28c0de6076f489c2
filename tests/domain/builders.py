"""What the domain's tests are written with: small builders with green defaults. Strategies are in ``strategies``.

Times are days after ``START``. A session is green by default: before 1, worst 2, after 1, morning 1, done
whole, effort 5.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.dose import HOLD_STEP_S, REPS_STEP, Dose, Prescription, Range
from coach.domain.exercises.exercise import Exercise, ExerciseKind, Sides
from coach.domain.exercises.routine import Phase, Routine, RoutineKind, Step
from coach.domain.planning.plan import Change, Plan, PlannedStep
from coach.domain.planning.planner import plan
from coach.domain.records.entries import (
    NO_CHECK_IN,
    Activity,
    CheckIn,
    Entry,
    Event,
    EventKind,
    Run,
    Session,
    StepDone,
    Walk,
)
from coach.domain.records.history import NO_START, History, Start
from coach.domain.rules.light import Light

START = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
HOURS_72 = timedelta(hours=72)

GREEN: Mapping[str, Any] = {"before": 1, "worst": 2, "after": 1, "morning": 1, "done": 1.0, "effort": 5}
AMBER: Mapping[str, Any] = {**GREEN, "before": 2, "worst": 4, "after": 2}
RED: Mapping[str, Any] = {**GREEN, "worst": 5}
"""Red by its rise, which moves no phase."""
LIGHTS = {"green": GREEN, "amber": AMBER, "red": RED}


def at(day: float) -> datetime:
    """The moment so many days after the start."""
    return START + timedelta(days=day)


# --- what is prescribed ---------------------------------------------------------------------------------------------


def reps(low: int, high: int | None = None, *, sets: tuple[int, int] = (1, 1), **more: Any) -> Prescription:
    """Reps from low to high (pinned without), two more a step."""
    return Prescription(reps=Range(low, high or low, REPS_STEP), sets=Range(*sets), **more)


def hold(low: int, high: int | None = None, *, sets: tuple[int, int] = (1, 1), **more: Any) -> Prescription:
    """A hold in seconds from low to high (pinned without), five more a step."""
    return Prescription(hold=Range(low, high or low, HOLD_STEP_S), sets=Range(*sets), **more)


def max_hold(*, sets: int = 1, **more: Any) -> Prescription:
    """As long as form lasts."""
    return Prescription(max_hold=True, sets=Range.pinned(sets), **more)


# --- the catalogue --------------------------------------------------------------------------------------------------


def exercise(
    name: str = "bridge",
    prescription: Prescription | None = None,
    *,
    kind: ExerciseKind = ExerciseKind.STRENGTH,
    sides: Sides = Sides.BOTH,
    **more: Any,
) -> Exercise:
    return Exercise(id=name, name=name, kind=kind, sides=sides, prescription=prescription or reps(10), **more)


def routine(
    name: str, steps: Iterable[tuple[str, Prescription]], *, kind: RoutineKind = RoutineKind.MIXED, **more: Any
) -> Routine:
    """A routine of (exercise id, prescription) pairs; slots are counted."""
    seen: list[str] = []
    built: list[Step] = []
    for exercise_id, prescription in steps:
        built.append(Step(exercise=exercise_id, prescription=prescription, slot=seen.count(exercise_id)))
        seen.append(exercise_id)
    more = {"phases": tuple(Phase), **more}
    return Routine(id=name, name=name, kind=kind, steps=tuple(built), **more)


LOADS = frozenset({"march", "leg-lift"})
DRILLS = frozenset({"skips", "dynamic-warm-up"})
STRETCHES = frozenset({"lunge-stretch"})
ON_THE_ROAD = frozenset({"brisk-walk", "walk-run"})


def catalogue(*routines: Routine) -> Catalogue:
    """These routines.

    ``march`` and ``leg-lift`` load the hip flexors, ``skips`` and ``dynamic-warm-up`` are drills, ``lunge-stretch`` is
    a stretch.
    """
    names = dict.fromkeys(step.exercise for one in routines for step in one.steps)
    exercises = {name: exercise(name, kind=_kind(name), loads_hip_flexors=name in LOADS) for name in names}
    return Catalogue(exercises, {one.id: one for one in routines})


def _kind(name: str) -> ExerciseKind:
    if name in ON_THE_ROAD:
        return ExerciseKind.RUN
    return (
        ExerciseKind.DRILL if name in DRILLS else ExerciseKind.STRETCH if name in STRETCHES else ExerciseKind.STRENGTH
    )


def stand_ins() -> tuple[Routine, ...]:
    """The routines that stand in for refused ones, small, with the ids that the rules name."""
    rescued = [("clam", reps(10, sets=(2, 2))), ("bridge", reps(10, 20, sets=(3, 3))), ("march", reps(6))]
    return (
        routine(
            "acute-relief",
            [("rest", hold(60)), ("lunge-stretch", hold(15, 20, sets=(2, 2))), ("ice", hold(600))],
            kind=RoutineKind.RECOVERY,
            phases=(Phase.ACUTE,),
        ),
        routine("rescue", rescued, kind=RoutineKind.STRENGTH),
        routine("rehab-foundation", [("clam", reps(10, 20))], phases=(Phase.RECOVERY,)),
    )


def programme() -> Routine:
    """The return to running: a walk, the runs, a walk."""
    walk = ("brisk-walk", hold(300))
    return routine(
        "return-to-run",
        [walk, ("walk-run", hold(60)), walk],
        kind=RoutineKind.RUN,
        phases=(Phase.RECOVERY, Phase.MAINTENANCE),
        every_days=2,
    )


def house(*more: Routine) -> Catalogue:
    """``main`` (every phase), the stand-ins, and more."""
    return catalogue(routine("main", [("bridge", reps(10, 20)), ("plank", hold(30, 45))]), *stand_ins(), *more)


def only(prescription: Prescription, **more: Any) -> Catalogue:
    """A catalogue of one routine, ``main``, of one exercise, ``bridge``."""
    return catalogue(routine("main", [("bridge", prescription)], **more))


# --- what happened --------------------------------------------------------------------------------------------------


def session(day: float, light: str = "green", name: str = "main", **answers: Any) -> Session:
    """A session on a day: of a light, with some answers changed."""
    return Session(at=at(day), routine=name, **{**LIGHTS[light], **answers})


def run(day: float, light: str = "green", **answers: Any) -> Run:
    """A run on a day: of a light, with some answers changed. A green run is without pain, an amber not steady."""
    worst = {"green": 0, "steady": 1, "amber": 3, "red": 4}[light]
    return Run(at=at(day), **{"before": 1, "worst": worst, "after": 0, "morning": 1, **answers})


def walk(day: float, **answers: Any) -> Walk:
    """A brisk walk that fits the entry to running: half an hour, no limp, a calm morning."""
    return Walk(at=at(day), **{"minutes": 30, "limp": False, "before": 1, "morning": 1, **answers})


def activity(day: float, **answers: Any) -> Activity:
    return Activity(at=at(day), kind="swim", **answers)


def flagged(day: float, *flags: str) -> Event:
    return Event(at=at(day), kind=EventKind.RED_FLAG, flags=flags)


def unlocked(day: float) -> Event:
    return Event(at=at(day), kind=EventKind.UNLOCKED)


def set_phase(day: float, phase: Phase) -> Event:
    return Event(at=at(day), kind=EventKind.PHASE, phase=phase)


def ready_to_run() -> list[Entry]:
    """All that the entry to running asks, on days 0 to 4."""
    return [session(0), walk(1), session(2), walk(3), session(4, daily_life_pain_free=True)]


def sessions(*lights: str, every: float = 3, **answers: Any) -> list[Session]:
    """Sessions of these lights in a row, some days apart, the first on day 0."""
    return [session(number * every, light, **answers) for number, light in enumerate(lights)]


def climb(level: int, *, every: float = 2, **answers: Any) -> list[Session]:
    """The fewest greens after which an exercise of a routine of one or two stands on a level, earned once there."""
    return sessions(*["green"] * (2 * level + 1), every=every, **answers)


def detail(name: str = "bridge", **more: Any) -> StepDone:
    return StepDone(exercise=name, **{"done": 1.0, **more})


# --- what follows ---------------------------------------------------------------------------------------------------


def planned(
    known: Catalogue,
    entries: Iterable[Entry] = (),
    name: str = "main",
    *,
    day: float | None = None,
    start: Start = NO_START,
    check_in: CheckIn = NO_CHECK_IN,
) -> Plan:
    """The plan of a routine on a day; without one, 72 h after the last record."""
    history = History.of(list(entries), start)
    last = history.entries[-1].at + HOURS_72 if history.entries else START
    moment = last if day is None else at(day)
    return plan(known, name, history, check_in, at=moment)


def step_of(made: Plan, name: str = "bridge") -> PlannedStep:
    """The first step of a plan with this exercise."""
    return next(step for step in made.steps if step.exercise.id == name)


def short(dose: Dose | None) -> str:
    """A dose in short: ``3x10``, ``2x30s``, ``1x5x3s``, ``2xmax``, ``1x10+1`` on the second rung; ``out``."""
    if dose is None:
        return "out"
    parts = [str(dose.sets)]
    parts += [] if dose.reps is None else [str(dose.reps)]
    parts += [] if dose.hold_s is None else [f"{dose.hold_s}s"]
    parts += ["max"] if dose.max else []
    return "x".join(parts) + (f"+{dose.rung}" if dose.rung else "")


def doses(made: Plan) -> dict[str, str]:
    """Every exercise of a plan with its dose in short."""
    return {step.exercise.id: short(step.dose) for step in made.steps}


# --- plans made by hand, for laying out and running -----------------------------------------------------------------


def asked(
    made: Exercise,
    dose: Dose | None = None,
    *,
    easier: Exercise | None = None,
    last_max_s: int | None = None,
    **more: Any,
) -> PlannedStep:
    """A step of a plan: an exercise at its start, unless another dose is given."""
    start = made.prescription.start()
    values: dict[str, Any] = {"change": Change.SAME, "rule": 13, "why": "", "priority": 5, "slot": 0, **more}
    return PlannedStep(
        exercise=made,
        prescription=made.prescription,
        dose=dose or start,
        level=dose or start,
        easier=easier,
        last_max_s=last_max_s,
        **values,
    )


def plan_of(*steps: PlannedStep) -> Plan:
    return Plan(
        routine="main",
        name="Main",
        kind=RoutineKind.MIXED,
        at=START,
        phase=Phase.RECOVERY,
        light=Light.NONE,
        provisional=False,
        rule=13,
        steps=steps,
    )
