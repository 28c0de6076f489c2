"""``coach plan``: the days ahead in the best case, as lines, as JSON, or as a calendar file."""

import sys
from argparse import Namespace
from pathlib import Path

from coach.cli.context import opened, readable
from coach.cli.errors import BROKEN, DONE, RefusedError
from coach.cli.shapes import as_json
from coach.domain.courses.diary import Suggestion
from coach.domain.planning.plan import Change, Plan
from coach.domain.rules.stages import stage_of
from coach.domain.today.ahead import InventedDay
from coach.services.training import Training


def plan(args: Namespace) -> int:
    """Print the days ahead; write them as a calendar, where that is asked for."""
    with opened(args) as coach:
        training = readable(coach).training
        lock = training.standing().lock
        if lock.is_on:
            print(lock.in_words())
            return DONE
        days = training.courses.ahead(args.days)
        if args.ics is not None:
            _write(args.ics, days, training)
            if args.ics == "-":
                return DONE
        if args.json:
            print(as_json([_shape(day) for day in days]))
            return DONE
        print("If all stay green:")
        for day in days:
            print(in_a_line(day, training))
    return DONE


def in_a_line(day: InventedDay, training: Training) -> str:
    """``Mon  2 Nov  Rehab foundation, 10 min  (Clam shell up)``."""
    what = "; ".join(_in_words(each, training) for each in day.due) or _rest(day.first)
    planned = [plan for plan in day.plans if _is_due(plan, day)]
    ups = ", ".join(step.exercise.name for plan in planned for step in plan.steps if step.change is Change.UP)
    return f"{day.day:%a %d %b}  {what}{f'  (up: {ups})' if ups else ''}"


def _is_due(plan: Plan, day: InventedDay) -> bool:
    return any(each.routine == plan.routine for each in day.due)


def _in_words(due: Suggestion, training: Training) -> str:
    routine = training.catalogue.routines.get(due.routine or "")
    return routine.name if routine else "your run"


def _rest(due: Suggestion) -> str:
    offers = [offer.words for offer in due.offers if not offer.a_day]
    return f"rest; if you like, {offers[0]}" if offers else "rest"


def _shape(day: InventedDay) -> dict[str, object]:
    stage = stage_of(day.stage) if day.stage else None
    return {
        "day": day.day.isoformat(),
        "kind": day.first.kind.value,
        "due": [each.routine or "run" for each in day.due],
        "offers": [offer.words for offer in day.first.offers],
        "phase": day.phase.value,
        "block": day.block,
        "stage": day.stage,
        "run_s": stage.total_s if stage else 0,
        "up": [step.exercise.id for plan in day.plans for step in plan.steps if step.change is Change.UP],
    }


def _write(where: str, days: list[InventedDay], training: Training) -> None:
    """Write the calendar file. Raises RefusedError."""
    try:
        from coach.cli.calendar_file import calendar_of
    except ModuleNotFoundError:
        raise RefusedError("a calendar file needs icalendar: pip install 'hip-coach[calendar]'", BROKEN) from None
    names = {routine.id: routine.name for routine in training.catalogue.routines.values()}
    data = calendar_of(days, names, training.clock.now())
    if where == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        Path(where).write_bytes(data)
    except OSError as trouble:
        raise RefusedError(f"{where} could not be written: {trouble.strerror}", BROKEN) from None
