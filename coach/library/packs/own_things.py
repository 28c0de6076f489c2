"""Finds the runner's own things by id and which of their files name them, or says why something is not theirs."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from coach.library.disk.layers import (
    COURSES,
    EXERCISES,
    LESSONS,
    OWN_LAYER,
    PROGRAMMES,
    ROUTINES,
    SETTINGS,
    SHIPPED_LAYER,
    config_folder,
    is_file,
    toml_files,
)
from coach.library.drafts.own_copy import OwnFile, find, find_lessons
from coach.library.formats.kinds import kind_of
from coach.library.formats.reading import Kind
from coach.library.packs.id_places import things_named
from coach.library.packs.pieces import PIECE_KINDS
from coach.library.shelf.in_use import Library, Origin
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.sanitize import clean, short
from coach.library.toml.source import Document, read_document
from coach.system.invocation import unless_guest

_HOMES = ("", EXERCISES, PROGRAMMES, COURSES, LESSONS)


class NotYoursError(Exception):
    """Raised when the runner owns nothing with this id. The message is a sentence that says why."""


class OwnThing(Struct, frozen=True):
    """Something of the runner's own. ``inline``: an exercise that is defined inside the routine in this file.

    ``name``: its name on the screen, safe to show.
    """

    kind: Kind
    identity: str
    path: Path
    name: str
    inline: bool = False

    @property
    def in_words(self) -> str:
        """``the routine Anna's care (anna-care)``."""
        return f"the {self.kind} {self.name} ({self.identity})" if self.name else f"the {self.kind} {self.identity}"


def own_things(identity: str, library: Library, lessons: Mapping[str, Origin]) -> tuple[OwnThing, ...]:
    """The runner's own things with this id: a routine, an exercise, a course, lessons, or several of these."""
    found = []
    for kind in PIECE_KINDS:
        file = _file_of(kind, identity, library, lessons)
        if file is not None and not file.is_copy and _is_own(file, kind):
            found.append(OwnThing(kind, identity, file.path, _name(kind, identity, file, library), bool(file.inline)))
    return tuple(found)


def all_own(library: Library, lessons: Mapping[str, Origin]) -> tuple[OwnThing, ...]:
    """All of the runner's own things that are in use and have their own file, sorted by kind and name."""
    known = [(kind, identity) for (kind, identity), origin in library.origins.items() if origin.layer == OWN_LAYER]
    known += [("lessons", identity) for identity, origin in lessons.items() if origin.layer == OWN_LAYER]
    things = [
        thing
        for kind, identity in known
        for thing in own_things(identity, library, lessons)
        if thing.kind == kind and not thing.inline
    ]
    order: Sequence[Kind] = ("routine", "course", "exercise", "lessons")
    return tuple(sorted(things, key=lambda each: (order.index(each.kind), each.name.lower(), each.identity)))


def why_not_own(identity: str, library: Library, lessons: Mapping[str, Origin]) -> NotYoursError:
    """The error that says why nothing with this id is the runner's own."""
    for kind in PIECE_KINDS:
        origin = lessons.get(identity) if kind == "lessons" else library.origins.get((kind, identity))
        if origin is None:
            continue
        if origin.layer == SHIPPED_LAYER:
            return NotYoursError(f"{identity} comes with the coach, so it stays as it is.")
        whose = {"system": "everyone's on this machine", "group": "your group's"}.get(origin.layer)
        where = unless_guest(f"It stands in {clean(str(origin.path))}.")
        return NotYoursError(f"{identity} is {whose or 'not among your own files'}, so it stays as it is.{where}")
    return NotYoursError(f'there is nothing of yours called "{short(identity)}".')


def named_in(thing: OwnThing, library: Library) -> tuple[str, ...]:
    """The names of the runner's other files that refer to a thing."""
    return tuple(
        clean(str(document.data.get("name") or path.stem))
        for path, document in own_documents()
        if path != thing.path and (thing.kind, thing.identity) in things_named(document.data, kind_of_own(document))
    )


def own_documents() -> Iterator[tuple[Path, Document]]:
    """Every file of the runner's own that is valid TOML, with its path."""
    for path in own_paths():
        document = read_document(path)
        if isinstance(document, Document):
            yield path, document


def own_paths() -> Iterator[Path]:
    """The path of every file that is loaded from the runner's own folders, even if it is broken. Never raises."""
    home = config_folder()
    for folder in (home, home / ROUTINES):
        for name in _HOMES:
            try:
                paths = toml_files(folder / name if name else folder)
            except OSError:
                continue
            yield from (path for path in paths if path.name != SETTINGS)


def unreadable() -> tuple[Path, ...]:
    """Those of the runner's own files that are not valid TOML."""
    return tuple(path for path in own_paths() if isinstance(read_document(path), Diagnostic))


def kind_of_own(document: Document) -> Kind:
    """The kind of a runner's own file; a routine when in doubt."""
    said = kind_of(document)
    return said if said in PIECE_KINDS else "routine"


def _file_of(kind: Kind, identity: str, library: Library, lessons: Mapping[str, Origin]) -> OwnFile | None:
    if kind == "lessons":
        return find_lessons(identity, lessons, given=False)
    return find(identity, library, (kind,), given=False)


def _is_own(file: OwnFile, kind: Kind) -> bool:
    """Whether the file exists among the runner's own and is of this kind: among routines there may be courses, too."""
    if not is_file(file.path) or config_folder() not in file.path.parents:
        return False
    document = read_document(file.path)
    if file.inline or isinstance(document, Diagnostic):
        return bool(file.inline) or _FOLDER_OF.get(file.path.parent.name, "routine") == kind
    return kind_of_own(document) == kind


_FOLDER_OF: Mapping[str, Kind] = {EXERCISES: "exercise", COURSES: "course", LESSONS: "lessons"}


def _name(kind: Kind, identity: str, file: OwnFile, library: Library) -> str:
    catalogue = library.catalogue
    things: Mapping[str, object] = {
        "routine": catalogue.routines,
        "exercise": catalogue.exercises,
        "course": catalogue.courses,
    }.get(kind, {})
    named = getattr(things.get(identity), "name", "")
    if named:
        return str(named)
    document = read_document(file.path)
    return clean(str(document.data.get("name", ""))) if isinstance(document, Document) and not file.inline else ""
