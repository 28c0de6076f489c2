"""The fixed verbs behind either door: what they keep, and how they answer a guest who has no other command."""

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.domain.records.entries import Session
from coach.library.formats.packs.pack_file import Packed, pack_of, pack_text
from coach.library.toml.source import Document, parse
from coach.store.database.sqlite import SqliteStore
from host.box import Box
from host.conftest import OURS

ROUTINE = """\
format = 1
id = "my-plank"
name = "My plank"
kind = "strength"
[[step]]
exercise = "plank"
hold = 20
sets = 1
"""
DAY = timedelta(days=1)


def trained(box: Box, profile: str, *days_ago: int) -> datetime:
    """Somebody has trained on these days, with a pain of 1 before and after and no morning told; when it is now."""
    now = datetime.now(UTC).replace(microsecond=0)
    store = SqliteStore(box.data / "profiles" / profile / "coach.db")
    store.add(
        Session(id=f"{days} ago", at=now - days * DAY, routine="psoas-care", before=1, worst=1, after=1, done=1.0)
        for days in days_ago
    )
    store.close()
    return now


def sessions(box: Box, profile: str) -> list[dict[str, Any]]:
    """The sessions that somebody takes out by ``export``, oldest first."""
    found: list[dict[str, Any]] = tomllib.loads(box.ssh(profile, "export").stdout)["session"]
    return found


_REFUSED = "Psoas care: not today."


def planned(box: Box, profile: str) -> str:
    """What somebody is told as they choose the routine."""
    said: str = box.ssh(profile, "plain", input="psoas-care\nq\n").stdout
    assert "Psoas care: " in said
    return said


def test_a_morning_belongs_to_the_last_night_of_whoever_s_key_it_is_and_their_next_plan_has_it(door: Box) -> None:
    trained(door, "ben", 1)
    now = trained(door, "anna", 2, 1, 0)
    assert _REFUSED not in planned(door, "anna")
    told = door.ssh("anna", "morning", "5")
    assert told.returncode == 0, told.stderr
    assert "the morning after was 5." in told.stdout
    assert "Light: red." in told.stdout
    days = {each["at"]: each.get("morning") for each in sessions(door, "anna")}
    assert days == {now - 2 * DAY: None, now - DAY: 5, now: None}  # the morning after today's is still to come
    assert [each.get("morning") for each in sessions(door, "ben")] == [None]
    assert _REFUSED in planned(door, "anna")
    assert _REFUSED not in planned(door, "ben")


def test_a_routine_comes_in_by_its_name_and_no_answer_has_a_path_of_the_box(door: Box) -> None:
    added = door.ssh("ben", "add", input=ROUTINE)
    assert added.stdout.splitlines()[-1] == "Added: My plank (my-plank)"
    again = door.ssh("ben", "add", input=ROUTINE)
    assert again.returncode == 1
    assert "My plank (my-plank) is there already. To take its place: ssh this-host add --replace" in again.stderr
    replaced = door.ssh("ben", "add", "--replace", input=ROUTINE)
    assert replaced.stdout.splitlines()[-1] == "Replaced: My plank (my-plank)"
    wrong = door.ssh("ben", "add", "--replace", input=ROUTINE.replace('"plank"', '"plnk"'))
    assert wrong.stdout.startswith("my-plank.toml:")
    for done in (added, again, replaced, wrong):
        assert str(door.home) not in done.stdout + done.stderr


@pytest.mark.parametrize("door", OURS, indirect=True)
def test_a_pack_comes_in_and_goes_out_and_its_files_are_put_away_and_renamed(door: Box) -> None:
    move = 'format = 1\nid = "lift"\nname = "Lift"\nkind = "strength"\n[dose]\nreps = 5\n'
    care = ROUTINE.replace("my-plank", "lift-care").replace('"plank"', '"lift"').replace("hold = 20\n", "")
    files = (("routines/lift-care.toml", care), ("exercises/lift.toml", move))
    pack = pack_text("clinic", [Packed(path, text) for path, text in files])
    shown = door.ssh("anna", "add", input=pack)
    assert (shown.returncode, shown.stdout.count(": new")) == (1, 2)
    assert "To take it in as it stands above: ssh this-host add --yes" in shown.stderr
    wrong = door.ssh("anna", "add", "--yes", input=pack.replace('exercise = "lift"', 'exercise = "lft"'))
    assert "clinic.coach.toml » routines/lift-care.toml:6:1: error: step 1 (lft)" in wrong.stdout
    hostile = door.ssh("anna", "add", "--yes", input=pack.replace("routines/lift", "../../../ben/config/lift"))
    assert "leads out of the folder" in hostile.stdout
    huge = door.ssh("anna", "add", "--yes", input=pack + "#" * 4_000_000)
    assert (huge.returncode, "too large" in huge.stdout + huge.stderr) == (1, True)
    assert door.ssh("anna", "pack", "lift-care").returncode == 2  # nothing of all that came in
    added = door.ssh("anna", "add", "--yes", input=pack)
    assert added.stdout.splitlines()[-1] == "Added: 1 routine, 1 exercise."
    out = door.ssh("anna", "pack", "lift-care").stdout
    assert sorted((each.path, each.text) for each in pack_of(parsed(out)).files) == sorted(files)
    assert door.ssh("anna", "rename", "lift", "our-lift").stdout.startswith("lift becomes our-lift. These follow: ")
    asked = door.ssh("anna", "remove", "lift-care")
    assert "ssh this-host remove lift-care --yes" in asked.stderr
    assert door.ssh("anna", "remove", "lift-care", "--yes").returncode == 0
    assert "lift-care" in door.ssh("anna", "remove", "--list").stdout
    assert door.ssh("anna", "remove", "--undo", "lift-care").stdout == "Back among your own: lift-care.\n"
    for each in ("lift-care", "our-lift"):
        assert door.ssh("anna", "remove", each, "--yes").returncode == 0
    assert door.ssh("anna", "remove", "--for-good", "--yes").returncode == 0
    for said in (shown, wrong, hostile, huge, added, asked):
        assert str(door.home) not in said.stdout + said.stderr


def parsed(text: str) -> Document:
    document = parse(Path("p.toml"), text)
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize("door", OURS, indirect=True)
def test_a_broken_file_is_named_without_its_path(door: Box) -> None:
    broken = door.data / "profiles" / "ben" / "config" / "coach" / "routines" / "broken.toml"
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_text("format = 1\n")
    try:
        told = door.ssh("ben", "next")
        assert told.stderr.startswith("broken.toml:1:1: error: ")
        assert str(door.home) not in told.stderr
    finally:
        broken.unlink()


@pytest.mark.parametrize("door", OURS, indirect=True)
def test_answers_name_the_commands_that_a_guest_has(door: Box) -> None:
    added = door.ssh("ben", "add", "--replace", input=ROUTINE).stdout
    shared = door.ssh("ben", "share", "anna").stdout
    assert "To take it back: ssh this-host share anna --stop" in shared
    door.ssh("ben", "share", "anna", "--stop")
    nobody = door.ssh("ben", "share", "anna", "--stop").stderr
    assert "Who sees it: ssh this-host share" in nobody
    team = door.ssh("ben", "team").stdout
    assert "A runner does it like this: ssh this-host share ben" in team
    for told in (added, shared, nobody, team):
        assert "coach " not in told.removeprefix("coach: ")


def test_the_weeks_ahead_are_a_verb_and_no_file_is_written(door: Box) -> None:
    due = door.ssh("anna", "next")
    assert due.returncode in (0, 3)
    ahead = door.ssh("anna", "plan")
    assert ahead.returncode == 0, ahead.stderr
    lines = ahead.stdout.splitlines()
    assert (lines[0], len(lines)) == ("If all stay green:", 15)
    for asked in ("plan --ics x.ics", "plan --days 3", "next --notify", "pause", "course steady-hips"):
        refused = door.ssh("anna", asked)
        assert refused.returncode != 0, asked
        assert "plan (the two weeks ahead, if all stay green)" in refused.stderr
