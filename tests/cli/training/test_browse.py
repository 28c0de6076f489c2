"""list, exercises, show and next: the shapes that scripts rely on, and that people can read them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from coach.cli.base.picture import prints_braille

from ..conftest import Run

PLAN_KEYS = {
    "routine", "at", "phase", "light", "provisional", "allowed", "locked", "notice", "instead", "earliest",
    "see_clinician", "rule", "steps", "run", "reasons",
}  # fmt: skip
STEP_KEYS = {"exercise", "sets", "hold_s", "reps", "max", "resistance", "change", "rule", "why"}
ROUTINE_KEYS = {"id", "name", "kind", "phases", "minutes", "needs", "layer", "path"}
EXERCISE_KEYS = {"id", "name", "kind", "sides", "needs", "sources", "layer"}

CIRCUIT = """
format = 1
id = "circuit"
name = "Circuit"
kind = "strength"
say_first = "Slow is strong."
[round.a]
times = 2
[[step]]
exercise = "bridge"
round = "a"
note = "Mind the pelvis."
[[step]]
exercise = "plank"
hold = 20
round = "a"
[[step]]
exercise = "brisk-walk"
hold = 60
part = "warm-up"
"""

HOSTILE = """
format = 1
id = "hostile"
name = "[red]Not red[/red] :smile:"
about = "Shows [b]as text[/b]."
kind = "mixed"
[[step]]
exercise = "plank"
hold = "max"
"""


@pytest.fixture
def hostile(home: Path) -> str:
    folder = home / "given"
    folder.mkdir()
    (folder / "hostile.toml").write_text(HOSTILE)
    return str(folder)


def test_list_json(coach: Run, hostile: str) -> None:
    routines = {routine["id"]: routine for routine in coach("list", "--json", "--routines", hostile).json}
    assert all(routine.keys() == ROUTINE_KEYS for routine in routines.values())
    assert routines["psoas-care"]["layer"] == "shipped"
    assert Path(routines["psoas-care"]["path"]).is_file()
    assert routines["psoas-care"]["minutes"] > 0
    assert routines["hostile"]["layer"] == "given"
    assert routines["hostile"]["phases"] == ["recovery", "maintenance"]


def test_exercises_json(coach: Run) -> None:
    exercises = coach("exercises", "--json").json
    assert all(exercise.keys() == EXERCISE_KEYS for exercise in exercises)
    assert {"plank", "psoas-stretch"} <= {exercise["id"] for exercise in exercises}


def test_show_json_is_the_contract(coach: Run) -> None:
    plan = coach("show", "psoas-care", "--json").json
    assert plan.keys() == PLAN_KEYS | {"begun"}
    assert all(step.keys() == STEP_KEYS for step in plan["steps"])
    assert all(step.keys() == STEP_KEYS | {"instead_of", "trimmed"} for step in plan["begun"]["steps"])
    assert (plan["phase"], plan["light"], plan["allowed"]) == ("recovery", "none", True)
    assert plan["run"].keys() == {"allowed", "stage", "run_s", "walk_s", "reps", "earliest", "why"}
    assert (plan["run"]["allowed"], plan["run"]["stage"]) == (False, 1)
    first = plan["steps"][0]
    assert (first["exercise"], first["sets"], first["hold_s"], first["reps"]) == ("psoas-stretch", 2, 20, None)


def test_show_has_the_rounds_parts_and_words_of_a_routine(coach: Run, hostile: str) -> None:
    (Path(hostile) / "circuit.toml").write_text(CIRCUIT)
    plan = coach("show", "circuit", "--json", "--routines", hostile).json
    assert plan["say_first"] == "Slow is strong."
    beside = [{key: value for key, value in step.items() if key not in STEP_KEYS} for step in plan["steps"]]
    turn = {"round": "a", "round_rest_s": 60}
    assert beside == [{"part": "warm-up"}, {**turn, "note": "Mind the pelvis."}, turn]
    said = coach("show", "circuit", "--routines", hostile).out
    for part in (
        "Slow is strong.",
        "Warm-up\n",
        "Main part · 2 rounds of these 2, 60 s rest",
        "    Mind the pelvis.\n",
    ):
        assert part in said


def test_a_max_hold_has_no_seconds(coach: Run, hostile: str) -> None:
    step = coach("show", "hostile", "--json", "--routines", hostile).json["steps"][0]
    assert (step["max"], step["hold_s"], step["sets"]) == (True, None, 1)


def test_show_json_has_the_session_as_the_app_begins_it(coach: Run) -> None:
    plain = coach("show", "psoas-care", "--json").json
    assert [step["instead_of"] for step in plain["begun"]["steps"]] == [None] * len(plain["steps"])
    coach("profile", "--avoid", "kneeling")
    swapped = coach("show", "psoas-care", "--json").json
    assert swapped["steps"] == plain["steps"], "as the rules make it"
    assert swapped["begun"]["steps"][0]["instead_of"] == "psoas-stretch"
    (listed,) = (each for each in coach("list", "--json").json if each["id"] == "psoas-care")
    assert listed["minutes"] == swapped["begun"]["minutes"]


def test_show_tells_every_dose_and_reason(coach: Run) -> None:
    said = coach("show", "psoas-care")
    assert said.code == 0
    for part in ("Psoas stretch", "2 × 20 s each side", "1 × 30 s", "the start of", "(rule 13 · coach)", "about 9 min"):
        assert part in said.out


def test_show_says_where_every_exercise_is_out(coach: Run) -> None:
    at = (datetime.now(UTC) - timedelta(days=3)).isoformat(timespec="seconds")
    coach("log", "psoas-care", "--at", at, "--before", "1", "--worst", "5", "--after", "2", "--morning", "1")
    said = " ".join(coach("show", "hip-flexor-loading").out.split())
    assert ": strength, every exercise of it is out today " in said


def test_the_list_says_why_a_routine_is_not_for_today_and_where_nothing_of_it_is_left(coach: Run, own: Path) -> None:
    at = (datetime.now(UTC) - timedelta(days=3)).isoformat(timespec="seconds")
    coach("log", "psoas-care", "--at", at, "--before", "1", "--worst", "5", "--after", "2", "--morning", "1")
    own.mkdir(parents=True)
    (own / "one.toml").write_text(ONE_MOVE)
    coach("profile", "--not-at-hand", "sled")
    said = " ".join(coach("list").out.split())
    assert " hip-flexor-loading Hip-flexor loading every exercise of it is out today, strength; for " in said
    assert " one One nothing of it is left with what is at hand, strength; for " in said
    assert " min, run; not today: not yet; for " in said
    minutes = {each["id"]: each["minutes"] for each in coach("list", "--json").json}
    assert (minutes["hip-flexor-loading"], minutes["one"]) == (0, 0)
    assert "One (one): strength, nothing of it is left with what is at hand\n" in coach("show", "one").out
    assert coach("show", "one", "--json").json["begun"] is None


ONE_MOVE = """format = 1
id = "one"
name = "One"
kind = "strength"
[[step]]
exercise = "push"
[exercise.push]
name = "Sled push"
kind = "strength"
why = "It is hard."
steps = ["Push."]
needs = ["sled"]
dose = { reps = 5 }
"""


def test_show_of_an_exercise_is_its_card(coach: Run) -> None:
    said = coach("show", "plank")
    for part in ("Plank", "1 × 30 s", "Keep breathing.", "Take care", "dead-bug"):
        assert part in said.out
    card = coach("show", "plank", "--json").json
    assert card["steps"]
    assert card["dose"]["hold_s"]["from"] == 30


@pytest.mark.parametrize(
    "words", [("list",), ("exercises",), ("show", "maintenance"), ("show", "hostile"), ("show", "v-sit"), ("history",)]
)
def test_pages_fit_80_columns_and_read_no_markup(coach: Run, hostile: str, words: tuple[str, ...]) -> None:
    said = coach(*words, "--routines", hostile)
    assert said.code == 0
    assert max(len(line) for line in said.out.splitlines()) <= 80
    assert "\x1b" not in said.out
    if words in (("list",), ("show", "hostile")):
        assert "[red]Not red[/red] :smile:" in said.out


def test_an_exercises_card_shows_its_first_and_last_pose(coach: Run) -> None:
    rows = [line for line in coach("show", "bridge").out.splitlines() if any("⠀" < char <= "⣿" for char in line)]
    assert len(rows) >= 6
    left, right = rows[-1][:36], rows[-1][40:]
    assert left.strip()
    assert right.strip()
    assert left != right
    assert not rows[0][:36].strip(), "the hips go up: there is nothing there before"


def test_a_narrow_terminal_gets_the_last_pose_alone(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    said = coach("show", "bridge")
    assert max(len(line) for line in said.out.splitlines()) <= 40
    assert any("⣿" in line for line in said.out.splitlines())


def test_the_figure_is_ascii_where_the_output_has_no_braille(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.cli.base.picture.prints_braille", lambda: False)
    said = coach("show", "bridge")
    assert "####" in said.out
    assert "oo" in said.out
    assert not any("⠀" < char <= "⣿" for char in said.out)


@pytest.mark.parametrize(
    ("encoding", "term", "terminal", "braille"),
    [
        ("utf-8", "xterm", True, True),
        ("utf-8", "linux", True, False),
        ("utf-8", "linux", False, True),
        ("ascii", "xterm", True, False),
        ("latin-1", "xterm", False, False),
        ("no-such", "xterm", False, False),
    ],
)
def test_when_there_is_braille(
    monkeypatch: pytest.MonkeyPatch, encoding: str, term: str, terminal: bool, braille: bool
) -> None:
    out = SimpleNamespace(encoding=encoding, isatty=lambda: terminal)
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setenv("TERM", term)
    assert prints_braille() is braille


def test_an_exercise_without_a_figure_has_a_card_all_the_same(coach: Run, home: Path) -> None:
    folder = home / "given" / "exercises"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('format = 1\nid = "mine"\nname = "Mine"\nkind = "drill"\n')
    said = coach("show", "mine", "--routines", str(home / "given"))
    assert said.code == 0
    assert "Left is" not in said.out


def test_broken_files_are_named_and_the_rest_works(coach: Run, hostile: str) -> None:
    broken = Path(hostile) / "broken.toml"
    broken.write_text(
        'format = 1\nid = "broken"\nname = "Broken"\nkind = "mixed"\n[[step]]\nexercise = "plank"\nhold = -5\n'
    )
    said = coach("list", "--routines", hostile)
    assert said.code == 0
    assert "Psoas care" in said.out
    assert f"{broken}:7:1: error:" in said.err


def test_next_is_one_line_due_or_rest(coach: Run) -> None:
    due = coach("next")
    assert (due.code, due.out.count("\n")) == (0, 1)
    assert "psoas-care" in due.out
    from datetime import UTC, datetime

    now = datetime.now(UTC).replace(microsecond=0)
    Path("today.toml").write_text(f'[[session]]\nroutine = "psoas-care"\nat = {now.isoformat()}\ndone = 1.0\n')
    assert coach("import", "today.toml").code == 0
    rest = coach("next")
    assert (rest.code, rest.out.count("\n")) == (3, 1)
    assert "Rest" in rest.out
    assert coach("play", "--plain").out.count("coach play ROUTINE") == 1


FUTURE = '[[session]]\nroutine = "psoas-care"\nat = 2199-01-02T07:30:00Z\nworst = 9\n'


@pytest.mark.parametrize("words", [("show", "psoas-care"), ("next",), ("history",), ("history", "--json")])
def test_a_record_from_the_future_is_ignored_and_warned_of_once(coach: Run, words: tuple[str, ...]) -> None:
    Path("future.toml").write_text(FUTURE)
    assert coach("import", "future.toml").code == 0
    said = coach(*words)
    assert (said.code, said.err.count("\n")) == (0, 1)
    assert "A record lies in the future (2 Jan 2199" in said.err
    assert [coach(*again).err for again in (words, ("next",), ("show", "psoas-care"))] == ["", "", ""]
    assert coach("show", "psoas-care", "--json").json["light"] == "none"


def test_a_refusal_names_its_rule_and_records(coach: Run) -> None:
    Path("red.toml").write_text(
        '[[session]]\nroutine = "psoas-care"\nat = 2026-11-03T07:30:00Z\nbefore = 1\nworst = 6\nafter = 1\n'
    )
    said = coach("simulate", "psoas-care", "--history", "red.toml", "--at", "2026-11-04T07:30:00Z")
    assert "(rule 3 · from 3 Nov · coach)" in said.out
    sharp = Path("sharp.toml")
    sharp.write_text("[check_in]\nsharp = true\n")
    assert "(rule 2 · from today's check-in · S3, S4)" in coach("simulate", "psoas-care", "--history", str(sharp)).out


def test_rules_prints_the_cards_that_are_named(coach: Run) -> None:
    said = coach("rules", "12", "Light", "12")
    assert said.code == 0
    assert said.out.startswith("Rule 12: a step up  (2-for-2 rule, S4)\n  It takes the last 2 records")
    assert said.out.count("Rule 12") == 1
    assert "The light of a record" in said.out
    assert "Rule 11" not in said.out


def test_rules_prints_all_and_the_safety_notice(coach: Run) -> None:
    said = coach("rules")
    assert all(f"Rule {row}: " in said.out for row in range(1, 16))
    assert all(part in said.out for part in ("The light of a record", "The phases", "your local emergency number"))
    assert coach("rules", "running").out == coach("rules", "14").out
    assert max(map(len, said.out.splitlines())) <= 80


@pytest.mark.parametrize("name", ["0", "16", "-1", "+12", "1.5", "100"])
def test_of_a_number_that_is_no_rule_it_is_said_which_there_are(coach: Run, name: str) -> None:
    said = coach("rules", "--", name)
    assert (said.code, said.out) == (2, "")
    assert (
        said.err
        == f'coach: there is no rule "{name}". There are 1 to 15, light, phases, clinician, running and safety.\n'
    )


def test_a_rule_that_is_none_gets_a_sentence(coach: Run) -> None:
    said = coach("rules", "fases")
    assert (said.code, said.out) == (2, "")
    assert "Did you mean phases?" in said.err


def test_an_emergency_is_said_as_one_and_never_as_a_rest_day(coach: Run) -> None:
    coach("log", "walk", "--worst", "0", "--red-flags", "saddle-numbness")
    due, plan = coach("next"), coach("show", "psoas-care")
    assert due.code == 3
    assert due.out.startswith("GET HELP NOW.")
    assert plan.out.startswith("■ GET HELP NOW")
    for said in (due, plan):
        assert "local emergency number" in said.out
        assert not any(words in said.out for words in ("Rest today", "Instead", "train all the same"))
    assert "You ticked: numbness between your legs" in due.out
