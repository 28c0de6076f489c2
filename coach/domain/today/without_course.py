"""What is due without a course: what the runner did lately, until it is at the top of its ranges, and rest between.

Never another routine only because it has waited: two greens at one level need the same routine twice.
Source: RULES, "How often".
"""

from datetime import date, timedelta

from msgspec.structs import replace

from coach.domain.courses.diary import DayKind, Diary, Offer, Suggestion
from coach.domain.courses.run_day import on_run_day, why_no_run
from coach.domain.exercises.routine import Phase, Routine, RoutineKind
from coach.domain.exercises.weekday import Weekday
from coach.domain.records.days import near_day, on_near_day
from coach.domain.today.settling import settling

LONG_AWAY_DAYS = 4
"""For runners who named no training days: so many days without a session are mentioned."""
CROSS_TRAINING = "A day for cross-training, if you like: skating, cycling or dancing, as long as it is free of pain."
"""Said in maintenance (S4)."""
_TWICE = 2
"""A step up takes two sessions of the same routine."""
_AFTER_RED = 3
"""The row of the rules for the hours after a red."""


def without_course(here: Diary, done_today: list[str]) -> Suggestion:
    """Return what is due today without a course; ``done_today``: ids of the routines trained today."""
    catalogue, standing = here.catalogue, here.standing
    phase = standing.caps.open_phase(standing.phase)
    fitting = [routine for routine in catalogue.routines.values() if _is_for(here, routine, phase)]
    open_ones = [routine for routine in fitting if not here.refused(routine)]
    if fitting and not open_ones and not done_today:
        return _nothing_allowed(here, fitting[0])
    wait = settling(here, done_today)
    if wait and done_today:
        return Suggestion(None, f"You have done {here.name(done_today[-1])} today. {wait}", kind=DayKind.REST)
    of_the_run = on_run_day(here, open_ones, done_today)
    if of_the_run:
        return of_the_run
    usual = _on_any_day(here, open_ones, done_today)
    if usual.routine is None and phase is Phase.ACUTE:
        usual = replace(usual, offers=(*usual.offers, *here.relief(done_today)))
    return replace(usual, why=" ".join(filter(None, (wait, usual.why, why_no_run(here)))))


def _nothing_allowed(here: Diary, routine: Routine) -> Suggestion:
    """Return the suggestion where all routines for the phase are refused, with the reason why ``routine`` is."""
    refused = here.refusal(routine)
    assert refused
    planned = "Rest from training, as planned. " if refused.rule == _AFTER_RED else ""
    if refused.instead not in here.catalogue.routines:
        return Suggestion(None, planned + refused.why, kind=DayKind.REST)
    return Suggestion(refused.instead, planned + refused.why)


def _on_any_day(here: Diary, fitting: list[Routine], done_today: list[str]) -> Suggestion:
    if done_today:
        words = f"You have done {here.name(done_today[-1])} today. Rest is part of the plan."
        return Suggestion(None, words, kind=DayKind.DONE)
    if not here.is_training_day:
        return _rest_by_the_week(here, fitting)
    again = _done_lately(here, fitting)
    due, others = ([one for one in some if here.is_due(one)] for some in (again or fitting, fitting))
    choice = here.best(due) or (here.best(others) if due else None)
    if choice is None and due:
        return Suggestion(None, f"Rest today. {here.lacking(due[0])}".strip(), kind=DayKind.REST)
    if choice is None:
        return _rest_between(here, again or fitting, fitting)
    missed = _missed(here, fitting)
    if missed:
        return Suggestion(choice.id, f"{missed}; no harm: {choice.name} is due today.")
    return Suggestion(choice.id, here.why_due(choice, again=bool(again)))


def _done_lately(here: Diary, fitting: list[Routine]) -> list[Routine]:
    """Return the routines done most often in the last two weeks that can still grow; twice is often enough."""
    times = {
        routine.id: sum(one.routine == routine.id and one.trained for one in here.standing.recent)
        for routine in fitting
    }
    growing = [routine for routine in fitting if times[routine.id] and not _is_at_its_top(here, routine)]
    most = max((times[routine.id] for routine in growing), default=0)
    return [routine for routine in growing if times[routine.id] >= min(most, _TWICE)]


def _is_at_its_top(here: Diary, routine: Routine) -> bool:
    return all(slot.level == len(slot.ladder) - 1 for slot in here.standing.routines[routine.id].slots)


def _is_for(here: Diary, routine: Routine, phase: Phase) -> bool:
    phases = routine.phases or (Phase.RECOVERY, Phase.MAINTENANCE)
    is_proposed = routine.suggest and not routine.untouched and routine.kind is not RoutineKind.RUN
    is_chosen = routine.copy_of is None or routine.id in here.trained
    return is_proposed and is_chosen and phase in phases


# --- rest, and days that were missed --------------------------------------------------------------------------------


def _rest_between(here: Diary, due: list[Routine], fitting: list[Routine]) -> Suggestion:
    """Return the suggestion for a training day on which nothing is due yet: rest, and an optional stretch."""
    if not fitting:
        none = "No routine here is for your phase. Pick one from the list, or add your own."
        return Suggestion(None, none, kind=DayKind.REST)
    soonest = min(due, key=lambda routine: (here.due_on(routine), routine.id))
    days = (here.due_on(soonest) - here.today).days
    when = "tomorrow" if days == 1 else f"in {days} days"
    why = "Rest today, as planned: strength grows in the day between."
    stretch = here.best([one for one in fitting if one.kind is RoutineKind.STRETCH and here.is_due(one)])
    offers = (Offer(stretch.name, routine=stretch.id),) if stretch else ()
    words = f"{why} {soonest.name} is due {when}.{_cross_training(here)}"
    return Suggestion(None, words, kind=DayKind.REST, offers=offers)


def _rest_by_the_week(here: Diary, fitting: list[Routine]) -> Suggestion:
    """Return the suggestion for a day that is not among the runner's own training days."""
    coming = (here.today + timedelta(days=number) for number in range(1, 8))
    following = next(day for day in coming if Weekday.of(day) in here.profile.training_days)
    when = on_near_day(following, here.today)
    missed = _missed(here, fitting)
    words = f"{missed}; no harm: you train again {when}." if missed else f"You train again {when}."
    return Suggestion(None, f"Rest today, as planned. {words}{_cross_training(here)}", kind=DayKind.REST)


def _cross_training(here: Diary) -> str:
    return f" {CROSS_TRAINING}" if here.standing.phase is Phase.MAINTENANCE else ""


def _missed(here: Diary, fitting: list[Routine]) -> str:
    """Say which day was missed last; empty if none was.

    A day is missed if something was due and allowed then, and nothing was done. As nothing was recorded since then, the
    present standing tells what was due.
    """
    last = _last_active(here)
    if last is None:
        return ""
    if not here.profile.training_days:
        days = (here.today - last).days
        return f"Your last session is {days} days ago" if days >= LONG_AWAY_DAYS else ""
    for back in range(1, 8):
        day = here.today - timedelta(days=back)
        if day <= last:
            break
        if Weekday.of(day) in here.profile.training_days and _was_due(here, fitting, day):
            return f"You missed {near_day(day, here.today)}'s session"
    return ""


def _last_active(here: Diary) -> date | None:
    """Return the last day with a session, a run or cross-training; None if there was none."""
    at = here.standing.active_at
    return None if at is None else here.day_of(at)


def _was_due(here: Diary, fitting: list[Routine], day: date) -> bool:
    then = here.now - (here.today - day)
    return any(here.due_on(routine) <= day and not here.refused(routine, then) for routine in fitting)
