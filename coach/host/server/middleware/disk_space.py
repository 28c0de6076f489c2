"""Disk space: end a visit that keeps writing before it fills the disk, whatever its coach itself does."""

import asyncio

from coach.host.guests.quota import Watch
from coach.host.server.background import watched
from coach.host.server.visit import Handler, Reason, Visit
from coach.store.paths import profile_folder

LOOK_S = 1.0


class DiskSpace:
    """Ends visits whose profile grows beyond ``quota`` bytes (see ``quota.Watch``)."""

    def __init__(self, quota: int) -> None:
        self._quota = quota

    async def __call__(self, visit: Visit, go_on: Handler) -> int:
        """Pass the visit on, and watch the profile's folder."""
        with watched(self._watch(visit)):
            return await go_on(visit)

    async def _watch(self, visit: Visit) -> None:
        watch = Watch(profile_folder(visit.profile), self._quota)
        while True:
            await asyncio.sleep(LOOK_S)
            if watch.is_over():
                visit.end(Reason.FULL)
                return
