"""``coach plan``: the days ahead in the best case, as lines, as JSON, or as a calendar file."""

import sys
from argparse import Namespace
from pathlib import Path
from secrets import token_hex

from coach.cli.base.context import opened_coach, readable
from coach.cli.base.errors import RefusedError
from coach.cli.base.shapes import as_json
from coach.domain.planning.plan import Change
from coach.domain.today.ahead import InventedDay
from coach.domain.today.day_words import parts_of
from coach.plain.around.course_lines import day_line
from coach.services.training import Training
from coach.system.exit_codes import BROKEN, DONE


def plan(args: Namespace) -> int:
    """Print the days ahead, and write them as a calendar file if asked to. While training is locked there are none."""
    with opened_coach(args) as coach:
        training = readable(coach).training
        lock = training.standing().lock
        days = [] if lock.is_on else training.courses.ahead(args.days)
        if args.ics is not None:
            _write(args.ics, days, training)
        if args.ics != "-":
            _print(days, training, args)
        if lock.is_on:
            print(lock.in_words(), file=sys.stderr if args.json or args.ics == "-" else sys.stdout)
    return DONE


def _print(days: list[InventedDay], training: Training, args: Namespace) -> None:
    if args.json:
        print(as_json([_shape(day, training) for day in days]))
    elif days:
        print("If all stay green:")
        for day in days:
            print(day_line(day, training))


def _shape(day: InventedDay, training: Training) -> dict[str, object]:
    due = [part for part in parts_of(day) if not part.optional]
    return {
        "day": day.day.isoformat(),
        "kind": day.first.kind.value,
        "due": [each.routine or "run" for each in day.due],
        "minutes": sum(training.today.minutes(part.plan) for part in due if part.plan),
        "offers": [offer.words for offer in day.first.offers],
        "phase": day.phase.value,
        "block": day.block,
        "stage": day.stage,
        "run_s": day.run_s,
        "up": [step.exercise.id for plan in day.plans for step in plan.steps if step.change is Change.UP],
    }


def _write(where: str, days: list[InventedDay], training: Training) -> None:
    """Write the calendar file. Raises RefusedError."""
    try:
        from coach.cli.training.calendar_file import calendar_of
    except ModuleNotFoundError:
        raise RefusedError("a calendar file needs icalendar: pip install 'hip-coach[calendar]'", BROKEN) from None
    names = {routine.id: routine.name for routine in training.catalogue.routines.values()}
    data = calendar_of(days, names, training.clock.now(), _whose(training))
    if where == "-":
        sys.stdout.buffer.write(data)
        return
    from coach.cli.base.writing import write_as

    write_as("calendar", Path(where), data, _is_calendar)


def _is_calendar(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_BEGINS)) == _BEGINS


def _whose(training: Training) -> str:
    """Return a random word for this runner, made once: in one calendar program, runners' events must not mix."""
    return str(training.store.change(_CALENDAR, lambda kept: kept if isinstance(kept, str) else token_hex(6)))


_BEGINS = b"BEGIN:VCALENDAR"
_CALENDAR = "calendar"
"""The store's key of that word."""
