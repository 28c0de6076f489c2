"""history, export, import and morning."""

import io
import stat
import sys
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.cli.entry import main

from ..conftest import Run

NOW = datetime.now(UTC).replace(microsecond=0)

FULL = """[start]
phase = "recovery"
usual_morning = 1

[[session]]
routine = "psoas-care"
at = 2026-11-01T07:30:00+01:00
id = "one"
note = "ünï"
before = 1
worst = 2
after = 1
morning = 1
quality = "dull"
gait_changed = false
effort = 5
painful = ["plank:left"]
red_flags = []
done = 0.5
stopped = "tired"

[[session.step]]
exercise = "plank"
sets = 1
hold_s = 30
done = 1.0

[[run]]
at = 2026-11-02T07:30:00Z
id = "two"
stage = 1

[[event]]
at = 2026-11-03T07:30:00Z
id = "three"
kind = "unlocked"
"""


def ago(**time: float) -> str:
    return (NOW - timedelta(**time)).isoformat()


def test_export_import_export_is_identical(coach: Run) -> None:
    Path("full.toml").write_text(FULL)
    assert coach("import", "full.toml").out == "3 records imported.\n"
    first = coach("export", "-").out
    assert coach("export", "kept.toml").code == 0
    assert Path("kept.toml").read_text() == first
    assert coach("import", "kept.toml", "--profile", "other").code == 0
    assert coach("export", "-", "--profile", "other").out == first


def test_importing_twice_changes_nothing(coach: Run) -> None:
    Path("full.toml").write_text(FULL.replace('id = "one"\n', "").replace('id = "two"\n', ""))
    coach("import", "full.toml")
    before = coach("export", "-").out
    said = coach("import", "full.toml")
    assert said.out == "0 records imported, 3 were here already.\n"
    assert coach("export", "-").out == before


PROFILE = """[profile]
site = "groin"
side = "left"
since = "2026-09"
avoid = ["band", "kneeling"]
not_at_hand = ["ice pack"]
training_days = ["mon", "wed"]
run_days = ["sat"]
minutes = 20
"""


def test_the_profile_comes_along(coach: Run) -> None:
    words = "--site groin --side left --since 2026-09 --avoid kneeling,band --training-days wed,mon --run-days sat"
    coach("profile", *words.split(), "--minutes", "20", "--not-at-hand", "ice pack")
    exported = coach("export", "kept.toml")
    assert exported.code == 0
    text = Path("kept.toml").read_text()
    assert tomllib.loads(text) == tomllib.loads(PROFILE)
    assert coach("check", "kept.toml").code == 0
    known = coach("profile", "--json").json
    assert coach("history", "--json").json["profile"] == {
        key: value for key, value in known.items() if key not in ("place", "start") and value is not None
    }
    for _ in range(2):
        said = coach("import", "kept.toml", "--profile", "other")
        assert (said.code, said.err) == (0, "")
        assert coach("profile", "--json", "--profile", "other").json == known
        assert coach("export", "-", "--profile", "other").out == text


def test_a_profile_of_ones_own_stays_and_that_is_said(coach: Run) -> None:
    coach("profile", "--side", "right")
    Path("theirs.toml").write_text(FULL + PROFILE)
    said = coach("import", "theirs.toml")
    assert (said.code, said.out) == (0, "3 records imported.\n")
    assert "its [profile] was left out: yours stays" in said.err
    known = coach("profile", "--json").json
    assert (known["side"], known["site"], known["avoid"]) == ("right", None, [])


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"groin"', '"knee"', 'profile.site must be "hip", "groin"'),
        ('"2026-09"', '"2026-13"', 'profile.since must be a year or a month, such as "2024" or "2026-09"'),
        ('["sat"]', '["saturday"]', "profile.run_days, item 1, must be"),
        ("minutes = 20", "minutes = 0", "profile.minutes must be 1 to 600 minutes"),
        ("minutes = 20", "minuts = 20", 'did you mean "minutes"?'),
    ],
)
def test_what_is_wrong_in_a_profile_is_said_and_nothing_is_imported(coach: Run, old: str, new: str, says: str) -> None:
    assert old in PROFILE
    Path("h.toml").write_text(PROFILE.replace(old, new))
    said = coach("import", "h.toml")
    assert said.code == 1
    assert says in said.err
    assert coach("export", "-").out == ""


def test_a_history_with_an_error_is_not_imported_at_all(coach: Run) -> None:
    Path("h.toml").write_text(FULL + "\n[[run]]\nat = 2026-11-02T07:30:00Z\nstage = 0\n")
    said = coach("import", "h.toml")
    assert said.code == 1
    assert "h.toml:" in said.err
    assert coach("history", "--json").json["session"] == []


def test_the_start_of_another_history_does_not_replace_mine(coach: Run) -> None:
    Path("mine.toml").write_text("[start]\nusual_morning = 2\n")
    Path("full.toml").write_text(FULL)
    coach("import", "mine.toml")
    assert "[start]" in coach("import", "full.toml").err
    assert coach("history", "--json").json["start"] == {"usual_morning": 2}


def test_history_json_has_the_tables_of_the_file(coach: Run) -> None:
    Path("full.toml").write_text(FULL)
    coach("import", "full.toml")
    history = coach("history", "--json").json
    assert history.keys() == {"start", "session", "run", "walk", "activity", "event", "measure"}
    session = history["session"][0]
    assert (session["routine"], session["at"], session["done"]) == ("psoas-care", "2026-11-01T07:30:00+01:00", 0.5)
    assert session["step"][0] == {"exercise": "plank", "sets": 1, "hold_s": 30, "done": 1.0}
    assert "painkiller" not in session


def test_history_for_people(coach: Run) -> None:
    Path("full.toml").write_text(FULL)
    coach("import", "full.toml")
    said = coach("history")
    for part in ("2026-11-01 07:30", "Psoas care", "green", "50 %", "Run, stage 1", "1 event"):
        assert part in said.out


def test_history_lists_walks_and_cross_training_with_their_minutes(coach: Run) -> None:
    Path("h.toml").write_text(
        f"[[walk]]\nat = {ago(days=2)}\nminutes = 31\nworst = 1\n"
        f'[[activity]]\nat = {ago(days=1)}\nkind = "water-polo"\nminutes = 42\n'
        f"[[run]]\nat = {ago(hours=9)}\nstage = 2\nrun_s = 480\nworst = 0\n"
    )
    coach("import", "h.toml")
    walk, polo, run = coach("history").out.splitlines()[2:]
    assert ("Brisk walk" in walk, "31 min" in walk, " - " in walk) == (True, True, True)
    assert ("Water polo" in polo, "42 min" in polo) == (True, True)
    assert ("Run, stage 2" in run, "8 min" in run, "green so far" in run) == (True, True, True)
    assert all(len(line) <= 80 for line in (walk, polo, run))


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_pipe_gets_the_export_whole_whatever_it_is_said_to_take(
    coach: Run, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    Path("full.toml").write_text(FULL.replace("ünï", "ünï – “so”"), encoding="utf-8")
    coach("import", "full.toml")
    pipe = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, encoding=encoding))
    assert main(["export", "-"]) == 0
    assert tomllib.loads(pipe.getvalue().decode())["session"][0]["note"] == "ünï – “so”"


def test_export_leaves_other_files_alone(coach: Run) -> None:
    Path("mine.toml").write_text('id = "mine"\n')
    said = coach("export", "mine.toml")
    assert said.code == 1
    assert Path("mine.toml").read_text() == 'id = "mine"\n'
    assert coach("export", "nowhere/deep/new.toml").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="devices are of POSIX")
def test_export_to_a_device_does_not_replace_it(coach: Run) -> None:
    assert coach("export", "/dev/null").code == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_export_that_cannot_be_written_is_a_sentence(coach: Run) -> None:
    Path("file").write_text("")
    said = coach("export", "file/export.toml")
    assert said.code == 1
    assert "could not be written" in said.err


def test_a_history_that_cannot_be_read_is_not_exported_as_empty(coach: Run, home: Path) -> None:
    database = home / "xdg_data_home" / "coach" / "coach.db"
    database.parent.mkdir(parents=True)
    database.write_bytes(b"this is no database, and long enough to be seen as none" * 50)
    said = coach("export", "out.toml")
    assert said.code == 1
    assert not Path("out.toml").exists()
    assert coach("history", "--json").code == 1
    assert coach("morning", "1").code == 1
    Path("full.toml").write_text(FULL)
    assert coach("import", "full.toml").code == 1
    assert not list(Path().glob("coach-unsaved-*"))


def test_morning_answers_the_last_record(coach: Run) -> None:
    text = "".join(f'[[session]]\nroutine = "rescue"\nat = {ago(days=days)}\nbefore = 1\n' for days in (3, 1.1))
    Path("h.toml").write_text(text)
    coach("import", "h.toml")
    said = coach("morning", "2")
    assert said.code == 0
    assert "was 2" in said.out
    assert "Light: " in said.out
    first, second = coach("history", "--json").json["session"]
    assert "morning" not in first
    assert (second["morning"], second.get("recalled")) == (2, None)
    assert "(it was 2)" in coach("morning", "3").out


def test_morning_answers_the_session_and_the_walk_of_one_night(coach: Run) -> None:
    Path("h.toml").write_text(
        f'[[session]]\nroutine = "rescue"\nat = {ago(days=1, minutes=2)}\nbefore = 1\n'
        f"[[walk]]\nat = {ago(days=1, minutes=1)}\nminutes = 30\n"
    )
    coach("import", "h.toml")
    said = coach("morning", "1")
    assert ("Rescue, " in said.out, "Brisk walk, " in said.out) == (True, True)
    assert said.out.count("Light: ") == 1
    history = coach("history", "--json").json
    assert (history["session"][0]["morning"], history["walk"][0]["morning"]) == (1, 1)


def test_a_bad_morning_after_several_records_counts_once(coach: Run) -> None:
    Path("h.toml").write_text(
        f'[[session]]\nroutine = "before-run"\nat = {ago(days=1, minutes=3)}\nbefore = 1\n'
        f"[[run]]\nat = {ago(days=1, minutes=2)}\nbefore = 1\n"
        f'[[session]]\nroutine = "after-run"\nat = {ago(days=1, minutes=1)}\nbefore = 1\n'
    )
    coach("import", "h.toml")
    said = coach("morning", "6")
    assert "One bad morning counts once" in said.out
    history = coach("history", "--json").json
    assert [each.get("morning") for each in (*history["run"], *history["session"])] == [6, None, None]
    calm = coach("morning", "1")
    assert "counts once" not in calm.out
    history = coach("history", "--json").json
    assert [each.get("morning") for each in (*history["run"], *history["session"])] == [1, 1, 1]


@pytest.mark.parametrize(
    ("history", "why"),
    [
        ("", "no session yet"),
        (f"[[walk]]\nat = {ago(minutes=1)}\n", "last walk is still to come"),
        (f"[[run]]\nat = {ago(days=9)}\n", "last run is 9 days ago"),
        (f'[[session]]\nroutine = "rescue"\nat = {ago(days=7, hours=1)}\n', "7 days ago"),
        (f'[[session]]\nroutine = "rescue"\nat = {ago(minutes=1)}\n', "still to come"),
        (f'[[session]]\nroutine = "rescue"\nat = {ago(hours=-9)}\n', "no session yet"),
    ],
    ids=["nothing", "a walk today", "a run long ago", "a session long ago", "a session today", "a session to come"],
)
def test_morning_refuses_kindly(coach: Run, history: str, why: str) -> None:
    Path("h.toml").write_text(history)
    coach("import", "h.toml")
    said = coach("morning", "2")
    assert (said.code, said.out) == (1, "")
    assert why in said.err


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}:00+01:00")
