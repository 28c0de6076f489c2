"""Finds files with unsaved changes by the drafts beside them. Reads no file."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from coach.library.disk.layers import (
    COURSES,
    EXERCISES,
    GIVEN_LAYER,
    LESSONS,
    OWN_LAYER,
    PROGRAMMES,
    ROUTINES,
    Layer,
    config_folder,
)
from coach.library.shelf.in_use import Library
from coach.library.toml.fields import is_slug

if TYPE_CHECKING:
    from coach.library.formats.reading import Kind  # a heavy module, which Home's start does not need

_HOMES: "dict[str, Kind]" = {
    "": "routine",
    PROGRAMMES: "routine",
    EXERCISES: "exercise",
    COURSES: "course",
    LESSONS: "lessons",
}
_END = ".edit.toml"


class UnsavedFile(Struct, frozen=True):
    """A file with a draft beside it: its kind by its folder, and its path, where it may not exist yet."""

    kind: "Kind"
    path: Path


def unsaved(layers: Iterable[Layer]) -> list[UnsavedFile]:
    """The files with drafts among the runner's own and in the folder of ``--routines``, by folder, then by name."""
    found = []
    for folder in (layer.folder for layer in layers if layer.name in (OWN_LAYER, GIVEN_LAYER)):
        for below, kind in _HOMES.items():
            names = _drafts_in(folder / below)
            found += [UnsavedFile(kind, folder / below / f"{name[1 : -len(_END)]}.toml") for name in names]
    return found


def _drafts_in(folder: Path) -> Sequence[str]:
    with suppress(OSError), os.scandir(folder) as entries:
        return sorted(each.name for each in entries if each.name.startswith(".") and each.name.endswith(_END))
    return ()


def file_of(routine: str, library: Library) -> Path:
    """The path at which a routine is edited: its own file, or the runner's copy that saving would create."""
    origin = library.origins.get(("routine", routine))
    if origin is not None and origin.layer in (OWN_LAYER, GIVEN_LAYER):
        return origin.path
    return config_folder() / ROUTINES / f"{routine}.toml"


def others(found: Iterable[UnsavedFile], shown: Iterable[Path]) -> list[UnsavedFile]:
    """Those whose path is not among ``shown``, and that can be opened by an id."""
    known = set(shown)
    return [each for each in found if each.path not in known and is_slug(each.path.stem)]
