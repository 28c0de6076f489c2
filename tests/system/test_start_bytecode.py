"""Bytecode kept for the next start: it gives what Python's own import would give, whatever became of it meanwhile."""

import importlib
import inspect
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.machinery import BuiltinImporter, ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import ClassVar
from zipfile import ZipFile

import pytest

from coach.system import start_bytecode
from coach.system.start_bytecode import StartBytecode, begin_start, end_start

NAMES = ("kept_alone", "kept_package", "kept_package.part")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the import path with a module and a package."""
    folder = tmp_path / "modules"
    package = folder / "kept_package"
    package.mkdir(parents=True)
    (folder / "kept_alone.py").write_text("value = 1\n")
    (package / "__init__.py").write_text("value = 2\n")
    (package / "part.py").write_text("value = 3\n")
    (package / "words.txt").write_text("words")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.syspath_prepend(folder)
    yield folder
    forget()


@pytest.fixture
def file(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the bytecode of these modules, as a start leaves it for the next."""
    monkeypatch.setattr(start_bytecode, "patterns_made", list)  # this process has made hundreds
    file = tmp_path / "start.pycs"
    keep(file)
    return file


def forget() -> None:
    """As in a new process: nothing is imported."""
    for name in NAMES:
        sys.modules.pop(name, None)
    importlib.invalidate_caches()


@contextmanager
def started(file: Path) -> Iterator[StartBytecode]:
    """A start that takes its modules from the file."""
    forget()
    finder = StartBytecode(file)
    sys.meta_path.insert(sys.meta_path.index(BuiltinImporter), finder)
    try:
        yield finder
    finally:
        sys.meta_path.remove(finder)
        finder.close()


def keep(file: Path) -> None:
    with started(file) as finder:
        imported()
        finder.write(finder.missing())


def imported() -> dict[str, ModuleType]:
    return {name: importlib.import_module(name) for name in NAMES}


def values() -> dict[str, int]:
    return {name: module.value for name, module in imported().items()}


def from_file() -> set[str]:
    """The imported modules that came from the file."""
    return {name for name in NAMES if type(sys.modules[name].__loader__) is not SourceFileLoader}


def names(finder: StartBytecode) -> set[str]:
    """What the file lacks."""
    return {spec.name for spec in finder.missing()}


AS_WRITTEN = dict(zip(NAMES, (1, 2, 3), strict=True))


def test_modules_come_from_the_file_and_are_as_ever_in_all_else(file: Path, folder: Path) -> None:
    forget()
    ordinary = {name: {**vars(module)} for name, module in imported().items()}
    with started(file) as finder:
        modules = imported()
        assert from_file() == set(NAMES)
        assert finder.missing() == ()
        for name, module in modules.items():
            assert module.value == AS_WRITTEN[name]
            for attribute in ("__file__", "__cached__", "__package__", "__path__", "__name__"):
                assert vars(module).get(attribute) == ordinary[name].get(attribute)
            assert inspect.getsource(module) == f"value = {AS_WRITTEN[name]}\n"
        assert importlib.resources.files("kept_package").joinpath("words.txt").read_text() == "words"


def test_modules_stay_whole_when_the_file_is_closed(file: Path) -> None:
    with started(file) as finder:
        part = imported()["kept_package.part"]
        finder.close()
        assert isinstance(part.__loader__, SourceFileLoader)
        assert part.__loader__.get_code("kept_package.part") is not None
        assert importlib.reload(part).value == 3


def grow(source: Path) -> None:
    """Another length, and the time of change as it was."""
    was = source.stat().st_mtime_ns
    source.write_text("value = 30\n")
    os.utime(source, ns=(was, was))


def touch(source: Path) -> None:
    """Another value of the same length, at another time."""
    was = source.stat().st_mtime_ns
    source.write_text("value = 9\n")
    os.utime(source, ns=(was + 2_000_000_000, was + 2_000_000_000))


@pytest.mark.parametrize("change", [grow, touch])
@pytest.mark.parametrize("name", NAMES)
def test_a_changed_source_counts(file: Path, folder: Path, name: str, change: Callable[[Path], None]) -> None:
    source = Path(sys.modules[name].__file__ or "")
    change(source)
    with started(file) as finder:
        assert values() == AS_WRITTEN | {name: 30 if change is grow else 9}
        assert from_file() == set(NAMES) - {name}
        assert names(finder) == {name}
        finder.write(finder.missing())
    with started(file):
        assert values()[name] != AS_WRITTEN[name]
        assert from_file() == set(NAMES)


def test_what_is_gone_is_gone(file: Path, folder: Path) -> None:
    size = file.stat().st_size
    (folder / "kept_alone.py").unlink()
    grow(folder / "kept_package" / "part.py")
    with started(file) as finder:
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module("kept_alone")
        importlib.import_module("kept_package.part")
        finder.write(finder.missing())
    assert file.stat().st_size < size - 100


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A folder with another module of a kept name, which the import path does not have yet."""
    before = tmp_path / "before"
    before.mkdir()
    (before / "kept_alone.py").write_text("value = 7\n")
    return before


def test_a_module_that_comes_first_on_the_path_now_is_taken(
    file: Path, before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(before)
    with started(file):
        assert values() == AS_WRITTEN | {"kept_alone": 7}
        assert from_file() == set(NAMES) - {"kept_alone"}


def test_a_module_that_comes_first_from_the_middle_of_a_start_is_taken(
    file: Path, before: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with started(file):
        monkeypatch.syspath_prepend(before)
        assert values() == AS_WRITTEN | {"kept_alone": 7}


def test_a_module_in_an_archive_that_comes_first_is_taken(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ZipFile(tmp_path / "before.zip", "w") as archive:
        archive.writestr("kept_alone.py", "value = 7\n")
    monkeypatch.syspath_prepend(tmp_path / "before.zip")
    with started(file):
        assert values() == AS_WRITTEN | {"kept_alone": 7}


def test_a_folder_of_the_import_path_that_is_not_there_is_passed_over(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path / "nowhere")
    with started(file):
        assert values() == AS_WRITTEN
        assert from_file() == set(NAMES)


def test_what_others_find_first_is_theirs(beside: Path, folder: Path) -> None:
    """As a tool that rewrites modules while they are imported."""
    start()

    class Others:
        asked: ClassVar[list[str]] = []

        @classmethod
        def find_spec(cls, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
            cls.asked.append(name)
            return None

    sys.meta_path.insert(0, Others)
    try:
        start()
    finally:
        sys.meta_path.remove(Others)
    assert set(NAMES) <= set(Others.asked)


def test_a_part_of_a_package_that_lies_elsewhere_now_is_taken_from_there(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "before" / "kept_package"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("value = 8\n")
    (package / "part.py").write_text("value = 9\n")
    monkeypatch.syspath_prepend(package.parent)
    with started(file):
        assert values() == {"kept_alone": 1, "kept_package": 8, "kept_package.part": 9}


def test_a_package_of_several_folders_is_searched_as_ever(file: Path, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "part.py").write_text("value = 9\n")
    with started(file):
        package = importlib.import_module("kept_package")
        package.__path__.insert(0, str(more))
        assert importlib.import_module("kept_package.part").value == 9


def test_a_file_that_was_cut_off_anywhere_changes_nothing(file: Path) -> None:
    whole = file.read_bytes()
    for end in range(len(whole)):
        file.write_bytes(whole[:end])
        with started(file):
            assert values() == AS_WRITTEN, end


def test_a_file_whose_end_was_never_written_changes_nothing(file: Path) -> None:
    """As a crash of the whole machine may leave it."""
    whole = file.read_bytes()
    for end in range(len(whole)):
        file.write_bytes(whole[:end] + bytes(len(whole) - end))
        with started(file):
            assert values() == AS_WRITTEN, end


@pytest.mark.parametrize("at", range(12))
def test_a_file_of_another_python_or_with_another_table_is_not_read(file: Path, at: int) -> None:
    """Magic number, length and checksum of the table."""
    content = bytearray(file.read_bytes())
    content[at] ^= 0xFF
    file.write_bytes(content)
    with started(file):
        assert values() == AS_WRITTEN
        assert from_file() == set()


def test_the_file_grows_by_what_it_lacked(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "start.pycs"
    for name in NAMES:
        with started(file) as finder:
            importlib.import_module(name)
            assert name in names(finder)
            finder.write(finder.missing())
    with started(file):
        assert values() == AS_WRITTEN
        assert from_file() == set(NAMES)


def test_what_python_keeps_no_bytecode_of_is_not_kept_here(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "start.pycs"
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep(file)
    assert not file.exists()


def test_bytecode_of_an_older_source_is_not_kept(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "start.pycs"
    with started(file) as finder:
        imported()
        grow(folder / "kept_alone.py")  # after Python has read it
        finder.write(finder.missing())
    with started(file):
        assert values() == AS_WRITTEN | {"kept_alone": 30}
        assert from_file() == set(NAMES) - {"kept_alone"}


def test_what_cannot_be_written_is_done_without(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_bytecode, "patterns_made", lambda: [object()])
    keep(tmp_path / "start.pycs")
    assert not (tmp_path / "start.pycs").exists()


def test_a_file_that_cannot_be_written_is_done_without(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "nowhere").write_text("a file, not a folder")
    keep(tmp_path / "nowhere" / "start.pycs")
    with started(tmp_path / "nowhere" / "start.pycs"):
        assert values() == AS_WRITTEN


# --- from the first import to the first frame -------------------------------------------------------------------------


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this module's bytecode would lie, away from the real one."""
    spec = importlib.machinery.ModuleSpec("start_bytecode", None)
    spec.cached = str(tmp_path / "start_bytecode.cpython.pyc")
    monkeypatch.setattr(start_bytecode, "__spec__", spec)
    return tmp_path / "start_bytecode.cpython.pycs"


def finders() -> list[StartBytecode]:
    return [each for each in sys.meta_path if isinstance(each, StartBytecode)]


def start() -> None:
    """A whole start; returns when the file is written, if it is."""
    forget()
    begin_start()
    (finder,) = finders()
    assert sys.meta_path.index(finder) == sys.meta_path.index(BuiltinImporter) - 1
    imported()
    threads = set(threading.enumerate())
    end_start()
    assert finders() == []
    for thread in set(threading.enumerate()) - threads:
        thread.join(60)


def test_the_second_start_takes_from_the_file_what_the_first_imported(beside: Path, folder: Path) -> None:
    start()
    assert from_file() == set()
    start()
    assert from_file() == set(NAMES)
    written = beside.stat()
    start()
    assert beside.stat().st_ino == written.st_ino


def test_the_second_start_compiles_no_pattern_of_the_first(
    beside: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "kept_alone.py").write_text("import re\nvalue = re.compile('kept (alone|together)').groups\n")
    re.purge()
    start()
    re.purge()
    monkeypatch.setattr(re, "_parser", None)
    start()
    assert values()["kept_alone"] == 1
    re.purge()


@pytest.mark.parametrize("how", ["told so", "another's folder"])
def test_nothing_is_written_or_gathered_where_python_writes_nothing(
    beside: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    imported()  # their bytecode is there
    if how == "told so":
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    else:
        monkeypatch.setattr(os, "access", lambda path, mode: (path, mode) != (beside.parent, os.W_OK))
    gathered: list[object] = []
    monkeypatch.setattr(StartBytecode, "write", lambda _, specs: gathered.extend(specs))
    start()
    assert gathered == []


def test_a_python_that_keeps_no_bytecode_starts_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start_bytecode, "__spec__", None)
    begin_start()
    assert finders() == []
    end_start()
