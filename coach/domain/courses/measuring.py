"""When something is measured: how well what matters to the runner goes, and the checks of their course.

Nothing is measured before the second training, or while training is locked or paused; and no check in the acute phase,
or within 48 hours of a red. Left out: the consequences of a measure (``planning.consequences``).
"""

from datetime import datetime

from coach.domain.exercises.course import Check
from coach.domain.exercises.routine import ACUTE
from coach.domain.planning.standing import Standing
from coach.domain.records.days import day
from coach.domain.records.entries import Measure
from coach.domain.rules import numbers as rules

SCALE_QUESTION = "How well it goes: 0 not at all … 10 as ever."
STOP = f"Stop at pain {rules.CHECK_STOPS_AT_PAIN}: what was reached then counts for nothing."


def may_be_measured(standing: Standing, at: datetime) -> bool:
    """Whether anything may be measured at a moment: not before the second training, nor while locked or paused."""
    pause = standing.course.pause
    paused = pause is not None and pause.is_on(at.date())
    return standing.number >= rules.MEASURED_AFTER and not standing.lock.is_on and not paused


def scale_is_due(standing: Standing, at: datetime) -> bool:
    """Whether it is time to ask, on the scale of 0–10, how well what matters to the runner goes."""
    last = standing.function.at
    return may_be_measured(standing, at) and (last is None or _is_past(last, rules.MEASURED_EVERY.days, at))


def no_check_today(standing: Standing, at: datetime) -> str:
    """Say why no check is done today, in a sentence; empty if one may be."""
    if standing.lock.is_on:
        return "Training is locked, and so is measuring."
    if standing.phase is ACUTE:
        return "In the acute phase nothing is measured: let it settle first."
    red = standing.red_at
    if red is not None and at - red < rules.RED_REST:
        return f"{standing.red_in_words()}: nothing is measured before {day(red + rules.RED_REST)}."
    return ""


def due_checks(standing: Standing, at: datetime) -> tuple[Check, ...]:
    """Return the checks of the runner's course that are due; none where ``no_check_today`` has a reason."""
    course = standing.course
    if course.course is None or not may_be_measured(standing, at) or no_check_today(standing, at):
        return ()
    checked = {known.check: known.at for known in course.checked}
    return tuple(
        check
        for check in course.course.checks
        if check.id not in checked or _is_past(checked[check.id], check.every_days, at)
    )


def invented(standing: Standing, at: datetime) -> tuple[Measure, ...]:
    """Invent results for the checks that are due, for looking ahead: each just reaches what the present block asks."""
    until = standing.course.block.until if standing.course.block else None
    asked = (until.checks if until else None) or {}
    return tuple(
        Measure(at=at, check=check.id, unit=check.unit, left=asked[check.id], right=asked[check.id])
        for check in due_checks(standing, at)
        if check.id in asked
    )


def _is_past(last: datetime, days: int, at: datetime) -> bool:
    """Whether ``days`` calendar days have passed: what was answered on a Monday evening is due on a Monday morning."""
    return (at.date() - last.astimezone(at.tzinfo).date()).days >= days
