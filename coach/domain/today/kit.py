"""Doses whose resistance needs kit that the runner avoids or lacks: they are lowered to a rung that does not.

Such a step counts as trimmed: it earns nothing, but is no break either (RULES, "Doses", rows 8 and 12). Left out:
kit that the exercise itself needs (``swap``, ``trim``).
"""

from collections.abc import Set

from msgspec.structs import replace

from coach.domain.exercises.dose import Dose, ladder
from coach.domain.planning.plan import Change, Plan, PlannedStep

_WITHOUT = ("no", "without", "none")
"""A rung whose name begins with one of these needs no kit: ``no band``."""


def kit_of(rung: str, kit: Set[str]) -> tuple[str, ...]:
    """Return the items of ``kit`` that a rung's name contains (``light band`` needs a band), in alphabetical order."""
    words = rung.lower().split()
    if not words or words[0] in _WITHOUT:
        return ()
    return tuple(sorted(item for item in kit if _holds(words, item.lower().split())))


def usable(plan: Plan, avoid: Set[str], missing: Set[str]) -> Plan:
    """Lower every step to a rung that needs nothing of ``avoid`` and ``missing``; leave out those that have none."""
    return replace(plan, steps=tuple(_usable(step, avoid, missing) for step in plan.steps))


def _holds(words: list[str], wanted: list[str]) -> bool:
    return bool(wanted) and any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def _usable(step: PlannedStep, avoid: Set[str], missing: Set[str]) -> PlannedStep:
    names, dose = step.prescription.resistance, step.dose
    if dose is None or not names or not kit_of(names[dose.rung], avoid | missing):
        return step
    in_the_way = kit_of(names[dose.rung], avoid) or kit_of(names[dose.rung], missing)
    verb = "you avoid" if kit_of(names[dose.rung], avoid) else "you do not have at hand"
    reason = f"{names[dose.rung].capitalize()} needs what {verb}: {', '.join(in_the_way)}."
    below = [rung for rung in range(dose.rung) if not kit_of(names[rung], avoid | missing)]
    if not below:
        return replace(step, dose=None, trimmed=True, why=f"{reason} It has no lighter way, so it is left out today.")
    lighter = _on(step, dose, below[-1])
    change = Change.SAME if lighter == step.level else Change.DOWN
    why = f"{reason} So today it is with {names[below[-1]]}."
    return replace(
        step, dose=lighter, change=change, trimmed=True, why=why if change is Change.SAME else _with(why, step)
    )


def _on(step: PlannedStep, dose: Dose, rung: int) -> Dose:
    """Return the dose on a lower rung.

    A whole level (or a step up) becomes the highest level of that rung, as a step down would; a smaller dose keeps its
    sets, reps and hold.
    """
    if dose != step.level and step.change is not Change.UP:
        return replace(dose, rung=rung)
    return [level for level in ladder(step.prescription) if level.rung == rung][-1]


def _with(why: str, step: PlannedStep) -> str:
    """Add a reason to the step's own, if that also explains why it is less."""
    return f"{why} {step.why}" if step.change is Change.DOWN else why
