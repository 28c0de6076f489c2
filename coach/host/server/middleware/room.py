"""Room: whoever writes without end is logged out before the disk is full, whatever has become of their coach."""

import asyncio

from coach.host.guests.quota import Watch
from coach.host.server.background import watched
from coach.host.server.visit import Handler, Reason, Visit
from coach.store.paths import profile_folder

LOOK_S = 1.0


class Room:
    """Ends visits whose profile takes more than ``quota`` bytes."""

    def __init__(self, quota: int) -> None:
        self._quota = quota

    async def __call__(self, visit: Visit, go_on: Handler) -> int:
        """Hand on, and keep an eye on the folder."""
        with watched(self._watch(visit)):
            return await go_on(visit)

    async def _watch(self, visit: Visit) -> None:
        watch = Watch(profile_folder(visit.profile), self._quota)
        while True:
            await asyncio.sleep(LOOK_S)
            if watch.is_over():
                visit.end(Reason.FULL)
                return
