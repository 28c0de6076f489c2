"""The weeks on the command line: course, pause, next and plan, on a clock that is moved."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from coach.system.clock import SystemClock

from ..conftest import Run

MONDAY = datetime.fromisoformat("2026-11-02T07:30:00+00:00")
GREEN = ("--worst", "1", "--after", "0", "--quality", "dull", "--no-gait-changed", "--effort", "5")


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> "Moved":
    """The clock: Monday morning, until it is moved."""
    moved = Moved()
    monkeypatch.setattr(SystemClock, "now", lambda _: moved.now)
    return moved


class Moved:
    """A clock that stands until it is moved."""

    now = MONDAY

    def days(self, count: float) -> None:
        self.now += timedelta(days=count)


def trained(coach: Run, at: "Moved", routine: str, *words: str) -> None:
    """Log a session, some minutes later."""
    at.days(1 / 96)
    said = coach("log", routine, *(words or GREEN))
    assert said.code == 0, said.err


# --- which course -------------------------------------------------------------------------------------------------


def test_without_a_course_it_says_which_there_are_and_how_to_follow_one(coach: Run, at: Moved) -> None:
    said = coach("course")
    assert said.code == 0
    assert said.out.startswith("The courses there are:\n")
    assert "  steady-hips    Steady hips." in said.out
    assert said.out.endswith("One of them: coach course ID. What it holds: coach show ID.\n")


def test_the_course_that_suits_comes_first_with_its_reason(coach: Run, at: Moved) -> None:
    coach("profile", "--concern", "painful")
    first = coach("course").out.splitlines()[1]
    assert first.startswith("  steady-hips")
    assert first.endswith("It hurts: so first settle it, then build strength, then find the way back to running.")
    assert coach("course", "--json").json["courses"][0] == "steady-hips"


def test_following_one_and_where_it_stands(coach: Run, at: Moved) -> None:
    said = coach("course", "steady-hips")
    assert said.code == 0
    assert said.out.startswith("You follow Steady hips from now on.")
    trained(coach, at, "rehab-foundation")
    at.days(2)
    trained(coach, at, "rehab-foundation")
    lines = coach("course").out.splitlines()
    assert lines[0] == "Steady hips · Foundation, week 1"
    assert "  · 8 trainings (2 so far)" in lines
    shape = coach("course", "--json").json
    assert (shape["course"], shape["block"], shape["sessions"], shape["days"]) == ("steady-hips", "foundation", 2, 2)
    assert (shape["phase"], shape["pause"], shape["known"]) == ("recovery", False, True)
    assert [need["met"] for need in shape["needs"]].count(True) < len(shape["needs"])


def test_a_course_that_is_followed_is_not_begun_anew_by_chance(coach: Run, at: Moved) -> None:
    coach("course", "steady-hips")
    trained(coach, at, "rehab-foundation")
    said = coach("course", "steady-hips")
    assert said.out.startswith("You follow Steady hips already, and nothing is counted anew.")
    assert coach("course", "--json").json["sessions"] == 1
    coach("course", "steady-hips", "--block", "foundation")
    assert coach("course", "--json").json["sessions"] == 0


def test_from_a_block_on_and_staying_in_it(coach: Run, at: Moved) -> None:
    assert coach("course", "steady-hips", "--block", "load").code == 0
    assert coach("course", "--json").json["block"] == "load"
    assert coach("course", "--stay").out.startswith("You stay in this block one more week;")
    stays = coach("history", "--json").json["event"][-1]
    assert (stays["kind"], stays["course"], stays["block"]) == ("course", "steady-hips", "load")
    assert stays["until"] == "2026-11-09"


def test_leaving_it_once(coach: Run, at: Moved) -> None:
    coach("course", "steady-hips")
    assert coach("course", "--none").out.startswith("You follow no course now:")
    assert coach("course", "--none").out.startswith("You follow no course.\n")
    assert len(coach("history", "--json").json["event"]) == 2
    assert coach("course", "--json").json["course"] is None


def test_a_course_that_is_gone_is_told(coach: Run, at: Moved, own: Path) -> None:
    coach("new", "my-weeks", "--course")
    coach("course", "my-weeks")
    (own / "courses" / "my-weeks.toml").unlink()
    assert coach("course").out.startswith("Your course, my-weeks, is no longer there:")
    assert coach("course", "--json").json["known"] is False
    assert coach("next").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("stedy-hips",), 'there is no course "stedy-hips". Did you mean steady-hips? All of them: coach course'),
        (("psoas-care",), 'there is no course "psoas-care".'),
        (("steady-hips", "--block", "laod"), 'there is no block "laod". Did you mean load? All of them: coach show'),
        (("--block", "load"), "give one of: a course (with --block, if you like), --none, --stay, --yes"),
        (("steady-hips", "--none"), "give one of: a course"),
        (("--stay", "--yes"), "give one of: a course"),
        (("--stay",), "you follow no course, so there is no block to stay in"),
        (("--yes",), "no block waits for a clinician's yes now"),
    ],
)
def test_what_cannot_be_chosen(coach: Run, at: Moved, words: tuple[str, ...], said: str) -> None:
    refused = coach("course", *words)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert coach("history", "--json").json["event"] == []


def test_a_clinicians_yes(coach: Run, at: Moved, own: Path) -> None:
    (own / "courses").mkdir(parents=True)
    (own / "courses" / "mine.toml").write_text(
        'format = 1\nid = "mine"\nname = "Mine"\n'
        '[[block]]\nid = "one"\nname = "One"\ntrain = ["rehab-foundation"]\n'
        "until = { sessions = 1, clinician = true }\n"
        '[[block]]\nid = "two"\nname = "Two"\ntrain = ["rehab-foundation"]\n'
    )
    coach("course", "mine")
    assert coach("course", "--yes").code == 2
    trained(coach, at, "rehab-foundation")
    said = coach("course", "--yes")
    assert (said.code, said.out.splitlines()[0]) == (0, "Good. Two begins with your next training.")
    assert coach("course", "--json").json["block"] == "two"


# --- ill or away ----------------------------------------------------------------------------------------------------


def test_a_pause_until_the_runner_says_so(coach: Run, at: Moved) -> None:
    coach("course", "steady-hips")
    said = coach("pause")
    assert said.out.startswith("A pause until you say you are back. Every day of it counts as kept. Fever with pain")
    at.days(5)
    due = coach("next")
    assert (due.code, due.out) == (3, "A pause. Every day of it counts as kept. Say when you are back.\n")
    assert coach("course", "--json").json["pause"] is True
    run = coach("next", "--json").json["run"]
    assert (run["allowed"], run["why"]) == (False, due.out.strip())
    back = coach("pause", "--until", "today")
    assert back.out.startswith("Welcome back")
    assert back.out.count("Welcome back") == 1
    assert "5 days, kept" in back.out
    assert coach("next").code == 0


@pytest.mark.parametrize(("until", "kept"), [("2026-11-05", "5 Nov"), ("tomorrow", "3 Nov")])
def test_a_pause_until_a_day(coach: Run, at: Moved, until: str, kept: str) -> None:
    coach("course", "steady-hips")
    said = coach("pause", "--until", until)
    assert (said.code, said.out.partition(":")[0]) == (0, f"A pause until {kept}")
    assert coach("next", "--json").json["kind"] == "paused"
    at.days(3)
    shape = coach("next", "--json").json
    assert (shape["kind"], shape["due"]) == ("back", True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--until", "2026-11-01"), "--until: 2026-11-01 is past; today ends a pause"),
        (("--until", "soon"), "'soon' should be a date such as 2026-12-09, today or tomorrow"),
        (("--until", "2026-02-30"), "should be a date such as 2026-12-09"),
        (("--until", "9999-01-01"), "should lie between 1970 and 2200"),
    ],
)
def test_a_day_that_no_pause_can_end_on(coach: Run, at: Moved, words: tuple[str, ...], said: str) -> None:
    refused = coach("pause", *words)
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err
    assert coach("history", "--json").json["event"] == []


def test_there_is_nothing_to_come_back_from(coach: Run, at: Moved) -> None:
    assert coach("pause", "--until", "today").out == "There is no pause, so training goes on as it was.\n"
    assert coach("history", "--json").json["event"] == []


# --- what is due ------------------------------------------------------------------------------------------------------


def test_next_on_each_kind_of_day(coach: Run, at: Moved) -> None:
    def due() -> tuple[str, bool, str | None, int]:
        said = coach("next", "--json")
        shape = said.json
        assert shape.keys() == {"due", "kind", "routine", "course", "block", "why", "earliest", "run"}
        assert shape["due"] is (said.code == 0)
        return shape["kind"], shape["due"], shape["routine"], said.code

    assert due() == ("training", True, "psoas-care", 0)
    coach("course", "steady-hips")
    assert due() == ("training", True, "rehab-foundation", 0)
    trained(coach, at, "rehab-foundation")
    assert due() == ("done", False, None, 3)
    at.days(1)
    assert due() == ("between", False, None, 3)
    said = coach("next").out
    assert said.startswith("Nothing due. That counts as kept. If you like: a brisk walk, 30 min (1 of 2 before running")
    assert said.endswith("Next training: tomorrow.\n")
    at.days(1)
    trained(coach, at, "rehab-foundation", "--worst", "7", "--after", "6", "--quality", "dull")
    assert due() == ("settling", False, None, 3)
    settles = coach("next", "--json").json
    assert datetime.fromisoformat(settles["earliest"]) - at.now == timedelta(hours=48)
    coach("log", "rehab-foundation", "--worst", "9", "--after", "8", "--red-flags", "groin-lump")
    assert due()[0] == "locked"
    assert coach("next").out.startswith("TRAINING RESTS")


def test_next_without_a_course(coach: Run, at: Moved) -> None:
    def kind() -> tuple[str, int]:
        said = coach("next", "--json")
        return said.json["kind"], said.code

    trained(coach, at, "psoas-care")
    assert kind() == ("done", 3)
    at.days(1)
    assert kind() == ("rest", 3)
    at.days(1)
    trained(coach, at, "psoas-care", "--worst", "7", "--after", "6", "--quality", "dull")
    settles = coach("next", "--json").json["earliest"]
    assert settles == coach("show", "psoas-care", "--json").json["earliest"]
    assert datetime.fromisoformat(settles) - at.now == timedelta(hours=48)


def test_the_block_and_the_run_of_the_day(coach: Run, at: Moved) -> None:
    coach("course", "steady-hips", "--block", "load")
    shape = coach("next", "--json").json
    assert (shape["course"], shape["block"], shape["earliest"]) == ("steady-hips", "load", None)
    assert (shape["run"]["allowed"], shape["run"]["stage"]) == (False, 1)
    assert "two brisk walks" in shape["run"]["why"]


# --- what is ahead ----------------------------------------------------------------------------------------------------


def test_the_best_case_a_line_a_day_with_minutes(coach: Run, at: Moved) -> None:
    coach("course", "steady-hips")
    lines = coach("plan", "--days", "6").out.splitlines()
    minutes = re.findall(r"\), (\d+) min", coach("next").out)[0]
    assert lines[:4] == [
        "If all stay green:",
        f"Mon  2 Nov  Rehab foundation, {minutes} min",
        "Tue  3 Nov  rest (if you like: a brisk walk)",
        f"Wed  4 Nov  Rehab foundation, {minutes} min",
    ]
    assert lines[5].startswith("Fri  6 Nov  Rehab foundation, ")
    assert lines[5].partition(". ")[2].startswith("Two steps up: ")
    assert len(lines) == 7
    assert len(coach("plan").out.splitlines()) == 15


def test_runs_are_told_with_their_stage(coach: Run, at: Moved) -> None:
    coach("course", "steady-hips")
    out = coach("plan", "--days", "21").out
    assert re.search(r"  Before a run, \d min; run, stage 1, 28 min; After a run, \d min\n", out)
    assert "Walk and run" not in out


def test_the_days_ahead_as_json(coach: Run, at: Moved) -> None:
    coach("course", "steady-hips")
    days = coach("plan", "--days", "3", "--json").json
    assert [day["day"] for day in days] == ["2026-11-02", "2026-11-03", "2026-11-04"]
    assert [day["due"] for day in days] == [["rehab-foundation"], [], ["rehab-foundation"]]
    minutes = int(re.findall(r"\), (\d+) min", coach("next").out)[0])
    assert [day["minutes"] for day in days] == [minutes, 0, minutes]
    assert [day["kind"] for day in days] == ["training", "between", "training"]
    assert (days[0]["phase"], days[0]["block"], days[0]["stage"], days[0]["run_s"]) == ("recovery", "foundation", 0, 0)
    assert any(offer.startswith("a brisk walk") for offer in days[1]["offers"])


def test_a_missed_day_moves_what_is_ahead(coach: Run, at: Moved) -> None:
    coach("course", "steady-hips")
    before = [day["due"] for day in coach("plan", "--days", "3", "--json").json]
    at.days(1)
    after = coach("plan", "--days", "3", "--json").json
    assert [day["due"] for day in after] == before
    assert after[0]["day"] == "2026-11-03"


def test_a_pause_is_ahead_as_that(coach: Run, at: Moved) -> None:
    coach("course", "steady-hips")
    coach("pause", "--until", "2026-11-04")
    lines = coach("plan", "--days", "3").out.splitlines()
    assert lines[1:3] == ["Mon  2 Nov  pause: kept", "Tue  3 Nov  pause: kept"]
    assert "Rehab foundation" in lines[3]


def test_while_locked_nothing_is_ahead(coach: Run, at: Moved) -> None:
    coach("course", "steady-hips")
    coach("log", "rehab-foundation", "--worst", "3", "--red-flags", "groin-lump")
    said = coach("plan")
    assert (said.code, said.out.splitlines()[0][:14]) == (0, "TRAINING RESTS")
    assert "If all stay green" not in said.out
    as_json = coach("plan", "--json")
    assert (as_json.code, as_json.json) == (0, [])
    assert as_json.err.startswith("TRAINING RESTS")


@pytest.mark.parametrize("days", ["0", "113", "many", "-1"])
def test_days_that_cannot_be_planned(coach: Run, days: str) -> None:
    said = coach("plan", f"--days={days}")
    assert (said.code, said.out) == (2, "")
    assert "should be a whole number from 1 to 112" in said.err


# --- and round again --------------------------------------------------------------------------------------------------


def test_courses_pauses_and_breaks_come_back_as_they_were_exported(coach: Run, at: Moved, home: Path) -> None:
    coach("course", "steady-hips")
    trained(coach, at, "rehab-foundation")
    coach("course", "--stay")
    coach("pause", "--until", "2026-11-09")
    Path("break.toml").write_text(
        f'[[session]]\nid = "b1"\nroutine = "desk-break"\nat = {at.now.isoformat()}\na_day = true\ndone = 1.0\n'
    )
    assert coach("import", "break.toml").code == 0
    assert coach("export", "all.toml").code == 0
    standing, ahead = coach("course", "--json").json, coach("plan", "--json").json
    assert standing["until"] == date(2026, 11, 9).isoformat()
    assert standing["sessions"] == 1
    other = ("--profile", "other")
    assert coach(*other, "import", "all.toml").code == 0
    coach(*other, "export", "again.toml")
    assert Path("again.toml").read_text() == Path("all.toml").read_text()
    assert coach(*other, "course", "--json").json == standing
    assert coach(*other, "plan", "--json").json == ahead
    coach(*other, "import", "all.toml")
    coach(*other, "export", "third.toml")
    assert Path("third.toml").read_text() == Path("all.toml").read_text()
