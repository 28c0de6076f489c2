"""The changes in today's plan in one short line: ``One step up: Boat 15 s.`` ``Seated leg lift 8 reps, not 10.``

Left out: the reasons (``planning.reasons``), and every dose that stays as it was.
"""

from collections.abc import Iterator

from coach.domain.exercises.dose import Dose, reps_in_words
from coach.domain.listing import few_listed
from coach.domain.planning.plan import Change, Plan, PlannedStep
from coach.domain.planning.reasons import length_in_words
from coach.domain.today.setback import Setback

MOST_STEPS_NAMED = 2
"""The most exercises named in a sentence; the others are only counted, to keep it one line."""
_STEPS = ("", "One step up", "Two steps up", "Three steps up")


def changes_in_short(plan: Plan, setback: Setback | None = None, most: int = MOST_STEPS_NAMED) -> str:
    """Say what changes in a plan, with a sentence each for what goes up, what is less, and what rests.

    Empty where nothing changes or the plan is not allowed. ``setback``: why it is less; ``most``: the most exercises
    named in a sentence.
    """
    return " ".join(_sentences(plan, setback, most)) if plan.allowed else ""


def _sentences(plan: Plan, setback: Setback | None, most: int) -> Iterator[str]:
    steps = [step for step in plan.steps if not step.trimmed and step.instead_of is None]
    up = [step for step in steps if step.change is Change.UP]
    less = [step for step in steps if step.dose is not None and step.change is Change.DOWN and _part(step)]
    out = [step for step in steps if step.dose is None]
    if up:
        count = _STEPS[len(up)] if len(up) < len(_STEPS) else f"{len(up)} steps up"
        yield f"{count}: {few_listed([_now(step) for step in up], most)}."
    if setback and setback.cause:
        yield setback.cause
    if less:
        yield f"{few_listed([f'{_now(step)}{_not(step)}' for step in less], most, '; ')}."
    if out:
        rests = "rests" if len(out) == 1 else "rest"
        yield f"{few_listed([step.name for step in out], most)} {rests} today."
    if setback and setback.way_back:
        yield setback.way_back


def _now(step: PlannedStep) -> str:
    """Name an exercise with the part of its dose that changed: ``Boat 15 s``."""
    now, _ = _part(step) or ("", "")
    return f"{step.name} {now}".rstrip()


def _not(step: PlannedStep) -> str:
    _, before = _part(step) or ("", "")
    return f", not {before}" if before else ""


def _part(step: PlannedStep) -> tuple[str, str] | None:
    """Return the first part of the dose that differs from the level, and that of the level; None if nothing differs.

    The second is without its unit where that is the same.
    """
    dose, level = step.dose or step.level, step.level
    rungs = step.prescription.resistance
    if dose.rung != level.rung and rungs:
        return f"with {rungs[dose.rung]}", rungs[level.rung]
    if dose.max != level.max or (dose.hold_s != level.hold_s and dose.reps == level.reps):
        return _hold(dose), _hold(level)
    if dose.reps != level.reps:
        return reps_in_words(dose.reps or 0), f"{level.reps}"
    if dose.sets != level.sets:
        return f"{dose.sets} {'set' if dose.sets == 1 else 'sets'}", f"{level.sets}"
    return None


def _hold(dose: Dose) -> str:
    return "as long as form lasts" if dose.max else length_in_words(dose.hold_s or 0)
