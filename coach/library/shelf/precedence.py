"""Decides between files of one layer that have the same id, or define the same exercise differently.

Nobody may train a dose that they did not choose: if the files' names do not decide, none is used, and what was in use
before stays (its last good version, which is ``stale``). Between layers there is no conflict: the higher one wins.
Left out: references between files (``resolve``).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from coach.domain.exercises.exercise import Exercise
from coach.library.disk.copy_names import is_copy
from coach.library.formats.reading import LAYER_KINDS, ExerciseFile, FileGroup, Kind, Reading, RoutineFile
from coach.library.toml.diagnostics import Diagnostic, KeyPath
from coach.library.toml.fields import is_slug
from coach.library.toml.sanitize import short


class Out(NamedTuple):
    """Why a file without errors of its own is not used. ``because`` is empty for a copy, recognised by its name."""

    because: str
    path: KeyPath = ("id",)


_COPY = Out("")


class _Entry(NamedTuple):
    """One of several files with the same id; ``at`` numbers them in the order in which they were read."""

    group: FileGroup
    file: Reading
    at: int

    @property
    def stem(self) -> str:
        return self.file.document.path.stem

    @property
    def name(self) -> str:
        return short(self.file.document.path.name)


def id_of(file: Reading) -> str:
    """The id of a file without errors of its own."""
    if not isinstance(file, ExerciseFile):
        return file.draft.id
    return file.exercise.id if file.exercise else ""


def losing_files(groups: Sequence[FileGroup]) -> Mapping[Reading, Out]:
    """The files that lose their id to another file of the same layer and kind, and the copies."""
    out: dict[Reading, Out] = {}
    for kind in LAYER_KINDS:
        layers: dict[str, dict[str, list[_Entry]]] = defaultdict(lambda: defaultdict(list))
        for group in groups:
            in_layer = layers[group.place]
            for file in group.files(kind):
                if isinstance(file, Diagnostic) or not file.sound:
                    continue
                identity, stem = id_of(file), file.document.path.stem
                if stem != identity and group.by_name and is_copy(stem, identity):
                    out[file] = _COPY
                else:
                    entries = in_layer[identity]
                    entries.append(_Entry(group, file, len(entries)))
        for place, in_layer in layers.items():
            for identity, entries in in_layer.items():
                if len(entries) > 1 or entries[0].stem != identity:
                    of_place = [group for group in groups if group.place == place]
                    out.update(_contest(kind, identity, entries, of_place))
    return out


def _contest(kind: Kind, identity: str, entries: Sequence[_Entry], groups: Iterable[FileGroup]) -> dict[Reading, Out]:
    """Those of the entries that lose."""
    named = [entry for entry in entries if entry.stem == identity]
    if named:
        last = next(entry for entry in named if entry.group is named[-1].group)
        below = [entry for entry in named if entry.group is not last.group]  # folders of one layer are ordered
        because = f'the {kind} id "{identity}" is taken by {last.name}, which stays in use; choose another id'
        return {entry.file: Out(because) for entry in entries if entry is not last and entry not in below}
    if any(_claims(identity, file) for group in groups for file in group.files(kind)):
        because = (
            f'{identity}.toml, whose name is the {kind} id "{identity}", has errors: '
            "mend it, for this one does not stand in for it; or choose another id"
        )
        return {entry.file: Out(because) for entry in entries}
    stale = [entry for entry in entries if entry.file.stale]
    if len(entries) == 1:
        return {}
    winner = stale[0] if len(stale) == 1 else None
    return {
        entry.file: Out(_undecided(kind, identity, [other.name for other in entries if other is not entry]))
        for entry in entries
        if entry is not winner
    }


def _undecided(kind: Kind, identity: str, others: Sequence[str]) -> str:
    also = f"{', '.join(others[:3])}{' and others' if len(others) > 3 else ''}"
    return (
        f'the {kind} id "{identity}" is given by {also} too, and by its name none of them goes before: '
        f"call the right one {identity}.toml, and give the other another id"
    )


def _claims(identity: str, file: Reading | Diagnostic) -> bool:
    """Whether this is a broken file named after the id: others must not silently take its place."""
    if isinstance(file, Diagnostic):
        return file.stem == identity
    if file.sound or file.document.path.stem != identity:
        return False
    said = file.document.data.get("id")
    return said == identity or not (isinstance(said, str) and is_slug(said))


def unused_copy(identity: str, used: str = "") -> str:
    """Why a copy is not used. ``used``: what is in use instead, if anything."""
    if not used:
        return f"by its name this is a copy, so it is not used; to use it, call it {identity}.toml"
    return f"by its name this is a copy, and is not used: {used} is; delete it, or give it another name and id"


def other_stem(group: FileGroup, file: Reading) -> str:
    """The warning for a file that is not named after its id; empty when it is."""
    identity, path = id_of(file), file.document.path
    if path.stem == identity:
        return ""
    if not group.by_name and is_copy(path.stem, identity):
        return f"by its name this is a copy: among your files it would not be used; call it {identity}.toml"
    return f'the id "{identity}" is not the file\'s name, {short(path.name)}; best keep them alike'


# --- one exercise, defined in different ways ------------------------------------------------------------------------


class _Definition(NamedTuple):
    """An exercise as one file of a layer defines it."""

    exercise: Exercise
    file: Reading

    @property
    def rank(self) -> tuple[bool, bool]:
        """The sort key: what was in use (stale) goes before what is new, then a file before a table in a routine."""
        return not self.file.stale, isinstance(self.file, RoutineFile)


def losing_definitions(
    exercises: Iterable[tuple[FileGroup, ExerciseFile]], routines: Iterable[tuple[FileGroup, RoutineFile]]
) -> Mapping[Reading, Out]:
    """The files that define an exercise differently from a file of their layer that has precedence."""
    found: dict[tuple[str, str], list[_Definition]] = defaultdict(list)
    for group, routine in routines:
        for identity, exercise in routine.draft.inline.items():
            found[group.place, identity].append(_Definition(exercise, routine))
    if not found:
        return {}
    for group, file in exercises:
        if file.exercise is not None and (group.place, file.exercise.id) in found:
            found[group.place, file.exercise.id].append(_Definition(file.exercise, file))
    out: dict[Reading, Out] = {}
    for (_, identity), definitions in found.items():
        if len(definitions) > 1:
            out.update(_differing(identity, definitions))
    return out


def _differing(identity: str, definitions: Sequence[_Definition]) -> Iterator[tuple[Reading, Out]]:
    first, *others = sorted(definitions, key=lambda definition: definition.rank)
    name = short(first.file.document.path.name)
    for other in others:
        if other.exercise != first.exercise:
            because = (
                f'{name} says otherwise what the exercise "{identity}" is: '
                "make both the same, or give this one another id"
            )
            inline = isinstance(other.file, RoutineFile)
            yield other.file, Out(because, ("exercise", identity) if inline else ("id",))


def unusable(routines: Iterable[RoutineFile], known: Set[str]) -> Set[RoutineFile]:
    """Those of the routines that name exercises which nothing defines; exercises defined in them do not count either.

    ``known``: ids of the exercises that have files of their own.
    """
    left = list(routines)
    found: set[RoutineFile] = set()
    while True:
        there = known | {identity for file in left for identity in file.draft.inline}
        missing = [file for file in left if not file.draft.exercises <= there]
        if not missing:
            return found
        found.update(missing)
        left = [file for file in left if file not in found]
