"""The bytecode of all that the app imports before its first frame, some 600 modules, and its patterns, in one file.

A start is mostly imports. For each module Python looks through folders and opens two files; here one file is opened for
all. It lies beside Python's own bytecode, and is trusted as that is: a module's code is taken from it only while the
source has the size and the time of change that it had, and by the Python that wrote it; and nothing is written where
Python would write nothing. What is not so, or cannot be read, is imported as ever. Left out: when a start begins
and ends (``cli.entry``), and when the first frame is out (``tui.app``).
"""

import marshal
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib.machinery import BuiltinImporter, ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple
from zlib import crc32

from coach.system.start_patterns import Made, patterns_made, remember_patterns

_NUMBER = 4
"""The length of a number in the file's head: which Python wrote it, then the table's length, then its checksum."""
_PYTHON = crc32(sys.version.encode())
"""Stands for the Python that runs."""
_PYC_HEAD = 16
"""The length of what precedes the code in Python's own files: magic number, flags, time of change, size (PEP 552)."""


class Row(NamedTuple):
    """A module in the file.

    ``cached``: where Python keeps its bytecode. ``modified_ns``, ``size``: the time of change of its source, and the
    size in bytes. ``begin``: where its bytecode begins, counted from the end of the table; ``length`` in bytes.
    """

    source: str
    cached: str
    is_package: bool
    modified_ns: int
    size: int
    begin: int = 0
    length: int = 0


def begin_start() -> None:
    """Take what is imported from the file, as far as it is there, until ``end_start``."""
    if __spec__ is not None and __spec__.cached and sys.platform != "win32":  # which has no pread
        finder = StartBytecode(Path(__spec__.cached).with_suffix(".pycs"))
        sys.meta_path.insert(sys.meta_path.index(BuiltinImporter), finder)  # after what others have put before it
        remember_patterns(finder.patterns)


def end_start() -> None:
    """Import as ever again. If the file lacked something, write it anew, in a thread, for the next start."""
    finder = next((each for each in sys.meta_path if isinstance(each, StartBytecode)), None)
    if finder is None:
        return
    sys.meta_path.remove(finder)
    missing = finder.missing() if finder.may_write else ()
    if not missing:
        finder.close()
        return
    from threading import Thread

    Thread(target=finder.write, args=(missing,)).start()


class StartBytecode:
    """Finds modules for ``sys.meta_path`` whose bytecode is in the file at ``path``, which need not exist."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before = frozenset(sys.modules)
        self._import_path = [*sys.path]
        self._folders = _folders_of(sys.path)
        self._rows: dict[str, Row] = {}
        self.patterns: Sequence[Made] = ()
        """The patterns in the file."""
        self._file = self._begin = -1
        with suppress(OSError, ValueError, EOFError, TypeError):
            self._file = os.open(path, os.O_RDONLY)
            head = os.pread(self._file, 3 * _NUMBER, 0)
            numbers = (head[at : at + _NUMBER] for at in range(0, len(head), _NUMBER))
            python, length, checksum = (int.from_bytes(number, "little") for number in numbers)
            table = os.pread(self._file, length, len(head))
            if python == _PYTHON and crc32(table) == checksum:
                rows, self.patterns = marshal.loads(table)
                self._rows = {name: Row(*row) for name, row in rows.items()}
                self._begin = len(head) + length

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where this module comes from; None: from elsewhere. As ``importlib`` asks it of a finder."""
        row = self._rows.get(name)
        if row is None:
            return None
        own = row.source.rpartition(os.sep)[0]
        folder = own.rpartition(os.sep)[0] if row.is_package else own
        if path is None:  # another folder of the import path may have a module of this name by now
            is_there = self._folders.get(name) == folder and sys.path == self._import_path
        else:
            is_there = list(path) == [folder]
        if not is_there or not _is_as_it_was(row):
            return None
        # What importlib.util would make of it: that looks at the disk again, and works out ``cached``.
        spec = ModuleSpec(name, _Loader(name, row.source, self), origin=row.source, is_package=row.is_package)
        spec.has_location, spec.cached = True, row.cached
        if row.is_package:
            spec.submodule_search_locations = [own]
        return spec

    def code(self, name: str) -> CodeType | None:
        """The code of a module; None: it cannot be read."""
        try:
            code = marshal.loads(self._bytecode(self._rows[name]))
        except (KeyError, OSError, ValueError, EOFError, TypeError):
            return None
        return code if isinstance(code, CodeType) else None

    @property
    def may_write(self) -> bool:
        """Whether the file may be written: Python writes bytecode too, and the folder is this account's to change."""
        return not sys.dont_write_bytecode and os.access(self._path.parent, os.W_OK)

    def missing(self) -> tuple[ModuleSpec, ...]:
        """The modules that were imported since and are not from the file, though they could be."""
        since = (module for name, module in tuple(sys.modules.items()) if name not in self._before)
        specs = (getattr(module, "__spec__", None) for module in since)
        return tuple(spec for spec in specs if spec is not None and type(spec.loader) is SourceFileLoader)

    def write(self, more: Iterable[ModuleSpec]) -> None:
        """Write the file anew: what it holds and is still so, these modules, and the patterns by now. Then close it.

        Never raises.
        """
        with suppress(OSError, ValueError):  # the second from marshal
            found = {spec.name: compiled for spec in more if (compiled := _compiled(spec)) is not None}
            if found:
                held = {name: (row, self._bytecode(row)) for name, row in self._rows.items() if _is_as_it_was(row)}
                _write(self._path, held | found)
        self.close()

    def close(self) -> None:
        """Let go of the file; from now on Python's own is read."""
        self._rows = {}
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _bytecode(self, row: Row) -> bytes:
        return os.pread(self._file, row.length, self._begin + row.begin)


class _Loader(SourceFileLoader):
    """Loads a module with code from the file. All else (its source, its data files) is as Python has it."""

    def __init__(self, name: str, path: str, kept: StartBytecode) -> None:
        super().__init__(name, path)
        self._kept = kept

    def get_code(self, fullname: str) -> CodeType | None:
        return self._kept.code(fullname) or super().get_code(fullname)


def _write(path: Path, modules: Mapping[str, tuple[Row, bytes]]) -> None:
    from coach.system.whole_files import write_bytes

    rows, end = {}, 0
    for name, (row, bytecode) in modules.items():
        rows[name] = tuple(row._replace(begin=end, length=len(bytecode)))  # a plain one, which marshal can read
        end += len(bytecode)
    table = marshal.dumps((rows, patterns_made()))
    head = (number.to_bytes(_NUMBER, "little") for number in (_PYTHON, len(table), crc32(table)))
    write_bytes(path, b"".join((*head, table, *(bytecode for _, bytecode in modules.values()))))


def _folders_of(path: Iterable[str]) -> dict[str, str]:
    """Return in which folder of the import path each name stands first, whatever it is there.

    What follows an archive is left out: only Python's own import looks into that.
    """
    folders: dict[str, str] = {}
    for folder in path:
        try:
            names = os.listdir(folder or os.curdir)  # noqa: PTH208 - a path object for each takes 1 ms
        except NotADirectoryError:
            break
        except OSError:
            continue
        for name in names:
            folders.setdefault(name.partition(".")[0], folder)
    return folders


def _is_as_it_was(row: Row) -> bool:
    """Whether the source of this module is unchanged."""
    try:
        status = os.stat(row.source)  # noqa: PTH116 - a path object for each of 600 takes 2 ms
    except OSError:
        return False
    return status.st_mtime_ns == row.modified_ns and status.st_size == row.size


def _compiled(spec: ModuleSpec) -> tuple[Row, bytes] | None:
    """A row for this module, and its bytecode as Python has written it; None: it has written none, or it is not valid.

    Raises OSError.
    """
    from importlib.util import MAGIC_NUMBER

    if spec.origin is None or spec.cached is None or not Path(spec.cached).exists():
        return None
    status = Path(spec.origin).stat()
    numbers = (0, int(status.st_mtime), status.st_size)
    head = MAGIC_NUMBER + b"".join((number & 0xFFFFFFFF).to_bytes(4, "little") for number in numbers)
    content = Path(spec.cached).read_bytes()
    if content[:_PYC_HEAD] != head:
        return None
    is_package = spec.submodule_search_locations is not None
    row = Row(spec.origin, spec.cached, is_package, status.st_mtime_ns, status.st_size)
    return row, content[_PYC_HEAD:]
