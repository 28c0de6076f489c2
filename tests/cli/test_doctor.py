"""What the doctor finds, and what it says to do."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from coach.domain.records.entries import Walk
from coach.services.sound import TROUBLE
from coach.store.database.sqlite import SqliteStore
from coach.store.paths import default_path

from .conftest import Run


@pytest.fixture(autouse=True)
def _here(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is connected from elsewhere, and no program of this machine is found."""
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    programs = home / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))


def told(coach: Run) -> dict[str, dict[str, Any]]:
    """The findings by name."""
    return {row["name"]: row for row in coach("doctor", "--json").json}


def settings(home: Path, text: str) -> None:
    path = home / "xdg_config_home" / "coach" / "settings.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def program(home: Path, name: str) -> None:
    path = home / "bin" / name
    path.write_text("#!/bin/sh\nexit 99\n")
    path.chmod(0o755)


def test_all_is_well_at_first(coach: Run, home: Path) -> None:
    said = coach("doctor")
    assert said.code == 0, said.out
    assert said.out.rstrip().endswith("All is well.")
    assert "none yet: the first session makes it" in said.out
    assert not list(home.rglob("coach.db")), "looking makes nothing"


def test_json_has_every_finding_with_its_advice(coach: Run) -> None:
    rows = coach("doctor", "--json").json
    assert {tuple(row) for row in rows} == {("area", "name", "found", "ok", "advice")}
    assert {row["area"] for row in rows} == {"paths", "terminal", "sound", "database", "files"}


@pytest.mark.parametrize(
    ("text", "programs", "environ", "ok", "words"),
    [
        ("", (), {}, True, "not asked yet: silent; none found"),
        ('[sound]\nvoice = "off"', ("espeak-ng",), {}, True, "off; found espeak-ng"),
        ('[sound]\nvoice = "on"', ("espeak-ng", "spd-say"), {}, True, "on; found spd-say, espeak-ng"),
        ('[sound]\nvoice = "on"', (), {}, False, "on; none found"),
        ('[sound]\nvoice = "on"\ncommand = ["mine"]', ("espeak-ng",), {}, False, "on; none found"),
        ('[sound]\nvoice = "on"\ncommand = ["mine"]', ("mine",), {}, True, "on; found mine"),
        ('[sound]\nvoice = "on"', (), {"SSH_CONNECTION": "a b c d"}, True, "over SSH, where no voice speaks"),
    ],
)
def test_the_voice(
    coach: Run,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    programs: tuple[str, ...],
    environ: dict[str, str],
    ok: bool,
    words: str,
) -> None:
    monkeypatch.setattr("coach.cues.engines.sys.platform", "linux")
    settings(home, text)
    for name in programs:
        program(home, name)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    voice = told(coach)["voice"]
    assert voice["ok"] is ok
    assert words in voice["found"]
    assert bool(voice["advice"]) is not ok
    assert coach("doctor").code == (0 if ok else 1)


def test_what_went_wrong_last_time_is_told(coach: Run) -> None:
    store = SqliteStore(default_path())
    store.write(TROUBLE, {"what": "espeak-ng ended with code 1", "at": "2026-11-10T18:00:00+00:00"})
    store.close()
    last = told(coach)["last session"]
    assert (last["ok"], last["found"]) == (False, "espeak-ng ended with code 1 (2026-11-10T18:00:00+00:00)")


def test_the_database(coach: Run) -> None:
    path = default_path()
    store = SqliteStore(path)
    store.close()
    before = path.read_bytes()
    found = told(coach)
    assert found["records"]["found"] == "0"
    assert found["database"]["ok"]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("harm", "words", "advice"),
    [
        ("PRAGMA user_version = 999", "was made by a newer coach", "Update the coach"),
        ("PRAGMA user_version = 0", "is damaged", "coach doctor --repair"),
        (None, "no database", "coach doctor --repair"),
    ],
)
def test_a_database_that_cannot_be_used(coach: Run, harm: str | None, words: str, advice: str) -> None:
    """Each trouble has its own advice: what is whole is not to be moved away, and what is damaged is mended."""
    path = default_path()
    path.parent.mkdir(parents=True)
    if harm is None:
        path.write_bytes(b"no database at all" * 100)
    else:
        SqliteStore(path).close()
        database = sqlite3.connect(path)
        database.execute(harm)
        database.close()
    said = coach("doctor")
    assert said.code == 1
    assert words in said.out
    assert advice in said.out
    assert "move it elsewhere" not in said.out.lower(), "what was done would be gone"


def test_files_with_mistakes_are_listed(coach: Run, home: Path) -> None:
    settings(home, "[sound]\nvioce = 1\n")
    said = coach("doctor")
    assert said.code == 1
    assert 'unknown key "vioce" (did you mean "voice"?)' in said.out
    assert "coach check" in said.out


@pytest.mark.parametrize(("term", "figures"), [("linux", "no braille"), ("xterm-256color", "braille dots")])
def test_the_terminal(coach: Run, monkeypatch: pytest.MonkeyPatch, term: str, figures: str) -> None:
    monkeypatch.setenv("TERM", term)
    found = told(coach)
    assert figures in found["figures"]["found"]
    assert found["colours"]["found"] == ("256" if "256" in term else "16 or fewer")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "NO_COLOR" in told(coach)["colours"]["found"]


def test_a_folder_that_is_not_there(coach: Run) -> None:
    said = coach("doctor", "--routines", "nowhere")
    assert said.code == 1
    assert "Name a folder that is there." in said.out


def test_a_profile_s_name_that_cannot_be_one(coach: Run) -> None:
    said = coach("doctor", "--profile", "../x")
    assert (said.code, said.out) == (2, "")


def test_a_record_that_cannot_be_read_is_found(coach: Run) -> None:
    with closing(SqliteStore(default_path())) as store:
        store.add([Walk(at=datetime(2026, 11, 1, tzinfo=UTC), id="w1", minutes=20)])
        store._database.execute("UPDATE entry SET data = '{'")
    for _ in range(2):  # as it lies there, then set aside
        said = coach("doctor")
        assert said.code == 1
        assert "A walk of 1 Nov cannot be read" in said.out
        assert "coach history --answer w1" in said.out
        coach("history")
