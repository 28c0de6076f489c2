"""The metrics of a box, for ``coach host status --json`` and for Prometheus, the latter on loopback alone.

They hold no name, address or key. Left out: the log of each visit (``journal``).
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress

from msgspec import Struct

from coach.host.base.errors import BoxError
from coach.host.base.memory import proportional_memory

TICK_S = 1.0
LATE_S = 0.05
LEAST_GAP_S, MOST_GAP_S = 0.5, 1.9
"""Gaps between drawings that count as a tick: a shorter one is an animation or a reply, a longer one another screen."""
LONGEST_REQUEST = 4096
PATIENCE_S = 5.0
LOOPBACK = "127.0.0.1"

Numbers = Mapping[str, int]


class TickCount(Struct):
    """How many one-second ticks running sessions have drawn, and how many of them more than 50 ms late."""

    count: int = 0
    late: int = 0

    def note(self, before: float | None, now: float) -> None:
        """Count a drawing of a running session. ``before``: the one before it; both in seconds of one clock."""
        if before is not None and LEAST_GAP_S < now - before < MOST_GAP_S:
            self.count += 1
            self.late += now - before - TICK_S > LATE_S


def in_numbers(events: Mapping[str, int], ticks: TickCount) -> dict[str, int]:
    """Return the counts since the start: of the log's events, and of the ticks."""
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
    """Return the metrics in Prometheus's text format 0.0.4. ``memory``: bytes of all coaches; None: unknown."""
    lines = []
    for name, value in numbers.items():
        lines += [f"# TYPE coach_{name}_total counter", f"coach_{name}_total {value}"]
    gauges = {"sessions": sessions, "sessions_running": running, "memory_bytes": memory}
    for name, gauge in gauges.items():
        if gauge is not None:
            lines += [f"# TYPE coach_{name} gauge", f"coach_{name} {gauge}"]
    return "\n".join(lines) + "\n"


def memory_of(pids: list[int]) -> int | None:
    """Return the bytes that these processes use together (PSS); None: unknown. Takes a millisecond for each."""
    known = [each for each in map(proportional_memory, pids) if each is not None]
    return sum(known) if known or not pids else None


class Endpoint:
    """Answers ``GET /metrics`` and nothing else. ``text``: called in a thread for each request; returns the body."""

    def __init__(self, text: Callable[[], str]) -> None:
        self._text = text

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request, and close the connection."""
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
    """Serve the metrics on a port of loopback. Raises BoxError when it cannot be listened on."""
    try:
        return await asyncio.start_server(Endpoint(text).answer, LOOPBACK, port, limit=LONGEST_REQUEST)
    except OSError as error:
        raise BoxError(f"{LOOPBACK}:{port} cannot be listened on: {error.strerror or error}.") from error
