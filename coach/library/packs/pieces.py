"""Takes apart what somebody hands over, files, folders and packs in any order, into single files.

Left out: adding them to the runner's own files (``intake``).
"""

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from coach.library.disk.layers import COURSES, EXERCISES, LESSONS, PROGRAMMES, ROUTINES, SETTINGS, is_folder, toml_files
from coach.library.disk.subfolders import passed_over
from coach.library.formats.kinds import FileKind, kind_of
from coach.library.formats.packs.pack_file import MAX_FILES, pack_of, read_packed
from coach.library.formats.packs.pack_sign import is_pack
from coach.library.formats.reading import Kind
from coach.library.toml.amount import things
from coach.library.toml.diagnostics import Diagnostic, has_errors
from coach.library.toml.fields import is_slug
from coach.library.toml.sanitize import short
from coach.library.toml.source import MAX_FILE_BYTES, Document, parse, problem, read_document, shown_path

BETWEEN = " » "
"""The separator between a pack's path and that of a file in it, in messages."""
MOST_BYTES = 8_000_000
"""The most bytes of all files together."""
MOST_THINGS = 200_000
"""The most elements (``amount``) of all files in packs together: 500 a file, and few files have 300."""
PIECE_KINDS: tuple[Kind, ...] = ("exercise", "routine", "course", "lessons")


class Piece(Struct, frozen=True, eq=False):
    """One file that was handed over: its kind, its id (may be empty), its name in messages (``label``).

    ``source``: its path; None for a file in a pack.
    """

    document: Document
    kind: Kind
    identity: str
    label: str
    source: Path | None = None


class Handed(Struct, frozen=True):
    """Everything that was handed over. ``left_out``: a sentence for each file that is not taken in.

    ``packs``: the names of the packs; ``texts``: the texts of the files in them, by label.
    """

    pieces: tuple[Piece, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    left_out: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def handed_over(paths: Iterable[Path]) -> Handed:
    """Everything in these files, folders and packs. Never raises, whatever is there."""
    taking = _Taking()
    for path in paths:
        if taking.is_full:
            break
        if is_folder(path):
            taking.folder(path)
        else:
            taking.file(path)
    return taking.handed()


def is_a_pack(path: Path) -> bool:
    """Whether the file at a path is a pack, valid or not, or so large that it can only be one."""
    document = read_packed(path)
    if isinstance(document, Diagnostic):
        return _is_large(path)
    return is_pack(document.data)


def _is_large(path: Path) -> bool:
    """Whether a file is larger than any file except a pack may be."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size > MAX_FILE_BYTES


class _Taking:
    """Collects the files of what is handed over, one thing after the other."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._found: list[Diagnostic] = []
        self._left_out: list[str] = []
        self._packs: list[str] = []
        self._texts: dict[str, str] = {}
        self._seen: set[str] = set()
        self._bytes = 0
        self._things = 0
        self.is_full = False

    def handed(self) -> Handed:
        """Everything that was collected."""
        return Handed(tuple(self._pieces), tuple(self._found), tuple(self._left_out), tuple(self._packs), self._texts)

    def folder(self, folder: Path) -> None:
        """Add the files of a folder, from the same places as in a layer."""
        self._found += passed_over(folder)
        before = len(self._pieces)
        for home in (folder, folder / ROUTINES):
            for name in ("", EXERCISES, PROGRAMMES, COURSES, LESSONS):
                try:
                    paths = toml_files(home / name if name else home)
                except OSError as error:
                    self._found.append(problem(home / name, f"the folder cannot be read: {error.strerror}"))
                    continue
                for path in paths:
                    if not self.is_full:
                        self.file(path, named=False)
        if len(self._pieces) == before and not has_errors(self._found):
            self._found.append(problem(folder, "there is no file of ours in this folder"))

    def file(self, path: Path, *, named: bool = True) -> None:
        """Add a file or a pack. ``named``: it was given by its own path, not found in a folder."""
        real = os.path.realpath(path)
        if real in self._seen:
            return
        self._seen.add(real)
        document = read_packed(path)
        if isinstance(document, Document) and is_pack(document.data):
            self._pack(path, document)
            return
        if not _is_large(path) if isinstance(document, Diagnostic) else len(document.text) > MAX_FILE_BYTES:
            document = read_document(path)
        if isinstance(document, Diagnostic):
            self._found.append(document)
        elif not named and (path.name == SETTINGS or kind_of(document) in _NOT_TAKEN):
            self._left_out.append(f"{short(path.name)} is left out: {_NOT_TAKEN.get(kind_of(document), 'settings')}.")
        else:
            self._take(document, shown_path(path), path)

    def _pack(self, path: Path, document: Document) -> None:
        pack = pack_of(document)
        self._found += pack.diagnostics
        if has_errors(pack.diagnostics):
            return
        self._packs.append(pack.name)
        for packed in pack.files:
            label = f"{shown_path(path)}{BETWEEN}{packed.path}"
            self._texts[label] = packed.text
            self._things += things(packed.text, MOST_THINGS + 1)
            if self._things > MOST_THINGS:
                self.is_full = True
                many = f"the files of a pack hold at most {MOST_THINGS:,} keys and values together; take it in parts"
                self._found.append(_named(problem(path, many), label))
                return
            inner = parse(Path("/", *packed.path.split("/")), packed.text)
            if isinstance(inner, Diagnostic):
                self._found.append(_named(inner, label))
            elif not self.is_full:
                self._take(inner, label, None)

    def _take(self, document: Document, label: str, source: Path | None) -> None:
        kind, identity = _KIND_OF.get(kind_of(document)), document.data.get("id")
        if kind is None:
            said = f"this is {_NOT_TAKEN[kind_of(document)]}, and no routine, exercise, course or lessons"
            self._found.append(_named(problem(document.path, said), label))
            return
        if any(other.kind == kind and other.identity == identity and other.document.data == document.data
               for other in self._pieces):  # fmt: skip
            return  # the same file again
        self._bytes += len(document.text)
        if len(self._pieces) >= MAX_FILES or self._bytes > MOST_BYTES:
            self.is_full = True
            most = f"at most {MAX_FILES} files and {MOST_BYTES:,} bytes are taken in at once; take these in parts"
            self._found.append(_named(problem(document.path, most), label))
            return
        identity = identity if isinstance(identity, str) and is_slug(identity) else ""
        self._pieces.append(Piece(document, kind, identity, label, source))


def twice(pieces: Sequence[Piece]) -> list[Diagnostic]:
    """An error for each id that two different files of the same kind have."""
    first: dict[tuple[Kind, str], Piece] = {}
    found = []
    for piece in pieces:
        other = first.setdefault((piece.kind, piece.identity), piece)
        if other is not piece and piece.identity and other.document.data != piece.document.data:
            line, column = piece.document.positions.of(("id",))
            said = f'the {piece.kind} id "{piece.identity}" is given by {other.label}, too: take in one of them'
            found.append(Diagnostic(piece.label, line, column, "error", "id", said))
    return found


def _named(diagnostic: Diagnostic, label: str) -> Diagnostic:
    return replace(diagnostic, path=label)


_KIND_OF: Mapping[FileKind, Kind] = {kind: kind for kind in PIECE_KINDS}
_NOT_TAKEN: dict[FileKind, str] = {
    "history": "a history (coach import FILE)",
    "settings": "a file of settings",
    "caps": "a group's caps (coach publish FILE --group NAME)",
    "pack": "a pack within a pack",
}
