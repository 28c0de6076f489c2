from pathlib import Path

import pytest

from coach.library.shelf.check import check_files
from coach.library.toml.diagnostics import nearest

from ..library_files import EXERCISE, HISTORY, ROUTINE, SETTINGS, layer


def found(paths: list[Path], below: Path) -> list[str]:
    layers = [layer(below, "shipped", exercises_plank=EXERCISE)]
    return [Path(each.path).name + str(each).removeprefix(each.path) for each in check_files(paths, layers)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("core.toml", ROUTINE, []),
        (
            "core.toml",
            ROUTINE.replace('"plank"', '"plonk"'),
            ["core.toml:13:1: error: step 1 (plonk): there is no exercise"],
        ),
        ("exercises/x.toml", 'id = "x"', ['x.toml:1:1: error: "format" is missing']),
        (
            "plank.toml",
            EXERCISE.replace("feel", "fel"),
            ['plank.toml:10:1: error: unknown key "fel" (did you mean "feel"?)'],
        ),
        ("h.toml", HISTORY, []),
        (
            "h.toml",
            HISTORY.replace("worst = 2", "worst = 12"),
            ["h.toml:9:1: error: session 1 (core): worst must be 0 to 10, got 12"],
        ),
        ("settings.toml", SETTINGS, []),
        (
            "settings.toml",
            SETTINGS.replace("15", "61"),
            ["settings.toml:2:1: error: session.get_ready must be 0 to 60 seconds"],
        ),
        ("x.toml", "a = ", ["x.toml:1:1: error: this is not a value"]),
    ],
)
def test_one_file(tmp_path: Path, name: str, text: str, expected: list[str]) -> None:
    path = tmp_path / "given" / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
    got = found([path], tmp_path / "below")
    assert [line.startswith(start) for line, start in zip(got, expected, strict=False)] == [True] * len(expected), got
    assert bool(got) == bool(expected)


def test_a_folder_with_all_it_holds(tmp_path: Path) -> None:
    layer(tmp_path / "own" / "routines", core=ROUTINE.replace("reps = 8", "reps = 0"), exercises_bad="[")
    (tmp_path / "own" / "settings.toml").write_text("[")
    got = found([tmp_path / "own"], tmp_path / "below")
    assert sorted(line.partition(":")[0] for line in got) == ["bad.toml", "core.toml", "settings.toml"]


def test_given_files_see_each_other_and_replace_themselves_in_the_layers(tmp_path: Path) -> None:
    own = tmp_path / "below"
    layer(own, exercises_plank=EXERCISE, core=ROUTINE)
    assert found([own / "core.toml"], own) == []
    assert found([own], own) == []


def test_nothing_given_is_all_that_would_be_loaded(tmp_path: Path) -> None:
    layer(tmp_path / "below", core="[")
    assert len(found([], tmp_path / "below")) == 1


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    assert found([tmp_path / "none"], tmp_path / "below") == ["none:1:1: error: there is no such file"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("plonk", "plank"), ("Plank", "plank"), ("dead_bug", "dead-bug"), ("xyz", None), ("a" * 999, None)],
)
def test_nearest(word: str, expected: str | None) -> None:
    assert nearest(word, ["plank", "dead-bug"]) == expected
