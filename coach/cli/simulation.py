"""``coach simulate``: the plan that a history in a file would give. The runner's own history is not touched."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from coach.cli.context import known_routine, layers_of, report
from coach.cli.errors import BROKEN, DONE
from coach.cli.shapes import as_json, plan_shape
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.plan import Plan
from coach.domain.planning.planner import plan, plan_from
from coach.domain.planning.replay import standings
from coach.domain.records.entries import NO_CHECK_IN, Entry, History, Run, Session
from coach.library.formats.history_file import HistoryFile, read_history
from coach.library.shelf.library import load
from coach.library.toml.diagnostics import has_errors

SEEN_AFTER = timedelta(hours=72)
"""How long after a record its plan is looked at, unless ``--at`` says when."""


def simulate(args: Namespace) -> int:
    """Print the plan, or with ``--each`` one a record; 1 when the history file has errors."""
    library = load(layers_of(args))
    report(library.diagnostics, library)
    routine = known_routine(args.routine, library)
    file = read_history(args.history)
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
        from coach.cli.pages import print_plan

        print_plan(today, library.catalogue.routines[routine])
    return DONE


def plans_after_each(
    catalogue: Catalogue, routine: str, file: HistoryFile, until: datetime | None = None
) -> Iterator[Plan]:
    """The plan after each session and run, 72 h later, as if the history ended there.

    The last one is what ``simulate`` alone gives: at ``until``, if that is set, and with the file's check-in.
    """
    history = file.history.until(until) if until else file.history
    last = next((entry for entry in reversed(history.entries) if _is_record(entry)), None)
    for entry, standing in standings(catalogue, history):
        if entry is last:
            at = until or _seen_at(history)
            yield plan(catalogue, routine, history, file.check_in or NO_CHECK_IN, at=at)
        elif _is_record(entry):
            yield plan_from(catalogue, standing, routine, at=entry.at + SEEN_AFTER)


def _seen_at(history: History) -> datetime:
    """72 h after the last session or run; without any, after the last entry; of an empty history, now."""
    records = [entry for entry in history.entries if _is_record(entry)] or history.entries
    return records[-1].at + SEEN_AFTER if records else datetime.now(UTC).replace(microsecond=0)


def _is_record(entry: Entry) -> bool:
    """Whether it is a session or a run, and no break that nothing counts."""
    return isinstance(entry, Run) or (isinstance(entry, Session) and not entry.is_break)
