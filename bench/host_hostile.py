"""The figures of a shared box under somebody who means it no good: at the door, in a session, and in their own folder.

``host.py`` runs them last, on a box of their own; alone: ``python bench/host_hostile.py [SESSIONS]``.
"""

import asyncio
import socket
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import asyncssh
from common import Figure
from crowd import SIZE, Crowd, p99, prepare
from host.box import Box

HALF_OPEN = 250
"""Of each of two addresses."""
A_SECOND = 200
"""Keys and sizes of one guest."""
LARGE = 900_000
"""Bytes of a routine that is mostly a comment."""
MOST_FILES = 60
CARE = (
    'format = 1\nid = "{0}"\nname = "Mine {0}"\nabout = "One hold."\nkind = "strength"\n'
    'phases = ["recovery"]\nsources = ["coach"]\n[[step]]\nexercise = "plank"\nhold = 20\nsets = 1\n'
)


async def door(box: Box, key: asyncssh.SSHKey) -> Figure:
    """How long a third address takes to log in while two stand in the door, and before."""
    began = time.monotonic()
    async with await _connect(box, key, "127.0.0.4"):
        calm = time.monotonic() - began
    with ExitStack() as lines:
        for number in range(HALF_OPEN):
            for address in ("127.0.0.2", "127.0.0.3"):
                line = lines.enter_context(socket.socket())
                line.bind((address, 0))
                line.settimeout(10)
                with suppress(OSError):
                    line.connect(("127.0.0.1", box.port))
                    line.sendall(b"SSH-2.0-x\r\n" if number % 2 else b"S")
            await asyncio.sleep(0)
        began = time.monotonic()
        async with await _connect(box, key, "127.0.0.4") as connection:
            took = time.monotonic() - began
            await connection.run("next")
    name = f"a third logs in while two addresses hold {HALF_OPEN} half-open connections each"
    return Figure(name, "2 s", f"{took * 1000:.0f} ms (before: {calm * 1000:.0f})", met=took <= 2)


async def _connect(box: Box, key: asyncssh.SSHKey, address: str) -> asyncssh.SSHClientConnection:
    return await asyncssh.connect(
        "127.0.0.1",
        box.port,
        local_addr=(address, 0),
        username=box.user,
        client_keys=[key],
        known_hosts=None,
        config=None,
        agent_path=None,
    )


async def fairness(box: Box, keys: list[asyncssh.SSHKey], many: int) -> list[Figure]:
    """How late the ticks of all others are while one guest resizes, then types, 200 times a second in four sessions."""
    crowd = Crowd(box, keys)
    await crowd.grow(many)
    calm, _ = await crowd.listen()
    figures = []
    channels = [(await crowd.connect(many)) for _ in range(4)]
    for what in ("sizes", "keys"):
        late = await _listened(crowd, [channel for _, channel, _, _ in channels], what)
        name = (
            f"tick of {many} others late, p99 · most, while one guest sends {A_SECOND} {what} a second in four sessions"
        )
        measured = f"{p99(late):.0f} · {max(late):.0f} ms (calm: {p99(calm):.0f} · {max(calm):.0f})"
        figures.append(Figure(name, "50 ms", measured, met=max(late) <= 50))
    for connection, *_ in channels:
        connection.abort()
    crowd.cut_all()
    return figures


async def _listened(crowd: Crowd, channels: list[asyncssh.SSHClientChannel], what: str) -> list[float]:
    """Milliseconds that each tick of the others is late meanwhile."""
    hog = asyncio.create_task(_hog(channels, what))
    late, _ = await crowd.listen()
    hog.cancel()
    with suppress(asyncio.CancelledError):
        await hog
    return late


async def _hog(channels: list[asyncssh.SSHClientChannel], what: str) -> None:
    number = 0
    began = time.monotonic()
    while True:
        number += 1
        for channel in channels:
            if what == "sizes":
                channel.change_terminal_size(80 + number % 60, 24 + number % 20)
            else:
                channel.write(b"jk"[number % 2 : number % 2 + 1])
        await asyncio.sleep(max(0, began + number / A_SECOND - time.monotonic()))


def consent(box: Box, runner: str, helper: str) -> Figure:
    """How long a page that was taken back still stands on the helper's open screen, through the real client."""
    box.ssh(runner, "share", helper)
    with box.log_in(helper, size=SIZE) as looks:
        looks.wait_for("Your team")
        looks.settle()
        looks.press("\x10", *"team")  # where it stands in the list is Home's affair
        looks.settle()
        looks.press("enter")
        looks.wait_for("Training is open.")
        box.ssh(runner, "share", helper, "--stop")
        began = time.monotonic()
        looks.wait_for("Nobody shares")
        took = time.monotonic() - began
        looks.press("ctrl+q")
    return Figure("a page taken back leaves a helper's open screen", "1 s", f"{took * 1000:.0f} ms", met=took <= 1)


async def folder(box: Box, key: asyncssh.SSHKey, profile: str) -> Figure:
    """Where a guest ends who adds one large routine after the other."""
    from coach.host.guests.quota import BYTES, used

    said, number = "", 0
    while number < MOST_FILES and not said:
        number += 1
        text = CARE.format(f"own-{number}") + f"# {'x' * 98}\n" * (LARGE // 101)
        async with await _connect(box, key, "127.0.0.1") as connection:  # each may send a megabyte at once
            done = await connection.run("add", input=text)
        said = str(done.stderr).strip() if done.exit_status else ""
    taken = used(box.data / "profiles" / profile)
    measured = (
        f"{taken.bytes / 2**20:.1f} MB after {number}: {said.splitlines()[-1] if said else 'it was never refused'}"
    )
    return Figure(
        "a guest who writes without end", "20 MB, and a sentence", measured, met=bool(said) and taken.bytes <= BYTES
    )


async def figures(home: Path, many: int) -> list[Figure]:
    """All of them, on a box with so many others."""
    box, keys = prepare(home, many + 5)
    found: list[Figure] = []

    def told(*new: Figure) -> None:
        found.extend(new)
        for each in new:
            print(f"{each.name}: {each.measured}", file=sys.stderr, flush=True)

    with box:
        box.serve("--connections", "100000", "--idle", "86400")
        told(*await fairness(box, keys, many))
        await asyncio.sleep(2)
        told(await door(box, keys[many + 1]))
        for number in (many + 3, many + 4):
            path = box.home / f"p{number}-key"
            path.touch(mode=0o600)
            keys[number].write_private_key(path)
        told(await asyncio.to_thread(consent, box, f"p{many + 3}", f"p{many + 4}"))
        told(await folder(box, keys[many + 2], f"p{many + 2}"))
    return found


def main(words: list[str]) -> int:
    """Prints its table."""
    from run import table

    with tempfile.TemporaryDirectory(prefix="coach-bench-") as place:
        found = asyncio.run(figures(Path(place), int(words[0]) if words else 50))
    print(table(found))
    return int(any(figure.met is False for figure in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
