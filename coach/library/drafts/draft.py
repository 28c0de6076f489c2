"""A runner's own file while it is edited in the app: the saved text, and the unsaved one, which is kept on disk.

The text being edited has line feeds; it is written with the line ends that the file had at first. A byte order mark is
dropped, for UTF-8 needs none. Left out: checking the text (``trial``), and showing it (``tui``).
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from coach.domain.listing import capitalised
from coach.library.drafts.own_copy import OwnFile, UnreadableError, leads_away, why_unwritable
from coach.library.toml.source import MAX_FILE_BYTES, raw_text
from coach.system.whole_files import write_text

MOST_LINES = 50_000
"""The most lines of a text that can be edited: with more, each change would take seconds."""
MOST_ASIDE = 99
"""The most texts put aside beside one file; after that, the last of them is overwritten."""


class UnwritableError(Exception):
    """Raised when a text cannot be kept or saved. The message is a sentence that says why."""


class Draft:
    """One file that is edited. ``fenced``: nothing outside the runner's own folder is read or written."""

    def __init__(self, file: OwnFile, *, fenced: bool = False) -> None:
        """Read the file. Raises UnreadableError, and UnwritableError when ``fenced`` and it is outside the folder."""
        self.file = file
        self._fenced = fenced
        if fenced:
            _stay_inside(file.path)
            _stay_inside(file.draft)
        self.saved = ""
        """The saved text, or that of the file to be copied."""
        self.begin_anew()
        draft = raw_text(file.draft)
        self.left = None if draft is None else draft.replace("\r\n", "\n")
        """An unsaved text from an earlier session, if there is one that differs from the saved one."""
        if self.left == self.saved:
            self.left = None
        self._kept = self.left

    def begin_anew(self) -> None:
        """Read the file again and take its present text as the saved one. Raises UnreadableError, UnwritableError."""
        if self._fenced:
            _stay_inside(self.file.path)
        self._seen = self._there = raw_text(self.file.path, guess=True)
        before = self.file.beginning() if self._there is None else self._there
        if before.count("\n") > MOST_LINES:
            raise UnreadableError(f"It has more than {MOST_LINES:,} lines.")
        self._newline = "\r\n" if "\r\n" in before[: before.find("\n") + 1] else "\n"
        self.saved = before.replace("\r\n", "\n")

    @property
    def is_new(self) -> bool:
        """Whether the runner has no such file yet."""
        return self._there is None

    def is_kept(self, text: str) -> bool:
        """Whether this text is the one on disk, that of the draft or else the saved one, so that nothing is lost."""
        return text == (self.saved if self._kept is None else self._kept)

    def keep(self, text: str) -> None:
        """Keep an unsaved text on disk, as a draft. Raises UnwritableError."""
        if self.is_kept(text):
            return
        if text == self.saved:
            self._drop()
            return
        self._write(self.file.draft, text)
        self._kept = text

    @property
    def is_read_only(self) -> bool:
        """Whether the file's permissions forbid writing it."""
        return is_read_only(self.file.path)

    @property
    def is_gone(self) -> bool:
        """Whether the file existed, and is now missing or unreadable."""
        return self._there is not None and raw_text(self.file.path) is None

    def is_others_news(self) -> bool:
        """Whether somebody else changed the file since it was read or saved here, and since this was last asked."""
        now = raw_text(self.file.path, guess=True)
        before, self._seen = self._seen, now
        return now not in (before, self._there)

    def changed_elsewhere(self) -> bool:
        """Whether the file differs from what was read or saved here."""
        return raw_text(self.file.path, guess=True) != self._there

    def give_up(self) -> Path:
        """Put aside the unsaved text from before (``left``) and return its new path. Raises UnwritableError."""
        assert self.left is not None
        aside = put_aside(self.file.path, self._out(self.left), fenced=self._fenced)
        self.left = None
        self._drop()
        return aside

    def save(self, text: str) -> Path | None:
        """Write the text to its file, valid or not, and delete its draft. Raises UnwritableError.

        If somebody else changed the file meanwhile, their text is put aside, and its path returned; else None.
        """
        aside = None
        if self.changed_elsewhere() and (theirs := raw_text(self.file.path, guess=True)) is not None:
            aside = put_aside(self.file.path, theirs, fenced=self._fenced)
        self._write(self.file.path, text)
        self.saved = text
        self._seen = self._there = self._out(text)
        self._drop()
        return aside

    def _drop(self) -> None:
        with suppress(OSError):  # if it stays, the same text is offered again next time
            self.file.draft.unlink(missing_ok=True)
        self._kept = None

    def _write(self, path: Path, text: str) -> None:
        write_own_file(path, self._out(text), fenced=self._fenced)

    def _out(self, text: str) -> str:
        return text.replace("\n", self._newline) if self._newline != "\n" else text


def is_read_only(path: Path) -> bool:
    """Whether a file's permissions forbid writing it. They must be checked: writing replaces the file by a new one."""
    try:
        return not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK))
    except OSError:
        return False


def put_aside(path: Path, text: str, *, fenced: bool = False) -> Path:
    """Keep a text that is being replaced in a file beside ``path``, and return that path. Raises UnwritableError."""
    for number in range(1, MOST_ASIDE + 1):
        aside = path.with_name(f"{path.name}.old{number if number > 1 else ''}")
        if not os.path.lexists(aside) or raw_text(aside) == text:
            break
    write_own_file(aside, text, fenced=fenced)
    return aside


def write_own_file(path: Path, text: str, *, fenced: bool = False) -> None:
    """Write a runner's own file atomically. Raises UnwritableError."""
    if fenced:
        _stay_inside(path)
    if len(text.encode()) > MAX_FILE_BYTES:
        raise UnwritableError(f"This is more than a file may hold: {MAX_FILE_BYTES:,} bytes.")
    try:
        write_text(path, text)
    except OSError as error:
        raise UnwritableError(capitalised(why_unwritable(path, error))) from error


def _stay_inside(path: Path) -> None:
    """Raise UnwritableError if a link at ``path`` leads out of the runner's own folder."""
    if leads_away(path):
        raise UnwritableError(f"{path.name} is a link that leads away from your own files: it is not followed.")
