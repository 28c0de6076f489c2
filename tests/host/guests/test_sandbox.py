"""The fences hold: a process behind them reads, runs and reaches nothing that it was not given."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.host.guests.landlock import version
from coach.host.guests.room import environment, readable_for_all
from coach.host.guests.sandbox import account, give_room
from coach.library.disk.layers import system_folder

_BEHIND = """\
import os, socket, sys
from pathlib import Path
from coach.host.guests.sandbox import enter_sandbox
room, other, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
enter_sandbox(room)
def tried(what):
    try:
        what()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"
(room / "mine").write_text("x")
def grow():
    return bytearray(500 * 2**20)
def long_file():
    with (room / "long").open("wb") as file:
        for _ in range(100):
            file.write(bytes(2**20))
print(tried(lambda: (room / "mine").read_text()))
print(tried(lambda: (other / "secret").read_text()))
print(tried(lambda: list(other.iterdir())))
print(tried(lambda: (room / "way").read_text()))
print(tried(lambda: (other / "new").write_text("x")))
print(tried(lambda: os.execv("/bin/sh", ["sh", "-c", "echo ran"])))
print(tried(lambda: socket.create_connection(("127.0.0.1", port), 2)))
print(tried(lambda: os.kill(os.getppid(), 0)))
print(tried(grow), tried(long_file))
print(tried(lambda: [os.open("/dev/null", os.O_RDONLY) for _ in range(200)]))
"""


@pytest.mark.skipif(version() < 6, reason="this kernel's Landlock does not know everything that is tried here")
def test_behind_the_fences_there_is_the_room_and_nothing_else(tmp_path: Path) -> None:
    import socket

    room, other = tmp_path / "anna", tmp_path / "ben"
    room.mkdir()
    other.mkdir()
    (other / "secret").write_text("ben's")
    (room / "way").symlink_to(other / "secret")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        words = [sys.executable, "-c", _BEHIND, str(room), str(other), str(listener.getsockname()[1])]
        done = subprocess.run(
            words, capture_output=True, text=True, timeout=180, check=True, cwd=Path(__file__).parents[3]
        )
    assert done.stdout.split("\n")[:10] == [
        "done",
        "PermissionError",
        "PermissionError",
        "PermissionError",
        "PermissionError",
        "PermissionError",
        "PermissionError",
        "PermissionError",
        "MemoryError OSError",
        "OSError",
    ]
    assert not (other / "new").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_dropped_to_another_account_there_is_no_way_back(tmp_path: Path) -> None:
    code = (
        "import os\nfrom coach.host.guests.sandbox import account, drop_to\n"
        "drop_to(account('nobody'))\nprint(os.getresuid(), os.getgroups())\n"
        "try:\n    os.setuid(0)\nexcept PermissionError:\n    print('no way')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=180,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert "(0," not in done.stdout
    assert done.stdout.endswith("[]\nno way\n")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can hand files over")
def test_a_room_that_was_roots_is_handed_over_whole_and_no_link_is_followed(tmp_path: Path) -> None:
    room, other = tmp_path / "profiles" / "anna", tmp_path / "other"
    (room / "config").mkdir(parents=True)
    other.write_text("somebody's")
    (room / "config" / "mine.toml").write_text("mine")
    (room / "config" / "link").symlink_to(other)
    give_room(room, account("nobody"))
    everything = (room.parent, room, room / "config", room / "config" / "mine.toml")
    assert {path.stat().st_uid for path in everything} == {account("nobody").uid}
    assert other.stat().st_uid == 0


def test_routines_that_are_published_for_the_first_time_can_be_read_by_those_who_are_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("XDG_CONFIG_DIRS", raising=False)
    folder = system_folder()
    assert any(folder.parent.is_relative_to(path) for path in readable_for_all())


def test_no_locale_of_a_client_becomes_the_coachs(tmp_path: Path) -> None:
    """Debian's sshd_config accepts LC_* of everybody."""
    host = {"PATH": "/usr/bin", "LC_ALL": "../../x", "LC_CTYPE": "C", "LD_PRELOAD": "x"}
    variables = environment(tmp_path / "coach" / "profiles" / "anna", {"LANG": "C"}, host)
    assert (variables["PATH"], variables["LANG"]) == ("/usr/bin", "C")
    assert not {"LC_ALL", "LC_CTYPE", "LD_PRELOAD"} & set(variables)
