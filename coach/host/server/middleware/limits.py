"""Limits: on visits in all, on visits of one profile, and on coaches starting at once. A guest refused is told why."""

import asyncio
from collections import Counter
from typing import Any

from coach.host.guests.patience import TOO_MANY_OF_ONE
from coach.host.server.visit import Handler, Visit

FULL = 1
START_S = 5.0
"""After so many seconds a coach no longer counts as starting, whatever it does."""
PATIENCE_S = 30.0
"""How long a guest waits for their coach to be started, in seconds; then they are refused."""
_FULL = "All places are taken at the moment. Please try again in a while."
_BUSY = "A great many people are coming in at once. Please try again in a minute."


class Limits:
    """Allows ``sessions`` visits at once, ``of_one`` for any one profile, and ``starts`` coaches starting at once."""

    def __init__(self, *, sessions: int, of_one: int, starts: int) -> None:
        self._most = sessions
        self._of_one = of_one
        self._here: Counter[str] = Counter()
        self._starts = asyncio.Semaphore(starts)

    async def __call__(self, visit: Visit, go_on: Handler) -> int:
        """Pass the visit on if there is a place for it."""
        if self._here[visit.profile] >= self._of_one:
            visit.line.say(TOO_MANY_OF_ONE.format(self._of_one))
            return FULL
        if self._here.total() >= self._most:
            visit.line.say(_FULL)
            return FULL
        self._here[visit.profile] += 1
        try:
            return await self._start(visit, go_on)
        finally:
            self._here[visit.profile] -= 1
            self._here += Counter()  # drop the profiles with a count of 0

    async def _start(self, visit: Visit, go_on: Handler) -> int:
        place = asyncio.ensure_future(self._starts.acquire())
        come: set[asyncio.Future[Any]] = {place, visit.ended}
        await asyncio.wait(come, timeout=PATIENCE_S, return_when=asyncio.FIRST_COMPLETED)
        if not place.done():
            place.cancel()
            if not visit.ended.done():
                visit.line.say(_BUSY)
            return FULL
        freed = asyncio.create_task(self._free_when_shown(visit))
        try:
            return await go_on(visit)
        finally:
            visit.shown.set()
            await freed

    async def _free_when_shown(self, visit: Visit) -> None:
        try:
            async with asyncio.timeout(START_S):
                await visit.shown.wait()
        except TimeoutError:
            pass
        finally:
            self._starts.release()
