"""Idle: log out a guest who has gone away. A running session counts as presence, a paused one does not."""

import asyncio

from coach.host.guests.patience import LONGEST_S
from coach.host.server.background import watched
from coach.host.server.visit import Handler, Reason, Visit

LOOK_S = 15.0


class Idle:
    """Ends visits in which nothing has happened for ``seconds``, and those longer than LONGEST_S."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    async def __call__(self, visit: Visit, go_on: Handler) -> int:
        """Pass the visit on, and watch when the guest last did something."""
        with watched(self._watch(visit)):
            return await go_on(visit)

    async def _watch(self, visit: Visit) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        while True:
            now = loop.time()
            if now - began >= LONGEST_S:
                visit.end(Reason.TOO_LONG)
                return
            left = self._seconds if visit.runs else visit.touched + self._seconds - now
            if left <= 0:
                visit.end(Reason.IDLE)
                return
            await asyncio.sleep(min(left, LOOK_S))
