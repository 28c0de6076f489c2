"""The real OpenSSH client asks for all that it can ask for, at both doors: it gets a coach, and nothing else."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from host.box import Box, eventually, free_port
from host.server.test_server import forget, train

WITHIN_S = 180


@pytest.fixture(params=["box", "own_sshd"])
def door(request: pytest.FixtureRequest) -> Box:
    """A box with either door."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[Path]:
    """The socket of an agent of the guest's own."""
    socket = tmp_path / "agent"
    program = shutil.which("ssh-agent")
    assert program is not None
    process = subprocess.Popen([program, "-D", "-a", str(socket)], stdout=subprocess.DEVNULL)
    eventually(socket.exists, "the agent")
    yield socket
    process.kill()
    process.wait(WITHIN_S)


@pytest.mark.parametrize("option", ["-R0:127.0.0.1:22", "-R{home}/socket:127.0.0.1:22", "-w0:0"])
def test_what_would_be_forwarded_is_refused(door: Box, option: str) -> None:
    options = ["-N", "-o", "ExitOnForwardFailure=yes", option.format(home=door.home)]
    refused = door.ssh("anna", options=options)
    assert refused.returncode == 255
    assert "failed" in refused.stderr
    assert not (door.home / "socket").exists()


@pytest.mark.parametrize("where", ["127.0.0.1:{port}", "[::1]:22", "example.org:80"])
def test_nothing_is_connected_to_for_a_guest(door: Box, where: str) -> None:
    """What -L, -D and -J ask for as well, when somebody connects."""
    refused = door.ssh("anna", options=["-W", where.format(port=door.port)])
    assert refused.returncode == 255
    assert refused.stdout == ""
    assert "forwarding failed" in refused.stderr


def test_a_port_that_the_client_opened_leads_nowhere(door: Box) -> None:
    import socket

    port = free_port()
    client = [*door.client("anna", "-L", f"{port}:127.0.0.1:{door.port}"), "plain"]
    with subprocess.Popen(client, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as there:
        assert there.stdin is not None
        assert there.stdout is not None
        there.stdout.readline()
        with socket.create_connection(("127.0.0.1", port), WITHIN_S) as through:
            through.settimeout(WITHIN_S)
            assert through.recv(100) == b""
        there.stdin.close()
        there.stdout.read()


def test_an_agent_and_a_display_stay_at_home(door: Box, agent: Path) -> None:
    mine = {"SSH_AUTH_SOCK": str(agent), "DISPLAY": ":7"}
    with door.log_in("anna", options=["-A", "-Y", "-o", "LogLevel=FATAL"], env=mine) as there:
        there.wait_for("Leave")
        for process in door.processes():
            assert not _variables(process) & set(mine)
        there.press("ctrl+q")
        assert there.wait_exit() == 0


def _variables(process: psutil.Process) -> set[str]:
    # sshd's own child, above the coach, writes its title over its environment: what is asked for is the coach's.
    return set(process.environ()) if "coach" in " ".join(process.cmdline()) else set()


@pytest.mark.parametrize("program", ["sftp", "scp", "scp -O", "scp -O put"])
def test_files_go_neither_way(door: Box, tmp_path: Path, program: str) -> None:
    name, *how = program.split(" ")
    if (found := shutil.which(name)) is None:
        pytest.skip(f"{name} is not installed")
    mine, theirs = tmp_path / "mine", "/etc/hostname"
    mine.write_text("x")
    there = f"{door.user}@127.0.0.1"
    paths = (
        [str(mine), f"{there}:{tmp_path / 'theirs'}"] if "put" in how else [f"{there}:{theirs}", str(tmp_path / "got")]
    )
    settings = [word for word in door.client("anna")[3:] if word != there]
    at = settings.index("-p")
    settings[at : at + 2] = ["-P", str(door.port)]
    words = [found, "-F", "none", *(each for each in how if each != "put"), *settings, *paths]
    refused = subprocess.run(words, capture_output=True, timeout=WITHIN_S, check=False, stdin=subprocess.DEVNULL)
    assert refused.returncode != 0
    assert {path.name for path in tmp_path.iterdir()} == {"mine"}


@pytest.mark.parametrize("name", ["netconf", "sftp", "../../bin/sh", "x" * 5000])
def test_no_subsystem_is_had(door: Box, name: str) -> None:
    assert door.ssh("anna", name, options=["-s"]).returncode == 255


HOSTILE = {
    "TERM": ["../../x", "x" * 5000, "\x1b]0;x\x07"],
    "LANG": ["../../x" + "x" * 5000, "\x1b[31m"],
    "LC_ALL": ["../../../../tmp/x", "\x1b[31m"],
    "NO_COLOR": ["x" * 5000],
}


BEHIND_OPENSSH = ("TERM", "LC_ALL")
"""Of the others it takes one by the same line of its settings (LANG), and none of the rest."""


@pytest.mark.parametrize(
    ("door", "name"),
    [
        *(("box", name) for name in HOSTILE),
        *(("own_sshd", name) for name in BEHIND_OPENSSH),
        *(pytest.param("own_sshd", name, marks=pytest.mark.soak) for name in HOSTILE if name not in BEHIND_OPENSSH),
    ],
    indirect=["door"],
)
def test_no_value_of_a_variable_does_anything(door: Box, name: str) -> None:
    for value in HOSTILE[name]:
        options = [] if name == "TERM" else ["-o", f"SendEnv={name}"]
        with door.log_in("anna", options=options, env={name: value}) as there:
            there.wait_for("Leave")
            there.press("ctrl+q")
            assert there.wait_exit() == 0


def test_the_keys_that_steer_a_shell_leave_a_hold_alone(door: Box) -> None:
    with door.log_in("anna") as there:
        train(there)
        there.press("ctrl+z", "\x1c", "\x00", "\x13", "\x04")
        for _ in range(2):
            before = there.text
            there.wait_until(lambda text, before=before: text != before, "a second of the hold")
        assert "PAUSED" not in there.text
        assert there.process.poll() is None
        there.press("ctrl+c")
        assert there.wait_exit() == 130
    forget(door, "anna")
