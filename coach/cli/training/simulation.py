"""``coach simulate``: print the plan that a file's history would give. The runner's own history is not touched."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from coach.cli.base.context import known_routine, layers_of, report_problems
from coach.cli.base.errors import RefusedError
from coach.cli.base.shapes import as_json, plan_shape
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.plan import Plan
from coach.domain.planning.planner import plan, plan_from
from coach.domain.planning.replay import standings
from coach.domain.records.entries import NO_CHECK_IN, is_judged
from coach.domain.records.history import History
from coach.domain.rules.light import Light
from coach.domain.today.ahead import invented_session
from coach.library.formats.history_file import HistoryFile, read_history
from coach.library.shelf.library import Library, load_library
from coach.library.toml.diagnostics import has_errors
from coach.system.exit_codes import BROKEN, DONE, USAGE

MOST_INVENTED = 400
_INVENTED = frozenset({"green", "amber", "red"})
SEEN_AFTER = timedelta(hours=72)
"""How long after a record the plan is made, unless ``--at`` says when."""


def simulate(args: Namespace) -> int:
    """Print the plan, or with ``--each`` one per record; return 1 when the history file has errors."""
    _refuse_what_does_not_go_together(args)
    if args.course is not None:
        from coach.cli.training.course_simulation import simulate_course

        return simulate_course(args)
    library = load_library(layers_of(args))
    report_problems(library.diagnostics, library)
    routine = known_routine(args.routine, library)
    file = _invented(library, routine, args) if args.history is None else _read(args.history)
    for diagnostic in file.diagnostics:
        print(diagnostic, file=sys.stderr)
    if has_errors(file.diagnostics):
        return BROKEN
    if args.each:
        for each in plans_after_each(library.catalogue, routine, file, args.at):
            print(as_json(plan_shape(each), line=True))
        return DONE
    at = args.at or _seen_at(file.history)
    today = plan(library.catalogue, routine, file.history, file.check_in or NO_CHECK_IN, at=at)
    if args.json:
        print(as_json(plan_shape(today)))
    else:
        from coach.cli.base.pages import print_plan

        print_plan(today, library.catalogue.routines[routine])
    return DONE


_OF_COURSES = ("days", "answers", "seed")
_OF_ROUTINES = ("invent", "each")


def _refuse_what_does_not_go_together(args: Namespace) -> None:
    """Raise RefusedError unless there is exactly one of a routine and a course, with no option of the other."""
    if (args.routine is None) == (args.course is None):
        raise RefusedError("name either a routine or, with --course, a course", USAGE)
    foreign = _OF_ROUTINES if args.course is not None else _OF_COURSES
    given = next((name for name in foreign if getattr(args, name)), None)
    if given is not None:
        raise RefusedError(f"--{given} is for a {'routine' if args.course is not None else 'course'}", USAGE)
    if args.course is None and (args.history is None) == (args.invent is None):
        raise RefusedError("give either --history FILE or --invent LIST", USAGE)


def _invented(library: Library, routine: str, args: Namespace) -> HistoryFile:
    """Return a history of invented sessions, each on the first day on which its routine is due again."""
    at = args.at or datetime.now(UTC).replace(microsecond=0)
    lights = _lights(args.invent)
    apart = timedelta(days=max(2, library.catalogue.routines[routine].every_days))
    first = at - apart * len(lights)
    sessions = [invented_session(routine, first + apart * number, light) for number, light in enumerate(lights)]
    return HistoryFile(History.of(list(sessions)))


def _lights(told: str) -> list[Light]:
    lights: list[Light] = []
    for part in told.split(","):
        count, _, light = part.strip().partition(" ")
        known = count.isascii() and count.isdigit() and 0 < int(count) <= MOST_INVENTED
        if not known or light.strip() not in _INVENTED:
            raise RefusedError(
                f'--invent: {part.strip()[:40]!r} should be a count and a light, as in "6 green, 1 amber"', USAGE
            )
        lights += [Light(light.strip())] * int(count)
    if len(lights) > MOST_INVENTED:
        raise RefusedError(f"--invent: no more than {MOST_INVENTED} in all", USAGE)
    return lights


def plans_after_each(
    catalogue: Catalogue, routine: str, file: HistoryFile, until: datetime | None = None
) -> Iterator[Plan]:
    """Yield the plan 72 hours after each session and run, as if the history ended there.

    The last one is the plan that ``simulate`` without ``--each`` gives: at ``until``, if set, and with the file's
    check-in.
    """
    history = file.history.until(until) if until else file.history
    last = next((entry for entry in reversed(history.entries) if is_judged(entry)), None)
    for entry, standing in standings(catalogue, history):
        if entry is last:
            at = until or _seen_at(history)
            yield plan(catalogue, routine, history, file.check_in or NO_CHECK_IN, at=at)
        elif is_judged(entry):
            yield plan_from(catalogue, standing, routine, at=entry.at + SEEN_AFTER)


def _read(path: Path) -> HistoryFile:
    """Read a history file, with former ids replaced by the present ones."""
    file = read_history(path)
    return replace(file, history=file.history_now)


def _seen_at(history: History) -> datetime:
    """Return 72 hours after the last session or run, or without any, the last entry; for an empty history, now."""
    records = [entry for entry in history.entries if is_judged(entry)] or history.entries
    return records[-1].at + SEEN_AFTER if records else datetime.now(UTC).replace(microsecond=0)
