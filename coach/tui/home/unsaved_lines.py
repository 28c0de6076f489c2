"""Files left with an unsaved change: the ids of routines among them, and a line of Home's list for each other file."""

from collections.abc import Iterable

from coach.library.disk.layers import Layer
from coach.library.shelf.in_use import Library
from coach.library.shelf.unsaved import UnsavedFile, file_of, others, unsaved
from coach.tui.home.special_line import LinePlace, SpecialLine


def unsaved_lines(library: Library, layers: Iterable[Layer]) -> tuple[frozenset[str], list[SpecialLine]]:
    """Return the ids of the routines, and the lines of the other files."""
    left = unsaved(layers)
    files = {file_of(each, library): each for each in library.catalogue.routines} if left else {}
    named = frozenset(files[each.path] for each in left if each.path in files)
    return named, [_of_unsaved(each) for each in others(left, files)]


def _of_unsaved(each: UnsavedFile) -> SpecialLine:
    words = f"{each.path.stem}: a change of this {each.kind} is not saved"
    return SpecialLine(
        f"unsaved:{each.kind}:{each.path.stem}",
        words,
        LinePlace.SECOND,
        lambda go: go.edit(each.kind, each.path.stem),
        "●",
        "$warning",
        found_by=lambda typed: typed in words,
    )
