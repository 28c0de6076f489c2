"""Keeps each file's last good version beside the history, so that nobody loses a routine when its file breaks later.

It is also a cache of parsed files: while a file's stamp (times, size, inode) is unchanged, its kept tables are used.
Kept tables are checked like any file when they are used, so a damaged store costs time and nothing else.
"""

import json
import os
import stat
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import Document, read_document

if TYPE_CHECKING:
    from coach.library.toml.positions import Positions

LAST_GOOD_FOLDER = "kept"
"""The name of the store's folder, beside the database."""
MAX_KEPT_BYTES = 64_000_000
MARGIN_NS = 2_000_000_000
"""Nanoseconds. A file changed this shortly before the store was written may have changed again with the same stamp,
for a file system's clock is coarse; so it is not trusted."""
_FORMAT = 1

Stamp = tuple[int, int, int, int]
"""A file's mtime and ctime in nanoseconds, its size in bytes and its inode."""


def stamp_of(status: os.stat_result) -> Stamp | None:
    """The stamp of a regular file; None for anything else."""
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


class KeptDocument(Document, frozen=True, dict=True):
    """A document from the store, with tables but no text. The file is only read if places are needed for a message."""

    @cached_property
    def positions(self) -> "Positions":
        """The places of its keys; all at line 1, column 1 when the file is no longer readable."""
        from coach.library.toml.positions import Positions

        there = read_document(self.path)
        return Positions("" if isinstance(there, Diagnostic) else there.text)


class Kept:
    """The store of last good versions in ``folder``. Read when first asked, written by ``save``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shelves: dict[Path, _Shelf] = {}

    def same(self, path: Path, stamp: Stamp) -> Document | None:
        """The document at ``path``, if the file is still the one that was kept."""
        return self._shelf(path).same(path, stamp)

    def last_good(self, path: Path) -> Document | None:
        """The last good version of the file at ``path``, whatever the file holds now."""
        return self._shelf(path).last_good(path)

    def keep(self, document: Document, stamp: Stamp) -> None:
        """Make this the file's last good version."""
        self._shelf(document.path).keep(document, stamp)

    def keep_whole(self, path: Path, data: dict[str, Any]) -> None:
        """Keep, beside a file's last good version, the tables that it and the files it extends make together."""
        self._shelf(path).keep_whole(path, data)

    def whole(self, path: Path) -> Document | None:
        """What ``keep_whole`` kept for the file at ``path``; None when nothing was."""
        return self._shelf(path).whole(path)

    def save(self) -> None:
        """Write what changed, and forget files that are gone. Never raises: what is not written is parsed again."""
        for shelf in self._shelves.values():
            shelf.save()

    def _shelf(self, path: Path) -> "_Shelf":
        parent = path.parent
        shelf = self._shelves.get(parent)
        if shelf is None:
            # One store file per folder, so that reading the shipped routines never waits for a thousand own ones.
            name = f"{crc32(os.fsencode(parent)):08x}.json"
            shelf = self._shelves[parent] = _Shelf(self._folder / name, str(parent))
        return shelf


class _Shelf:
    """The files of one folder, by name."""

    def __init__(self, path: Path, parent: str) -> None:
        self._path = path
        self._parent = parent
        self._changed = False

    def same(self, path: Path, stamp: Stamp) -> Document | None:
        entry = self._files.get(path.name)
        if entry is None or not self._trusts(entry, stamp):
            return None
        return KeptDocument(path, "", entry[1])

    def last_good(self, path: Path) -> Document | None:
        entry = self._files.get(path.name)
        return None if entry is None else KeptDocument(path, "", entry[1])

    def keep(self, document: Document, stamp: Stamp) -> None:
        entry = self._files.get(document.path.name)
        if entry is None or not self._trusts(entry, stamp):
            self._files[document.path.name] = [list(stamp), document.data]
            self._changed = True

    def keep_whole(self, path: Path, data: dict[str, Any]) -> None:
        entry = self._files.get(path.name)
        if entry is not None and entry[2:] != [data]:
            entry[2:] = [data]
            self._changed = True

    def whole(self, path: Path) -> Document | None:
        entry = self._files.get(path.name)
        return None if entry is None or len(entry) < 3 else KeptDocument(path, "", entry[2])

    def save(self) -> None:
        if not self._changed:
            return
        from coach.system.whole_files import write_text

        folder = Path(self._parent)
        files = {name: entry for name, entry in self._files.items() if os.path.lexists(folder / name)}
        try:
            _make_private(self._path.parent)
            whole = {"format": _FORMAT, "folder": self._parent, "files": files}
            write_text(self._path, json.dumps(whole, separators=(",", ":"), default=_as_text))
        except (OSError, ValueError, TypeError, RecursionError):
            return
        self._changed = False

    @cached_property
    def _files(self) -> dict[str, list[Any]]:
        return _read(self._path, self._parent) or {}

    @cached_property
    def _trusted_before(self) -> int:
        """Nanoseconds since 1970: a file changed later may differ from its kept version although its stamp is equal."""
        try:
            return self._path.stat().st_mtime_ns - MARGIN_NS
        except OSError:
            return 0

    def _trusts(self, entry: list[Any], stamp: Stamp) -> bool:
        return tuple(entry[0]) == stamp and max(stamp[:2]) < self._trusted_before


def _make_private(folder: Path) -> None:
    """Make the folder and its missing parents with mode 0700: the history will be stored there too."""
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)


def _read(path: Path, parent: str) -> dict[str, list[Any]] | None:
    """The store's entries for the folder ``parent``, by file name; None when the file is not a sound store of it."""
    try:
        if path.stat().st_size > MAX_KEPT_BYTES:
            return None
        text = path.read_bytes()
        whole = json.loads(text)
        if _DAY_IN_JSON in text:  # hardly any file has one
            whole = _with_days(whole)
        if whole["format"] != _FORMAT or whole["folder"] != parent:
            return None
        files: dict[str, list[Any]] = whole["files"]
        fits: Callable[[Any], bool] = _is_entry
        return files if all(map(fits, files.values())) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


_DAY = "\0day "
_DAY_IN_JSON = json.dumps(_DAY)[1:-1].encode()
"""Marks a string as a date: TOML has dates, JSON has none."""


def _as_text(value: object) -> str:
    if type(value) is date:
        return f"{_DAY}{value}"
    raise TypeError(f"JSON has no word for {type(value).__name__}")


def _with_days(value: Any) -> Any:
    """The value with its marked strings turned back into dates."""
    if isinstance(value, dict):
        return {key: _with_days(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_days(each) for each in value]
    if isinstance(value, str) and value.startswith(_DAY):
        return date.fromisoformat(value.removeprefix(_DAY))
    return value


def _is_entry(entry: Any) -> bool:
    return len(entry) in (2, 3) and len(entry[0]) == 4 and all(type(data) is dict for data in entry[1:])
