"""What fits where somebody types, in texts that are half written: ``|`` stands for the cursor."""

import pytest

from coach.library.drafts.completion import MOST_COMPLETIONS, Completion, Names, meaning_at, offers, own_ids
from coach.library.drafts.place import place_at
from coach.library.formats.reading import Kind
from coach.library.toml.outline import Outline

NAMES: Names = {
    "exercise": {"plank": "Plank · strength", "psoas-stretch": "Psoas stretch · stretch"},
    "routine": {"desk-break": "Desk break · mixed"},
    "card": {"first-a-diagnosis": "First a diagnosis"},
}
STEP = '[[step]]\nexercise = "plank"\n'


def at(marked: str) -> tuple[Outline, int, int]:
    before, _, after = marked.partition("|")
    return Outline(before + after), before.count("\n"), len(before) - (before.rfind("\n") + 1)


def offered(marked: str, kind: Kind = "routine") -> list[Completion]:
    outline, line, column = at(marked)
    return offers(place_at(outline, line, column), kind, NAMES, own_ids(outline))


def done(marked: str, kind: Kind = "routine") -> str:
    """The text with the first offer taken, the cursor marked anew."""
    outline, line, column = at(marked)
    place, offer = place_at(outline, line, column), offered(marked, kind)[0]
    row = outline.lines[line]
    end = place.start + len(offer.text) - offer.back
    whole = row[: place.start] + offer.text + row[place.end :]
    return whole[:end] + "|" + whole[end:]


@pytest.mark.parametrize(
    ("marked", "kind", "first"),
    [
        ("fo|", "routine", "format = |"),
        ("na|", "routine", 'name = "|"'),
        ("so|", "routine", "sources = [|]"),
        ("step|", "routine", "[[step]]|"),
        ("[st|", "routine", "[[step]]|"),
        ("[[st|]]", "routine", "[[step]]|"),
        ("adapt|", "routine", "[adapt]|"),
        ("kind = |", "routine", 'kind = "stretch"|'),
        ("kind = mi|", "routine", 'kind = "mixed"|'),
        ('kind = "mi|"', "routine", 'kind = "mixed"|'),
        ("suggest = f|", "routine", "suggest = false|"),
        ("phases = |", "routine", 'phases = ["acute"|]'),
        ('phases = ["acute", "re|"]', "routine", 'phases = ["acute", "recovery"|]'),
        ('phases = [\n  "acute",\n  m|\n]', "routine", '  "maintenance"|'),
        ("[[step]]\nexercise = |", "routine", 'exercise = "plank"|'),
        ('[[step]]\nexercise = "stretch|', "routine", 'exercise = "psoas-stretch"|'),
        ('[[step]]\nexercise = "pl|\nhold = 20', "routine", 'exercise = "plank"|'),
        ("[[step]]\nexercise = wall|\n[exercise.wall-lean]\n", "routine", 'exercise = "wall-lean"|'),
        (f"{STEP}hold = |", "routine", "hold = 30|"),
        (f"{STEP}hold = {{ f|", "routine", "hold = { from = |"),
        (f"{STEP}hold = {{ from = 20, |", "routine", "hold = { from = 20, to = |"),
        (f"{STEP}hold = {{ from = 20, step = | }}", "routine", "hold = { from = 20, step = 5| }"),
        (f"{STEP}prio|", "routine", "priority = |"),
        ("[exercise.wall-lean]\nsi|", "routine", "sides = |"),
        ("[exercise.wall-lean]\nsides = a|", "routine", 'sides = "alternate"|'),
        ("[exercise.wall-lean.dose]\nrest = |", "routine", "rest = 20|"),
        ("[[exercise.wall-lean.figure.pose]]\nbase = k|", "routine", 'base = "kneeling"|'),
        ("[exercise.wall-lean]\npose|", "routine", "[[exercise.wall-lean.figure.pose]]|"),
        ("[round.legs]\ntimes = 2\n[[step]]\nround = |", "routine", 'round = "legs"|'),
        ("[round.legs]\nre|", "routine", "rest = |"),
        ("round|", "routine", "[round.a]|"),
        ("[[figure.pose]]\nboth = { h|", "exercise", "both = { hip = |"),
        ("[[figure.pose]]\nboth.k|", "exercise", "both.knee = |"),
        ("[[figure.pose]]\nlef|", "exercise", "left = { | }"),
        ("pose|", "exercise", "[[figure.pose]]|"),
        ("[[block]]\ntrain = [d|]", "course", 'train = ["desk-break"|]'),
        ("a_day = { d|", "course", "a_day = { desk-break = |"),
        ("[[question]]\ncard = |", "lessons", 'card = "first-a-diagnosis"|'),
    ],
)
def test_what_fits_is_put_in(marked: str, kind: Kind, first: str) -> None:
    assert done(marked, kind) == first


@pytest.mark.parametrize(
    "marked",
    [
        "# kin|",
        f"{STEP}hold = 20 |",
        f"{STEP}hold |",
        'name = "Mine"|',
        'name = "Mine" # ki|',
        'about = """\nki|',
        'kind = "mixed|"',
        "zzz|",
        "[zzz|",
        "zzz = |",
        f"{STEP}zzz = {{ z|",
        "x = [\n  1,\nid|",
    ],
)
def test_where_nothing_fits_nothing_is_offered(marked: str) -> None:
    assert offered(marked) == []


def test_what_stands_there_is_not_offered_again() -> None:
    labels = [each.label for each in offered(f"{STEP}|\nrest = 20\n\n[[step]]\nhold = 20")]
    assert "hold" in labels
    assert not {"exercise", "rest"} & {*labels}


def test_each_offer_says_what_it_means() -> None:
    of_kind = {each.label: each.about for each in offered("kind = |")}
    assert of_kind["strength"] == "It builds strength; two days from one to the next."
    assert {each.label: each.about for each in offered(f"{STEP}e|")}["easier"].startswith(
        "The exercise that the easier"
    )
    assert [each.about for each in offered("[[step]]\nexercise = plank|")] == ["Plank · strength"]


def test_a_long_list_has_an_end() -> None:
    names: Names = {"exercise": {f"move-{number}": "" for number in range(500)}}
    outline, line, column = at("[[step]]\nexercise = |")
    assert len(offers(place_at(outline, line, column), "routine", names)) == MOST_COMPLETIONS


@pytest.mark.parametrize(
    ("marked", "kind", "key", "words"),
    [
        (f"{STEP}re|st = 20", "routine", "rest", "Seconds of rest after each set"),
        (f"{STEP}rest = 2|0", "routine", "rest", "Seconds of rest after each set"),
        (f"{STEP}hold = {{ from = |20", "routine", "from", "Where you begin."),
        (f"{STEP}hold = {{ from = 20 }}|", "routine", "hold", "Seconds to hold"),
        ("[[st|ep]]", "routine", "step", "What is done"),
        ("[exercise.wall-lean.figure]\nvi|ew = 1", "routine", "view", "Where you look from"),
        ("[[figure.pose]]\nboth = { hip = 9|0 }", "exercise", "hip", "Degrees, 0 is standing tall"),
    ],
)
def test_the_key_at_a_place_says_what_it_means(marked: str, kind: Kind, key: str, words: str) -> None:
    found = meaning_at(*at(marked), kind)
    assert found is not None
    assert found[0] == key
    assert found[1].startswith(words)


def test_a_remark_means_nothing() -> None:
    assert meaning_at(*at("# so| it is"), "routine") is None
