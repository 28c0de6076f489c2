"""Plans how files that were handed over join the runner's own: where each goes, what it replaces, what is wrong.

It resolves the library as a start would, so that what is shown is what will be trained.
Left out: asking and telling (``cli``), and writing (``transaction``).
"""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from coach.domain.exercises.exercise import Exercise
from coach.library.disk.layers import EXERCISES, Layer, up_to
from coach.library.drafts.own_copy import home_in, leads_away, with_schema
from coach.library.formats.reading import FileGroup, Kind, course_file, exercise_file, file_as, routine_file
from coach.library.formats.template import UnusualError
from coach.library.packs.id_places import renamed, spots
from coach.library.packs.pieces import Piece
from coach.library.packs.removed_files import kept_away
from coach.library.packs.transaction import FileChange
from coach.library.shelf.check import check_lessons
from coach.library.shelf.clashes import Clash, ClashChoice, changed_by, clashes, made_way, with_both, with_mine
from coach.library.shelf.in_use import Origin
from coach.library.shelf.lesson_shelf import LessonShelf
from coach.library.shelf.library import Library, combine, read_layer
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import Document, parse, raw_text, shown_path


class FileState(Enum):
    """How an incoming file relates to existing ones."""

    NEW = "new"
    SAME = "there already, the same"
    REPLACES = "replaces yours"
    HIDES = "takes the place of"


class FilePlace(Struct, frozen=True):
    """An incoming file with its place. ``below``: the layer whose thing with this id it hides; ``above``: the layer
    that hides it. Both are empty when there is none.
    """

    piece: Piece
    document: Document
    state: FileState
    below: str = ""
    above: str = ""

    @property
    def path(self) -> Path:
        """The path to which it is to be written."""
        return self.document.path

    @property
    def identity(self) -> str:
        """Its id, which may be a new one."""
        return str(self.document.data.get("id", ""))


class Intake(Struct, frozen=True):
    """The plan for all files. ``open``: exercises that would have two meanings, as long as no choice was made.

    ``wrong``: errors and warnings, with the labels of the incoming files as paths. ``changed``: new texts of the
    runner's other files; None for one to be deleted. ``affected``: the names of other routines whose training changes.
    ``left``: the ids of exercises that are not taken in, as the runner's own stay.
    """

    places: tuple[FilePlace, ...]
    before: Library
    library: Library
    wrong: tuple[Diagnostic, ...] = ()
    open: tuple[Clash, ...] = ()
    changed: Mapping[Path, str | None] = field(default_factory=dict)
    affected: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def written(self) -> tuple[FilePlace, ...]:
        """The files to be written: those that do not exist already with the same text."""
        return tuple(place for place in self.places if place.state is not FileState.SAME)

    def changes(self, name: str, now: datetime) -> list[FileChange]:
        """The changes to carry out; replaced files are kept among the removed files. Raises OSError.

        ``name``: what the removed files are listed under.
        """
        puts = [FileChange.of_text(place.path, place.document.text) for place in self.written]
        puts += [FileChange(path, None if text is None else text.encode()) for path, text in self.changed.items()]
        return [*kept_away([change.path for change in puts], name, now), *puts]


def plan_intake(
    pieces: Sequence[Piece],
    layer: Layer,
    known: Sequence[Layer],
    choice: ClashChoice | None = None,
    *,
    fenced: bool = False,
) -> Intake:
    """Plan adding the files to a layer. ``known``: all layers, lowest first; ``choice``: which meaning clashes keep.

    Raises UnusualError when the choice cannot be applied automatically, or, with ``fenced``, a link leads out of the
    runner's own folder.
    """
    before = combine([read_layer(each) for each in known])
    lessons = LessonShelf(known).refresh().origins
    own_library = combine([read_layer(each) for each in up_to(layer, known)])
    own = own_library.origins
    documents = {piece: _at(piece, _home(piece, layer, own, lessons)) for piece in pieces}
    if fenced and (away := [each.path.name for each in documents.values() if leads_away(each.path)]):
        raise UnusualError(f"{away[0]} is a link that leads away from your own files: it is not followed.")
    kept = _kept(documents, own_library.catalogue.exercises) if choice in ("mine", "both") else frozenset()
    gone = {each.path for piece, each in documents.items() if piece not in kept}
    gone |= {piece.source for piece in pieces if piece.source is not None}
    hidden = frozenset(os.path.realpath(path) for path in gone)
    groups = [read_layer(each, without=hidden) for each in known]
    there = combine(groups)
    found = {piece: _clashes(piece, documents[piece], groups, layer, there, stays=piece in kept) for piece in pieces}
    open_ones = _each_once([clash for each in found.values() for clash in each])
    changed: dict[Path, str | None] = {}
    if open_ones and choice is not None:
        documents, changed = _settled(documents, found, choice, layer)
    library = _with(documents, changed, groups, layer, known, hidden)
    labels = {shown_path(document.path): piece.label for piece, document in documents.items()}
    wrong = [replace(each, path=labels[each.path]) for each in library.diagnostics if each.path in labels]
    taught = [document for piece, document in documents.items() if piece.kind == "lessons"]
    wrong += [replace(each, path=labels.get(each.path, each.path)) for each in check_lessons(taught, known)]
    places = tuple(_place(piece, document, before, own, lessons, layer) for piece, document in documents.items())
    mine = {place.identity for place in places if place.piece.kind == "routine"}
    names = {each.name for each in library.catalogue.routines.values() if each.id in mine}
    affected = tuple(name for name in changed_by(before.catalogue, library.catalogue, "") if name not in names)
    unsaid = open_ones if choice is None else ()
    left = tuple(piece.identity for piece in pieces if piece not in documents)
    return Intake(places, before, library, tuple(wrong), unsaid, changed, affected, left)


def _home(piece: Piece, layer: Layer, own: Mapping[tuple[Kind, str], Origin], lessons: Mapping[str, Origin]) -> Path:
    """The path for a file: that of the layer's file with this id, else a new one named after the id."""
    there = lessons.get(piece.identity) if piece.kind == "lessons" else own.get((piece.kind, piece.identity))
    is_inline = piece.kind == "exercise" and there is not None and there.path.parent.name != EXERCISES
    if there is not None and there.layer == layer.name and not is_inline:
        return there.path
    return home_in(layer.folder, piece.kind) / f"{piece.identity or piece.document.path.stem}.toml"


def _at(piece: Piece, path: Path) -> Document:
    text = with_schema(piece.document.text.replace("\r\n", "\n"), path, piece.kind)
    return Document(path, text, piece.document.data)


def _kept(documents: Mapping[Piece, Document], there: Mapping[str, Exercise]) -> frozenset[Piece]:
    """The exercises whose place holds one that means something else, where what is there is not to be replaced."""
    return frozenset(
        piece
        for piece, document in documents.items()
        if piece.kind == "exercise"
        and os.path.lexists(document.path)
        and exercise_file(document).exercise not in (None, there.get(piece.identity))
    )


def _clashes(
    piece: Piece, document: Document, groups: Sequence[FileGroup], layer: Layer, library: Library, *, stays: bool
) -> Sequence[Clash]:
    if piece.kind in ("lessons", "course"):
        return ()
    return clashes(file_as(piece.kind, document), groups, layer.name, library, stays=stays)


def _each_once(found: Sequence[Clash]) -> tuple[Clash, ...]:
    return tuple({clash.theirs.id: clash for clash in found}.values())


def _settled(
    documents: Mapping[Piece, Document], found: Mapping[Piece, Sequence[Clash]], choice: ClashChoice, layer: Layer
) -> tuple[dict[Piece, Document], dict[Path, str | None]]:
    """Apply the choice to all clashes: the incoming files, and the changes to existing ones. Raises UnusualError."""
    changed: dict[Path, str | None] = {}
    settled: dict[Piece, Document] = {}
    other_ids: dict[str, str] = {}
    for piece, document in documents.items():
        here = found[piece]
        if not here:
            settled[piece] = document
        elif choice == "theirs":
            texts = {path: _text(path, changed) for clash in here for path in clash.where}
            changed |= made_way([clash for clash in here if all(texts[path] for path in clash.where)], texts)
            settled[piece] = document
        elif choice == "both":
            settled[piece] = with_both(document, here)
            other_ids |= {here[0].theirs.id: here[0].name} if piece.kind == "exercise" else {}
        elif piece.kind == "routine":
            settled[piece] = with_mine(document, here)
    for old, new in other_ids.items():
        settled = {piece: _naming(piece, document, old, new) for piece, document in settled.items()}
    return settled, changed


def _text(path: Path, changed: Mapping[Path, str | None]) -> str:
    return (changed[path] if path in changed else raw_text(path)) or ""


def _naming(piece: Piece, document: Document, old: str, new: str) -> Document:
    """The file with an exercise's new id where it names the old one, unless it defines that exercise itself."""
    if old in document.data.get("exercise", {}) or piece.kind == "lessons":
        return document
    text = renamed(document.text, spots(document.data, piece.kind, "exercise", old), old, new)
    made = parse(document.path, text)
    return made if isinstance(made, Document) else document


def _with(
    documents: Mapping[Piece, Document], changed: Mapping[Path, str | None], groups: Sequence[FileGroup], layer: Layer,
    known: Sequence[Layer], hidden: frozenset[str],
) -> Library:  # fmt: skip
    """The library with the incoming files and the changes to existing ones."""
    groups = list(groups)
    if changed:
        hidden |= {os.path.realpath(path) for path in changed}
        groups = [read_layer(each, without=hidden) for each in known]
    last = max(number for number, each in enumerate(known) if each.name == layer.name)
    made = [(piece.kind, document) for piece, document in documents.items()]
    for path, text in changed.items():
        parsed = None if text is None else parse(path, text)
        made += [("routine", parsed)] if isinstance(parsed, Document) else []
    there = groups[last]
    groups[last] = FileGroup(
        there.name,
        [*there.exercises, *(exercise_file(each) for kind, each in made if kind == "exercise")],
        [*there.routines, *(routine_file(each) for kind, each in made if kind == "routine")],
        there.faults,
        courses=[*there.courses, *(course_file(each) for kind, each in made if kind == "course")],
    )
    return combine(groups)


def _place(
    piece: Piece, document: Document, before: Library, own: Mapping[tuple[Kind, str], Origin],
    lessons: Mapping[str, Origin], layer: Layer,
) -> FilePlace:  # fmt: skip
    identity, path = str(document.data.get("id", "")), document.path
    now = lessons.get(identity) if piece.kind == "lessons" else before.origins.get((piece.kind, identity))
    below = lessons.get(identity) if piece.kind == "lessons" else own.get((piece.kind, identity))
    above = now.layer if now is not None and below is not now and now.layer not in (layer.name, *_layers(below)) else ""
    if os.path.lexists(path):
        state = FileState.SAME if raw_text(path) == document.text else FileState.REPLACES
        return FilePlace(piece, document, state, above=above)
    if below is not None and below.layer != layer.name:
        return FilePlace(piece, document, FileState.HIDES, below.layer, above)
    return FilePlace(piece, document, FileState.NEW, above=above)


def _layers(origin: Origin | None) -> tuple[str, ...]:
    return () if origin is None else (origin.layer, *origin.hides)
