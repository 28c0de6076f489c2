"""Courses among the files: where they stand, which one counts, what stays in use while something is broken."""

from pathlib import Path

import pytest

from coach.domain.exercises.course import Course
from coach.library.disk.last_good import Kept
from coach.library.disk.layers import Layer, layers, shipped_folder
from coach.library.drafts.own_copy import find, own_path
from coach.library.shelf.check import check_files, check_text
from coach.library.shelf.library import Library, Shelf, load_library
from coach.library.shelf.trial import trial
from coach.library.toml.diagnostics import has_errors

from ..library_files import COURSE

SHIPPED = Layer("shipped", shipped_folder())
MINE = 'format = 1\nid = "mine"\nname = "Mine"\nkind = "strength"\n[[step]]\nexercise = "bridge"\nreps = 8\n'
LITTLE = 'format = 1\nid = "my-weeks"\nname = "{}"\n[[block]]\nid = "a"\nname = "A"\ntrain = ["mine"]\n'
BROKEN = {
    "no TOML": "[",
    "a key unknown": COURSE.replace("train =", "trian ="),
    "a routine unknown": COURSE.replace('"psoas-care"]', '"psoas-scare"]'),
    "a routine of kind run": COURSE.replace('"psoas-care"]', '"return-to-run"]'),
    "empty": "",
}


def put(folder: Path, **files: str) -> Layer:
    """``my_weeks=…`` stands at the top, ``courses_my_weeks=…`` in its folder."""
    for key, text in files.items():
        path = folder / f"{key.replace('courses_', 'courses/').replace('_', '-')}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Layer("own", folder)


def course_in(library: Library, identity: str = "my-weeks") -> Course | None:
    return library.catalogue.courses.get(identity)


def name_of(library: Library) -> str | None:
    course = course_in(library)
    return course and course.name


def errors(library: Library) -> list[str]:
    found = [each for each in library.diagnostics if each.severity == "error"]
    return [f"{Path(each.path).name}:{each.line}: {each.message}" for each in found]


def test_what_is_shipped_is_right_and_names_its_sources() -> None:
    library = load_library([SHIPPED])
    assert library.diagnostics == ()
    courses = library.catalogue.courses
    assert list(courses) == ["loose-hips", "steady-hips", "strong-stride"]
    assert {identity: set(course.suits) for identity, course in courses.items()} == {
        "loose-hips": {"tight"},
        "steady-hips": {"painful", "weak"},
        "strong-stride": {"well"},
    }
    for course in courses.values():
        assert course.sources
        assert course.about
        assert course.blocks[-1].until is None
        assert set(course.routines) <= library.catalogue.routines.keys()


@pytest.mark.parametrize("key", ["courses_my_weeks", "my_weeks"])
def test_a_course_may_stand_in_its_folder_or_beside_the_routines(tmp_path: Path, key: str) -> None:
    library = load_library([SHIPPED, put(tmp_path, **{key: COURSE})])
    assert name_of(library) == "My weeks"
    assert library.origins["course", "my-weeks"].path == tmp_path / key.replace("courses_", "courses/").replace(
        "_", "-"
    ).replace("my-weeks", "my-weeks.toml")
    assert errors(library) == []


def test_the_later_layer_s_version_of_an_id_is_in_use(tmp_path: Path) -> None:
    low = put(tmp_path / "low", courses_my_weeks=COURSE.replace("My weeks", "Low"), mine=MINE)
    high = put(tmp_path / "high", courses_my_weeks=COURSE.replace("My weeks", "High"))
    library = load_library([SHIPPED, Layer("system", low.folder), high])
    assert name_of(library) == "High"
    assert library.origins["course", "my-weeks"].hides == ("system",)
    broken = load_library([SHIPPED, Layer("system", low.folder), put(tmp_path / "high", courses_my_weeks="[")])
    assert name_of(broken) == "Low"


def test_of_two_of_one_layer_the_one_called_after_its_id_counts(tmp_path: Path) -> None:
    copy = COURSE.replace("My weeks", "A copy")
    own = put(tmp_path, courses_my_weeks=COURSE, **{"courses_my_weeks (1)": copy})
    library = load_library([SHIPPED, own])
    assert name_of(library) == "My weeks"
    assert len(library.copies) == 1
    other = load_library([SHIPPED, put(tmp_path / "b", courses_a=COURSE, courses_b=copy)])
    assert name_of(other) is None
    assert [line for line in errors(other) if 'the course id "my-weeks" is given by' in line]


def test_a_course_and_a_routine_may_have_the_same_id(tmp_path: Path) -> None:
    own = put(tmp_path, courses_mine=COURSE.replace('"my-weeks"', '"mine"'), mine=MINE)
    library = load_library([SHIPPED, own])
    assert errors(library) == []
    assert course_in(library, "mine")
    assert "mine" in library.catalogue.routines
    file = find("mine", library)
    assert file is not None
    assert file.kind == "routine"


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("key", ["courses_my_weeks", "my_weeks"])
def test_its_last_good_version_stays_in_use_now_and_at_the_next_start(tmp_path: Path, broken: str, key: str) -> None:
    own = put(tmp_path / "own", **{key: COURSE})
    shelf = Shelf([SHIPPED, own], Kept(tmp_path / "kept"))
    before = course_in(shelf.refresh())
    put(own.folder, **{key: broken})
    assert course_in(shelf.refresh()) == before
    assert shelf.library.origins["course", "my-weeks"].stale
    (said,) = shelf.library.broken
    assert (said.kind, said.id, said.stale) == ("course", "my-weeks", True)
    shelf.save()
    later = Shelf([SHIPPED, own], Kept(tmp_path / "kept"))
    assert course_in(later.refresh()) == before
    assert [(each.kind, each.stale) for each in later.library.broken] == [("course", True)]
    put(own.folder, **{key: COURSE.replace("My weeks", "Mended")})
    assert name_of(later.refresh()) == "Mended"
    assert later.library.broken == ()


def test_while_a_routine_in_it_is_broken_both_stay(tmp_path: Path) -> None:
    own = put(tmp_path / "own", mine=MINE, courses_my_weeks=LITTLE.format("One"))
    shelf = Shelf([SHIPPED, own], Kept(tmp_path / "kept"))
    shelf.refresh()
    put(own.folder, mine=MINE.replace("bridge", "bridg"))
    library = shelf.refresh()
    assert name_of(library) == "One"
    assert library.catalogue.routines["mine"].steps
    put(own.folder, courses_my_weeks=LITTLE.format("Two"))
    assert name_of(shelf.refresh()) == "Two"
    shelf.save()
    assert name_of(Shelf([SHIPPED, own], Kept(tmp_path / "kept")).refresh()) == "Two"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[", 'the routine "mine" cannot be used: its own file has errors'),
        (MINE.replace("reps = 8", "reps = -8"), 'the routine "mine" cannot be used: its own file has errors'),
        (MINE.replace("bridge", "bridg"), 'the routine "mine" cannot be used: its own file has errors'),
        ("", 'the routine "mine" cannot be used: its own file has errors'),
    ],
)
def test_a_routine_that_was_never_right_is_named_as_the_reason(tmp_path: Path, text: str, why: str) -> None:
    library = load_library([SHIPPED, put(tmp_path, mine=text, courses_my_weeks=LITTLE.format("One"))])
    assert course_in(library) is None
    assert [line for line in errors(library) if line.startswith(f"my-weeks.toml:7: block 1 (a): train: {why}")]


def test_a_routine_that_comes_or_changes_its_kind_is_seen(tmp_path: Path) -> None:
    own = put(tmp_path, courses_my_weeks=LITTLE.format("One").replace("[[block]]", "per_week = 5\n[[block]]"))
    shelf = Shelf([SHIPPED, own])
    assert course_in(shelf.refresh()) is None
    put(tmp_path, mine=MINE.replace("strength", "stretch"))
    made = course_in(shelf.refresh())
    assert made is not None
    assert course_in(shelf.reread([tmp_path / "mine.toml"])) is made  # nothing changed, so it is the very same
    put(tmp_path, mine=MINE)
    library = shelf.refresh()
    assert course_in(library) is None  # its last good version names the same routine
    assert [line for line in errors(library) if "per_week must be at most 3 here, got 5" in line]


@pytest.mark.parametrize("change", ["added", "written", "deleted", "folder added"])
def test_a_change_is_seen(tmp_path: Path, change: str) -> None:
    own = put(tmp_path, mine=MINE)
    if change != "folder added":
        put(tmp_path, courses_my_weeks=COURSE)
    shelf = Shelf([SHIPPED, own])
    shelf.refresh()
    assert not shelf.has_changed()
    if change == "deleted":
        (tmp_path / "courses" / "my-weeks.toml").unlink()
    elif change == "written":
        put(tmp_path, courses_my_weeks=COURSE.replace("My weeks", "Others"))
    else:
        put(tmp_path, courses_more=COURSE.replace('"my-weeks"', '"more"'))
    assert shelf.has_changed()
    assert (course_in(shelf.refresh(), "more") is not None) == change.endswith("added")
    assert name_of(shelf.library) == {"deleted": None, "written": "Others", "added": "My weeks"}.get(change)


def test_a_routine_that_becomes_a_course_and_back(tmp_path: Path) -> None:
    """At the top of a layer it is its text that says what it is."""
    shelf = Shelf([SHIPPED, put(tmp_path, mine=MINE)])
    shelf.refresh()
    for _ in range(2):
        put(tmp_path, mine=COURSE.replace('"my-weeks"', '"mine"'))
        library = shelf.refresh()
        assert course_in(library, "mine")
        assert "mine" not in library.catalogue.routines
        put(tmp_path, mine=MINE)
        library = shelf.refresh()
        assert course_in(library, "mine") is None
        assert "mine" in library.catalogue.routines


@pytest.mark.parametrize("where", ["courses/my-weeks.toml", "my-weeks.toml", "elsewhere/my-weeks.toml"])
def test_a_text_is_tried_in_its_place(tmp_path: Path, where: str) -> None:
    shelf = Shelf([SHIPPED, put(tmp_path / "own", mine=MINE)], advise=False)
    before = shelf.refresh()
    path = tmp_path / ("elsewhere" if "elsewhere" in where else "own") / where
    right = trial(shelf, path, COURSE)
    assert right.course is not None
    assert (right.course.name, right.diagnostics) == ("My weeks", ())
    wrong = trial(shelf, path, COURSE.replace('"psoas-care"]', '"psoas-scare"]'))
    assert wrong.course is None
    assert has_errors(wrong.diagnostics)
    unwise = trial(shelf, path, COURSE.replace("at_most_weeks = 6", "at_most_weeks = 1"))
    assert unwise.course is not None
    assert [each.severity for each in unwise.diagnostics] == ["warning"]
    assert shelf.library == before
    assert [str(each) for each in check_text(path, COURSE, [SHIPPED, put(tmp_path / "own")])] == []


def test_files_and_folders_are_checked(tmp_path: Path) -> None:
    put(tmp_path / "some", mine=MINE, courses_my_weeks=LITTLE.format("One"))
    assert check_files([tmp_path / "some"], [SHIPPED]) == ()
    alone = check_files([tmp_path / "some" / "courses" / "my-weeks.toml"], [SHIPPED])
    assert [each.message for each in alone] == [
        'block 1 (a): train: there is no routine "mine"; add its file first: mine.toml'
    ]
    (tmp_path / "some" / "courses" / "my-weeks.toml").rename(tmp_path / "my-weeks.toml")
    (tmp_path / "my-weeks.toml").write_text(COURSE)
    assert check_files([tmp_path / "my-weeks.toml"], [SHIPPED]) == ()


def test_where_ones_own_goes_and_is_found(own: Path) -> None:
    library = load_library(layers())
    file = find("steady-hips", library)
    assert file is not None
    assert (file.kind, file.source.parent.name, file.path) == ("course", "courses", own_path("course", "steady-hips"))
    assert file.path == own / "courses" / "steady-hips.toml"
    assert file.beginning().startswith("#:schema ../schema/course.json\n")
    put(own, my_weeks="[")
    found = find("my-weeks", load_library(layers()), ("course",))
    assert found is not None
    assert found.path == own / "my-weeks.toml"
