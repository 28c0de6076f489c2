"""What differs between a plan and the one made again from changed files, in one short sentence."""

from collections import Counter

from coach.domain.planning.plan import Plan, PlannedStep
from coach.tui.text.present import step_dose

MOST_CHANGES_NAMED = 2
"""How many changes are named; further ones are counted."""


def what_changed(before: Plan, after: Plan) -> str:
    """``Your file changed: Plank 2 × 45 s, was 2 × 30 s; Bridge is new.`` Empty: no visible change."""
    if before.allowed != after.allowed:
        return f"Your file changed: {'now it may be done today' if after.allowed else 'not today any more'}."
    old, new = _by_place(before), _by_place(after)
    changes = [f"{after.name} is its name now"] if before.name != after.name else []
    for place, step in new.items():
        if place not in old:
            changes.append(f"{step.exercise.name} is new")
        elif step_dose(step) != step_dose(old[place]):
            changes.append(f"{step.exercise.name} {step_dose(step)}, was {step_dose(old[place])}")
    changes += [f"{step.exercise.name} is gone" for place, step in old.items() if place not in new]
    if not changes and list(old) != list(new):
        changes.append("the steps have another order")
    if not changes:
        return ""
    more = len(changes) - MOST_CHANGES_NAMED
    rest = f"; and {more} more" if more > 0 else ""
    return f"Your file changed: {'; '.join(changes[:MOST_CHANGES_NAMED])}{rest}."


def _by_place(plan: Plan) -> dict[tuple[str, int], PlannedStep]:
    """Return the steps by exercise and its occurrence (from 0), as their position in the routine may change."""
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], PlannedStep] = {}
    for step in plan.steps:
        found[step.exercise.id, seen[step.exercise.id]] = step
        seen[step.exercise.id] += 1
    return found
