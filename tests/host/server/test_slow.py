"""Guests who take nothing in: a client that was stopped, and one that keeps the coach drawing and never reads.

Each is cut off, in bounded time and memory, and nobody else notices. These take a minute, as long as patience is.
"""

import asyncio
import signal
import time

import psutil
import pytest

from host.box import Box, eventually

asyncssh = pytest.importorskip("asyncssh")
pytestmark = pytest.mark.soak

GROWS = 20_000_000
"""Bytes that the server may take more, for whatever a guest does."""
GIVEN_UP_S = 600.0


def other_works(box: Box) -> None:
    """Somebody else gets an answer."""
    assert box.ssh("ben", "next").returncode in (0, 3)


def test_a_client_that_was_stopped_is_given_up(box: Box) -> None:
    before = psutil.Process(box.pid).memory_info().rss
    with box.log_in("anna") as there, box.log_in("ben") as other:
        there.wait_for("Leave")
        other.wait_for("Leave")
        there.signal(signal.SIGSTOP)
        for key in ["down"] * 30:
            there.press(key)
        other_works(box)

        def is_given_up() -> bool:
            other.settle(0.05)  # a window that nobody reads would be as slow as the one that was stopped
            return len(box.coaches()) == 1

        eventually(is_given_up, "anna's coach to leave", within=GIVEN_UP_S)
        assert psutil.Process(box.pid).memory_info().rss < before + GROWS
        other.press("down")
        other.settle()
        assert other.process.poll() is None
        there.signal(signal.SIGCONT)
    assert any(event.get("reason") in ("lost", "slow") for event in box.events("left"))


async def test_one_that_never_reads_and_keeps_it_drawing_is_cut_off(box: Box) -> None:
    before, most = psutil.Process(box.pid).memory_info().rss, 0
    async with asyncio.timeout(GIVEN_UP_S + 10):
        async with asyncssh.connect(
            "127.0.0.1",
            box.port,
            config=None,
            username="x",
            client_keys=[str(box.key("anna"))],
            known_hosts=None,
            agent_path=None,
        ) as connection:
            chan, _ = await connection.create_session(
                asyncssh.SSHClientSession, term_type="xterm-256color", term_size=(400, 150), encoding=None
            )
            await asyncio.sleep(1)
            connection._transport.pause_reading()
            number, until = 0, time.monotonic() + GIVEN_UP_S
            while box.coaches() or number < 10:
                assert time.monotonic() < until
                number += 1
                chan.change_terminal_size(300 + number % 100, 100 + number % 50)
                most = max(most, psutil.Process(box.pid).memory_info().rss)
                await asyncio.sleep(0.1)
            assert most < before + GROWS
            await asyncio.to_thread(other_works, box)
            connection.abort()
    eventually(lambda: bool(box.events("left")), "the log")
    assert any(event.get("reason") in ("slow", "lost") for event in box.events("left"))
    assert psutil.Process(box.pid).num_fds() < 100
