"""Combines files into the library in use: the highest valid version of each id, and everything that is wrong.

A broken file is reported and left out; the version of a layer below, if there is one, stays in use. No file is read
here, so the same files can be resolved repeatedly: only what changed is rebuilt.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Routine
from coach.library.disk.layers import SHIPPED_LAYER as SHIPPED
from coach.library.formats.reading import ExerciseFile, FileGroup, Kind, Reading, RoutineFile
from coach.library.formats.routine_file import build
from coach.library.formats.routine_keys.named_exercises import check_links, hint_names, known_link
from coach.library.shelf.courses import CourseLayers
from coach.library.shelf.in_use import Library, Origin, Resolved, last_origin, mark_copies
from coach.library.shelf.precedence import (
    Out,
    id_of,
    losing_definitions,
    losing_files,
    other_stem,
    unusable,
    unused_copy,
)
from coach.library.shelf.routines import RoutineLayers
from coach.library.toml.checker import Problems, Table
from coach.library.toml.diagnostics import Diagnostic, KeyPath
from coach.library.toml.fields import MAX_SLUG
from coach.library.toml.sanitize import short

_NONE: Mapping[str, Exercise] = MappingProxyType({})
F = TypeVar("F", bound=Reading)


def combine(groups: Iterable[FileGroup]) -> Library:
    """The library made of groups of files, lowest layer first."""
    return resolve(groups).library


def resolve(groups: Iterable[FileGroup], before: Mapping[str, Exercise] = _NONE, *, advise: bool = True) -> Resolved:
    """The same, with the result for each file.

    ``before``: the exercises of last time, returned as they are if nothing changed; ``advise``: warn as well.
    """
    parts = list(groups)
    assembly = _Assembly(advise, losing_files(parts))
    for part in parts:
        assembly.add(part)
    return assembly.resolved(before)


class _Version(NamedTuple):
    """An exercise as one file defines it; ``path`` is its place in the file."""

    group: FileGroup
    exercise: Exercise
    file: Reading
    path: KeyPath = ()


class _Assembly:
    """Collects groups of files, then resolves the references between them."""

    def __init__(self, advise: bool, out: Mapping[Reading, Out]) -> None:
        self._warns = advise
        self._out = dict(out)
        self._parts: list[tuple[FileGroup, list[ExerciseFile], list[RoutineFile]]] = []
        self._exercises: dict[str, list[_Version]] = {}
        self._routines: dict[str, list[tuple[FileGroup, RoutineFile]]] = {}
        self._courses = CourseLayers(advise=advise)
        self._copies: list[Reading] = []
        self._reports: list[Sequence[Diagnostic] | Reading] = []
        self._said: dict[Reading, Problems] = {}
        self._broken: set[str] = set()
        self._broken_routines: set[str] = set()
        self._unsound: list[Reading] = []
        self._failed: set[Reading] = set()

    def add(self, part: FileGroup) -> None:
        """Add one group, above those added before."""
        self._reports.append(part.faults)
        exercises = self._those_that_count(part, part.exercises, self._broken)
        routines = self._those_that_count(part, part.routines, self._broken_routines)
        self._courses.add(part, self._those_that_count(part, part.courses, set()))
        self._parts.append((part, exercises, routines))

    def _those_that_count(self, part: FileGroup, files: Sequence[F | Diagnostic], broken: set[str]) -> list[F]:
        """The files of one kind that are to be used; those that could not even be parsed are added to ``broken``."""
        found: list[F] = []
        for file in files:
            if isinstance(file, Diagnostic):
                self._reports.append([file])
                broken.add(file.stem)
            elif self._counts(part, file):
                found.append(file)
        return found

    def resolved(self, before: Mapping[str, Exercise]) -> Resolved:
        """Resolve everything that was added."""
        self._gather()
        broken = frozenset(self._broken)
        exercises = self._exercises_in_use(broken, before)
        self._check_names_in_broken(exercises, broken)
        origins: dict[tuple[Kind, str], Origin] = {
            ("exercise", identity): last_origin([(each.group, each.file) for each in versions])
            for identity, versions in self._exercises.items()
        }
        made = RoutineLayers(self._routines, exercises, broken, frozenset(self._broken_routines), advise=self._warns)
        routines = made.in_use()
        for file in self._unsound:
            if isinstance(file, RoutineFile):
                made.check_base(file)
        origins |= made.origins
        self._failed |= made.failed
        broken_routines = frozenset((self._broken_routines | self._routines.keys()) - routines.keys())
        courses = self._courses.in_use(routines, broken_routines, self._unsound)
        origins |= self._courses.origins
        self._failed |= self._courses.failed
        mark_copies(routines, origins)
        if self._warns:
            self._advise(exercises, routines)
        self._tell_copies(origins)
        wrong = {file: found for file in self._files() if (found := self._wrong_with(file))}
        listed = tuple(self._diagnostics(wrong))
        copies = tuple(each for file in self._copies for each in wrong[file] if each.severity == "warning")
        library = Library(Catalogue(exercises, routines, courses=courses), listed, origins, copies=copies)
        return Resolved(library, frozenset(self._failed), wrong, frozenset(self._copies))

    def _exercises_in_use(self, broken: frozenset[str], before: Mapping[str, Exercise]) -> Mapping[str, Exercise]:
        """The highest version of each exercise, its links checked; ``before`` itself if nothing changed."""
        exercises = {identity: versions[-1].exercise for identity, versions in self._exercises.items()}
        for versions in self._exercises.values():
            for version in versions:
                linked = self._linked(version, exercises, broken)
                if version is versions[-1]:
                    exercises[linked.id] = linked
        if len(before) == len(exercises) and all(before.get(name) is each for name, each in exercises.items()):
            return before
        return exercises

    def _gather(self) -> None:
        """Collect all versions of each exercise, lowest layer first, except those that contradict their layer."""
        dropped = self._drop_contradictions()
        for file in dropped:
            self._broken.update(file.draft.named)
        for part, exercises, routines in self._parts:
            for exercise in exercises:
                assert exercise.exercise
                self._keep(_Version(part, exercise.exercise, exercise))
            for routine in routines:
                self._routines.setdefault(routine.draft.id, []).append((part, routine))
                if routine not in dropped:
                    for identity, inline in routine.draft.inline.items():
                        self._keep(_Version(part, inline, routine, ("exercise", identity)))

    def _drop_contradictions(self) -> Set[RoutineFile]:
        """Remove files that define an exercise differently from another of their layer, until none is left.

        Returns those of the remaining routines whose own exercises do not count, for the routine cannot be used.
        """
        while True:
            routines = [(part, file) for part, _, files in self._parts for file in files if file.draft.inline]
            if not routines:
                return frozenset()
            of_no_use = unusable([file for _, file in routines], self._names_of_files())
            out = losing_definitions(
                [(part, file) for part, files, _ in self._parts for file in files],
                [(part, file) for part, file in routines if file not in of_no_use],
            )
            if not out:
                return of_no_use
            for file, why in out.items():
                self._lose(file, why)
                if isinstance(file, RoutineFile):
                    self._unsound.append(file)
            self._parts = [
                (part, [file for file in exercises if file not in out], [file for file in files if file not in out])
                for part, exercises, files in self._parts
            ]

    def _names_of_files(self) -> set[str]:
        return {file.exercise.id for _, files, _ in self._parts for file in files if file.exercise}

    def _check_names_in_broken(self, exercises: Mapping[str, Exercise], broken: frozenset[str]) -> None:
        """Report problems with other files also in files with errors of their own, so that all are shown at once."""
        for file in self._unsound:
            hint_names(file.document.data, file.problems, exercises)
            if isinstance(file, ExerciseFile):
                check_links(Table(file.document.data, self._say(file)), exercises, broken)
            if not isinstance(file, RoutineFile):
                continue
            file.problems.rewind()
            if not file.draft.extends:
                build(file.draft, exercises, broken)
            for identity in file.draft.inline:
                data = file.document.data["exercise"][identity]
                table = Table(data, self._say(file), ("exercise", identity), f"exercise {identity}")
                check_links(table, exercises, broken)

    def _advise(self, exercises: Mapping[str, Exercise], routines: Mapping[str, Routine]) -> None:
        """Warn of what is legal but unwise in the exercises in use."""
        from coach.library.formats.advice import Ladder, advise_exercise

        ladder = Ladder(exercises, routines)
        for versions in self._exercises.values():
            version = versions[-1]
            if not version.file.stale:
                advise_exercise(version.exercise, self._table(version), ladder)

    def _files(self) -> Iterator[Reading]:
        return (report for report in self._reports if isinstance(report, Reading))

    def _wrong_with(self, file: Reading) -> Sequence[Diagnostic]:
        """Everything that is wrong with a file, in the order of its text."""
        said = self._said.get(file)
        if said is None:
            return file.problems.diagnostics()
        return sorted([*file.problems.diagnostics(), *said.diagnostics()], key=lambda each: (each.line, each.column))

    def _diagnostics(self, wrong: Mapping[Reading, Sequence[Diagnostic]]) -> Iterator[Diagnostic]:
        for report in self._reports:
            yield from wrong.get(report, ()) if isinstance(report, Reading) else report

    def _counts(self, part: FileGroup, file: Reading) -> bool:
        """Whether a file is to be used: it has no errors of its own, and no other file of its layer has precedence."""
        if not file.stale:
            self._reports.append(file)
        if not file.sound:
            self._is_unsound(file)
        elif (why := self._out.get(file)) is not None:
            self._lose(file, why)
        else:
            self._compare_stem(part, file)
            return True
        return False

    def _is_unsound(self, file: Reading) -> None:
        self._unsound.append(file)
        names = file.document.path.stem, str(file.document.data.get("id", ""))[:MAX_SLUG]
        if isinstance(file, RoutineFile):
            self._broken.update(file.draft.named)
            self._broken_routines.update(names)
        elif isinstance(file, ExerciseFile):
            self._broken.update(names)

    def _lose(self, file: Reading, why: Out) -> None:
        """Record that a file is not used because of another one, and why."""
        self._failed.add(file)
        if not isinstance(file, ExerciseFile):
            file.problems.rewind()  # forget what was found while it was in use
        if why.because:
            self._say(file).add(why.path, why.because)
        elif not file.stale:
            self._copies.append(file)

    def _tell_copies(self, origins: Mapping[tuple[Kind, str], Origin]) -> None:
        """Report for each copy what is in use instead: a warning, or an error if there is nothing."""
        for file in self._copies:
            identity, kind = id_of(file), file.holds
            origin = origins.get((kind, identity))
            if origin is None:
                self._say(file).add(("id",), unused_copy(identity))
            else:
                used = short(origin.path.name) if origin.layer != SHIPPED else f"the {SHIPPED} {kind}"
                self._say(file).add(("id",), unused_copy(identity, used), "warning")

    def _keep(self, version: _Version) -> None:
        """Add a version of an exercise above the others. By now, definitions in one folder of a layer all agree."""
        identity, file, path = version.exercise.id, version.file, version.path
        versions = self._exercises.setdefault(identity, [])
        below = versions[-1] if versions else None
        if below is not None and path:
            if below.group.place == version.group.place:
                return
            if below.exercise != version.exercise:
                message = f'this replaces the {below.group.name} exercise "{identity}" in every routine'
                self._say(file).add(path, message, "warning")
        versions.append(version)

    def _linked(self, version: _Version, exercises: Mapping[str, Exercise], broken: frozenset[str]) -> Exercise:
        """The exercise without links to easier or harder ones that do not exist, which are reported."""
        exercise = version.exercise
        if all(link is None or link in exercises for link in (exercise.easier, exercise.harder)):
            return exercise
        table = self._table(version)
        return replace(
            exercise,
            easier=known_link("easier", exercise.easier, table, exercises, broken),
            harder=known_link("harder", exercise.harder, table, exercises, broken),
        )

    def _table(self, version: _Version) -> Table:
        """A cursor over the exercise's own table, for reporting."""
        data, say = version.file.document.data, self._say(version.file)
        if not version.path:
            return Table(data, say)
        identity = version.exercise.id
        return Table(data["exercise"][identity], say, version.path, f"exercise {identity}")

    def _say(self, file: Reading) -> Problems:
        """Where to report problems of a file that depend on other files."""
        return self._said.setdefault(file, Problems(file.document))

    def _compare_stem(self, part: FileGroup, file: Reading) -> None:
        if message := other_stem(part, file):
            self._say(file).add(("id",), message, "warning")
