"""Routines of kind run: where they stand, and what the file must hold for running to follow its stages."""

from pathlib import Path

import pytest

from coach.domain.routine import RoutineKind
from coach.library.layers import Layer, shipped_folder
from coach.library.library import load

HEAD = 'format = 1\nid = "my-runs"\nname = "My runs"\nkind = "run"\n'
WALK = '[[step]]\nexercise = "brisk-walk"\nhold = 300\nfloor = 300\n'
RUNS = '[[step]]\nexercise = "walk-run"\n'


def wrong(folder: Path, text: str) -> list[str]:
    """What is said of the routine in ``text``, beside shipped exercises."""
    (folder / "exercises").mkdir()
    for name in ("brisk-walk", "walk-run", "plank"):
        kept = (shipped_folder() / "exercises" / f"{name}.toml").read_text(encoding="utf-8")
        links = [line for line in kept.splitlines() if not line.startswith(("easier", "harder"))]
        (folder / "exercises" / f"{name}.toml").write_text("\n".join(links), encoding="utf-8")
    (folder / "my-runs.toml").write_text(text, encoding="utf-8")
    return [str(each).removeprefix(f"{folder}/") for each in load([Layer("given", folder)]).diagnostics]


def test_the_shipped_programme_is_found_in_its_folder() -> None:
    library = load([Layer("shipped", shipped_folder())])
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
            'my-runs.toml:6:1: error: step 1 (walk-run): walk-run belongs in a routine of kind = "run"',
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    said = wrong(tmp_path, text)
    assert [line for line in said if line.startswith(expected)], said
