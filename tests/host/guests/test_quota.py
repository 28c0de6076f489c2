"""A profile's room: what counts, who is told, who is stopped, and that nobody's training is lost by it."""

import asyncio
import os
from pathlib import Path

import pytest

from coach.host.base.errors import BoxError
from coach.host.guests import entry
from coach.host.guests.quota import (
    BYTES,
    FILES,
    MEGABYTE,
    Used,
    Watch,
    is_over,
    refuse_far_too_much,
    refuse_more,
    used,
)
from coach.host.server.middleware import disk_space
from coach.host.server.middleware.disk_space import DiskSpace
from coach.host.server.visit import Reason, Visit
from host.box import Box
from host.guests.test_verbs import ROUTINE
from host.server.test_relay import Silent


def test_files_and_bytes_count_and_no_link_is_followed(tmp_path: Path) -> None:
    own, other = tmp_path / "anna", tmp_path / "other"
    (own / "deep" / "deeper").mkdir(parents=True)
    other.mkdir()
    (other / "large").write_bytes(bytes(5 * MEGABYTE))
    (own / "deep" / "deeper" / "file").write_bytes(bytes(MEGABYTE))
    (own / "way").symlink_to(other)
    taken = used(own)
    assert taken.files == 4
    assert MEGABYTE <= taken.bytes < 2 * MEGABYTE
    assert used(tmp_path / "nowhere") == Used(0, 0)


def test_what_cannot_be_counted_is_too_much(tmp_path: Path) -> None:
    buried = tmp_path / "buried"
    buried.mkdir()
    here = os.open(buried, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("d" * 250, dir_fd=here)
        below = os.open("d" * 250, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    with pytest.raises(BoxError, match="far more than a profile may"):
        refuse_far_too_much(used(buried), BYTES)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is shut for root")
def test_a_folder_that_its_owner_shut_is_too_much(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    assert is_over(used(tmp_path), BYTES)


def test_a_file_with_holes_counts_as_long_as_it_is_and_counting_ends(tmp_path: Path) -> None:
    with (tmp_path / "holes").open("wb") as file:
        file.truncate(BYTES + 1)
    assert is_over(used(tmp_path), BYTES)
    for number in range(30):
        (tmp_path / str(number)).touch()
    assert used(tmp_path, most_files=10).files == 10


@pytest.mark.parametrize(
    ("taken", "over"),
    [(Used(BYTES, FILES), False), (Used(BYTES + 1, 1), True), (Used(1, FILES + 1), True)],
)
def test_what_is_too_much(taken: Used, over: bool) -> None:
    assert is_over(taken, BYTES) is over


def test_many_small_files_are_more_than_one(tmp_path: Path) -> None:
    refuse_more(Used(0, FILES - 10), 10, BYTES, 10)
    with pytest.raises(BoxError, match="remove --for-good"):
        refuse_more(Used(0, FILES - 10), 10, BYTES, 11)


def test_whoever_has_far_too_much_is_not_let_in_and_whoever_has_too_much_is() -> None:
    refuse_far_too_much(Used(BYTES + MEGABYTE, 10), BYTES)
    for far in (Used(2 * BYTES + 2, 10), Used(10, 2 * FILES + 2)):
        with pytest.raises(BoxError, match="of 20 MB"):
            refuse_far_too_much(far, BYTES)
    with pytest.raises(BoxError, match="no room for it"):
        refuse_more(Used(BYTES - 10, 1), 11, BYTES)
    refuse_more(Used(BYTES - 11, 1), 11, BYTES)


def test_a_visit_that_begins_with_too_much_may_still_keep_its_records(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(bytes(3 * MEGABYTE))
    watch = Watch(tmp_path, 2 * MEGABYTE)
    (tmp_path / "record").write_bytes(bytes(1000))
    assert not watch.is_over()
    (tmp_path / "more").write_bytes(bytes(2 * MEGABYTE))
    assert watch.is_over()


async def test_whoever_writes_without_end_is_logged_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(disk_space, "LOOK_S", 0.01)
    folder = tmp_path / "coach" / "profiles" / "anna"
    folder.mkdir(parents=True)
    visit = Visit(1, "anna", b"", "", "", None, (80, 24), {}, Silent())

    async def write_without_end(each: Visit) -> int:
        number = 0
        while not each.ended.done():
            (folder / str(number)).write_bytes(bytes(100_000))
            number += 1
            await asyncio.sleep(0.001)
        return number

    async with asyncio.timeout(180):
        await DiskSpace(MEGABYTE)(visit, write_without_end)
    assert visit.reason is Reason.FULL


def test_a_full_room_takes_no_routine_and_ends_a_visit_with_a_sentence(door: Box) -> None:
    folder = door.data / "profiles" / "anna"
    large = folder / "large"
    try:
        with large.open("wb") as file:
            os.truncate(file.fileno(), BYTES)
        refused = door.ssh("anna", "add", input=ROUTINE)
        assert refused.returncode == 1
        assert "of 20 MB in" in refused.stderr
        assert "Your files here take" in door.ssh("anna", "next").stderr
        large.unlink()
        with door.log_in("anna") as there:
            there.wait_for("Leave")
            with large.open("wb") as file:
                os.truncate(file.fileno(), BYTES + 1)
            there.wait_for("Your files here reached the most")
            there.wait_exit()
    finally:
        large.unlink(missing_ok=True)


def test_what_holds_far_too_much_is_refused_before_all_of_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [b'pack = "p"\nfile = [' + b"{}," * 21_000] * 60
    monkeypatch.setattr("os.read", lambda *_: parts.pop())
    with pytest.raises(BoxError, match="far more than a file or a pack"):
        entry._all_input(4_000_000)
    assert len(parts) > 50
