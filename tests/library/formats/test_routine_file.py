from pathlib import Path

import pytest

from coach.domain.exercises.dose import DEFAULT_REST_S, Prescription, Range
from coach.domain.exercises.exercise import ExerciseKind, Sides
from coach.domain.exercises.routine import Adapt, Phase, Routine, RoutineKind, Step

from ..library_files import EXERCISE, ROUTINE, library_of, lines

HEAD = 'format = 1\nid = "core"\nname = "Core"\nkind = "mixed"\n'


def routine(tmp_path: Path, text: str) -> Routine:
    library = library_of(tmp_path, exercises_plank=EXERCISE, core=text)
    assert lines(library) == []
    return library.catalogue.routines["core"]


def test_a_whole_routine(tmp_path: Path) -> None:
    assert routine(tmp_path, ROUTINE) == Routine(
        id="core",
        name="Core",
        about="Two moves that steady you.",
        kind=RoutineKind.MIXED,
        phases=(Phase.RECOVERY, Phase.MAINTENANCE),
        sources=("S1",),
        every_days=3,
        adapt=Adapt(3, 5),
        steps=(
            Step(
                exercise="plank",
                prescription=Prescription(
                    hold=Range(20, 30, 5),
                    sets=Range(2, 3),
                    rest=10,
                    floor=10,
                ),
                priority=2,
            ),
            Step(
                exercise="my-move",
                prescription=Prescription(reps=Range.pinned(8), tempo=(1, 0, 3), rest=DEFAULT_REST_S),
            ),
        ),
    )


def test_a_whole_exercise(tmp_path: Path) -> None:
    plank = library_of(tmp_path, exercises_plank=EXERCISE).catalogue.exercises["plank"]
    assert (plank.kind, plank.sides, plank.needs) == (ExerciseKind.STRETCH, Sides.BOTH, ("mat",))
    assert plank.steps == ("Rest on your forearms.", "Lift your hips.")
    assert plank.prescription == Prescription(
        hold=Range(30, 45, 5), sets=Range(1, 3), rest=20, resistance=("on your knees", "on your toes"), floor=10
    )


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("", Prescription(hold=Range(30, 45, 5), sets=Range(1, 3), floor=10)),
        ("sets = 2\nrest = 0", Prescription(hold=Range(30, 45, 5), sets=Range.pinned(2), rest=0, floor=10)),
        ("hold = 40", Prescription(hold=Range.pinned(40), sets=Range(1, 3), floor=10)),
        ("hold = { from = 10, to = 20 }", Prescription(hold=Range(10, 20, 5), sets=Range(1, 3), floor=10)),
        ('hold = "max"', Prescription(max_hold=True, sets=Range(1, 3), floor=10)),
        ("reps = { from = 6, to = 9 }", Prescription(reps=Range(6, 9, 2), sets=Range(1, 3))),
        ("reps = 6\nfloor = 4", Prescription(reps=Range.pinned(6), sets=Range(1, 3), floor=4)),
        ("reps = 6\nhold = 10", Prescription(reps=Range.pinned(6), hold=Range.pinned(10), sets=Range(1, 3))),
    ],
)
def test_a_step_completes_its_dose_from_the_exercise(tmp_path: Path, step: str, expected: Prescription) -> None:
    got = routine(tmp_path, f'{HEAD}[[step]]\nexercise = "plank"\n{step}').steps[0].prescription
    assert got == expected


@pytest.mark.parametrize("more", ["", "sets = 2\n", "hold = 20\n", "rest = 5\n"])
def test_resistance_is_what_the_step_writes(tmp_path: Path, more: str) -> None:
    """The exercise could take two rungs; a step takes those that it writes."""
    step = f'{HEAD}[[step]]\nexercise = "plank"\n{more}'
    own = ("on your toes", "feet on a step")
    assert routine(tmp_path, step).steps[0].prescription.resistance == ()
    written = routine(tmp_path, f'{step}resistance = ["on your toes", "feet on a step"]\n')
    assert written.steps[0].prescription.resistance == own


@pytest.mark.parametrize(("kind", "days"), [("strength", 2), ("mixed", 1), ("stretch", 1)])
def test_every_days_by_default(tmp_path: Path, kind: str, days: int) -> None:
    text = HEAD.replace("mixed", kind) + '[[step]]\nexercise = "plank"'
    assert routine(tmp_path, text).every_days == days


def test_slots_count_earlier_steps_of_the_same_exercise(tmp_path: Path) -> None:
    steps = "".join(f'[[step]]\nexercise = "{name}"\nreps = 5\n' for name in ("plank", "move", "plank", "plank"))
    move = '[exercise.move]\nname = "Move"\nkind = "stretch"\n'
    assert [step.slot for step in routine(tmp_path, HEAD + steps + move).steps] == [0, 0, 1, 2]


def test_not_suggested(tmp_path: Path) -> None:
    assert routine(tmp_path, HEAD + 'suggest = false\n[[step]]\nexercise = "plank"').suggest is False


STEP = HEAD + '[[step]]\nexercise = "plank"\n'  # what is added to it stands on line 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STEP + "hold = -5", "7:1: error: step 1 (plank): hold must be 5 to 3600 seconds, got -5"),
        (STEP + "hold = 3601", "7:1: error: step 1 (plank): hold must be 5 to 3600 seconds, got 3601"),
        (
            STEP + 'hold = "long"',
            "7:1: error: step 1 (plank): hold must be a whole number, 5 to 3600 seconds, or a range",
        ),
        (STEP + "hold = true", "7:1: error: step 1 (plank): hold must be a whole number"),
        (STEP + "hold = nan", "7:1: error: step 1 (plank): hold must be a whole number"),
        (STEP + "hold = 20.0", "7:1: error: step 1 (plank): hold must be a whole number"),
        (STEP + "hold = 2026-11-01", "7:1: error: step 1 (plank): hold must be a whole number"),
        (
            STEP + "hold = 0x" + "f" * 9000,
            "7:1: error: step 1 (plank): hold must be 5 to 3600 seconds, got a huge number",
        ),
        (STEP + "hold = [20]", "7:1: error: step 1 (plank): hold must be a whole number"),
        (STEP + "hold = { from = 40, to = 30 }", "7:10: error: step 1 (plank): hold.from must not be above to: 40"),
        (STEP + "hold = { from = 40 }", '7:1: error: step 1 (plank): "hold.to" is missing'),
        (STEP + "hold = { from = 20, to = 30, step = 0 }", "7:30: error: step 1 (plank): hold.step must be 1 to 3600"),
        (
            STEP + "hold = { from = 20, too = 30, to = 30 }",
            '7:21: error: step 1 (plank): unknown key "too" (did you mean "to"?)',
        ),
        (
            STEP + "hold.from = 2\nhold.to = 30",
            "7:1: error: step 1 (plank): hold.from must be 5 to 3600 seconds, got 2",
        ),
        (STEP + "reps = 0", "7:1: error: step 1 (plank): reps must be 1 to 100, got 0"),
        (STEP + "reps = 101", "7:1: error: step 1 (plank): reps must be 1 to 100, got 101"),
        (STEP + "sets = 11", "7:1: error: step 1 (plank): sets must be 1 to 10, got 11"),
        (STEP + "rest = 601", "7:1: error: step 1 (plank): rest must be 0 to 600 seconds, got 601"),
        (STEP + 'rest = "10"', "7:1: error: step 1 (plank): rest must be a whole number, 0 to 600 seconds, or a time"),
        (STEP + "tempo = [1, 2]", "7:1: error: step 1 (plank): tempo must be three whole numbers"),
        (
            STEP + "tempo = [\n  1,\n  31,\n  0 ]",
            "9:3: error: step 1 (plank): tempo, item 2, must be 0 to 30 seconds, got 31",
        ),
        (STEP + "tempo = [0, 0, 0]", "7:1: error: step 1 (plank): tempo must take at least 1 second"),
        (STEP + "tempo = [1, true, 1]", "7:13: error: step 1 (plank): tempo, item 2, must be a whole number"),
        (
            STEP + 'resistance = ["a", 2]',
            "7:20: error: step 1 (plank): resistance, item 2, must be text in quotes, got 2",
        ),
        (
            STEP + "resistance = " + str(list("abcdefghijk")),
            "7:1: error: step 1 (plank): resistance must have at most 10 items",
        ),
        (STEP + "floor = 0", "7:1: error: step 1 (plank): floor must be 1 to 3600, got 0"),
        (STEP + "priority = 10", "7:1: error: step 1 (plank): priority must be 1 to 9, got 10"),
        (STEP + 'reps = 5\nhold = "max"', '7:1: error: step 1 (plank): hold = "max" and reps do not go together'),
        (STEP + "hodl = 20", '7:1: error: step 1 (plank): unknown key "hodl" (did you mean "hold"?)'),
        (STEP + 'say = "x"', '7:1: error: step 1 (plank): unknown key "say"'),
        (STEP + "every_days = 2", '7:1: error: step 1 (plank): "every_days" belongs at the top of the file'),
        (
            STEP + 'easier = "plonk"',
            '7:1: error: step 1 (plank): easier: there is no exercise "plonk" (did you mean "plank"?)',
        ),
        (STEP + 'easier = "../x"', "7:1: error: step 1 (plank): easier must be small letters"),
        (
            HEAD + '[[step]]\nexercise = "plonk"',
            '6:1: error: step 1 (plonk): there is no exercise "plonk" (did you mean "plank"?)',
        ),
        (HEAD + "[[step]]\nhold = 20", '5:1: error: step 1: "exercise" is missing'),
        (HEAD, "1:1: error: the routine is empty: it needs at least one [[step]]"),
        (HEAD + "step = []", "5:1: error: the routine is empty"),
        (HEAD + '[step]\nexercise = "plank"', "5:1: error: step must be written as [[step]]: it has two brackets"),
        (HEAD + 'step = ["plank"]', "5:9: error: step, item 1, must be a table [[step]]"),
        (STEP * 1 + '[[step]]\nexercise = "plank"\n' * 100, "205:1: error: step, item 101, must be at most 100 times"),
        (STEP.replace("format = 1\n", ""), '1:1: error: "format" is missing: write format = 1'),
        (
            STEP.replace("format = 1", "format = 2"),
            "1:1: error: format must be 1, the only one this coach reads, got 2",
        ),
        (STEP.replace("format = 1", "format = true"), "1:1: error: format must be 1"),
        (STEP.replace('"core"', '"Core Care"'), "2:1: error: id must be small letters, digits and single hyphens"),
        (STEP.replace('"core"', f'"{"a" * 65}"'), "2:1: error: id must be small letters"),
        (STEP.replace('"core"', '"../core"'), "2:1: error: id must be small letters"),
        (STEP.replace('"Core"', '" "'), "3:1: error: name must not be empty"),
        (STEP.replace('"Core"', f'"{"x" * 501}"'), "3:1: error: name must be at most 500 characters, got 501"),
        (STEP.replace('"Core"', "7"), "3:1: error: name must be text in quotes, got 7"),
        (STEP.replace("name =", "nmae ="), '3:1: error: unknown key "nmae" (did you mean "name"?)'),
        (
            STEP.replace("mixed", "mixd"),
            '4:1: error: kind must be "stretch", "strength", "drill", "mixed", "recovery" or "run", got "mixd" (did',
        ),
        (
            'phases = [ "acute",\n "acut" ]\n' + STEP,
            '2:2: error: phases, item 2, must be "acute", "recovery" or "maintenance"',
        ),
        ('phases = "acute"\n' + STEP, "1:1: error: phases must be a list in [ ]"),
        ("every_days = 15\n" + STEP, "1:1: error: every_days must be 1 to 14 days, got 15"),
        ('suggest = "no"\n' + STEP, "1:1: error: suggest must be true or false"),
        (STEP + "[adapt]\namber_from = 5", "8:1: error: adapt.amber_from must be 2 to 4, got 5"),
        (STEP + "[adapt]\nred_from = 7", "8:1: error: adapt.red_from must be 4 to 6, got 7"),
        (STEP + "[adapt]\nred_from = 4", "8:1: error: adapt.amber_from (4) must be below adapt.red_from (4)"),
        (STEP + "[adapt]\nworst = 4", '8:1: error: unknown key "worst"; the keys here are amber_from, red_from'),
        ("adapt = 4\n" + STEP, "1:1: error: adapt must be a table [adapt]"),
        (STEP + "[exercise.Move]\nname = 1", "7:1: error: exercise.Move must be small letters"),
        (
            STEP + '[exercise.move]\nname = "x"\nkind = "run"\nsids = "each"',
            '10:1: error: exercise move: unknown key "sids" (did',
        ),
        (STEP + '[exercise.move]\nname = "x"', '7:1: error: exercise move: "kind" is missing'),
        (
            STEP + "".join(f'[exercise.m{n}]\nname = "x"\nkind = "stretch"\n' for n in range(101)),
            "7:1: error: exercise must be at most 100 exercises, got 101",
        ),
        (STEP + "[exercise]\nmove = 1", '8:1: error: "move" must be a table such as [exercise.my-move]'),
        (
            HEAD + '[[step]]\nexercise = "move"\n[exercise.move]\nname = "x"\nkind = "drill"',
            "6:1: error: step 1 (move): needs hold or reps",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    library = library_of(tmp_path, exercises_plank=EXERCISE, core=text)
    assert [line for line in lines(library) if line.startswith(f"core.toml:{expected}")], lines(library)
    # A link that leads nowhere is dropped; anything else puts the routine out.
    assert ("core" in library.catalogue.routines) == ("easier: there is no" in expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('sides = "both"', 'sides = "left"', '5:1: error: sides must be "each", "alternate" or "both", got "left"'),
        ("hold = {", "hold = 4 #", "16:1: error: dose.hold must be 5 to 3600 seconds, got 4"),
        ("from = 30", "from = 3", "16:10: error: dose.hold.from must be 5 to 3600 seconds, got 3"),
        ("hold = { from = 30, to = 45, step = 5 }", "", "15:1: error: dose needs hold (seconds) or reps"),
        ("floor = 10", 'easier = "x"', '20:1: error: "easier" belongs at the top of the file'),
        (
            "loads_hip_flexors = false",
            'loads_hip_flexors = "no"',
            "8:1: error: loads_hip_flexors must be true or false",
        ),
        ("feel =", "fel =", '10:1: error: unknown key "fel" (did you mean "feel"?)'),
        ("feel =", "[film] #", '10:1: error: unknown key "film"'),
        ("feel =", 'easier = "plonk" #', '10:1: error: easier: there is no exercise "plonk" (did you mean "plank"?)'),
        ("[dose]", "[[dose]]", "15:1: error: dose must be a table [dose]"),
    ],
)
def test_what_is_wrong_with_an_exercise(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in EXERCISE
    library = library_of(tmp_path, exercises_plank=EXERCISE.replace(old, new))
    assert [line for line in lines(library) if line.startswith(f"plank.toml:{expected}")], lines(library)
    assert ("plank" in library.catalogue.exercises) == ("easier: there" in expected)


def test_everything_wrong_is_reported_at_once_in_order(tmp_path: Path) -> None:
    text = (
        'format = 1\nid = "core"\nnmae = "Core"\nkind = "mixd"\n'
        '[[step]]\nexercise = "plonk"\nhold = -5\n[[step]]\nexercise = "plank"\neasier = "x"\nrest = 1.5\n'
    )
    library = library_of(tmp_path, exercises_plank=EXERCISE, core=text)
    assert [(each.line, each.key) for each in library.diagnostics] == [
        (3, "nmae"),
        (4, "kind"),
        (6, "step.1.exercise"),
        (7, "step.1.hold"),
        (10, "step.2.easier"),
        (11, "step.2.rest"),
    ]


def test_ten_thousand_problems_are_cut_short(tmp_path: Path) -> None:
    library = library_of(tmp_path, core=HEAD + "".join(f"k{number} = 1\n" for number in range(10_000)))
    assert len(library.diagnostics) == 101
    assert library.diagnostics[-1].message.startswith("there are more problems")


@pytest.mark.parametrize("table", ["exercise", "change", "round"])
@pytest.mark.parametrize("value", ["1", "{}", "{ name = 1 }", "{ times = 9999 }"])
def test_a_name_as_long_as_its_file_is_cut_where_it_is_shown(tmp_path: Path, table: str, value: str) -> None:
    library = library_of(tmp_path, core=f"{HEAD}extends = 'psoas-care'\n[{table}]\nm{'9' * 5_000} = {value}\n")
    assert library.diagnostics
    assert [each for each in lines(library) if len(each) > 500] == []


def test_strings_from_files_are_sanitised_everywhere(tmp_path: Path) -> None:
    bad = "\\u001b]0;x\\u0007\\u202e"
    text = (
        f'format = 1\nid = "core"\nname = "n{bad}"\nabout = "a{bad}"\nkind = "mixed"\nsources = ["s{bad}"]\n'
        f'"key{bad}" = 1\n[[step]]\nexercise = "plank{bad}"\nresistance = ["r{bad}"]\n'
        f'[exercise."x{bad}"]\n'
    )
    library = library_of(tmp_path, core=text)
    assert len(library.diagnostics) == 3
    for each in library.diagnostics:
        assert all(text.isprintable() for text in (each.message, each.key, each.path))
    good = library_of(tmp_path, exercises_plank=EXERCISE, core=ROUTINE.replace("My move", f"My{bad}move"))
    assert good.catalogue.exercises["my-move"].name == "My\ufffd]0;x\ufffd\ufffdmove"


RUN_HEAD = HEAD.replace("mixed", "run")
ONE_STEP = '[[step]]\nexercise = "plank"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}[[steps]]\nexercise = 'plank'\n", 'unknown key "steps" (did you mean "step"?)'),
        (f"{RUN_HEAD}[[stages]]\nintervals = [[60, 60]]\n", 'unknown key "stages" (did you mean "stage"?)'),
        (f"{HEAD}[rounds.a]\ntimes = 2\n{ONE_STEP}round = 'a'\n", 'unknown key "rounds" (did you mean "round"?)'),
        (HEAD.replace("name", "nam") + ONE_STEP, 'unknown key "nam" (did you mean "name"?)'),
        (f"{HEAD}[[step]]\nexercize = 'plank'\n", 'unknown key "exercize" (did you mean "exercise"?)'),
    ],
)
def test_a_misspelled_key_is_one_error(tmp_path: Path, text: str, said: str) -> None:
    """That what it was meant for is missing follows from it, and is not told beside it."""
    library = library_of(tmp_path, exercises_plank=EXERCISE, core=text)
    assert [line.split("error: ", 1)[1].removeprefix("step 1: ") for line in lines(library)] == [said]
    assert "core" not in library.catalogue.routines


def test_a_misspelled_key_beside_the_right_one_is_unknown_and_no_more(tmp_path: Path) -> None:
    library = library_of(tmp_path, exercises_plank=EXERCISE, core=f"{HEAD}nam = 'x'\n{ONE_STEP}sets = 99\n")
    assert len(lines(library)) == 2
