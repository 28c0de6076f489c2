"""The library in use: every layer's files, each id in its last good version, and all that is wrong with any of them.

A broken file is reported and left out; the version of the layer below it, if there is one, stays in use.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from coach.domain.exercise import Exercise
from coach.domain.routine import Catalogue, Routine
from coach.library.checker import Problems, Table
from coach.library.diagnostics import Diagnostic, KeyPath
from coach.library.exercise_file import read_exercise
from coach.library.fields import MAX_SLUG, is_slug
from coach.library.layers import EXERCISES, PROGRAMMES, SETTINGS, Layer, is_folder, toml_files
from coach.library.routine_file import Draft, build, known_link, read_draft
from coach.library.sanitize import short
from coach.library.source import Document, problem, read

Kind = Literal["exercise", "routine"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a thing comes from: its layer's name, its file, and the layers whose version of it this one hides."""

    layer: str
    path: Path
    hides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """What is in use, what is wrong, and where each exercise and routine (by kind and id) comes from."""

    catalogue: Catalogue = field(default_factory=Catalogue)
    diagnostics: tuple[Diagnostic, ...] = ()
    origins: Mapping[tuple[Kind, str], Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are loaded together as one layer. ``documents`` are read already; any of them may be an error."""

    name: str
    exercises: Sequence[Document | Diagnostic] = ()
    routines: Sequence[Document | Diagnostic] = ()
    faults: Sequence[Diagnostic] = ()


def load(layers: Iterable[Layer]) -> Library:
    """The library that these layers, lowest first, make together. Never raises for what the files hold."""
    return combine(group(layer) for layer in layers)


def group(layer: Layer, without: frozenset[str] = frozenset()) -> Group:
    """A layer's files, read; but for those whose real path is in ``without``."""
    if layer.named and not is_folder(layer.folder):
        fault = "this is a file, not a folder" if layer.folder.is_file() else "there is no such folder"
        return Group(layer.name, faults=[problem(layer.folder, fault)])
    faults: list[Diagnostic] = []
    documents: list[list[Document | Diagnostic]] = []
    for folder in (layer.folder / EXERCISES, layer.folder, layer.folder / PROGRAMMES):
        try:
            paths = [path for path in toml_files(folder) if path.name != SETTINGS]
        except OSError as error:
            faults.append(problem(folder, f"the folder cannot be read: {short(error.strerror or str(error))}"))
            paths = []
        if without:
            paths = [path for path in paths if os.path.realpath(path) not in without]
        documents.append([read(path) for path in paths])
    exercises, routines, programmes = documents
    return Group(layer.name, exercises, [*routines, *programmes], faults)


def combine(groups: Iterable[Group]) -> Library:
    """The library of groups of files, lowest first."""
    assembly = _Assembly()
    for part in groups:
        assembly.add(part)
    return assembly.library()


@dataclass(frozen=True, slots=True)
class _Version:
    """An exercise as one file gives it; ``path`` is where in the file it stands."""

    group: Group
    exercise: Exercise
    document: Document
    problems: Problems
    path: KeyPath = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """A routine as one file gives it."""

    group: Group
    draft: Draft
    document: Document


class _Assembly:
    """Gathers groups, then resolves what refers to what."""

    def __init__(self) -> None:
        self._exercises: dict[str, list[_Version]] = {}
        self._routines: dict[str, list[_Plan]] = {}
        self._reports: list[list[Diagnostic] | Problems] = []
        self._broken: set[str] = set()
        self._unsound: list[tuple[Draft, Document]] = []
        self._unread: list[tuple[Document, Problems]] = []

    def add(self, part: Group) -> None:
        """Take in one group, above those before it."""
        self._reports.append(list(part.faults))
        for document in part.exercises:
            self._add_exercise(part, document)
        for document in part.routines:
            self._add_routine(part, document)

    def library(self) -> Library:
        """Everything resolved."""
        self._drop_unusable_inline()
        exercises: dict[str, Exercise] = {}
        routines: dict[str, Routine] = {}
        origins: dict[tuple[Kind, str], Origin] = {}
        for identity, versions in self._exercises.items():
            exercises[identity] = versions[-1].exercise
            origins["exercise", identity] = _origin([(each.group, each.document) for each in versions])
        broken = frozenset(self._broken)
        for versions in self._exercises.values():
            for version in versions:
                linked = _linked(version, exercises, broken)
                if version is versions[-1]:
                    exercises[linked.id] = linked
        self._check_names_in_broken(exercises, broken)
        for identity, plans in self._routines.items():
            built = [(plan, build(plan.draft, exercises, broken)) for plan in plans]
            good: list[tuple[_Plan, Routine]] = [(plan, routine) for plan, routine in built if routine is not None]
            if good:
                routines[identity] = good[-1][1]
                origins["routine", identity] = _origin([(plan.group, plan.document) for plan, _ in good])
        return Library(Catalogue(exercises, routines), tuple(self._diagnostics()), origins)

    def _drop_unusable_inline(self) -> None:
        """Take back the exercises of routines that cannot be used, so that they replace nothing in others."""
        plans = [plan for plans in self._routines.values() for plan in plans]
        while unusable := [plan for plan in plans if not plan.draft.exercises <= self._exercises.keys()]:
            plans = [plan for plan in plans if plan.draft.exercises <= self._exercises.keys()]
            for plan in unusable:
                self._broken.update(plan.draft.named)
                for identity in plan.draft.inline:
                    versions = self._exercises.get(identity, [])
                    versions[:] = [each for each in versions if each.document is not plan.document]
                    if not versions:
                        self._exercises.pop(identity, None)

    def _check_names_in_broken(self, exercises: Mapping[str, Exercise], broken: frozenset[str]) -> None:
        """Files with errors of their own are not used, but all that is wrong with them is reported at once."""
        for document, problems in self._unread:
            _check_links(Table(document.data, problems), exercises, broken)
        for draft, document in self._unsound:
            build(draft, exercises, broken)
            for identity in draft.inline:
                data = document.data["exercise"][identity]
                path = "exercise", identity
                _check_links(Table(data, draft.problems, path, f"exercise {identity}"), exercises, broken)

    def _diagnostics(self) -> Iterable[Diagnostic]:
        for report in self._reports:
            yield from report.diagnostics() if isinstance(report, Problems) else report

    def _add_exercise(self, part: Group, document: Document | Diagnostic) -> None:
        if isinstance(document, Diagnostic):
            self._reports.append([document])
            self._broken.add(Path(document.path).stem)
            return
        problems = self._problems(document)
        exercise = read_exercise(document, problems)
        if exercise is None:
            self._broken.update((document.path.stem, str(document.data.get("id", ""))[:MAX_SLUG]))
            self._unread.append((document, problems))
            return
        _compare_stem(document, exercise.id, problems)
        self._keep(_Version(part, exercise, document, problems))

    def _add_routine(self, part: Group, document: Document | Diagnostic) -> None:
        if isinstance(document, Diagnostic):
            self._reports.append([document])
            return
        problems = self._problems(document)
        draft = read_draft(document, problems)
        if not draft.sound:
            self._broken.update(draft.named)
            self._unsound.append((draft, document))
            return
        _compare_stem(document, draft.id, problems)
        plans = self._routines.setdefault(draft.id, [])
        if plans and plans[-1].group is part:
            _report_twice("routine", draft.id, plans[-1].document, problems, ("id",))
            return
        plans.append(_Plan(part, draft, document))
        for identity, exercise in draft.inline.items():
            self._keep(_Version(part, exercise, document, problems, ("exercise", identity)))

    def _keep(self, version: _Version) -> None:
        identity, problems, path = version.exercise.id, version.problems, version.path
        versions = self._exercises.setdefault(identity, [])
        if versions and versions[-1].group is version.group:
            if not path or versions[-1].exercise != version.exercise:
                _report_twice("exercise", identity, versions[-1].document, problems, path or ("id",))
            return
        if versions and path:
            message = f'this replaces the {versions[-1].group.name} exercise "{identity}" in every routine'
            problems.add(path, message, "warning")
        versions.append(version)

    def _problems(self, document: Document) -> Problems:
        problems = Problems(document)
        self._reports.append(problems)
        return problems


def _linked(version: _Version, exercises: Mapping[str, Exercise], broken: frozenset[str]) -> Exercise:
    """The exercise without an easier or harder one that does not exist, which is reported."""
    exercise = version.exercise
    if all(link is None or link in exercises for link in (exercise.easier, exercise.harder)):
        return exercise
    label = f"exercise {exercise.id}" if version.path else ""
    table = Table({}, version.problems, version.path, label)
    return replace(
        exercise,
        easier=known_link("easier", exercise.easier, table, exercises, broken),
        harder=known_link("harder", exercise.harder, table, exercises, broken),
    )


def _check_links(table: Table, exercises: Mapping[str, Exercise], broken: frozenset[str]) -> None:
    for key in ("easier", "harder"):
        name = table.data.get(key)
        if isinstance(name, str) and is_slug(name):
            known_link(key, name, table, exercises, broken)


def _origin(versions: Sequence[tuple[Group, Document]]) -> Origin:
    part, document = versions[-1]
    return Origin(part.name, document.path, tuple(below.name for below, _ in versions[:-1]))


def _compare_stem(document: Document, identity: str, problems: Problems) -> None:
    if document.path.stem != identity:
        name = short(document.path.name)
        problems.add(("id",), f'the id "{identity}" is not the file\'s name, {name}; best keep them alike', "warning")


def _report_twice(kind: Kind, identity: str, other: Document, problems: Problems, path: KeyPath) -> None:
    name = short(other.path.name)
    problems.add(path, f'the {kind} id "{identity}" is taken by {name}, which stays in use; choose another id')
