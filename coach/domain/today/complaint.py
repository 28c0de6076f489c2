"""Steps that are for the side that hurts: which that is, today's profile says. Left out: the profile (``records``)."""

from msgspec.structs import replace

from coach.domain.exercises.exercise import Side
from coach.domain.planning.plan import Plan
from coach.domain.records.profile import Sided

_SIDES = {Sided.LEFT: Side.LEFT, Sided.RIGHT: Side.RIGHT}


def on_the_side_that_hurts(plan: Plan, hurts: Sided | None) -> Plan:
    """The plan with such steps on that side; on both where both hurt, or where it was not said: then it says so."""
    if not any(step.of_complaint for step in plan.steps):
        return plan
    side = _SIDES.get(hurts) if hurts else None
    steps = tuple(replace(step, side=side) if step.of_complaint else step for step in plan.steps)
    if hurts is not None or not plan.allowed:
        return replace(plan, steps=steps)
    names = list(dict.fromkeys(step.exercise.name for step in plan.steps if step.of_complaint))
    one = len(names) == 1
    what = names[0] if one else f"{', '.join(names[:-1])} and {names[-1]}"
    why = (
        f"{what} {'is' if one else 'are'} for the side that hurts. You have not said which that is, so "
        f"{'it is' if one else 'they are'} done on both: say it under You (coach profile)."
    )
    return replace(plan, steps=steps, reasons=(*plan.reasons, why))
