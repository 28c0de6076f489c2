"""The lobby: accepted connections wait here for their SSH engine, which takes some milliseconds of work each.

Networks with few waiting connections go before those with many, so that a newcomer does not wait behind a flood; a
connection that was dropped meanwhile costs nothing. Left out: who is accepted at all (``admission``).
"""

import asyncio
from collections import deque
from typing import Generic, TypeVar

Each = TypeVar("Each")


class Lobby(Generic[Each]):
    """A queue of items by their network."""

    def __init__(self) -> None:
        self._by_network: dict[str, deque[Each]] = {}
        self._news = asyncio.Event()

    def put(self, network: str, each: Each) -> None:
        """Add an item of a network."""
        self._by_network.setdefault(network, deque()).append(each)
        self._news.set()

    async def take(self) -> Each:
        """Wait for and remove the next item: the oldest of the network with the fewest."""
        while not self._by_network:
            self._news.clear()
            await self._news.wait()
        name = min(self._by_network, key=lambda name: len(self._by_network[name]))
        found = self._by_network[name].popleft()
        if not self._by_network[name]:
            del self._by_network[name]
        return found

    def empty(self) -> list[Each]:
        """Remove and return all items."""
        left = [each for line in self._by_network.values() for each in line]
        self._by_network.clear()
        return left
