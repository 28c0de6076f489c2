"""Files and folders as they were last read, and whether they changed since.

Left out: the library that they make together (``library``), and how a change is noticed (``stamps``).
"""

from collections.abc import Sequence
from pathlib import Path

from coach.library.disk.last_good import KeptDocument, Stamp
from coach.library.disk.layers import is_folder, toml_files
from coach.library.disk.stamps import DOUBTED, Sight, folder_sight, sight_of, stamp_in
from coach.library.disk.subfolders import passed_over
from coach.library.formats.reading import Kind, Reading, file_as, kind_in_folder
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.sanitize import short
from coach.library.toml.source import Document, problem, raw_text, read_document


class Held:
    """A file as it was last read (``now``; None before that). ``good``: it is in use and without errors.

    ``stale``: the last good version of a file that is not good; ``looked``: whether that was looked up, for there may
    be none. ``doubts``: for how many more polls its text is compared, too. ``kind``: what it holds: until it was read,
    what its folder is for.
    """

    __slots__ = ("_folder", "_where", "doubts", "good", "kind", "looked", "now", "path", "sight", "stale")

    def __init__(self, path: Path, folder: Kind) -> None:
        self.path = path
        self._where = str(path)
        self._folder = folder
        self.kind = folder
        self.sight: Sight | None = None
        self.doubts = 0
        self.now: Reading | Diagnostic | None = None
        self.good = False
        self.stale: Reading | None = None
        self.looked = False

    @property
    def stamp(self) -> Stamp | None:
        """Its stamp when it was read; None when it was not a regular file."""
        return stamp_in(self.sight)

    def look(self) -> Sight:
        """Its sight (``stamps``) now."""
        return sight_of(self._where)

    def differs(self) -> bool:
        """Whether it changed since it was read, or was not read yet."""
        if self.now is None or self.sight != sight_of(self._where):
            return True
        if not self.doubts:
            return False
        self.doubts -= 1
        if self._holds_the_same():
            return False
        self.sight = None  # so that the next call returns True as well
        return True

    def made(self, document: Document, *, stale: bool = False) -> Reading:
        """Read ``document``, a version of this file, as the kind that it is in its folder."""
        return file_as(kind_in_folder(self._folder, document), document, stale=stale)

    def take(self, now: Reading | Diagnostic, sight: Sight) -> None:
        """Store what was read, and ``sight``, taken just before reading."""
        self.now, self.sight, self.good = now, sight, False
        self.kind = self.kind if isinstance(now, Diagnostic) else now.holds
        trusted = not isinstance(now, Diagnostic) and isinstance(now.document, KeptDocument)
        self.doubts = 0 if trusted or stamp_in(sight) is None else DOUBTED

    def _holds_the_same(self) -> bool:
        if isinstance(self.now, Diagnostic):
            return read_document(self.path) == self.now
        return self.now is not None and raw_text(self.path) == self.now.document.text


class Folder:
    """The TOML files in a folder (``paths``). ``fault``: why it cannot be listed. ``named``: the folder must exist.

    ``passed``: warnings for subfolders whose TOML files are not read; empty unless ``looks``.
    """

    def __init__(self, path: Path, *, named: bool = False, looks: bool = False) -> None:
        self.path = path
        self._named = named
        self._looks = looks
        self.passed = self._passed_over()
        self.sight = folder_sight(path)
        self._doubts = DOUBTED
        self.paths, self.fault = self._list()

    def differs(self) -> bool:
        """Whether a file that is read was added, removed or renamed since; drafts are hidden files and do not count."""
        sight = folder_sight(self.path)
        if self.sight != sight:
            if (self.paths, self.fault) != self._list() or self.passed != self._passed_over():
                return True
            self.sight, self._doubts = sight, DOUBTED
            return False
        if not self._doubts:
            return False
        self._doubts -= 1
        return (self.paths, self.fault) != self._list()

    def _passed_over(self) -> tuple[Diagnostic, ...]:
        return passed_over(self.path) if self._looks else ()

    def _list(self) -> tuple[Sequence[Path], Diagnostic | None]:
        if self._named and not is_folder(self.path):
            return (), problem(self.path, _why_no_folder(self.path))
        try:
            return toml_files(self.path), None
        except OSError as error:
            reason = short(error.strerror or str(error))
            return (), problem(self.path, f"the folder cannot be read: {reason}")


def _why_no_folder(path: Path) -> str:
    """Why a path given as a folder is none."""
    try:
        path.stat()
    except PermissionError:
        return "you have no permission to look at this folder"
    except (OSError, ValueError):
        return "there is no such folder"
    return "this is a file, not a folder"
