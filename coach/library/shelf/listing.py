"""Which files a layer's folders hold, each known by what was read of it before."""

import os
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from coach.library.disk.layers import CAPS, COURSES, EXERCISES, GROUP_LAYER, PROGRAMMES, SETTINGS, SHIPPED_LAYER, Layer
from coach.library.formats.reading import Kind
from coach.library.shelf.held_files import Folder, Held

_FOLDERS: Mapping[str, Kind] = {EXERCISES: "exercise", PROGRAMMES: "routine", COURSES: "course"}
"""What the files in each folder of a layer are; those at its top are routines."""


class Listing(NamedTuple):
    """What a layer's folders hold."""

    layer: Layer
    folders: Sequence[Folder]
    files: Sequence[Held]


def listing_of(layer: Layer, before: Mapping[str, Held], without: Set[str]) -> Listing:
    """What there is of a layer now. ``before``: files by path, as far as known; ``without``: real paths to skip."""
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
    """The same with a file in the place of the one that is ``there``; else added to the last layer that it fits in."""
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
    """Whether a file stands beside the routines, and is none."""
    return path.name == SETTINGS or (path.name == CAPS and layer.name == GROUP_LAYER)


def is_in(layer: Layer, path: Path) -> bool:
    """Whether a layer loads what stands at this path."""
    return layer.folder in (path.parent, path.parent.parent) and (
        path.parent == layer.folder or path.parent.name in _FOLDERS
    )


def kind_at(path: Path) -> Kind:
    """What the files of a folder of a layer are, by its name."""
    return _FOLDERS.get(path.parent.name, "routine")
