"""The library in use, as it was resolved: what there is, where it comes from, and what is wrong with which file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from coach.domain.exercises.caps import Caps
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Routine
from coach.library.disk.layers import OWN_LAYER
from coach.library.shelf.broken import Broken
from coach.library.toml.diagnostics import Diagnostic

if TYPE_CHECKING:
    from coach.library.formats.reading import FileGroup, Kind, Reading


class Origin(Struct, frozen=True):
    """Where a thing comes from: its layer's name, its file, and the layers whose version of it this one hides.

    ``stale``: the file is broken now, and this is its last good version.
    """

    layer: str
    path: Path
    hides: tuple[str, ...] = ()
    stale: bool = False


class Library(Struct, frozen=True):
    """What is in use, what is wrong, and where each exercise and routine (by kind and id) comes from.

    ``broken``: the files with errors, lowest layer first; only a ``Shelf`` tells them. ``copies``: of the diagnostics,
    the warnings of files that are not in use because they are copies by their names.
    """

    catalogue: Catalogue = field(default_factory=Catalogue)
    diagnostics: tuple[Diagnostic, ...] = ()
    origins: "Mapping[tuple[Kind, str], Origin]" = field(default_factory=dict)
    broken: tuple[Broken, ...] = ()
    copies: tuple[Diagnostic, ...] = ()

    def under(self, caps: Caps) -> "Library":
        """The same under a group's caps: they are no part of the files that are combined."""
        return replace(self, catalogue=replace(self.catalogue, caps=caps))


class Resolved(NamedTuple):
    """A library, and what it makes of each file: ``failed`` are right by themselves, yet of no use.

    ``wrong`` is what is wrong with each file that has anything wrong. ``copies``: of the failed, those that are copies
    by their names.
    """

    library: Library
    failed: "frozenset[Reading]"
    wrong: "Mapping[Reading, Sequence[Diagnostic]]"
    copies: "frozenset[Reading]" = frozenset()


def origin_of(versions: "Sequence[tuple[FileGroup, Reading]]") -> Origin:
    """Where the last of these versions, lowest layer first, comes from."""
    part, file = versions[-1]
    return Origin(part.name, file.document.path, tuple(below.name for below, _ in versions[:-1]), file.stale)


def mark_copies(routines: dict[str, Routine], origins: "Mapping[tuple[Kind, str], Origin]") -> None:
    """Say of each routine of a runner's own which of those that are not it repeats: nothing in it was changed yet."""
    own = [routine for routine in routines.values() if origins["routine", routine.id].layer == OWN_LAYER]
    models = [routine for routine in routines.values() if routine not in own] if own else []
    for routine in own:
        model = next((each for each in models if replace(each, id=routine.id, name=routine.name) == routine), None)
        if model is not None:
            routines[routine.id] = replace(routine, copy_of=model.id)
