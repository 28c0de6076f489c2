"""Lists the files in a layer's folders, reusing what was read of them before."""

import os
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from coach.library.disk.layers import (
    CAPS_FILE,
    COURSES,
    EXERCISES,
    GROUP_LAYER,
    PROGRAMMES,
    SETTINGS,
    SHIPPED_LAYER,
    Layer,
)
from coach.library.formats.reading import Kind
from coach.library.shelf.held_files import Folder, Held

_FOLDERS: Mapping[str, Kind] = {EXERCISES: "exercise", PROGRAMMES: "routine", COURSES: "course"}
"""The kind of the files in each subfolder of a layer; those at its top level are routines."""


class Listing(NamedTuple):
    """The folders and files of a layer."""

    layer: Layer
    folders: Sequence[Folder]
    files: Sequence[Held]


def listing_of(layer: Layer, before: Mapping[str, Held], without: Set[str]) -> Listing:
    """List a layer. ``before``: files by path that were read already; ``without``: real paths to skip."""
    top = Folder(layer.folder, named=layer.named, looks=layer.name != SHIPPED_LAYER)
    inner = [] if top.fault and layer.named else [Folder(layer.folder / name) for name in _FOLDERS]
    folders = [*inner[:1], top, *inner[1:]]
    files: list[Held] = []
    for folder in folders:
        kind = "routine" if folder is top else _FOLDERS[folder.path.name]
        for path in folder.paths:
            if not _is_no_part(path, layer) and not (without and os.path.realpath(path) in without):
                files.append(before.get(str(path)) or Held(path, kind))
    return Listing(layer, folders, files)


def with_file(listings: Sequence[Listing], file: Held, there: Held | None) -> list[Listing]:
    """The listings with ``file`` in place of ``there``; without that, added to the last layer that holds its path."""
    found = [each._replace(files=[file if held is there else held for held in each.files]) for each in listings]
    if there is not None:
        return found
    homes = [number for number, each in enumerate(found) if is_in(each.layer, file.path)]
    if not homes:
        return [*found, Listing(Layer("checked", file.path.parent), [], [file])]
    home = found[homes[-1]]
    files = sorted([*home.files, file], key=lambda each: (each.path.parent.name in _FOLDERS, each.path.name))
    found[homes[-1]] = home._replace(files=files)
    return found


def _is_no_part(path: Path, layer: Layer) -> bool:
    """Whether a file among the routines is something else: settings or caps."""
    return path.name == SETTINGS or (path.name == CAPS_FILE and layer.name == GROUP_LAYER)


def is_in(layer: Layer, path: Path) -> bool:
    """Whether a layer loads the file at this path."""
    return layer.folder in (path.parent, path.parent.parent) and (
        path.parent == layer.folder or path.parent.name in _FOLDERS
    )


def kind_at(path: Path) -> Kind:
    """The kind of a file in a layer, by the name of its folder."""
    return _FOLDERS.get(path.parent.name, "routine")
