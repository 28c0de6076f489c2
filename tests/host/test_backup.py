"""A backup taken while people train: what goes that very moment is not in it, and spoils nothing."""

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.host import backup


def test_a_page_that_is_taken_back_meanwhile_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    room = tmp_path / "data" / "coach" / "profiles" / "anna"
    page, settings = room / "page.json", room / "settings.toml"
    room.mkdir(parents=True)
    for path in (page, settings):
        path.write_text("as it is")
    found = backup._files

    def taken_back(root: Path) -> Iterator[Path]:
        for path in found(root):
            page.unlink(missing_ok=True)
            yield path

    monkeypatch.setattr(backup, "_files", taken_back)
    backup.back_up(tmp_path / "box.tar.gz")
    with tarfile.open(tmp_path / "box.tar.gz") as kept:
        assert kept.getnames() == ["profiles/anna/settings.toml"]
