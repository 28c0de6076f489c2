"""What is due today, and why: the phase's routine that is due and has waited longest, or a rest.

Prescribed rest (by the week's days, the day between strength, after a red) is part of the plan, not a missed day.
Left out: run days (``run_day``). Source: RULES, "How often".
"""

from datetime import date, datetime, timedelta

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase, Routine
from coach.domain.planning import reasons
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import Activity, Answered, History, Run, Session
from coach.domain.records.profile import NO_PROFILE, Profile, Weekday
from coach.domain.rules.numbers import RED_REST, RETURN_TO_RUN_ROUTINE
from coach.domain.today.diary import Diary, Suggestion, Suits, diary
from coach.domain.today.run_day import on_run_day, why_no_run

LONG_AWAY_DAYS = 4
"""Without training days of the runner's own, so many days without a session are worth a word."""
CROSS_TRAINING = "A day for cross-training, if you like: skating, cycling or dancing, as long as it is free of pain."
"""Maintenance (S4)."""
_AFTER_RED = 3
"""The row of the rules."""


def suggest(
    catalogue: Catalogue,
    standing: Standing,
    history: History,
    now: datetime,
    profile: Profile = NO_PROFILE,
    suits: Suits = lambda _: True,
) -> Suggestion:
    """What to do today, by the runner's own calendar (the zone of ``now``), where they stand."""
    if standing.lock.is_on:
        return Suggestion(None, standing.lock.notice())
    here = diary(catalogue, standing, history, profile, now, suits)
    phase = standing.caps.open_phase(standing.phase)
    fitting = [routine for routine in catalogue.routines.values() if _is_for(here, routine, phase)]
    open_ones = [routine for routine in fitting if not here.refused(routine)]
    done_today = [name for name, day in here.trained.items() if day == here.today and _counts(catalogue, name)]
    if fitting and not open_ones and not done_today:
        return _nothing_allowed(here, fitting[0])
    settling = _settling(here, done_today)
    if settling and done_today:
        return Suggestion(None, f"You have done {here.name(done_today[-1])} today. {settling}")
    of_the_run = on_run_day(here, open_ones, done_today)
    if of_the_run:
        return of_the_run
    usual = _on_any_day(here, open_ones, done_today)
    return Suggestion(usual.routine, " ".join(filter(None, (settling, usual.why, why_no_run(here)))))


def _nothing_allowed(here: Diary, routine: Routine) -> Suggestion:
    """All that is for the phase is refused, as the first of it is."""
    refused = here.refusal(routine)
    assert refused
    planned = "Rest from training, as planned. " if refused.rule == _AFTER_RED else ""
    known = refused.instead in here.catalogue.routines
    return Suggestion(refused.instead if known else None, planned + refused.why)


def _settling(here: Diary, done_today: list[str]) -> str:
    """While a red settles (row 3): which record it was, and until when there is no training; else nothing."""
    standing = here.standing
    red = standing.red_record
    if red is None or here.now - red.at >= RED_REST:
        return ""
    if len(standing.red_from) > 1:
        what = "was one amber too many in a row, which counts as a red."
    elif any(row.id == red.id for row in standing.unread):
        what = "cannot be read, so it counts as a red."
    elif standing.last is red and standing.verdict:
        what = f"was red: {standing.verdict.why[0]}"  # the worst; the verdict has told them all
    else:
        what = "was red."
    until = (red.at + RED_REST).astimezone(here.now.tzinfo)
    hours = RED_REST // timedelta(hours=1)
    wait = f"No training until {reasons.day(until)}, {until:%H:%M}: {hours} hours let it settle."
    done = standing.routines.get(done_today[-1]) if done_today else None
    just_named = done is not None and done.last is red
    return f"{'It' if just_named else _in_words(here, red)} {what} {wait}"


def _in_words(here: Diary, record: Answered) -> str:
    """A session or run as no other of its day: ``Your run at 07:00``, ``Psoas care on 3 Nov at 07:00``."""
    name = (here.name(record.routine) or "A record") if isinstance(record, Session) else "Your run"
    then = record.at.astimezone(here.now.tzinfo)
    return f"{name} {'' if then.date() == here.today else f'on {reasons.day(then)} '}at {then:%H:%M}"


def _on_any_day(here: Diary, fitting: list[Routine], done_today: list[str]) -> Suggestion:
    if done_today:
        return Suggestion(None, f"You have done {here.name(done_today[-1])} today. Rest is part of the plan.")
    if not here.is_training_day:
        return _rest_by_the_week(here, fitting)
    choice = here.best([routine for routine in fitting if here.is_due(routine)])
    if choice is None:
        return _rest_between(here, fitting)
    missed = _missed(here, fitting)
    if missed:
        return Suggestion(choice.id, f"{missed}; no harm: {choice.name} is due today.")
    return Suggestion(choice.id, here.why_due(choice))


def _counts(catalogue: Catalogue, routine_id: str) -> bool:
    """Whether a routine is the day's training: a break at the desk is not."""
    return routine_id not in catalogue.routines or catalogue.routines[routine_id].suggest


def _is_for(here: Diary, routine: Routine, phase: Phase) -> bool:
    phases = routine.phases or (Phase.RECOVERY, Phase.MAINTENANCE)
    is_proposed = routine.suggest and not routine.untouched and routine.id != RETURN_TO_RUN_ROUTINE
    is_chosen = routine.copy_of is None or routine.id in here.trained
    return is_proposed and is_chosen and phase in phases


# --- rest, and days that were missed --------------------------------------------------------------------------------


def _rest_between(here: Diary, fitting: list[Routine]) -> Suggestion:
    """Nothing is due on a training day: the day between."""
    if not fitting:
        return Suggestion(None, "No routine here is for your phase. Pick one from the list, or add your own.")
    soonest = min(fitting, key=lambda routine: (here.due_on(routine), routine.id))
    days = (here.due_on(soonest) - here.today).days
    when = "tomorrow" if days == 1 else f"in {days} days"
    why = "Rest today, as planned: strength grows in the day between."
    return Suggestion(None, f"{why} {soonest.name} is due {when}.{_cross_training(here)}")


def _rest_by_the_week(here: Diary, fitting: list[Routine]) -> Suggestion:
    """No training day of the runner's own."""
    coming = (here.today + timedelta(days=number) for number in range(1, 8))
    following = next(day for day in coming if Weekday.of(day) in here.profile.training_days)
    when = "tomorrow" if (following - here.today).days == 1 else f"on {Weekday.of(following).full}"
    missed = _missed(here, fitting)
    words = f"{missed}; no harm: you train again {when}." if missed else f"You train again {when}."
    return Suggestion(None, f"Rest today, as planned. {words}{_cross_training(here)}")


def _cross_training(here: Diary) -> str:
    return f" {CROSS_TRAINING}" if here.standing.phase is Phase.MAINTENANCE else ""


def _missed(here: Diary, fitting: list[Routine]) -> str:
    """The last day that was missed, in words; empty: none was.

    A day is missed when something was due and allowed then, and nothing was done. As nothing was recorded since, what
    was due then can be told from where the runner stands now.
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
            return f"You missed {Weekday.of(day).full}'s session"
    return ""


def _last_active(here: Diary) -> date | None:
    """The last day with a session, a run or cross-training, up to today."""
    done = (entry for entry in reversed(here.history.entries) if entry.at <= here.now)
    return next((here.day_of(entry.at) for entry in done if isinstance(entry, Session | Run | Activity)), None)


def _was_due(here: Diary, fitting: list[Routine], day: date) -> bool:
    then = here.now - (here.today - day)
    return any(here.due_on(routine) <= day and not here.refused(routine, then) for routine in fitting)
