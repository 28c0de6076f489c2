"""The library as it was resolved: what is in use, where it comes from, and what is wrong with which file."""

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
    """Where something in use comes from: its layer's name, its file, and the layers whose versions it hides.

    ``stale``: the file is broken, and its last good version is in use.
    """

    layer: str
    path: Path
    hides: tuple[str, ...] = ()
    stale: bool = False


class Library(Struct, frozen=True):
    """What is in use, what is wrong, and where each exercise, routine and course (by kind and id) comes from.

    ``broken``: the files with errors, lowest layer first; only set by a ``Shelf``. ``copies``: those diagnostics that
    warn of files not in use because their names are those of copies.
    """

    catalogue: Catalogue = field(default_factory=Catalogue)
    diagnostics: tuple[Diagnostic, ...] = ()
    origins: "Mapping[tuple[Kind, str], Origin]" = field(default_factory=dict)
    broken: tuple[Broken, ...] = ()
    copies: tuple[Diagnostic, ...] = ()

    def under(self, caps: Caps) -> "Library":
        """The same library under a group's caps, which are read apart from the other files."""
        return replace(self, catalogue=replace(self.catalogue, caps=caps))


class Resolved(NamedTuple):
    """A library, and the result for each file. ``failed``: files without errors of their own that cannot be used.

    ``wrong``: the diagnostics of each file that has any. ``copies``: those of the failed that are copies by name.
    """

    library: Library
    failed: "frozenset[Reading]"
    wrong: "Mapping[Reading, Sequence[Diagnostic]]"
    copies: "frozenset[Reading]" = frozenset()


def last_origin(versions: "Sequence[tuple[FileGroup, Reading]]") -> Origin:
    """The origin of the last of these versions, which are given lowest layer first."""
    part, file = versions[-1]
    return Origin(part.name, file.document.path, tuple(below.name for below, _ in versions[:-1]), file.stale)


def mark_copies(routines: dict[str, Routine], origins: "Mapping[tuple[Kind, str], Origin]") -> None:
    """Set ``copy_of`` on each of the runner's own routines that equals one of another layer but for its id and name."""
    own = [routine for routine in routines.values() if origins["routine", routine.id].layer == OWN_LAYER]
    models = [routine for routine in routines.values() if routine not in own] if own else []
    for routine in own:
        model = next((each for each in models if replace(each, id=routine.id, name=routine.name) == routine), None)
        if model is not None:
            routines[routine.id] = replace(routine, copy_of=model.id)
