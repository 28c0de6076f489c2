"""The library read again: only what changed, and a broken file's last good version stays in use."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.library.disk.last_good import Kept
from coach.library.disk.layers import Layer
from coach.library.shelf import library as library_module
from coach.library.shelf.library import Library, Shelf, load_library
from coach.library.toml.diagnostics import has_errors

from ..library_files import EXERCISE, ROUTINE, layer, lines

LATER = ROUTINE.replace('"Core"', '"Core, later"')
BROKEN = {
    "no TOML": "[",
    "a key unknown": ROUTINE.replace("hold =", "hodl ="),
    "an exercise unknown": ROUTINE.replace('exercise = "plank"', 'exercise = "plonk"'),
    "Latin-1": "\xe9",
    "empty": "",
}


def layer_of(folder: Path) -> Layer:
    return Layer("own", folder)


def shelf_of(folder: Path, kept: Kept | None = None) -> Shelf:
    return Shelf([layer(folder, exercises_plank=EXERCISE, core=ROUTINE)], kept)


def aged(folder: Path) -> None:
    """What is kept is trusted only when it is clearly younger than the files."""
    for path in folder.iterdir():
        status = path.stat()
        os.utime(path, (status.st_atime + 10, status.st_mtime + 10))


def settled(folder: Path, kept: Path) -> Library:
    """A first start: all is right, and kept."""
    store = Kept(kept)
    shelf = shelf_of(folder, store)
    found = shelf.refresh()
    shelf.save()
    aged(kept)
    return found


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("alone", [True, False], ids=["reread", "refreshed"])
def test_the_last_good_version_stays_in_use_while_a_file_is_broken(tmp_path: Path, broken: str, alone: bool) -> None:
    shelf = shelf_of(tmp_path)
    shelf.refresh()
    path = tmp_path / "core.toml"
    for text in (LATER, broken):
        path.write_text(text, encoding="latin-1")
        library = shelf.reread([path]) if alone else shelf.refresh()
    assert library.catalogue.routines["core"].name == "Core, later"
    assert library.origins["routine", "core"].stale
    assert [line for line in lines(library) if line.startswith("core.toml:") and "error" in line]
    path.write_text(ROUTINE)
    library = shelf.reread([path]) if alone else shelf.refresh()
    assert (library.catalogue, lines(library)) == (load_library([layer(tmp_path)]).catalogue, [])
    assert not library.origins["routine", "core"].stale


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_the_last_good_version_stays_in_use_at_the_next_start(tmp_path: Path, broken: str) -> None:
    before = settled(tmp_path / "own", tmp_path / "kept")
    (tmp_path / "own" / "core.toml").write_text(broken, encoding="latin-1")
    for _ in range(2):
        shelf = Shelf([layer(tmp_path / "own")], Kept(tmp_path / "kept"))
        library = shelf.refresh()
        shelf.save()
        assert library.catalogue == before.catalogue
        assert library.origins["routine", "core"].stale
        assert "error" in lines(library)[0]


def test_an_exercises_last_good_version_too(tmp_path: Path) -> None:
    before = settled(tmp_path / "own", tmp_path / "kept")
    (tmp_path / "own" / "exercises" / "plank.toml").write_text("[")
    library = Shelf([layer(tmp_path / "own")], Kept(tmp_path / "kept")).refresh()
    assert library.catalogue == before.catalogue
    assert [line.partition(":")[0] for line in lines(library)] == ["plank.toml"]


def test_a_file_taken_away_is_gone(tmp_path: Path) -> None:
    settled(tmp_path / "own", tmp_path / "kept")
    (tmp_path / "own" / "core.toml").unlink()
    shelf = Shelf([layer(tmp_path / "own")], Kept(tmp_path / "kept"))
    assert shelf.refresh().catalogue.routines == {}
    assert shelf.reread([tmp_path / "own" / "core.toml"]).catalogue.routines == {}


def test_what_was_never_good_is_not_kept(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept")
    shelf = Shelf([layer(tmp_path / "own", core=BROKEN["an exercise unknown"])], kept)
    assert shelf.refresh().catalogue.routines == {}
    shelf.save()
    assert kept.last_good(tmp_path / "own" / "core.toml") is None


def test_a_second_start_parses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = settled(tmp_path / "own", tmp_path / "kept")
    monkeypatch.setattr(library_module, "read_document", lambda path: pytest.fail(f"{path} was read"))
    again = Shelf([layer_of(tmp_path / "own")], Kept(tmp_path / "kept")).refresh()
    assert (again.catalogue, again.origins) == (before.catalogue, before.origins)


def test_a_warning_about_a_kept_file_has_its_place(tmp_path: Path) -> None:
    layer(tmp_path / "own", exercises_plank=EXERCISE, core=ROUTINE.replace("reps = 8", "hold = 8"))
    for _ in range(2):
        shelf = Shelf([layer_of(tmp_path / "own")], Kept(tmp_path / "kept"))
        assert lines(shelf.refresh()) == [
            "core.toml:22:1: warning: step 2 (my-move): tempo has no effect here: it paces reps, and this is a hold"
        ]
        shelf.save()
        aged(tmp_path / "kept")


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format":1,"files":[]}', b"\xff", b"[" * 100_000])
def test_a_damaged_store_is_no_store(tmp_path: Path, damage: bytes) -> None:
    before = settled(tmp_path / "own", tmp_path / "kept")
    for path in (tmp_path / "kept").iterdir():
        path.write_bytes(damage)
    assert Shelf([layer_of(tmp_path / "own")], Kept(tmp_path / "kept")).refresh().catalogue == before.catalogue


def test_kept_tables_are_checked_like_any_file(tmp_path: Path) -> None:
    settled(tmp_path / "own", tmp_path / "kept")
    for path in (tmp_path / "kept").iterdir():
        whole = json.loads(path.read_text())
        for entry in whole["files"].values():
            entry[1]["name"] = 7
        path.write_text(json.dumps(whole))
    aged(tmp_path / "kept")
    library = Shelf([layer_of(tmp_path / "own")], Kept(tmp_path / "kept")).refresh()
    assert any("name must be text" in line for line in lines(library))


def test_a_store_that_cannot_be_written_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file")
    shelf = shelf_of(tmp_path / "own", Kept(tmp_path / "kept"))
    shelf.refresh()
    shelf.save()


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["core", "two", "exercises_plank", "exercises_other"]),
        st.sampled_from(
            [
                None,
                "[",
                ROUTINE,
                LATER,
                ROUTINE.replace('"core"', '"two"'),
                ROUTINE.replace('exercise = "plank"', 'exercise = "other"'),
                EXERCISE,
                EXERCISE.replace('"Plank"', '"Plank too"'),
                EXERCISE.replace('"plank"', '"other"'),
                EXERCISE.replace("[dose]", 'easier = "other"\n[dose]'),
            ]
        ),
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_read_again_a_library_that_is_right_is_as_if_read_anew(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str | None]]
) -> None:
    folder = tmp_path_factory.mktemp("own")
    shelf = shelf_of(folder)
    shelf.refresh()
    for key, text in edits:
        path = folder / (key.replace("_", "/") + ".toml")
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text + "#" * (path.stat().st_size % 97 if path.exists() else 0))
        got, fresh = shelf.reread([path]), load_library([layer_of(folder)])
        if not has_errors(fresh.diagnostics):
            assert sorted(lines(got)) == sorted(lines(fresh))
            assert (got.catalogue, got.origins) == (fresh.catalogue, fresh.origins)
        # Whatever is broken, nothing that a fresh start would use is missing; but no other file takes the id of one
        # that was in use, whose last good version is known here and not at a fresh start.
        broken = {each.path.stem for each in got.broken}
        assert fresh.catalogue.routines.keys() <= got.catalogue.routines.keys() | broken
