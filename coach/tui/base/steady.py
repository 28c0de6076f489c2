"""Screens that outlive what terminals send at once: sizes of the past, and keys for a screen that is being left."""

from pathlib import Path
from typing import ClassVar, TypeVar

from textual import getters
from textual.await_complete import AwaitComplete
from textual.css.stylesheet import Stylesheet
from textual.events import Event, InputEvent, Mount, Resize, ScreenResume, Timer
from textual.geometry import Offset
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from coach.tui.base.app_base import AppBase

Result = TypeVar("Result")
STYLES = Path(__file__).parents[1] / "screens.tcss"
"""The looks of all screens but Home, which is shown before they are read."""
_NEEDS_A_BODY = (Mount, Resize, ScreenResume, Timer, InputEvent)
"""What a screen is told so that it shows something. One that is being taken down has nothing left to show it in."""


def read_styles(stylesheet: Stylesheet) -> None:
    """Read the looks of all screens, unless that was done; what was parsed before is not parsed again."""
    if not stylesheet.has_source(str(STYLES)):
        stylesheet.read(STYLES)
        stylesheet.parse()


class Steady(Screen[Result]):
    """A screen that forgets sizes of the past: with two on their way, Textual lays out one after the other for ever.

    And one that is left once: a second key that was on its way would take the screen below along, end the app, or
    choose a second time. Left before it was there, it has no body that could be filled.
    """

    CSS_PATH: ClassVar[Path | None] = STYLES
    app = getters.app(AppBase)
    _was_on_top = False

    def post_message(self, message: Message) -> bool:
        """As every screen, but for a size that the terminal no longer has."""
        if isinstance(message, Resize) and message.size != self.app.size:
            return False
        return super().post_message(message)

    async def on_event(self, event: Event) -> None:
        """As every screen, but for what was on its way when another screen came on top, or the app was left."""
        if isinstance(event, ScreenResume) and not self._was_on_top:
            self._was_on_top, event.refresh_styles = True, False  # every widget has just had its looks
        if isinstance(event, _NEEDS_A_BODY) and (self._pruning or self._closing or self.app._exit):
            return
        if self.is_on_top or not isinstance(event, InputEvent):
            await super().on_event(event)

    async def _compose(self) -> None:
        """As every screen, but of its size from the start: Textual tells sizes apart only after the first picture."""
        width, height = self.app.size
        across = self._get_breakpoint_classes(width, self.app.HORIZONTAL_BREAKPOINTS or [])
        down = self._get_breakpoint_classes(height, self.app.VERTICAL_BREAKPOINTS or [])
        self.add_class(*across, *down)
        await super()._compose()

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """As every screen, but none that was taken away since it was drawn: it lies in nothing that could be asked."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        is_gone = widget is not None and widget is not self and widget.parent is None
        return (None, None) if is_gone else (widget, offset)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave, as long as this is the screen on top."""
        return super().dismiss(result) if self.is_on_top else AwaitComplete()

    @property
    def is_on_top(self) -> bool:
        """Whether this is the screen that is seen, and has the keys."""
        return self.app.screen_stack[-1:] == [self]


class SteadyModal(ModalScreen[Result], Steady[Result]):
    """The same, over another screen. The modal stands first: Textual takes a class's looks from its first base."""
