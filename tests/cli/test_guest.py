"""The commands as a guest of a shared box has them: what goes wrong is told without a path of the box."""

from pathlib import Path

import pytest

from coach.cli import entry
from coach.system.guest import GUEST

from .conftest import Run

WORDS = (["next"], ["--profile", "anna", "next"], ["export", "-"], ["morning", "2"], ["profile"])


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_a_damaged_database_is_told_without_its_path(
    coach: Run, home: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    data = home / "xdg_data_home" / "coach"
    for path in (data / "coach.db", data / "profiles" / "anna" / "coach.db"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"no database" * 500)
    assert str(data) in coach(*words).err
    monkeypatch.setenv(GUEST, "1")
    said = coach(*words)
    assert "Your database is damaged, or no database. Tell whoever looks after the box." in said.err
    assert str(home) not in said.out + said.err


def test_a_mistake_of_the_coach_is_told_without_a_path(coach: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise FileNotFoundError(2, "No such file or directory", str(home / "coach.db"))

    monkeypatch.setattr(entry, "_action", lambda _: fail)
    assert str(home) in coach("next").err
    monkeypatch.setenv(GUEST, "1")
    said = coach("next")
    assert (said.code, str(home) in said.err) == (1, False)
    assert "FileNotFoundError" in said.err
