"""Work out what somebody's file would become at its place among others, before it is written, and what it changes.

This builds the library as the next start would load it, so what is shown is what will be trained. Left out: showing
and writing it (``sharing``).
"""

import os
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from coach.cli.base.errors import RefusedError
from coach.cli.base.writing import tell
from coach.cli.files.choosing import choose_clash
from coach.domain.exercises.caps import NO_CAPS
from coach.library.disk.layers import Layer, caps_path, up_to
from coach.library.formats.caps_file import read_caps
from coach.library.formats.kinds import kind_of
from coach.library.formats.reading import FileGroup, Kind, course_file, exercise_file, file_as, routine_file
from coach.library.formats.template import UnusualError
from coach.library.shelf.clashes import clashes, made_way, with_both, with_mine
from coach.library.shelf.library import Library, combine, read_layer
from coach.library.toml.source import Document, parse, raw_text, shown_path


class Found(Struct, frozen=True):
    """A file that has been checked and has no errors by itself."""

    document: Document
    kind: Kind
    identity: str


class Placed(Found, frozen=True):
    """A file at its place in a layer: the ``library`` with it, and the one ``before``.

    ``changed``: other files that must change with it, by path, with their new text; None: the file is removed.
    """

    library: Library
    before: Library
    changed: Mapping[Path, str | None]


def settled(args: Namespace, new: Found, path: Path, layer: Layer, known: tuple[Layer, ...], done: str) -> Placed:
    """Return the file as it will be at ``path``, after deciding which of two meanings of an exercise counts.

    ``done``: "added" or "published", for the messages. Raises RefusedError when it is not decided, or cannot be done.
    """
    document = replace(new.document, path=path)
    stays = new.kind == "exercise" and (args.mine or args.both)  # what stands at its place is not to be replaced
    groups, library = _as_it_is(None if stays else path, up_to(layer, known), args.file)
    reading = file_as(new.kind, document)
    found = clashes(reading, groups, layer.name, library, stays=stays)
    changed: dict[Path, str | None] = {}
    if found:
        choice = choose_clash(args, found, done)
        if choice == "mine" and new.kind == "exercise":
            raise RefusedError(f"it was not {done}: yours stays as it is.")
        try:
            if choice == "mine":
                document = with_mine(document, found)
            elif choice == "both":
                document = with_both(document, found)
            else:
                where = [path for clash in found for path in clash.where]
                changed = made_way(found, {path: raw_text(path) or "" for path in where})
        except UnusualError as error:
            raise RefusedError(f"it was not {done}: {error}") from error
        if document.path != path and os.path.lexists(document.path):
            raise RefusedError(f"it was not {done}: {document.path.name} is there already.")
    made = replace(new, document=document, identity=str(document.data["id"]))
    return placed(made, document.path, layer, known, changed, but=args.file)


def _as_it_is(path: Path | None, known: tuple[Layer, ...], but: Path | None) -> tuple[list[FileGroup], Library]:
    """Return the files in use without the one at ``path`` (and ``but``), and the library they make."""
    gone = frozenset(os.path.realpath(each) for each in (path, but) if each is not None)
    groups = [read_layer(each, without=gone) for each in known]
    return groups, combine(groups)


def placed(
    new: Found, path: Path, layer: Layer, known: tuple[Layer, ...], changed: Mapping[Path, str | None],
    but: Path | None = None,
) -> Placed:  # fmt: skip
    """Return the file among the others, leaving out the file ``but``. Raises RefusedError if it would have errors."""
    document = replace(new.document, path=path)
    before = combine([read_layer(each, without=frozenset([os.path.realpath(but)] if but else [])) for each in known])
    documents = [document]
    for each, text in changed.items():
        parsed = None if text is None else parse(each, text)
        documents += [parsed] if isinstance(parsed, Document) else []
    gone = frozenset(os.path.realpath(each) for each in (path, *changed, *([but] if but else [])))
    groups = [read_layer(each, without=gone) for each in known]
    last = max(number for number, each in enumerate(groups) if each.name == layer.name)
    exercises = [each for each in documents if kind_of(each) == "exercise"]
    courses = [each for each in documents if kind_of(each) == "course"]
    routines = [each for each in documents if each not in exercises and each not in courses]
    groups[last] = FileGroup(
        layer.name,
        [*groups[last].exercises, *map(exercise_file, exercises)],
        [*groups[last].routines, *map(routine_file, routines)],
        groups[last].faults,
        courses=[*groups[last].courses, *map(course_file, courses)],
    )
    library = combine(groups)
    wrong = [each for each in library.diagnostics if each.severity == "error" and each.path == shown_path(path)]
    if wrong:
        tell(wrong)
        raise RefusedError(f"it would be of no use as {path.name}: mend what stands above first.")
    path_of_caps = caps_path(known)
    caps = NO_CAPS if path_of_caps is None else read_caps(path_of_caps)[0]
    return Placed(document, new.kind, new.identity, library.under(caps), before, changed)
