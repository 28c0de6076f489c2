"""The server's side of the warm process: ask for a coach, learn how it ended, send it a signal.

Signals go through the warm process, which knows whether a coach is still alive: so they never hit another process.
"""

import asyncio
import json
import signal
import socket
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from coach.host.base.errors import BoxError

LOST = -255
"""The exit code given to a coach whose end nobody saw, because the warm process is gone."""


class Child(Struct):
    """A guest's coach. ``exited`` resolves to its exit code, negative for a signal."""

    pid: int
    exited: "asyncio.Future[int]"


class Children(Struct):
    """The coaches that the warm process has forked for this server."""

    forker: socket.socket
    gone: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    """Done when the warm process has ended, which is always a failure: it does not end by itself."""
    _waiting: "dict[int, asyncio.Future[Child]]" = field(default_factory=dict)
    _alive: dict[int, Child] = field(default_factory=dict)
    _begun: bytes = b""
    _ready: "asyncio.Future[None]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    _number: int = 0

    def listen(self) -> None:
        """Start reading what the warm process sends."""
        self.forker.setblocking(False)
        asyncio.get_running_loop().add_reader(self.forker, self._hear)

    async def warm(self) -> None:
        """Wait until the warm process is ready. Raises BoxError when it ended first."""
        await asyncio.wait([self._ready, self.gone], return_when=asyncio.FIRST_COMPLETED)
        if not self._ready.done():
            raise BoxError("the coach could not be started; run `coach` once to see why.")

    async def fork(self, request: Mapping[str, Any], descriptors: Sequence[int]) -> Child:
        """Start a coach with copies of these descriptors; the caller still closes its own. Raises BoxError."""
        self._number += 1
        number = self._number
        answer: asyncio.Future[Child] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        line = json.dumps({**request, "id": number, "descriptors": len(descriptors)}).encode() + b"\n"
        try:
            await self._send(line, descriptors)
            return await answer
        finally:
            self._waiting.pop(number, None)

    def signal(self, child: Child, number: signal.Signals) -> None:
        """Send a signal to a coach, if it is still running."""
        if not child.exited.done() and not self.gone.done():
            line = json.dumps({"pid": child.pid, "signal": number}).encode() + b"\n"
            asyncio.get_running_loop().create_task(self._send(line, ()))

    async def _send(self, line: bytes, descriptors: Sequence[int]) -> None:
        while True:
            try:
                sent = socket.send_fds(self.forker, [line], list(descriptors))
            except BlockingIOError:
                await asyncio.sleep(0.005)
                continue
            except OSError as error:
                raise BoxError("no more coaches can be started.") from error
            if sent == len(line):
                return
            line, descriptors = line[sent:], ()

    def _hear(self) -> None:
        try:
            data = self.forker.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lose()
            return
        *whole, self._begun = (self._begun + data).split(b"\n")
        for line in whole:
            self._note(json.loads(line))

    def _note(self, message: Mapping[str, Any]) -> None:
        if "ready" in message:
            self._ready.set_result(None)
        elif "gone" in message:
            child = self._alive.pop(message["gone"], None)
            if child is not None and not child.exited.done():
                child.exited.set_result(message["code"])
        else:
            self._note_fork(message)

    def _note_fork(self, message: Mapping[str, Any]) -> None:
        answer = self._waiting.get(message["id"])
        if "pid" in message:
            child = Child(message["pid"], asyncio.get_running_loop().create_future())
            self._alive[child.pid] = child
            if answer is None or answer.done():  # the caller no longer waits for it
                self.signal(child, signal.SIGKILL)
            else:
                answer.set_result(child)
        elif answer is not None and not answer.done():
            answer.set_exception(BoxError(f"no more coaches can be started: {message['failed']}."))

    def _lose(self) -> None:
        asyncio.get_running_loop().remove_reader(self.forker)
        for child in self._alive.values():
            if not child.exited.done():
                child.exited.set_result(LOST)
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(BoxError("no more coaches can be started."))
        if not self.gone.done():
            self.gone.set_result(None)
