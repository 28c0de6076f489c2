"""The right person, and only them: a second Anna, invitations that are taken back, and whoever leaves for good."""

import json
import os
import tarfile
from pathlib import Path

import pytest
from cli.conftest import Run

from coach.domain.records.entries import Session
from coach.host.accounts.holder import IN_USE, TOLD, holder_of
from coach.host.accounts.invites import Invites
from coach.host.accounts.keys import Keys
from coach.host.accounts.public_key import parse_key
from coach.host.base.paths import host_folder
from coach.services.sharing import SHARED_WITH
from coach.store import shared_pages
from coach.store.database.sqlite import SqliteStore
from coach.store.paths import default_path, profile_folder
from coach.system.clock import SystemClock
from coach.system.guest import GUEST
from host.accounts.test_keys import ed25519


@pytest.fixture
def pub(home: Path):
    def make(number: int) -> str:
        path = home / f"{number}.pub"
        path.write_text(ed25519(number, f"laptop-{number}"))
        return str(path)

    return make


def trained(profile: str) -> None:
    """A history under this name, without a key."""
    store = SqliteStore(default_path(profile))
    store.add([Session(at=SystemClock().now(), routine="psoas-care", before=1, worst=1, after=1, done=1.0)])
    store.close()


def give(kind: str, coach: Run, pub) -> str:
    """Make the name anna somebody's in one of the ways there are; what the refusal names."""
    if kind == "a key":
        coach("host", "key", "add", "anna", pub(1))
        return parse_key(ed25519(1)).fingerprint
    if kind == "an open invitation":
        coach("host", "invite", "anna")
        return "open invitation (until "
    trained("anna")
    return "last visit"


@pytest.mark.parametrize("kind", ["a key", "an open invitation", "a history"])
@pytest.mark.parametrize("way", ["key", "invite", "file"])
def test_a_second_anna_is_not_let_into_the_firsts_training(coach: Run, pub, home: Path, kind: str, way: str) -> None:
    named = give(kind, coach, pub)
    (home / "names.csv").write_text("ben\nanna\n")
    words = {
        "key": ("host", "key", "add", "anna", pub(2)),
        "invite": ("host", "invite", "anna"),
        "file": ("host", "invite", "--file", str(home / "names.csv")),
    }[way]
    refused = coach(*words)
    assert refused.code == 1
    assert named in refused.err
    assert "--another-key" in refused.err
    assert Keys(host_folder().keys).profile_of(parse_key(ed25519(2)).data) is None
    assert all(each.profile != "ben" for each in Invites(host_folder().invites).all())
    assert coach(*words, "--another-key").code == 0


def test_the_same_key_once_more_is_no_second_anna(coach: Run, pub) -> None:
    assert coach("host", "key", "add", "anna", pub(1)).code == 0
    assert "already opens" in coach("host", "key", "add", "anna", pub(1)).err


def test_an_invitation_opens_nothing_once_somebody_else_has_the_name(tmp_path: Path) -> None:
    invites, keys = Invites(tmp_path / "invites"), Keys(tmp_path / "keys")
    user = f"join-{invites.make('anna', hours=1, another=False)}"
    known = f"join-{invites.make('anna', hours=1)}"
    keys.add("anna", parse_key(ed25519(1)))
    assert invites.redeem(user, parse_key(ed25519(2)), keys) is None
    assert invites.redeem(known, parse_key(ed25519(3)), keys) == "anna"


def test_invitations_are_listed_and_taken_back(coach: Run) -> None:
    code = coach("host", "invite", "ben").out.strip()
    assert coach("host", "invites").out.startswith("ben  until ")
    assert coach("host", "invites", "--json").json[0]["profile"] == "ben"
    assert Invites(host_folder().invites).profile_of(code) == "ben"
    assert coach("host", "invites", "revoke", "ben").code == 0
    assert Invites(host_folder().invites).profile_of(code) is None
    assert "No open invitations" in coach("host", "invites").out
    assert coach("host", "invites", "revoke", "ben").code == 1


@pytest.mark.parametrize("text", ["ben\nBad Name\n", "ben\nben\n", "ben,Big Club\n", "", "# nobody\n"])
def test_a_file_of_names_invites_all_or_nobody(coach: Run, home: Path, text: str) -> None:
    (home / "names.csv").write_text(text)
    refused = coach("host", "invite", "--file", str(home / "names.csv"))
    assert refused.code == 1
    assert "names.csv invites nobody" in refused.err
    assert Invites(host_folder().invites).all() == []


def test_a_whole_club_in_one_command(coach: Run, home: Path) -> None:
    (home / "names.csv").write_text("\ufeffName;Group\nben; club\ncleo\n\n")
    said = coach("host", "invite", "--file", str(home / "names.csv"), "--group", "all", "--port", "2300")
    lines = said.out.splitlines()
    assert [line.split(",")[0] for line in lines] == ["ben", "cleo"]
    for line in lines:
        name, command = line.split(",")
        assert command.startswith("ssh -p 2300 join-")
        assert Invites(host_folder().invites).profile_of(command.split(" ")[3].partition("@")[0]) == name
    assert [coach("host", "group", name).out.split()[-1] for name in ("ben", "cleo")] == ["club.", "all."]


def test_whoever_leaves_for_good_leaves_nothing_but_one_copy(coach: Run, pub, home: Path) -> None:
    coach("host", "key", "add", "anna", pub(1), "--group", "club")
    trained("anna")
    trained("ben")
    assert coach("--profile", "ben", "share", "anna").code == 0
    assert shared_pages.helpers("ben") == ("anna",)
    copy = home / "anna.tar.gz"
    assert coach("host", "profile", "delete", "anna", "--backup", str(copy), "--yes").code == 0
    assert not profile_folder("anna").exists()
    assert Keys(host_folder().keys).of("anna") == []
    assert "no group" in coach("host", "group", "anna").out
    assert shared_pages.helpers("ben") == ()
    store = SqliteStore(default_path("ben"))
    assert store.read(SHARED_WITH) == []  # else Ben's next session would put the page there for whoever is anna then
    store.close()
    with tarfile.open(copy) as bundle:
        assert {"profiles/anna/coach.db", "host/keys/anna.pub"} <= set(bundle.getnames())
    assert copy.stat().st_mode & 0o777 == 0o600
    assert coach("host", "invite", "anna").code == 0


def test_files_without_a_history_are_somebodys_and_can_be_deleted(coach: Run) -> None:
    folder = default_path("nora").parent
    routine = folder / "config" / "coach" / "routines" / "mine.toml"
    routine.parent.mkdir(parents=True)
    (folder / IN_USE).touch()
    (folder / TOLD).touch()
    assert holder_of(host_folder(), "nora").is_free  # who had everything deleted has left no more than that
    routine.write_text("format = 1\n")
    host_folder().doors.mkdir(parents=True, mode=0o700)
    for name in ("nora.0", "nora-2.0"):
        (host_folder().doors / name).write_text("{}")
    assert "nora has files" in coach("host", "invite", "nora").err
    assert coach("host", "profile", "delete", "nora", "--yes", "--no-backup").code == 0
    assert not folder.exists()
    assert [path.name for path in host_folder().doors.iterdir()] == ["nora-2.0"]
    assert coach("host", "invite", "nora").code == 0


def test_nobody_is_deleted_without_a_word_or_without_the_copy(
    coach: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    trained("anna")
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert "Nothing was deleted" in coach("host", "profile", "delete", "anna").out
    refused = coach("host", "profile", "delete", "anna", "--yes", "--backup", str(home / "nowhere" / "a.tar.gz"))
    assert refused.code == 1
    assert str(home / "nowhere") in refused.err
    assert default_path("anna").exists()
    assert coach("host", "profile", "delete", "cleo", "--yes").code == 1


def test_a_box_says_who_is_locked_red_or_silent(coach: Run) -> None:
    from datetime import timedelta

    now = SystemClock().now()
    for profile, worst, ago in (("ben", 8, 1), ("cleo", 1, 20), ("dan", 1, 1)):
        store = SqliteStore(default_path(profile))
        at = now - timedelta(days=ago)
        store.add([Session(at=at, routine="psoas-care", before=1, worst=worst, after=worst, morning=1, done=1.0)])
        store.close()
    said = coach("host", "status").out
    assert "ben: red" in said
    assert "cleo: green, silent for 20 days" in said
    assert "dan" not in said
    assert "dan: green" in coach("host", "status", "--all").out
    shapes = {each["profile"]: each for each in coach("host", "status", "--json").json["people"]}
    assert (shapes["ben"]["light"], shapes["cleo"]["silent_days"], shapes["dan"]["silent_days"]) == ("red", 20, None)


def test_room_is_counted_against_the_quota_of_the_server_that_is_open(coach: Run) -> None:
    trained("anna")
    assert "of 20 MB" in coach("host", "status", "--all").out
    host_folder().folder.mkdir(parents=True, exist_ok=True)
    kept = {"pid": os.getpid(), "address": "127.0.0.1", "port": 2345, "quota": 1, "visits": []}
    host_folder().roster.write_text(json.dumps(kept))
    assert "Who needs a look:\n  anna:" in coach("host", "status").out
    host_folder().roster.write_text(json.dumps({**kept, "quota": 5 * 2**20}))
    assert "of 5 MB" in coach("host", "status", "--all").out
    assert coach("host", "status", "--json").json["quota"] == 5 * 2**20


@pytest.mark.parametrize(
    ("address", "where"), [("192.0.2.5", "192.0.2.5"), ("0.0.0.0", "box.club.example"), ("::", "box.club.example")]
)
def test_an_invitation_names_the_port_and_the_box_as_they_are(
    coach: Run, monkeypatch: pytest.MonkeyPatch, address: str, where: str
) -> None:
    monkeypatch.setattr("socket.getfqdn", lambda: "box.club.example")
    host_folder().folder.mkdir(parents=True)
    host_folder().roster.write_text(json.dumps({"pid": os.getpid(), "address": address, "port": 2345, "visits": []}))
    said = coach("host", "invite", "ben")
    assert f"ssh -p 2345 {said.out.strip()}@{where}" in said.err


def test_a_helper_over_ssh_is_told_of_no_command_that_they_lack(coach: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    trained("ben")
    coach("--profile", "ben", "share", "mara")
    monkeypatch.setenv(GUEST, "1")
    for words in (("team", "anna"), ("team",)):
        said = coach("--profile", "mara", *words)
        assert "coach team" not in said.err + said.out
    assert "ssh this-host team" in coach("--profile", "mara", "team", "anna").err


def test_a_backup_names_the_folder_that_cannot_be_written(coach: Run, home: Path) -> None:
    trained("anna")
    said = coach("host", "backup", str(home / "nowhere" / "box.tar.gz"))
    assert (said.code, f"there is no folder {home / 'nowhere'}" in said.err) == (1, True)
