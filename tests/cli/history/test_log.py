"""coach log: by options nothing is asked; what cannot be is refused; without options it asks line by line."""

import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.store import StoreError
from coach.store.database.sqlite import SqliteStore

from ..conftest import Run, Said

NOW = datetime.now(UTC).replace(microsecond=0)


def ago(**time: float) -> str:
    return (NOW - timedelta(**time)).isoformat()


def only(coach: Run, table: str) -> Any:
    """The one entry of a history that has no other."""
    history = coach("history", "--json").json
    assert [len(history[name]) for name in ("session", "run", "walk", "activity", "event")].count(0) == 4
    (entry,) = history[table]
    entry.pop("id")
    entry.pop("at")
    return entry


KEPT: dict[str, tuple[str, str, dict[str, object]]] = {
    "a run": (
        "run --stage 3 --run-s 600 --walk-s 480 --before 0 --worst 1 --after 0 --no-painkiller --effort 4",
        "run",
        {
            "stage": 3, "run_s": 600, "walk_s": 480, "before": 0, "worst": 1, "after": 0, "painkiller": False,
            "effort": 4,
        },
    ),
    "a run that went some way": ("run --run-s 1850 --distance 5.2", "run", {"run_s": 1850, "distance_m": 5200}),
    "a walk in miles": ("walk --distance 3mi", "walk", {"distance_m": 4828}),
    "cross-training in metres": ("swim --distance 800m", "activity", {"kind": "swim", "distance_m": 800}),
    "a run by its stage alone": ("--stage 2", "run", {"stage": 2}),
    "a run by its programme's id": ("return-to-run --worst 0", "run", {"worst": 0}),
    "a walk": (
        "walk --minutes 30 --no-limp --before 1 --worst 1 --after 1",
        "walk",
        {"minutes": 30, "limp": False, "before": 1, "worst": 1, "after": 1},
    ),
    "a session": (
        "Psoas-Care --done 0,8 --stopped tired --painful plank,bridge-march:left --quality dull --no-gait-changed",
        "session",
        {
            "routine": "psoas-care", "done": 0.8, "stopped": "tired", "painful": ["plank", "bridge-march:left"],
            "quality": "dull", "gait_changed": False,
        },
    ),
    "a session by --routine": ("session --routine rescue --worst 0", "session", {"routine": "rescue", "worst": 0}),
    "nothing hurt": ("rescue --painful= --worst 1", "session", {"routine": "rescue", "painful": [], "worst": 1}),
    "cross-training": ("swim --minutes 40", "activity", {"kind": "swim", "minutes": 40}),
    "cross-training of one's own": ("--kind water-polo --minutes 9", "activity", {"kind": "water-polo", "minutes": 9}),
    "a morning from memory": (
        "walk --days-ago 3 --morning 1 --note nice",
        "walk",
        {"morning": 1, "recalled": True, "note": "nice"},
    ),
    "daily life": ("walk --daily-life-pain-free", "walk", {"daily_life_pain_free": True}),
}  # fmt: skip


@pytest.mark.parametrize(("words", "table", "entry"), KEPT.values(), ids=KEPT)
def test_what_is_given_is_kept_and_no_more(coach: Run, words: str, table: str, entry: dict[str, object]) -> None:
    said = coach("log", *words.split())
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Kept: ")
    assert only(coach, table) == entry


REFUSED = {
    "run --minutes 3 --run-s 180": "--minutes and --run-s both say how long you ran",
    "session --minutes 3": "--routine ID",
    "rescue --minutes 3": "--minutes goes with a walk or an activity, not with a session",
    "walk --minutes 3 --at yesterday": "wants a time of day too: yesterday 18:00",
    "walk --minutes 3 --at 2026-11-01": "wants a time of day too: 2026-11-01 07:30",
    "walk --minutes 3 --at 25:00": "should be a time, as 2026-11-20 07:30",
    "walk --minutes 3 --at tomorrow": "should be a time, as 2026-11-20 07:30",
    "--json": "--json goes with answers among the options",
    "--undo --json": "it goes with no other option than --yes",
    "run --painful plank": "--painful goes with a session, not with a run",
    "rescue --distance 5": "--distance goes with a run or a walk or an activity, not with a session",
    "run --distance far": '--distance "far" should be a distance such as 5.2 (km), 5.2km, 3mi or 800m.',
    "run --distance 0": '--distance "0" should be a distance above 0 and up to 500 km.',
    "run --distance=-3km": '--distance "-3km" should be a distance such as',
    "run --distance 600km": "up to 500 km",
    "run --minutes 40 --distance 418": "418.0 km in 40 min is faster than anybody: is one of the two mistyped?",
    "walk --stage 3": "--stage goes with a run, not with a walk",
    "swim --done 0.5": "--done goes with a run or a session, not with an activity",
    "swin --minutes 3": "Did you mean swim?",
    "psoas-car --worst 3": "Did you mean psoas-care?",
    "run --at 2199-01-01T00:00:00Z": "--at lies in the future",
    "run --at 1999-01-01T00:00:00Z --worst 1": "--at lies more than ten years back",
    "run --worst 2 --after 3": "which of the two should change?",
    "run --stage 40": "stages go from 1 to 15",
    "run --morning 2": "still to come",
    "rescue --painful planck": "Did you mean plank",
    "rescue --painful plank:up": "left or right",
    "run --red-flags groin-lumb": "Did you mean groin-lump?",
    "session --worst 1": "--routine ID",
    "activity --minutes 1": "--kind WORD",
    "walk --kind swim --minutes 2": "--kind goes with an activity",
    "run --routine rescue --worst 2": "--routine goes with a session",
    "--routine reskue --worst 2": "Did you mean rescue?",
    "--kind Water,Polo --worst 2": "one word",
    "--worst 1": "what was it?",
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_is_refused_in_one_line_and_nothing_is_kept(coach: Run, words: str) -> None:
    said = coach("log", *words.split())
    assert (said.code, said.out) == (2, "")
    assert REFUSED[words] in said.err
    assert said.err.count("\n") == 1
    assert not any(coach("history", "--json").json.values())


def test_the_time_and_its_zone_are_kept(coach: Run) -> None:
    coach("log", "run", "--at", "2026-01-02T07:30:00+05:30", "--worst", "0")
    (run,) = coach("history", "--json").json["run"]
    assert run["at"] == "2026-01-02T07:30:00+05:30"


def test_the_light_of_a_session_and_a_run_is_told_with_its_reason(coach: Run) -> None:
    assert "Light: red. Worst pain 5: 4 or more is red." in coach("log", "run", "--worst", "5").out
    assert "Light: amber so far. Worst pain 5: 4 to 5 is amber." in coach("log", "rescue", "--worst", "5").out
    assert "Light" not in coach("log", "walk", "--worst", "5").out


def test_after_a_run_the_run_plan_is_told(coach: Run) -> None:
    assert "No run yet. Before you run: " in coach("log", "run", "--worst", "0").out


WHOLE_WALK = "walk --minutes 30 --no-limp --before 1 --worst 1 --after 1"


def test_walks_that_are_whole_count_for_the_entry(coach: Run) -> None:
    words = f"{WHOLE_WALK} --morning 1 --days-ago".split()
    assert "(so far 1)" in coach("log", *words, "3").out
    assert "brisk walks" not in coach("log", *words, "2").out


@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        ("--minutes 30 --before 1", "an answer whether you limped"),
        ("--minutes 30 --before 1 --limp", "walking without a limp"),
        ("--minutes 29 --before 1 --no-limp", "30 minutes or more"),
        ("--worst 0", "30 minutes or more, an answer whether you limped and the pain before it"),
    ],
)
def test_a_walk_that_cannot_count_for_the_entry_says_what_it_lacks(coach: Run, words: str, lacks: str) -> None:
    assert f"For the way to running this walk lacks {lacks}. No run yet." in coach("log", "walk", *words.split()).out


def test_a_walk_that_may_count_is_said_to_lack_nothing(coach: Run) -> None:
    assert "lacks" not in coach("log", *WHOLE_WALK.split()).out


def test_the_morning_after_a_logged_walk_is_answered_by_morning(coach: Run) -> None:
    said = coach("log", *WHOLE_WALK.split(), "--days-ago", "1")
    assert "coach morning N" in said.out
    assert "Brisk walk" in coach("morning", "1").out
    assert coach("history", "--json").json["walk"][0]["morning"] == 1


def test_one_bad_morning_counts_once_however_late_the_rest_of_its_day_is_logged(coach: Run) -> None:
    """Three sessions of one day are no three reds, which would lock training."""
    day = f"{datetime.now(UTC) - timedelta(days=2):%Y-%m-%d}"
    pains = ("--before", "1", "--worst", "1", "--after", "1", "--at")
    coach("log", "psoas-care", *pains, f"{day} 07:00")
    assert "Light: red." in coach("morning", "5").out
    for name, hour in (("rescue", "08:00"), ("core-and-hips", "09:00")):
        late = coach("log", name, *pains, f"{day} {hour}", "--morning", "5").out
        assert "Light: green so far." in late
        assert "The morning after counts already, for Psoas care, with 5: one bad morning counts once." in late
        assert "coach morning" not in late
    sessions = coach("history", "--json").json["session"]
    assert [each.get("morning") for each in sessions] == [5, None, None]
    assert "locked" not in coach("next").out


@pytest.mark.parametrize("thing", ["run", "rescue", "walk", "swim"])
def test_a_red_flag_is_recorded_and_locks_and_that_is_told(coach: Run, thing: str) -> None:
    said = coach("log", thing, "--red-flags", "groin-lump")
    assert "Training is locked." in said.out
    assert coach("show", "psoas-care", "--json").json["locked"] is True


def test_a_flag_that_only_prompts_does_not_lock(coach: Run) -> None:
    assert "locked" not in coach("log", "run", "--red-flags", "no-better-after-weeks").out
    assert coach("show", "psoas-care", "--json").json["locked"] is False


def piped(coach: Run, monkeypatch: pytest.MonkeyPatch, lines: str, *words: str) -> Said:
    """The command with these lines as its input."""
    reader, writer = os.pipe()
    os.write(writer, lines.encode())
    os.close(writer)
    with io.open(reader) as stdin:  # noqa: UP020 - a real descriptor, as a shell gives one
        monkeypatch.setattr("sys.stdin", stdin)
        return coach(*words)


def test_without_options_it_asks_through_a_pipe(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said = piped(coach, monkeypatch, "walk\n1\n30\nn\n1\n2\n1\n1\n", "log", "--note", "by the sea")
    assert said.code == 0
    assert only(coach, "walk") == {
        "minutes": 30, "limp": False, "before": 1, "worst": 2, "after": 1, "morning": 1, "note": "by the sea",
    }  # fmt: skip


def test_what_and_when_are_not_asked_when_they_are_given(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said = piped(coach, monkeypatch, "40\n0\n0\n0\n", "log", "swim", "--days-ago", "2")
    assert "What was it" not in said.out
    assert "When was it" not in said.out
    assert only(coach, "activity") == {"kind": "swim", "minutes": 40, "before": 0, "worst": 0, "after": 0}


def test_the_words_of_the_options_are_those_of_the_record() -> None:
    from coach.cli.parsers.parser import parser
    from coach.domain.activity_log.log_answers import LogAnswers

    given = vars(parser().parse_args(["log"]))
    missing = {name for name in LogAnswers.__struct_fields__ if name not in given}
    assert missing == {"as_planned"}


def test_a_distance_is_told_and_listed_with_its_pace_in_the_runners_units(coach: Run, home: Path) -> None:
    assert "5.0 km · 6:10 min/km" in coach("log", "run", "--run-s", "1850", "--distance", "5").out
    assert all(words in coach("history").out for words in ("5.0 km", "6:10 min/km"))
    settings = home / "xdg_config_home" / "coach" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('[look]\nunits = "imperial"\n')
    said = coach("history")
    assert all(words in said.out for words in ("3.11 mi", "9:55 min/mile"))
    assert max(map(len, said.out.splitlines())) <= 80
    assert "1.0 mi" in coach("log", "walk", "--distance", "1").out
    assert "0.62 mi" in coach("log", "walk", "--distance", "1km").out


def test_what_could_not_be_saved_is_no_success_for_a_script(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    coach("log", "walk", "--minutes", "30")

    def full(*_: object) -> int:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(SqliteStore, "add", full)
        said = coach("log", "walk", "--minutes", "20", "--worst", "1")
    assert said.code == 1
    assert "what you did is in" in said.err
    (path,) = Path().glob("coach-unsaved-*.toml")
    assert coach("import", str(path)).out == "1 record imported.\n"
