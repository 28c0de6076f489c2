"""A rate limit between the network and the SSH engine: bytes pass no faster than people need, in bounded buffers.

The engine (asyncssh) reads and keeps whatever arrives, so a flood of requests would cost it memory and time.
"""

import asyncio
import socket
from contextlib import suppress

RATE = 65_536
"""Bytes per second from one connection. A key press takes about a hundred, a large routine twenty thousand."""
BURST = 1_310_720
"""Bytes that may pass at once: enough for the largest routine."""
HIGH_WATER = 65_536


class _Side(asyncio.Protocol):
    """One end: passes what it receives to the other end, and stops reading while that is full."""

    def __init__(self, rate: int | None) -> None:
        self._loop = asyncio.get_running_loop()
        self._rate = rate
        self._allowed, self._allowed_at = float(BURST), self._loop.time()
        self._held: set[str] = set()
        self.transport: asyncio.Transport | None = None
        self.other: _Side | None = None
        self.closed = self._loop.create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport, and limit its write buffer."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.set_write_buffer_limits(high=HIGH_WATER)

    def data_received(self, data: bytes) -> None:
        """Pass data to the other end; stop reading for a while when it comes too fast."""
        if self.other is not None and self.other.transport is not None:
            self.other.transport.write(data)
        if self._rate is not None:
            self._spend(len(data), self._rate)

    def pause_writing(self) -> None:
        """Stop the other end reading: this end's buffer is full."""
        if self.other is not None:
            self.other.hold("full")

    def resume_writing(self) -> None:
        """Let the other end read again: this end's buffer has room."""
        if self.other is not None:
            self.other.free("full")

    def connection_lost(self, exc: Exception | None) -> None:
        """Close the other end too, once it has sent what is left."""
        self.transport = None  # aborting it again would fail
        if not self.closed.done():
            self.closed.set_result(None)
        if self.other is not None and self.other.transport is not None:
            self.other.transport.close()

    def hold(self, why: str) -> None:
        """Stop reading. ``why``: a reason that ``free`` takes back."""
        if not self._held and self.transport is not None:
            self.transport.pause_reading()
        self._held.add(why)

    def free(self, why: str) -> None:
        """Take a reason back; read again if it was the last one."""
        was = bool(self._held)
        self._held.discard(why)
        if was and not self._held and self.transport is not None and not self.transport.is_closing():
            self.transport.resume_reading()

    def _spend(self, size: int, rate: int) -> None:
        now = self._loop.time()
        self._allowed = min(BURST, self._allowed + (now - self._allowed_at) * rate) - size
        self._allowed_at = now
        if self._allowed < 0:
            self.hold("fast")
            self._loop.call_later(-self._allowed / rate, self.free, "fast")


class Valve:
    """A connection from the network, and the socket (``engine``) that the SSH engine gets in its place."""

    def __init__(self, outer: _Side, inner: _Side, engine: socket.socket) -> None:
        self._outer = outer
        self._inner = inner
        self.engine = engine

    @classmethod
    async def between(cls, network: socket.socket) -> "Valve":
        """Make a valve for a connection; the network's side is rate limited."""
        loop = asyncio.get_running_loop()
        ours, engine = socket.socketpair()
        for each in (network, ours, engine):
            each.setblocking(False)
            with suppress(OSError):
                each.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, HIGH_WATER)
        with suppress(OSError):
            network.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        outer, inner = _Side(RATE), _Side(None)
        outer.other, inner.other = inner, outer
        await loop.connect_accepted_socket(lambda: inner, ours)
        await loop.connect_accepted_socket(lambda: outer, network)
        return cls(outer, inner, engine)

    def cut(self) -> None:
        """Close both sides at once, whatever is still in the buffers."""
        for side in (self._outer, self._inner):
            if side.transport is not None:
                side.transport.abort()

    async def closed(self) -> None:
        """Wait until the network's side is closed."""
        await asyncio.wait({self._outer.closed})
