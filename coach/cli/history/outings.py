"""``coach import`` of files of a watch or its site: runs, walks, rides and swims, shown and confirmed first."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from coach.cli.base.context import opened_coach, readable, refuse_unless_kept
from coach.cli.base.errors import RefusedError, complain
from coach.cli.base.local_time import by_local_clock
from coach.domain.activity_log.log_times import OLDEST
from coach.domain.listing import counted
from coach.domain.records.distance import Units, how_far
from coach.domain.records.entries import Entry, Run, Walk
from coach.domain.records.outings import Outing, Way, new_ones, outing_record
from coach.library.toml.sanitize import clean, short
from coach.library.watch_files.found import FileChoices, NoOutingsError, Outings
from coach.library.watch_files.reading import is_of_a_watch, read_outings
from coach.plain.answers import NotUnderstoodError, yes_no
from coach.plain.asking import asked
from coach.plain.talk import Console, InputEndedError, Talk
from coach.services.assembly import Coach
from coach.services.training import Training
from coach.store import ledger
from coach.store.json_text import with_id
from coach.system.exit_codes import BROKEN, DONE

SHOWN = 30
"""The most outings that are listed; of more, the newest."""
_UNCERTAIN = "nobody was asked, so nothing was imported. Look at what is above, and add --yes"


def are_of_a_watch(path: Path) -> bool:
    """Return whether a file is from a watch; False for one that cannot be opened, which others will report."""
    try:
        return is_of_a_watch(path)
    except OSError:
        return False


def import_outings(args: Namespace, paths: Sequence[Path]) -> int:
    """Show the outings in these files, ask, store them, and ask about the pains of each run and walk.

    Returns 1 if a file could not be read.
    """
    with opened_coach(args) as coach:
        training = readable(coach).training
        found, wrong = _read(training, args, paths)
        new = _sifted(training, found, args)
        if not new:
            print("Nothing new in it." if found else "Nothing to import.")
            return BROKEN if wrong else DONE
        for line in _listed(new, training.settings.units):
            print(line)
        talk = Console()
        if not args.yes and not _agreed(talk, new):
            return BROKEN if wrong else DONE
        kept = _keep(coach, new, args)
        print(
            f"{counted(len(kept), 'record')} imported. "
            "Without answers about pain a run is not green, so nothing goes up on it."
        )
        if not args.yes:
            _ask(coach, talk, kept)
    return BROKEN if wrong else DONE


# --- what is in them ------------------------------------------------------------------------------------------------


def _read(training: Training, args: Namespace, paths: Sequence[Path]) -> tuple[list[Outing], bool]:
    """Return the outings of all files, and whether one of the files could not be read."""
    units = {None: None, "km": Units.METRIC, "mi": Units.IMPERIAL}[args.units]
    asks = FileChoices(_local, units, training.settings.units, Way(args.way) if args.way else None)
    found: list[Outing] = []
    wrong = False
    for path in paths:
        try:
            of_file = read_outings(path, asks)
        except (NoOutingsError, OSError) as error:
            what = error.strerror if isinstance(error, OSError) else str(error)
            complain(f"{path}: {what}.")
            wrong = True
            continue
        for each in of_file.wrong:
            complain(f"{path}: {each}.")
        print(f"{clean(str(path))} is {of_file.source}: {_told(of_file)}.")
        found += of_file.found
    return found, wrong


def _local(at: datetime) -> datetime:
    """Return the time in the machine's local zone of that day; one without a zone counts as local."""
    try:
        return by_local_clock(at)
    except (OverflowError, OSError):
        return at


def _told(of_file: Outings) -> str:
    """Return what a file holds as text: ``3 runs, 1 walk; left out: 2 Yoga``."""
    ways = [each.way for each in of_file.found]
    ways_in_words = [counted(ways.count(way), str(way)) for way in Way if ways.count(way)]
    if ways.count(None):
        ways_in_words.append(f"{ways.count(None)} of which it does not say what it was")
    others = ", ".join(f"{count} {short(name)}" for name, count in sorted(of_file.others.items()))
    return (", ".join(ways_in_words) or "none that is taken in") + (f"; left out: {others}" if others else "")


def _sifted(training: Training, found: Sequence[Outing], args: Namespace) -> tuple[Outing, ...]:
    """Return the outings that are new, of a known kind, and neither in the future nor more than ten years old.

    Those that the runner removed before stay out without ``--restore``. Prints what is left out, and why.
    """
    now = training.clock.now()
    unknown = sum(each.way is None for each in found)
    if unknown:
        complain(f"{unknown} left out: the file does not say what it was. Say so: --as run, walk, ride or swim")
    then = [each for each in found if each.way is not None and now - OLDEST <= each.at <= now]
    odd = len(found) - unknown - len(then)
    if odd:
        complain(f"{odd} left out: {'it lies' if odd == 1 else 'they lie'} in the future, or more than ten years back")
    known = training.history().entries
    new, here = new_ones(then, known)
    ids = {entry.id for entry in known}  # an outing whose time was corrected starts at another, but has the same id
    moved = [each for each in new if _entry(each).id in ids]
    new, here = tuple(each for each in new if each not in moved), here + len(moved)
    out = frozenset[str]() if args.restore else ledger.staying_out(training.store, [_entry(each) for each in new])
    staying = [each for each in new if _entry(each).id not in out]
    if here:
        print(f"{here} left out: here already, or twice in it (begun within two minutes).")
    if len(staying) < len(new):
        complain(f"{len(new) - len(staying)} that you took out stayed out. To bring them back: --restore")
    return tuple(staying)


def _entry(outing: Outing) -> Entry:
    return with_id(outing_record(outing))


def _listed(new: Sequence[Outing], units: Units) -> Iterator[str]:
    if len(new) > SHOWN:
        yield f"  {len(new) - SHOWN} earlier ones, from {new[0].at:%d %b %Y} on, and"
    for each in new[-SHOWN:]:
        length = "length unknown" if each.seconds is None else f"{max(1, round(each.seconds / 60))} min"
        timed = each.seconds if each.way in (Way.RUN, Way.WALK) else None
        far = "" if each.distance_m is None else f", {' · '.join(how_far(each.distance_m, timed, units))}"
        yield f"  {each.at:%a %d %b %Y, %H:%M}  {each.way}, {length}{far}  {each.title}".rstrip()
        if _is_odd(each):
            yield "    That is an odd pace: are its kilometres miles? --units km or --units mi says so."


def _is_odd(outing: Outing) -> bool:
    """Return whether a run's pace is impossible (below 2:30 or above 15 min/km), as when miles are taken for km."""
    if outing.way is not Way.RUN or not outing.seconds or not outing.distance_m or outing.distance_m < 800:
        return False
    return not 150 <= 1000 * outing.seconds / outing.distance_m <= 900


# --- kept -----------------------------------------------------------------------------------------------------------


def _agreed(talk: Talk, new: Sequence[Outing]) -> bool:
    try:
        sure = asked(talk, f"Import {'this one' if len(new) == 1 else f'these {len(new)}'}? y or n:", _yes)
    except InputEndedError as error:
        raise RefusedError(f"{_UNCERTAIN}.") from error
    if not sure:
        print("Nothing was imported.")
    return bool(sure)


def _yes(line: str) -> bool:
    said = yes_no(line)
    if said is None:
        raise NotUnderstoodError("y or n.")
    return said


def _keep(coach: Coach, new: Sequence[Outing], args: Namespace) -> list[Entry]:
    training = coach.training
    entries = [_entry(each) for each in new]
    if args.restore:
        ledger.let_back(training.store, {entry.id for entry in entries})
    training.store.add(entries)
    training.forget()
    refuse_unless_kept(coach, "nothing was imported; the file still holds everything.")
    return entries


def _ask(coach: Coach, talk: Talk, kept: Sequence[Entry]) -> None:
    """Ask the pain questions about runs and walks, newest first, until the input ends."""
    open_ones = [entry for entry in reversed(kept) if isinstance(entry, Run | Walk)]
    if not open_ones:
        return
    from coach.cli.history.outing_questions import ask_about_each

    print("How were they? The newest first; what you leave open stays open.")
    try:
        answered = ask_about_each(coach.training, talk, open_ones)
    except InputEndedError:
        print("The input ended. What you answered is kept.")
        return
    refuse_unless_kept(coach, "your answers were not kept.")
    print(f"{answered} of {len(open_ones)} answered.")
