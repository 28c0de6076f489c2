"""What would be a traceback is a sentence and a file without what was entered; no command needs a home to say so."""

import errno
import pwd
from pathlib import Path

import pytest

from coach.cli import main
from coach.services.trouble.last_resort import FOLDER, KEPT, code_places, fault_files, write_down

from .conftest import Run

SECRET = "my hip, and what I told nobody"


def _raised(error: Exception) -> Exception:
    entered = SECRET  # a local of the frame, as an answer would be
    try:
        try:
            raise KeyError(entered)
        except KeyError as cause:
            raise error from cause
    except Exception as caught:
        return caught


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise _raised(RuntimeError(SECRET))

    monkeypatch.setattr("coach.cli.training.browse.routines", fail)


@pytest.mark.usefixtures("broken")
def test_a_command_that_breaks_says_so_and_where_it_is_written_down(coach: Run, home: Path) -> None:
    said = coach("list")
    (path,) = (home / "xdg_data_home" / "coach" / FOLDER).iterdir()
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "RuntimeError" in said.err
    assert str(path) in said.err
    text = path.read_text()
    assert "RuntimeError" in text
    assert "KeyError" in text  # what it came of
    assert "test_last_resort.py" in text
    assert SECRET not in text + said.err
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.usefixtures("broken")
def test_the_doctor_names_it(coach: Run) -> None:
    assert "itself" not in coach("doctor").out
    coach("list")
    (path,) = fault_files()
    found = coach("doctor", "--json")
    assert any(str(path) in each["found"] and not each["ok"] for each in found.json)
    assert found.code == 1


def test_few_are_kept_and_none_is_long(home: Path) -> None:
    def endless() -> None:
        endless()

    with pytest.raises(RecursionError) as caught:
        endless()
    for _ in range(KEPT + 3):
        newest = write_down(caught.value)
    assert newest == fault_files()[-1]
    assert len(fault_files()) == KEPT
    assert all(path.stat().st_size < 32_768 for path in fault_files())


def test_where_nothing_can_be_written_there_is_a_sentence_all_the_same(home: Path, broken: None, coach: Run) -> None:
    (home / "xdg_data_home").write_text("no folder")
    said = coach("list")
    assert said.code == 1
    assert "RuntimeError" in said.err


def test_what_the_system_says_is_told_by_its_number(home: Path) -> None:
    path = write_down(_raised(OSError(errno.ENOSPC, "no space", f"/home/anna/{SECRET}")))
    assert path is not None
    assert "ENOSPC" in path.read_text() or "No space left" in path.read_text()
    assert SECRET not in path.read_text()


def test_a_guests_host_is_told_and_nothing_is_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_GUEST", "1")
    error = _raised(RuntimeError(SECRET))
    assert write_down(error) is None
    assert fault_files() == []
    assert code_places(error)[-1].endswith("_raised")


# --- no home --------------------------------------------------------------------------------------------------------

COMMANDS = (
    "next", "list", "show psoas-care", "history", "history --json", "export -", "doctor", "profile", "check",
    "edit psoas-care", "morning 1", "play psoas-care --plain", "host key list", "rules",
)  # fmt: skip


@pytest.fixture
def homeless(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for an account that the system does not know: neither HOME nor the folders, nor an entry."""

    def unknown(_: int) -> object:
        raise KeyError("getpwuid(): uid not found: 4242")

    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name)
    monkeypatch.setattr(pwd, "getpwuid", unknown)


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize("words", COMMANDS)
def test_without_a_home_every_command_says_what_to_set(coach: Run, home: Path, words: str) -> None:
    said = coach(*words.split())
    if words == "rules":
        assert said.code == 0  # it needs none
        return
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "XDG_DATA_HOME" in said.err
    assert "HOME" in said.err
    assert not list((home / "work").iterdir())  # above all no folder that is called ~


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize("home_is", ["", "relative/folder"])
def test_a_home_that_is_no_path_is_none(coach: Run, monkeypatch: pytest.MonkeyPatch, home_is: str) -> None:
    monkeypatch.setenv("HOME", home_is)
    said = coach("next")
    assert said.code == 1
    assert "XDG_DATA_HOME" in said.err


@pytest.mark.usefixtures("homeless")
def test_with_folders_of_its_own_none_is_needed(home: Path, monkeypatch: pytest.MonkeyPatch, coach: Run) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "d"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "c"))
    assert coach("next").code == 0


def test_the_home_that_the_system_knows_is_taken(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name)
    entry = pwd.struct_passwd(("anna", "x", 1, 1, "", str(home / "anna"), "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda _: entry)
    assert main(["profile", "--hurts", "hip_flexor"]) in (0, 2)
    assert main(["import", "missing.toml"]) == 1
    from coach.store.paths import data_folder

    assert data_folder() == home / "anna" / ".local" / "share" / "coach"
