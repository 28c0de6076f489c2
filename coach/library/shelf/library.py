"""The library in use: the files of all layers, each id in its last good version, and everything wrong with any of them.

``load_library`` reads it once; a ``Shelf`` can be refreshed, and then reads only what changed.
Left out: combining the files (``resolve``), and reading one (``reading``).
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import RLock
from typing import Any

from msgspec.structs import replace

from coach.library.disk.gc_pause import no_collecting
from coach.library.disk.last_good import Kept
from coach.library.disk.layers import Layer, caps_path
from coach.library.disk.published import published_version
from coach.library.disk.stamps import Sight, sight_of, stamp_in
from coach.library.formats.reading import FileGroup, Kind, Reading
from coach.library.shelf.broken_files import broken_files
from coach.library.shelf.held_files import Held
from coach.library.shelf.in_use import Library, Origin, Resolved
from coach.library.shelf.last_versions import keep_whole, resolve_again, with_whole
from coach.library.shelf.layer_files import Listing, is_in, kind_at, listing_of, with_file
from coach.library.shelf.resolve import combine, resolve
from coach.library.toml.diagnostics import Diagnostic, has_errors
from coach.library.toml.source import Document, read_document

__all__ = ["FileGroup", "Kind", "Library", "Origin", "Shelf", "combine", "load_library", "read_layer"]

MANY = 50
"""The most files that a start reads at once (in about 40 ms); more are read after Home is shown."""
TOLD_EVERY = 80
"""The number of files between two reports of progress."""


def load_library(layers: Iterable[Layer], *, advise: bool = True) -> Library:
    """Read the library of these layers, lowest first. Never raises for what the files hold.

    ``advise``: also warn of what is legal but unwise.
    """
    return Shelf(layers, advise=advise).refresh()


def keep_warm(layers: Iterable[Layer]) -> None:
    """Read these layers now, so that processes forked from this one read only what changed since."""
    shelf = Shelf(layers, advise=False)
    shelf.refresh()
    for held in shelf._held.values():
        held.doubts = 0  # counting them down would make each fork copy the memory page
    _warm.update(shelf._held)


def read_layer(layer: Layer, without: frozenset[str] = frozenset()) -> FileGroup:
    """Read a layer's files, except those whose real path is in ``without``."""
    shelf = Shelf([layer], without=without)
    shelf.refresh()
    return shelf.groups()[0]


_warm: dict[str, Held] = {}
"""Files that were read before this process was forked, by path: see ``keep_warm``."""


class Shelf:
    """The files of some layers, lowest first; refreshing them reads only files that changed.

    ``kept``: the store of last good versions. ``without``: real paths to skip. ``advise``: also warn of what is legal
    but unwise, which callers that show errors only do not need.

    Safe to use from several threads; they wait for each other.
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
        self._held: dict[str, Held] = dict(_warm)
        self._listings: Sequence[Listing] = ()
        self.library = Library()
        self._lock = RLock()
        self._caps: tuple[str, Sight] | None = None

    def refresh(self) -> Library:
        """The library as the files are now. Files that did not change are not read again."""
        with self._lock, no_collecting():
            self._list_all()
            for held in self._held.values():
                self._look(held)
            return self._resolve()

    def reread(self, paths: Iterable[Path]) -> Library:
        """The same when only the files at these paths can have changed: the others are not even polled."""
        with self._lock:
            changed = [self._held.get(str(path)) for path in paths]
            for held in changed:
                if held is None or not os.path.lexists(held.path):
                    return self.refresh()  # a file was added or removed
                self._look(held)
            return self._resolve()

    # --- little by little -------------------------------------------------------------------------------------------

    def begin(self) -> Library:
        """The library at a start: as from ``refresh``, unless the layers above the first hold more than ``MANY`` files.

        Then it is that of the first layer alone, until ``reading`` has finished. The files are counted, not timed, so
        that the same files are always read in the same way.
        """
        with self._lock, no_collecting():
            self._list_all()
            above = [held for listing in self._listings[1:] for held in listing.files if held.now is None]
            left = set(above) if len(above) > MANY else ()
            for held in self._held.values():
                if held not in left:
                    self._look(held)
            return self._resolve()

    @property
    def unread(self) -> int:
        """The number of files that are listed but not read yet."""
        return sum(held.now is None for held in self._held.values())

    def reading(self) -> Iterator[tuple[int, int]]:
        """Read the files that ``begin`` left, then resolve the library. Yields progress: files read, of how many."""
        unread = [held for held in self._held.values() if held.now is None]
        with no_collecting():
            for number, held in enumerate(unread, 1):
                with self._lock:
                    self._look(held)
                if number % TOLD_EVERY == 0:
                    yield number, len(unread)
            with self._lock:
                self._resolve()

    def has_changed(self) -> bool:
        """Whether a file or folder was changed, added or removed since it was last read. Cheap: only stats files.

        Files that were read a moment ago are opened, too: see ``stamps``.
        """
        with self._lock:
            folders = (folder for listing in self._listings for folder in listing.folders)
            if self._caps is not None and sight_of(self._caps[0]) != self._caps[1]:
                return True
            return any(folder.differs() for folder in folders) or any(held.differs() for held in self._held.values())

    @property
    def layers(self) -> Sequence[Layer]:
        """The layers whose files it holds, lowest first."""
        return self._layers

    def lay(self, layers: Iterable[Layer]) -> Library:
        """Switch to other layers and refresh; files that both have are not read again."""
        self._layers = tuple(layers)
        return self.refresh()

    def save(self) -> None:
        """Write the last good versions for the next start. Never raises."""
        with self._lock:
            if self._kept is not None:
                self._kept.save()

    def groups(self) -> list[FileGroup]:
        """The layers' files as they were last read, lowest first."""
        with self._lock:
            return [self._group(listing) for listing in self._listings]

    def tried(self, document: Document, kind: Kind = "routine") -> tuple[Reading, Resolved]:
        """The document, read, and the library if the document were the file at its path.

        The shelf's own library does not change. A path outside the layers' folders counts as above all layers, its file
        as one of ``kind``.
        """
        with self._lock, no_collecting():
            trial = Held(document.path, self._kind_at(document.path) or kind)
            reading = trial.made(document)
            trial.now, trial.looked = reading, True
            in_use = self.library.catalogue
            resolved = self._settled(self._groups_with(trial), advise=True)
            return reading, resolved._replace(library=resolved.library.under(in_use.caps))

    def _kind_at(self, path: Path) -> Kind | None:
        """The kind of files in the folder of ``path``; None when it is in no layer's folder."""
        return kind_at(path) if any(is_in(listing.layer, path) for listing in self._listings) else None

    def _groups_with(self, trial: Held) -> list[FileGroup]:
        """The groups with a file in place of the one at its path, or added to the last layer that it fits in."""
        there = self._held.get(str(trial.path))
        return [self._group(listing) for listing in with_file(self._listings, trial, there)]

    def _resolve(self) -> Library:
        resolved = self._settled(self.groups(), advise=self._advise)
        self._keep(resolved)
        broken = tuple(broken_files(self._held, self._listings, resolved))
        self.library = self._under_caps(replace(resolved.library, broken=broken))
        return self.library

    def _settled(self, groups: Sequence[FileGroup], *, advise: bool) -> Resolved:
        """Resolve the groups, with last good versions in place of files that cannot be used with the others.

        A last good version may in turn contradict a new file, so this repeats until nothing changes any more.
        """
        resolved = first = resolve(groups, self.library.catalogue.exercises, advise=advise)
        instead: dict[Reading, Reading] = {}
        while more := {file: stale for file, stale in self._instead_of(resolved) if file not in instead}:
            # A failed course may be right once its routines are back at their last good versions: replace those first.
            instead |= {file: stale for file, stale in more.items() if file.holds != "course"} or more
            first = first._replace(wrong={**resolved.wrong, **first.wrong})
            resolved = resolve_again(groups, first, instead, advise=advise)
        return resolved

    def _under_caps(self, library: Library) -> Library:
        """The library under the caps of the runner's group, if there is a group among the layers."""
        path = caps_path(self._layers)
        self._caps = None if path is None else (str(path), sight_of(str(path)))
        if path is None:
            return library
        from coach.library.formats.caps_file import read_caps  # imported late: most runners have no group

        caps, wrong = read_caps(path, self._kept)
        return replace(library.under(caps), diagnostics=(*wrong, *library.diagnostics))

    def _list_all(self) -> None:
        before = self._held
        self._listings = [listing_of(layer, before, self._without) for layer in self._layers]
        self._held = {str(held.path): held for listing in self._listings for held in listing.files}

    def _look(self, held: Held) -> None:
        """Read the file again, if it changed."""
        if not held.differs():
            return
        sight = held.look()  # taken before reading, so that a change meanwhile is noticed the next time
        stamp = stamp_in(sight)
        if held.good and held.now is not None and not isinstance(held.now, Diagnostic):
            held.now.stale = True
            held.stale, held.looked = held.now, True
        document = (self._kept.same(held.path, stamp) if self._kept and stamp else None) or read_document(held.path)
        held.take(document if isinstance(document, Diagnostic) else held.made(document), sight)

    def _group(self, listing: Listing) -> FileGroup:
        found: dict[Kind, list[Any]] = {"exercise": [], "routine": [], "course": []}
        stale: list[Reading] = []
        for held in listing.files:
            if held.now is None:
                continue  # not read yet
            found[held.kind if isinstance(held.now, Diagnostic) else held.now.holds].append(held.now)
            if not held.good and (isinstance(held.now, Diagnostic) or not held.now.sound):
                last = self._stale(held)
                stale += [last] if last else []
        for last in stale:  # last, because a file that is valid now takes precedence
            found[last.holds].append(last)
        faults = [each for folder in listing.folders for each in (folder.fault, *folder.passed) if each]
        return FileGroup(listing.layer.name, found["exercise"], found["routine"], faults, courses=found["course"])

    def _stale(self, held: Held) -> Reading | None:
        """The last good version of a file: from this run, else from the store, else as it was published."""
        if not held.looked:
            last = (self._kept.last_good(held.path) if self._kept else None) or published_version(held.path)
            held.stale = with_whole(held.made(last, stale=True), None, self._kept) if last else None
            held.looked = True
            if held.stale is not None and isinstance(held.now, Diagnostic):
                held.kind = held.stale.holds  # more precise than the kind by its folder
        return held.stale

    def _instead_of(self, resolved: Resolved) -> Iterator[tuple[Reading, Reading]]:
        """Each file without errors of its own that cannot be used with the others, with its last good version."""
        failed = resolved.failed - resolved.copies
        for held in self._held.values() if failed else ():
            now = held.now
            if isinstance(now, Reading) and now.sound and now in failed:
                if held.good:  # it was in use until now, so its present text is its last good version
                    held.stale, held.looked = held.made(now.document, stale=True), True
                stale = with_whole(self._stale(held), now, self._kept)
                if stale is not None and type(stale) is type(now):
                    yield now, stale

    def _keep(self, resolved: Resolved) -> None:
        """Make each file that is used and without errors its own last good version."""
        for held in self._held.values():
            now, was_good = held.now, held.good
            if now is None or isinstance(now, Diagnostic) or not now.sound or now in resolved.failed:
                held.good = False
            else:
                held.good = not (now in resolved.wrong and has_errors(resolved.wrong[now]))
                if held.good and self._kept and held.stamp:
                    if not was_good:
                        self._kept.keep(now.document, held.stamp)
                    keep_whole(now, self._kept)
