"""coach add and publish where one exercise would mean two things: asked, or refused; what is shown is trained."""

from pathlib import Path

import pytest

from ..conftest import Run, Said, answer

LEAN = '[exercise.lean]\nname = "Lean"\nkind = "stretch"\neasier = "plank"\n[exercise.lean.dose]\nhold = {}\n'


def routine(identity: str, seconds: int, *, brings: bool = True) -> str:
    head = (
        f'format = 1\nid = "{identity}"\nname = "{identity.title()}"\nkind = "stretch"\n[[step]]\nexercise = "lean"\n'
    )
    return head + (f"# {identity}'s own\n{LEAN.format(seconds)}" if brings else "")


def move(seconds: int, identity: str = "lean") -> str:
    return f'format = 1\nid = "{identity}"\nname = "Lean"\nkind = "stretch"\nsteps = ["x"]\n[dose]\nhold = {seconds}\n'


def hold(coach: Run, identity: str) -> int | None:
    """What is trained: the very plan that play takes."""
    said = coach("show", identity, "--json")
    return said.json["steps"][0]["hold_s"] if said.code == 0 else None


def shown(said: Said) -> bool:
    return "1 × 60 s" in said.out.partition("Last light")[2]


@pytest.fixture
def mine(coach: Run, own: Path) -> Path:
    """Two routines of one's own: one defines the exercise, both have it."""
    own.mkdir(parents=True)
    (own / "one.toml").write_text(routine("one", 20))
    (own / "third.toml").write_text(routine("third", 0, brings=False))
    Path("two.toml").write_text(routine("two", 60))
    assert coach("check").code == 0
    return own


def test_where_nobody_can_be_asked_it_is_refused_with_the_difference(coach: Run, mine: Path) -> None:
    said = coach("add", "two.toml")
    assert said.code == 1
    assert "mine    Lean: 1 × 20 s  (one.toml)" in said.out
    assert "theirs  Lean: 1 × 60 s" in said.out
    assert "They differ in: dose." in said.out
    assert "this changes too: One, Third." in said.out
    assert all(f"coach add --{choice}" in said.err for choice in ("mine", "theirs", "both"))
    assert not (mine / "two.toml").exists()


CHOICES = [
    ("mine", 20, {"one": 20, "two": 20, "third": 20}),
    ("theirs", 60, {"one": 60, "two": 60, "third": 60}),
    ("both", 60, {"one": 20, "two": 60, "third": 20}),
]


@pytest.mark.parametrize("asked", [True, False], ids=["asked", "said"])
@pytest.mark.parametrize(("choice", "preview", "after"), CHOICES, ids=[choice for choice, *_ in CHOICES])
def test_what_is_shown_is_what_is_trained(
    coach: Run,
    mine: Path,
    monkeypatch: pytest.MonkeyPatch,
    choice: str,
    preview: int,
    after: dict[str, int],
    asked: bool,
) -> None:
    questions = answer(monkeypatch, choice[0]) if asked else []
    said = coach("add", "two.toml", *([] if asked else [f"--{choice}"]))
    assert said.code == 0, said.err
    assert len(questions) == asked
    assert f"1 × {preview} s" in said.out.partition("Last light")[2]
    assert {name: hold(coach, name) for name in after} == after
    assert ("It changes other routines too: One, Third" in said.out) == (choice == "theirs")
    assert coach("check").code == 0
    assert "# two's own" in (mine / "two.toml").read_text()
    if choice == "theirs":
        assert (mine / "one.toml.old").read_text() == routine("one", 20)


def test_leaving_it_changes_nothing(coach: Run, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "")
    before = {path.name: path.read_text() for path in mine.glob("*.toml")}
    assert coach("add", "two.toml").code == 1
    assert {path.name: path.read_text() for path in mine.glob("*.toml")} == before


@pytest.mark.parametrize(("choice", "one"), [("theirs", 60), ("both", 20)])
def test_an_exercise_that_routines_define_otherwise(coach: Run, mine: Path, choice: str, one: int) -> None:
    Path("lean.toml").write_text(move(60))
    assert coach("add", "lean.toml").code == 1
    assert coach("add", "lean.toml", "--mine").code == 1
    said = coach("add", "lean.toml", f"--{choice}")
    assert said.code == 0, said.err
    assert hold(coach, "one") == hold(coach, "third") == one
    assert "Starts with 1 × 60 s" in coach("show", "lean" if choice == "theirs" else "lean-2").out
    assert coach("check").code == 0


def test_a_routine_that_defines_an_exercise_of_a_file_otherwise(coach: Run, own: Path) -> None:
    (own / "exercises").mkdir(parents=True)
    (own / "exercises/lean.toml").write_text(move(20))
    Path("two.toml").write_text(routine("two", 60))
    assert coach("add", "two.toml").code == 1
    assert coach("add", "two.toml", "--theirs").code == 0
    assert hold(coach, "two") == 60
    assert (own / "exercises/lean.toml.old").exists()
    assert coach("check").code == 0


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_a_routine_that_defines_a_shipped_exercise_otherwise(coach: Run, choice: str) -> None:
    """It would change every routine that has it: so it is asked, too."""
    plank = routine("two", 7).replace('easier = "plank"', 'easier = "dead-bug"').replace("lean", "plank")
    Path("two.toml").write_text(plank)
    before = coach("show", "plank").out
    refused = coach("add", "two.toml")
    assert refused.code == 1
    assert "With theirs, this changes too:" in refused.out
    assert coach("add", "two.toml", f"--{choice}").code == 0
    assert (hold(coach, "two") == 7) == (choice != "mine")
    assert (coach("show", "plank").out == before) == (choice != "theirs")


def test_an_added_exercise_says_which_routines_it_changes(coach: Run, mine: Path) -> None:
    Path("plank.toml").write_text(move(10, "plank").replace('"Lean"', '"My plank"'))
    said = coach("add", "plank.toml")
    assert said.code == 0
    assert "It takes the place of the exercise plank from: shipped" in said.out
    assert "It changes other routines too:" in said.out


def test_the_same_definition_is_no_question(coach: Run, mine: Path) -> None:
    Path("two.toml").write_text(routine("two", 20))
    said = coach("add", "two.toml")
    assert (said.code, "changes other" in said.out) == (0, False)


def test_replacing_the_only_one_that_defines_it(coach: Run, mine: Path) -> None:
    Path("one-anew.toml").write_text(routine("one", 60))
    said = coach("add", "one-anew.toml", "--replace")
    assert "It changes other routines too: Third" in said.out
    assert hold(coach, "one") == hold(coach, "third") == 60


def test_publish_asks_as_well(coach: Run, home: Path) -> None:
    Path("one.toml").write_text(routine("one", 20))
    Path("two.toml").write_text(routine("two", 60))
    assert coach("publish", "one.toml").code == 0
    refused = coach("publish", "two.toml")
    assert refused.code == 1
    assert "coach publish --both" in refused.err
    assert coach("publish", "two.toml", "--theirs").code == 1
    assert coach("publish", "two.toml", "--both").code == 0
    assert (hold(coach, "one"), hold(coach, "two")) == (20, 60)


def test_a_downloaded_file_is_added_whatever_it_is_called(coach: Run, own: Path) -> None:
    Path("two (1).toml").write_text(routine("two", 60))
    assert coach("add", "two (1).toml").code == 0
    assert (own / "two.toml").exists()
    assert hold(coach, "two") == 60


def test_what_a_folder_above_hides_is_shown_as_it_is_used(coach: Run, own: Path, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "two.toml").write_text(routine("two", 20))
    Path("two.toml").write_text(routine("two", 60))
    said = coach("--routines", str(given), "add", "two.toml")
    assert "1 × 20 s" in said.out
    assert "While the given routine two is there, that is used, as above" in said.out


def test_copies_are_told_of_wherever_files_are_used(coach: Run, own: Path) -> None:
    own.mkdir(parents=True)
    (own / "one.toml").write_text(routine("one", 20))
    (own / "one (Anna's conflicted copy 2026-11-28).toml").write_text(routine("one", 60))
    for command in (("show", "one"), ("list",), ("next",)):
        assert "one (Anna's conflicted copy 2026-11-28).toml" in coach(*command).err
    assert "one (Anna's conflicted copy" in coach("check").out
    assert hold(coach, "one") == 20


def test_a_routine_that_contradicts_another_is_said_to_be_there(coach: Run, mine: Path) -> None:
    (mine / "two.toml").write_text(routine("two", 60))
    for command in (("show", "two"), ("play", "two", "--plain")):
        said = coach(*command)
        assert said.code == 1
        assert "coach: two cannot be used (two.toml): one.toml says otherwise what" in said.err
    assert hold(coach, "one") == hold(coach, "third") == 20
