"""A file or a folder as it was read last, and whether it changed since.

Left out: what the files make together (``library``), and what is seen of them (``stamps``).
"""

from collections.abc import Sequence
from pathlib import Path

from coach.library.disk.last_good import KeptDocument, Stamp
from coach.library.disk.layers import is_folder, toml_files
from coach.library.disk.stamps import DOUBTED, Sight, folder_sight, sight_of, stamp_in
from coach.library.disk.subfolders import passed_over
from coach.library.formats.reading import Kind, Reading, file_as, kind_in
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.sanitize import short
from coach.library.toml.source import Document, problem, read, text_of


class Held:
    """A file as it was read last; ``good``: it is in use, with no error, and its last good version itself.

    ``now`` None: it was not read yet. ``stale``: its last good version else, once it was asked for; ``looked``: it was,
    for there may be none. ``doubts``: looks in which its text is still compared. ``kind``: what it holds, as far as
    that is known: what its folder is for, until it was read.
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
        """Its stamp when it was read; None where it was no regular file."""
        return stamp_in(self.sight)

    def look(self) -> Sight:
        """How it looks now."""
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
        self.sight = None  # whoever asks next is told so, too
        return True

    def made(self, document: Document, *, stale: bool = False) -> Reading:
        """What a text of this file says."""
        return file_as(kind_in(self._folder, document), document, stale=stale)

    def take(self, now: Reading | Diagnostic, sight: Sight) -> None:
        """It was read, after it was seen like this."""
        self.now, self.sight, self.good = now, sight, False
        self.kind = self.kind if isinstance(now, Diagnostic) else now.holds
        trusted = not isinstance(now, Diagnostic) and isinstance(now.document, KeptDocument)
        self.doubts = 0 if trusted or stamp_in(sight) is None else DOUBTED

    def _holds_the_same(self) -> bool:
        if isinstance(self.now, Diagnostic):
            return read(self.path) == self.now
        return self.now is not None and text_of(self.path) == self.now.document.text


class Folder:
    """The TOML files that a folder holds. ``fault``: why it cannot be said. ``named``: it must be there.

    ``passed``: subfolders that hold TOML files and are not looked into, where ``looks`` for those.
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
        """Whether something in it came, went or was renamed since that is read, or would be: a draft is neither."""
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
    """Why there is no folder at a path that was named as one."""
    try:
        path.stat()
    except PermissionError:
        return "you have no permission to look at this folder"
    except (OSError, ValueError):
        return "there is no such folder"
    return "this is a file, not a folder"
