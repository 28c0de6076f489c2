"""The library in use: every layer's files, each id in its last good version, and all that is wrong with any of them.

``load`` reads it once; a ``Shelf`` reads it again and again, and then only what changed.
Left out: what follows from the files (``resolve``), and how one is read (``reading``).
"""

import os
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from coach.library.collecting import no_collecting
from coach.library.diagnostics import Diagnostic, has_errors
from coach.library.kept import Kept, Stamp, stamp_of
from coach.library.layers import CAPS, EXERCISES, GROUP_LAYER, PROGRAMMES, SETTINGS, Layer, is_folder, toml_files
from coach.library.published import published_version
from coach.library.reading import ExerciseFile, Group, Reading, RoutineFile, exercise_file, routine_file
from coach.library.resolve import Kind, Library, Origin, Resolved, combine, resolve
from coach.library.sanitize import short
from coach.library.source import Document, problem, read

__all__ = ["Group", "Kind", "Library", "Origin", "Shelf", "combine", "group", "load"]


def load(layers: Iterable[Layer], *, advise: bool = True) -> Library:
    """The library that these layers, lowest first, make together. Never raises for what the files hold."""
    return Shelf(layers, advise=advise).refresh()


def keep_warm(layers: Iterable[Layer]) -> None:
    """Read these now, so that whatever is forked from this process reads only what changed since."""
    shelf = Shelf(layers, advise=False)
    shelf.refresh()
    _warm.update(shelf._held)


def group(layer: Layer, without: frozenset[str] = frozenset()) -> Group:
    """A layer's files, read; but for those whose real path is in ``without``."""
    shelf = Shelf([layer], without=without)
    shelf.refresh()
    return shelf.groups()[0]


class _Held:
    """A file as it was read last; ``good``: it is in use, with no error, and its last good version itself.

    ``stale``: its last good version else, once it was asked for; ``looked``: it was, for there may be none.
    """

    __slots__ = ("good", "kind", "looked", "now", "path", "stale", "stamp")

    def __init__(self, path: Path, kind: type[Reading]) -> None:
        self.path = path
        self.kind = kind
        self.stamp: Stamp | None = None
        self.now: Reading | Diagnostic | None = None
        self.good = False
        self.stale: Reading | None = None
        self.looked = False


class _Listing(NamedTuple):
    """What a layer's folders hold."""

    layer: Layer
    files: Sequence[_Held] = ()
    faults: Sequence[Diagnostic] = ()


_warm: dict[str, _Held] = {}
"""Files that were read before this process was forked: see ``keep_warm``."""


class Shelf:
    """The files of some layers, held so that reading them again costs only what changed.

    ``kept``: where last good versions are kept from one start to the next. ``without``: real paths to pass over.
    ``advise``: say what is legal but unwise, too; whoever shows errors only can do without.
    """

    def __init__(
        self,
        layers: Iterable[Layer],
        kept: Kept | None = None,
        *,
        without: frozenset[str] = frozenset(),
        advise: bool = True,
    ) -> None:
        self._layers = tuple(layers)
        self._kept = kept
        self._without = without
        self._advise = advise
        self._held: dict[str, _Held] = dict(_warm)
        self._listings: Sequence[_Listing] = ()
        self.library = Library()

    def refresh(self) -> Library:
        """The library as the files are now. Files that did not change are not read again."""
        before = self._held
        self._held = {}
        self._listings = [self._list(layer, before) for layer in self._layers]
        with no_collecting():
            for held in self._held.values():
                self._look(held)
            return self._resolve()

    def reread(self, paths: Iterable[Path]) -> Library:
        """The same, where only the files at these paths may have changed: the others are not even looked at."""
        changed = [self._held.get(str(path)) for path in paths]
        for held in changed:
            if held is None or not os.path.lexists(held.path):
                return self.refresh()  # something came or went
            self._look(held)
        return self._resolve()

    def save(self) -> None:
        """Keep the last good versions for the next start. Never raises."""
        if self._kept is not None:
            self._kept.save()

    def groups(self) -> list[Group]:
        """The layers' files as they were last looked at, lowest first."""
        return [self._group(listing) for listing in self._listings]

    def tried(self, document: Document, kind: type[Reading] | None = None) -> tuple[Reading, Resolved]:
        """What would become of this document in the place of the file at its path, and of the library with it.

        Nothing of it stays. A path in none of the layers' folders is taken above all, as what ``kind`` says.
        """
        trial = _Held(document.path, self._kind_at(document.path) or kind or RoutineFile)
        reading: Reading = _MAKE[trial.kind](document)
        trial.now, trial.looked = reading, True
        with no_collecting():
            return reading, resolve(self._groups_with(trial), self.library.catalogue.exercises)

    def _kind_at(self, path: Path) -> type[Reading] | None:
        """What a file at this path is read as; None: it is in no layer's folder."""
        if not any(_is_in(listing.layer, path) for listing in self._listings):
            return None
        return ExerciseFile if path.parent.name == EXERCISES else RoutineFile

    def _groups_with(self, trial: _Held) -> list[Group]:
        """The groups with a file in the place of the one at its path, or added to the last that it fits in."""
        there = self._held.get(str(trial.path))
        listings = [each._replace(files=[trial if file is there else file for file in each.files])
                    for each in self._listings]  # fmt: skip
        if there is None:
            homes = [number for number, each in enumerate(listings) if _is_in(each.layer, trial.path)]
            if homes:
                home = listings[homes[-1]]
                files = sorted(
                    [*home.files, trial], key=lambda file: (file.path.parent.name == PROGRAMMES, file.path.name)
                )
                listings[homes[-1]] = home._replace(files=files)
            else:
                listings.append(_Listing(Layer("checked", trial.path.parent), [trial]))
        return [self._group(listing) for listing in listings]

    def _resolve(self) -> Library:
        groups = self.groups()
        resolved = resolve(groups, self.library.catalogue.exercises, advise=self._advise)
        instead = self._instead_of(resolved.failed)
        if instead:
            resolved = _resolve_again(groups, resolved, instead, advise=self._advise)
        self._keep(resolved)
        self.library = self._under_caps(resolved.library)
        return self.library

    def _under_caps(self, library: Library) -> Library:
        """The library with what the runner's group allows at most, if there is a group among the layers."""
        folder = next((layer.folder for layer in self._layers if layer.name == GROUP_LAYER), None)
        if folder is None:
            return library
        from coach.library.caps_file import read_caps  # most runners have no group

        caps, wrong = read_caps(folder / CAPS, self._kept)
        diagnostics = (*wrong, *library.diagnostics)
        return replace(library, catalogue=replace(library.catalogue, caps=caps), diagnostics=diagnostics)

    def _list(self, layer: Layer, before: Mapping[str, _Held]) -> _Listing:
        if layer.named and not is_folder(layer.folder):
            fault = "this is a file, not a folder" if layer.folder.is_file() else "there is no such folder"
            return _Listing(layer, faults=[problem(layer.folder, fault)])
        files: list[_Held] = []
        faults: list[Diagnostic] = []
        for name, kind in ((EXERCISES, ExerciseFile), ("", RoutineFile), (PROGRAMMES, RoutineFile)):
            folder = layer.folder / name
            try:
                paths = toml_files(folder)
            except OSError as error:
                faults.append(problem(folder, f"the folder cannot be read: {short(error.strerror or str(error))}"))
                continue
            for path in paths:
                if not _is_no_part(path, layer) and not (self._without and os.path.realpath(path) in self._without):
                    held = before.get(str(path)) or _Held(path, kind)
                    self._held[str(path)] = held
                    files.append(held)
        return _Listing(layer, files, faults)

    def _look(self, held: _Held) -> None:
        """Read the file again, if it changed."""
        stamp = _stamp(held.path)
        if held.now is not None and held.stamp == stamp and stamp is not None:
            return
        if held.good and held.now is not None and not isinstance(held.now, Diagnostic):
            held.now.stale = True
            held.stale, held.looked = held.now, True
        document = (self._kept.same(held.path, stamp) if self._kept and stamp else None) or read(held.path)
        held.stamp, held.good = stamp, False
        held.now = document if isinstance(document, Diagnostic) else _MAKE[held.kind](document)

    def _group(self, listing: _Listing) -> Group:
        found: dict[type[Reading], list[Any]] = {ExerciseFile: [], RoutineFile: []}
        stale: list[Reading] = []
        for held in listing.files:
            found[held.kind].append(held.now)
            if not held.good and (isinstance(held.now, Diagnostic) or (held.now and not held.now.sound)):
                last = self._stale(held)
                stale += [last] if last else []
        for last in stale:  # after the others: a file that is right goes before one that was
            found[type(last)].append(last)
        return Group(listing.layer.name, found[ExerciseFile], found[RoutineFile], listing.faults)

    def _stale(self, held: _Held) -> Reading | None:
        """The last good version of a file: from before, from the last start, or as it was published."""
        if not held.looked:
            last = (self._kept.last_good(held.path) if self._kept else None) or published_version(held.path)
            held.stale = _MAKE[held.kind](last, stale=True) if last else None
            held.looked = True
        return held.stale

    def _instead_of(self, failed: Set[Reading]) -> dict[Reading, RoutineFile]:
        """The last good version of each routine that is right by itself, yet of no use among the others."""
        found: dict[Reading, RoutineFile] = {}
        for held in self._held.values() if failed else ():
            if isinstance(held.now, RoutineFile) and held.now.sound and held.now in failed:
                stale = self._stale(held)
                if isinstance(stale, RoutineFile):
                    found[held.now] = stale
        return found

    def _keep(self, resolved: Resolved) -> None:
        """What is in use, and right in every way, is its file's last good version from now on."""
        for held in self._held.values():
            now, was_good = held.now, held.good
            if now is None or isinstance(now, Diagnostic) or not now.sound or now in resolved.failed:
                held.good = False
            else:
                held.good = not (now in resolved.wrong and has_errors(resolved.wrong[now]))
                if held.good and not was_good and self._kept and held.stamp:
                    self._kept.keep(now.document, held.stamp)


_MAKE: Mapping[type[Reading], Any] = {ExerciseFile: exercise_file, RoutineFile: routine_file}


def _resolve_again(
    groups: Sequence[Group], first: Resolved, instead: Mapping[Reading, RoutineFile], *, advise: bool
) -> Resolved:
    """The groups resolved with some files' last good versions; what is wrong with the files is still reported."""
    again = []
    for part in groups:
        faults = [each for file in instead if file in part.routines for each in first.wrong.get(file, ())]
        routines = [file for file in part.routines if file not in instead]
        routines += [stale for file, stale in instead.items() if file in part.routines]
        again.append(Group(part.name, part.exercises, routines, [*part.faults, *faults]))
    second = resolve(again, advise=advise)
    return Resolved(second.library, second.failed | instead.keys(), {**first.wrong, **second.wrong})


def _is_no_part(path: Path, layer: Layer) -> bool:
    """Whether a file stands beside the routines, and is none."""
    return path.name == SETTINGS or (path.name == CAPS and layer.name == GROUP_LAYER)


def _is_in(layer: Layer, path: Path) -> bool:
    """Whether a layer loads what stands at this path."""
    return layer.folder in (path.parent, path.parent.parent) and (
        path.parent == layer.folder or path.parent.name in (EXERCISES, PROGRAMMES)
    )


def _stamp(path: Path) -> Stamp | None:
    try:
        return stamp_of(path.stat())
    except (OSError, ValueError):
        return None
