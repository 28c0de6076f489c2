"""What a box tells of itself in numbers: for ``coach host status --json``, and for Prometheus, on loopback alone.

No name, address or key is in it. Left out: what the log has of each visit (``journal``).
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress

from msgspec import Struct

from coach.host.base.errors import RefusedError
from coach.host.base.memory import proportional_memory

TICK_S = 1.0
LATE_S = 0.05
LEAST_GAP_S, MOST_GAP_S = 0.5, 1.9
"""What comes sooner is a figure that moves, or an answer to a key; what comes later is another screen."""
LONGEST_REQUEST = 4096
PATIENCE_S = 5.0
LOOPBACK = "127.0.0.1"

Numbers = Mapping[str, int]


class TickCount(Struct):
    """The seconds that sessions counted: how many came, and how many of them more than 50 ms late."""

    count: int = 0
    late: int = 0

    def note(self, before: float | None, now: float) -> None:
        """A session that runs has drawn something, and the last time it did was ``before``."""
        if before is not None and LEAST_GAP_S < now - before < MOST_GAP_S:
            self.count += 1
            self.late += now - before - TICK_S > LATE_S


def in_numbers(events: Mapping[str, int], ticks: TickCount) -> dict[str, int]:
    """Counts since the start: what the log's events come to, and the ticks."""
    refused = ("turned away", "not let in", "cut off")
    return {
        "logins": events.get("came", 0),
        "joined": events.get("joined", 0),
        "refusals": sum(events.get(name, 0) for name in refused),
        "crashes": events.get("crashed", 0) + events.get("broke", 0),
        "ticks": ticks.count,
        "ticks_late": ticks.late,
    }


def as_prometheus(numbers: Numbers, sessions: int, running: int, memory: int | None) -> str:
    """The same as Prometheus reads it (text format 0.0.4). ``memory``: bytes of the coaches; None: not to be had."""
    lines = []
    for name, value in numbers.items():
        lines += [f"# TYPE coach_{name}_total counter", f"coach_{name}_total {value}"]
    gauges = {"sessions": sessions, "sessions_running": running, "memory_bytes": memory}
    for name, gauge in gauges.items():
        if gauge is not None:
            lines += [f"# TYPE coach_{name} gauge", f"coach_{name} {gauge}"]
    return "\n".join(lines) + "\n"


def memory_of(pids: list[int]) -> int | None:
    """Bytes that these processes take together (PSS). None: not to be had. It takes a millisecond for each."""
    known = [each for each in map(proportional_memory, pids) if each is not None]
    return sum(known) if known or not pids else None


class Endpoint:
    """Answers ``GET /metrics`` and nothing else. ``text``: made for each request, in a thread."""

    def __init__(self, text: Callable[[], str]) -> None:
        self._text = text

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, and the connection is closed."""
        with suppress(OSError, asyncio.TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            async with asyncio.timeout(PATIENCE_S):
                request = await reader.readuntil(b"\r\n\r\n")
                found = request.startswith((b"GET /metrics ", b"GET /metrics?"))
                body = (await asyncio.to_thread(self._text) if found else "Not here: GET /metrics\n").encode()
                status = "200 OK" if found else "404 Not Found"
                head = (
                    f"HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: {len(body)}\r\n"
                )
                writer.write(f"{head}Connection: close\r\n\r\n".encode() + body)
                await writer.drain()
        writer.close()


async def listen(text: Callable[[], str], port: int) -> asyncio.Server:
    """Tell the numbers to whoever asks on this machine. Raises RefusedError where the port cannot be had."""
    try:
        return await asyncio.start_server(Endpoint(text).answer, LOOPBACK, port, limit=LONGEST_REQUEST)
    except OSError as error:
        raise RefusedError(f"{LOOPBACK}:{port} cannot be listened on: {error.strerror or error}.") from error
