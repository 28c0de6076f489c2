"""What is due today, and why: the phase's routine that is due and has waited longest, or a rest.

Prescribed rest is part of the plan, not a missed day. Source: RULES, "How often".
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coach.domain.gate import refusal
from coach.domain.record import NO_CHECK_IN, History, Session
from coach.domain.routine import Catalogue, Phase, Routine, RoutineKind
from coach.domain.standing import Standing

_BUILDS = (RoutineKind.STRENGTH, RoutineKind.MIXED)
STRENGTH_EVERY_DAYS = 2
"""Strength has a day between, whatever the routine."""
_FIRST_CHOICE = (RoutineKind.MIXED, RoutineKind.STRENGTH, RoutineKind.STRETCH, RoutineKind.DRILL, RoutineKind.RECOVERY)
"""Among routines that waited equally long."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The routine that is due today (None: rest), and why, in one sentence."""

    routine: str | None
    why: str


def suggest(catalogue: Catalogue, standing: Standing, history: History, now: datetime) -> Suggestion:
    """What to do today, by the runner's own calendar (the zone of ``now``), where they stand."""
    if standing.lock.is_on:
        return Suggestion(None, standing.lock.notice())
    trained = _last_days(history, now)
    today = now.date()
    done_today = [name for name, day in trained.items() if day == today and _counts(catalogue, name)]
    if done_today:
        name = catalogue.routines[done_today[0]].name if done_today[0] in catalogue.routines else done_today[0]
        return Suggestion(None, f"You have done {name} today. Rest is part of the plan.")
    fitting = [routine for routine in catalogue.routines.values() if _is_for(routine, standing.phase)]
    refusals = {
        routine.id: refused
        for routine in fitting
        if (refused := refusal(standing, standing.routines[routine.id], NO_CHECK_IN, now))
    }
    if refusals and len(refusals) == len(fitting):
        refused = next(iter(refusals.values()))
        return Suggestion(refused.instead if refused.instead in catalogue.routines else None, refused.why)
    fitting = [routine for routine in fitting if routine.id not in refusals]
    due = [routine for routine in fitting if _due_on(catalogue, routine, trained) <= today]
    if not due:
        return _rest(catalogue, fitting, trained, today)
    choice = min(due, key=lambda r: (trained.get(r.id, date.min), _FIRST_CHOICE.index(r.kind), r.id))
    return Suggestion(choice.id, _why_due(choice, trained.get(choice.id), today))


def _counts(catalogue: Catalogue, routine_id: str) -> bool:
    """Whether a routine is the day's training: a break at the desk is not."""
    return routine_id not in catalogue.routines or catalogue.routines[routine_id].suggest


def _is_for(routine: Routine, phase: Phase) -> bool:
    phases = routine.phases or (Phase.RECOVERY, Phase.MAINTENANCE)
    return routine.suggest and phase in phases


def _last_days(history: History, now: datetime) -> dict[str, date]:
    """The day each routine was last trained, by the calendar of ``now``."""
    days: dict[str, date] = {}
    for entry in history.entries:
        if isinstance(entry, Session) and entry.at <= now and entry.done != 0:
            days[entry.routine] = entry.at.astimezone(now.tzinfo).date()
    return days


def _due_on(catalogue: Catalogue, routine: Routine, trained: dict[str, date]) -> date:
    """The first day on which a routine may be done again."""
    last = trained.get(routine.id)
    due = date.min if last is None else last + timedelta(days=routine.every_days)
    if routine.kind not in _BUILDS:
        return due
    built = [day for name, day in trained.items() if name in catalogue.routines and _builds(catalogue.routines[name])]
    return max(due, max(built) + timedelta(days=STRENGTH_EVERY_DAYS)) if built else due


def _builds(routine: Routine) -> bool:
    return routine.kind in _BUILDS


def _why_due(routine: Routine, last: date | None, today: date) -> str:
    if last is None:
        return "You have not done it yet, and it suits where you are."
    days = (today - last).days
    return "You last did it yesterday." if days == 1 else f"You last did it {days} days ago; it has waited longest."


def _rest(catalogue: Catalogue, fitting: list[Routine], trained: dict[str, date], today: date) -> Suggestion:
    if not fitting:
        return Suggestion(None, "No routine here is for your phase. Pick one from the list, or add your own.")
    soonest = min(fitting, key=lambda routine: (_due_on(catalogue, routine, trained), routine.id))
    days = (_due_on(catalogue, soonest, trained) - today).days
    when = "tomorrow" if days == 1 else f"in {days} days"
    return Suggestion(None, f"Rest today: strength grows in the day between. {soonest.name} is due {when}.")
