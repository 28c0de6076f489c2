"""The screen is held awake by a program that ends with us, however we end. No real one is ever run here."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cues.awake import HOLDERS, Awake, find_holder

from .fakes import log, script, wait_for

HOLDER = 'echo "$$ $*" >> $LOG; shift $(($# - 1)); "$@"; echo ended >> $LOG'
"""As the real ones: holds as long as the command runs that it was given."""


@pytest.fixture
def holder(tmp_path: Path) -> tuple[str, ...]:
    return (str(script(tmp_path, "hold-awake", HOLDER)), "--what=idle", "cat")


def test_from_hold_to_release(tmp_path: Path, holder: tuple[str, ...]) -> None:
    awake = Awake(holder)
    awake.hold()
    awake.hold()
    wait_for(lambda: log(tmp_path))
    assert len(log(tmp_path)) == 1
    assert log(tmp_path)[0].endswith("--what=idle cat")
    awake.release()
    awake.release()
    wait_for(lambda: log(tmp_path)[1:] == ["ended"])


def test_it_can_be_held_again(tmp_path: Path, holder: tuple[str, ...]) -> None:
    awake = Awake(holder)
    for times in (2, 4):
        awake.hold()
        awake.release()
        wait_for(lambda times=times: len(log(tmp_path)) == times)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_when_we_are_killed(tmp_path: Path, holder: tuple[str, ...], end: signal.Signals) -> None:
    code = (
        "import sys, time\nfrom coach.cues.awake import Awake\nawake = Awake(tuple(sys.argv[1:]))\nawake.hold()\n"
        "time.sleep(60)"
    )
    us = subprocess.Popen([sys.executable, "-c", code, *holder], env=os.environ | {"PYTHONPATH": str(_checkout())})
    try:
        wait_for(lambda: log(tmp_path))
        us.send_signal(end)
        us.wait(timeout=180)
        wait_for(lambda: log(tmp_path)[1:] == ["ended"])
    finally:
        us.kill()


def _checkout() -> Path:
    return Path(__file__).parents[2]


def test_one_that_will_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.cues.awake.ENDS_WITHIN_S", 0.05)
    awake = Awake((str(script(tmp_path, "stubborn", "echo $$ >> $LOG; exec sleep 60")),))
    awake.hold()
    wait_for(lambda: log(tmp_path))
    process = awake._process
    assert process is not None
    awake.release()
    wait_for(lambda: process.poll() is not None)


@pytest.mark.parametrize("holder", [(), ("/nowhere/systemd-inhibit", "cat"), ("/etc/hostname",), ("false",)])
def test_where_there_is_none_or_it_fails_nothing_happens(holder: tuple[str, ...]) -> None:
    awake = Awake(holder)
    awake.hold()
    awake.release()


@pytest.mark.parametrize(
    ("platform", "there", "environ", "program"),
    [
        ("linux", "systemd-inhibit", {}, "/bin/systemd-inhibit"),
        ("darwin", "caffeinate", {}, "/bin/caffeinate"),
        ("linux", "caffeinate", {}, None),
        ("win32", "systemd-inhibit", {}, None),
        ("linux", "systemd-inhibit", {"SSH_CONNECTION": "1"}, None),
    ],
)
def test_what_the_system_offers(platform: str, there: str, environ: dict[str, str], program: str | None) -> None:
    found = find_holder(environ, which=lambda name: f"/bin/{name}" if name == there else None, platform=platform)
    assert (found[:1] or (None,))[0] == program
    assert all(words[-1] == "cat" for words in HOLDERS.values())


def test_one_that_ends_at_once_is_taken_note_of(tmp_path: Path) -> None:
    awake = Awake((str(script(tmp_path, "fails", "exit 1")),))
    awake.hold()
    process = awake._process
    assert process
    wait_for(lambda: process.returncode is not None)  # nobody asked for it: it is no zombie
    awake.release()
