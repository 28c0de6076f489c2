"""A cache of the whole resolved library, valid from one start to the next while none of its files and folders changes.

A start then reads one file instead of all, and need not import the code that reads and resolves them. Only a library
without diagnostics is cached, and none under a group's caps. A runner's cache lies among their own data. The library of
a runner who has no files of their own is the same for everyone on the machine: it is cached beside the bytecode, for
which the same rules hold, so that the very first start finds it. Left out: keeping single files (``disk.last_good``),
and making the library from them (``library``).
"""

import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any
from zlib import crc32

import msgspec
from msgspec import Struct

from coach.domain.exercises.catalogue import Catalogue
from coach.library.disk.last_good import MARGIN_NS, MAX_KEPT_BYTES, Kept
from coach.library.disk.layers import Layer, caps_path
from coach.library.disk.stamps import Sight, folder_sight, sight_of
from coach.library.shelf.in_use import Library, Origin
from coach.system.own_code import code_of

if TYPE_CHECKING:
    from coach.library.shelf.library import Shelf

NAME = "library.json"
"""The name of a runner's cache."""
SHIPPED_NAME = "shipped-library.json"
"""The name of the cache beside the bytecode."""
_CRC = 8
"""The length of the checksum, hexadecimal, at the start of the file."""


class _Written(Struct, frozen=True):
    """The content of the cache file. ``key``: identifies the code that made it; ``folders``, ``files``: with sights."""

    key: str
    layers: tuple[tuple[str, str, bool], ...]
    folders: tuple[tuple[str, Sight], ...]
    files: tuple[tuple[str, Sight], ...]
    catalogue: Catalogue
    origins: tuple[tuple[str, str, str, str, tuple[str, ...]], ...]


class KeptShelf:
    """Stands in for a ``Shelf``: gives the library cached in ``folder``, and makes the shelf when more is needed.

    ``compiled``: the folder of the cache that everyone on the machine shares; None: there is none. Attributes that are
    missing here are taken from the shelf. Safe to use from several threads.
    """

    def __init__(self, layers: Iterable[Layer], kept: Kept, folder: Path, compiled: Path | None = None) -> None:
        self._layers = tuple(layers)
        self._kept = kept
        self._path = folder / NAME
        self._shared_path = compiled and compiled / SHIPPED_NAME
        self._library: Library | None = None
        self._shelf: Shelf | None = None
        self._lock = RLock()

    def begin(self) -> Library:
        """The library at a start: the cached one, else as ``Shelf.begin`` gives it."""
        self._library = self._read()
        return self._library if self._library is not None else self._made().begin()

    def refresh(self) -> Library:
        """The library as the files are now."""
        if self._shelf is None and self._library is None:
            self._library = self._read()
            if self._library is not None:
                return self._library
        return self._whole().refresh()

    @property
    def library(self) -> Library:
        """The library in use."""
        return self._library if self._shelf is None and self._library is not None else self._made().library

    @property
    def layers(self) -> Sequence[Layer]:
        """The layers, lowest first; reads no file."""
        return self._layers if self._shelf is None else self._shelf.layers

    @property
    def unread(self) -> int:
        """The number of files that are listed but not read yet."""
        return 0 if self._shelf is None else self._shelf.unread

    def has_changed(self) -> bool:
        """Whether a file or folder was changed, added or removed since it was last read."""
        if self._shelf is None:
            return self._whole().library is not self._library
        return self._shelf.has_changed()

    def save(self) -> None:
        """Write the last good versions, and the library as a whole, for the next start. Never raises."""
        shelf = self._shelf
        if shelf is not None:
            shelf.save()
            self._write(shelf)

    def __getattr__(self, name: str) -> Any:
        """Any other attribute is that of the shelf, which is made now if need be."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._whole(), name)

    def _made(self) -> "Shelf":
        with self._lock:
            if self._shelf is None:
                from coach.library.shelf.library import Shelf

                self._shelf = Shelf(self._layers, self._kept, advise=False)
            return self._shelf

    def _whole(self) -> "Shelf":
        """The shelf with all files read. If they equal the cached library, that very object stays in use."""
        with self._lock:
            is_new = self._shelf is None
            shelf = self._made()
            if is_new and shelf.refresh() == self._library:
                shelf.library = self._library
            return shelf

    # --- the files ----------------------------------------------------------------------------------------------------

    def _read(self) -> Library | None:
        """The cached library if it is still valid, else None."""
        library = _cached(self._path, self._layers)
        if library is None and self._shared_path is not None and not _present(self._layers[1:]):
            library = _cached(self._shared_path, self._layers[:1])
        return library

    def _write(self, shelf: "Shelf") -> None:
        library = shelf.library
        said = library.diagnostics or library.broken or library.copies or caps_path(shelf.layers) is not None
        if library is self._library or said or shelf.unread:
            return
        self._layers = tuple(shelf.layers)
        if not _cache(self._path, shelf, self._layers):
            return
        self._library = library
        if self._shared_path is not None and not _present(self._layers[1:]) and not sys.dont_write_bytecode:
            _cache(self._shared_path, shelf, self._layers[:1])


def compiled_folder() -> Path | None:
    """The folder where Python keeps this module's bytecode; None: nowhere."""
    return Path(__spec__.cached).parent if __spec__ is not None and __spec__.cached else None


def _present(layers: Iterable[Layer]) -> bool:
    """Whether any of these layers may have files: its folder is there, or was named."""
    return any(layer.named or os.path.lexists(layer.folder) for layer in layers)


def _cached(path: Path, layers: Sequence[Layer]) -> Library | None:
    """The library in this cache if it was made of these layers, as their files are now; else None."""
    try:
        if not 0 < path.stat().st_size <= MAX_KEPT_BYTES:
            return None
        text = path.read_bytes()
        if text[:_CRC] != _checksum(text[_CRC:]):
            return None
        written = msgspec.json.decode(text[_CRC:], type=_Written)
    except (OSError, ValueError, RecursionError):
        return None
    if written.key != code_of("domain", "library") or written.layers != _named(layers) or not written.key:
        return None
    if any(folder_sight(Path(path)) != sight for path, sight in written.folders):
        return None
    if any(sight_of(path) != sight for path, sight in written.files):
        return None
    origins: dict[Any, Origin] = {
        (kind, name): Origin(layer, Path(path), hides) for kind, name, layer, path, hides in written.origins
    }
    return Library(written.catalogue, origins=origins)


def _cache(path: Path, shelf: "Shelf", layers: Sequence[Layer]) -> bool:
    """Write the shelf's library, which is made of these layers, to a cache. Return whether it could be."""
    listings = [listing for listing in shelf._listings if listing.layer in layers]
    folders = tuple((str(each.path), each.sight) for listing in listings for each in listing.folders)
    files = tuple((str(each.path), each.sight or ()) for listing in listings for each in listing.files)
    # A file changed this recently may change again and keep its stamp, for file times are coarse.
    settled = time.time_ns() - MARGIN_NS
    if any(len(sight) > 1 and max(sight[:2]) > settled for _, sight in (*folders, *files)):
        return False
    origins = tuple(
        (kind, name, each.layer, str(each.path), each.hides) for (kind, name), each in shelf.library.origins.items()
    )
    code = code_of("domain", "library")
    from coach.system.whole_files import write_bytes

    try:
        text = msgspec.json.encode(_Written(code, _named(layers), folders, files, shelf.library.catalogue, origins))
        write_bytes(path, _checksum(text) + text)
    except (OSError, ValueError, TypeError, RecursionError):
        return False
    return True


def _named(layers: Iterable[Layer]) -> tuple[tuple[str, str, bool], ...]:
    return tuple((layer.name, str(layer.folder), layer.named) for layer in layers)


def _checksum(text: bytes) -> bytes:
    return b"%08x" % crc32(text)
