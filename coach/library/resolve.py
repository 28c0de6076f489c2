"""From files that are read to the library in use: of each id the last version that is right, and all that is wrong.

A broken file is reported and left out; the version of the layer below it, if there is one, stays in use. Nothing is
read here, so the same files may be resolved again and again: only what changed is built anew.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from coach.domain.caps import Caps
from coach.domain.catalogue import Catalogue
from coach.domain.exercise import Exercise
from coach.domain.routine import Routine
from coach.library.broken import Broken
from coach.library.checker import Problems, Table
from coach.library.diagnostics import Diagnostic, KeyPath
from coach.library.fields import MAX_SLUG, is_slug
from coach.library.reading import Built, ExerciseFile, Group, Kind, Reading, RoutineFile
from coach.library.routine_file import build, known_link
from coach.library.sanitize import short
from coach.library.source import Document

_NONE: Mapping[str, Exercise] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a thing comes from: its layer's name, its file, and the layers whose version of it this one hides.

    ``stale``: the file is broken now, and this is its last good version.
    """

    layer: str
    path: Path
    hides: tuple[str, ...] = ()
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Library:
    """What is in use, what is wrong, and where each exercise and routine (by kind and id) comes from.

    ``broken``: the files with errors, lowest layer first; only a ``Shelf`` tells them.
    """

    catalogue: Catalogue = field(default_factory=Catalogue)
    diagnostics: tuple[Diagnostic, ...] = ()
    origins: Mapping[tuple[Kind, str], Origin] = field(default_factory=dict)
    broken: tuple[Broken, ...] = ()

    def under(self, caps: Caps) -> "Library":
        """The same under a group's caps: they are no part of the files that are combined."""
        return replace(self, catalogue=replace(self.catalogue, caps=caps))


class Resolved(NamedTuple):
    """A library, and what it makes of each file: ``failed`` are right by themselves, yet of no use.

    ``wrong`` is what is wrong with each file that has anything wrong.
    """

    library: Library
    failed: frozenset[Reading]
    wrong: Mapping[Reading, Sequence[Diagnostic]]


def combine(groups: Iterable[Group]) -> Library:
    """The library of groups of files, lowest first."""
    return resolve(groups).library


def resolve(groups: Iterable[Group], before: Mapping[str, Exercise] = _NONE, *, advise: bool = True) -> Resolved:
    """The same, with what became of each file. ``before``: the exercises of last time; ``advise``: warn as well."""
    assembly = _Assembly(advise)
    for part in groups:
        assembly.add(part)
    return assembly.resolved(before)


class _Version(NamedTuple):
    """An exercise as one file gives it; ``path`` is where in the file it stands."""

    group: Group
    exercise: Exercise
    file: Reading
    path: KeyPath = ()


class _Assembly:
    """Gathers groups, then resolves what refers to what."""

    def __init__(self, advise: bool) -> None:
        self._warns = advise
        self._exercises: dict[str, list[_Version]] = {}
        self._routines: dict[str, list[tuple[Group, RoutineFile]]] = {}
        self._reports: list[Sequence[Diagnostic] | Reading] = []
        self._said: dict[Reading, Problems] = {}
        self._broken: set[str] = set()
        self._unsound: list[Reading] = []
        self._failed: set[Reading] = set()

    def add(self, part: Group) -> None:
        """Take in one group, above those before it."""
        self._reports.append(part.faults)
        for exercise in part.exercises:
            if isinstance(exercise, Diagnostic):
                self._reports.append([exercise])
                self._broken.add(Path(exercise.path).stem)
            else:
                self._add_exercise(part, exercise)
        for routine in part.routines:
            if isinstance(routine, Diagnostic):
                self._reports.append([routine])
            else:
                self._add_routine(part, routine)

    def resolved(self, before: Mapping[str, Exercise]) -> Resolved:
        """Everything resolved."""
        self._drop_unusable_inline()
        broken = frozenset(self._broken)
        exercises = self._exercises_in_use(broken, before)
        self._check_names_in_broken(exercises, broken)
        origins: dict[tuple[Kind, str], Origin] = {
            ("exercise", identity): _origin([(each.group, each.file) for each in versions])
            for identity, versions in self._exercises.items()
        }
        routines: dict[str, Routine] = {}
        for identity, plans in self._routines.items():
            good = [(part, file, made) for part, file in plans if (made := self._build(file, exercises, broken))]
            if good:
                routines[identity] = good[-1][2]
                origins["routine", identity] = _origin([(part, file) for part, file, _ in good])
        if self._warns:
            self._advise(exercises, routines)
        wrong = {file: found for file in self._files() if (found := self._wrong_with(file))}
        listed = tuple(self._diagnostics(wrong))
        return Resolved(Library(Catalogue(exercises, routines), listed, origins), frozenset(self._failed), wrong)

    def _exercises_in_use(self, broken: frozenset[str], before: Mapping[str, Exercise]) -> Mapping[str, Exercise]:
        """Of each exercise the last version, its links checked; ``before`` itself, if nothing changed since."""
        exercises = {identity: versions[-1].exercise for identity, versions in self._exercises.items()}
        for versions in self._exercises.values():
            for version in versions:
                linked = self._linked(version, exercises, broken)
                if version is versions[-1]:
                    exercises[linked.id] = linked
        if len(before) == len(exercises) and all(before.get(name) is each for name, each in exercises.items()):
            return before
        return exercises

    def _build(self, file: RoutineFile, exercises: Mapping[str, Exercise], broken: frozenset[str]) -> Routine | None:
        """The routine of a file: as it was, while the exercises that it names are the same."""
        if file.built is not None and file.built.holds_with(exercises, file.draft.names):
            return file.built.routine
        file.problems.rewind()
        made = build(file.draft, exercises, broken)
        file.built = None if made is None else Built(made, exercises)
        if made is None:
            self._failed.add(file)
        elif self._warns and not file.stale:
            from coach.library.advice import advise_routine

            advise_routine(made, file.draft, exercises)
        return made

    def _drop_unusable_inline(self) -> None:
        """Take back the exercises of routines that cannot be used, so that they replace nothing in others."""
        plans = [file for plans in self._routines.values() for _, file in plans if file.draft.inline]
        while unusable := [file for file in plans if not file.draft.exercises <= self._exercises.keys()]:
            plans = [file for file in plans if file.draft.exercises <= self._exercises.keys()]
            for file in unusable:
                self._broken.update(file.draft.named)
                for identity in file.draft.inline:
                    versions = self._exercises.get(identity, [])
                    versions[:] = [each for each in versions if each.file is not file]
                    if not versions:
                        self._exercises.pop(identity, None)

    def _check_names_in_broken(self, exercises: Mapping[str, Exercise], broken: frozenset[str]) -> None:
        """Files with errors of their own are not used, but all that is wrong with them is reported at once."""
        for file in self._unsound:
            if isinstance(file, ExerciseFile):
                _check_links(Table(file.document.data, self._say(file)), exercises, broken)
                continue
            file.problems.rewind()
            build(file.draft, exercises, broken)
            for identity in file.draft.inline:
                data = file.document.data["exercise"][identity]
                table = Table(data, self._say(file), ("exercise", identity), f"exercise {identity}")
                _check_links(table, exercises, broken)

    def _advise(self, exercises: Mapping[str, Exercise], routines: Mapping[str, Routine]) -> None:
        """What is legal but unwise about the exercises in use."""
        from coach.library.advice import Ladder, advise_exercise

        ladder = Ladder(exercises, routines)
        for versions in self._exercises.values():
            version = versions[-1]
            if not version.file.stale:
                advise_exercise(version.exercise, self._table(version), ladder)

    def _files(self) -> Iterator[Reading]:
        return (report for report in self._reports if isinstance(report, Reading))

    def _wrong_with(self, file: Reading) -> Sequence[Diagnostic]:
        """All that is wrong with a file, in the order of its text."""
        said = self._said.get(file)
        if said is None:
            return file.problems.diagnostics()
        found = [*file.problems.diagnostics(), *said.diagnostics()]
        return sorted(found, key=lambda each: (each.line, each.column))

    def _diagnostics(self, wrong: Mapping[Reading, Sequence[Diagnostic]]) -> Iterator[Diagnostic]:
        for report in self._reports:
            yield from wrong.get(report, ()) if isinstance(report, Reading) else report

    def _add_exercise(self, part: Group, file: ExerciseFile) -> None:
        document, exercise = file.document, file.exercise
        if not file.stale:
            self._reports.append(file)
        if exercise is None:
            self._broken.update((document.path.stem, str(document.data.get("id", ""))[:MAX_SLUG]))
            self._unsound.append(file)
            return
        self._compare_stem(file, exercise.id)
        self._keep(_Version(part, exercise, file))

    def _add_routine(self, part: Group, file: RoutineFile) -> None:
        draft = file.draft
        if not file.stale:
            self._reports.append(file)
        if not draft.sound:
            self._broken.update(draft.named)
            self._unsound.append(file)
            return
        self._compare_stem(file, draft.id)
        plans = self._routines.setdefault(draft.id, [])
        if plans and plans[-1][0] is part:
            self._report_twice("routine", draft.id, plans[-1][1].document, file, ("id",))
            return
        plans.append((part, file))
        for identity, exercise in draft.inline.items():
            self._keep(_Version(part, exercise, file, ("exercise", identity)))

    def _keep(self, version: _Version) -> None:
        identity, file, path = version.exercise.id, version.file, version.path
        versions = self._exercises.setdefault(identity, [])
        if versions and versions[-1].group is version.group:
            if not path or versions[-1].exercise != version.exercise:
                self._report_twice("exercise", identity, versions[-1].file.document, file, path or ("id",))
            return
        if versions and path:
            message = f'this replaces the {versions[-1].group.name} exercise "{identity}" in every routine'
            self._say(file).add(path, message, "warning")
        versions.append(version)

    def _linked(self, version: _Version, exercises: Mapping[str, Exercise], broken: frozenset[str]) -> Exercise:
        """The exercise without an easier or harder one that does not exist, which is reported."""
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
        """A cursor over the exercise's own table, to report by."""
        identity, data = version.exercise.id, version.file.document.data
        if version.path:
            data = data["exercise"][identity]
        label = f"exercise {identity}" if version.path else ""
        return Table(data, self._say(version.file), version.path, label)

    def _say(self, file: Reading) -> Problems:
        """Where to report what only shows beside other files."""
        return self._said.setdefault(file, Problems(file.document))

    def _compare_stem(self, file: Reading, identity: str) -> None:
        if file.document.path.stem != identity:
            name = short(file.document.path.name)
            message = f'the id "{identity}" is not the file\'s name, {name}; best keep them alike'
            self._say(file).add(("id",), message, "warning")

    def _report_twice(self, kind: Kind, identity: str, other: Document, file: Reading, path: KeyPath) -> None:
        name = short(other.path.name)
        message = f'the {kind} id "{identity}" is taken by {name}, which stays in use; choose another id'
        self._say(file).add(path, message)
        self._failed.add(file)


def _check_links(table: Table, exercises: Mapping[str, Exercise], broken: frozenset[str]) -> None:
    for key in ("easier", "harder"):
        name = table.data.get(key)
        if isinstance(name, str) and is_slug(name):
            known_link(key, name, table, exercises, broken)


def _origin(versions: Sequence[tuple[Group, Reading]]) -> Origin:
    part, file = versions[-1]
    return Origin(part.name, file.document.path, tuple(below.name for below, _ in versions[:-1]), file.stale)
