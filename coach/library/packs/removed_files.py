"""The folder of removed files: files that were removed or replaced, and how to restore them.

Each removal has its own folder below ``removed/``, named after its time and its name; inside, each file has the same
relative path as it had in the runner's folder. Nothing in it is loaded, and nothing is deleted unless the runner asks.
"""

import os
import re
import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from coach.library.disk.layers import config_folder, is_file
from coach.library.packs.transaction import FileChange, carry_out
from coach.library.toml.sanitize import short

FOLDER = "removed"
MOST_REMOVALS = 1000
"""The most removals that are listed; far more than anybody has."""
_NAME = re.compile(r"([0-9]{8}T[0-9]{6}Z)-([0-9]{2})-(.{1,80})")
_STAMP = "%Y%m%dT%H%M%SZ"


class CannotReturnError(Exception):
    """Raised when removed files cannot be restored. The message is a sentence that says why."""


class RemovedFiles(Struct, frozen=True):
    """One removal: its time (UTC), its name, its folder, and its files there."""

    at: datetime
    name: str
    folder: Path
    files: tuple[Path, ...]

    def is_called(self, name: str) -> bool:
        """Whether this is the name of the removal or of one of its files."""
        return name == self.name or any(path.stem == name for path in self.files)

    @property
    def in_words(self) -> str:
        """The removal's name and its files in short, safe to show."""
        return f"{short(self.name)} ({self.which})"

    @property
    def which(self) -> str:
        """Its files in short, safe to show."""
        more = f" and {len(self.files) - 1} more" if len(self.files) > 1 else ""
        return f"{short(self.files[0].name) if self.files else ''}{more}"


def folder() -> Path:
    """The folder of removed files."""
    return config_folder() / FOLDER


def kept_away(paths: Iterable[Path], name: str, now: datetime) -> list[FileChange]:
    """The changes that copy these files into the folder of removed files. Raises OSError when one cannot be read."""
    home = config_folder()
    files = [path for path in dict.fromkeys(paths) if os.path.lexists(path)]
    if not files:
        return []
    batch = _free(name, now)
    return [FileChange(batch / _place(path, home), path.read_bytes() if is_file(path) else b"") for path in files]


def removals(name: str = "") -> tuple[RemovedFiles, ...]:
    """All removals, the latest first; with ``name``, only those with this name or such a file. Never raises."""
    try:
        with os.scandir(folder()) as entries:
            names = sorted((entry.name for entry in entries if entry.is_dir(follow_symlinks=False)), reverse=True)
    except OSError:
        return ()
    found = []
    for each in names[:MOST_REMOVALS]:
        match = _NAME.fullmatch(each)
        if match:
            batch = folder() / each
            at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
            found.append(RemovedFiles(at, match[3], batch, tuple(_files(batch))))
    return tuple(each for each in found if each.files and (not name or each.is_called(name)))


def restore_files(what: RemovedFiles) -> tuple[Path, ...]:
    """Restore a removal's files and return their paths. Raises CannotReturnError when a path is taken, and OSError."""
    home = config_folder()
    places = {path: home / path.relative_to(what.folder) for path in what.files}
    there = [place for place in places.values() if os.path.lexists(place)]
    if there:
        raise CannotReturnError(
            f"{short(there[0].name)} is there already: put that away first, or give it another id, then try again."
        )
    changes = [FileChange(place, path.read_bytes()) for path, place in places.items()]
    carry_out([*changes, *(FileChange(path, None) for path in places)])
    _forget(what.folder)
    return tuple(places.values())


def delete_removals(what: Iterable[RemovedFiles]) -> int:
    """Delete removals for good and return how many files they held. Raises OSError."""
    count = 0
    for each in what:
        count += len(each.files)
        shutil.rmtree(each.folder)
    return count


def _files(batch: Path) -> Sequence[Path]:
    found = [
        Path(top) / name for top, _, names in os.walk(batch) for name in names if not name.endswith((".old", ".new"))
    ]
    return sorted(path for path in found if is_file(path) and not path.is_symlink())


def _forget(batch: Path) -> None:
    """Delete a removal's folder, which holds only empty folders by now."""
    for top, _, _ in os.walk(batch, topdown=False):
        try:
            Path(top).rmdir()
        except OSError:
            return


def _free(name: str, now: datetime) -> Path:
    stamp = now.astimezone(UTC).strftime(_STAMP)
    label = re.sub(r"[^a-z0-9-]", "-", name.lower())[:80] or "files"
    free = (folder() / f"{stamp}-{number:02}-{label}" for number in range(100))
    return next(path for path in free if not os.path.lexists(path))


def _place(path: Path, home: Path) -> Path:
    """A file's path relative to the runner's folder; for a file outside it, its name."""
    try:
        return path.absolute().relative_to(home.absolute())
    except ValueError:
        return Path(path.name)
