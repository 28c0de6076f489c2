"""Collects the files that a routine, course, exercise or file of lessons depends on, so that they can be packed.

Shipped files are left out, for every coach has them. Left out here: writing the pack (``formats.packs.pack_file``).
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from coach.library.disk.layers import COURSES, EXERCISES, LESSONS, ROUTINES, SHIPPED_LAYER
from coach.library.formats.packs.pack_file import Packed
from coach.library.formats.reading import Kind
from coach.library.packs.id_places import things_named
from coach.library.shelf.in_use import Library, Origin
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.source import Document, read_document

_FOLDERS: Mapping[Kind, str] = {
    "routine": ROUTINES,
    "exercise": EXERCISES,
    "course": COURSES,
    "lessons": LESSONS,
}
_ORDER: Sequence[Kind] = ("course", "routine", "exercise", "lessons")
Thing = tuple[Kind, str]


class Belongings(Struct, frozen=True):
    """The files that belong together, courses first: kind, id and document. ``unread``: why others cannot be read."""

    files: tuple[tuple[Kind, str, Document], ...] = ()
    unread: tuple[Diagnostic, ...] = ()

    @property
    def packed(self) -> tuple[Packed, ...]:
        """The files as a pack holds them, with line feeds only."""
        return tuple(
            Packed(f"{_FOLDERS[kind]}/{identity}.toml", document.text.replace("\r\n", "\n"))
            for kind, identity, document in self.files
        )


def belongings(wanted: Iterable[Thing], library: Library, lessons: Mapping[str, Origin]) -> Belongings:
    """The files of ``wanted`` and, recursively, of what they name, without shipped files."""
    left = list(wanted)
    seen: set[Thing] = set()
    texts: dict[Path, tuple[Kind, str, Document]] = {}
    unread: list[Diagnostic] = []
    while left:
        thing = left.pop()
        origin = origin_of_thing(thing, library, lessons)
        if thing in seen or origin is None or origin.layer == SHIPPED_LAYER:
            continue
        seen.add(thing)
        if origin.path in texts:
            continue
        document = read_document(origin.path)
        if isinstance(document, Diagnostic):
            unread.append(document)
            continue
        kind, identity = _held(thing, origin, document)
        texts[origin.path] = kind, identity, document
        left += things_named(document.data, kind)
    files = sorted(texts.values(), key=lambda each: (_ORDER.index(each[0]), each[1]))
    return Belongings(tuple(files), tuple(unread))


def origin_of_thing(thing: Thing, library: Library, lessons: Mapping[str, Origin]) -> Origin | None:
    """The origin of a thing; None when it is not in use."""
    return lessons.get(thing[1]) if thing[0] == "lessons" else library.origins.get(thing)


def _held(thing: Thing, origin: Origin, document: Document) -> Thing:
    """The kind and id of the file that holds a thing: an exercise may be defined inside a routine."""
    if thing[0] == "exercise" and origin.path.parent.name != EXERCISES:
        return "routine", str(document.data.get("id", origin.path.stem))
    return thing
