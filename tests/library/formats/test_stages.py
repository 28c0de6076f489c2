"""Times as people write them, and programmes of runs with stages of their own."""

from pathlib import Path

import pytest

from coach.domain.exercises.stage import Stage
from coach.domain.rules.programme import STAGES
from coach.library.disk.layers import SHIPPED_LAYER, Layer, shipped_folder
from coach.library.shelf.library import load_library
from coach.library.toml.times import seconds_of, time_in_words

from ..library_files import layer, lines

HEAD = 'format = 1\nid = "weeks"\nname = "Weeks"\nkind = "run"\n'
CORE = 'format = 1\nid = "core"\nname = "Core"\nkind = "mixed"\n'


def said(folder: Path, **files: str) -> list[str]:
    """What is said of these files above the shipped ones, by their own names."""
    library = load_library([Layer(SHIPPED_LAYER, shipped_folder()), layer(folder, **files)])
    return [line.rpartition("/")[2] for line in lines(library)]


def stages_of(folder: Path, text: str) -> tuple[Stage, ...]:
    library = load_library([Layer(SHIPPED_LAYER, shipped_folder()), layer(folder, weeks=HEAD + text)])
    assert lines(library) == []
    routine = library.catalogue.routines["weeks"]
    assert [step.exercise for step in routine.steps] == ["brisk-walk", "walk-run", "brisk-walk"]
    return routine.stages


def test_the_shipped_programme_has_the_stages_of_the_rules() -> None:
    library = load_library([Layer(SHIPPED_LAYER, shipped_folder())])
    assert library.catalogue.routines["return-to-run"].stages == STAGES


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        (
            '[[stage]]\nname = "Week 3"\nintervals = [["1:30", "1:30"], ["3 min", "3 min"]]\ntimes = 2\n',
            (Stage(270, 270, 2, ((90, 90), (180, 180)), "Week 3"),),
        ),
        ('[[stage]]\nintervals = [[60, 90], ["1 min", "90 s"]]\ntimes = 4\n', (Stage(60, 90, 8),)),
        ('[[stage]]\nintervals = [["8 min", "5 min"], ["8 min", 0]]\n', (Stage(960, 300, 1, ((480, 300), (480, 0))),)),
        (
            '[[stage]]\nintervals = [["8 min", 0]]\n[[stage]]\nintervals = [["10 min", 0]]\n',
            (Stage(480, 0, 1), Stage(600, 0, 1)),
        ),
    ],
)
def test_the_stages_of_a_file(tmp_path: Path, text: str, stages: tuple[Stage, ...]) -> None:
    assert stages_of(tmp_path, text) == stages


WRONG = [
    ("[[stage]]\n", ['5:1: error: stage 1: "intervals" is missing']),
    (
        '[[stage]]\nintervals = ["1:30", "3 min"]\n',
        ['6:1: error: stage 1: intervals must be pairs of a run and the walk after it, as [["1:30", "3 min"]]'],
    ),
    (
        '[[stage]]\nname = "One"\nintervals = [["1:30"]]\n',
        ['7:14: error: stage 1 (One): intervals, item 1, must be a run and the walk after it, as ["3 min", "90 s"]'],
    ),
    (
        '[[stage]]\nintervals = [["1.5 min", "90 sec"], [0, 60]]\n',
        [
            "6:15: error: stage 1: intervals, item 1: the run must be a whole number, 5 to 14400 seconds, or a time as "
            '"90 s", "3 min" or "1:30", got "1.5 min" (did you mean "1:30"?)',
            "6:26: error: stage 1: intervals, item 1: the walk must be a whole number, 0 to 3600 seconds, or a time",
            "6:38: error: stage 1: intervals, item 2: the run must be 5 to 14400 seconds, got 0",
        ],
    ),
    (
        "[[stage]]\nintervals = [[600, 0]]\nrepeat = 2\n",
        ['7:1: error: stage 1: unknown key "repeat"; the keys here are name, intervals, times'],
    ),
    ("[stage]\nintervals = [[60, 60]]\n", ["5:1: error: stage must be written as [[stage]]: it has two brackets"]),
    (
        "[[stage]]\nintervals = [[600, 60]]\n[[stage]]\nintervals = [[721, 60]]\n",
        ["8:1: warning: stage 2: 12:01 of running after 10 min: that is more than 10 % and more than 2 minutes"],
    ),
    (
        '[[stage]]\nintervals = [["18 min", 60]]\n',
        ["6:1: warning: stage 1: it begins with a long run"],
    ),
]


@pytest.mark.parametrize(("text", "begins"), WRONG)
def test_what_is_said_of_stages(tmp_path: Path, text: str, begins: list[str]) -> None:
    found = [line.removeprefix("weeks.toml:") for line in said(tmp_path, weeks=HEAD + text)]
    assert [line[: len(start)] for line, start in zip(found, begins, strict=True)] == begins


def test_stages_are_of_runs(tmp_path: Path) -> None:
    text = CORE + '[[stage]]\nintervals = [[60, 60]]\n[[step]]\nexercise = "plank"\n'
    assert said(tmp_path, core=text) == [
        'core.toml:4:1: error: stages are for running: write kind = "run" in place of "mixed"'
    ]


def test_runs_written_as_steps_are_told_as_a_stage(tmp_path: Path) -> None:
    jog = '[[step]]\nexercise = "jog"\nhold = 90\n[[step]]\nexercise = "brisk-walk"\nhold = "1:30"\n'
    inline = '[exercise.jog]\nname = "Jog"\nkind = "run"\n'
    first = said(tmp_path, weeks=HEAD + jog * 2 + inline)[1]
    assert 'write [[stage]] with intervals = [["1:30", "1:30"]], times = 2, and no steps' in first


TIMES = [
    (90, 90),
    ("90 s", 90),
    ("90s", 90),
    ("3 min", 180),
    ("1:30", 90),
    ("0:05", 5),
    ("90", None),
    ("1:60", None),
    ("1:5", None),
    ("1.5 min", None),
    ("-5 s", None),
    ("٣ s", None),
    (True, None),
    (1.5, None),
]


@pytest.mark.parametrize(("value", "seconds"), TIMES)
def test_times(value: object, seconds: int | None) -> None:
    assert seconds_of(value) == seconds
    assert seconds is None or seconds_of(time_in_words(seconds)) == seconds


def test_times_stand_wherever_seconds_do(tmp_path: Path) -> None:
    text = (
        f'{CORE}[[step]]\nexercise = "plank"\nhold = {{ from = "30 s", to = "1:30", step = "5 s" }}\nrest = "1 min"\n'
        '[[step]]\nexercise = "bridge"\nreps = 5\ntempo = ["2 s", 1, "0:02"]\n'
        '[[step]]\nexercise = "boat"\nhold = "1 min"\nfloor = "10 s"\n'
    )
    library = load_library([Layer(SHIPPED_LAYER, shipped_folder()), layer(tmp_path, core=text)])
    assert lines(library) == []
    plank, bridge, boat = (step.prescription for step in library.catalogue.routines["core"].steps)
    assert plank.hold
    assert (plank.hold.low, plank.hold.high, plank.hold.step, plank.rest) == (30, 90, 5, 60)
    assert bridge.tempo == (2, 1, 2)
    assert boat.hold
    assert (boat.hold.low, boat.hold.high, boat.floor) == (60, 60, 10)
