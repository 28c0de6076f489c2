"""What came of attacks that nobody had thought of: each took something of the server, or told what is not a guest's."""

import os
import re
import signal
import socket
from pathlib import Path

import psutil
import pytest
from asyncssh.packet import Boolean, String

from host.box import Box, eventually
from host.server.test_hostile import app, connected, until

asyncssh = pytest.importorskip("asyncssh")

PATH_OF_THE_BOX = re.compile(r"/\S*(profiles|data)/")


def said_by_the_server(box: Box) -> str:
    """What stands on the server's standard error, which is nothing but a word about root and Landlock."""
    lines = (box.home / "stderr").read_text().splitlines()
    return "\n".join(line for line in lines if not line.startswith("coach: "))


@pytest.mark.parametrize(
    "bytes_",
    [b"SSH-2.0-\xff\xfe\r\n", b"SSH-2.0-" + b"A" * 1_000_000, b"SSH-2.0-x\r\n" + b"\xff" * 64, b"\0" * 10_000],
    ids=["no letters", "a megabyte", "a packet of 4 GB", "zeros"],
)
def test_who_speaks_no_ssh_is_logged_and_leaves_no_traceback(box: Box, bytes_: bytes) -> None:
    before = len(box.events("not let in"))
    with socket.create_connection(("127.0.0.1", box.port), timeout=180) as line:
        try:
            line.sendall(bytes_)
            line.shutdown(socket.SHUT_WR)
            while line.recv(4096):
                pass
        except OSError:
            pass
    eventually(lambda: len(box.events("not let in")) > before, "the log to have it")
    assert said_by_the_server(box) == ""


@pytest.mark.parametrize("exchange", ["rsa2048-sha256", "diffie-hellman-group18-sha512"])
async def test_nobody_without_a_key_makes_the_server_work_hard(box: Box, exchange: str) -> None:
    with pytest.raises((asyncssh.KeyExchangeFailed, asyncssh.ConnectionLost, OSError)):
        async with connected(box, kex_algs=[exchange]):
            pass


async def test_who_is_flooded_off_leaves_no_traceback(box: Box) -> None:
    async with connected(box) as connection:
        for _ in range(3000):
            connection.send_packet(80, String(b"flood"), Boolean(True))
        connection.abort()
    async with connected(box) as connection:
        assert (await connection.run("next")).exit_status in (0, 3)
    assert said_by_the_server(box) == ""


async def test_a_channel_that_is_never_closed_does_not_keep_the_line(empty_box: Box) -> None:
    box = empty_box
    box.let_in("anna")
    box.serve("--login-time", "15")
    async with connected(box) as connection:
        process = await connection.create_process("nonsense", stdin=asyncssh.DEVNULL)
        channel = process.channel
        channel._packet_handlers = {**type(channel)._packet_handlers, 97: lambda *_: True}  # it hears of no end
        await connection.wait_closed()
    assert box.events("cut off")


def _spoil_database(room: Path) -> None:
    (room / "coach.db").write_bytes(os.urandom(4096))


def _spoil_files(room: Path) -> None:
    (room / "config/coach/routines").mkdir(parents=True, exist_ok=True)
    (room / "config/coach/routines/bad.toml").write_text("[[")


@pytest.mark.parametrize(("spoil", "word"), [(_spoil_database, b""), (_spoil_files, b"broken")])
async def test_no_guest_is_told_a_path_of_the_box(empty_box: Box, spoil, word: bytes) -> None:
    box = empty_box
    box.let_in("anna")
    spoil(box.data / "profiles" / "anna")
    box.serve()
    sound = (
        'format = 1\nid = "mine"\nname = "M"\nabout = "A"\nkind = "strength"\n[[step]]\nexercise = "plank"\nhold = 30\n'
    )
    async with connected(box) as connection:
        for command, given in (("next", ""), ("export", ""), ("share", ""), ("add", sound), ("plain", "l\nq\n")):
            done = await connection.run(command, input=given)
            assert not PATH_OF_THE_BOX.search(done.stdout + done.stderr), command
            assert str(box.home) not in done.stdout + done.stderr
        seen = await until(await app(connection, size=(160, 50)), word)
        assert str(box.home).encode() not in seen


async def test_a_profile_that_is_no_folder_is_a_sentence_without_its_path(empty_box: Box) -> None:
    box = empty_box
    box.host("key", "add", "cleo", f"{box.key('cleo')}.pub")
    box.serve()
    (box.data / "profiles").mkdir(exist_ok=True)
    (box.data / "profiles" / "cleo").write_text("")
    async with connected(box, "cleo") as connection:
        done = await connection.run("next")
    assert done.exit_status == 1
    assert done.stderr == "coach: this profile's folder cannot be used. Tell whoever looks after the box.\n"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="Linux only")
async def test_with_the_warm_process_killed_even_a_stopped_coach_ends(empty_box: Box) -> None:
    box = empty_box
    box.let_in("anna")
    box.serve()
    async with connected(box) as connection:
        await until(await app(connection), b"Psoas")
        (coach,) = box.coaches()
        coach.suspend()
        (warm,) = psutil.Process(box.pid).children()
        warm.send_signal(signal.SIGKILL)
        eventually(lambda: not coach.is_running() or coach.status() == psutil.STATUS_ZOMBIE, "the coach to end")
