"""Run a visit: have a coach forked on a terminal or pipes of its own, and copy bytes until it is over."""

import asyncio
import fcntl
import json
import os
import signal
import struct
import termios
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any, Protocol

from coach.host.base.terminal import checked_environment
from coach.host.guests.presence import RESTS, RUNS
from coach.host.server.metrics import TickCount
from coach.host.server.relay import Pump, Sink
from coach.host.server.visit import Reason, Visit
from coach.host.workers.children import Child, Children

TYPED_A_SECOND, SENT_A_SECOND = 4096, 1_048_576
"""Bytes per second that are taken from a terminal, and from a pipe."""
DRAINING_S = 2.0
SHOWN_BYTES = 1500
"""After so many bytes the coach has drawn its first frame."""
LONGEST_CRASH = 8192
_END_OF_FILE = b"\x04"


class GuestConnection(Sink, Protocol):
    """The guest's connection, to which a coach's input and terminal can be attached."""

    def attach(self, pump: Pump, resize: Callable[[int, int], None], end_input: Callable[[], None]) -> None:
        """Pass the guest's input and terminal sizes on from now on."""


class Attend:
    """The innermost handler of a visit: has a coach forked for it, and sees it to its end."""

    def __init__(
        self,
        children: Children,
        connection_of: Callable[[Visit], GuestConnection],
        saving_s: float,
        quota: int,
        ticks: TickCount,
    ) -> None:
        self._children = children
        self._connection_of = connection_of
        self._saving_s = saving_s
        self._quota = quota
        self._ticks = ticks

    async def __call__(self, visit: Visit) -> int:
        """Run the visit; return the exit code of its coach, negative for a signal. Raises BoxError."""
        with ExitStack() as descriptors:
            wires = _Wires(visit.size, descriptors)
            connection = self._connection_of(visit)
            request = {
                "profile": visit.profile,
                "command": visit.command,
                "terminal": visit.size is not None,
                "sent": checked_environment(visit.sent),
                "notices": visit.notices,
                "quota": self._quota,
            }
            child = await self._children.fork(request, wires.theirs)
            visit.pid = child.pid
            visit.on_forked()
            wires.close_theirs()
            rate = SENT_A_SECOND if visit.size is None else TYPED_A_SECOND
            pump = Pump(connection, wires.outs, wires.into, rate=rate, on_slow=lambda: visit.end(Reason.SLOW))
            pump.on_sent = lambda: self._note(visit, pump)
            listener = _Listener(visit, wires.presence)
            try:
                connection.attach(pump, wires.resize, lambda: wires.end_input(pump))
                return await self._see_out(visit, child, pump)
            finally:
                listener.close()
                pump.close()

    def _note(self, visit: Visit, pump: Pump) -> None:
        """Note that the coach has drawn: perhaps a tick of its session, and perhaps the end of its start."""
        now = asyncio.get_running_loop().time()
        if visit.runs:
            self._ticks.note(visit.drawn, now)
        visit.drawn = now
        if pump.sent > SHOWN_BYTES:
            visit.shown.set()

    async def _see_out(self, visit: Visit, child: Child, pump: Pump) -> int:
        try:
            over: set[asyncio.Future[Any]] = {child.exited, visit.ended}
            await asyncio.wait(over, return_when=asyncio.FIRST_COMPLETED)
            if not child.exited.done():
                if visit.reason in (Reason.LOST, Reason.SLOW):
                    pump.discard()
                if visit.reason is not Reason.FULL:  # it fills the disk: it is killed without saving
                    self._children.signal(child, signal.SIGTERM if visit.reason is Reason.STOPPING else signal.SIGHUP)
                    await asyncio.wait({child.exited}, timeout=self._saving_s)
        finally:
            if not child.exited.done():
                self._children.signal(child, signal.SIGKILL)
        code = await child.exited
        await asyncio.wait([pump.drained], timeout=DRAINING_S)
        return code


class _Wires:
    """The descriptors of one coach: ``theirs`` for it, the rest for the server. ``size`` None: pipes, no terminal."""

    def __init__(self, size: tuple[int, int] | None, descriptors: ExitStack) -> None:
        self._open: set[int] = set()
        descriptors.callback(self._close_all)
        if size is not None:
            master, slave = self._own(os.openpty())
            self._master: int | None = master
            self.resize(*size)
            _take_utf8(slave)
            self.into, self.outs, self.theirs = master, {master: False}, [slave]
        else:
            self._master = None
            stdin, self.into = self._own(os.pipe())
            out, stdout = self._own(os.pipe())
            error, stderr = self._own(os.pipe())
            self.outs, self.theirs = {out: False, error: True}, [stdin, stdout, stderr]
        self.presence, tells = self._own(os.pipe())
        self.theirs.append(tells)

    def _own(self, pair: tuple[int, int]) -> tuple[int, int]:
        self._open.update(pair)
        return pair

    def resize(self, columns: int, rows: int) -> None:
        """Set the terminal's size; the kernel signals it to the coach."""
        if self._master is not None and self._master in self._open:
            with suppress(OSError):
                fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def end_input(self, pump: Pump) -> None:
        """End the coach's input: close the pipe, or send Ctrl-D on a terminal."""
        if self._master is not None:
            pump.feed(_END_OF_FILE)
        else:
            pump.end_input(lambda: self._shut(self.into))

    def close_theirs(self) -> None:
        """Close the coach's descriptors here: it has its own copies now."""
        for descriptor in self.theirs:
            self._shut(descriptor)

    def _shut(self, descriptor: int) -> None:
        if descriptor in self._open:
            self._open.discard(descriptor)
            os.close(descriptor)

    def _close_all(self) -> None:
        for descriptor in list(self._open):
            self._shut(descriptor)


class _Listener:
    """Reads a coach's reports (``guests.presence``) into its visit."""

    def __init__(self, visit: Visit, descriptor: int) -> None:
        self._visit = visit
        self._descriptor = descriptor
        self._text = bytearray()
        os.set_blocking(descriptor, False)
        asyncio.get_running_loop().add_reader(descriptor, self._hear)

    def close(self) -> None:
        """Read the last reports, and stop reading."""
        self._hear()
        asyncio.get_running_loop().remove_reader(self._descriptor)

    def _hear(self) -> None:
        try:
            data = os.read(self._descriptor, 4096)
        except OSError:
            data = b""
        if not data:
            asyncio.get_running_loop().remove_reader(self._descriptor)
        for byte in (data[number : number + 1] for number in range(len(data))):
            if byte in (RUNS, RESTS) and not self._text:
                self._visit.runs = byte == RUNS
                self._visit.touch()
            elif len(self._text) < LONGEST_CRASH:
                self._text += byte
        if self._text.endswith(b"\n") and self._visit.crash is None:
            with suppress(ValueError, KeyError, TypeError, RecursionError):  # a guest's process may send anything
                told = json.loads(self._text)
                self._visit.crash = {"error": str(told["error"]), "at": [str(place) for place in told["at"]]}


def _take_utf8(slave: int) -> None:
    """Have the terminal's erase key remove a whole UTF-8 character, not a byte."""
    modes = termios.tcgetattr(slave)
    modes[0] |= getattr(termios, "IUTF8", 0)
    termios.tcsetattr(slave, termios.TCSANOW, modes)
