"""Trim a plan to the minutes there are today and the equipment at hand.

Sets go first, then whole steps, by ``priority`` (9 goes first, 1 stays longest). This is no cut by the rules: what was
trimmed comes back next time (RULES, "Doses").
"""

from collections.abc import Set

from msgspec.structs import replace

from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.session.layout import lay_out
from coach.domain.session.segments import Pacing, length_s

MINUTES_OFFERED = (5, 10, 20)


def fit(plan: Plan, pacing: Pacing, *, minutes: int | None = None, missing: Set[str] = frozenset()) -> Plan:
    """Leave out the steps that need ``missing`` equipment, then trim the plan to ``minutes`` (None: no limit).

    One step always stays, however long it takes, unless all need missing equipment. A run is never shortened: the
    walks at both ends belong to it.
    """
    plan = replace(plan, steps=tuple(_left_out(step) if _lacks(step, missing) else step for step in plan.steps))
    if minutes is None or plan.kind is RoutineKind.RUN:
        return plan
    while length_s(lay_out(plan, pacing)) > minutes * 60:
        shorter = _without_a_set(plan) or _without_a_step(plan)
        if shorter is None:
            break
        plan = shorter
    return plan


def _lacks(step: PlannedStep, missing: Set[str]) -> bool:
    return step.dose is not None and not missing.isdisjoint(step.exercise.needs)


def _left_out(step: PlannedStep) -> PlannedStep:
    return replace(step, dose=None, trimmed=True)


def _without_a_set(plan: Plan) -> Plan | None:
    """Take a set from the step with the lowest priority, then the most sets; None if every step has only one."""
    spare = [index for index, step in enumerate(plan.steps) if step.dose and step.dose.sets > 1]
    if not spare:
        return None

    def readiness(index: int) -> tuple[int, int, int]:
        step = plan.steps[index]
        return step.priority, step.dose.sets if step.dose else 0, index

    return _with(plan, max(spare, key=readiness), drop_step=False)


def _without_a_step(plan: Plan) -> Plan | None:
    asked = [index for index, step in enumerate(plan.steps) if step.dose]
    if len(asked) < 2:
        return None
    return _with(plan, max(asked, key=lambda index: (plan.steps[index].priority, index)), drop_step=True)


def _with(plan: Plan, index: int, *, drop_step: bool) -> Plan:
    step = plan.steps[index]
    if drop_step or step.dose is None:
        changed = _left_out(step)
    else:
        changed = replace(step, dose=replace(step.dose, sets=step.dose.sets - 1), trimmed=True)
    return replace(plan, steps=(*plan.steps[:index], changed, *plan.steps[index + 1 :]))
