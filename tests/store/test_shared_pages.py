"""Where shared pages lie: private, for one helper each, and no link or strange file leads anywhere else."""

import os
import stat
from pathlib import Path

import pytest

from coach.store import shared_pages
from coach.store.protocol import StoreError


@pytest.fixture
def profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of all profiles, with Anna's, Ben's and Mara's."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("COACH_TEAM", raising=False)
    folder = tmp_path / "coach" / "profiles"
    for name in ("anna", "ben", "mara"):
        (folder / name).mkdir(parents=True, mode=0o700)
    return folder


def test_a_page_is_for_one_helper_private_and_put_whole(profiles: Path) -> None:
    shared_pages.show_page("anna", "mara", b"one")
    shared_pages.show_page("anna", "mara", b"two")
    assert shared_pages.read_page("anna", "mara") == b"two"
    assert shared_pages.read_page("anna", "ben") is None
    assert shared_pages.read_page("ben", "mara") is None
    folder = profiles / "anna" / "shared"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "mara")] == [0o700, 0o700]
    assert stat.S_IMODE((folder / "mara" / "page.json").stat().st_mode) == 0o600
    assert [path.name for path in (folder / "mara").iterdir()] == ["page.json"]


def test_taken_back_it_is_gone_at_once_and_once_more_is_no_error(profiles: Path) -> None:
    shared_pages.show_page("anna", "mara", b"one")
    assert shared_pages.runners("mara", {}) == ("anna",)
    for _ in range(2):
        shared_pages.delete_pages("anna", "mara")
        assert shared_pages.read_page("anna", "mara") is None
        assert shared_pages.runners("mara", {}) == ()
    assert shared_pages.helpers("anna") == ()
    assert not (profiles / "anna" / "shared" / "mara").exists()


def test_runners_are_those_with_a_folder_for_the_helper(profiles: Path) -> None:
    shared_pages.show_page("anna", "mara", b"x")
    shared_pages.show_page("ben", "mara", b"x")
    shared_pages.show_page("mara", "mara", b"x")
    (profiles / "..bad").mkdir()
    assert shared_pages.runners("mara", {}) == ("anna", "ben")
    assert shared_pages.runners("anna", {}) == ()


def test_the_host_s_word_goes_first_and_is_names_alone(profiles: Path) -> None:
    shared_pages.show_page("anna", "mara", b"x")
    assert shared_pages.runners("mara", {"COACH_TEAM": "ben,../anna,,A b"}) == ("ben",)
    assert shared_pages.runners("mara", {"COACH_TEAM": ""}) == ()


@pytest.mark.parametrize("name", ["../ben", "", "Mara", "a/b", "..", "a" * 65, "\x1b[2J", "mara\n"])
def test_what_is_no_name_leads_nowhere(profiles: Path, name: str) -> None:
    with pytest.raises(StoreError):
        shared_pages.show_page("anna", name, b"x")
    with pytest.raises(StoreError):
        shared_pages.delete_pages("anna", name)
    assert shared_pages.read_page("anna", name) is None
    assert shared_pages.read_page(name, "mara") is None
    assert not list(profiles.rglob("page.json"))


def secret(profiles: Path) -> Path:
    """What only Ben may read."""
    path = profiles / "ben" / "page.json"
    path.write_bytes(b"secret")
    return path


@pytest.mark.parametrize("part", ["shared", "shared/mara", "shared/mara/page.json"])
def test_no_link_on_the_way_is_followed(profiles: Path, part: str) -> None:
    theirs = secret(profiles)
    link = profiles / "anna" / part
    link.parent.mkdir(parents=True, exist_ok=True)
    if part == "shared":
        (profiles / "ben" / "mara").mkdir()
        (profiles / "ben" / "mara" / "page.json").write_bytes(b"secret")
    link.symlink_to({"shared": theirs.parent, "shared/mara": theirs.parent}.get(part, theirs))
    assert shared_pages.read_page("anna", "mara") is None


def test_a_link_is_taken_back_and_not_what_it_leads_to(profiles: Path) -> None:
    theirs = secret(profiles)
    (profiles / "anna" / "shared").mkdir()
    (profiles / "anna" / "shared" / "mara").symlink_to(theirs.parent)
    with pytest.raises(StoreError):
        shared_pages.show_page("anna", "mara", b"x")
    shared_pages.delete_pages("anna", "mara")
    assert theirs.read_bytes() == b"secret"
    shared_pages.show_page("anna", "mara", b"x")
    assert shared_pages.read_page("anna", "mara") == b"x"


@pytest.mark.parametrize("kind", ["fifo", "folder", "huge", "endless"])
def test_what_is_no_small_file_is_no_page_and_nobody_waits(profiles: Path, kind: str) -> None:
    folder = profiles / "anna" / "shared" / "mara"
    folder.mkdir(parents=True)
    path = folder / "page.json"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "huge":
        path.write_bytes(b"x" * (shared_pages.MAX_BYTES + 1))
    else:
        with path.open("wb") as file:
            file.truncate(2**40)
    assert shared_pages.read_page("anna", "mara") is None


def test_what_somebody_left_there_by_hand_does_not_stop_the_next_page(profiles: Path) -> None:
    folder = profiles / "anna" / "shared" / "mara"
    folder.mkdir(parents=True)
    (folder / f".page.json.{os.getpid()}.tmp").symlink_to(secret(profiles))
    shared_pages.show_page("anna", "mara", b"x")
    assert shared_pages.read_page("anna", "mara") == b"x"
    assert secret(profiles).read_bytes() == b"secret"
