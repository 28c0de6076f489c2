"""The library that is kept is the one that its files make, and is not used where one of them is another."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.library.disk.last_good import Kept
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf import kept_library
from coach.library.shelf.kept_library import NAME, SHIPPED_NAME, KeptShelf, compiled_folder
from coach.library.shelf.library import Library, Shelf, load_library

from ..library_files import EXERCISE, ROUTINE

LONG_AGO = 1_000_000_000


@pytest.fixture
def own(tmp_path: Path) -> Path:
    own = tmp_path / "own"
    _write(own / "core.toml", ROUTINE)
    _write(own / "exercises" / "plank.toml", EXERCISE)
    _rest(own)
    return own


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _rest(folder: Path) -> None:
    """As if nothing had been touched for years: what was touched just now is never trusted."""
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (LONG_AGO, LONG_AGO))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Inodes tell their own time of a change, which nobody can set back: so it is an hour later by now."""
    real = kept_library.time.time_ns
    monkeypatch.setattr(kept_library.time, "time_ns", lambda: real() + 3_600_000_000_000)


def shelf_of(own: Path) -> KeptShelf:
    room = own.parent / "kept"
    return KeptShelf([Layer("shipped", shipped_folder()), Layer("own", own)], Kept(room), room)


def reads_files(shelf: KeptShelf) -> bool:
    """Whether the library, as it was begun with, had to be made of files."""
    return shelf._shelf is not None


def used_before(own: Path) -> Library:
    shelf = shelf_of(own)
    library = shelf.begin()
    shelf.save()
    assert (own.parent / "kept" / NAME).exists()
    return library


@pytest.mark.usefixtures("later")
def test_what_was_kept_is_what_the_files_make(own: Path) -> None:
    made = used_before(own)
    for start in (KeptShelf.begin, KeptShelf.refresh):
        shelf = shelf_of(own)
        library = start(shelf)
        assert library == made == load_library([Layer("shipped", shipped_folder()), Layer("own", own)])
        assert (reads_files(shelf), shelf.unread, shelf.library) == (False, 0, library)
        assert not shelf.has_changed()  # by now it has read them
        assert shelf.library is library
        assert shelf.refresh() == library
        assert isinstance(shelf._shelf, Shelf)


def _put_another(path: Path) -> None:
    path.rename(path.with_suffix(".old"))
    _write(path, ROUTINE)


def _touch(own: Path) -> None:
    os.utime(own / "core.toml", (LONG_AGO + 1, LONG_AGO + 1))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file changed": lambda own: _write(own / "core.toml", ROUTINE.replace('"Core"', '"Other"') + "\n"),
    "a file touched": _touch,
    "a file more": lambda own: _write(own / "more.toml", ROUTINE.replace('id = "core"', 'id = "more"')),
    "a file less": lambda own: (own / "core.toml").unlink(),
    "a folder more": lambda own: (own / "programmes").mkdir(),
    "another file of that name": lambda own: _put_another(own / "core.toml"),
    "damaged": lambda own: _spoil(own, lambda text: text.replace(b'"sets"', b'"stes"')),
    "cut short": lambda own: _spoil(own, lambda text: text[:5000]),
    "empty": lambda own: _spoil(own, lambda _: b""),
    "no text of ours": lambda own: _spoil(own, lambda _: b"00000000{}"),
}  # fmt: skip


def _spoil(own: Path, change: Callable[[bytes], bytes]) -> None:
    path = own.parent / "kept" / NAME
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("words", CHANGES)
def test_where_anything_is_another_the_files_are_read(own: Path, words: str) -> None:
    used_before(own)
    CHANGES[words](own)
    shelf = shelf_of(own)
    library = shelf.begin()
    assert reads_files(shelf)
    assert library == load_library([Layer("shipped", shipped_folder()), Layer("own", own)])


@pytest.mark.usefixtures("later")
def test_a_coach_of_other_code_reads_the_files(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used_before(own)
    for code in ("another", ""):
        monkeypatch.setattr(kept_library, "code_of", lambda *_, code=code: code)
        shelf = shelf_of(own)
        shelf.begin()
        assert reads_files(shelf)


@pytest.mark.usefixtures("later")
def test_other_layers_are_another_library(own: Path, tmp_path: Path) -> None:
    used_before(own)
    shelf = KeptShelf([Layer("shipped", shipped_folder())], Kept(tmp_path / "kept"), tmp_path / "kept")
    assert "core" not in shelf.begin().catalogue.routines
    assert reads_files(shelf)


@pytest.mark.usefixtures("later")
def test_a_library_with_anything_to_say_is_not_kept(own: Path, tmp_path: Path) -> None:
    _write(own / "broken.toml", "[")
    shelf = shelf_of(own)
    assert shelf.begin().diagnostics
    shelf.save()
    assert not (tmp_path / "kept" / NAME).exists()
    (own / "broken.toml").unlink()
    group = KeptShelf([*shelf.layers, Layer("group", tmp_path / "club")], Kept(tmp_path / "kept"), tmp_path / "kept")
    group.begin()
    group.save()
    assert not (tmp_path / "kept" / NAME).exists()


def test_what_was_changed_a_moment_ago_is_not_trusted(own: Path, tmp_path: Path) -> None:
    shelf = shelf_of(own)
    shelf.begin()
    shelf.save()
    assert not (tmp_path / "kept" / NAME).exists()


@pytest.mark.usefixtures("later")
def test_a_change_in_an_open_coach_is_seen_and_kept_for_the_next_start(own: Path) -> None:
    used_before(own)
    shelf = shelf_of(own)
    before = shelf.begin()
    _write(own / "more.toml", ROUTINE.replace('id = "core"', 'id = "more"'))
    assert shelf.has_changed()
    library = shelf.refresh()
    assert set(library.catalogue.routines) - set(before.catalogue.routines) == {"more"}
    shelf.save()
    shelf = shelf_of(own)
    assert shelf.begin() == library
    assert not reads_files(shelf)


# --- the cache beside the bytecode: a runner without files of their own -----------------------------------------------


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    _write(folder / "core.toml", ROUTINE)
    _write(folder / "exercises" / "plank.toml", EXERCISE)
    _rest(folder)
    return folder


def machine_shelf(shipped: Path, runner: str) -> KeptShelf:
    home = shipped.parent / runner
    layers = [Layer("shipped", shipped), Layer("own", home / "own")]
    return KeptShelf(layers, Kept(home / "kept"), home / "kept", shipped.parent / "compiled")


def opened_before(shipped: Path, runner: str) -> None:
    shelf = machine_shelf(shipped, runner)
    shelf.begin()
    shelf.save()


@pytest.mark.usefixtures("later")
def test_the_first_start_of_the_next_runner_reads_no_files(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    opened_before(shipped, "anna")
    for start in (KeptShelf.begin, KeptShelf.refresh):
        shelf = machine_shelf(shipped, "bert")
        assert start(shelf) == load_library([Layer("shipped", shipped)])
        assert not reads_files(shelf)
        assert not shelf.has_changed()


SHIPPED_CHANGES: dict[str, Callable[[Path], object]] = {
    "a shipped file changed": lambda shipped: _write(
        shipped / "core.toml", ROUTINE.replace('"Core"', '"Other"') + "\n"
    ),
    "a shipped file more": lambda shipped: _write(
        shipped / "more.toml", ROUTINE.replace('id = "core"', 'id = "more"')
    ),
    "the runner has a file": lambda shipped: _write(
        shipped.parent / "bert" / "own" / "core.toml", ROUTINE.replace('"Core"', '"Mine"')
    ),
    "the runner has an exercise": lambda shipped: _write(
        shipped.parent / "bert" / "own" / "exercises" / "plank.toml", EXERCISE
    ),
    "damaged": lambda shipped: (shipped.parent / "compiled" / SHIPPED_NAME).write_bytes(b"00000000{}"),
}  # fmt: skip


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("words", SHIPPED_CHANGES)
def test_a_runner_with_anything_else_reads_the_files(
    shipped: Path, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    opened_before(shipped, "anna")
    SHIPPED_CHANGES[words](shipped)
    shelf = machine_shelf(shipped, "bert")
    library = shelf.begin()
    assert reads_files(shelf)
    assert library == load_library([Layer("shipped", shipped), Layer("own", shipped.parent / "bert" / "own")])


@pytest.mark.usefixtures("later")
def test_a_runners_own_files_are_not_cached_for_others(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    _write(shipped.parent / "anna" / "own" / "core.toml", ROUTINE.replace('"Core"', '"Mine"'))
    opened_before(shipped, "anna")
    assert (shipped.parent / "anna" / "kept" / NAME).exists()
    assert not (shipped.parent / "compiled").exists()


@pytest.mark.usefixtures("later")
def test_where_no_bytecode_is_kept_neither_is_the_library(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    opened_before(shipped, "anna")
    assert not (shipped.parent / "compiled").exists()


@pytest.mark.usefixtures("later")
def test_a_folder_that_cannot_be_written_is_left_alone(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    (shipped.parent / "compiled").write_text("")  # no folder, for root may write in any
    opened_before(shipped, "anna")
    assert (shipped.parent / "compiled").read_text() == ""
    assert (shipped.parent / "anna" / "kept" / NAME).exists()


def test_the_bytecode_is_where_python_keeps_it() -> None:
    folder = compiled_folder()
    assert folder is not None
    assert folder.name == "__pycache__" or os.environ.get("PYTHONPYCACHEPREFIX")
