"""Keys and clicks are handled one after the other, however fast they come, and each on the screen it was meant for.

Textual delivers a key twice, to the screen and then to the bindings: of two that come at once, a screen handles the
second before the bindings of the first are asked.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.events import Event, InputEvent, Key, MouseDown, MouseUp, Paste
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

from coach.tui.base.app_base import AppBase
from coach.tui.base.screen import CoachScreen

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

INTERRUPT = "ctrl+c"
"""Never waits for what was pressed before it."""
_ROUNDS = 2
"""How often word goes the way of a key, until all that came of the key has been handled, too (``Handled``)."""
_LOOK_AGAIN_S = 0.05
"""Seconds until a look whether the widget that had the last key is gone, with what would have come back from it."""


class Handled(Message):
    """Goes the way of a key or click through the same queues, behind it: back at the app, that has been handled.

    ``rounds``: how often it goes that way yet. What a widget sends because of a key is under way when it comes back
    first: that Enter was pressed on a line, say. The second time it comes behind that, too.
    """

    def __init__(self, to: Widget, rounds: int) -> None:
        super().__init__()
        self.to = to
        self.rounds = rounds


class OneByOneApp(AppBase):
    """The part of the app that hands on what was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._had: WeakKeyDictionary[Key, Sequence[Screen[object]]] = WeakKeyDictionary()
        """The screen that was on top when a key came."""
        self._under_way: Handled | None = None
        """What comes back when the last key, or click, has been handled; None: it has been."""
        self._held: deque[tuple[InputEvent, Sequence[Screen[object]], object]] = deque()
        """What was pressed meanwhile, with the screen that was on top then, and what was under the mouse."""

    async def on_event(self, event: Event) -> None:
        """As in every app, but a key counts only for the screen it was pressed on, and only if that screen is visible.

        Textual delivers a key twice, to the screen and then to the bindings; another screen may be on top by then.
        Keys and the mouse mean nothing once the app is left: its screens are being taken down.
        """
        if isinstance(event, InputEvent) and self._exit:
            return
        if isinstance(event, Key) and event.is_forwarded and self._had.get(event) != self.screen_stack[-1:]:
            return
        if not isinstance(event, InputEvent) or event.is_forwarded:
            await super().on_event(event)
        elif self._must_wait(event):
            if not self._held:
                self.set_timer(_LOOK_AGAIN_S, self._look_again)
            self._held.append((event, self.screen_stack[-1:], self._under(event)))
        else:
            await self._take(event)

    async def on_handled(self, message: Handled) -> None:
        """The last key or click has been handled: go on with what was pressed meanwhile."""
        if message is not self._under_way:
            return
        self._under_way = None
        if message.rounds > 1:
            self._follow(message.to, message.rounds - 1)
        await self._go_on_with_held()

    async def _go_on_with_held(self) -> None:
        """Take what was pressed meanwhile, as far as it can be taken now, and what it was pressed on is still there."""
        while self._held and not self._is_under_way and not self._exit:
            event, on, under = self._held.popleft()
            is_there = on == self.screen_stack[-1:]
            if is_there and self._under(event) != under:
                self._mouse_down_widget = None  # no click on what has come under the mouse by itself
                is_there = isinstance(event, MouseUp)  # which may end a selection
            if is_there:
                await self._take(event)

    def _under(self, event: InputEvent) -> object:
        """What is under the mouse: a widget, and the line of it, as far as it tells."""
        if not isinstance(event, MouseDown | MouseUp):
            return None
        try:
            widget, _ = self.get_widget_at(event.x, event.y)
        except NoWidget:
            return None
        return widget, self.screen.get_style_at(event.x, event.y).meta

    async def _look_again(self) -> None:
        """Go on where no word can come back, since the widget that had the last key is gone."""
        await self._go_on_with_held()
        if self._held and not self._exit:
            self.set_timer(_LOOK_AGAIN_S, self._look_again)

    async def _take(self, event: InputEvent) -> None:
        """Pass on to the screen what was pressed, and let word follow that tells when that has been handled."""
        if isinstance(event, Key | Paste) and self._hides_its_keys():
            if isinstance(event, Key):
                await self._check_bindings(event.key, priority=True)
            return
        if isinstance(event, Key):
            self._had[event] = self.screen_stack[-1:]
        await super().on_event(event)
        if isinstance(event, Key) and event.is_forwarded:
            self._follow(self.focused or self.screen, _ROUNDS)
        elif isinstance(event, MouseUp) and self._mouse_down_widget is not None:
            self._follow(self._mouse_down_widget, _ROUNDS)

    def _follow(self, to: Widget, rounds: int) -> None:
        handled = Handled(to, rounds)
        if self._is_on_top(to) and to.post_message(handled):
            self._under_way = handled

    @property
    def _is_under_way(self) -> bool:
        """Whether the last key or click is still being handled: the word behind it is on its way back to the app.

        Where no message waits from its widget up to the app, that word was lost with a widget that went.
        """
        if self._under_way is None or not self._is_on_top(self._under_way.to):
            return False
        return any(map(_has_messages, self._under_way.to.ancestors_with_self))

    def _is_on_top(self, widget: Widget) -> bool:
        above = widget.ancestors_with_self
        return not any(each._closing or each._pruning for each in above) and self.screen_stack[-1] in above

    def _must_wait(self, event: InputEvent) -> bool:
        """Whether what was pressed before is to be handled first."""
        is_interrupt = isinstance(event, Key) and event.key == INTERRUPT
        return not is_interrupt and (self._is_under_way or bool(self._held))

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


def _has_messages(pump: MessagePump) -> bool:
    """Whether messages wait; Textual takes the next one out of the queue while it handles one."""
    return not pump._message_queue.empty() or pump._pending_message is not None
