"""A helper sees the page that a runner shares, behind either door, and nobody sees, forges or keeps anything else."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.host.accounts.groups import Groups
from coach.host.base.errors import BoxError
from coach.host.base.terminal import checked_environment
from coach.host.guests.landlock import version
from coach.host.guests.room import environment
from coach.host.guests.verbs import understood
from host.box import Box, eventually
from host.conftest import OURS
from host.server.test_hostile import connected

asyncssh = pytest.importorskip("asyncssh")

CLUB = 'format = 1\nid = "club"\nname = "Club"\nkind = "strength"\n[[step]]\nexercise = "plank"\nhold = 40\nsets = 3\n'
CAPS = "format = 1\n[every]\nhold = 25\nsets = 1\n"


@pytest.fixture(autouse=True)
def _nothing_shared(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test shared is gone before the next."""
    yield
    names = {*request.fixturenames, getattr(getattr(request.node, "callspec", None), "params", {}).get("door")}
    for box in map(request.getfixturevalue, sorted(names & {"box", "own_sshd"})):
        for folder in (room / "shared" for room in (box.data / "profiles").iterdir()):
            if folder.is_symlink():
                folder.unlink()
            shutil.rmtree(folder, ignore_errors=True)


def shared(box: Box, runner: str, helper: str) -> Path:
    return box.data / "profiles" / runner / "shared" / helper


# --- what it is for ---------------------------------------------------------------------------------------------------


def test_from_consent_to_its_end_without_a_terminal(door: Box) -> None:
    told = door.ssh("anna", "share", "ben")
    assert told.returncode == 0, told.stderr
    assert "From now on ben sees this" in told.stdout
    page = shared(door, "anna", "ben") / "page.json"
    assert page.stat().st_mode & 0o777 == 0o600
    assert page.parent.stat().st_mode & 0o777 == 0o700
    assert door.ssh("ben", "team").stdout.startswith("anna: ")
    theirs = door.ssh("ben", "team", "anna").stdout.splitlines()
    assert theirs[0] == "anna"
    assert door.ssh("anna", "share").stdout.splitlines()[1:] == theirs[1:]
    assert door.ssh("anna", "team").stdout.startswith("Nobody shares")
    assert door.ssh("anna", "share", "ben", "--stop").returncode == 0
    assert not page.parent.exists()
    assert door.ssh("ben", "team").stdout.startswith("Nobody shares")
    assert door.ssh("ben", "team", "anna").returncode == 2


@pytest.mark.parametrize("door", OURS, indirect=True)
def test_in_the_app_and_in_lines(door: Box) -> None:
    door.ssh("anna", "share", "ben")
    lines = door.ssh("ben", "plain", input="t\nanna\nq\n").stdout
    assert "t: your team, 1 who share with you." in lines
    assert "anna: " in lines
    assert "Training is open." in lines
    with door.log_in("ben") as away:
        away.wait_for("Your team: 1 shares with you")
        away.press("ctrl+q")
    assert "ben sees your page" in door.ssh("anna", "plain", input="w\n\nq\n").stdout


# --- what it is not for -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        *("share ../ben", "share ben --profile anna", "share -h", "share --stop", "share ben --print", "share  ben"),
        *("share ben --stop --stop", "share Ben", "share ben\n", "share ben;sh", "share ben/..", "share --json"),
        *("team ../ben", "team --json", "team ben --json", "team ben; sh", "team $(sh)", "team ben\x00", "team a b"),
        *("share " + "a" * 200, "team --routines /etc", "share ben --routines /etc"),
        *("share ben --pain --yes", "share --pain", "team --report", "team ben --html x", "report --pdf x", "report -"),
    ],
)
def test_a_verb_takes_a_name_and_nothing_else(command: str) -> None:
    with pytest.raises(BoxError):
        understood(command, terminal=False)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("share", ("share",)),
        ("team", ("team",)),
        ("share ben-2", ("share", "ben-2")),
        ("share ben --stop", ("share", "ben", "--stop")),
        ("team ben", ("team", "ben")),
        ("share ben --pain", ("share", "ben", "--pain")),
        ("share ben-2 --no-pain", ("share", "ben-2", "--no-pain")),
        ("team ben --report", ("team", "ben", "--report")),
        ("report", ("report", "--html", "-")),
    ],
)
def test_what_it_takes(command: str, words: tuple[str, ...]) -> None:
    assert understood(command, terminal=False).words == words


async def test_neither_a_variable_nor_a_user_name_makes_a_helper(box: Box) -> None:
    box.ssh("anna", "share", "mara")
    sent = {"COACH_TEAM": "anna", "COACH_GROUP": "club", "COACH_PROFILE": "mara"}
    async with connected(box, "ben", username="mara", env=sent) as connection:
        for command in ("team", "team anna"):
            done = await connection.run(command, env=sent)
            assert "Phase" not in done.stdout
    room = Path("/x/coach/profiles/ben")
    assert environment(room, checked_environment(sent), sent) == environment(room, {}, {})


LINKS = {
    "the folder of all helpers": ("shared", "../ben/shared"),
    "a helper's folder": ("shared/mara", "../../ben"),
    "a helper's folder, to another helper's": ("shared/mara", "../../ben/shared/cleo"),
    "a page": ("shared/mara/page.json", "../../../ben/shared/cleo/page.json"),
    "a page, to the system": ("shared/mara/page.json", "/etc/passwd"),
}


@pytest.mark.parametrize(("place", "to"), LINKS.values(), ids=LINKS)
def test_no_link_that_a_runner_lays_shows_a_helper_what_is_another_s(box: Box, place: str, to: str) -> None:
    """Anna's coach has gone over to somebody hostile, who can do in her folder whatever her coach can."""
    if not (box.home / "mara-key").exists():
        box.let_in("mara")
    box.ssh("ben", "share", "cleo")
    link = box.data / "profiles" / "anna" / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(to)
    seen = box.ssh("mara", "team").stdout + box.ssh("mara", "team", "anna").stdout
    assert not any(word in seen for word in ("Phase", "phase", "root:", "ben", "cleo"))


@pytest.mark.parametrize(
    "data", [b"\x1b[2J" * 100, b"[" * 16_000, b"{}", b"x" * 10**6], ids=["steering", "deep", "empty", "huge"]
)
def test_a_hostile_page_is_a_sentence_and_steers_nothing(box: Box, data: bytes) -> None:
    place = shared(box, "anna", "ben")
    place.mkdir(parents=True)
    (place / "page.json").write_bytes(data)
    told = box.ssh("ben", "team")
    assert (told.returncode, told.stdout) == (0, "anna: what lies there cannot be read as a page.\n")
    one = box.ssh("ben", "team", "anna")
    assert (one.returncode, one.stdout) == (1, "")
    assert "\x1b" not in one.stderr
    assert "Traceback" not in one.stderr
    box.ssh("anna", "share", "ben", "--stop")
    assert not place.exists()


def test_taken_back_the_app_of_the_helper_shows_it_no_more(box: Box) -> None:
    box.ssh("anna", "share", "ben")
    with box.log_in("ben") as away:
        away.wait_for("Your team: 1 shares with you")
        box.ssh("anna", "share", "ben", "--stop")
        away.settle()  # a card may come after the first picture, and move the lines below it
        away.click("Your team")
        away.wait_for("Nobody shares their page with you yet.")
        away.press("ctrl+q")


_BEHIND = """\
import os, sys
from pathlib import Path
from coach.host.guests.sandbox import enter_sandbox
from coach.host.guests.entry import _opened as opened
from coach.store import shared_pages as pages
profiles = Path(sys.argv[1])
os.environ["XDG_DATA_HOME"] = str(profiles.parent.parent)
swap = profiles / "anna" / "shared" / "ben"
def folders():
    for descriptor in opened(("anna", "cleo", "nobody", "../anna"), "ben"):
        yield descriptor
enter_sandbox(profiles / "ben", opened=folders())
def tried(what):
    try:
        what()
    except OSError as error:
        return type(error).__name__
    return "done"
print(pages.read_page("anna", "ben"))
print(pages.read_page("cleo", "ben"))
print(pages.read_page("anna", "cleo"), pages.read_page("cleo", "mara"))
print(pages.runners_by_folder("ben"))
print(tried(lambda: (profiles / "anna" / "coach.db").read_bytes()))
print(tried(lambda: os.listdir(profiles / "anna")), tried(lambda: os.listdir(profiles / "anna" / "shared")))
print(tried(lambda: (swap / "page.json").write_bytes(b"forged")))
print(tried(lambda: (swap / "page.json").unlink()), tried(lambda: swap.rename(profiles / "ben" / "x")))
print(tried(lambda: os.link(swap / "page.json", profiles / "ben" / "kept")))
"""


def laid_out(tmp_path: Path, *shares: tuple[str, str]) -> Path:
    """The profiles' folder, with Ben's, and a page of each runner for each helper."""
    profiles = tmp_path / "coach" / "profiles"
    for runner, helper in shares:
        place = profiles / runner / "shared" / helper
        place.mkdir(parents=True)
        (place / "page.json").write_text(f"{runner} for {helper}")
    (profiles / "ben").mkdir()
    return profiles


def behind_the_fences(code: str, profiles: Path) -> list[str]:
    """The lines that this code says, in a process of its own, for the fences do not come down again."""
    here = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code, str(profiles)], capture_output=True, text=True, timeout=180, check=True, cwd=here
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(version() < 3, reason="this kernel has no Landlock")
def test_behind_the_fences_a_helper_reads_the_pages_for_them_and_nothing_else(tmp_path: Path) -> None:
    profiles = laid_out(tmp_path, ("anna", "ben"), ("anna", "cleo"), ("cleo", "mara"))
    (profiles / "anna" / "coach.db").write_text("anna's")
    (profiles / "cleo" / "shared" / "ben").symlink_to(profiles / "anna" / "shared" / "cleo")
    assert behind_the_fences(_BEHIND, profiles) == [
        "b'anna for ben'",
        "None",
        "None None",
        "()",
        "PermissionError",
        "PermissionError PermissionError",
        "PermissionError",
        "PermissionError PermissionError",
        "OSError",
    ]
    assert (profiles / "anna" / "shared" / "ben" / "page.json").read_text() == "anna for ben"


@pytest.mark.skipif(version() < 3, reason="this kernel has no Landlock")
@pytest.mark.parametrize(
    ("instead", "lies_there"),
    [
        ("swap.symlink_to(profiles / 'cleo' / 'shared' / 'mara')", "True"),
        ("swap.mkdir(); (swap / 'page.json').write_text('shared anew')", "False"),
    ],
    ids=["a link", "another folder"],
)
def test_what_is_put_in_a_folder_s_place_later_is_not_read(tmp_path: Path, instead: str, lies_there: str) -> None:
    profiles = laid_out(tmp_path, ("anna", "ben"), ("cleo", "mara"))
    code = _BEHIND.partition("enter_sandbox(")[0].replace(
        "        yield descriptor",
        f"        swap.rename(swap.with_name('old'))\n        {instead}\n        yield descriptor",
    )
    code += 'enter_sandbox(profiles / "ben", opened=folders())\n'
    code += 'print(pages.read_page("anna", "ben"), pages.read_page("cleo", "mara"))\n'
    code += 'print(pages.lies_there("anna", "ben"))\n'
    code += 'try:\n    print((swap / "page.json").read_bytes())\nexcept PermissionError:\n    print("refused")\n'
    assert behind_the_fences(code, profiles) == ["None None", lies_there, "refused"]


# --- groups -----------------------------------------------------------------------------------------------------------


def plan_of_the_club(door: Box) -> str:
    """What Anna is told on the way into her routine."""
    return door.ssh("anna", "plain", input="club\n1\n\nq\nq\nq\n").stdout


def test_a_group_is_the_host_s_word_and_its_caps_cannot_be_left(door: Box) -> None:
    group = f"club-{door.port}"
    system = door.home / "system" / "coach" / "groups" / group
    door.host("group", "anna", group)
    room = door.data / "profiles" / "anna" / "config" / "coach"
    kept = (room / "settings.toml").read_text()
    try:
        assert door.ssh("anna", "add", input=CLUB).returncode == 0
        assert "Plank: 3 × 40 s" in plan_of_the_club(door)
        system.mkdir(parents=True, exist_ok=True)
        (system / "caps.toml").write_text(CAPS)
        (room / "settings.toml").write_text(f'{kept}\n[profile]\ngroup = "another"\n')
        (room / "caps.toml").write_text("format = 1\n[every]\nhold = 3600\nsets = 10\n")
        assert "Plank: 1 × 25 s" in plan_of_the_club(door)
    finally:
        (room / "settings.toml").write_text(kept)
        (room / "caps.toml").unlink(missing_ok=True)
        door.host("group", "anna", "--none")
    assert "Plank: 3 × 40 s" in plan_of_the_club(door)


def test_a_group_comes_with_a_key_and_shows_in_the_list(empty_box: Box) -> None:
    public = f"{empty_box.key('anna')}.pub"
    empty_box.host("key", "add", "anna", public, "--group", "tuesday-club")
    (row,) = json.loads(empty_box.host("key", "list", "--json"))
    assert (row["profile"], row["group"]) == ("anna", "tuesday-club")
    assert empty_box.host("key", "list").endswith("  in tuesday-club\n")
    assert "tuesday-club" not in empty_box.host("key", "list", "--openssh")  # the line names the profile alone
    assert empty_box.host("group", "anna") == "anna is in the group tuesday-club.\n"
    empty_box.host("invite", "cleo", "--group", "monday-club")
    assert empty_box.host("group", "cleo") == "cleo is in the group monday-club.\n"
    assert empty_box.host("group", "anna", "--none") == "anna is in no group.\n"
    for wrong in ("../x", "A", "a b"):
        assert "cannot be a group" in empty_box.host("group", "anna", wrong, code=1)
    assert "cannot be a profile" in empty_box.host("group", "../anna", "club", code=1)


def test_who_is_not_let_in_is_put_into_no_group(empty_box: Box) -> None:
    public = f"{empty_box.key('anna')}.pub"
    empty_box.host("key", "add", "anna", public)
    for earlier in (None, "monday-club"):
        if earlier:
            empty_box.host("group", "ben", earlier)
        empty_box.host("key", "add", "ben", public, "--group", "tuesday-club", code=1)  # the key opens anna's
        assert (earlier or "no group") in empty_box.host("group", "ben")


def test_a_group_of_which_there_is_nothing_is_mentioned(empty_box: Box) -> None:
    public = f"{empty_box.key('anna')}.pub"
    for words in (("key", "add", "anna", public, "--group"), ("invite", "ben", "--group"), ("group", "anna")):
        assert "no routines and no caps yet" in empty_box.host(*words, "tuesdy-club", errors=True)
    (empty_box.home / "system" / "coach" / "groups" / "tuesday-club").mkdir(parents=True)
    assert "yet" not in empty_box.host("group", "anna", "tuesday-club", errors=True)


def test_a_membership_that_cannot_be_read_keeps_shut(tmp_path: Path) -> None:
    groups = Groups(tmp_path / "groups")
    groups.put("anna", "club")
    path = tmp_path / "groups" / "anna"
    assert (groups.of("anna"), groups.of("ben"), path.stat().st_mode & 0o777) == ("club", None, 0o600)
    for spoilt in (b"", b"../x", b"a" * 100_000, b"\xff", b"club\nother"):
        path.write_bytes(spoilt)
        with pytest.raises(BoxError, match="coach host group anna GROUP"):
            groups.of("anna")
    assert groups.leave("anna")
    assert not groups.leave("anna")


def test_nobody_is_left_behind(box: Box) -> None:
    eventually(lambda: not box.coaches(), "the coaches to leave")
