"""How the app treats what it is sent: it clamps sizes, reads keys by their place, and keeps each key for its screen.

It also names them: in every footer, and in Help, a key has the same name.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from textual.binding import Binding
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.events import Event, InputEvent, Key, Paste, Resize
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from coach.system.terminal_size import clamped
from coach.tui.base.app_base import AppBase
from coach.tui.base.screen import CoachScreen
from coach.tui.terminal.layouts import Keyboard

if TYPE_CHECKING:
    from textual.actions import ActionParseResult


_LEAVES = ("ctrl+c", "ctrl+q")
"""Keys that work before the first frame is shown."""
_LABELS = ("Esc", "Del", "PgUp", "PgDn", "Space", "Tab", "Home", "End", *(f"F{number}" for number in range(1, 13)))
_NAMES = {ctrl + label.lower(): ctrl + label for label in _LABELS for ctrl in ("", "^")}
"""Keys as they are labelled and as every sentence has them, by what Textual calls them."""


class KeyedApp(AppBase):
    """The part of the app between the terminal and the screens."""

    def __init__(self) -> None:
        super().__init__()
        self._keyboard = Keyboard()
        self.is_seen = False
        """Whether the first frame is out. Keys typed before it were meant for something else, so they are dropped."""
        self._had: WeakKeyDictionary[Key, Sequence[Screen[object]]] = WeakKeyDictionary()
        """The screen that was on top when a key came."""

    def post_message(self, message: Message) -> bool:
        """As in every app, but sizes that cannot be drawn are clamped, and keys are read by their place."""
        if isinstance(message, Resize):
            size = Size(*clamped(*message.size))
            if size != message.size:
                message = Resize(size, size)
        elif isinstance(message, Key):
            message = self._keyboard.by_place(message)
        if isinstance(message, Key | Paste) and not self.is_seen and not self._leaves(message):
            return True
        return super().post_message(message)

    def get_key_display(self, binding: Binding) -> str:
        """How a key is shown."""
        shown = super().get_key_display(binding)
        return _NAMES.get(shown, shown)

    def _leaves(self, message: Key | Paste) -> bool:
        return isinstance(message, Key) and message.key in _LEAVES

    async def on_event(self, event: Event) -> None:
        """As in every app, but a key counts only for the screen it was pressed on, and only if that screen is visible.

        Textual delivers a key twice, to the screen and then to the bindings; another screen may be on top by then.
        Keys and the mouse mean nothing once the app is left: its screens are being taken down.
        """
        if isinstance(event, InputEvent) and self._exit:
            return
        if isinstance(event, Key) and not event.is_forwarded:
            self._had[event] = self.screen_stack[-1:]
        if isinstance(event, Key) and event.is_forwarded and self._had.get(event) != self.screen_stack[-1:]:
            return
        if not (isinstance(event, Key | Paste) and not event.is_forwarded and self._hides_its_keys()):
            await super().on_event(event)
        elif isinstance(event, Key):
            await self._check_bindings(event.key, priority=True)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """As in every app, but an action of a screen that is not mounted yet, or has been left, is dropped."""
        on = default_namespace
        if isinstance(on, Widget) and (on._pruning or on._closing):
            return False
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except NoMatches:
            if isinstance(on, Widget) and not on.is_mounted:
                return False
            raise

    def _hides_its_keys(self) -> bool:
        """Whether the window is too small for the screen whose keys would be pressed."""
        top = self.screen_stack[-1] if self.screen_stack else None
        return isinstance(top, CoachScreen) and top.drops_keys
