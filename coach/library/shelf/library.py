"""The library in use: every layer's files, each id in its last good version, and all that is wrong with any of them.

``load`` reads it once; a ``Shelf`` reads it again and again, and then only what changed.
Left out: what follows from the files (``resolve``), and how one is read (``reading``).
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
from coach.library.shelf.listing import Listing, is_in, kind_at, listing_of, with_file
from coach.library.shelf.resolve import combine, resolve
from coach.library.toml.diagnostics import Diagnostic, has_errors
from coach.library.toml.source import Document, read

__all__ = ["FileGroup", "Kind", "Library", "Origin", "Shelf", "combine", "group", "load"]

MANY = 50
"""So many files take less than a start can spare (about 40 ms); more are read once Home is there."""
TOLD_EVERY = 80
"""Files, from one word about how far it is to the next."""


def load(layers: Iterable[Layer], *, advise: bool = True) -> Library:
    """The library that these layers, lowest first, make together. Never raises for what the files hold."""
    return Shelf(layers, advise=advise).refresh()


def keep_warm(layers: Iterable[Layer]) -> None:
    """Read these now, so that whatever is forked from this process reads only what changed since."""
    shelf = Shelf(layers, advise=False)
    shelf.refresh()
    for held in shelf._held.values():
        held.doubts = 0  # counting them down would cost each fork a copy of its page
    _warm.update(shelf._held)


def group(layer: Layer, without: frozenset[str] = frozenset()) -> FileGroup:
    """A layer's files, read; but for those whose real path is in ``without``."""
    shelf = Shelf([layer], without=without)
    shelf.refresh()
    return shelf.groups()[0]


_warm: dict[str, Held] = {}
"""Files that were read before this process was forked: see ``keep_warm``."""


class Shelf:
    """The files of some layers, held so that reading them again costs only what changed.

    ``kept``: where last good versions are kept from one start to the next. ``without``: real paths to pass over.
    ``advise``: say what is legal but unwise, too; whoever shows errors only can do without.

    It may be asked from several threads; they wait for each other.
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
        """The same, where only the files at these paths may have changed: the others are not even looked at."""
        with self._lock:
            changed = [self._held.get(str(path)) for path in paths]
            for held in changed:
                if held is None or not os.path.lexists(held.path):
                    return self.refresh()  # something came or went
                self._look(held)
            return self._resolve()

    # --- little by little -------------------------------------------------------------------------------------------

    def begin(self) -> Library:
        """The library at a start: whole, as from ``refresh``, unless the layers above the first hold many files.

        Then it is the first layer's alone until ``reading`` is through. How many are ``MANY`` is counted, not timed, so
        the same files are always read in the same way.
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
        """How many files were listed, but not read yet."""
        return sum(held.now is None for held in self._held.values())

    def reading(self) -> Iterator[tuple[int, int]]:
        """Read what ``begin`` left, telling now and then how many of how many are read; at the end it is whole."""
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
        """Whether a file or folder changed, came or went since it was last looked at. Cheap, and nothing is opened.

        What was read a moment ago is opened all the same: see ``sight``.
        """
        with self._lock:
            folders = (folder for listing in self._listings for folder in listing.folders)
            if self._caps is not None and sight_of(self._caps[0]) != self._caps[1]:
                return True
            return any(folder.differs() for folder in folders) or any(held.differs() for held in self._held.values())

    @property
    def layers(self) -> Sequence[Layer]:
        """Where its files are looked for, lowest first."""
        return self._layers

    def lay(self, layers: Iterable[Layer]) -> Library:
        """The library of other layers; what both have is not read again."""
        self._layers = tuple(layers)
        return self.refresh()

    def save(self) -> None:
        """Keep the last good versions for the next start. Never raises."""
        with self._lock:
            if self._kept is not None:
                self._kept.save()

    def groups(self) -> list[FileGroup]:
        """The layers' files as they were last looked at, lowest first."""
        with self._lock:
            return [self._group(listing) for listing in self._listings]

    def tried(self, document: Document, kind: Kind = "routine") -> tuple[Reading, Resolved]:
        """What would become of this document in the place of the file at its path, and of the library with it.

        Nothing of it stays. A path in none of the layers' folders is taken above all, as what ``kind`` says.
        """
        with self._lock, no_collecting():
            trial = Held(document.path, self._kind_at(document.path) or kind)
            reading = trial.made(document)
            trial.now, trial.looked = reading, True
            in_use = self.library.catalogue
            resolved = self._settled(self._groups_with(trial), advise=True)
            return reading, resolved._replace(library=resolved.library.under(in_use.caps))

    def _kind_at(self, path: Path) -> Kind | None:
        """What the folder of a file is for; None: it is in no layer's folder."""
        return kind_at(path) if any(is_in(listing.layer, path) for listing in self._listings) else None

    def _groups_with(self, trial: Held) -> list[FileGroup]:
        """The groups with a file in the place of the one at its path, or added to the last that it fits in."""
        there = self._held.get(str(trial.path))
        return [self._group(listing) for listing in with_file(self._listings, trial, there)]

    def _resolve(self) -> Library:
        resolved = self._settled(self.groups(), advise=self._advise)
        self._keep(resolved)
        broken = tuple(broken_files(self._held, self._listings, resolved))
        self.library = self._under_caps(replace(resolved.library, broken=broken))
        return self.library

    def _settled(self, groups: Sequence[FileGroup], *, advise: bool) -> Resolved:
        """The groups resolved, with the last good versions of files that are of no use among the others.

        What was in use may contradict a file in its turn that is new: so again, until nothing changes any more.
        """
        resolved = first = resolve(groups, self.library.catalogue.exercises, advise=advise)
        instead: dict[Reading, Reading] = {}
        while more := {file: stale for file, stale in self._instead_of(resolved) if file not in instead}:
            # What is new in a course may be right once its routines are what they were.
            instead |= {file: stale for file, stale in more.items() if file.holds != "course"} or more
            first = first._replace(wrong={**resolved.wrong, **first.wrong})
            resolved = resolve_again(groups, first, instead, advise=advise)
        return resolved

    def _under_caps(self, library: Library) -> Library:
        """The library with what the runner's group allows at most, if there is a group among the layers."""
        path = caps_path(self._layers)
        self._caps = None if path is None else (str(path), sight_of(str(path)))
        if path is None:
            return library
        from coach.library.formats.caps_file import read_caps  # most runners have no group

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
        sight = held.look()  # before it is read: what changes meanwhile is seen the next time
        stamp = stamp_in(sight)
        if held.good and held.now is not None and not isinstance(held.now, Diagnostic):
            held.now.stale = True
            held.stale, held.looked = held.now, True
        document = (self._kept.same(held.path, stamp) if self._kept and stamp else None) or read(held.path)
        held.take(document if isinstance(document, Diagnostic) else held.made(document), sight)

    def _group(self, listing: Listing) -> FileGroup:
        found: dict[Kind, list[Any]] = {"exercise": [], "routine": [], "course": []}
        stale: list[Reading] = []
        for held in listing.files:
            if held.now is None:
                continue  # not yet
            found[held.kind if isinstance(held.now, Diagnostic) else held.now.holds].append(held.now)
            if not held.good and (isinstance(held.now, Diagnostic) or not held.now.sound):
                last = self._stale(held)
                stale += [last] if last else []
        for last in stale:  # after the others: a file that is right goes before one that was
            found[last.holds].append(last)
        faults = [each for folder in listing.folders for each in (folder.fault, *folder.passed) if each]
        return FileGroup(listing.layer.name, found["exercise"], found["routine"], faults, courses=found["course"])

    def _stale(self, held: Held) -> Reading | None:
        """The last good version of a file: from before, from the last start, or as it was published."""
        if not held.looked:
            last = (self._kept.last_good(held.path) if self._kept else None) or published_version(held.path)
            held.stale = with_whole(held.made(last, stale=True), None, self._kept) if last else None
            held.looked = True
            if held.stale is not None and isinstance(held.now, Diagnostic):
                held.kind = held.stale.holds  # better than what its folder is for
        return held.stale

    def _instead_of(self, resolved: Resolved) -> Iterator[tuple[Reading, Reading]]:
        """The last good version of each file that is right by itself, yet of no use among the others."""
        failed = resolved.failed - resolved.copies
        for held in self._held.values() if failed else ():
            now = held.now
            if isinstance(now, Reading) and now.sound and now in failed:
                if held.good:  # it was in use until now: what it says is its last good version
                    held.stale, held.looked = held.made(now.document, stale=True), True
                stale = with_whole(self._stale(held), now, self._kept)
                if stale is not None and type(stale) is type(now):
                    yield now, stale

    def _keep(self, resolved: Resolved) -> None:
        """What is in use, and right in every way, is its file's last good version from now on."""
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
