"""Sharing in plain mode: a name shares, the same name takes back; a helper hears of their team."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.plain.home import run_home
from coach.services.sharing import team_members
from coach.store.memory import MemoryStore

from .talking import FakeClock, FakeTalk, coach_with


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("COACH_TEAM", raising=False)


def said(
    profile: str | None, *lines: str, store: MemoryStore | None = None, sharing: tuple[str, ...] = ()
) -> list[str]:
    """What plain mode says to these lines."""
    clock = FakeClock()
    talk = FakeTalk(clock, [*lines, "q"])
    run_home(replace(coach_with(clock, store or MemoryStore()), profile=profile, team=sharing), talk)
    return talk.lines


def test_a_name_shares_and_the_same_name_takes_back() -> None:
    store = MemoryStore()
    first = said("anna", "w", "Mara", store=store)
    assert "Nobody sees your page. It would say this:" in first
    assert "Phase: recovery. Last light: no light yet." in first
    assert "From now on mara sees your page. The same name once more takes it back." in first
    assert [member.runner for member in team_members("mara")] == ["anna"]
    again = said("anna", "w", "", "w", "mara", store=store)
    assert any(line.startswith("mara sees your page, since") for line in again)
    assert "mara no longer sees anything of you." in again
    assert team_members("mara") == ()


def test_what_is_no_name_is_told() -> None:
    assert any("cannot be a helper's name" in line for line in said("anna", "w", "../ben"))


def test_alone_it_says_what_to_do_instead() -> None:
    assert any("coach share --print" in line for line in said(None, "w"))


def test_a_helper_hears_of_their_team() -> None:
    said("anna", "w", "mara")
    lines = said("mara", "t", "anna", sharing=("anna",))
    assert "t: your team, 1 who share with you." in lines
    assert any(line.startswith("anna: no light yet, recovery phase.") for line in lines)
    assert "Training is open." in lines
    assert "Nobody of that name shows you a page." in said("mara", "t", "ana", sharing=("anna",))
    assert "Nobody of that name shows you a page." not in said("mara", "t", "", sharing=("anna",))
    assert "Nobody shares their page with you." in said("ben", "t")
