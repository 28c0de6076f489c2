"""Reads and writes packs: one TOML file that holds several, ``format = 1``, ``pack = "…"``, ``[[file]]`` (path, text).

A pack is untrusted: a path is a label of a few plain letters and never followed, every size is bounded, and each
problem becomes a message. Left out: what the files in it say (``library.packs``).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from coach.library.disk.layers import COURSES, EXERCISES, LESSONS, PROGRAMMES, ROUTINES
from coach.library.toml.amount import holds_more
from coach.library.toml.checker import Field, Problems, Table, shown_value
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.fields import MAX_SLUG, Only, Text
from coach.library.toml.lists import tables_in
from coach.library.toml.source import MAX_FILE_BYTES, Document, problem, read_document

ENDING = ".coach.toml"
"""The end of a pack's file name, so that people recognise it."""
MAX_PACK_BYTES = 4_000_000
MAX_FILES = 400
MOST_IN_A_PACK = 50 * MAX_FILES
"""The most elements (``amount``) of a pack; each file in it takes about eight."""
_FOLDERS = (EXERCISES, PROGRAMMES, COURSES, LESSONS)
_PATH = re.compile(rf"(?:{ROUTINES}/)?(?:(?:{'|'.join(_FOLDERS)})/)?[a-z0-9]+(?:-[a-z0-9]+)*\.toml")
_LONGEST_PATH = MAX_SLUG + 40
_AS = "write it as routines/my-care.toml, exercises/my-move.toml, courses/my-weeks.toml or lessons/my-cards.toml"


class Packed(Struct, frozen=True):
    """One file of a pack: the path that it claims, which is checked, and its text, which is not."""

    path: str
    text: str


class Pack(Struct, frozen=True):
    """A pack that was read. ``files`` are the valid ones; with errors among ``diagnostics``, none may be used."""

    name: str = ""
    files: tuple[Packed, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class PackPath:
    """The path of a file in a pack: at most two of the known folders, and a name that is an id."""

    def read(self, value: object, table: Table, key: str) -> str | None:
        """The path, which cannot lead outside a layer's folders."""
        if type(value) is str and len(value) <= _LONGEST_PATH and _PATH.fullmatch(value):
            return value
        table.wrong(key, f"{_path_trouble(value)}; {_AS}")
        return None


class PackText:
    """A file's text, unchanged; its content is checked later, when it is read as its kind of file."""

    def read(self, value: object, table: Table, key: str) -> str | None:
        """The text, line ends included."""
        if type(value) is not str:
            table.wrong(key, f"must be text in quotes, got {shown_value(value)}")
        elif len(value) > MAX_FILE_BYTES or len(value.encode(errors="replace")) > MAX_FILE_BYTES:
            table.wrong(key, f"is too large: more than {MAX_FILE_BYTES:,} bytes")
        else:
            return value
        return None


class _Files:
    """The ``[[file]]`` tables."""

    def read(self, value: object, table: Table, key: str) -> list[tuple[Table, Packed]] | None:
        """The valid files, each with its cursor."""
        found = []
        for index, data in tables_in(value, table, key, MAX_FILES, "[[file]]") or ():
            if table.problems.full:
                break
            inner = Table(data, table.problems, (key, index), f"file {index + 1}", "path")
            values = inner.read(_FIELDS_OF_A_FILE, ("path", "text"))
            if len(values) == len(_FIELDS_OF_A_FILE):
                found.append((inner, Packed(**values)))
        return found


_FIELDS_OF_A_FILE: Mapping[str, Field] = {"path": PackPath(), "text": PackText()}
FILE_FIELDS: Mapping[str, Field] = {"format": Only(1), "pack": Text(needed=True), "file": _Files()}
"""The keys at the top of a pack."""


def read_pack(path: Path) -> Pack:
    """Read the pack at ``path``. Never raises, whatever is there."""
    document = read_packed(path)
    return Pack(diagnostics=(document,)) if isinstance(document, Diagnostic) else pack_of(document)


def read_packed(path: Path) -> Document | Diagnostic:
    """Read a file that may be a pack: it may be larger than other files, but not hold very many elements."""
    from coach.library.toml.source import raw_text

    text = raw_text(path, MAX_PACK_BYTES)
    if text is not None and holds_more(text, MOST_IN_A_PACK):
        # Parsing would create a value for each before they could be counted.
        return problem(path, f"a pack holds at most {MAX_FILES} files, and this one looks as if it held many more")
    return read_document(path, MAX_PACK_BYTES)


def pack_of(document: Document) -> Pack:
    """The pack of a parsed file."""
    problems = Problems(document)
    top = Table(document.data, problems)
    values = top.read(FILE_FIELDS, ("format",))
    if "pack" not in document.data:
        top.say('"pack" is missing: it names the pack, as in pack = "anna"', "pack")
    files: Sequence[tuple[Table, Packed]] = values.get("file", ())
    if not document.data.get("file"):
        top.say("the pack is empty: it needs at least one [[file]] with path and text", "file")
    places: dict[str, int] = {}
    for number, (inner, packed) in enumerate(files, 1):
        place = packed.path.removeprefix(f"{ROUTINES}/")
        if place in places:
            inner.say(f"this path is given twice; the first is file {places[place]}", "path")
        places.setdefault(place, number)
    return Pack(values.get("pack", ""), tuple(packed for _, packed in files), tuple(problems.diagnostics()))


def _path_trouble(value: object) -> str:
    """What is wrong with a path, the most alarming reason first."""
    if type(value) is not str:
        return f"must be text in quotes, got {shown_value(value)}"
    said = shown_value(value)
    if not value.isprintable():
        return f"holds characters that no name has, got {said}"
    if value.startswith(("/", "~", "\\")) or re.match(r"[A-Za-z]:", value):
        return f"names a place of a machine, got {said}"
    if ".." in re.split(r"[/\\]", value):
        return f"leads out of the folder, got {said}"
    if "\\" in value:
        return f"has slashes that lean the other way, got {said}"
    if len(value) > _LONGEST_PATH:
        return f"is too long, got {said}"
    return f"is none that a pack may have, got {said}"


# --- writing --------------------------------------------------------------------------------------------------------


def pack_text(name: str, files: Iterable[Packed], note: str = "") -> str:
    """A pack as text; reading it gives the same files. ``note``: lines for a comment at its top."""
    parts = [*(f"# {line}".rstrip() for line in note.splitlines()), "format = 1", f"pack = {_quoted(name)}", ""]
    for packed in files:
        parts += ["[[file]]", f"path = {_quoted(packed.path)}", f"text = {_long(packed.text)}", ""]
    return "\n".join(parts)


def _quoted(text: str) -> str:
    """A text as a quoted TOML string on one line."""
    import tomli_w

    return tomli_w.dumps({"x": text}).removeprefix("x = ").rstrip("\n")


def _long(text: str) -> str:
    """A longer text: unchanged between triple quotes, for people to read, if it can be written so; else quoted."""
    plain = "'''" not in text and not text.endswith("'") and all(sign.isprintable() or sign in "\n\t" for sign in text)
    if plain:
        return f"'''\n{text}'''"
    return _quoted(text)
