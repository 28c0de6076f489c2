"""The lobby: connections that were answered wait here for their engine, which costs some milliseconds each.

A network that sends few goes before one that sends many, so that a newcomer waits for no flood; and who has given way
by then costs nothing. Left out: who is answered at all (``admission``).
"""

import asyncio
from collections import deque
from typing import Generic, TypeVar

Each = TypeVar("Each")


class Lobby(Generic[Each]):
    """What waits, by its network."""

    def __init__(self) -> None:
        self._by_network: dict[str, deque[Each]] = {}
        self._news = asyncio.Event()

    def put(self, network: str, each: Each) -> None:
        """One more waits."""
        self._by_network.setdefault(network, deque()).append(each)
        self._news.set()

    async def take(self) -> Each:
        """The next: the oldest of the network of which the fewest wait."""
        while not self._by_network:
            self._news.clear()
            await self._news.wait()
        name = min(self._by_network, key=lambda name: len(self._by_network[name]))
        found = self._by_network[name].popleft()
        if not self._by_network[name]:
            del self._by_network[name]
        return found

    def empty(self) -> list[Each]:
        """All that wait, who wait no longer."""
        left = [each for line in self._by_network.values() for each in line]
        self._by_network.clear()
        return left
