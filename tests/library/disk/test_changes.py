"""Whether anything changed since it was read: told by a cheap look, whatever is done to the files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.library.disk.last_good import Kept
from coach.library.disk.layers import Layer
from coach.library.disk.stamps import DOUBTED
from coach.library.shelf import held_files as held_module
from coach.library.shelf import library as library_module
from coach.library.shelf.library import Library, Shelf, load_library

from ..library_files import EXERCISE, ROUTINE, layer

OTHER = ROUTINE.replace('"Core"', '"Bore"')
"""Of the same size."""
assert len(OTHER) == len(ROUTINE)


def shelf_of(folder: Path, kept: Kept | None = None) -> Shelf:
    shelf = Shelf([layer(folder / "own", exercises_plank=EXERCISE, core=ROUTINE)], kept)
    shelf.refresh()
    return shelf


def believed(shelf: Shelf) -> Shelf:
    """The shelf after the looks in which what it has just read is doubted."""
    for _ in range(DOUBTED):
        assert not shelf.has_changed()
    return shelf


def same_times(path: Path, text: str) -> None:
    """Another text of the same size, with the times that the file had."""
    before = path.stat()
    path.write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path, text: str) -> None:
    """As careful editors do it."""
    new = path.with_name("new")
    new.write_text(text)
    before = path.stat()
    os.utime(new, ns=(before.st_atime_ns, before.st_mtime_ns))
    new.replace(path)


def linked(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


CHANGES: dict[str, Callable[[Path], object]] = {
    "written": lambda own: (own / "core.toml").write_text(OTHER + "\n"),
    "of the same size, its time put back": lambda own: same_times(own / "core.toml", OTHER),
    "replaced by a rename, its time put back": lambda own: replaced(own / "core.toml", OTHER),
    "deleted": lambda own: (own / "core.toml").unlink(),
    "renamed": lambda own: (own / "core.toml").rename(own / "more.toml"),
    "another one added": lambda own: (own / "more.toml").write_text(OTHER),
    "an exercise added": lambda own: (own / "exercises" / "more.toml").write_text(EXERCISE),
    "a programme added, and its folder": lambda own: layer(own / "programmes", more=ROUTINE),
    "a dangling link added": lambda own: linked(own / "more.toml"),
    "a folder of that name added": lambda own: (own / "more.toml").mkdir(),
    "a FIFO added": lambda own: os.mkfifo(own / "more.toml"),
    "made a folder": lambda own: ((own / "core.toml").unlink(), (own / "core.toml").mkdir()),
    "its rights changed": lambda own: (own / "core.toml").chmod(0o600),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("settle", [believed, lambda shelf: shelf], ids=["later", "at once"])
def test_a_change_is_seen_and_then_known(
    tmp_path: Path, change: Callable[[Path], object], settle: Callable[[Shelf], Shelf]
) -> None:
    shelf = settle(shelf_of(tmp_path))
    change(tmp_path / "own")
    assert shelf.has_changed()
    fresh = load_library([Layer("own", tmp_path / "own")])
    got = shelf.refresh()
    assert not shelf.has_changed()
    assert {str(each) for each in fresh.diagnostics} <= {str(each) for each in got.diagnostics}
    if not fresh.diagnostics:
        assert got.catalogue == fresh.catalogue


HARMLESS: dict[str, Callable[[Path], object]] = {
    "nothing at all": lambda _: None,
    "an editor's swap file": lambda own: (own / ".core.toml.swp").write_text(""),
    "a backup": lambda own: (own / "core.toml~").write_text(ROUTINE),
    "the settings": lambda own: (own / "settings.toml").write_text(""),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_what_is_no_routine_changes_no_library(tmp_path: Path, change: Callable[[Path], object]) -> None:
    shelf = believed(shelf_of(tmp_path))
    before = shelf.library
    change(tmp_path / "own")
    assert shelf.refresh().catalogue == before.catalogue


def test_a_change_within_the_clocks_grain_is_seen_by_what_the_file_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_module, "sight_of", lambda _: (1, 1, 1, 1))  # a clock that stands
    shelf = shelf_of(tmp_path)
    assert not shelf.has_changed()
    (tmp_path / "own" / "core.toml").write_text(OTHER)
    assert shelf.has_changed()
    assert shelf.refresh().catalogue.routines["core"].name == "Bore"


def test_a_look_at_what_is_known_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = believed(shelf_of(tmp_path))
    monkeypatch.setattr(held_module, "raw_text", lambda path: pytest.fail(f"{path} was opened"))
    monkeypatch.setattr(held_module, "toml_files", lambda path: pytest.fail(f"{path} was listed"))
    monkeypatch.setattr(library_module, "read_document", lambda path: pytest.fail(f"{path} was read"))
    assert not shelf.has_changed()


def test_folders_that_come_and_go_are_seen(tmp_path: Path) -> None:
    shelf = Shelf([Layer("own", tmp_path / "own"), Layer("given", tmp_path / "given", named=True)])
    shelf.refresh()
    for _ in range(DOUBTED):
        assert not shelf.has_changed()
    shelf_of(tmp_path)
    assert shelf.has_changed()
    assert list(shelf.refresh().catalogue.routines) == ["core"]
    (tmp_path / "given").mkdir()
    assert shelf.has_changed()
    assert shelf.refresh().diagnostics == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_rights_that_are_taken_and_given_back_are_seen(tmp_path: Path) -> None:
    shelf = believed(shelf_of(tmp_path))
    for mode, is_broken in ((0o000, True), (0o600, False)):
        (tmp_path / "own" / "core.toml").chmod(mode)
        assert shelf.has_changed()
        assert bool(shelf.refresh().broken) is is_broken
        assert "core" in shelf.library.catalogue.routines


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["core.toml", "two.toml", "exercises/plank.toml", "programmes/three.toml"]),
        st.sampled_from(
            [None, "[", ROUTINE, OTHER, ROUTINE.replace('"core"', '"two"'), EXERCISE, EXERCISE.replace("30", "20")]
        ),
        st.sampled_from([Path.write_text, same_times, replaced]),
    ),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_followed_through_any_edits_a_library_is_as_if_read_anew(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[str, str | None, Callable[[Path, str], object]]],
) -> None:
    folder = tmp_path_factory.mktemp("followed")
    shelf = shelf_of(folder)
    got = shelf.library
    for name, text, write in steps:
        path = folder / "own" / name
        path.parent.mkdir(exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        else:
            (write if path.exists() else Path.write_text)(path, text)
        got = shelf.refresh() if shelf.has_changed() else got
        fresh = load_library([Layer("own", folder / "own")])
        assert sorted(map(str, fresh.diagnostics)) == sorted(map(str, got.diagnostics)) or got.broken
        if not fresh.broken:
            assert (got.catalogue, got.origins) == (fresh.catalogue, fresh.origins)
        assert fresh.catalogue.routines.keys() <= got.catalogue.routines.keys()


# --- little by little -------------------------------------------------------------------------------------------------


def layers_of(folder: Path, many: int) -> list[Layer]:
    shipped = layer(folder / "shipped", "shipped", exercises_plank=EXERCISE, core=ROUTINE)
    own = {f"own-{number}": ROUTINE.replace('"core"', f'"own-{number}"') for number in range(many)}
    own["core"] = ROUTINE.replace("sets = { from = 2, to = 3 }", "sets = 1")
    own = {key.replace("-", "_"): text.replace("my-move", f"move-{key}") for key, text in own.items()}
    return [shipped, layer(folder / "own", "own", **own)]


def test_few_files_are_read_at_once(tmp_path: Path) -> None:
    shelf = Shelf(layers_of(tmp_path, library_module.MANY - 1))
    assert len(shelf.begin().catalogue.routines) == library_module.MANY
    assert shelf.unread == 0


def test_many_files_are_left_and_read_in_the_end(tmp_path: Path) -> None:
    layers, many = layers_of(tmp_path, library_module.MANY), library_module.MANY + 1
    shelf = Shelf(layers)
    first = shelf.begin()
    assert list(first.catalogue.routines) == ["core"]
    assert first.origins["routine", "core"].layer == "shipped"
    assert shelf.unread == many
    told = list(shelf.reading())
    assert told == [(n, many) for n in range(library_module.TOLD_EVERY, many + 1, library_module.TOLD_EVERY)]
    assert shelf.unread == 0
    whole = load_library(layers)
    assert (shelf.library.catalogue, shelf.library.origins) == (whole.catalogue, whole.origins)
    assert shelf.library.origins["routine", "core"].layer == "own"


def test_left_in_the_middle_nothing_kept_is_lost(tmp_path: Path) -> None:
    layers = layers_of(tmp_path, library_module.MANY)
    first = Shelf(layers, Kept(tmp_path / "kept"))
    first.refresh()
    first.save()
    (tmp_path / "own" / "core.toml").write_text("[")
    halfway = Shelf(layers, Kept(tmp_path / "kept"))
    halfway.begin()
    next(halfway.reading(), None)
    halfway.save()
    last = Shelf(layers, Kept(tmp_path / "kept")).refresh()
    assert last.origins["routine", "core"].stale
    assert last.origins["routine", "core"].layer == "own"


# --- broken files -----------------------------------------------------------------------------------------------------


def broken_of(library: Library) -> list[tuple[str, str, str, bool]]:
    return [(each.kind, each.id, each.message.partition(": ")[0], each.stale) for each in library.broken]


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("core.toml", "[", ("routine", "core", "core.toml:1:2", True)),
        ("core.toml", ROUTINE.replace('"core"', '"other"').replace("sets", "stes"), ("routine", "core", "", True)),
        ("new.toml", ROUTINE.replace('"core"', '"given"').replace("sets", "stes"), ("routine", "given", "", False)),
        ("new.toml", 'id = "Not One"', ("routine", "new", "new.toml:1:1", False)),
        ("No Id.toml", "[", ("routine", "", "No Id.toml:1:2", False)),
        ("twice.toml", ROUTINE, ("routine", "core", "twice.toml:2:1", False)),
        ("exercises/plank.toml", "[", ("exercise", "plank", "plank.toml:1:2", True)),
        ("exercises/own.toml", "x", ("exercise", "own", "", False)),
    ],
)
def test_a_broken_file_is_told_with_its_place_and_what_is_used(
    tmp_path: Path, file: str, text: str, expected: tuple[str, str, str, bool]
) -> None:
    shelf = shelf_of(tmp_path)
    (tmp_path / "own" / file).write_text(text)
    (found,) = broken_of(shelf.refresh())
    assert (found[:2], found[3]) == (expected[:2], expected[3])
    assert found[2].startswith(expected[2] or Path(file).name)
    (tmp_path / "own" / file).unlink()
    assert file not in [each.name for each in shelf.refresh().broken]


def test_what_a_higher_layer_hides_is_not_told(tmp_path: Path) -> None:
    low = layer(tmp_path / "low", "system", core="[")
    high = layer(tmp_path / "high", "own", exercises_plank=EXERCISE, core=ROUTINE)
    assert Shelf([low, high]).refresh().broken == ()
    assert broken_of(Shelf([high, low]).refresh()) == [("routine", "core", "core.toml:1:2", False)]
