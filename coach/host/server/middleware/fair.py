"""Fair: lower the priority of a coach that is always busy, because its guest keeps making it redraw.

An honest session uses a few hundredths of a core. The lower priority stays for the whole visit: without privileges it
cannot be raised again. Left out: how fast keys and sizes are passed on at all (``relay``, ``channel``).
"""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from coach.host.server.background import watched
from coach.host.server.visit import Handler, Visit

LOOK_S = 1.0
BUSY_SHARE = 0.5
"""The share of one core, over ``LOOK_S``, above which a coach counts as busy."""
BEHIND = 10
"""The nice value for a busy coach: about a tenth of the others' share when the processor is short."""


class Fair:
    """Lowers the priority of busy coaches. ``used``: returns a process's seconds of processor time so far, or None."""

    def __init__(
        self,
        used: "Callable[[int], float | None] | None" = None,
        put_behind: Callable[[int], None] | None = None,
    ) -> None:
        self._used = used or processor_time
        self._put_behind = put_behind or _put_behind

    async def __call__(self, visit: Visit, go_on: Handler) -> int:
        """Pass the visit on, and watch its coach's processor time."""
        with watched(self._watch(visit)):
            return await go_on(visit)

    async def _watch(self, visit: Visit) -> None:
        before: float | None = None
        while True:
            await asyncio.sleep(LOOK_S)
            now = None if visit.pid is None else self._used(visit.pid)
            if visit.pid is not None and now is not None and before is not None and now - before > BUSY_SHARE * LOOK_S:
                self._put_behind(visit.pid)
                return
            before = now


def processor_time(pid: int) -> float | None:
    """Return the seconds of processor time of a process and its threads so far; None: unknown (not Linux)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def _put_behind(pid: int) -> None:
    with suppress(OSError):  # it has ended
        os.setpriority(os.PRIO_PROCESS, pid, BEHIND)
