"""Routines of kind run: where they stand, and what the file must hold for running to follow its stages."""

from pathlib import Path

import pytest

from coach.domain.exercises.routine import RoutineKind
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.library import load_library

HEAD = 'format = 1\nid = "my-runs"\nname = "My runs"\nkind = "run"\n'
WALK = '[[step]]\nexercise = "brisk-walk"\nhold = 300\nfloor = 300\n'
RUNS = '[[step]]\nexercise = "walk-run"\n'
TEMPO = '[exercise.tempo]\nname = "Tempo"\nkind = "run"\n[exercise.tempo.dose]\nhold = 600\n'


def wrong(folder: Path, text: str) -> list[str]:
    """What is said of the routine in ``text``, beside shipped exercises."""
    (folder / "exercises").mkdir()
    for name in ("brisk-walk", "walk-run", "plank"):
        kept = (shipped_folder() / "exercises" / f"{name}.toml").read_text(encoding="utf-8")
        links = [line for line in kept.splitlines() if not line.startswith(("easier", "harder"))]
        (folder / "exercises" / f"{name}.toml").write_text("\n".join(links), encoding="utf-8")
    (folder / "my-runs.toml").write_text(text, encoding="utf-8")
    return [str(each).removeprefix(f"{folder}/") for each in load_library([Layer("given", folder)]).diagnostics]


def test_the_shipped_programme_is_found_in_its_folder() -> None:
    library = load_library([Layer("shipped", shipped_folder())])
    assert library.catalogue.routines["return-to-run"].kind is RoutineKind.RUN
    assert library.origins["routine", "return-to-run"].path.parent.name == "programmes"


def test_a_programme_of_ones_own(tmp_path: Path) -> None:
    found = wrong(tmp_path, HEAD + WALK.replace("300", "600") + RUNS + WALK)
    assert [line for line in found if not line.startswith("exercises/")] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + WALK + WALK, 'my-runs.toml:4:1: error: a routine of kind "run" has walk-run once, not 0 times'),
        (HEAD + WALK + RUNS + RUNS + WALK, 'my-runs.toml:4:1: error: a routine of kind "run" has walk-run once, not 2'),
        (
            HEAD + RUNS + WALK,
            "my-runs.toml:6:1: error: step 1 (walk-run): the first step must be a walk of 300 seconds",
        ),
        (
            HEAD + WALK + RUNS,
            "my-runs.toml:10:1: error: step 2 (walk-run): the last step must be a walk of 300 seconds",
        ),
        (
            HEAD + WALK.replace("300", "200") + RUNS + WALK,
            "my-runs.toml:6:1: error: step 1 (brisk-walk): the first step must be a walk of 300 seconds or more",
        ),
        (
            HEAD + WALK + RUNS + WALK + '[[step]]\nexercise = "plank"\n' + WALK,
            'my-runs.toml:16:1: error: step 4 (plank): a routine of kind "run" holds walks and walk-run only',
        ),
        (
            HEAD + WALK + RUNS + "hold = 600\n" + WALK,
            "my-runs.toml:11:1: warning: step 2 (walk-run): hold has no effect here: the stage says how much you run",
        ),
        (
            HEAD.replace('"run"', '"mixed"') + RUNS,
            'my-runs.toml:4:1: warning: it holds running (walk-run), so it is of kind "run": write kind = "run"',
        ),
        (
            HEAD.replace('"run"', '"mixed"') + WALK + RUNS + WALK + '[[step]]\nexercise = "plank"\n' + WALK,
            'my-runs.toml:16:1: error: step 4 (plank): a routine of kind "run" holds walks and walk-run only',
        ),
        (
            HEAD + WALK + RUNS + '[[step]]\nexercise = "tempo"\nhold = 600\n' + WALK + TEMPO,
            "my-runs.toml:12:1: error: step 3 (tempo): how long you run is for the stages to say: put one step",
        ),
        (
            HEAD.replace('"run"', '"drill"') + '[[step]]\nexercise = "tempo"\n' + TEMPO,
            "my-runs.toml:6:1: error: step 1 (tempo): how long you run is for the stages to say: put one step walk-run",
        ),
        (
            HEAD.replace('"run"', '"mixed"') + '[[step]]\nexercise = "plank"\neasier = "walk-run"\n',
            'my-runs.toml:7:1: error: step 1 (plank): easier: "walk-run" is running, which only a',
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    said = wrong(tmp_path, text)
    assert [line for line in said if line.startswith(expected)], said


# --- running is running wherever it stands ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["mixed", "drill", "strength", "stretch", "recovery"])
def test_with_running_in_it_a_routine_is_of_kind_run_whatever_kind_it_gives_itself(tmp_path: Path, kind: str) -> None:
    said = wrong(tmp_path, HEAD.replace('"run"', f'"{kind}"') + WALK + RUNS + WALK)
    assert not [line for line in said if ": error: " in line], said
    assert load_library([Layer("given", tmp_path)]).catalogue.routines["my-runs"].kind is RoutineKind.RUN


def test_a_walk_is_no_running(tmp_path: Path) -> None:
    said = wrong(tmp_path, HEAD.replace('"run"', '"mixed"') + WALK)
    assert not [line for line in said if line.startswith("my-runs")], said
    assert load_library([Layer("given", tmp_path)]).catalogue.routines["my-runs"].kind is RoutineKind.MIXED


def inline(identity: str, name: str, kind: str) -> str:
    return f'[exercise.{identity}]\nname = "{name}"\nkind = "{kind}"\n[exercise.{identity}.dose]\nhold = 60\n'


RUNNING = {
    "jog": "Easy", "a-run": "Easy", "easy-running": "Easy", "sprint": "Easy", "jogging-3": "Easy", "run2": "Easy",
    "easy": "Jog", "easy-2": "JOGGING, slow", "easy-3": "Walk/run", "easy-4": "A_sprint", "easy-5": "ＲＵＮ",
    "easy-6": "Run!",
}  # fmt: skip


@pytest.mark.parametrize("kind", ["drill", "strength"])
@pytest.mark.parametrize(("identity", "name"), RUNNING.items())
def test_running_of_another_kind_is_shown_the_way(tmp_path: Path, identity: str, name: str, kind: str) -> None:
    step = f'[[step]]\nexercise = "{identity}"\n'
    said = wrong(tmp_path, HEAD.replace('"run"', '"drill"') + step + inline(identity, name, kind))
    (line,) = (line for line in said if line.startswith("my-runs") and ": error: " in line)
    assert line.startswith(f"my-runs.toml:9:1: error: exercise {identity}: ")
    assert 'is running, and running follows the rules of runs: write kind = "run"' in line
    assert "my-runs" not in load_library([Layer("given", tmp_path)]).catalogue.routines


def test_so_it_is_in_an_exercise_file(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    text = 'format = 1\nid = "strides"\nname = "Sprint, short"\nkind = "drill"\n[dose]\nhold = 60\n'
    (tmp_path / "exercises" / "strides.toml").write_text(text, encoding="utf-8")
    library = load_library([Layer("given", tmp_path)])
    assert "strides" not in library.catalogue.exercises
    assert [str(each) for each in library.diagnostics if 'write kind = "run"' in str(each)]


@pytest.mark.parametrize(
    ("identity", "name"), [("runner-lunge", "Runner's lunge"), ("crunch", "Crunches"), ("trunk", "Prune, sprinter")]
)
def test_words_that_only_hold_it_are_none(tmp_path: Path, identity: str, name: str) -> None:
    step = f'[[step]]\nexercise = "{identity}"\n'
    said = wrong(tmp_path, HEAD.replace('"run"', '"drill"') + step + inline(identity, name, "drill"))
    assert not [line for line in said if ": error: " in line], said


def test_routines_may_speak_of_runs(tmp_path: Path) -> None:
    named = HEAD.replace("My runs", "Before the run").replace('"run"', '"drill"')
    said = wrong(tmp_path, named + '[[step]]\nexercise = "plank"\n')
    assert not [line for line in said if ": error: " in line], said
