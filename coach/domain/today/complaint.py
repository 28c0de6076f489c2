"""Steps for the side that hurts, which the profile names. Left out: the profile itself (``records``)."""

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
    """Set the side of the steps that are for the side that hurts.

    They are done on both sides if both hurt, or if the runner has not said which; then their ``why`` says so.
    """
    if not any(step.of_complaint for step in plan.steps):
        return plan
    side = _SIDES.get(hurts) if hurts else None
    told = "" if hurts else f" {_UNSAID}"
    steps = (
        replace(step, side=side, why=f"{step.why}{told}".strip()) if step.of_complaint else step for step in plan.steps
    )
    return replace(plan, steps=tuple(steps))
