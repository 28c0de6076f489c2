"""Why a plan is lighter than before, in a sentence: ``Wednesday was amber: worst pain 5.``

Left out: what is reduced (``in_short``), and every exercise's own reason (``planning.reasons``).
"""

from datetime import datetime
from typing import NamedTuple

from coach.domain.planning.plan import Change, Plan, PlannedStep
from coach.domain.planning.standing import Standing
from coach.domain.records.days import near_day
from coach.domain.rules.numbers import RED_REST

_AFTER_RED, _AFTER_AMBER = 9, 10


class Setback(NamedTuple):
    """``cause``: the day and its light, as a sentence; empty where the suggestion says it. ``way_back``: what restores
    the doses, if one session can.
    """

    cause: str
    way_back: str


def setback(plan: Plan, standing: Standing) -> Setback | None:
    """Return the amber or red that last reduced the plan; None if none did."""
    less = [step for step in plan.steps if _is_after_setback(step)] if plan.allowed else []
    records = [at for step in less for at in step.records]
    if not records:
        return None
    at = max(records)
    light = _light(max(less, key=lambda step: max(step.records, default=at)), standing)
    here = near_day(at.astimezone(plan.at.tzinfo).date(), plan.at.date())
    here = f"{here}," if "," in here else here
    way_back = "A green session with its morning gives it back." if all(step.is_cut for step in less) else ""
    red = standing.red_record  # within its hours the suggestion has said already what was red, and by what
    is_said = red is not None and red.at == at and plan.at - at < RED_REST
    cause = "" if is_said else f"{here[0].upper()}{here[1:]} {light}{_cause(at, standing)}."
    return Setback(cause, way_back)


def _is_after_setback(step: PlannedStep) -> bool:
    is_less = step.dose is None or step.change is Change.DOWN
    return is_less and step.rule in (_AFTER_RED, _AFTER_AMBER) and not step.trimmed and step.instead_of is None


def _light(step: PlannedStep, standing: Standing) -> str:
    if step.rule == _AFTER_AMBER:
        return "was amber"
    return "was one amber too many in a row" if len(standing.red_from) > 1 else "was red"


def _cause(at: datetime, standing: Standing) -> str:
    """Say what made the light, for the last record only: the verdict on an older one is not kept."""
    if standing.last is None or standing.last.at != at or standing.verdict is None:
        return ""
    return f": {standing.verdict.cause}"
