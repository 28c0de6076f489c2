"""Screens that cope with what comes in bursts: outdated sizes, keys for a screen that is being left, answers."""

from asyncio import Future
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import ClassVar

from textual import getters
from textual.await_complete import AwaitComplete
from textual.css.stylesheet import Stylesheet
from textual.events import Event, InputEvent, Mount, Resize, ScreenResume, Timer
from textual.geometry import Offset
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import ModalScreen
from textual.widget import Widget

from coach.tui.base.app_base import AppBase
from coach.tui.base.drawn_once import DrawnOnce, Result

SIZE_STYLES = Path(__file__).parents[1] / "sizes.tcss"
"""The styles of windows that are not of a usual size."""
LATE_STYLES = Path(__file__).parents[1] / "screens.tcss"
"""The styles of all screens but Home, which is shown before they are parsed."""
_USUAL_SIZE = frozenset({"-normal", "-middle"})
"""The classes of a window of a usual size: no style asks for them but those of ``LATE_STYLES``."""
_NEEDS_A_BODY = (Mount, Resize, ScreenResume, Timer, InputEvent)
"""Messages that make a screen show something. A screen that is being removed has no body left to show it in."""


def read_styles(stylesheet: Stylesheet, *files: Path) -> None:
    """Parse these styles, unless that was done; what was parsed before is not parsed again."""
    new = [file for file in files if not stylesheet.has_source(str(file))]
    for file in new:
        stylesheet.read(file)
    if new:
        stylesheet.parse()


class Steady(DrawnOnce[Result]):
    """A screen that ignores outdated sizes: with two on their way, Textual would lay out one after the other for ever.

    It is also left only once: a second key already on its way would close the screen below too, end the app, or choose
    twice. A screen left before it was mounted has no body to fill.
    """

    CSS_PATH: ClassVar[list[str | PurePath] | None] = [SIZE_STYLES, LATE_STYLES]
    app = getters.app(AppBase)
    _hears_result: Callable[[Result | None], object] | None = None
    """Called with the result when the screen is left by ``dismiss``."""

    def post_message(self, message: Message) -> bool:
        """As every screen, but drop a size that the terminal no longer has."""
        if isinstance(message, Resize) and message.size != self.app.size:
            return False
        return super().post_message(message)

    async def on_event(self, event: Event) -> None:
        """As every screen, but drop what arrives after another screen came on top, or the app was left."""
        if isinstance(event, ScreenResume) and not self.was_laid_out:
            event.refresh_styles = False  # every widget was styled just now
            await self.until_mounted()
        if isinstance(event, _NEEDS_A_BODY) and (self._pruning or self._closing or self.app._exit):
            return
        if self.is_on_top or not isinstance(event, InputEvent):
            await super().on_event(event)

    def _get_breakpoint_classes(self, dimension: int, breakpoints: list[tuple[int, str]]) -> set[str]:
        """As every screen, but first read the styles of a size that is not a usual one."""
        classes = super()._get_breakpoint_classes(dimension, breakpoints)
        if not classes <= _USUAL_SIZE:
            read_styles(self.app.stylesheet, SIZE_STYLES)
        return classes

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """As every screen, but ignore a widget that was removed since it was drawn: it has no parent to ask."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        is_gone = widget is not None and widget is not self and widget.parent is None
        return (None, None) if is_gone else (widget, offset)

    def _push_result_callback(
        self,
        requester: MessagePump,
        callback: Callable[[Result | None], object] | None,
        future: Future[Result | None] | None = None,
    ) -> None:
        """As every screen, but keep the callback here. Textual has the requester call it, which comes too late."""
        self._hears_result = callback
        super()._push_result_callback(requester, None, future)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave, if this is the screen on top, and tell whoever pushed it, at once.

        Textual leaves that to the screen it was pushed from, once that has no message waiting: then the screen below
        may be shown as it was before the answer, and an answer for a screen that is gone by then is heard by nobody.
        """
        if not self.is_on_top:
            return AwaitComplete()
        left = super().dismiss(result)
        hears, self._hears_result = self._hears_result, None
        if hears is not None:
            hears(result)
        return left

    @property
    def is_on_top(self) -> bool:
        """Whether this is the screen that is shown, and gets the keys."""
        return self.app.screen_stack[-1:] == [self]


class SteadyModal(ModalScreen[Result], Steady[Result]):
    """The same, over another screen. ModalScreen comes first: Textual takes a class's styles from its first base."""
