"""``coach backup …`` and ``coach doctor --repair``: list, make and restore copies of the history.

Nothing here opens the history as the other commands do: it may be damaged.
"""

import sys
from argparse import Namespace
from functools import wraps
from pathlib import Path

from coach.cli.base.errors import Action, RefusedError
from coach.cli.base.shapes import as_json
from coach.store.backups.backups import Backup, backup_named, list_backups, make_backup
from coach.store.backups.copy_files import CopyKind, folder_of
from coach.store.backups.restore import Repaired, Restored, repair, restore_backup
from coach.store.paths import default_path
from coach.store.protocol import StoreError
from coach.system.clock import SystemClock
from coach.system.exit_codes import BROKEN, DONE, USAGE
from coach.system.guest import path_in_words

_MADE = {CopyKind.DAILY: "by itself", CopyKind.BY_HAND: "by hand", CopyKind.BEFORE: "before a restore"}


def _told(action: Action) -> Action:
    """Decorate an action: turn a StoreError into the command line's RefusedError."""

    @wraps(action)
    def act(args: Namespace) -> int:
        try:
            return action(args)
        except StoreError as error:
            raise RefusedError(_lowered(str(error)), BROKEN) from error

    return act


def _lowered(sentence: str) -> str:
    """Return the sentence with a small first letter, as it follows "coach: "."""
    return sentence[:1].lower() + sentence[1:]


def _database(args: Namespace) -> Path:
    try:
        return default_path(args.profile)
    except StoreError as error:
        raise RefusedError(str(error), USAGE) from error


def help_backup(args: Namespace) -> int:
    """Print the help of ``coach backup``, for a call without a subcommand."""
    print(args.backup_help(), file=sys.stderr)
    return USAGE


@_told
def backups(args: Namespace) -> int:
    """Print every backup, newest first; return 1 if one is damaged."""
    database = _database(args)
    found = list_backups(database)
    if args.json:
        print(as_json([_shape(backup) for backup in found]))
    elif not found:
        print("No backup yet. The first is made after the first record of a day; or now: coach backup make")
    else:
        width = len(str(found[0].number))
        for backup in found:
            print(f"{backup.number:>{width}}  {_in_words(backup)}")
        print(f"\nThey lie in {path_in_words(folder_of(database))}. To put one back: coach backup restore NUMBER")
    return DONE if all(backup.is_sound for backup in found) else BROKEN


@_told
def make(args: Namespace) -> int:
    """Make a backup now."""
    backup = make_backup(_database(args), SystemClock().now())
    if args.json:
        print(as_json(_shape(backup)))
    else:
        print(f"Backup {backup.number}: {_records(backup.records)}, checked. {path_in_words(backup.copy.path)}")
    return DONE


@_told
def restore(args: Namespace) -> int:
    """Restore a backup, after asking unless ``--yes``."""
    database = _database(args)
    backup = backup_named(database, args.which)
    if not args.yes and backup.is_sound and not _agreed(backup):
        print("Nothing was restored.")
        return DONE
    done = restore_backup(database, str(backup.number), SystemClock().now())
    if args.json:
        print(as_json(_done_shape(done)))
    elif isinstance(done, Repaired):
        _say_repaired(done)
    else:
        print(f"Your history is as it was on {_when(backup)}: {_records(backup.records)}.")
        if done.before is not None:
            print(f"What was there is backup {done.before.number}: coach backup restore {done.before.number}")
    return DONE


@_told
def mend(args: Namespace) -> int:
    """Do ``coach doctor --repair``: rebuild a damaged database from its newest sound backup and what it still holds."""
    done = repair(_database(args), SystemClock().now())
    if args.json:
        print(as_json(_done_shape(done)))
    else:
        _say_repaired(done)
    return DONE


def _say_repaired(done: Repaired) -> None:
    base = (
        f"backup {done.backup.number} ({_when(done.backup)})" if done.backup else "what could be read, with no backup"
    )
    print(f"Your history was put together from {base}: {_records(done.records)}.")
    if done.added:
        print(f"{_records(done.added)} of them from the damaged file alone.")
    if done.lost:
        print(f"{_records(done.lost)} could not be read in either: coach history names what to answer anew.")
    if done.aside is not None:
        print(f"The damaged file lies as it was in {path_in_words(done.aside)}.")
    print("Look through it, and log what is missing: coach history")


def _agreed(backup: Backup) -> bool:
    from coach.plain.answers import yes_no
    from coach.plain.asking import asked
    from coach.plain.talk import Console, InputEndedError

    asks = (
        f"Backup {backup.number}, {_in_words(backup)}. What you did since then, a lock too, is not in it. Put it back?"
    )
    try:
        return asked(Console(), f"{asks} y, n:", yes_no) is True
    except InputEndedError:
        return False


def _in_words(backup: Backup) -> str:
    made = f"{_when(backup)}, {_MADE[backup.copy.kind]}"
    if not backup.is_sound:
        return f"{made}: it is {backup.state}"
    return f"{made}, {_records(backup.records)}, {max(1, backup.copy.size // 1024)} kB, sound"


def _when(backup: Backup) -> str:
    return f"{backup.moment:%a} {backup.moment.day} {backup.moment:%b %Y, %H:%M}"


def _records(number: int) -> str:
    return "1 record" if number == 1 else f"{number} records"


def _shape(backup: Backup) -> dict[str, object]:
    return {
        "number": backup.number,
        "at": backup.moment.isoformat(),
        "kind": backup.copy.kind.value,
        "records": backup.records,
        "size": backup.copy.size,
        "sound": backup.is_sound,
        "state": backup.state.value,
        "path": path_in_words(backup.copy.path),
    }


def _done_shape(done: Restored | Repaired) -> dict[str, object]:
    """Return what was restored or repaired, as JSON data."""
    backup = None if done.backup is None else _shape(done.backup)
    if isinstance(done, Restored):
        return {"backup": backup, "before": None if done.before is None else _shape(done.before)}
    aside = None if done.aside is None else path_in_words(done.aside)
    return {"backup": backup, "records": done.records, "added": done.added, "lost": done.lost, "aside": aside}
