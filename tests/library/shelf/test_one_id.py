"""One id, one meaning: of several files of one layer the one that is meant counts, or none does.

Every file here says in its dose which one it is, so that a dose shows whose it is.
"""

from collections.abc import Mapping
from itertools import permutations
from pathlib import Path

import pytest

from coach.library.disk.last_good import Kept
from coach.library.disk.layers import Layer
from coach.library.drafts.own_copy import find
from coach.library.shelf.library import Library, Shelf, load_library
from coach.library.shelf.trial import trial
from coach.library.toml.diagnostics import has_errors


def routine(identity: str, seconds: int) -> str:
    return (
        f'format = 1\nid = "{identity}"\nname = "R"\nkind = "strength"\n'
        f'[[step]]\nexercise = "plank"\nhold = {seconds}\n[exercise.plank]\nname = "Plank"\nkind = "strength"\n'
    )


def exercise(identity: str, seconds: int) -> str:
    return f'format = 1\nid = "{identity}"\nname = "E"\nkind = "stretch"\nsteps = ["x"]\n[dose]\nhold = {seconds}\n'


def bringing(identity: str, move: str, seconds: int, *more: str) -> str:
    """A routine with an exercise of its own; ``more``: other exercises that it names."""
    steps = "".join(f'[[step]]\nexercise = "{name}"\n' for name in (move, *more))
    inline = f'[exercise.{move}]\nname = "M"\nkind = "stretch"\n[exercise.{move}.dose]\nhold = {seconds}\n'
    return f'format = 1\nid = "{identity}"\nname = "B"\nkind = "stretch"\n{steps}{inline}'


def naming(identity: str, move: str) -> str:
    return f'format = 1\nid = "{identity}"\nname = "N"\nkind = "stretch"\n[[step]]\nexercise = "{move}"\n'


def put(folder: Path, files: Mapping[str, str]) -> Layer:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Layer("own", folder)


def hold_of(library: Library, identity: str) -> int | None:
    """The seconds of its first step; of an exercise, of its dose; None: it is not in use."""
    made = library.catalogue.routines.get(identity)
    dose = made.steps[0].prescription if made else None
    if dose is None and identity in library.catalogue.exercises:
        dose = library.catalogue.exercises[identity].prescription
    return dose.hold.low if dose and dose.hold else None


KINDS = {"routine": ("", routine), "exercise": ("exercises/", exercise), "programme": ("programmes/", routine)}
COPIES = ["{} (1)", "{} copy", "{}~", "{}.bak", "A copy of {}", "{}.sync-conflict-20261128-101010-ABCDEFG", "{}-LAPTOP"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [*COPIES, "a", "zz", "{}-2"])
def test_the_file_whose_name_is_the_id_wins(tmp_path: Path, kind: str, name: str) -> None:
    folder, text = KINDS[kind]
    other = f"{folder}{name.format('my-care')}.toml"
    library = load_library([put(tmp_path, {f"{folder}my-care.toml": text("my-care", 15), other: text("my-care", 60)})])
    assert hold_of(library, "my-care") == 15
    assert [Path(each.path).name for each in library.diagnostics if each.key == "id"] == [Path(other).name]
    file = find("my-care", library)
    assert file is not None
    assert file.source.name == "my-care.toml"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_never_used(tmp_path: Path, kind: str, name: str) -> None:
    """Neither alone, nor in place of what is shipped, of a file that is broken, or of one of another name."""
    folder, text = KINDS[kind]
    copy = {f"{folder}{name.format('my-care')}.toml": text("my-care", 60)}
    alone = load_library([put(tmp_path / "a", copy)])
    assert hold_of(alone, "my-care") is None
    assert has_errors(alone.diagnostics)
    assert "to use it, call it my-care.toml" in alone.diagnostics[0].message
    shipped = put(tmp_path / "s", {f"{folder}my-care.toml": text("my-care", 15)})
    above = load_library([Layer("shipped", shipped.folder), put(tmp_path / "b", copy)])
    assert hold_of(above, "my-care") == 15
    assert not has_errors(above.diagnostics)
    assert len(above.copies) == 1
    broken = load_library([put(tmp_path / "c", {**copy, f"{folder}my-care.toml": "["})])
    assert hold_of(broken, "my-care") is None
    named_otherwise = load_library([put(tmp_path / "d", {**copy, f"{folder}evening.toml": text("my-care", 15)})])
    assert hold_of(named_otherwise, "my-care") == 15


def test_a_copy_is_not_used_when_its_original_goes(tmp_path: Path) -> None:
    """And what was used of it by a coach who did not know of copies is not used any more."""
    files = {"my-care.toml": routine("my-care", 15), "my-care (1).toml": routine("my-care", 60)}
    shelf = Shelf([put(tmp_path / "own", files)], Kept(tmp_path / "kept"))
    shelf.refresh()
    (tmp_path / "own/my-care.toml").unlink()
    assert hold_of(shelf.refresh(), "my-care") is None
    assert [broken.name for broken in shelf.library.broken] == ["my-care (1).toml"]
    (tmp_path / "own/my-care.toml").write_text(routine("my-care", 20))
    assert hold_of(shelf.refresh(), "my-care") == 20
    assert shelf.library.broken == ()


@pytest.mark.parametrize("kind", ["routine", "exercise"])
def test_where_no_name_decides_none_is_used_and_both_are_told(tmp_path: Path, kind: str) -> None:
    folder, text = KINDS[kind]
    files = {f"{folder}a.toml": text("my-care", 60), f"{folder}b.toml": text("my-care", 15)}
    library = load_library([put(tmp_path, files)])
    assert hold_of(library, "my-care") is None
    assert [(Path(each.path).name, each.severity) for each in library.diagnostics if "given by" in each.message] == [
        ("a.toml", "error"),
        ("b.toml", "error"),
    ]
    assert "call the right one my-care.toml" in library.diagnostics[0].message


@pytest.mark.parametrize("kind", ["routine", "exercise"])
@pytest.mark.parametrize("new", ["a.toml", "z.toml"])
def test_what_was_in_use_stays_when_another_file_of_its_id_comes(tmp_path: Path, kind: str, new: str) -> None:
    """In the open app, and at the next start; until one of them goes."""
    folder, text = KINDS[kind]
    own = put(tmp_path / "own", {f"{folder}evening.toml": text("my-care", 15)})
    shelf = Shelf([own], Kept(tmp_path / "kept"))
    shelf.refresh()
    put(own.folder, {f"{folder}{new}": text("my-care", 60)})
    assert hold_of(shelf.refresh(), "my-care") == 15
    shelf.save()
    later = Shelf([own], Kept(tmp_path / "kept"))
    assert hold_of(later.refresh(), "my-care") == 15
    assert len([each for each in later.library.diagnostics if each.severity == "error"]) == 2
    (own.folder / folder / "evening.toml").unlink()
    assert hold_of(later.refresh(), "my-care") == 60


def test_a_broken_file_is_not_stood_in_for_by_another_of_its_id(tmp_path: Path) -> None:
    for text in ("[", "format = 1", routine("my-care", -5)):
        library = load_library([put(tmp_path, {"my-care.toml": text, "old-one.toml": routine("my-care", 60)})])
        assert hold_of(library, "my-care") is None
        assert any("does not stand in for it" in each.message for each in library.diagnostics)


def test_a_broken_file_s_last_good_version_goes_before_a_copy(tmp_path: Path) -> None:
    own = put(tmp_path, {"my-care.toml": routine("my-care", 15), "a copy.toml": routine("my-care", 60)})
    shelf = Shelf([own])
    shelf.refresh()
    put(tmp_path, {"my-care.toml": "["})
    assert hold_of(shelf.refresh(), "my-care") == 15


def test_both_folders_of_one_s_own_are_one_layer(tmp_path: Path) -> None:
    put(tmp_path, {"my-care.toml": routine("my-care", 15), "routines/another.toml": routine("my-care", 60)})
    library = load_library([Layer("own", tmp_path), Layer("own", tmp_path / "routines")])
    assert hold_of(library, "my-care") == 15


# --- one exercise, defined in different ways ------------------------------------------------------------------------


def test_nobody_gets_another_dose_than_their_file_says(tmp_path: Path) -> None:
    """Whatever the files are called: a routine is used with its own exercise, or not at all."""
    for names in permutations(["a", "b", "c"]):
        files = {
            f"{name}.toml": bringing(name, "lean", seconds) for name, seconds in zip(names, (20, 60, 20), strict=True)
        }
        library = load_library([put(tmp_path / "".join(names), files)])
        used = {name for name in names if hold_of(library, name) is not None}
        for name, seconds in zip(names, (20, 60, 20), strict=True):
            assert hold_of(library, name) in (seconds, None)
        errors = {Path(each.path).stem for each in library.diagnostics if each.severity == "error"}
        assert errors == set(names) - used
        assert used


@pytest.mark.parametrize("new", ["a", "z"])
def test_a_new_file_changes_no_exercise_that_was_in_use(tmp_path: Path, new: str) -> None:
    own = put(tmp_path, {"mine.toml": bringing("mine", "lean", 20), "third.toml": naming("third", "lean")})
    shelf = Shelf([own], Kept(tmp_path / "kept"))
    shelf.refresh()
    for name, text in ((new, bringing(new, "lean", 60)), ("exercises/lean", exercise("lean", 60))):
        put(tmp_path, {f"{name}.toml": text})
        library = shelf.refresh()
        assert hold_of(library, "mine") == hold_of(library, "third") == 20
        assert hold_of(library, new) in (None, 60)
        assert has_errors(library.diagnostics)
        (tmp_path / f"{name}.toml").unlink()
        assert not has_errors(shelf.refresh().diagnostics)


def test_an_edit_that_contradicts_another_file_waits_until_both_agree(tmp_path: Path) -> None:
    files = {"one.toml": bringing("one", "lean", 20), "two.toml": bringing("two", "lean", 20)}
    shelf = Shelf([put(tmp_path, files)])
    shelf.refresh()
    for name in ("one", "two"):
        put(tmp_path, {f"{name}.toml": bringing(name, "lean", 60)})
        library = shelf.refresh()
        expected = 20 if name == "one" else 60
        assert hold_of(library, "one") == hold_of(library, "two") == expected
        assert has_errors(library.diagnostics) == (name == "one")


def test_the_preview_of_a_text_is_what_saving_it_brings(tmp_path: Path) -> None:
    """The law, over small sets of files: what the editor shows, a start finds."""
    texts = {
        "one.toml": [bringing("one", "lean", 20), bringing("one", "lean", 60), bringing("two", "lean", 20)],
        "two.toml": [bringing("two", "lean", 20), naming("two", "lean"), routine("one", 30)],
        "two (1).toml": [bringing("two", "lean", 60)],
        "exercises/lean.toml": [exercise("lean", 20), exercise("lean", 90)],
    }
    cases = [(name, text) for name, of_it in texts.items() for text in of_it]
    for number, (first, second, third) in enumerate(permutations(cases, 3)):
        own = put(tmp_path / str(number), dict([first, second]))
        shelf = Shelf([own])
        shelf.refresh()
        tried = trial(shelf, own.folder / third[0], third[1])
        put(own.folder, dict([third]))
        found = shelf.refresh()
        identity = "lean" if third[0].startswith("ex") else third[1].split('"')[1]
        preview = tried.catalogue.exercises.get(identity) if tried.exercise else tried.routine
        if preview is None or has_errors(tried.diagnostics):
            continue
        assert hold_of(Library(tried.catalogue), identity) == hold_of(found, identity), (first, second, third)
