"""Copy bytes between a guest's connection and their coach, in small chunks in either direction.

Only as much is read as can be passed on, so that a guest who reads nothing or sends without end costs bounded memory.
Left out: making the two ends (``run_visit``, ``server``).
"""

import asyncio
import errno
import os
from collections.abc import Callable, Mapping
from typing import Protocol

CHUNK = 16_384
SLOW_S = 20.0
"""A guest who takes nothing of the waiting output for so long is cut off."""
LOOK_AGAIN_S = 0.05
MOST_WAITING = 65_536
"""Bytes of input that may wait for the coach before reading from the guest stops."""
BURST = 16_384
"""Bytes that a guest may send at once; after that ``rate`` per second."""


class Sink(Protocol):
    """A guest's connection, as the pump sees it."""

    def write(self, data: bytes, *, error: bool) -> None:
        """Send bytes to the guest, on standard error if ``error``."""

    def takes_more(self) -> bool:
        """Return whether bytes written now would leave soon."""

    def pause_reading(self) -> None:
        """Stop reading from the guest for now."""

    def resume_reading(self) -> None:
        """Read from the guest again."""


class Pump:
    """Copies both ways between a guest (``sink``) and the descriptors of their coach.

    ``outs``: descriptors to read from, True for standard error. ``into``: the one to write to; None: input is dropped.
    ``rate``: bytes of input per second. ``on_slow``: called when the guest takes no output for SLOW_S.
    """

    def __init__(
        self, sink: Sink, outs: Mapping[int, bool], into: int | None, *, rate: int, on_slow: Callable[[], None]
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._sink = sink
        self._outs = dict(outs)
        self._into = into
        self._rate = rate
        self._on_slow = on_slow
        self._pending = bytearray()
        self._close_input: Callable[[], None] | None = None
        self._allowed, self._allowed_at = float(BURST), self._loop.time()
        self._held: set[str] = set()
        self._blocked_since: float | None = None
        self._discards = False
        self.sent = 0
        """Bytes sent to the guest so far."""
        self.on_sent: Callable[[], None] | None = None
        self.drained: asyncio.Future[None] = self._loop.create_future()
        """Done when the coach has closed all of ``outs``."""
        for descriptor in (*outs, *([into] if into is not None else [])):
            os.set_blocking(descriptor, False)
        for descriptor in outs:
            self._loop.add_reader(descriptor, self._read, descriptor)

    # --- from the coach to the guest --------------------------------------------------------------------------------

    def discard(self) -> None:
        """Read and drop the coach's output from now on, so that it can end although the guest is gone."""
        self._discards = True

    def _read(self, descriptor: int) -> None:
        if not self._discards and not self._sink.takes_more():
            self._hold_out(descriptor)
            return
        self._blocked_since = None
        try:
            data = os.read(descriptor, CHUNK)
        except BlockingIOError:
            return
        except OSError as error:
            if error.errno not in (errno.EIO, errno.EBADF):
                raise
            data = b""  # a terminal whose other side is closed
        if not data:
            self._close_out(descriptor)
        elif not self._discards:
            self.sent += len(data)
            self._sink.write(data, error=self._outs[descriptor])
            if self.on_sent is not None:
                self.on_sent()

    def _hold_out(self, descriptor: int) -> None:
        now = self._loop.time()
        if self._blocked_since is None:
            self._blocked_since = now
        elif now - self._blocked_since > SLOW_S:
            self.discard()
            self._on_slow()
        self._loop.remove_reader(descriptor)
        self._loop.call_later(LOOK_AGAIN_S, self._look_again, descriptor)

    def _look_again(self, descriptor: int) -> None:
        if descriptor in self._outs:
            self._loop.add_reader(descriptor, self._read, descriptor)

    def _close_out(self, descriptor: int) -> None:
        self._loop.remove_reader(descriptor)
        self._outs.pop(descriptor, None)
        if not self._outs and not self.drained.done():
            self.drained.set_result(None)

    # --- from the guest to the coach --------------------------------------------------------------------------------

    def feed(self, data: bytes) -> None:
        """Pass on what the guest sent; pause the guest when too much waits, or it comes too fast."""
        if self._into is None:
            return
        self._pending += data
        self._write()
        if len(self._pending) > MOST_WAITING:
            self._hold_in("full")
        now = self._loop.time()
        self._allowed = min(BURST, self._allowed + (now - self._allowed_at) * self._rate) - len(data)
        self._allowed_at = now
        if self._allowed < 0:
            self._hold_in("fast")
            self._loop.call_later(-self._allowed / self._rate, self._free_in, "fast")

    def end_input(self, close: Callable[[], None]) -> None:
        """Call ``close`` once all input has been passed on: the guest sends no more."""
        self._close_input = close
        self._write()

    def _write(self) -> None:
        if self._into is None:
            return
        try:
            while self._pending:
                del self._pending[: os.write(self._into, self._pending[:CHUNK])]
        except BlockingIOError:
            self._loop.add_writer(self._into, self._write)
            return
        except OSError:  # the coach reads no more
            self._pending.clear()
        self._loop.remove_writer(self._into)
        self._free_in("full")
        if self._close_input is not None:
            self._into = None
            self._close_input()

    def _hold_in(self, why: str) -> None:
        if not self._held:
            self._sink.pause_reading()
        self._held.add(why)

    def _free_in(self, why: str) -> None:
        if self._held == {why}:
            self._sink.resume_reading()
        self._held.discard(why)

    def close(self) -> None:
        """Stop using every descriptor; the caller closes them."""
        for descriptor in self._outs:
            self._loop.remove_reader(descriptor)
        self._outs.clear()
        if self._into is not None:
            self._loop.remove_writer(self._into)
            self._into = None
