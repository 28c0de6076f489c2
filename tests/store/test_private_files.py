"""What is its owner's alone is written whole or not at all, and through no link."""

import os
from pathlib import Path

import pytest

from coach.store.private_files import make_private, write_private


@pytest.mark.parametrize("lasting", [True, False])
def test_it_is_there_whole_for_its_owner_alone(tmp_path: Path, lasting: bool) -> None:
    path = tmp_path / "keys"
    path.write_bytes(b"earlier")
    path.chmod(0o666)
    write_private(path, b"new", lasting=lasting)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o600)
    assert [*tmp_path.iterdir()] == [path]


def test_a_link_is_replaced_and_what_it_leads_to_is_not_touched(tmp_path: Path) -> None:
    other, path = tmp_path / "other", tmp_path / "page"
    other.write_bytes(b"another's")
    path.symlink_to(other)
    (tmp_path / f".page.{os.getpid()}.tmp").symlink_to(other)  # left there by hand
    write_private(path, b"mine")
    assert (other.read_bytes(), path.read_bytes(), path.is_symlink()) == (b"another's", b"mine", False)
    assert {*tmp_path.iterdir()} == {other, path}


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "keys"
    path.write_bytes(b"earlier")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_private(path, b"new")
    assert path.read_bytes() == b"earlier"
    assert [*tmp_path.iterdir()] == [path]


def test_a_folder_is_shut_for_others(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir(mode=0o755)
    for folder in (there, tmp_path / "new" / "below"):
        make_private(folder)
        assert folder.stat().st_mode & 0o777 == 0o700
