"""What a guest, or somebody who is none, may not do: each refusal is a case. The clients misbehave, as asyncssh can."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest

from host.box import Box, eventually

asyncssh = pytest.importorskip("asyncssh")

WITHIN_S = 180


@asynccontextmanager
async def connected(box: Box, who: str = "anna", **how: object) -> AsyncIterator["asyncssh.SSHClientConnection"]:
    """A connection with somebody's key, in bounded time."""
    async with asyncio.timeout(WITHIN_S):
        given = {"username": "x", "client_keys": [str(box.key(who))], "known_hosts": None, "agent_path": None} | how
        async with asyncssh.connect("127.0.0.1", box.port, config=None, **given) as connection:
            yield connection


async def app(connection, size=(80, 24), term="xterm-256color", **how):
    """The app on a terminal."""
    return await connection.create_process(term_type=term, term_size=size, encoding=None, **how)


async def until(process, text: bytes) -> bytes:
    seen = b""
    while text not in seen:
        more = await process.stdout.read(65536)
        assert more, seen[-2000:]
        seen += more
    return seen


async def end(process) -> None:
    process.stdin.write(b"\x11")
    await process.wait()


# --- who gets in ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("user", ["anna", "ben", "root", "../ben", "join-", "join-" + "a" * 20, "x" * 900])
async def test_an_unknown_key_opens_nothing_under_any_name(box: Box, user: str) -> None:
    with pytest.raises((asyncssh.PermissionDenied, asyncssh.ConnectionLost, asyncssh.DisconnectError)):
        async with connected(box, "stranger", username=user):
            pass


@pytest.mark.parametrize("how", [{"password": "anna"}, {"client_keys": []}, {"client_keys": [], "password": ""}])
async def test_nothing_but_a_key_opens(box: Box, how: dict) -> None:
    with pytest.raises(asyncssh.PermissionDenied):
        async with connected(box, **({"client_keys": []} | how)):
            pass


@pytest.mark.parametrize("user", ["ben", "root", "../ben", "anna; sh"])
async def test_the_key_decides_the_profile_never_the_name(box: Box, user: str) -> None:
    async with connected(box, "anna", username=user) as connection:
        await connection.run("next")
        process = await connection.create_process("export")
        await process.wait()
    assert box.events("came")[-1]["profile"] == "anna"


async def test_a_key_that_was_only_shown_decides_nothing(box: Box, tmp_path) -> None:
    # The client shows Ben's public key; when it is welcome, it signs with a stranger's private one.
    mixed = tmp_path / "mixed"
    mixed.write_bytes(box.key("stranger").read_bytes())
    mixed.chmod(0o600)
    (tmp_path / "mixed.pub").write_bytes(box.key("ben").with_name("ben-key.pub").read_bytes())
    client = [str(mixed) if word == str(box.key("stranger")) else word for word in box.client("stranger")]
    refused = subprocess.run([*client, "next"], capture_output=True, text=True, timeout=WITHIN_S, check=False)
    assert refused.returncode == 255
    assert not refused.stdout


async def test_so_many_keys_may_be_tried_and_no_more(box: Box) -> None:
    strangers = [asyncssh.generate_private_key("ssh-ed25519") for _ in range(25)]
    anna = asyncssh.read_private_key(str(box.key("anna")))
    with pytest.raises((asyncssh.PermissionDenied, asyncssh.DisconnectError)):
        async with connected(box, client_keys=[*strangers, anna]):
            pass


# --- what is asked for ------------------------------------------------------------------------------------------------


async def test_sftp_and_other_subsystems_are_refused(box: Box) -> None:
    async with connected(box) as connection:
        with pytest.raises((asyncssh.ChannelOpenError, asyncssh.SFTPError, asyncssh.ConnectionLost)):
            await connection.start_sftp_client()
        for name in ("netconf", "../sh", "x" * 5000):
            with pytest.raises(asyncssh.ChannelOpenError):
                await connection.create_session(asyncssh.SSHClientSession, subsystem=name)


async def test_no_forwarding_of_any_kind(box: Box, tmp_path) -> None:
    async with connected(box) as connection:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_connection("127.0.0.1", box.port)
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_unix_connection("/run/x")
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.open_tun()
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.forward_remote_port("", 0, "127.0.0.1", 1)
        with pytest.raises(asyncssh.ChannelListenError):
            await connection.forward_remote_path(str(tmp_path / "s"), str(tmp_path / "t"))


async def test_no_agent_and_no_x11(box: Box) -> None:
    async with connected(box, agent_forwarding=True) as connection:
        process = await connection.create_process("next")
        await process.wait()
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.create_process("next", x11_forwarding=True, x11_display="127.0.0.1:0")


@pytest.mark.parametrize(
    "command",
    [
        *(
            "sh",
            "/bin/sh -i",
            "next; sh",
            "next\nsh",
            "next && sh",
            "$(sh)",
            "`sh`",
            "plain --profile ben",
            "export /etc/x",
        ),
        *("add /etc/passwd", "morning -1", "morning 11", "morning 1 2", "morning ٣", "play", "host key list", "../bob"),
        *("\x1b[2J", "next\x00", "scp -t /", "x" * 100_000, "--profile", "add --replace --profile ben"),
    ],
)
async def test_nothing_but_the_verbs_is_run(box: Box, command: str) -> None:
    async with connected(box) as connection:
        done = await connection.run(command)
        assert done.exit_status == 2
        assert not done.stdout
        assert "morning N" in done.stderr
        assert "\x1b" not in done.stderr


async def test_a_command_that_is_no_text_is_refused(box: Box) -> None:
    async with connected(box) as connection:
        with pytest.raises(asyncssh.ChannelOpenError):
            await connection.create_session(asyncssh.SSHClientSession, command=b"\xff\xfe\x80")  # type: ignore[arg-type]


async def test_a_channel_gives_one_visit(box: Box) -> None:
    async with connected(box) as connection:
        opened = [await connection.create_process("plain") for _ in range(4)]
        too_many = await connection.run("next")
        assert (too_many.exit_status, "logged in 4 times" in too_many.stderr) == (1, True)
        for process in opened:
            process.close()
    eventually(lambda: not box.coaches(), "the coaches to leave")


# --- the environment and the terminal ---------------------------------------------------------------------------------


async def test_only_four_variables_get_in_and_only_with_sound_values(box: Box) -> None:
    sent = {
        "LANG": "de_DE.UTF-8",
        "NO_COLOR": "1",
        "COLORTERM": "$(sh)",
        "HOME": "/root",
        "LD_PRELOAD": "/tmp/x.so",
        "PYTHONPATH": "/tmp",
        "PYTHONSTARTUP": "/tmp/x.py",
        "XDG_DATA_HOME": "/tmp/elsewhere",
        "XDG_CONFIG_HOME": "/tmp/elsewhere",
        "EDITOR": "sh",
        "TEXTUAL_DEBUG": "1",
        "COACH_DEBUG": "1",
    }
    async with connected(box) as connection:
        process = await app(connection, env=sent, term="screen")
        await until(process, b"\x1b[?1049h")
        eventually(lambda: bool(box.coaches()), "a coach")
        (coach,) = box.coaches()
        room = str(Path(f"/proc/{coach.pid}/cwd").readlink())
        await end(process)
    assert room == str(box.data / "profiles" / "anna")


@pytest.mark.parametrize("term", ["../../etc/passwd", "x" * 4000, "%s%n", "dumb", "\x1b]0;x\x07"])
async def test_a_strange_terminal_name_harms_nobody(box: Box, term: str) -> None:
    async with connected(box) as connection:
        process = await app(connection, term=term)
        if term == "dumb":
            assert b"plain" in await process.stdout.read()
        else:
            await until(process, b"Leave")
            await end(process)


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (2**31, 2**31), (4_294_967_295, 1), (10, 3), (400, 150)])
async def test_every_size_is_clamped(box: Box, size: tuple[int, int]) -> None:
    async with connected(box) as connection:
        process = await app(connection, size=size)
        await until(process, b"\x1b[?1049h")
        for width, height in ((2**32 - 1, 2**32 - 1), (0, 0), (3, 1000)):
            process.change_terminal_size(width, height)
        eventually(lambda: [_window(coach) for coach in box.coaches()] == [(10, 150)], "the last size, clamped")
        await end(process)


def _window(coach: psutil.Process) -> tuple[int, int]:
    with Path(f"/proc/{coach.pid}/fd/0").open() as terminal:
        return tuple(os.get_terminal_size(terminal.fileno()))


async def test_a_flood_of_sizes_and_keys_costs_bounded_memory(box: Box) -> None:
    before = psutil.Process(box.pid).memory_info().rss
    async with connected(box) as connection:
        process = await app(connection)
        await until(process, b"Leave")
        for number in range(3000):
            process.change_terminal_size(20 + number % 300, 10 + number % 100)
        process.stdin.write(b"\x1b[<0;1;1M\x1b\xff\xfe\x00\x9b2J" * 20_000)
        await asyncio.sleep(1)
        assert psutil.Process(box.pid).memory_info().rss < before + 20_000_000
        other = await asyncio.wait_for(asyncio.to_thread(box.ssh, "ben", "next"), WITHIN_S)
        assert other.returncode == 0
    eventually(lambda: not box.coaches(), "the coach to leave")


async def test_many_variables_are_none_at_all(box: Box) -> None:
    async with connected(box) as connection:
        process = await app(connection, env={f"V{number}": "x" * 1000 for number in range(300)})
        await until(process, b"Leave")
        await end(process)


async def test_a_guest_who_takes_in_nothing_costs_bounded_memory(box: Box) -> None:
    before = psutil.Process(box.pid).memory_info().rss
    async with connected(box) as connection:
        chan, _ = await connection.create_session(asyncssh.SSHClientSession, term_type="xterm", term_size=(400, 150))
        await asyncio.sleep(0.3)
        chan.pause_reading()
        for number in range(200):
            chan.change_terminal_size(300 + number % 100, 100 + number % 50)
            await asyncio.sleep(0.005)
        assert psutil.Process(box.pid).memory_info().rss < before + 20_000_000
    eventually(lambda: not box.coaches(), "the coach to leave")


# --- what comes in ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "routine",
    ["\x00\xff", "id = ", "[[step]]\n" * 5000, 'id = "../../ben/x"', "a." * 5000 + "b = 1", "x" * 1_050_000],
)
async def test_what_is_no_routine_is_not_added(box: Box, routine: str) -> None:
    async with connected(box) as connection:
        done = await connection.run("add", input=routine)
    assert done.exit_status == 1
    assert "Traceback" not in done.stderr
    assert not list((box.data / "profiles" / "anna").rglob("incoming/*"))
    assert {path.name for path in (box.data / "profiles").iterdir()} <= {"anna", "ben"}


async def test_plain_mode_survives_hostile_bytes(box: Box) -> None:
    async with connected(box) as connection:
        done = await connection.run(
            "plain", input=b"\xff\xfe\x00\x1b[2J\n../ben\nl\n" + b"z" * 300_000 + b"\nq\n", encoding=None
        )
    assert done.exit_status == 0
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stdout


async def test_a_room_in_which_nothing_can_be_put_down_is_a_sentence(box: Box) -> None:
    room, crashes = box.data / "profiles" / "ben", len(box.events("crashed"))
    box.ssh("ben", "next")
    obstacles = room / ".in-use", room / "incoming"
    (room / ".in-use").unlink()
    (room / ".in-use").mkdir()
    (room / "incoming").write_text("")
    try:
        async with connected(box, "ben") as connection:
            assert (await connection.run("next")).exit_status in (0, 3)
            done = await connection.run("add", input='id = "x"')
        assert done.exit_status == 1
        assert "Nothing was added" in done.stderr
        assert len(box.events("crashed")) == crashes
    finally:
        obstacles[0].rmdir()
        obstacles[1].unlink()


async def test_a_code_that_many_use_at_once_lets_one_key_in(box: Box) -> None:
    code = box.host("invite", "dora").strip()

    async def join(key: "asyncssh.SSHKey") -> bool:
        try:
            async with connected(box, username=code, client_keys=[key]) as connection:
                return (await connection.run("next")).exit_status in (0, 3)
        except asyncssh.PermissionDenied:
            return False

    keys = [asyncssh.generate_private_key("ssh-ed25519") for _ in range(8)]
    assert sum(await asyncio.gather(*(join(key) for key in keys))) == 1
    assert (box.data / "host" / "keys" / "dora.pub").read_text().count("\n") == 1


async def test_nothing_at_all_is_not_added(box: Box) -> None:
    async with connected(box) as connection:
        process = await connection.create_process("add")
        process.stdin.write_eof()
        done = await process.wait()
    assert (done.exit_status, "nothing came in" in done.stderr) == (1, True)
