"""What is due on a run day: routines before the run, the run itself, routines after it; and the way to the first run.

Drills come before the run, strength after it or on another day. Source: RULES, "Return to run"; S2 for the routines.
"""

from datetime import datetime, timedelta

from msgspec import Struct

from coach.domain.courses.diary import DayKind, Diary, Offer, Suggestion
from coach.domain.exercises.course import Block
from coach.domain.exercises.routine import BUILDING, Phase, Routine, RoutineKind
from coach.domain.exercises.weekday import Weekday
from coach.domain.planning.run_gate import programme_due, programme_named, programme_of, run_by_then, run_today
from coach.domain.planning.run_steps import stage_in_words
from coach.domain.planning.standing import Standing
from coach.domain.records.days import day, near_day, near_moment
from coach.domain.records.entries import NO_CHECK_IN
from coach.domain.rules import numbers as rules
from coach.domain.rules.run_entry import walks_that_count
from coach.domain.rules.stages import RunPlan


class Around(Struct, frozen=True):
    """The programme of a run (None: the present one), and the routines before and after it, by id."""

    programme: str | None = None
    before: tuple[str, ...] = ("before-run",)
    after: tuple[str, ...] = ("after-run",)


USUAL_AROUND = Around()
"""What is used without a course."""


def around(block: Block) -> Around:
    """Return what a block says of its runs."""
    return Around(block.running, block.before_run, block.after_run)


def on_run_day(
    here: Diary, fitting: list[Routine], done_today: list[str], of: Around = USUAL_AROUND, *, free_day: bool = False
) -> Suggestion | None:
    """Return what is due before, at or after today's run; None if today is a day like any other.

    ``fitting``: the routines for the phase that are allowed now; ``done_today``: ids of those trained already.
    ``free_day``: today has no training, so that it may have a run if the runner named no run days.
    """
    if ran_today(here):
        return _after(here, fitting, done_today, of) if _is_run_day(here) or free_day else None
    if here.no_run:
        return None
    if not _is_run_day(here) and not (free_day and not here.profile.run_days and _suits_a_run(here)):
        return None
    run = _run_of_today(here, of)
    return _before(here, fitting, run, of) if run is not None else None


def _run_of_today(here: Diary, of: Around) -> RunPlan | None:
    """Return today's run, allowed now or from ``earliest`` on, when 24 hours have passed since the last; else None."""
    programme = programme_of(here.standing, of.programme)
    run = run_today(here.standing, NO_CHECK_IN, here.now, programme)
    if run.allowed or run.earliest is None or here.day_of(run.earliest) != here.today:
        return run if run.allowed else None
    later = run_by_then(here.standing, run, programme)
    return later if later.allowed else None


def why_no_run(here: Diary) -> str:
    """Say why there is no run although it is a run day; empty otherwise."""
    if not _is_run_day(here) or ran_today(here) or here.no_run:
        return ""
    programme = programme_due(here.standing)
    run = run_today(here.standing, NO_CHECK_IN, here.now, programme)
    if run.allowed:
        return ""
    if any(not need.met for need in run.entry):
        return f"Your run still waits: {programme.name} lists what is missing."
    return f"No run today: {run.why}"


def ran_today(here: Diary) -> bool:
    """Whether there was a run today."""
    return _has_run(here.standing, here.now)


def walk_offer(here: Diary) -> Offer | None:
    """Return the offer of a brisk walk; None if none is missing before running, in acute, or after a walk today."""
    missing = walks_missing(here)
    if missing == 0 or here.standing.phase is Phase.ACUTE or _walked_today(here):
        return None
    first = next(iter(walks_that_count(here.standing.run, here.now)), None)
    number = rules.ENTRY_WALKS - missing + 1
    counts = f"; the first counts until {_until(here, first.at)}" if first else ""
    words = f"a brisk walk, {rules.ENTRY_WALK_MINUTES} min ({number} of {rules.ENTRY_WALKS} before running{counts})"
    return Offer(words, walk=True)


def walks_missing(here: Diary) -> int:
    """Return how many brisk walks the entry to running still needs.

    A walk less than two days old whose morning answer is missing is taken to count.
    """
    run = here.standing.run
    if run.entered or run.own:
        return 0
    counting = walks_that_count(run, here.now)
    waiting = [walk for walk in run.walks if walk.morning is None and here.now - walk.at < timedelta(days=2)]
    return max(0, rules.ENTRY_WALKS - len(counting) - len(waiting))


def way_to_running(here: Diary) -> str:
    """Say what is missing before the next run; empty after today's run, and for runners with runs of their own."""
    standing = here.standing
    if standing.run.own or ran_today(here):
        return ""
    run = run_today(standing, NO_CHECK_IN, here.now, programme_due(standing))
    if run.allowed:
        return f"You may run today: stage {run.stage}."
    wanting = [need.words for need in run.entry if not need.met]
    if not wanting:
        return f"Next run: from {_first_day(run.earliest, here)}." if run.earliest else ""
    missing = walks_missing(here)
    if len(wanting) == 1 and "walks" in wanting[0] and not missing:
        return "Before running, only the morning after your walk is missing."
    if len(wanting) == 1 and "walks" in wanting[0] and missing:
        count = "one brisk walk is" if missing == 1 else "two brisk walks are"
        suits = "" if _walked_today(here) or here.standing.phase is Phase.ACUTE else ": today suits one"
        return f"Before running, {count} missing{suits}."
    return f"Before running: {'; '.join(wanting)}."


def may_decline_run(due: Suggestion, standing: Standing, now: datetime) -> bool:
    """Whether a run is due that the runner may decline; after today's run, what is due only accompanies it."""
    return due.kind is DayKind.RUN and not _has_run(standing, now)


def _has_run(standing: Standing, now: datetime) -> bool:
    runs = standing.run.runs
    return bool(runs) and runs[-1].at.astimezone(now.tzinfo).date() == now.date()


def _first_day(at: datetime, here: Diary) -> str:
    """Name a day ahead; for today, the time as well."""
    is_today = here.day_of(at) == here.today
    return near_moment(at, here.now) if is_today else near_day(here.day_of(at), here.today)


def _walked_today(here: Diary) -> bool:
    walks = here.standing.run.walks
    return bool(walks) and here.day_of(walks[-1].at) == here.today


def _until(here: Diary, at: datetime) -> str:
    return day((at + rules.ENTRY_WALK_WINDOW).astimezone(here.now.tzinfo))


def _before(here: Diary, fitting: list[Routine], run: RunPlan, of: Around) -> Suggestion:
    words = "your run; log it afterwards." if run.own else f"run: {_stage(here, run)}"
    if run.earliest is not None:
        from_then = run.earliest.astimezone(here.now.tzinfo)
        words = f"{words.rstrip('.')}, from {from_then:%H:%M} on: a day after the last one."
    for name in of.before:
        if _may(here, name) and here.trained.get(name) != here.today:
            return Suggestion(name, f"A run day: warm up first. Then {words}", kind=DayKind.RUN)
    drills = here.best([one for one in fitting if one.kind is RoutineKind.DRILL and here.is_due(one)])
    if drills and here.suits(drills.id):
        return Suggestion(drills.id, f"A run day, and drills come before the run. Then {words}", kind=DayKind.RUN)
    programme = of.programme or run.programme
    if not run.own and programme in here.catalogue.routines:
        opens = "" if here.standing.run.entered else f"You may run again. {_open_until(here)}"
        why = f"{opens}A run day, and you are warm. Now {words}"
        return Suggestion(programme, why, kind=DayKind.RUN)
    return Suggestion(None, f"A run day, and you are warm. Now {words}", runs=True, kind=DayKind.RUN)


def _stage(here: Diary, run: RunPlan) -> str:
    return stage_in_words(run.stage, programme_named(here.standing, run.programme))


def _open_until(here: Diary) -> str:
    """Say until when the entry to running is open, which is while enough walks are recent enough; else empty."""
    walks = walks_that_count(here.standing.run, here.now)
    return f"It is open until {_until(here, walks[-rules.ENTRY_WALKS].at)}. " if len(walks) >= rules.ENTRY_WALKS else ""


def _after(here: Diary, fitting: list[Routine], done_today: list[str], of: Around) -> Suggestion:
    for name in of.after:
        if _may(here, name) and here.trained.get(name) != here.today:
            why = "You have run today: lengthen what worked, before you sit down."
            return Suggestion(name, why, kind=DayKind.RUN)
    strength = here.best([one for one in fitting if one.kind in BUILDING and here.is_due(one)])
    drilled_only = all(_is_drill(here, name) or name in (*of.before, *of.after) for name in done_today)
    if strength is None or not here.is_training_day or not drilled_only:
        return Suggestion(None, "You have run today. Rest is part of the plan.", kind=DayKind.DONE)
    return Suggestion(strength.id, f"Strength comes after the run, or on another day. {here.why_due(strength)}")


def _is_run_day(here: Diary) -> bool:
    return Weekday.of(here.today) in here.profile.run_days and here.standing.phase is not Phase.ACUTE


def _suits_a_run(here: Diary) -> bool:
    """Whether a free day suits a run: always where the coach plans the runs.

    A runner with runs of their own must have run on this weekday in both of the last two weeks.
    """
    run = here.standing.run
    if not run.own:
        return True
    ran = {here.day_of(one.at) for one in run.runs}
    return all(here.today - timedelta(weeks=back) in ran for back in (1, 2))


def _may(here: Diary, routine_id: str) -> bool:
    routine = here.catalogue.routines.get(routine_id)
    if routine is None or here.refused(routine) or not here.feasible(routine_id):
        return False
    return routine.kind not in BUILDING or here.is_due(routine)


def _is_drill(here: Diary, routine_id: str) -> bool:
    routine = here.catalogue.routines.get(routine_id)
    return routine is not None and routine.kind is RoutineKind.DRILL
