"""What happens when a coach ends: the store is closed, and records it could not take are written to a file.

Every front end calls it last, after its screen is gone; so the day's backup is made here, where no countdown runs. Left
out: storing records (``store``).
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from coach.services.assembly import Coach
from coach.store.ledger import RESTORABLE
from coach.system.guest import NoHomeError, home_folder


def farewell(coach: Coach, *, tells_trouble: bool = True) -> None:
    """Close the store and report its trouble on stderr; write records it could not take as a history file to import.

    ``tells_trouble`` False: a trouble that was already reported is not repeated, unless records were lost by it.

    The last good versions of the routines are saved here too: at the start it would take time, and they stay in memory.
    """
    coach.shelf.save()
    kept = coach.kept
    if kept is None:
        return
    training, now = coach.training, coach.training.clock.now()
    if not coach.shelf.unread:
        training.kept_history.keep(training.catalogue, training.replays, now)
    if kept.wrote:
        kept.purge(now - RESTORABLE)
    kept.close()  # tries once more to store what is only in memory
    if kept.wrote and coach.database is not None:
        from coach.store.backups.backups import keep_daily  # imported late: most commands write nothing

        keep_daily(coach.database, now)
    if kept.trouble and (tells_trouble or kept.unsaved()):
        print(f"coach: {kept.trouble}", file=sys.stderr)
    unsaved = kept.unsaved()
    if not unsaved:
        return
    from coach.domain.records.history import History
    from coach.library.formats.history_writing import write_history

    text = write_history(History.of(unsaved))
    path = _written(text)
    if path is None:
        print(text)
        print("coach: what you did could not be saved; it stands above. Keep it in a .toml file,", file=sys.stderr)
        again = "when the trouble is over: coach import FILE"
        then = "show it to whoever looks after the box." if coach.hosted else again
        print(f"coach: and {then}", file=sys.stderr)
    elif coach.hosted:
        where = f"what you did is in {path.name}, in your profile's folder"
        print(f"coach: {where}. Tell whoever looks after the box.", file=sys.stderr)
    else:
        print(f"coach: what you did is in {path}. When the trouble is over: coach import {path}", file=sys.stderr)


def _written(text: str) -> Path | None:
    """Where the text could be written: in the current folder, else in the home folder; None: nowhere."""
    from coach.system.whole_files import write_text

    name = f"coach-unsaved-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    folders: tuple[Callable[[], Path], ...] = (Path.cwd, home_folder)
    for folder in folders:
        try:
            path = _free(folder(), name)
            write_text(path, text)
        except (OSError, NoHomeError):
            continue
        return path
    return None


def _free(folder: Path, name: str) -> Path:
    """A path that does not exist yet: another coach may have ended in the same second."""
    path, number = folder / f"{name}.toml", 2
    while path.exists():
        path, number = folder / f"{name}-{number}.toml", number + 1
    return path
