"""``coach history``: on a terminal the newest 50, and how many more there are; in a pipe, with --all or as JSON all."""

import sys
from pathlib import Path

import pytest

from ..conftest import Run


@pytest.fixture
def recorded(coach: Run, home: Path) -> int:
    days = [f"2026-{month:02}-{day:02}" for month in (3, 4, 5) for day in range(1, 21)][:53]
    entries = (f'[[session]]\nroutine = "rescue"\nat = {day}T07:30:00Z\nbefore = 1\n' for day in days)
    Path("h.toml").write_text("".join(entries))
    assert coach("import", "h.toml").code == 0
    return len(days)


def _shown(text: str) -> int:
    return sum(line.startswith("2026-") for line in text.splitlines())


def test_a_terminal_shows_the_newest_50(coach: Run, recorded: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    said = coach("history").out
    assert _shown(said) == 50
    assert "3 earlier entries are not shown; everything: coach history --all" in said
    assert "2026-03-03" not in said
    assert "2026-05-13" in said


@pytest.mark.parametrize("is_terminal", [True, False])
def test_all_of_it(coach: Run, recorded: int, monkeypatch: pytest.MonkeyPatch, is_terminal: bool) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal, raising=False)
    assert _shown(coach("history", *(["--all"] if is_terminal else [])).out) == recorded
    assert len(coach("history", "--json").json["session"]) == recorded
