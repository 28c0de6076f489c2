"""The first picture of a screen, laid out once and drawn once. Textual lays out a new screen three times.

It does so when it comes on top, again for the size that it was given thereby, and again because widgets asked for it
before and the app heard only then that all are there. Each time it is drawn, and all of it is sent.
"""

from typing import Self, TypeVar

from textual import on
from textual.events import Event, Resize, ScreenResume
from textual.geometry import Region, Size
from textual.message import Message
from textual.messages import Layout, Update
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widget import AwaitMount, Widget

Result = TypeVar("Result")


class DrawnOnce(Screen[Result]):
    """A screen whose first layout is made when all of it is there, and answers whatever asked for one before."""

    _is_first_layout = False
    _classes_are_for: Size | None = None
    """The terminal's size for which the size classes were set last."""

    @property
    def was_laid_out(self) -> bool:
        """Whether it has got its first layout."""
        return bool(self.outer_size)

    async def _compose(self) -> None:
        """As every screen, but with its size classes from the start: Textual sets them only after the first frame.

        No style of a screen itself depends on them, only those of its widgets, which have none yet.
        """
        self._classes_are_for = width, height = self.app.size
        across = self._get_breakpoint_classes(width, self.app.HORIZONTAL_BREAKPOINTS or [])
        down = self._get_breakpoint_classes(height, self.app.VERTICAL_BREAKPOINTS or [])
        self.add_class(*across, *down, update=False)
        await super()._compose()
        # Textual hides the messages of a screen without any when it comes on top, which would be another layout.
        self.query("ToastRack").set(display=False)

    def post_message(self, message: Message) -> bool:
        """As every screen, but before its first layout widgets need not ask for one, nor to be drawn.

        Nor need a scroll bar ever ask for one: it does when it was given a size, and what it belongs to does otherwise.
        """
        if isinstance(message, Layout | Update) and not self.was_laid_out:
            return False
        if isinstance(message, Layout) and isinstance(message.widget, ScrollBar):
            return False
        return super().post_message(message)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """As every screen, but until its first layout is done that is all it needs."""
        if (self._is_first_layout or not self.was_laid_out) and not recompose:
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    async def on_event(self, event: Event) -> None:
        """As every screen, but what its first layout changes needs no second one."""
        self._is_first_layout = isinstance(event, ScreenResume) and not self.was_laid_out
        try:
            await super().on_event(event)
        finally:
            self._is_first_layout = False

    async def until_mounted(self) -> None:
        """Wait until the app has heard that the screen is mounted. Then it asks for a layout, however new the last."""
        await AwaitMount(self, [self])  # the app awaits the same, and did so before

    @on(Resize)
    def _ignore_size_it_has(self, event: Resize) -> None:
        """Lay out nothing for a size that it and the screens below have; Textual tells a screen after each layout.

        Not where scroll bars are shown: they may have come with that layout, and leave less room for the rest.
        """
        has_it = all(screen.outer_size == event.size for screen in self.app.screen_stack)
        scrolls = any(each.show_vertical_scrollbar and each.size for each in self.walk_children(Widget))
        if has_it and event.size == self._classes_are_for and not scrolls:
            event.prevent_default()
        self._classes_are_for = event.size
