"""The panel beside a list on wide terminals: a plan and its first exercise, or an exercise and its card.

It is empty until the first frame is out, and costs a narrow terminal nothing.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.events import Show
from textual.geometry import Size
from textual.widget import Widget

from coach.system.clock import Clock

if TYPE_CHECKING:
    from coach.tui.widgets.preview import Preview

FROM = (120, 20)
"""The least columns and rows of a terminal with room for it (coach.tcss: -wide, and not -low)."""
PreviewSource = Callable[[], "Preview | None"]
"""Returns what is to be previewed; None: nothing."""


def has_room_beside(size: Size) -> bool:
    """Whether a terminal of this size has room beside its list."""
    return size.width >= FROM[0] and size.height >= FROM[1]


class Beside(Container):
    """Holds a preview, below the widgets ``above``. ``chosen`` is called only where there is room for its result.

    ``still``: the figure does not move.
    """

    def __init__(self, clock: Clock, chosen: PreviewSource, *above: Widget, still: bool = True) -> None:
        super().__init__(*above, id="beside")
        self._still = still
        self._clock = clock
        self._chosen = chosen

    def on_show(self, _event: Show) -> None:
        """Show the preview: there is room now."""
        self.follow()

    def follow(self) -> None:
        """Update the preview after the next frame: something else may have been chosen."""
        if self.display and self.size:
            self.call_after_refresh(self._show_chosen)

    async def _show_chosen(self) -> None:
        from coach.tui.widgets.preview import PreviewPane  # it draws figures: too slow for Home's first frame

        if not self.query(PreviewPane):
            await self.mount(PreviewPane(self._clock, still=self._still, below=True))
        if self.screen not in self.app.screen_stack:  # it was left while the pane was mounted
            return
        chosen = self._chosen()
        for pane in self.query(PreviewPane):
            pane.display = chosen is not None
            if chosen is not None:
                pane.show(chosen)
