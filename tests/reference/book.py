"""Routines as the reference sees them: read straight from their TOML, with the ladder of doses that each step climbs.

Source: RULES, "Doses"; docs/routines.md for what a file may leave out. Nothing of the coach is used here.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

UNMEASURED_MAX_S = 15
LEAST_SETS, LEAST_REPS, LEAST_HOLD_S = 1, 5, 10


@dataclass(frozen=True)
class Dose:
    """One rung of a ladder, per side: ``sets`` of ``reps`` or ``hold_s`` seconds. ``rung``: of the resistance."""

    sets: int
    reps: int | None = None
    hold_s: int | None = None
    max: bool = False
    rung: int = 0


@dataclass(frozen=True)
class Step:
    """One exercise of a routine, and all its levels, the start first."""

    exercise: str
    kind: str
    loads: bool
    ladder: tuple[Dose, ...]
    resistance: tuple[str, ...]
    floor: int | None


@dataclass(frozen=True)
class Routine:
    """``phases`` as written; ``amber_from`` and ``red_from`` with ``[adapt]`` taken in."""

    id: str
    kind: str
    phases: tuple[str, ...]
    amber_from: int
    red_from: int
    steps: tuple[Step, ...]

    def holds(self, exercise: str) -> bool:
        return any(step.exercise == exercise for step in self.steps)


Book = dict[str, Routine]


def read_book(folders: Iterable[Path]) -> Book:
    """All routines of these folders, a later one winning by id; exercises from their ``exercises/``."""
    exercises: dict[str, dict[str, Any]] = {}
    routines: dict[str, dict[str, Any]] = {}
    for folder in folders:
        for path in sorted(folder.glob("exercises/*.toml")):
            exercises[path.stem] = tomllib.loads(path.read_text())
        for path in sorted([*folder.glob("*.toml"), *folder.glob("programmes/*.toml")]):
            routines[path.stem] = tomllib.loads(path.read_text())
    return {name: routine_of(values, exercises) for name, values in routines.items()}


def routine_of(values: dict[str, Any], exercises: dict[str, dict[str, Any]]) -> Routine:
    """A routine from the tables of its file. A routine of kind run has no steps here: its doses are stages."""
    known = exercises | dict(values.get("exercise", {}))
    adapt = values.get("adapt", {})
    steps = () if values["kind"] == "run" else tuple(step_of(step, known[step["exercise"]]) for step in values["step"])
    return Routine(
        id=values["id"],
        kind=values["kind"],
        phases=tuple(values.get("phases", ())),
        amber_from=adapt.get("amber_from", 4),
        red_from=adapt.get("red_from", 6),
        steps=steps,
    )


def step_of(values: dict[str, Any], exercise: dict[str, Any]) -> Step:
    """What a step leaves out of the dose is the exercise's, but "`resistance` is what the step writes"."""
    usual = exercise.get("dose", {})
    work = values if "hold" in values or "reps" in values else usual
    dose = {**usual, **values}
    resistance = tuple(values.get("resistance", ()))
    return Step(
        exercise=values["exercise"],
        kind=exercise["kind"],
        loads=exercise.get("loads_hip_flexors", False),
        ladder=ladder(work.get("reps"), work.get("hold"), dose.get("sets", 1), len(resistance)),
        resistance=resistance,
        floor=dose.get("floor"),
    )


def ladder(reps: Any, hold: Any, sets: Any, rungs: int) -> tuple[Dose, ...]:
    """Every level that steps up reach. "A max hold: no steps."

    "A step up: reps + `step` (2 unless given), or hold + `step` (5 s), clamped to the top (both given: reps first,
    then hold); at the top one set, to the top; then one rung of `resistance`, with reps or hold back to `from`, sets as
    they are. Then it stays."
    """
    fewest, most_sets, _ = span(sets, 1)
    if hold == "max":
        return (Dose(fewest, max=True),)
    low_reps, top_reps, more_reps = span(reps, 2)
    low_hold, top_hold, more_hold = span(hold, 5)
    levels = [Dose(fewest, reps=low_reps or None, hold_s=low_hold or None)]
    while True:
        dose = levels[-1]
        if (dose.reps or 0) < top_reps:
            dose = replace(dose, reps=min((dose.reps or 0) + more_reps, top_reps))
        elif (dose.hold_s or 0) < top_hold:
            dose = replace(dose, hold_s=min((dose.hold_s or 0) + more_hold, top_hold))
        elif dose.sets < most_sets:
            dose = replace(dose, sets=dose.sets + 1)
        elif dose.rung + 1 < rungs:
            dose = replace(dose, rung=dose.rung + 1, reps=low_reps or None, hold_s=low_hold or None)
        else:
            return tuple(levels)
        levels.append(dose)


def span(written: Any, usual_step: int) -> tuple[int, int, int]:
    """``from``, ``to`` and ``step`` of a range; "a plain number is pinned"; nothing written is 0 to 0."""
    if isinstance(written, dict):
        return written["from"], written["to"], written.get("step", usual_step)
    return written or 0, written or 0, usual_step


def share(value: int, percent: int) -> int:
    """ "Whole-number arithmetic to the nearest, halves to the easier side." """
    whole, left = divmod(value * percent, 100)
    return whole + (1 if left > 50 else 0)


def at_least(value: int, percent: int, floor: int) -> int:
    """A share of a value, at or above the floor, "never above the level"."""
    return min(value, max(share(value, percent), floor))


def cut(step: Step, level: Dose, sets_percent: int, work_percent: int, rungs: int, last_max_s: int) -> Dose:
    """ "Floors: 1 set, 5 reps, 10 s, or the step's own `floor`. With both reps and hold a cut takes both. A cut makes
    a max hold a timed hold of that share of the last."
    """
    sets = at_least(level.sets, sets_percent, LEAST_SETS)
    rung = max(0, level.rung - rungs)
    hold_floor = LEAST_HOLD_S if level.reps is not None or step.floor is None else step.floor
    reps_floor = LEAST_REPS if step.floor is None else step.floor
    if level.max:
        return Dose(sets, hold_s=at_least(last_max_s, work_percent, hold_floor), rung=rung)
    return Dose(
        sets,
        reps=None if level.reps is None else at_least(level.reps, work_percent, reps_floor),
        hold_s=None if level.hold_s is None else at_least(level.hold_s, work_percent, hold_floor),
        rung=rung,
    )
