"""Which refusals get a line of the log: each one, but of a flood only some, so that nobody fills the disk from outside.

A network is as at the door (``admission.network_of``).
"""

import time
from collections import OrderedDict
from collections.abc import Callable

from msgspec import Struct

from coach.host.server.admission import MOST_NETWORKS, network_of
from coach.host.server.journal import Journal

EVENT = "turned away"
AT_ONCE = 60
"""Lines that one network may cause in a burst: more than any filter that bans by counting them needs."""
A_SECOND = 1.0
"""Lines that it may cause each second beyond that."""


class _Flood(Struct):
    """``lines``: those that count against the burst now; ``silent``: refusals since the last line that got none."""

    lines: float
    at: float
    silent: int = 0


class Refusals:
    """Notes the connections that were turned away. ``clock``: seconds that never go back."""

    def __init__(self, journal: Journal, clock: Callable[[], float] = time.monotonic) -> None:
        self._journal = journal
        self._clock = clock
        self._floods: OrderedDict[str, _Flood] = OrderedDict()

    def note(self, address: str, why: str) -> None:
        """Write the line of one refusal, with how many it stands for; or only count it."""
        times = self._stands_for(address)
        if times is None:
            self._journal.counts[EVENT] += 1
        else:
            self._journal.write(EVENT, address=address, why=why, times=times if times > 1 else None)

    def _stands_for(self, address: str) -> int | None:
        """Return how many refusals the line of this one stands for, itself included; None if it gets no line."""
        name, now = network_of(address), self._clock()
        flood = self._floods.pop(name, None) or _Flood(0.0, now)
        flood.lines = max(0.0, flood.lines - (now - flood.at) * A_SECOND)
        flood.at = now
        self._floods[name] = flood
        if len(self._floods) > MOST_NETWORKS:
            self._floods.popitem(last=False)
        if flood.lines > AT_ONCE - 1:
            flood.silent += 1
            return None
        flood.lines += 1
        stands_for, flood.silent = flood.silent + 1, 0
        return stands_for
