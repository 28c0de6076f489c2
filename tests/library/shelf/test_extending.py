"""A routine that extends another: made whole, followed live, and what is said where it does not fit."""

from pathlib import Path

import pytest

from coach.domain.exercises.dose import Range
from coach.domain.exercises.routine import Routine
from coach.library.disk.last_good import Kept
from coach.library.disk.layers import SHIPPED_LAYER, Layer, shipped_folder
from coach.library.shelf.library import Library, Shelf, load_library

from ..library_files import layer, lines

BASE = """\
format = 1
id = "hip"
name = "Hip, first weeks"
kind = "mixed"
phases = ["recovery"]
every_days = 2

[[step]]
exercise = "psoas-stretch"
hold = { from = 20, to = 30, step = 5 }
sets = 2
rest = 10

[[step]]
exercise = "plank"
hold = 20

[[step]]
exercise = "bridge"
reps = { from = 8, to = 12 }
resistance = ["no band", "light band"]

[[step]]
exercise = "plank"
hold = 30
"""
HEAD = 'format = 1\nid = "anna"\nextends = "hip"\n'
SHIPPED = Layer(SHIPPED_LAYER, shipped_folder())


def loaded(folder: Path, **files: str) -> Library:
    return load_library([SHIPPED, layer(folder, **{"hip": BASE, **files})])


def routine(library: Library, name: str = "anna") -> Routine:
    return library.catalogue.routines[name]


def steps(made: Routine) -> list[str]:
    return [
        f"{step.exercise} {step.slot} {dose.low}-{dose.high}"
        for step in made.steps
        if (dose := step.prescription.reps or step.prescription.hold)
    ]


def extending(name: str, base: str) -> str:
    return f'format = 1\nid = "{name}"\nextends = "{base}"\n'


def test_a_routine_for_one_patient(tmp_path: Path) -> None:
    text = (
        f'{HEAD}leave_out = ["bridge"]\n[change.psoas-stretch]\nhold = {{ from = 10, to = 20, step = 5 }}\n'
        '[change."plank#2"]\nsets = 1\nrest = "40 s"\n'
        '[[step]]\nexercise = "clam-shell"\nreps = 10\nafter = "psoas-stretch"\n'
        '[[step]]\nexercise = "boat"\nhold = 10\n[[step]]\nexercise = "dead-bug"\nreps = 6\nafter = "psoas-stretch"\n'
    )
    library = loaded(tmp_path, anna=text)
    assert lines(library) == []
    made, base = routine(library), routine(library, "hip")
    assert steps(made) == [
        "psoas-stretch 0 10-20",
        "clam-shell 0 10-10",
        "dead-bug 0 6-6",
        "plank 0 20-20",
        "plank 1 30-30",
        "boat 0 10-10",
    ]
    assert (made.name, made.kind, made.phases, made.every_days) == (
        "Hip, first weeks (anna)",
        base.kind,
        base.phases,
        2,
    )
    assert made.extends == "hip"
    assert made.changes == (
        "Without Bridge",
        "Psoas stretch: hold 10–20 s, not 20–30 s",
        "New: Clam shell, 2 × 10 reps, after Psoas stretch",
        "New: Dead bug, 2 × 6 reps, after Clam shell",
        "Plank: rest 40 s, not 30 s",
        "New: Boat, 3 × 10 s, after Plank",
    )
    assert made.steps[0].prescription.sets == base.steps[0].prescription.sets


def test_rounds_parts_and_words_come_with_the_base(tmp_path: Path) -> None:
    below = BASE.replace('id = "hip"', 'id = "turns"\nsay_first = "Slow is strong."') + (
        "\n[round.a]\ntimes = 3\nrest = 30\n"
        '[[step]]\nexercise = "boat"\nhold = 10\nround = "a"\n[[step]]\nexercise = "bird"\nreps = 5\nround = "a"\n'
        '[[step]]\nexercise = "dynamic-warm-up"\nhold = 60\npart = "warm-up"\n'
        '[exercise.bird]\nname = "Bird"\nkind = "strength"\neasier = "dead-bug"\n'
    )
    text = (
        f'{extending("anna", "turns")}leave_out = ["bird"]\n[change.boat]\nnote = "Chin up."\n[round.a]\ntimes = 2\n'
        '[[step]]\nexercise = "clam-shell"\nreps = 8\nround = "a"\nafter = "boat"\n'
        '[[step]]\nexercise = "supine-hamstring"\nhold = 20\npart = "cool-down"\n'
    )
    library = load_library([SHIPPED, layer(tmp_path, turns=below, anna=text)])
    assert lines(library) == []
    made = routine(library)
    assert made.say_first == "Slow is strong."
    assert made.steps[0].exercise == "dynamic-warm-up"
    assert [(step.exercise, step.prescription.sets.high, step.note) for step in made.steps if step.round] == [
        ("boat", 2, "Chin up."), ("clam-shell", 2, ""),
    ]  # fmt: skip
    assert made.steps[-1].exercise == "supine-hamstring"
    assert made.changes[:2] == ("Without Bird", "Round a: 2 rounds, not 3; 60 s between rounds, not 30 s")
    assert made.changes[2] == 'Boat: note "Chin up."'
    more = f'{extending("anna", "turns")}[change.bridge]\npart = "main"\n[round.a]\ntimes = 4\n'
    warned = lines(load_library([SHIPPED, layer(tmp_path, turns=below, anna=more)]))
    assert [line.split("warning: ")[1] for line in warned] == ["round a: times goes up to 4; turns has 3 at most"]
    sets_too = f"{extending('anna', 'turns')}[change.boat]\nsets = 2\n"
    said = lines(load_library([SHIPPED, layer(tmp_path, turns=below, anna=sets_too)]))
    assert [line.split(": ", 2)[2][:40] for line in said] == ["change boat: sets and round do not go tog"[:40]]


def test_one_place_left_out_leaves_the_other_to_be_changed(tmp_path: Path) -> None:
    """A name is of the places that stay, and what is left out says which."""
    library = loaded(tmp_path, anna=f'{HEAD}leave_out = ["plank"]\n', ben=(
        f'{HEAD}leave_out = ["plank#2"]\n[change.plank]\nhold = 10\n'.replace('"anna"', '"ben"')
    ))  # fmt: skip
    assert lines(library) == []
    assert routine(library).changes == ("Without Plank", "Without Plank")
    assert routine(library, "ben").changes == ("Without Plank (place 2)", "Plank: hold 10 s, not 20 s")


def test_sides_come_with_the_base_and_may_be_changed(tmp_path: Path) -> None:
    below = BASE + '[[step]]\nexercise = "side-plank"\nhold = 15\nsets = 2\nleft = { sets = 3 }\n'
    text = f'{HEAD}leave_out = ["plank", "bridge"]\n[change.side-plank]\nright = {{ hold = 20 }}\n'
    library = load_library([SHIPPED, layer(tmp_path, hip=below, anna=text)])
    made = [
        (str(step.side), step.prescription.sets.high, step.prescription.hold and step.prescription.hold.high)
        for step in routine(library).steps[1:]
    ]
    assert made == [("left", 3, 15), ("right", 2, 20)]
    assert [line.split("warning: ")[1] for line in lines(library)] == [
        "change side-plank: right: hold goes up to 20 s; hip has 15 s at most"
    ]
    assert routine(library).changes[-1] == "Side plank: right hold 20 s"


WRONG = [
    (
        'leave_out = ["boat"]',
        '4:14: error: hip has no step "boat" to be left out; its steps are psoas-stretch, plank, ',
    ),
    ("[change.plenk]\nhold = 5", '4:1: error: hip has no step "plenk" to be changed (did you mean "plank"?)'),
    ('[change."plank#3"]\nhold = 5', '4:1: error: hip has no step "plank#3" to be changed; it has plank 2 times'),
    (
        "[change.plank]\nrest = 5",
        '4:1: warning: plank has 2 places: this is the first; the second is [change."plank#2"]',
    ),
    ("[change.bridge]", "4:1: error: change bridge: it changes nothing: write what is other than in the base"),
    ('[change.bridge]\nexercise = "boat"', "5:1: error: change bridge: a step keeps its exercise: leave it out by"),
    (
        "[change.bridge]\nreps = { from = 8, to = 14 }",
        "5:1: warning: change bridge: reps goes up to 14; hip has 12 at most",
    ),
    ("[change.bridge]\nsets = 5", "5:1: warning: change bridge: sets goes up to 5; hip has "),
    (
        '[change.psoas-stretch]\nhold = "max"',
        "5:1: warning: change psoas-stretch: hold goes up to as long as form lasts; hip",
    ),
    (
        "[[change]]\nhold = 5",
        "4:1: error: change must be written as a table with the name of a step, such as [change.plank]",
    ),
    (
        '[[step]]\nexercise = "boat"\nhold = 5\nafter = "brige"',
        '7:1: error: hip has no step "brige" after which it comes',
    ),
    ('kind = "stretch"', '4:1: error: kind cannot change: "hip" is of kind mixed; leave this line out'),
    (
        'leave_out = ["psoas-stretch", "plank", "bridge"]',
        "4:1: error: nothing is left of hip: leave fewer steps out, or add one",
    ),
    ('leave_out = ["bridge"]\n[change.bridge]\nreps = 5', "5:1: warning: bridge stands in leave_out, too, and is not"),
    ("[change]\nhold = 5", "5:1: error: say of which step: write [change.plank], with hold below it"),
    ('leave_out = "plank"', '4:1: error: leave_out must be a list in [ ], as in leave_out = ["plank"], got "plank"'),
    (
        '[change.bridge]\nround = "a"\n[round.a]\ntimes = 5\n'
        '[[step]]\nexercise = "boat"\nhold = 5\nround = "a"\nafter = "bridge"',
        "5:1: warning: change bridge: round: its sets go up to 5; hip has ",
    ),
    (
        "leave_out = [3]",
        '4:14: error: leave_out, item 1, must be an exercise of the base, such as "plank", or its second',
    ),
]


@pytest.mark.parametrize(("text", "begins"), WRONG)
def test_what_does_not_fit_its_base(tmp_path: Path, text: str, begins: str) -> None:
    library = loaded(tmp_path, anna=f"{HEAD}{text}\n")
    assert [line.removeprefix("anna.toml:")[: len(begins)] for line in lines(library)] == [begins]
    assert ("anna" in library.catalogue.routines) == ("warning" in begins)


CHAINS = [
    ({"anna": extending("anna", "hep")}, {"anna": 'there is no routine "hep" to extend (did you mean "hip"?)'}),
    ({"anna": extending("anna", "Hip, first weeks")}, {"anna": 'got "Hip, first weeks" (did you mean "hip"?)'}),
    ({"anna": extending("anna", "anna")}, {"anna": "extends names this very routine: give it an id of its own"}),
    (
        {"a": extending("a", "b"), "b": extending("b", "a")},
        {"a": "extends goes round in a circle: a → b → a", "b": "extends goes round in a circle: b → a → b"},
    ),
    (
        {"a": extending("a", "hip"), "b": extending("b", "a"), "c": extending("c", "b"), "d": extending("d", "c")},
        {"d": "extends goes more than 3 deep: d → c → b → a → hip"},
    ),
    (
        {"a": extending("a", "hip") + "[change.plenk]\nhold = 9\n", "b": extending("b", "a")},
        {"a": 'hip has no step "plenk"', "b": 'the routine "a" cannot be extended: its own file has errors'},
    ),
    (
        {
            "z": BASE.replace('id = "hip"', 'id = "z"').replace("format = 1", "format = 2"),
            "a": extending("a", "z"),
            "b": extending("b", "a"),
        },
        {
            "z": "format must be 1",
            "a": 'the routine "z" cannot be extended: its own file has errors',
            "b": 'the routine "a" cannot be extended: "z", which it is made of, has errors',
        },
    ),
    (
        {"a": BASE.replace('id = "hip"', 'id = "a"\nleave_out = ["plank"]')},
        {"a": "leave_out leaves steps out of another routine: say of which, by extends"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "said"), CHAINS)
def test_what_stands_below_what(tmp_path: Path, files: dict[str, str], said: dict[str, str]) -> None:
    library = loaded(tmp_path, **files)
    found = {line.partition(".toml")[0]: line.split("error: ", 1)[1] for line in lines(library)}
    assert found.keys() == said.keys()
    for name, words in said.items():
        assert words in found[name]


def test_what_extends_what_extends_another(tmp_path: Path) -> None:
    below = extending("a", "hip") + 'leave_out = ["plank#2"]\n[change.plank]\nhold = 10\n'
    above = extending("b", "a") + "[change.plank]\nsets = 2\n"
    made = routine(loaded(tmp_path, a=below, b=above), "b")
    assert steps(made) == ["psoas-stretch 0 20-30", "plank 0 10-10", "bridge 0 8-12"]
    assert made.steps[1].prescription.sets == Range.pinned(2)
    assert made.changes == ("Plank: 2 sets, not 1",)


def test_it_follows_its_base_live_and_keeps_its_last_good_version(tmp_path: Path) -> None:
    """Also from one start to the next: each command is one."""
    own = layer(tmp_path / "own", hip=BASE, anna=f"{HEAD}[change.bridge]\nreps = 6\n")
    shelf = Shelf([SHIPPED, own], Kept(tmp_path / "kept"))
    assert steps(routine(shelf.refresh()))[2] == "bridge 0 6-6"
    path = tmp_path / "own" / "hip.toml"
    path.write_text(BASE.replace("hold = 20", "hold = 25"), encoding="utf-8")
    assert steps(routine(shelf.refresh()))[1] == "plank 0 25-25"
    shelf.save()
    path.write_text(
        BASE.replace('"bridge"', '"boat"').replace("reps = { from = 8, to = 12 }", "hold = 9"), encoding="utf-8"
    )
    for again in (shelf, Shelf([SHIPPED, own], Kept(tmp_path / "kept"))):
        library = again.refresh()
        assert [line.split(": ")[2][:27] for line in lines(library)] == ['hip has no step "bridge" to']
        assert library.origins["routine", "anna"].stale
        assert steps(routine(library))[1:3] == ["plank 0 25-25", "bridge 0 6-6"]
        again.save()
    path.unlink()
    library = shelf.refresh()
    assert [line.split(": ")[2] for line in lines(library)] == [
        'there is no routine "hip" to extend; add its file first'
    ]
    assert steps(routine(library))[2] == "bridge 0 6-6"
    path.write_text(BASE, encoding="utf-8")
    library = shelf.refresh()
    assert lines(library) == []
    assert steps(routine(library))[1] == "plank 0 20-20"


UNWISE = """\
format = 1
id = "hip"
name = "Hip in 1 minute"
kind = "mixed"
phases = ["acute", "recovery"]
[[step]]
exercise = "plank"
hold = { from = 20, to = 40, step = 20 }
easier = "plank"
tempo = [1, 0, 3]
sets = 9
[[step]]
exercise = "knee-drive"
left = { reps = { from = 5, to = 15, step = 10 } }
right = { reps = 5 }
"""
LAPS = """\
format = 1
id = "laps"
name = "Laps"
kind = "run"
[[stage]]
intervals = [["1 min", "2 min"]]
[[stage]]
intervals = [["20 min", 0]]
"""


def warnings(library: Library) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for each in library.diagnostics:
        told.setdefault(Path(each.path).stem, []).append(each.message.partition(";")[0])
    return told


def test_what_is_unwise_in_a_base_is_told_once_where_it_stands(tmp_path: Path) -> None:
    alone = warnings(loaded(tmp_path / "alone", hip=UNWISE, laps=LAPS))
    assert len(alone["hip"]) == 6
    assert len(alone["laps"]) == 1
    more = {
        "anna": HEAD,
        "ben": f'{HEAD.replace("anna", "ben")}say_first = "Hello"\n[change.plank]\nrest = 20\n',
        "cleo": HEAD.replace("anna", "cleo").replace('"hip"', '"ben"'),
        "dan": HEAD.replace("anna", "dan").replace('"hip"', '"laps"'),
        "eve": HEAD.replace("anna", "eve").replace('"hip"', '"laps"'),
    }
    assert warnings(loaded(tmp_path / "all", hip=UNWISE, laps=LAPS, **more)) == alone


def test_what_a_file_makes_unwise_is_told_in_it(tmp_path: Path) -> None:
    changes = """name = "Anna's minute"
phases = ["acute"]
[change.plank]
hold = { from = 30, to = 60, step = 30 }
[change.knee-drive]
left = { hold = { from = 10, to = 30, step = 20 } }
"""
    said = warnings(loaded(tmp_path, hip=UNWISE, anna=f"{HEAD}{changes}"))["anna"]
    assert [each[:64] for each in said] == [
        "change plank: hold goes up to 60 s",
        "change plank: hold: a jump of 30 s is 100 % of 30",
        "change knee-drive: it loads the hip flexors, and this routine is",
        "change knee-drive: hold: a jump of 20 s is 200 % of 10",
    ]
    other_work = f"{HEAD}[change.plank]\nreps = {{ from = 8, to = 16, step = 8 }}\nfloor = 9\n"
    assert warnings(loaded(tmp_path, hip=UNWISE.replace("tempo = [1, 0, 3]\n", ""), anna=other_work))["anna"] == [
        "change plank: reps: a jump of 8 reps is 100 % of 8",
        "change plank: floor has no effect here: it lies above 8, where the dose begins",
    ]
