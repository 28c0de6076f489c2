"""Guests of a shared box for the benches: they log in, train in a hold, and are listened to."""

import asyncio
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

import asyncssh
from common import HERE
from e2e.terminal import be_no_beginner
from host.box import Box

assert HERE.is_dir()  # importing it has put the tests' helpers on the path
SIZE = (100, 30)
AT_A_TIME = 4
LISTEN_S = 15.0
SETTLE_S = 1.0
"""After each key: the list names the routine before it is filtered down to it."""
FIRST_FRAME = b"Help"
ROUTINE = """\
format = 1
id = "zz-long"
name = "Zz long"
about = "One hold for the bench."
kind = "strength"
phases = ["acute", "recovery", "maintenance"]
sources = ["coach"]

[[step]]
exercise = "plank"
hold = 1800
sets = 1
"""


@dataclass(slots=True)
class Guest(asyncssh.SSHClientSession):
    """A guest's channel: when what arrived, and how much."""

    seen: bytearray = field(default_factory=bytearray)
    arrivals: list[tuple[float, int]] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def data_received(self, data: bytes, datatype: object) -> None:
        """Note it."""
        self.arrivals.append((time.monotonic(), len(data)))
        self.seen += data
        self.news.set()

    async def until(self, text: bytes) -> float:
        """When the text has come."""
        async with asyncio.timeout(60):
            while text not in self.seen:
                self.news.clear()
                await self.news.wait()
        return self.arrivals[-1][0]


class Crowd:
    """Guests who are here, each with a profile and key of their own."""

    def __init__(self, box: Box, keys: list[asyncssh.SSHKey]) -> None:
        self._box = box
        self._keys = keys
        self.connections: list[asyncssh.SSHClientConnection] = []
        self.guests: list[Guest] = []

    async def connect(
        self, number: int
    ) -> tuple[asyncssh.SSHClientConnection, asyncssh.SSHClientChannel, Guest, float]:
        """Log in until the first frame; how long it took."""
        began = time.monotonic()
        connection = await asyncssh.connect(
            "127.0.0.1",
            self._box.port,
            username=self._box.user,
            client_keys=[self._keys[number]],
            known_hosts=None,
            config=None,
            agent_path=None,
            compression_algs=["none"],
        )
        channel, guest = await connection.create_session(
            Guest, term_type="xterm-256color", term_size=SIZE, encoding=None, env={"COLORTERM": "truecolor"}
        )
        return connection, channel, guest, await guest.until(FIRST_FRAME) - began

    async def grow(self, to: int) -> None:
        """So many are here, in the middle of a hold."""
        gate = asyncio.Semaphore(AT_A_TIME)

        async def come(number: int) -> None:
            async with gate:
                connection, channel, guest, _ = await self.connect(number)
                await asyncio.sleep(SETTLE_S)  # a key before the first frame rests would do nothing
                for keys, then in (
                    (b"zz", b"1 of "),
                    (b"\r", b"Pain now"),
                    (b"0", b"Enter starts"),
                    (b"\r", b"May it play a sound?"),
                    (b"s", b"GET READY"),
                ):
                    del guest.seen[:]
                    channel.write(keys)
                    await guest.until(then)
                    await asyncio.sleep(SETTLE_S)
                channel.write(b"n")
                self.connections.append(connection)
                self.guests.append(guest)

        await asyncio.gather(*(come(number) for number in range(len(self.guests), to)))
        await asyncio.sleep(10)  # what a hold shows and says at its beginning is over

    async def listen(self) -> tuple[list[float], float]:
        """Milliseconds that each tick was late, and the bytes a second of a session."""
        for guest in self.guests:
            guest.arrivals.clear()
            del guest.seen[:]
        await asyncio.sleep(LISTEN_S)
        late = [each for guest in self.guests for each in lateness([at for at, _ in guest.arrivals])]
        sizes = [sum(size for _, size in guest.arrivals) / LISTEN_S for guest in self.guests]
        return late, statistics.median(sizes)

    def cut_all(self) -> None:
        """Everybody's line is cut at once."""
        for connection in self.connections:
            connection.abort()
        self.connections.clear()
        self.guests.clear()


def lateness(arrivals: list[float]) -> list[float]:
    """Milliseconds after the best phase, of what came at least half a second after what was before it."""
    ticks = [at for before, at in zip([0.0, *arrivals], arrivals, strict=False) if at - before > 0.5]
    if not ticks:
        return []
    best = (
        min(tick % 1.0 for tick in ticks) if _spread(ticks) < 0.5 else min((tick + 0.5) % 1.0 for tick in ticks) - 0.5
    )
    return [((tick - best) % 1.0) * 1000 for tick in ticks]


def _spread(ticks: list[float]) -> float:
    phases = [tick % 1.0 for tick in ticks]
    return max(phases) - min(phases)


def p99(values: list[float]) -> float:
    """The value that 1 in 100 exceeds."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]


def prepare(home: Path, people: int) -> tuple[Box, list[asyncssh.SSHKey]]:
    """A box with so many people's keys, and the routine with the long hold for all of them."""
    box = Box(home)
    shared = home / "system" / "coach" / "routines" / "zz-long.toml"
    shared.parent.mkdir(parents=True)
    shared.write_text(ROUTINE)
    keys = [asyncssh.generate_private_key("ssh-ed25519") for _ in range(people)]
    folder = box.data / "host" / "keys"
    folder.mkdir(parents=True, mode=0o700)
    for number, key in enumerate(keys):
        be_no_beginner(box.data / "profiles" / f"p{number}" / "coach.db")
        (folder / f"p{number}.pub").write_bytes(key.export_public_key())
    return box, keys
