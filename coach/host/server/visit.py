"""A visit: a guest who was let in and asked for something; and how the middleware is chained for it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from msgspec import Struct, field

from coach.host.accounts.revocations import Shown
from coach.host.guests.patience import AWAY, VERY_LONG
from coach.host.guests.quota import FULL_UP


class Reason(StrEnum):
    """Why the host ended a visit."""

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
    Reason.FULL: FULL_UP,
    Reason.DRAINING: "This host is about to be restarted. What you did is saved: log in again in a while to go on.",
    Reason.STOPPING: "This host is stopping. What you did is saved: log in again in a while to go on.",
}


class GuestLine(Protocol):
    """The connection to a guest, as the middleware sees it."""

    def say(self, sentence: str) -> None:
        """Send one line to the guest."""

    def repair(self) -> None:
        """Reset the guest's terminal after a coach that crashed."""


class Visit(Struct):
    """A guest's visit. ``key``: the bytes that SSH sends. ``sent``: environment variables, not checked.

    ``size``: columns and rows of the terminal; None: there is none.
    """

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
    """The certificate that logged in; then ``key`` is its authority's. None: a plain key did."""
    pid: int | None = None
    verb: str = ""
    runs: bool = False
    """Whether a session is running."""
    crash: Mapping[str, object] | None = None
    """What the coach reported of its crash: ``error`` and ``at`` (places in the code)."""
    since: datetime = field(default_factory=lambda: datetime.now(UTC))
    touched: float = field(default_factory=lambda: asyncio.get_running_loop().time())
    """When the guest last did something, in seconds of the event loop's clock."""
    drawn: float | None = None
    """When its coach last drew, in seconds of the event loop's clock."""
    shown: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the coach no longer counts as starting: it has drawn its first frame, or is over."""
    on_forked: Callable[[], None] = lambda: None
    """Called when its coach's process exists."""
    ended: "asyncio.Future[Reason]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def end(self, reason: Reason) -> None:
        """Have the coach save and leave. The first reason counts, later calls change nothing."""
        if not self.ended.done():
            self.ended.set_result(reason)

    @property
    def reason(self) -> Reason | None:
        """Why the host ended it; None: it did not."""
        return self.ended.result() if self.ended.done() else None

    def touch(self) -> None:
        """Note that the guest did something just now."""
        self.touched = asyncio.get_running_loop().time()


Handler = Callable[[Visit], Awaitable[int]]
Middleware = Callable[[Visit, Handler], Awaitable[int]]
"""A middleware: may refuse a visit, else awaits the next handler with it; returns the exit code."""


def chain(middlewares: list[Middleware], inner: Handler) -> Handler:
    """Wrap ``inner`` in the middleware, the first of the list outermost."""
    handler = inner
    for middleware in reversed(middlewares):
        handler = _around(middleware, handler)
    return handler


def _around(middleware: Middleware, inner: Handler) -> Handler:
    async def handle(visit: Visit) -> int:
        return await middleware(visit, inner)

    return handle
