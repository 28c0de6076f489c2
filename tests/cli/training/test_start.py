"""Into the app: with which routine, and when not. The app itself is not started here."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.services.assembly import Coach
from coach.system.start_bytecode import StartBytecode

from ..conftest import Run


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """A terminal, and an app that only notes the routine it was opened with."""
    routines: list[str | None] = []

    def run(_: Coach, *, routine: str | None = None) -> int:
        routines.append(routine)
        return 0

    monkeypatch.setattr("coach.tui.run.run", run)
    monkeypatch.setattr("coach.cli.training.start._is_terminal", lambda _: True)
    return routines


@pytest.mark.parametrize(
    ("words", "routine"),
    [
        ((), None),
        (("play", "rescue"), "rescue"),
        (("play",), "psoas-care"),
        (("play", "rescue", "--speed", "60"), "rescue"),
        (("--profile", "anna", "play", "rescue"), "rescue"),
    ],
)
def test_the_app_opens(coach: Run, opened: list[str | None], words: tuple[str, ...], routine: str | None) -> None:
    assert coach(*words).code == 0
    assert opened == [routine]


@pytest.mark.parametrize(("words", "is_so"), [((), True), (("play",), False)])
def test_a_start_of_the_app_takes_its_bytecode_from_one_file(
    coach: Run, opened: list[str | None], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], *, is_so: bool
) -> None:
    """And no other command does; nor does anything once the app is left."""
    found: list[bool] = []

    def kept() -> bool:
        return any(isinstance(finder, StartBytecode) for finder in sys.meta_path)

    monkeypatch.setattr("coach.tui.run.run", lambda *_, **__: found.append(kept()) or 0)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    coach(*words)
    assert found == [is_so]
    assert not kept()


@pytest.mark.parametrize(("words", "hint"), [(("play", "reskue"), "rescue"), (("play", "--minutes", "5"), "--plain")])
def test_the_app_does_not_open(coach: Run, opened: list[str | None], words: tuple[str, ...], hint: str) -> None:
    said = coach(*words)
    assert said.code == 2
    assert hint in said.err
    assert opened == []


@pytest.mark.parametrize(("words", "hint"), [(("play", "reskue"), "rescue"), (("play", "--minutes", "5"), "--plain")])
def test_what_is_wrong_with_the_words_is_said_before_that_there_is_no_terminal(
    coach: Run, words: tuple[str, ...], hint: str
) -> None:
    said = coach(*words)
    assert (said.code, hint in said.err, "terminal" in said.err) == (2, True, False)
    assert "needs a terminal" in coach("play", "rescue").err


def test_on_a_rest_day_it_says_so(coach: Run, opened: list[str | None]) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    Path("today.toml").write_text(f'[[session]]\nroutine = "psoas-care"\nat = {now.isoformat()}\ndone = 1.0\n')
    coach("import", "today.toml")
    said = coach("play")
    assert said.code == 0
    assert "coach play ROUTINE" in said.out
    assert opened == []


def test_a_folder_that_is_not_there_is_said(coach: Run) -> None:
    said = coach("list", "--routines", "nowhere")
    assert said.code == 0
    assert "nowhere:1:1: error: there is no such folder" in said.err


def test_plain_mode_is_remembered_until_told_otherwise(coach: Run, opened: list[str | None]) -> None:
    first, *rest = coach("--plain").out.splitlines()
    assert "coach --no-plain" in first, "whoever tried it once is told how the screen comes back"
    assert rest[0].startswith("Before you begin")
    again = coach("--plain").out + coach().out
    assert "Today: " in again
    assert "--no-plain" not in again
    assert opened == []
    assert coach("--no-plain").code == 0
    assert opened == [None]


def test_what_a_script_asks_for_is_not_remembered(coach: Run) -> None:
    assert coach("--plain").code == 0
    said = coach()
    assert said.code == 2
    assert "needs a terminal" in said.err
