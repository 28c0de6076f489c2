"""The days ahead as a calendar, read back by another program's parser."""

import re
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
import vobject

from coach.system.clock import SystemClock

from ..conftest import Run

WHOSE = re.compile("@[0-9a-f]{12}[.]")
MONDAY = datetime.fromisoformat("2026-11-02T07:30:00+01:00")


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _: MONDAY)


def events(path: str) -> list[tuple[date, date, str, str]]:
    """First day, the day after, summary and UID of each event, but for whose it is."""
    calendar = vobject.readOne(Path(path).read_text())
    return [
        (one.dtstart.value, one.dtend.value, one.summary.value, WHOSE.sub("@", one.uid.value))
        for one in getattr(calendar, "vevent_list", [])
    ]


def test_another_parser_reads_what_is_due(coach: Run) -> None:
    coach("course", "steady-hips")
    said = coach("plan", "--days", "3", "--ics", "coach.ics")
    assert (said.code, len(said.out.splitlines())) == (0, 4)
    assert events("coach.ics") == [
        (date(2026, 11, 2), date(2026, 11, 3), "Rehab foundation", "2026-11-02-rehab-foundation@coach"),
        (date(2026, 11, 4), date(2026, 11, 5), "Rehab foundation", "2026-11-04-rehab-foundation@coach"),
    ]
    calendar = vobject.readOne(Path("coach.ics").read_text())
    first = calendar.vevent_list[0]
    assert first.dtstamp.value == MONDAY
    assert first.transp.value == "TRANSPARENT"  # the day stays free
    assert first.description.value == "Training 1 of 3 this week. Planned if all stay green."
    assert calendar.version.value == "2.0"


def test_ids_are_unique_and_stay_so_that_a_calendar_updates(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    coach("course", "steady-hips")
    coach("plan", "--days", "40", "--ics", "one.ics")
    monkeypatch.setattr(SystemClock, "now", lambda _: MONDAY.replace(hour=9))
    coach("plan", "--days", "40", "--ics", "two.ics")
    first, second = events("one.ics"), events("two.ics")
    ids = [uid for *_, uid in first]
    assert len(ids) == len(set(ids)) > 20
    assert first == second
    assert any(uid.endswith("-return-to-run@coach") for uid in ids)


def test_the_days_of_two_runners_are_not_taken_for_each_other(coach: Run) -> None:
    found = []
    for words in ((), ("--profile", "anna")):
        coach(*words, "course", "steady-hips")
        coach(*words, "plan", "--days", "9", "--ics", "one.ics")
        found.append(set(re.findall("UID:(.*)", Path("one.ics").read_text())))
    assert all(found)
    assert not found[0] & found[1]


def test_on_the_standard_output_there_is_the_calendar_alone(coach: Run) -> None:
    coach("course", "steady-hips")
    assert coach("plan", "--days", "3", "--ics", "coach.ics").code == 0
    said = coach("plan", "--days", "3", "--ics", "-", "--json")
    assert said.out.encode() == Path("coach.ics").read_bytes()


def test_names_cannot_add_lines(coach: Run, own: Path) -> None:
    own.mkdir(parents=True)
    theirs = (
        'format = 1\nid = "odd"\nname = "A;b,c\\\\n\\nEND:VEVENT"\nkind = "strength"\n[[step]]\nexercise = "plank"\n'
    )
    (own / "odd.toml").write_text(theirs + "hold = 20\n")
    (own / "courses").mkdir()
    (own / "courses" / "mine.toml").write_text(
        'format = 1\nid = "mine"\nname = "Mine"\n[[block]]\nid = "one"\nname = "One"\ntrain = ["odd"]\n'
    )
    assert coach("course", "mine").code == 0
    coach("plan", "--days", "1", "--ics", "coach.ics")
    ((_, _, summary, uid),) = events("coach.ics")
    assert summary.startswith("A;b,c\\n")
    assert uid == "2026-11-02-odd@coach"


def test_while_locked_the_calendar_is_emptied(coach: Run) -> None:
    coach("course", "steady-hips")
    coach("plan", "--ics", "coach.ics")
    coach("log", "rehab-foundation", "--worst", "3", "--red-flags", "groin-lump")
    said = coach("plan", "--ics", "coach.ics")
    assert (said.code, said.out[:14]) == (0, "TRAINING RESTS")
    assert events("coach.ics") == []


def test_a_missing_folder_is_made_as_other_commands_do(coach: Run) -> None:
    assert coach("plan", "--ics", "of mine/coach.ics").code == 0
    assert events("of mine/coach.ics")


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("file/coach.ics", "file/coach.ics could not be written: file is no folder. Choose another place."),
        ("file", "file is there already and is no calendar: it stays as it is. Choose another name."),
        (".", ". is a folder: name a file in it."),
    ],
)
def test_a_place_that_cannot_be_written(coach: Run, where: str, said: str) -> None:
    Path("file").write_text("mine")
    refused = coach("plan", "--ics", where)
    assert (refused.code, refused.out, refused.err) == (1, "", f"coach: {said}\n")
    assert Path("file").read_text() == "mine"


def test_without_the_library_it_says_what_to_install(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    monkeypatch.delitem(sys.modules, "coach.cli.training.calendar_file", raising=False)
    said = coach("plan", "--ics", "coach.ics")
    assert (said.code, said.out) == (1, "")
    assert "a calendar file needs icalendar: pip install 'hip-coach[calendar]'" in said.err
    assert not Path("coach.ics").exists()
    assert coach("plan").code == 0
