"""Finds exercises that an incoming file defines differently from existing files, and resolves such clashes.

An exercise has one meaning in all of a runner's routines, so one of the two must be removed or get another id.
Left out: asking the runner (``cli``), and which definition is in use where nobody was asked (``precedence``).
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import fields

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.exercise import Exercise
from coach.library.formats.exercises.exercise_tables import renamed_exercise, without_exercise
from coach.library.formats.reading import ExerciseFile, FileGroup, Reading, RoutineFile
from coach.library.formats.template import UnusualError, copied
from coach.library.shelf.library import Library
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.fields import MAX_SLUG
from coach.library.toml.source import Document, parse

ClashChoice = Literal["mine", "theirs", "both"]
"""Which meaning of an exercise counts where two files differ about it."""


class Clash(Struct, frozen=True):
    """One exercise with two meanings. ``where``: the files of the same layer that define ``mine``; empty when it comes
    from a layer below.

    ``uses``: the names of the other routines in use that contain it. ``name``: a free id for ``theirs``.
    """

    mine: Exercise
    theirs: Exercise
    where: tuple[Path, ...]
    uses: tuple[str, ...]
    name: str

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields of ``Exercise`` that differ."""
        keys = (each.name for each in fields(Exercise))
        return tuple(key for key in keys if getattr(self.mine, key) != getattr(self.theirs, key))


def clashes(
    new: Reading, groups: Sequence[FileGroup], layer: str, library: Library, *, stays: bool = False
) -> tuple[Clash, ...]:
    """The exercises of a sound file that already have another meaning, for a file to be added to a layer.

    ``groups``: the files as they are now, without the one that it replaces; ``library``: the library made of them. An
    exercise's own file may replace an exercise of a layer below, which its runner intends; a routine may not.
    ``stays``: the layer's own file of the exercise is kept, so that the new one clashes with it, too.
    """
    found = []
    for identity, theirs in _brought(new).items():
        beside = [
            (exercise, path)
            for exercise, path in _definitions(identity, groups, layer)
            if exercise != theirs and (stays or not (isinstance(new, ExerciseFile) and path.stem == identity))
        ]
        origin = library.origins.get(("exercise", identity))
        in_use = library.catalogue.exercises.get(identity)
        from_below = isinstance(new, RoutineFile) and origin is not None and origin.layer != layer and in_use != theirs
        if beside or from_below:
            mine = beside[0][0] if beside else in_use
            assert mine is not None
            where = tuple(dict.fromkeys(path for _, path in beside))
            found.append(Clash(mine, theirs, where, _uses(identity, new, library), _free(identity, new, library)))
    return tuple(found)


def _brought(new: Reading) -> Mapping[str, Exercise]:
    """The exercises that a file defines; a course defines none."""
    if isinstance(new, ExerciseFile):
        return {new.exercise.id: new.exercise} if new.exercise else {}
    return new.draft.inline if isinstance(new, RoutineFile) else {}


def _definitions(identity: str, groups: Sequence[FileGroup], layer: str) -> Iterator[tuple[Exercise, Path]]:
    for group in groups:
        if group.place != layer:
            continue
        for exercise in group.exercises:
            if not isinstance(exercise, Diagnostic) and exercise.exercise and exercise.exercise.id == identity:
                yield exercise.exercise, exercise.document.path
        for routine in group.routines:
            if not isinstance(routine, Diagnostic) and routine.sound and identity in routine.draft.inline:
                yield routine.draft.inline[identity], routine.document.path


def _uses(identity: str, new: Reading, library: Library) -> tuple[str, ...]:
    own = new.draft.id if isinstance(new, RoutineFile) else ""
    return tuple(
        routine.name
        for routine in library.catalogue.routines.values()
        if routine.id != own and any(step.exercise == identity for step in routine.steps)
    )


def _free(identity: str, new: Reading, library: Library) -> str:
    """A free id for an exercise: with the routine's id appended, else with a number."""
    names = [f"{identity}-{new.draft.id}"] if isinstance(new, RoutineFile) else []
    names += [f"{identity[: MAX_SLUG - 4]}-{number}" for number in range(2, 100)]
    taken = set(library.catalogue.exercises)
    if isinstance(new, RoutineFile):
        taken |= new.draft.inline.keys()
    return next(name for name in names if len(name) <= MAX_SLUG and name not in taken)


def changed_by(before: Catalogue, after: Catalogue, but: str) -> tuple[str, ...]:
    """The names of routines, except the one with the id ``but``, that would be trained differently, or not at all."""
    return tuple(
        routine.name
        for identity, routine in before.routines.items()
        if identity != but and _meaning(before, identity) != _meaning(after, identity)
    )


def _meaning(catalogue: Catalogue, identity: str) -> object:
    routine = catalogue.routines.get(identity)
    return routine and (routine, [catalogue.exercises[step.exercise] for step in routine.steps])


# --- ways out -------------------------------------------------------------------------------------------------------


def with_mine(document: Document, found: Sequence[Clash]) -> Document:
    """The incoming routine without its own definitions of the clashing exercises. Raises UnusualError."""
    text = document.text
    for clash in found:
        text = without_exercise(text, clash.theirs.id)
    return _read(document.path, text)


def with_both(document: Document, found: Sequence[Clash]) -> Document:
    """The incoming file with its definitions of the clashing exercises under other ids. Raises UnusualError."""
    text = document.text
    for clash in found:
        if "exercise" in document.data or "step" in document.data:
            text = renamed_exercise(text, clash.theirs.id, clash.name)
        else:
            text = copied(text, clash.theirs.id, clash.name, str(document.data["name"]))
    path = document.path if "step" in document.data else document.path.with_name(f"{found[0].name}.toml")
    return _read(path, text)


def made_way(found: Sequence[Clash], texts: Mapping[Path, str]) -> dict[Path, str | None]:
    """New texts of the files that define ``mine``, without it; None for a file to delete. Raises UnusualError."""
    changed: dict[Path, str | None] = {}
    for clash in found:
        for path in clash.where:
            text = changed.get(path, texts[path])
            if text is not None:
                is_routine = path.stem != clash.mine.id or "[[step]]" in text
                changed[path] = without_exercise(text, clash.mine.id) if is_routine else None
    return changed


def _read(path: Path, text: str) -> Document:
    document = parse(path, text)
    if isinstance(document, Diagnostic):
        raise UnusualError(f"{document.message}.")
    return document
