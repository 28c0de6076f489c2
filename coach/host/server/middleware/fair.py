"""Fair: a coach that works without a rest, because its guest has it drawn anew all the time, comes after all others.

An honest session uses a few hundredths of a core. Whoever is put behind stays there for the visit: without rights, no
process gets its place back. Left out: how fast keys and sizes pass at all (``relay``, ``channel``).
"""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from coach.host.server.background import watched
from coach.host.server.visit import Handler, Visit

LOOK_S = 1.0
BUSY = 0.5
"""Of one core, for as long as ``LOOK_S``."""
BEHIND = 10
"""As ``nice`` counts: a tenth of the others' share, where there is not enough for all."""


class Fair:
    """Puts hogs behind. ``used``: seconds of processor time of a process so far; None: not to be had."""

    def __init__(
        self,
        used: "Callable[[int], float | None] | None" = None,
        put_behind: Callable[[int], None] | None = None,
    ) -> None:
        self._used = used or processor_time
        self._put_behind = put_behind or _put_behind

    async def __call__(self, visit: Visit, go_on: Handler) -> int:
        """Hand on, and keep an eye on its coach."""
        with watched(self._watch(visit)):
            return await go_on(visit)

    async def _watch(self, visit: Visit) -> None:
        before: float | None = None
        while True:
            await asyncio.sleep(LOOK_S)
            now = None if visit.pid is None else self._used(visit.pid)
            if visit.pid is not None and now is not None and before is not None and now - before > BUSY * LOOK_S:
                self._put_behind(visit.pid)
                return
            before = now


def processor_time(pid: int) -> float | None:
    """Seconds of processor time of a process and its threads so far (Linux). None: not to be had."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def _put_behind(pid: int) -> None:
    with suppress(OSError):  # it has ended
        os.setpriority(os.PRIO_PROCESS, pid, BEHIND)
