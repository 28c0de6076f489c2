"""One visit: a guest who was let in and asked for something. What the concerns (``middleware``) know and share."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from msgspec import Struct, field

from coach.host.accounts.revocations import Shown
from coach.host.guests.patience import AWAY, VERY_LONG
from coach.host.guests.quota import FULL


class Reason(StrEnum):
    """Why a visit is ended by its host."""

    LOST = "lost"
    IDLE = "idle"
    SLOW = "slow"
    TOO_LONG = "too long"
    KEY_REMOVED = "key removed"
    FULL = "full"
    STOPPING = "stopping"
    DRAINING = "draining"


GOODBYES = {
    Reason.LOST: "",
    Reason.IDLE: AWAY,
    Reason.SLOW: "Your connection took in too little, so the coach was closed. What you did is saved.",
    Reason.TOO_LONG: VERY_LONG,
    Reason.KEY_REMOVED: "Your key was removed from this host, so the coach was closed. What you did is saved.",
    Reason.FULL: FULL,
    Reason.DRAINING: "This host is about to be restarted. What you did is saved: log in again in a while to go on.",
    Reason.STOPPING: "This host is stopping. What you did is saved: log in again in a while to go on.",
}


class GuestLine(Protocol):
    """The connection to a guest, as the concerns see it."""

    def say(self, sentence: str) -> None:
        """One line for the guest."""

    def repair(self) -> None:
        """Undo what a coach that broke may have left the guest's terminal in."""


class Visit(Struct):
    """A guest's visit. ``key``: as SSH sends it. ``size``: of the terminal, if there is one. ``sent``: not checked."""

    number: int
    profile: str
    key: bytes
    fingerprint: str
    address: str
    command: str | None
    size: tuple[int, int] | None
    sent: Mapping[str, str]
    line: GuestLine
    notices: tuple[str, ...] = ()
    certificate: Shown | None = None
    """What opened the door, where ``key`` is that of its authority."""
    pid: int | None = None
    verb: str = ""
    runs: bool = False
    """Whether a session is running."""
    crash: Mapping[str, object] | None = None
    """What the coach told of its own end, when it broke."""
    since: datetime = field(default_factory=lambda: datetime.now(UTC))
    touched: float = field(default_factory=lambda: asyncio.get_running_loop().time())
    """When the guest last did something, on the loop's clock."""
    drawn: float | None = None
    """When its coach drew last, on the loop's clock."""
    shown: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the coach has drawn something, or is over: it is no longer starting."""
    on_forked: Callable[[], None] = lambda: None
    """Called when its coach has a process."""
    ended: "asyncio.Future[Reason]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def end(self, reason: Reason) -> None:
        """Have the coach save and leave; the first reason stands."""
        if not self.ended.done():
            self.ended.set_result(reason)

    @property
    def reason(self) -> Reason | None:
        """Why it was ended, if it was."""
        return self.ended.result() if self.ended.done() else None

    def touch(self) -> None:
        """The guest is there."""
        self.touched = asyncio.get_running_loop().time()


Handler = Callable[[Visit], Awaitable[int]]
Concern = Callable[[Visit, Handler], Awaitable[int]]
"""Sees a visit come and go: it may refuse it, and else hands it on; the exit code."""


def chain(concerns: list[Concern], inner: Handler) -> Handler:
    """The concerns around each other, the first outermost, and ``inner`` in the middle."""
    handler = inner
    for concern in reversed(concerns):
        handler = _around(concern, handler)
    return handler


def _around(concern: Concern, inner: Handler) -> Handler:
    async def handle(visit: Visit) -> int:
        return await concern(visit, inner)

    return handle
