"""The door: which connections are answered at all. So many of one address in a time, and so many not yet logged in."""

import time
from collections import OrderedDict
from collections.abc import Callable

from msgspec import Struct

A_SECOND = 10.0
"""Connections of one address that are forgotten each second."""
MOST_ADDRESSES = 4096
"""So many are remembered; the one not seen for longest is forgotten first."""
AT_THE_DOOR = 400
"""Connections that may be logging in at the same time."""
SORRY = b"Too many connections. Please try again in a minute.\r\n"


class _Address(Struct):
    came: float
    at: float


class Door:
    """Counts connections. ``most``: of one address at once."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._addresses: OrderedDict[str, _Address] = OrderedDict()
        self._waiting = 0

    def opens(self, address: str) -> bool:
        """Whether one more connection from there is answered. If so, ``passed`` is to be called once, later."""
        now = self._clock()
        known = self._addresses.pop(address, None) or _Address(0.0, now)
        known.came = max(0.0, known.came - (now - known.at) * A_SECOND)
        known.at = now
        fits = known.came < self._most and self._waiting < AT_THE_DOOR
        if fits:
            known.came += 1
            self._waiting += 1
        self._addresses[address] = known
        if len(self._addresses) > MOST_ADDRESSES:
            self._addresses.popitem(last=False)
        return fits

    def passed(self) -> None:
        """One of them is logged in, or gone."""
        self._waiting -= 1
