"""What is due on a day on which the runner runs: before it, the run itself, after it.

Drills come before the run, strength after it or on another day. Source: RULES, "Return to run"; S2 for the routines.
"""

from coach.domain.exercises.routine import Phase, Routine, RoutineKind
from coach.domain.exercises.weekday import Weekday
from coach.domain.planning.run_gate import run_today
from coach.domain.planning.run_steps import stage_in_words
from coach.domain.records.entries import NO_CHECK_IN, Run
from coach.domain.rules.numbers import RETURN_TO_RUN_ROUTINE
from coach.domain.rules.stages import RunPlan
from coach.domain.courses.diary import BUILDS, Diary, Suggestion

BEFORE_RUN, AFTER_RUN = "before-run", "after-run"
"""The routines around a run; the run itself is ``rules.RETURN_TO_RUN_ROUTINE``."""


def on_run_day(here: Diary, fitting: list[Routine], done_today: list[str]) -> Suggestion | None:
    """What is due, if today is a run day and something of the run's is; None: a day like any other.

    ``fitting``: the routines for the phase that are allowed now; ``done_today``: what was trained already.
    """
    if not _is_run_day(here):
        return None
    if _ran_today(here):
        return _after(here, fitting, done_today)
    run = run_today(here.standing, NO_CHECK_IN, here.now)
    return _before(here, fitting, run) if run.allowed else None


def why_no_run(here: Diary) -> str:
    """On a run day without a run: what it waits for, in a sentence. Else nothing."""
    if not _is_run_day(here) or _ran_today(here):
        return ""
    run = run_today(here.standing, NO_CHECK_IN, here.now)
    if run.allowed:
        return ""
    if any(not need.met for need in run.entry):
        return "Your run still waits: Return to run lists what is missing."
    return f"No run today: {run.why}"


def _before(here: Diary, fitting: list[Routine], run: RunPlan) -> Suggestion:
    words = "your run; log it afterwards." if run.own else f"run: {stage_in_words(run.stage)}"
    if _may(here, BEFORE_RUN) and here.trained.get(BEFORE_RUN) != here.today:
        return Suggestion(BEFORE_RUN, f"A run day: warm up first. Then {words}")
    drills = here.best([one for one in fitting if one.kind is RoutineKind.DRILL and here.is_due(one)])
    if drills and here.suits(drills.id):
        return Suggestion(drills.id, f"A run day, and drills come before the run. Then {words}")
    if not run.own and _may(here, RETURN_TO_RUN_ROUTINE):
        return Suggestion(RETURN_TO_RUN_ROUTINE, f"A run day, and you are warm. Now {words}")
    return Suggestion(None, f"A run day, and you are warm. Now {words}", runs=True)


def _after(here: Diary, fitting: list[Routine], done_today: list[str]) -> Suggestion:
    if _may(here, AFTER_RUN) and here.trained.get(AFTER_RUN) != here.today:
        return Suggestion(AFTER_RUN, "You have run today: lengthen what worked, before you sit down.")
    strength = here.best([one for one in fitting if one.kind in BUILDS and here.is_due(one)])
    drilled_only = all(_is_drill(here, name) for name in done_today)
    if strength is None or not here.is_training_day or not drilled_only:
        return Suggestion(None, "You have run today. Rest is part of the plan.")
    return Suggestion(strength.id, f"Strength comes after the run, or on another day. {here.why_due(strength)}")


def _is_run_day(here: Diary) -> bool:
    return Weekday.of(here.today) in here.profile.run_days and here.standing.phase is not Phase.ACUTE


def _ran_today(here: Diary) -> bool:
    done = (entry for entry in reversed(here.history.entries) if entry.at <= here.now)
    return any(isinstance(entry, Run) and here.day_of(entry.at) == here.today for entry in done)


def _may(here: Diary, routine_id: str) -> bool:
    routine = here.catalogue.routines.get(routine_id)
    return routine is not None and not here.refused(routine)


def _is_drill(here: Diary, routine_id: str) -> bool:
    routine = here.catalogue.routines.get(routine_id)
    return routine is not None and routine.kind is RoutineKind.DRILL
