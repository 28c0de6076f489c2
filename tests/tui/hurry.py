"""A machine that is busy, by chance: messages wait a while before they are handled, each queue another while.

In every queue their order stays; between queues it becomes another with each seed, as where a processor is shared, or
keys come all at once over a slow line. Also tells which keys counted. Left out: what is pressed (the tests).
"""

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from textual.events import Callback, Event, Key
from textual.message import Message
from textual.message_pump import MessagePump

from coach.tui.base.one_by_one import OneByOneApp
from coach.tui.base.steady import Steady

from .playing import Player

TURNS = (0, 0, 0, 1, 2, 3, 7)
"""Turns of the event loop that a message may wait."""
CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t", "escape": "\x1b"}


@contextmanager
def busy(seed: object) -> Iterator[None]:
    """Within this, messages wait; which, and for how long, follows from the seed."""
    chance = random.Random(str(seed))
    get = MessagePump._get_message

    async def get_late(pump: MessagePump) -> Message:
        if pump._pending_message is None and not pump._closed:
            await pump._message_queue.ready_event.wait()  # type: ignore[attr-defined]
            for _ in range(chance.choice(TURNS)):
                await asyncio.sleep(0)
            if chance.random() < 0.1:  # so that what waits for an empty queue waits longer
                pump.post_message(Callback(callback=_nothing))
        return await get(pump)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MessagePump, "_get_message", get_late)
        yield


async def _nothing() -> None:
    pass


def key(name: str) -> Key:
    """A key as a terminal sends it."""
    return Key(name, name if len(name) == 1 else CHARACTERS.get(name))


def post(player: Player, *names: str) -> None:
    """Send keys all at once, before the app has its turn."""
    for name in names:
        player.app.post_message(key(name))


@dataclass
class Counted:
    """The keys that counted, in order: all but those whose screen was not on top any more when their turn came."""

    _taken: list[Key] = field(default_factory=list)
    _dropped: set[int] = field(default_factory=set)

    @property
    def names(self) -> list[str]:
        return [each.key for each in self._taken if id(each) not in self._dropped]


@contextmanager
def counting() -> Iterator[Counted]:
    """Within this, it is noted which keys counted."""
    counted = Counted()
    take, on_screen = OneByOneApp._take, Steady.on_event

    async def taken(app: OneByOneApp, event: Event) -> None:
        if isinstance(event, Key):
            counted._taken.append(event)
        await take(app, event)  # type: ignore[arg-type]

    async def at_screen(screen: Steady[object], event: Event) -> None:
        if isinstance(event, Key) and not screen.is_on_top:
            counted._dropped.add(id(event))
        await on_screen(screen, event)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OneByOneApp, "_take", taken)
        patch.setattr(Steady, "on_event", at_screen)
        yield counted
