"""``coach history``: show the records, or change one; and ``coach morning``."""

import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from coach.cli.base.context import opened_coach, readable, refuse_unless_kept, warn_of_future
from coach.cli.base.errors import RefusedError, complain
from coach.cli.base.shapes import as_json, history_shape
from coach.cli.history.history_filter import filtered
from coach.cli.history.removal import no_such_unread
from coach.domain.planning.planner import verdicts
from coach.domain.planning.reasons import day
from coach.domain.planning.unreadable_rows import line_of
from coach.domain.records.entries import Answered, Event, Measure, Session, Walk
from coach.domain.records.history import NO_START, History
from coach.domain.records.morning import ASKED_FOR, Slept, last_night
from coach.domain.records.profile import NO_PROFILE
from coach.domain.records.titles import distance_and_pace, record_title
from coach.services.training import Training
from coach.services.trouble.unreadable_rows import is_of_the_profile, unread
from coach.services.trouble.unreadable_rows import row_named as find_unread
from coach.store.protocol import Settled
from coach.system.exit_codes import BROKEN, DONE, USAGE
from coach.system.invocation import call

SHOWN = 50
"""How many of the newest entries are listed on a terminal, unless all are asked for."""


def history(args: Namespace) -> int:
    """Print the history; or show, correct, remove or restore one record, or settle one that cannot be read."""
    wishes = {
        "--delete": args.delete,
        "--set-aside": args.set_aside,
        "--restore": args.restore,
        "--answer": args.answer,
        "--show": args.show,
        "--edit": args.edit,
    }
    given = [name for name, wish in wishes.items() if wish is not None]
    if len(given) > 1:
        besides = " than --yes" if given[0] in ("--delete", "--set-aside") else ""
        raise RefusedError(f"{given[0]} goes with no other option{besides}.", USAGE)
    if args.delete is not None or args.set_aside is not None:
        return _delete(args)
    if args.restore is not None:
        return _restore(args)
    if args.answer is not None:
        return _answer(args)
    if args.show is not None or args.edit is not None:
        return _one(args)
    if args.yes:
        raise RefusedError("--yes goes with --delete ID or --set-aside ID.", USAGE)
    if args.json and args.csv:
        raise RefusedError("--json or --csv: one at a time.", USAGE)
    with opened_coach(args) as coach:
        training = readable(coach).training
        warn_of_future(coach)
        known = training.history()
        wanted = filtered(args, known, training.catalogue, training.clock.now().date(), training.store)
        if args.json or args.csv:
            complain_of_unread(training)
        if args.json:
            shown = wanted if wanted is known else replace(wanted, start=NO_START)
            print(as_json(history_shape(shown, training.profile() if wanted is known else NO_PROFILE)))
        elif args.csv:
            _print_table(training, wanted)
        else:
            _show(args, training, wanted)
        return DONE


def _print_table(training: Training, wanted: History) -> None:
    from coach.library.formats.csv_tables import one_table

    print(one_table(wanted.entries, verdicts(training.catalogue, training.history())).replace("\r\n", "\n"), end="")


def _show(args: Namespace, training: Training, wanted: History) -> None:
    """Print the records for people, in their pager if they do not fit on the screen."""
    from coach.cli.history.history_pages import DoneLine, print_history, print_waiting
    from coach.cli.history.removal import handles

    ids = handles(training) if args.ids else {}
    lights = verdicts(training.catalogue, training.history())
    done = [entry for entry in wanted.entries if isinstance(entry, Answered)]
    narrowed = args.since is not None or args.kind is not None
    shown = done[-SHOWN:] if sys.stdout.isatty() and not (args.all or narrowed) else done
    print_waiting(training.sessions.waiting(), training.clock.now())
    print_history(
        [
            DoneLine(record_title(entry, training.catalogue), _below(training, entry, ids), entry, lights.get(entry.id))
            for entry in shown
        ],
        earlier=len(done) - len(shown),
        events=[entry for entry in wanted.entries if isinstance(entry, Event | Measure)],
        ids=ids,
        narrowed=narrowed,
    )
    _print_unread(training)


def _print_unread(training: Training) -> None:
    """Print the records that cannot be read, and what can be done about each."""
    for row in unread(training):
        print(f"\n■ {line_of(row)}")
        anew = f"coach history --answer {row.id}"
        if is_of_the_profile(row):
            anew = "coach profile --start-phase PHASE" if row.what == "start" else "coach profile --avoid LIST"
        print(f"  Say it anew: {anew}")
        print(f"  Or: coach history --delete {row.id}, coach history --set-aside {row.id}")


def complain_of_unread(training: Training) -> None:
    """Warn on stderr if records are left out because they cannot be read."""
    rows = unread(training)
    if rows:
        what = "1 record cannot be read and is" if len(rows) == 1 else f"{len(rows)} records cannot be read and are"
        complain(f"this is not the whole: {what} left out (coach history). {line_of(rows[0])}")


def _below(training: Training, entry: Answered, ids: Mapping[str, str]) -> list[str]:
    """Return the lines below an entry's name: the distance, and its id if ``ids`` has any."""
    return [*distance_and_pace(entry, training.settings.units), *([ids[entry.id]] if ids else [])]


def _delete(args: Namespace) -> int:
    """Remove a record, or remove or set aside one that cannot be read."""
    from coach.cli.history.removal import record_named, settle_unread, take_out

    if args.json or args.ids:
        option = "--delete" if args.delete is not None else "--set-aside"
        raise RefusedError(f"{option} goes with no other option than --yes.", USAGE)
    wanted, how = (args.delete, Settled.REMOVED) if args.delete is not None else (args.set_aside, Settled.KEPT_ASIDE)
    with opened_coach(args) as coach:
        training = readable(coach).training
        row = find_unread(training, wanted)
        if row is not None:
            return settle_unread(coach, row, how, sure=args.yes)
        if how is Settled.KEPT_ASIDE:
            raise no_such_unread(training, wanted)
        return take_out(coach, record_named(training, wanted), sure=args.yes)


def _one(args: Namespace) -> int:
    """Show or correct one record."""
    from coach.cli.history.one_record import edit_record, show_record
    from coach.cli.history.removal import record_named

    if args.json or args.ids or args.yes:
        raise RefusedError(f"{'--show' if args.show is not None else '--edit'} goes with no other option.", USAGE)
    with opened_coach(args) as coach:
        training = readable(coach).training
        if args.show is not None:
            return show_record(training, record_named(training, args.show))
        return edit_record(coach, record_named(training, args.edit))


def _answer(args: Namespace) -> int:
    """Ask anew what a record was that cannot be read; return 1 if it was not answered."""
    from coach.plain.talk import Console, InputEndedError
    from coach.plain.unreadable_rows import answer

    if args.json or args.ids or args.yes:
        raise RefusedError("--answer goes with no other option.", USAGE)
    with opened_coach(args) as coach:
        training = readable(coach).training
        row = find_unread(training, args.answer)
        if row is None:
            raise no_such_unread(training, args.answer)
        try:
            is_said = answer(training, Console(), row)
        except InputEndedError:
            is_said = find_unread(training, row.id) is None
        refuse_unless_kept(coach, "that could not be kept.")
        return DONE if is_said else BROKEN


def _restore(args: Namespace) -> int:
    """Restore a record that was removed, or undo its last correction."""
    from coach.cli.history.removal import restore_by_id

    if args.json or args.ids or args.yes:
        raise RefusedError("--restore goes with no other option.", USAGE)
    with opened_coach(args) as coach:
        readable(coach)
        return restore_by_id(coach, args.restore)


def morning(args: Namespace) -> int:
    """Record the answer about the last morning, for all that was done the day before."""
    with opened_coach(args) as coach:
        training = readable(coach).training
        now = training.clock.now()
        night = last_night(training.history(), now)
        if night is None:
            raise _no_morning(training, now)
        told = training.records.answer_morning(night, args.pain)
        refuse_unless_kept(coach, f"your morning was not kept. Say it again when that is over: {call('morning N')}.")
        verdicts = [training.records.verdict(entry) for entry in told if not isinstance(entry, Walk)]
    former = {entry.id: entry.morning for entry in night.entries}
    for entry in told:
        was = former[entry.id]
        changed = f" (it was {was})" if was not in (None, args.pain) else ""
        name = record_title(entry, training.catalogue)
        print(f"{name}, {day(entry.at.astimezone(now.tzinfo))}: the morning after was {args.pain}{changed}.")
    if len(told) < len(night.entries):
        print("One bad morning counts once: what else you did the day before stays without it.")
    for verdict in verdicts:
        if verdict is not None:
            from coach.plain.plan_lines import light_line

            print(light_line(verdict))
    return DONE


def _no_morning(training: Training, now: datetime) -> RefusedError:
    """Return the error that says why no record is waiting for a morning answer."""
    past = [entry for entry in training.history().entries if isinstance(entry, Slept) and entry.at <= now]
    if not past:
        return RefusedError(f"there is no session yet that a morning could follow. What is due today: {call('next')}")
    what = "session" if isinstance(past[-1], Session) else "walk" if isinstance(past[-1], Walk) else "run"
    if now - past[-1].at <= ASKED_FOR:
        return RefusedError(f"the morning after your last {what} is still to come: tell me then.")
    days = (now - past[-1].at).days
    return RefusedError(f"your last {what} is {days} days ago; mornings count for up to 7 days.")
