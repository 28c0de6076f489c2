"""The folder of removed files: what was put away, or had something else put in its place; and how it comes back.

Each time is a folder of its own below ``removed/``, named by when it was and what; in it each file stands as it stood
among one's own. Nothing of it is read as a routine, and nothing is thrown away but by its runner's word.
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
MOST = 1000
"""Times that are looked through; far more than anybody has."""
_NAME = re.compile(r"([0-9]{8}T[0-9]{6}Z)-([0-9]{2})-(.{1,80})")
_STAMP = "%Y%m%dT%H%M%SZ"


class CannotReturnError(Exception):
    """What was removed cannot come back. The message is a sentence that says why."""


class RemovedFiles(Struct, frozen=True):
    """What was removed at one time: when (UTC), what it was called, and its files as they stood among one's own."""

    at: datetime
    name: str
    folder: Path
    files: tuple[Path, ...]

    def is_called(self, name: str) -> bool:
        """Whether it was called so, or one of its files was."""
        return name == self.name or any(path.stem == name for path in self.files)

    @property
    def in_words(self) -> str:
        """What it is, safe to show."""
        return f"{short(self.name)} ({self.which})"

    @property
    def which(self) -> str:
        """Its files in short, safe to show."""
        more = f" and {len(self.files) - 1} more" if len(self.files) > 1 else ""
        return f"{short(self.files[0].name) if self.files else ''}{more}"


def folder() -> Path:
    """Where removed files are."""
    return config_folder() / FOLDER


def kept_away(paths: Iterable[Path], name: str, now: datetime) -> list[FileChange]:
    """The changes that keep a copy of these files in the folder of removed ones. Raises OSError where one is unread."""
    home = config_folder()
    files = [path for path in dict.fromkeys(paths) if os.path.lexists(path)]
    if not files:
        return []
    batch = _free(name, now)
    return [FileChange(batch / _place(path, home), path.read_bytes() if is_file(path) else b"") for path in files]


def removed(name: str = "") -> tuple[RemovedFiles, ...]:
    """What was removed, the last first; with ``name``, only what was called so, or holds such a file. Never raises."""
    try:
        with os.scandir(folder()) as entries:
            names = sorted((entry.name for entry in entries if entry.is_dir(follow_symlinks=False)), reverse=True)
    except OSError:
        return ()
    found = []
    for each in names[:MOST]:
        match = _NAME.fullmatch(each)
        if match:
            batch = folder() / each
            at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
            found.append(RemovedFiles(at, match[3], batch, tuple(_files(batch))))
    return tuple(each for each in found if each.files and (not name or each.is_called(name)))


def bring_back(what: RemovedFiles) -> tuple[Path, ...]:
    """Put it back where it was; the files. Raises CannotReturnError where something stands there now, and OSError."""
    home = config_folder()
    places = {path: home / path.relative_to(what.folder) for path in what.files}
    there = [place for place in places.values() if os.path.lexists(place)]
    if there:
        raise CannotReturnError(
            f"{short(there[0].name)} is there already: put that away first, or give it another id, then again."
        )
    changes = [FileChange(place, path.read_bytes()) for path, place in places.items()]
    carry_out([*changes, *(FileChange(path, None) for path in places)])
    _forget(what.folder)
    return tuple(places.values())


def throw_away(what: Iterable[RemovedFiles]) -> int:
    """Delete for good; how many files. Raises OSError."""
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
    """The folder is empty by now, but for folders."""
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
    """Where a file stands among one's own; one that stands elsewhere, by its name."""
    try:
        return path.absolute().relative_to(home.absolute())
    except ValueError:
        return Path(path.name)
