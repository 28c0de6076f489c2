"""A monkey at the keyboard: keys, mouse and sizes by chance, everywhere; what it did stands in what it raises.

It takes no heed of what is on the screen, and comes in storms: much is sent before the app has had its turn. Now and
then it is put back where it began, so that it is there for a good part of the time. What it does follows from its seed.
Left out: how much it does (the tests); where it is put (``places``).
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Event, Key, MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp, Paste, Resize
from textual.geometry import Size

from .playing import Player

KEYS = (
    *"0123456789ts?hefobnrdmqyulw+-./ zåя",
    "enter", "enter", "enter", "escape", "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab",
    "shift+tab", "space", "backspace", "delete", "ctrl+e", "ctrl+n", "ctrl+t", "ctrl+p", "ctrl+s", "ctrl+a", "ctrl+k",
    "ctrl+space", "ctrl+g", "ctrl+f", "ctrl+z", "f1", "f3", "f5", "f6", "f7", "f8",
)  # fmt: skip
"""All but those that only leave; Esc on Home and the palette's word for it leave now and then."""
_CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t", "escape": "\x1b"}
SIZES = ((80, 24), (80, 24), (40, 12), (39, 11), (120, 40), (20, 5), (1, 1), (200, 60), (60, 100), (200, 2))
A_FEW, A_STORM = 4, 60
"""At most so many things come before the app has done all that follows from them: every second time a few."""
TURNS = 5
"""Turns of the event loop that the app gets, at most, in the middle of a storm."""
AT_ITS_PLACE = 0.2
"""How often it is put back, of the times that the app has come to rest."""
MOST_SCREENS = 12
"""Screens one over the other: more are piling up."""


@dataclass
class Monkey:
    """One monkey. ``go``: puts it in its place. ``lately``: the last of what it did. ``seen``: where it has been."""

    player: Player
    chance: random.Random
    go: Callable[[Player], None]
    lately: list[str]
    done: int = 0
    seen: set[str] = field(default_factory=set)
    _size: tuple[int, int] = (80, 24)

    async def play(self, acts: int) -> None:
        """Do so many things, fewer when the app is left. Raises AssertionError with the last of them when it broke."""
        while self.done < acts and self.player.app._running:
            if self.chance.random() < AT_ITS_PLACE:
                self._note("back")
                self.go(self.player)
            await (self._few() if self.chance.random() < 0.5 else self._storm())
            await self.player.pilot.pause()
            self._look()

    async def _few(self) -> None:
        for _ in range(self.chance.randint(1, A_FEW)):
            await self._act()

    async def _storm(self) -> None:
        for _ in range(self.chance.randint(A_FEW, A_STORM)):
            await self._act()
            for _ in range(self.chance.choice((0, 0, 0, 0, 1, TURNS))):
                await asyncio.sleep(0)

    def _look(self) -> None:
        """What holds whenever the app has come to rest."""
        app = self.player.app
        assert app.fault is None, f"{app.fault!r} after {self.lately}"
        if app._running:
            assert len(app.screen_stack) <= MOST_SCREENS, f"{app.screen_stack} after {self.lately}"
            self.seen.add(self.player.at)

    async def _act(self) -> None:
        self.done += 1
        kind = self.chance.random()
        if kind < 0.75:
            self._press(self.chance.choice(KEYS))
        elif kind < 0.93:
            self._mouse()
        elif kind < 0.96:
            self._note("paste")
            self.player.app.post_message(Paste("format = 1\n[[step]]\n8"))
        elif kind < 0.98:
            self._size = self.chance.choice(SIZES)
            self._note(f"size {self._size}")
            self._resize(Size(*self._size))
        else:
            self._pass_time()

    def _press(self, key: str) -> None:
        self._note(key)
        self.player.app.post_message(Key(key, key if len(key) == 1 else _CHARACTERS.get(key)))

    def _mouse(self) -> None:
        width, height = self._size
        x, y = self.chance.randrange(max(1, width)), self.chance.randrange(max(1, height))
        self._note(f"mouse {x},{y}")
        kinds: tuple[type[Event], ...] = self.chance.choice(
            [(MouseDown, MouseUp), (MouseDown, MouseUp), (MouseMove,), (MouseScrollDown,), (MouseScrollUp,), (MouseUp,)]
        )
        for kind in kinds:
            self.player.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))  # type: ignore[call-arg]

    def _resize(self, size: Size) -> None:
        driver = self.player.app._driver
        if isinstance(driver, HeadlessDriver):
            driver._size = size  # type: ignore[assignment]
        self.player.app.post_message(Resize(size, size))

    def _pass_time(self) -> None:
        self._note("time")
        self.player.clock.move(self.chance.choice((0.3, 2.0, 15.0)))
        screen = self.player.screen if self.player.app._running else None
        if screen is not None and screen.is_mounted and hasattr(screen, "tick"):
            screen.tick()

    def _note(self, what: str) -> None:
        at = self.player.at if self.player.app._running else "gone"
        self.lately.append(f"{at}: {what}")
        del self.lately[:-150]
