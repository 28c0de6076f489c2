"""Where the database is."""

from pathlib import Path

import pytest

from coach.store import StoreError
from coach.store.paths import default_path


def test_the_database_is_in_the_data_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path() == tmp_path / "coach" / "coach.db"
    assert default_path("team-2") == tmp_path / "coach" / "profiles" / "team-2" / "coach.db"


@pytest.mark.parametrize("value", [None, "", "relative/data"])
def test_without_a_data_home_it_is_in_the_usual_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str | None
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    if value is not None:
        monkeypatch.setenv("XDG_DATA_HOME", value)
    assert default_path() == tmp_path / ".local" / "share" / "coach" / "coach.db"


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "/etc",
        "Anna",
        "a b",
        "-a",
        "a-",
        "a--b",
        "a\n",
        "a\x00",
        "é",
        "x" * 65,
        "a.b",
        "~",
    ],
)
def test_a_profile_that_is_no_slug_is_refused(name: str) -> None:
    with pytest.raises(StoreError, match="cannot be a profile's name"):
        default_path(name)
