"""What was done: ``coach history``, ``export``, ``import`` and ``morning``."""

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from coach.cli.context import opened, readable, refuse_unless_kept, warn_of_future
from coach.cli.errors import BROKEN, DONE, USAGE, RefusedError, complain
from coach.cli.removal import no_such_unread
from coach.cli.shapes import as_json, history_shape
from coach.domain.planning.planner import verdicts
from coach.domain.planning.reasons import day
from coach.domain.planning.unreadable_rows import line_of
from coach.domain.records.entries import NO_START, Answered, Entry, Event, Session, Start, Walk
from coach.domain.records.morning import ASKED_FOR, Slept, last_night
from coach.domain.records.profile import NO_PROFILE, Profile
from coach.domain.records.titles import title, way
from coach.library.formats.history_file import read_history
from coach.library.formats.history_writing import write_history
from coach.library.toml.diagnostics import has_errors
from coach.services.training import Training
from coach.services.unreadable_rows import found as find_unread
from coach.services.unreadable_rows import is_of_the_profile, unread
from coach.store import ledger
from coach.store.json_text import with_id
from coach.store.protocol import Settled
from coach.system.invocation import call

SHOWN = 50
"""So many of the newest entries are listed on a terminal, unless all are asked for."""


def history(args: Namespace) -> int:
    """What was done; or one record of it taken out, brought back, or settled."""
    wishes = {
        "--delete": args.delete,
        "--set-aside": args.set_aside,
        "--restore": args.restore,
        "--answer": args.answer,
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
    if args.yes:
        raise RefusedError("--yes goes with --delete ID or --set-aside ID.", USAGE)
    with opened(args) as coach:
        training = readable(coach).training
        warn_of_future(coach)
        if args.json:
            _complain_of_unread(training)
            print(as_json(history_shape(training.history(), training.profile())))
            return DONE
        from coach.cli.pages import Done, print_history
        from coach.cli.removal import handles

        ids = handles(training) if args.ids else {}

        entries = training.history().entries
        lights = verdicts(training.catalogue, training.history())
        done = [entry for entry in entries if isinstance(entry, Answered)]
        shown = done[-SHOWN:] if sys.stdout.isatty() and not args.all else done
        print_history(
            [
                Done(title(entry, training.catalogue), _below(training, entry, ids), entry, lights.get(entry.id))
                for entry in shown
            ],
            earlier=len(done) - len(shown),
            events=sum(isinstance(entry, Event) for entry in entries),
        )
        _print_unread(training)
        return DONE


def _print_unread(training: Training) -> None:
    """What cannot be read, and what may be done about each."""
    for row in unread(training):
        print(f"\n■ {line_of(row)}")
        anew = f"coach history --answer {row.id}"
        if is_of_the_profile(row):
            anew = "coach profile --start-phase PHASE" if row.what == "start" else "coach profile --avoid LIST"
        print(f"  Say it anew: {anew}")
        print(f"  Or: coach history --delete {row.id}, coach history --set-aside {row.id}")


def _complain_of_unread(training: Training) -> None:
    """That what is given is not the whole."""
    rows = unread(training)
    if rows:
        what = "1 record cannot be read and is" if len(rows) == 1 else f"{len(rows)} records cannot be read and are"
        complain(f"this is not the whole: {what} left out (coach history). {line_of(rows[0])}")


def _below(training: Training, entry: Answered, ids: Mapping[str, str]) -> list[str]:
    """What stands below the name: how far it was, and its id where ``ids`` are asked for."""
    return [*way(entry, training.settings.units), *([ids[entry.id]] if ids else [])]


def _delete(args: Namespace) -> int:
    """Take a record out; or leave aside what cannot be read."""
    from coach.cli.removal import found, settle_unread, take_out

    if args.json or args.ids:
        option = "--delete" if args.delete is not None else "--set-aside"
        raise RefusedError(f"{option} goes with no other option than --yes.", USAGE)
    wanted, how = (args.delete, Settled.REMOVED) if args.delete is not None else (args.set_aside, Settled.KEPT_ASIDE)
    with opened(args) as coach:
        training = readable(coach).training
        row = find_unread(training, wanted)
        if row is not None:
            return settle_unread(coach, row, how, sure=args.yes)
        if how is Settled.KEPT_ASIDE:
            raise no_such_unread(training, wanted)
        return take_out(coach, found(training, wanted), sure=args.yes)


def _answer(args: Namespace) -> int:
    """Say anew what something was that cannot be read."""
    from coach.plain.talk import Console, InputEndedError
    from coach.plain.unreadable_rows import answer

    if args.json or args.ids or args.yes:
        raise RefusedError("--answer goes with no other option.", USAGE)
    with opened(args) as coach:
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
    """Bring a record back."""
    from coach.cli.removal import restore

    if args.json or args.ids or args.yes:
        raise RefusedError("--restore goes with no other option.", USAGE)
    with opened(args) as coach:
        readable(coach)
        return restore(coach, args.restore)


def export(args: Namespace) -> int:
    """The whole history, to a file or the standard output; 1 when something cannot be read and is not in it."""
    with opened(args) as coach:
        training = readable(coach).training
        kept, profile = training.history(), training.profile()
        left_out = len(unread(training))
        _complain_of_unread(training)
    text = write_history(kept, profile)
    if args.file == "-":
        _print(text)
        return BROKEN if left_out else DONE
    path = Path(args.file)
    try:
        _write(path, text)
    except OSError as error:
        raise RefusedError(f"{path} could not be written: {error.strerror}. Choose another place.") from error
    print(f"{_count(len(kept.entries) - left_out)} in {path}")
    return BROKEN if left_out else DONE


def _print(text: str) -> None:
    """A terminal gets what it can show; a file or a pipe gets TOML, which is UTF-8 wherever it is read again."""
    if sys.stdout.isatty():
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())


def _write(path: Path, text: str) -> None:
    """An earlier export is replaced, any other file is somebody's and stays. Raises OSError."""
    from coach.library.toml.writing import write_text

    if path.exists() and not path.is_file():  # a device or pipe cannot be replaced, only written to
        path.write_text(text, encoding="utf-8")
        return
    if path.exists() and path.stat().st_size and has_errors(read_history(path).diagnostics):
        raise RefusedError(f"{path} is there already and is no history: it stays as it is. Choose another name.")
    write_text(path, text)


def take_in(args: Namespace) -> int:
    """Add what is in files: the records of a history file, and the runs and walks of a watch."""
    from coach.cli.outings import are_of_a_watch, take_in

    of_watches = [path for path in args.files if are_of_a_watch(path)]
    histories = [path for path in args.files if path not in of_watches]
    if histories and (args.way or args.units):
        option = "--as" if args.way else "--units"
        raise RefusedError(f"{option} goes with files of a watch; {histories[0]} is none.", USAGE)
    codes = [_take_history(args, path) for path in histories]
    if of_watches:
        codes.append(take_in(args, of_watches))
    return max(codes)


def _take_history(args: Namespace, path: Path) -> int:
    """Add a history file's records: all, or with an error in it none."""
    file = read_history(path)
    for diagnostic in file.diagnostics:
        print(diagnostic, file=sys.stderr)
    if has_errors(file.diagnostics):
        complain("nothing was imported.")
        return BROKEN
    with opened(args) as coach:
        training = readable(coach).training
        store = training.store
        out = ledger.staying_out(store, file.history.entries)
        if args.restore:
            ledger.let_back(store, out)
            out = frozenset()
        entries = [entry for entry in map(with_id, file.history.entries) if entry.id not in out]
        new = store.add(entries)
        filled = _fill(training, entries)
        start_kept = _keep_start(training, file.history.start)
        profile_kept = _keep_profile(training, file.profile)
        training.forget()
        refuse_unless_kept(coach, "the file was not imported; it still holds everything.")
    known = len(entries) - new
    here = f", {known} were here already" if known else ""
    print(f"{_count(new)} imported{here}{f'; {filled} of these got answers that were missing' if filled else ''}.")
    if out:
        complain(f"{_count(len(out))} that you took out stayed out. To bring them back: coach import --restore FILE")
    if not start_kept:
        complain("its [start] was left out: yours stays.")
    if not profile_kept:
        complain("its [profile] was left out: yours stays (coach profile).")
    if file.check_in is not None:
        complain("its [check_in] was left out: that is only for coach simulate.")
    return DONE


def _fill(training: Training, entries: Sequence[Entry]) -> int:
    """Let what is here already have the answers that only the file has; how many got any. None here is changed."""
    training.forget()
    here = {entry.id: entry for entry in training.history().entries}
    filled = 0
    for later in entries:
        known = here.get(later.id)
        if isinstance(known, Answered) and isinstance(later, Answered) and known.filled_from(later) != known:
            training.store.correct(known, partial(_filled, later))
            filled += 1
    return filled


def _filled(later: Answered, now: Answered) -> Answered:
    return now.filled_from(later)


def _keep_start(training: Training, start: Start) -> bool:
    """Keep what was said at the start, unless something else was said here already: then False."""
    if start == NO_START:
        return True
    training.runner.change_start(lambda own: start if own == NO_START else own)
    return training.history().start == start


def _keep_profile(training: Training, profile: Profile) -> bool:
    """Keep the profile, unless the runner said something else of themselves already: then False."""
    if profile == NO_PROFILE:
        return True
    training.runner.change_profile(lambda own: profile if own == NO_PROFILE else own)
    return training.profile() == profile


def morning(args: Namespace) -> int:
    """The answer about the last morning: of the last record, the last walk, or both."""
    with opened(args) as coach:
        training = readable(coach).training
        now = training.clock.now()
        night = last_night(training.history(), now)
        if night is None:
            raise _no_morning(training, now)
        told = training.records.answer_morning(night, args.pain)
        refuse_unless_kept(coach, f"your morning was not kept. Say it again when that is over: {call('morning N')}.")
        verdicts = [training.records.verdict(entry) for entry in told if not isinstance(entry, Walk)]
    for entry, before in zip(told, night.entries, strict=True):
        changed = f" (it was {before.morning})" if before.morning not in (None, args.pain) else ""
        name = title(entry, training.catalogue)
        print(f"{name}, {day(entry.at.astimezone(now.tzinfo))}: the morning after was {args.pain}{changed}.")
    for verdict in verdicts:
        if verdict is not None:
            from coach.plain.plan_lines import light_line

            print(light_line(verdict))
    return DONE


def _no_morning(training: Training, now: datetime) -> RefusedError:
    """Why nothing waits for its morning."""
    past = [entry for entry in training.history().entries if isinstance(entry, Slept) and entry.at <= now]
    if not past:
        return RefusedError(f"there is no session yet that a morning could follow. What is due today: {call('next')}")
    what = "session" if isinstance(past[-1], Session) else "walk" if isinstance(past[-1], Walk) else "run"
    if now - past[-1].at <= ASKED_FOR:
        return RefusedError(f"the morning after your last {what} is still to come: tell me then.")
    days = (now - past[-1].at).days
    return RefusedError(f"your last {what} is {days} days ago; mornings count for up to 7 days.")


def _count(records: int) -> str:
    return "1 record" if records == 1 else f"{records} records"
