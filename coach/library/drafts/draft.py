"""A file of one's own while it is edited in the app: what is saved, and what is kept of it meanwhile.

The text in hand has plain line ends; what is written has those that the file began with. A byte order mark is dropped:
UTF-8 needs none. Left out: what is right in the text (``trial``), and showing it (``tui``).
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from coach.library.drafts.own_copy import OwnFile, UnreadableError, leads_away, why_unwritable
from coach.library.toml.source import MAX_BYTES, text_of
from coach.library.toml.writing import write_text

MOST_LINES = 50_000
"""Lines of a text that is edited: with more, every change of it would take seconds."""
MOST_ASIDE = 99
"""Texts that are put aside beside one file; then the last of them is written over."""


class UnwritableError(Exception):
    """A text could not be kept or saved. The message is a sentence that says why."""


class Draft:
    """One file that is edited. ``fenced``: nothing outside the folder of one's own files is read or written."""

    def __init__(self, file: OwnFile, *, fenced: bool = False) -> None:
        """Take up the file. Raises UnreadableError when it cannot be read, UnwritableError when it must not be."""
        self.file = file
        self._fenced = fenced
        if fenced:
            _stay_inside(file.path)
            _stay_inside(file.draft)
        self.saved = ""
        """The text as it is saved, or as it was copied."""
        self.begin_anew()
        draft = text_of(file.draft)
        self.left = None if draft is None else draft.replace("\r\n", "\n")
        """A text that was left unsaved before, if there is one that differs."""
        if self.left == self.saved:
            self.left = None
        self._kept = self.left

    def begin_anew(self) -> None:
        """Take the file as it is now for what is saved. Raises UnreadableError, UnwritableError."""
        if self._fenced:
            _stay_inside(self.file.path)
        self._seen = self._there = text_of(self.file.path, guess=True)
        before = self.file.beginning() if self._there is None else self._there
        if before.count("\n") > MOST_LINES:
            raise UnreadableError(f"It has more than {MOST_LINES:,} lines.")
        self._newline = "\r\n" if "\r\n" in before[: before.find("\n") + 1] else "\n"
        self.saved = before.replace("\r\n", "\n")

    @property
    def is_new(self) -> bool:
        """Whether there is no file of one's own yet."""
        return self._there is None

    def is_kept(self, text: str) -> bool:
        """Whether nothing of this text would be lost."""
        return text == (self.saved if self._kept is None else self._kept)

    def keep(self, text: str) -> None:
        """Keep a text that is not saved, on disk. Raises UnwritableError."""
        if self.is_kept(text):
            return
        if text == self.saved:
            self._drop()
            return
        self._write(self.file.draft, text)
        self._kept = text

    @property
    def is_read_only(self) -> bool:
        """Whether somebody has made the file one that is not to be written."""
        return is_read_only(self.file.path)

    @property
    def is_gone(self) -> bool:
        """Whether there was a file, and there is none any more that can be read."""
        return self._there is not None and text_of(self.file.path) is None

    def is_others_news(self) -> bool:
        """Whether the file is another than when this was asked last, taken up, or saved here."""
        now = text_of(self.file.path, guess=True)
        before, self._seen = self._seen, now
        return now not in (before, self._there)

    def changed_elsewhere(self) -> bool:
        """Whether the file is not any more what it was when it was taken up, or saved here."""
        return text_of(self.file.path, guess=True) != self._there

    def give_up(self) -> Path:
        """Put aside the text that was left unsaved; where it is now. Raises UnwritableError."""
        assert self.left is not None
        aside = put_aside(self.file.path, self._out(self.left), fenced=self._fenced)
        self.left = None
        self._drop()
        return aside

    def save(self, text: str) -> Path | None:
        """Put the text into its file, right or wrong; its draft is done with. Raises UnwritableError.

        What somebody else has put there meanwhile is put aside: then where it is now is answered.
        """
        aside = None
        if self.changed_elsewhere() and (theirs := text_of(self.file.path, guess=True)) is not None:
            aside = put_aside(self.file.path, theirs, fenced=self._fenced)
        self._write(self.file.path, text)
        self.saved = text
        self._seen = self._there = self._out(text)
        self._drop()
        return aside

    def _drop(self) -> None:
        with suppress(OSError):  # then the same text is offered again
            self.file.draft.unlink(missing_ok=True)
        self._kept = None

    def _write(self, path: Path, text: str) -> None:
        put(path, self._out(text), fenced=self._fenced)

    def _out(self, text: str) -> str:
        return text.replace("\n", self._newline) if self._newline != "\n" else text


def is_read_only(path: Path) -> bool:
    """Whether there is a file that is not to be written: a new one would take its place all the same."""
    try:
        return not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK))
    except OSError:
        return False


def put_aside(path: Path, text: str, *, fenced: bool = False) -> Path:
    """Keep a text that another one takes the place of, beside ``path``; where it is now. Raises UnwritableError."""
    for number in range(1, MOST_ASIDE + 1):
        aside = path.with_name(f"{path.name}.old{number if number > 1 else ''}")
        if not os.path.lexists(aside) or text_of(aside) == text:
            break
    put(aside, text, fenced=fenced)
    return aside


def put(path: Path, text: str, *, fenced: bool = False) -> None:
    """Write one's own file, whole or not at all. Raises UnwritableError."""
    if fenced:
        _stay_inside(path)
    if len(text.encode()) > MAX_BYTES:
        raise UnwritableError(f"This is more than a file may hold: {MAX_BYTES:,} bytes.")
    try:
        write_text(path, text)
    except OSError as error:
        raise UnwritableError(_sentence(why_unwritable(path, error))) from error


def _stay_inside(path: Path) -> None:
    """Where a runner has this one folder only, a link must not lead out of it."""
    if leads_away(path):
        raise UnwritableError(f"{path.name} is a link that leads away from your own files: it is not followed.")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
