"""Steps that are for the side that hurts: which that is, today's profile says. Left out: the profile (``records``)."""

from msgspec.structs import replace

from coach.domain.exercises.exercise import Side
from coach.domain.planning.plan import Plan
from coach.domain.records.profile import Sided

_SIDES = {Sided.LEFT: Side.LEFT, Sided.RIGHT: Side.RIGHT}
_UNSAID = (
    "This is for the side that hurts. You have not said which that is, so it is done on both: "
    "say it under You (coach profile)."
)


def on_the_side_that_hurts(plan: Plan, hurts: Sided | None) -> Plan:
    """The plan with such steps on that side; on both where both hurt, or where it was not said: then they say so."""
    if not any(step.of_complaint for step in plan.steps):
        return plan
    side = _SIDES.get(hurts) if hurts else None
    told = "" if hurts else f" {_UNSAID}"
    steps = (
        replace(step, side=side, why=f"{step.why}{told}".strip()) if step.of_complaint else step for step in plan.steps
    )
    return replace(plan, steps=tuple(steps))
