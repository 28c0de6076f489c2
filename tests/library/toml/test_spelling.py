"""What counts as a slip of the keyboard, and what is another thing."""

from pathlib import Path

import pytest

from coach.library.disk.layers import layers
from coach.library.shelf.library import load_library
from coach.library.toml.spelling import nearest, slips_between

from ..library_files import EXERCISE, ROUTINE, library_of, lines


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("plonk", "plank"),
        ("plnk", "plank"),
        ("pslank", "plank"),
        ("lpank", "plank"),
        ("stes", "sets"),
        ("hld", "hold"),
        ("psoas-strech", "psoas-stretch"),
        ("psoas_stretch", "psoas-stretch"),
        ("psoasstretch", "psoas-stretch"),
        ("Psoas Stretch", "psoas-stretch"),
        ("sdie-plnak", "side-plank"),
        ("desk-brake", "desk-break"),
        ("recovry", "recovery"),
        ("strenght", "strength"),
        ("standing-hip-flexoin", "standing-hip-flexion"),
        ("standing-hip-flection", "standing-hip-flexion"),
    ],
)
def test_a_slip(word: str, meant: str) -> None:
    assert nearest(word, ["other", "quite-another", meant]) == meant


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("standing-hip-circle", "standing-hip-flexion"),
        ("standing-hip-circle", "standing-hip-matrix"),
        ("heel-raise", "heel-slide"),
        ("leg-raise", "leg-press"),
        ("hip-raise-left", "hip-raise-right"),
        ("one-leg-hop", "one-leg-jog"),
        ("arm-lift", "leg-lift"),
        ("week-3", "week-4"),
        ("hip12-a", "hip12-b"),
        ("my-care", "my-core-care"),
        ("kneeling-psoas-stretch", "psoas-stretch"),
        ("run", "rut-run"),
        ("ab", "abs-ab"),
        ("to", "by"),
        ("side-plank-twist", "side-plank-twirl-hold"),
        ("", "a"),
    ],
)
def test_another_thing(word: str, other: str) -> None:
    assert nearest(word, [other]) is None
    assert nearest(other, [word]) is None


def test_the_closest_is_suggested() -> None:
    assert nearest("plank", ["plonks", "plonk"]) == "plonk"
    assert nearest("briddge", ["bride", "bridge"]) == "bridge"
    assert nearest("bal", ["bar", "ball"]) == "ball"


def test_no_shipped_exercise_is_a_slip_of_another() -> None:
    """Whoever writes one that is missing must not be sent to another one."""
    names = sorted(
        load_library(layers(environ={"HOME": "/nonexistent", "XDG_CONFIG_DIRS": "/nonexistent"})).catalogue.exercises
    )
    pairs = [(one, other) for one in names for other in names if one < other]
    assert [pair for pair in pairs if slips_between(*pair) is not None] == []


def test_a_missing_exercise_is_said_to_be_missing(tmp_path: Path) -> None:
    text = ROUTINE.replace('"plank"\nhold', '"standing-hip-circle"\nhold')
    flexion = EXERCISE.replace('"plank"', '"standing-hip-flexion"')
    said = lines(library_of(tmp_path, core=text, exercises_standing_hip_flexion=flexion))
    assert said[0].endswith(
        'there is no exercise "standing-hip-circle"; add its file first: exercises/standing-hip-circle.toml'
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Plank", ' (did you mean "plank"?)'),
        ("Quad stretch, standing", ' (did you mean "standing-quad"?)'),
        ("quad strech, standing", ' (did you mean "standing-quad"?)'),
        ("My Move", ' (did you mean "my-move"?)'),
        ("Something else", ""),
    ],
)
@pytest.mark.parametrize("key", ["exercise", "easier", "inline"])
def test_the_name_on_the_screen_leads_to_the_id(tmp_path: Path, said: str, meant: str, key: str) -> None:
    quad = EXERCISE.replace('"plank"', '"standing-quad"').replace('"Plank"', '"Quad stretch, standing"')
    text = {
        "exercise": ROUTINE.replace('"plank"\nhold', f'"{said}"\nhold'),
        "easier": ROUTINE.replace('"plank"\nhold', f'"plank"\neasier = "{said}"\nhold'),
        "inline": ROUTINE + f'\n[exercise.other]\nname = "Other"\nkind = "drill"\neasier = "{said}"\n',
    }[key]
    files = {"exercises_plank": EXERCISE, "exercises_standing_quad": quad, "core": text}
    files["exercises_my_move"] = EXERCISE.replace('"plank"', '"my-move"').replace('"Plank"', '"My move"')
    wrong = [line for line in lines(library_of(tmp_path, **files)) if "got" in line]
    assert len(wrong) == 1
    assert wrong[0].endswith(f'got "{said}"{meant}')


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("duration = 30", "hold"),
        ("Seconds = 30", "hold"),
        ("repetitions = 8", "reps"),
        ("pause = 30", "rest"),
        ("weight = 5", "resistance"),
        ("comment = 5", "note"),
        ("stes = 2", "sets"),
    ],
)
def test_another_word_for_a_key_leads_to_the_key(tmp_path: Path, written: str, meant: str) -> None:
    text = ROUTINE.replace('"plank"\nhold', f'"plank"\n{written}\nhold')
    key = written.partition(" ")[0]
    assert lines(library_of(tmp_path, exercises_plank=EXERCISE, core=text))[0].endswith(
        f'unknown key "{key}" (did you mean "{meant}"?)'
    )
