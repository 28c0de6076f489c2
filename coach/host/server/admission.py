"""The door: which connections are answered at all, limited by rate per network, and by how many are not yet logged in.

A network is one IPv4 address, or the IPv6 /64 that one household or server has. When too many connections are waiting
to log in, the oldest one of the network with the most is dropped, so that nobody can block the door for others. Left
out: who is banned (``accounts.bans``).
"""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

from msgspec import Struct, field

A_SECOND = 10.0
"""How much a network's count of connections falls each second (a leaky bucket)."""
MOST_NETWORKS = 4096
"""How many networks are remembered; the one not seen for longest is forgotten first."""
AT_THE_DOOR = 400
"""The most connections that may be logging in at the same time."""
OF_ONE_AT_THE_DOOR = 100
"""The same for one network: a whole club behind one router may log in at once, typing passphrases."""
V6_PREFIX = 64
SORRY = b"Too many connections. Please try again in a minute.\r\n"


class Waiting(Struct, eq=False):
    """A connection that is not logged in yet. ``give_way``: called when another one takes its place."""

    network: str
    give_way: Callable[[], None]


class _Network(Struct):
    came: float
    at: float
    waiting: list[Waiting] = field(default_factory=list)


class Door:
    """Counts connections. ``most``: how many one network may open in a burst; beyond that, A_SECOND each second."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._networks: OrderedDict[str, _Network] = OrderedDict()
        self._waiting = 0

    def opens(self, address: str, give_way: Callable[[], None]) -> Waiting | None:
        """Admit one more connection from an address. None: it is not to be answered; else call ``passed`` later."""
        name, now = network_of(address), self._clock()
        known = self._networks.pop(name, None) or _Network(0.0, now)
        known.came = max(0.0, known.came - (now - known.at) * A_SECOND)
        known.at = now
        self._networks[name] = known
        self._forget()
        if known.came >= self._most:
            return None
        known.came += 1
        if len(known.waiting) >= OF_ONE_AT_THE_DOOR:
            self._replace_oldest(known)
        elif self._waiting >= AT_THE_DOOR:
            self._replace_oldest(max(self._networks.values(), key=lambda each: len(each.waiting)))
        waiting = Waiting(name, give_way)
        known.waiting.append(waiting)
        self._waiting += 1
        return waiting

    def passed(self, waiting: Waiting) -> None:
        """Stop counting a connection as waiting: it is logged in, or gone. Calling it twice does no harm."""
        known = self._networks.get(waiting.network)
        if known is not None and waiting in known.waiting:
            known.waiting.remove(waiting)
            self._waiting -= 1

    def _replace_oldest(self, network: _Network) -> None:
        oldest = network.waiting.pop(0)
        self._waiting -= 1
        oldest.give_way()

    def _forget(self) -> None:
        """Forget the oldest networks beyond MOST_NETWORKS, but none with a connection waiting."""
        while len(self._networks) > MOST_NETWORKS:
            name = next((name for name, each in self._networks.items() if not each.waiting), None)
            if name is None:  # never reached: AT_THE_DOOR is less than MOST_NETWORKS
                return
            del self._networks[name]


def network_of(address: str) -> str:
    """Return the network that an address belongs to; a text that is no address is returned as it is."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if known.version == 4:
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, V6_PREFIX), strict=False))
