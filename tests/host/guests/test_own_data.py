"""A guest's own data: who can read them is said once, and the guest's word deletes them, all of them, and no others."""

from pathlib import Path

import pytest

from coach.host.accounts.holder import TOLD
from coach.host.base.errors import BoxError
from coach.host.guests.own_data import is_told, leave_for_good
from coach.host.guests.verbs import understood
from host.box import Box


@pytest.fixture
def room(tmp_path: Path) -> Path:
    folder = tmp_path / "anna"
    (folder / "backups").mkdir(parents=True)
    for name in ("coach.db", "backups/one.gz", ".in-use", "coach.db-wal"):
        (folder / name).write_text("x")
    return folder


def test_everybody_is_told_once_who_can_read_their_data(tmp_path: Path) -> None:
    assert is_told(tmp_path, shows_card=False) is False
    assert is_told(tmp_path, shows_card=False) is True


def test_to_whoever_is_new_the_app_says_it_by_itself(tmp_path: Path, room: Path) -> None:
    assert is_told(tmp_path, shows_card=True) is True
    assert is_told(room, shows_card=True) is False  # somebody who was here before it was said


@pytest.mark.parametrize(("words", "alone"), [(("ben",), True), (("anna",), False)])
def test_nothing_is_deleted_for_another_name_or_beside_another_coach(
    room: Path, words: tuple[str, ...], alone: bool
) -> None:
    with pytest.raises(BoxError, match="nothing was deleted"):
        leave_for_good(room, "anna", words, alone=alone)
    assert (room / "coach.db").exists()


def test_the_word_alone_says_how_and_deletes_nothing(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert leave_for_good(room, "anna", (), alone=True) == 0
    assert "ssh this-host export" in capsys.readouterr().out
    assert (room / "coach.db").exists()


def test_what_a_guest_deletes_is_gone_and_no_link_is_followed(room: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "secret").write_text("x")
    (room / "way").symlink_to(other)
    assert leave_for_good(room, "anna", ("anna",), alone=True) == 0
    assert {path.name for path in room.iterdir()} <= {".in-use", ".told"}
    assert (other / "secret").exists()


@pytest.mark.parametrize("command", ["delete ../ben", "delete --all", "delete anna ben", "delete Anna", "delete a;sh"])
def test_the_word_takes_a_name_and_nothing_else(command: str) -> None:
    with pytest.raises(BoxError):
        understood(command, terminal=False)


def test_at_the_first_login_and_to_the_end(box: Box) -> None:
    (box.data / "profiles" / "ben" / TOLD).unlink()
    first = box.ssh("ben", "next")
    assert "whoever looks after the box can read it" in first.stderr
    assert "can read it" not in box.ssh("ben", "next").stderr
    assert box.ssh("ben", "delete", "anna").returncode == 1
    assert (box.data / "profiles" / "ben" / "coach.db").exists()
    assert "All of it is deleted" in box.ssh("ben", "delete", "ben").stdout
    assert not (box.data / "profiles" / "ben" / "coach.db").exists()
