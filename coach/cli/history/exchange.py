"""``coach export`` and ``coach import``: the history as files."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from coach.cli.base.context import opened_coach, readable, refuse_unless_kept
from coach.cli.base.errors import RefusedError, complain
from coach.cli.base.shapes import JsonShape, as_json, history_shape, renaming_shape
from coach.cli.history.records import complain_of_unread
from coach.domain.listing import counted
from coach.domain.records.entries import Answered, Entry
from coach.domain.records.history import NO_START, Start
from coach.domain.records.plain_data import to_plain
from coach.domain.records.profile import NO_PROFILE, Profile
from coach.domain.records.renamings import Renaming
from coach.domain.teaching.lessons import NOTHING_LEARNED
from coach.library.disk.layers import SHIPPED_LAYER
from coach.library.formats.history_file import read_history
from coach.library.formats.history_writing import write_history
from coach.library.toml.diagnostics import has_errors
from coach.services.known import history_as_written
from coach.services.training import Training
from coach.services.trouble.unreadable_rows import unread
from coach.store import ledger, renamings
from coach.store.json_text import with_id
from coach.system.exit_codes import BROKEN, DONE, USAGE


def export(args: Namespace) -> int:
    """Write the whole history to one file, or as tables; return 1 if some records cannot be read and are left out."""
    if args.csv is not None and (args.file is not None or args.json):
        raise RefusedError("--csv DIR takes the place of a file, and goes with no --json.", USAGE)
    if args.csv is None and args.file is None:
        raise RefusedError(
            "where to? coach export FILE, or - for the standard output; or coach export --csv DIR", USAGE
        )
    with opened_coach(args) as coach:
        training = readable(coach).training
        kept, profile, learned = history_as_written(training), training.profile(), training.learning.learned()
        renamed = renamings.stored_renamings(training.store)
        left_out = len(unread(training))
        complain_of_unread(training)
        count = counted(len(kept.entries) - left_out, "record")
        if args.csv is not None:
            text = ""
            written = _tables(training, args.csv)
        elif args.json:
            more: JsonShape = {} if learned == NOTHING_LEARNED else {"learned": to_plain(learned)}
            more |= {"renamed": [renaming_shape(each) for each in renamed]} if renamed else {}
            text = f"{as_json(history_shape(kept, profile) | more)}\n"
        else:
            text = write_history(kept, profile, learned, renamed)
    if args.csv is not None:
        print(f"{count} in {args.csv}: {', '.join(written)}")
    elif args.file == "-":
        _print(text)
    else:
        from coach.cli.base.writing import write_as

        write_as("history", Path(args.file), text.encode(), _is_json if args.json else _is_history)
        print(f"{count} in {args.file}")
    return BROKEN if left_out else DONE


def _tables(training: Training, folder: Path) -> list[str]:
    """Write the CSV tables into a folder; return their names. Earlier tables are replaced, other files stay.

    Raises RefusedError if a file of such a name is no table, or the folder cannot be written.
    """
    from coach.domain.planning.planner import verdicts
    from coach.library.formats.csv_tables import csv_texts
    from coach.system.whole_files import write_text

    history = training.history()
    made = {
        f"{name}.csv": text for name, text in csv_texts(history.entries, verdicts(training.catalogue, history)).items()
    }
    try:
        if folder.exists() and not folder.is_dir():
            raise RefusedError(f"{folder} is a file: name a folder for the tables.")
        foreign = [name for name, text in made.items() if not _is_ours(folder / name, text)]
        if foreign:
            raise RefusedError(f"{folder / foreign[0]} is there already and is no table of the coach: it stays.")
        for name, text in made.items():
            write_text(folder / name, text)
    except OSError as error:
        raise RefusedError(f"{folder} could not be written: {error.strerror}. Choose another place.") from error
    return list(made)


def _is_ours(path: Path, text: str) -> bool:
    """Return whether a file may be replaced: there is none, or it starts with the table's header. Raises OSError."""
    if not path.exists():
        return True
    header = text.partition("\r\n")[0].encode()
    with path.open("rb") as file:
        return file.read(len(header)) == header


def _print(text: str) -> None:
    """Print the export: to a terminal as it can show it; to a file or pipe as UTF-8, which TOML requires."""
    if sys.stdout.isatty():
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())


def _is_history(path: Path) -> bool:
    return not has_errors(read_history(path).diagnostics)


def _is_json(path: Path) -> bool:
    """Return whether a file looks like a JSON export, by its beginning. Raises OSError."""
    with path.open("rb") as file:
        return file.read(64).lstrip().startswith((b'{"', b"{\n"))


def import_files(args: Namespace) -> int:
    """Add the records of history files, and the outings of a watch's files; return the highest exit code."""
    from coach.cli.history.outings import are_of_a_watch, import_outings

    of_watches = [path for path in args.files if are_of_a_watch(path)]
    histories = [path for path in args.files if path not in of_watches]
    if histories and (args.way or args.units):
        option = "--as" if args.way else "--units"
        raise RefusedError(f"{option} goes with files of a watch; {histories[0]} is none.", USAGE)
    codes = [_take_history(args, path) for path in histories]
    if of_watches:
        codes.append(import_outings(args, of_watches))
    return max(codes)


def _take_history(args: Namespace, path: Path) -> int:
    """Add a history file's records: all of them, or none if the file has an error."""
    file = read_history(path)
    for diagnostic in file.diagnostics:
        print(diagnostic, file=sys.stderr)
    if has_errors(file.diagnostics):
        complain("nothing was imported.")
        return BROKEN
    with opened_coach(args) as coach:
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
        if file.learned != NOTHING_LEARNED:
            training.learning.add(file.learned)
        renamings.store_renamings(store, (each for each in file.renamed if not _is_shipped(training, each)))
        training.forget()
        refuse_unless_kept(coach, "the file was not imported; it still holds everything.")
    known = len(entries) - new
    here = f", {known} were here already" if known else ""
    also = f"; {filled} of these got answers that were missing" if filled else ""
    print(f"{counted(new, 'record')} imported{here}{also}.")
    if out:
        gone = counted(len(out), "record")
        complain(f"{gone} that you took out stayed out. To bring them back: coach import --restore FILE")
    if not start_kept:
        complain("its [start] was left out: yours stays.")
    if not profile_kept:
        complain("its [profile] was left out: yours stays (coach profile).")
    if file.check_in is not None:
        complain("its [check_in] was left out: that is only for coach simulate.")
    return DONE


def _is_shipped(training: Training, made: Renaming) -> bool:
    """Return whether a renaming is of something that comes with the coach, which nobody can rename: it is ignored."""
    origin = training.library.origins.get((made.kind.value, made.former))
    return origin is not None and SHIPPED_LAYER in (origin.layer, *origin.hides)


def _fill(training: Training, entries: Sequence[Entry]) -> int:
    """Fill missing answers of records that are here already from the file's; return how many got any.

    Answers that are here are never changed.
    """
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
    """Keep the file's answers about the start. False: other ones are here already, and stay."""
    if start == NO_START:
        return True
    training.runner.change_start(lambda own: start if own == NO_START else own)
    return training.history().start == start


def _keep_profile(training: Training, profile: Profile) -> bool:
    """Keep the file's profile. False: another one is here already, and stays."""
    if profile == NO_PROFILE:
        return True
    training.runner.change_profile(lambda own: profile if own == NO_PROFILE else own)
    return training.profile() == profile
