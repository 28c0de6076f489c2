"""A monkey at the keyboard: keys, mouse and sizes from a seed, over every screen; what it did stands in what it raises.

It takes no heed of what is on the screen; now and then it is put on another one, so that it comes everywhere. Left out:
how much it does (the tests).
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from textual.events import Event, Key, MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp, Paste

from coach.domain.records.entries import CheckIn, Session

from .playing import Player

KEYS = (
    *"0123456789ts?hefobnrdmqyulw+-./ zåя",
    "enter", "enter", "enter", "escape", "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab",
    "shift+tab", "space", "backspace", "delete", "ctrl+e", "ctrl+n", "ctrl+t", "ctrl+p", "ctrl+s", "ctrl+a", "ctrl+k",
    "ctrl+space", "ctrl+g", "ctrl+f", "ctrl+z", "f1", "f5", "f6", "f7", "f8",
)  # fmt: skip
"""All but those that leave."""
_CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t", "escape": "\x1b"}
SIZES = ((80, 24), (80, 24), (40, 12), (39, 11), (120, 40), (20, 5), (1, 1), (200, 60), (60, 100), (200, 2))
AT_ONCE = 4
"""Up to so many things come before the app has had its turn."""


@dataclass
class Monkey:
    """One monkey. ``lately``: the last of what it did."""

    player: Player
    chance: random.Random
    lately: list[str]

    async def play(self, acts: int) -> None:
        """Do so many things. Raises AssertionError with the last of them when the app broke."""
        done = 0
        while done < acts:
            for _ in range(self.chance.randint(1, AT_ONCE)):
                await self._act()
                done += 1
            await self.player.pilot.pause()
            fault = self.player.app.fault
            assert fault is None, f"{fault!r} after {self.lately[-40:]}"
            if not self.player.app._running:
                return

    async def _act(self) -> None:
        kind = self.chance.random()
        if kind < 0.75:
            self._press(self.chance.choice(KEYS))
        elif kind < 0.93:
            self._mouse()
        elif kind < 0.96:
            self._note("paste")
            self.player.app.post_message(Paste("format = 1\n[[step]]\n8"))
        elif kind < 0.98:
            size = self.chance.choice(SIZES)
            self._note(f"size {size}")
            await self.player.pilot.resize_terminal(*size)
        else:
            self._pass_time()

    def _press(self, key: str) -> None:
        self._note(key)
        self.player.app.post_message(Key(key, key if len(key) == 1 else _CHARACTERS.get(key)))

    def _mouse(self) -> None:
        width, height = self.player.app.size
        x, y = self.chance.randrange(max(1, width)), self.chance.randrange(max(1, height))
        self._note(f"mouse {x},{y}")
        kinds: tuple[type[Event], ...] = self.chance.choice(
            [(MouseDown, MouseUp), (MouseDown, MouseUp), (MouseMove,), (MouseScrollDown,), (MouseScrollUp,), (MouseUp,)]
        )
        for kind in kinds:
            self.player.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))  # type: ignore[call-arg]

    def _pass_time(self) -> None:
        self._note("time")
        self.player.clock.move(self.chance.choice((0.3, 2.0, 15.0)))
        tick = getattr(self.player.screen, "tick", None)
        if tick:
            tick()

    def _note(self, what: str) -> None:
        self.lately.append(f"{self.player.at}: {what}")
        del self.lately[:-80]


def _pain_check(player: Player) -> None:
    done = next((each for each in reversed(player.records()) if isinstance(each, Session)), None)
    if done is not None:
        player.app.go.pain_check(done)


def _session(player: Player) -> None:
    if not player.app.session:
        player.app.session.begin(player.training.today.plan("psoas-care"), CheckIn(before=1))


def _first_start(player: Player) -> None:
    from coach.tui.screens.first_start import FirstStart

    player.app.go.home()
    player.app.push_screen(FirstStart(player.training))


PLACES: dict[str, Callable[[Player], None]] = {
    "home": lambda player: player.app.go.home(),
    "ready": lambda player: player.app.go.ready("psoas-care"),
    "session": _session,
    "pain check": _pain_check,
    "log": lambda player: player.app.go.log(),
    "remove": lambda player: player.app.go.remove(),
    "first start": _first_start,
    "you": lambda player: player.app.go.you(),
    "share": lambda player: player.app.go.share(),
    "team": lambda player: player.app.go.team(),
    "settings": lambda player: player.app.go.settings(),
    "editor": lambda player: player.app.go.edit("routine", "psoas-care"),
    "new routine": lambda player: player.app.go.new_routine(),
    "palette": lambda player: player.app.action_command_palette(),
}
