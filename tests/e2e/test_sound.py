"""Sound at a real terminal, with stand-ins for the programs that speak and keep awake. Nothing is heard."""

import json
import signal
from pathlib import Path

import psutil
import pytest
from cues.fakes import wait_for
from cues.server import CLIENT

from .conftest import Open

SPEAKS = 'echo "$4" >> {log}\n'
HANGS = "echo hangs >> {log}\ntrap '' TERM INT HUP\nwhile :; do sleep 1; done\n"
FAILS = "echo fails >> {log}\nexit 1\n"
FLOODS = "echo floods >> {log}\nyes flood\n"
HOLDS = 'echo "$$" >> {log}\nexec cat\n'


@pytest.fixture
def programs(home: Path) -> Path:
    """A folder for stand-ins that come first on the PATH."""
    folder = home / "bin"
    folder.mkdir()
    return folder


def stand_in(folder: Path, name: str, body: str) -> Path:
    """A program that writes to a file, which is returned."""
    path, log = folder / name, folder / f"{name}.log"
    path.write_text("#!/bin/sh\n" + body.format(log=log))
    path.chmod(0o755)
    return log


def heard_by(home: Path, programs: Path) -> dict[str, str]:
    """The environment of a runner who sits at this machine and wants to hear."""
    (home / "config" / "coach" / "settings.toml").write_text('[sound]\nvoice = "on"\nbell = true\n')
    return {"PATH": f"{programs}:/usr/bin:/bin", "SSH_CONNECTION": ""}


def lines(log: Path) -> list[str]:
    return log.read_text().splitlines() if log.exists() else []


def runs(pid: str) -> bool:
    try:
        return bool(psutil.Process(int(pid)).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize(
    "body",
    [HANGS, *(pytest.param(body, marks=pytest.mark.soak) for body in (SPEAKS, FAILS, FLOODS))],
    ids=["hangs", "speaks", "fails", "floods"],
)
def test_whatever_the_voice_does_the_session_comes_to_its_end(
    start: Open, home: Path, programs: Path, body: str
) -> None:
    said = stand_in(programs, "spd-say", body)
    awake = stand_in(programs, "systemd-inhibit", HOLDS)
    words = ("play", "desk-break", "--speed", "30", "--record")
    terminal = start(*words, env=heard_by(home, programs))
    terminal.wait_for("Pain now")
    terminal.press("0", "enter")
    terminal.wait_for("Worst pain")
    assert lines(said)
    assert b"\a" in terminal.raw
    assert len(lines(awake)) == 1
    terminal.wait_until(lambda _: not runs(lines(awake)[0]), "the screen may sleep again")
    terminal.press("ctrl+q")
    terminal.wait_exit()
    ours = [p for p in psutil.process_iter(["cmdline"]) if str(programs) in " ".join(p.info["cmdline"] or ())]
    assert ours == []


def test_killed_nothing_keeps_the_screen_awake(start: Open, home: Path, programs: Path) -> None:
    awake = stand_in(programs, "systemd-inhibit", HOLDS)
    terminal = start("play", "desk-break", env=heard_by(home, programs))
    terminal.wait_for("Pain now")
    terminal.press("0", "enter")
    terminal.wait_until(lambda _: lines(awake), "the screen is kept awake")
    terminal.signal(signal.SIGKILL)
    wait_for(lambda: not runs(lines(awake)[0]))


OTHER_WAYS = ("space", "ctrl+q", "ctrl+z", signal.SIGTERM)


@pytest.mark.parametrize("way", ["m", "hang up", *(pytest.param(way, marks=pytest.mark.soak) for way in OTHER_WAYS)])
def test_whatever_ends_or_mutes_it_silences_the_server_of_speech(
    start: Open, home: Path, programs: Path, way: str | signal.Signals
) -> None:
    said = programs / "spd-say.log"
    (programs / "spd-say").write_text(f"#!/bin/sh\nLOG={said}\n{CLIENT}")
    (programs / "spd-say").chmod(0o755)
    terminal = start("play", "desk-break", env=heard_by(home, programs))
    terminal.wait_for("Pain now")
    terminal.press("0", "enter")
    terminal.wait_until(lambda _: lines(said), "the voice")
    if isinstance(way, signal.Signals):
        terminal.signal(way)
    elif way == "hang up":
        terminal.close_window()
    else:
        terminal.press(way)
    wait_for(lambda: "cancel" in lines(said))
    if way == "m":
        terminal.wait_for("Muted")
        terminal.press("n")
        terminal.wait_for("HOLD")
        assert lines(said)[-1] == "cancel"


def test_the_doctor_tells_of_a_voice_that_failed(start: Open, home: Path, programs: Path, run: object) -> None:
    stand_in(programs, "spd-say", FAILS)
    env = heard_by(home, programs)
    terminal = start("play", "desk-break", "--speed", "30", "--record", env=env)
    terminal.wait_for("Pain now")
    terminal.press("0", "enter")
    terminal.wait_for("Worst pain")
    terminal.press("ctrl+q")
    terminal.wait_exit()
    done = run("doctor", "--json", env=env)  # type: ignore[operator]
    told = {row["name"]: row for row in json.loads(done.stdout)}
    assert done.returncode == 1
    assert "spd-say ended with code 1" in told["last session"]["found"]
