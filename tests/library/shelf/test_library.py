from pathlib import Path

import pytest

from coach.library.disk.layers import Layer, config_folder, layers, shipped_folder, system_folder
from coach.library.shelf.check import check_files
from coach.library.shelf.library import Origin, load_library

from ..library_files import EXERCISE, ROUTINE, layer, library_of, lines

OTHER = EXERCISE.replace('"Plank"', '"Other plank"')


def test_the_shipped_files_are_right() -> None:
    library = load_library(layers(environ={"HOME": "/nonexistent", "XDG_CONFIG_DIRS": "/nonexistent"}))
    assert library.diagnostics == ()
    assert "psoas-care" in library.catalogue.routines
    assert library.origins["routine", "psoas-care"].layer == "shipped"


def test_the_later_layer_wins_by_id(tmp_path: Path) -> None:
    below = layer(tmp_path / "a", "shipped", exercises_plank=EXERCISE, core=ROUTINE)
    above = layer(tmp_path / "b", "own", exercises_plank=OTHER)
    library = load_library([below, above])
    assert lines(library) == []
    assert library.catalogue.exercises["plank"].name == "Other plank"
    assert library.origins["exercise", "plank"] == Origin("own", tmp_path / "b/exercises/plank.toml", ("shipped",))
    assert library.origins["exercise", "my-move"] == Origin("shipped", tmp_path / "a/core.toml")
    assert library.origins["routine", "core"] == Origin("shipped", tmp_path / "a/core.toml")


@pytest.mark.parametrize(
    ("key", "broken"),
    [
        ("core", ROUTINE.replace("hold = {", "hold = -5 #")),
        ("core", ROUTINE.replace('"plank"', '"plonk"')),
        ("core", "not toml"),
        ("core", ""),
        ("exercises_plank", "not toml"),
        ("exercises_plank", OTHER.replace("sets", "stes")),
    ],
)
def test_a_broken_file_leaves_the_version_below_in_use(tmp_path: Path, key: str, broken: str) -> None:
    below = layer(tmp_path / "a", "shipped", exercises_plank=EXERCISE, core=ROUTINE)
    library = load_library([below, layer(tmp_path / "b", "own", **{key: broken})])
    assert library.catalogue == load_library([below]).catalogue
    assert library.origins == load_library([below]).origins
    assert {Path(each.path).parent.parts[len(tmp_path.parts)] for each in library.diagnostics} == {"b"}


def test_a_broken_file_takes_nothing_else_down(tmp_path: Path) -> None:
    library = library_of(tmp_path, exercises_plank=EXERCISE, core=ROUTINE, bad="[", exercises_bad="]")
    assert "core" in library.catalogue.routines
    assert [line.partition(":")[0] for line in lines(library)] == ["bad.toml", "bad.toml"]


def test_a_step_says_when_its_exercise_has_a_broken_file(tmp_path: Path) -> None:
    library = library_of(tmp_path, exercises_plank="[", core=ROUTINE)
    assert any('the exercise "plank" cannot be used: its own file has errors' in line for line in lines(library))
    assert library.catalogue.routines == {}


def test_an_easier_exercise_that_does_not_exist_is_dropped(tmp_path: Path) -> None:
    text = EXERCISE.replace("[dose]", 'easier = "nothing-like-it"\nharder = "plank"\n[dose]')
    plank = library_of(tmp_path, exercises_plank=text).catalogue.exercises["plank"]
    assert (plank.easier, plank.harder) == (None, "plank")


def test_an_id_that_is_not_the_files_name_is_a_warning(tmp_path: Path) -> None:
    library = library_of(tmp_path, exercises_plonk=EXERCISE)
    assert lines(library) == [
        'plonk.toml:2:1: warning: the id "plank" is not the file\'s name, plonk.toml; best keep them alike'
    ]
    assert "plank" in library.catalogue.exercises


def test_two_files_of_one_layer_with_one_id(tmp_path: Path) -> None:
    library = library_of(tmp_path, exercises_plank=EXERCISE, exercises_second=OTHER, core=ROUTINE, two=ROUTINE)
    errors = [line for line in lines(library) if "error" in line]
    assert errors == [
        'second.toml:2:1: error: the exercise id "plank" is taken by plank.toml, which stays in use; choose another id',
        'two.toml:2:1: error: the routine id "core" is taken by core.toml, which stays in use; choose another id',
    ]
    assert library.catalogue.exercises["plank"].name == "Plank"


INLINE_PLANK = ROUTINE.replace(
    "[exercise.my-move]", '[exercise.plank]\nname = "Mine"\nkind = "drill"\n[exercise.my-move]'
)


def test_an_inline_exercise_replaces_one_of_a_lower_layer_with_a_warning(tmp_path: Path) -> None:
    below = layer(tmp_path / "a", "shipped", exercises_plank=EXERCISE)
    library = load_library([below, layer(tmp_path / "b", "own", core=INLINE_PLANK)])
    assert lines(library) == ['core.toml:32:1: warning: this replaces the shipped exercise "plank" in every routine']
    assert library.catalogue.exercises["plank"].name == "Mine"


def test_an_inline_exercise_does_not_replace_one_of_its_own_layer(tmp_path: Path) -> None:
    library = library_of(tmp_path, exercises_plank=EXERCISE, core=INLINE_PLANK)
    assert lines(library)[0] == (
        'core.toml:32:1: error: plank.toml says otherwise what the exercise "plank" is: '
        "make both the same, or give this one another id"
    )
    assert library.catalogue.exercises["plank"].name == "Plank"
    assert library.catalogue.routines == {}  # it says another dose than it would get


def test_a_copied_routine_may_bring_the_same_inline_exercise(tmp_path: Path) -> None:
    library = library_of(tmp_path, exercises_plank=EXERCISE, core=ROUTINE, copy=ROUTINE.replace('"core"', '"copy"'))
    assert lines(library) == []
    assert set(library.catalogue.routines) == {"core", "copy"}


def test_an_inline_exercise_of_an_unusable_routine_replaces_nothing(tmp_path: Path) -> None:
    below = layer(tmp_path / "a", "shipped", exercises_plank=EXERCISE)
    broken = INLINE_PLANK.replace('exercise = "my-move"', 'exercise = "unheard-of"')
    library = load_library([below, layer(tmp_path / "b", "own", core=broken)])
    assert library.catalogue == load_library([below]).catalogue


def test_an_inline_exercise_that_no_step_uses(tmp_path: Path) -> None:
    text = ROUTINE.replace('exercise = "my-move"', 'exercise = "plank"')
    library = library_of(tmp_path, exercises_plank=EXERCISE, core=text)
    assert lines(library) == ['core.toml:32:1: warning: no step uses the exercise "my-move"']


def test_an_exercise_beside_one_that_is_missing_is_used(tmp_path: Path) -> None:
    library = library_of(tmp_path, exercises_plank=EXERCISE, core=ROUTINE.replace('"plank"\nhold', '"plnk"\nhold'))
    assert [line for line in lines(library) if "no step uses" in line] == []


def test_a_dose_at_the_top_of_a_routine_is_told_where_it_belongs(tmp_path: Path) -> None:
    """It is a routine all the same, wherever it stands."""
    (tmp_path / "x.toml").write_text(ROUTINE + "[dose]\nhold = 20\n")
    (found,) = check_files([tmp_path / "x.toml"], [layer(tmp_path / "own", exercises_plank=EXERCISE)])
    assert found.message == "a routine has no dose of its own: that of an exercise in it is [exercise.my-move.dose]"


def test_a_named_folder_must_be_there_and_others_need_not(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    library = load_library([Layer("own", tmp_path / "none"), Layer("given", tmp_path / "none", named=True)])
    assert [str(each) for each in library.diagnostics] == [f"{tmp_path}/none:1:1: error: there is no such folder"]
    library = load_library([Layer("given", tmp_path / "file", named=True)])
    assert lines(library) == ["file:1:1: error: this is a file, not a folder"]


def test_a_folder_that_may_not_be_looked_at_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, looked = tmp_path / "secret", Path.stat

    def stat(path: Path, **how: bool) -> object:
        if path == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return looked(path, **how)

    monkeypatch.setattr(Path, "stat", stat)
    (found,) = load_library([Layer("given", folder, named=True)]).diagnostics
    assert str(found) == f"{folder}:1:1: error: you have no permission to look at this folder"


def test_other_files_hidden_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir(parents=True)
    (tmp_path / "notes.txt").write_text("[")
    (tmp_path / ".core.toml").write_text("[")
    library = library_of(tmp_path, exercises_plank=EXERCISE)
    assert lines(library) == ["folder.toml:1:1: error: this is a folder, not a file; give it a name without .toml"]


@pytest.mark.parametrize(
    ("environ", "system", "own"),
    [
        ({"HOME": "/h"}, "/etc/xdg/coach", "/h/.config/coach"),
        ({"HOME": "/h", "XDG_CONFIG_HOME": "/c"}, "/etc/xdg/coach", "/c/coach"),
        ({"HOME": "/h", "XDG_CONFIG_HOME": "relative"}, "/etc/xdg/coach", "/h/.config/coach"),
        ({"HOME": "/h", "XDG_CONFIG_DIRS": "/a:/b"}, "/a/coach", "/h/.config/coach"),
        ({"HOME": "/h", "XDG_CONFIG_DIRS": ""}, "/etc/xdg/coach", "/h/.config/coach"),
    ],
)
def test_where_the_layers_are(environ: dict[str, str], system: str, own: str) -> None:
    assert (system_folder(environ), config_folder(environ)) == (Path(system), Path(own))
    assert layers(Path("mine"), environ) == (
        Layer("shipped", shipped_folder()),
        Layer("system", Path(system)),
        Layer("system", Path(system) / "routines"),
        Layer("own", Path(own)),
        Layer("own", Path(own) / "routines"),
        Layer("given", Path("mine"), named=True),
    )


def test_a_copy_of_what_is_shipped_is_known_until_it_is_changed(tmp_path: Path) -> None:
    below = layer(tmp_path / "a", "shipped", exercises_plank=EXERCISE, core=ROUTINE)
    copy = ROUTINE.replace('id = "core"', 'id = "my-core"').replace('name = "Core"', 'name = "Mine"')
    assert copy != ROUTINE
    for text, copy_of in ((copy, "core"), (copy.replace("from = 20", "from = 15"), None)):
        library = load_library([below, layer(tmp_path / "b", "own", **{"my-core": text})])
        assert library.catalogue.routines["my-core"].copy_of == copy_of, text
        assert library.catalogue.routines["core"].copy_of is None
    alone = load_library([layer(tmp_path / "c", "own", exercises_plank=EXERCISE, core=ROUTINE, **{"my-core": copy})])
    assert {each.copy_of for each in alone.catalogue.routines.values()} == {None}


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("plank", EXERCISE, "this is an exercise, and stands among the routines; move it to exercises/plank.toml"),
        (
            "plank",
            'id = "plank"\nsteps = ["Lean."]\n',
            "this is an exercise, and stands among the routines; move it to exercises/plank.toml",
        ),
        (
            "exercises_plank",
            ROUTINE,
            "this is a routine, and stands among the exercises; move it to the folder above, as ../plank.toml",
        ),
        (
            "exercises_plank",
            'format = 1\n[[block]]\nname = "A"\n',
            "this is a course, and stands among the exercises; move it to ../courses/plank.toml",
        ),
    ],
)
def test_a_file_in_the_folder_of_another_kind_is_one_sentence(tmp_path: Path, key: str, text: str, said: str) -> None:
    found = lines(library_of(tmp_path, **{key: text}))
    assert [line.partition("error: ")[2] for line in found] == [said]


def test_what_names_a_misplaced_exercise_is_told_that_its_file_has_errors(tmp_path: Path) -> None:
    found = lines(library_of(tmp_path, plank=EXERCISE, core=ROUTINE))
    assert any('the exercise "plank" cannot be used: its own file has errors' in line for line in found)
    assert not any("there is no exercise" in line and "plank" in line for line in found)


@pytest.mark.parametrize("name", ["core.TOML", "core.Toml", "core.toml"])
def test_the_files_ending_may_have_capitals(tmp_path: Path, name: str) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises/plank.TOML").write_text(EXERCISE)
    (tmp_path / name).write_text(ROUTINE.replace('"my-move"', '"plank"'))
    library = load_library([Layer("own", tmp_path)])
    assert [each.message for each in library.diagnostics if each.severity == "error"] == []
    assert library.origins["routine", "core"].path == tmp_path / name


def test_of_two_endings_one_counts_and_the_other_is_named(tmp_path: Path) -> None:
    for name, text in (("plank.TOML", OTHER), ("plank.toml", EXERCISE)):
        (tmp_path / "exercises").mkdir(exist_ok=True)
        (tmp_path / "exercises" / name).write_text(text)
    library = load_library([Layer("own", tmp_path)])
    assert library.catalogue.exercises["plank"].name == "Plank"
    assert [Path(each.path).name for each in library.diagnostics] == ["plank.TOML"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (["anna/my-care.toml"], ["anna: my-care.toml in this subfolder: not read"]),
        (["anna/b.toml", "anna/a.TOML", "ben/c.toml"], ["anna: b.toml and 1 more in this", "ben: c.toml in this"]),
        ([".git/a.toml", "schema/routine.json", "anna/notes.txt", "groups/a.toml"], []),
    ],
)
def test_a_subfolder_that_is_not_looked_into_is_named(tmp_path: Path, files: list[str], said: list[str]) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(EXERCISE)
    for found in (load_library([Layer("own", tmp_path)]).diagnostics, check_files([tmp_path], [])):
        assert {each.severity for each in found} <= {"warning"}
        lines = [f"{Path(each.path).name}: {each.message}" for each in found]
        assert [line[: len(start)] for line, start in zip(lines, said, strict=True)] == said
    assert load_library([Layer("shipped", tmp_path)]).diagnostics == ()
