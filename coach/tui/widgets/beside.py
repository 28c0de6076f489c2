"""What stands beside a list where the terminal is wide: a plan and its first exercise, or an exercise and its card.

It is an empty place until the first frame is out, and costs a narrow terminal nothing.
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
"""Columns and rows of a terminal from which there is room (coach.tcss: -wide, and not -low)."""
Chosen = Callable[[], "Preview | None"]
"""What is to be shown; None: there is nothing."""


def has_room_beside(size: Size) -> bool:
    """Whether a terminal has room beside its list."""
    return size.width >= FROM[0] and size.height >= FROM[1]


class Beside(Container):
    """A place for a preview, below ``above``. ``chosen`` is only asked where there is room for the answer.

    ``still``: the figure does not move.
    """

    def __init__(self, clock: Clock, chosen: Chosen, *above: Widget, still: bool = True) -> None:
        super().__init__(*above, id="beside")
        self._still = still
        self._clock = clock
        self._chosen = chosen

    def on_show(self, _event: Show) -> None:
        """There is room now."""
        self.follow()

    def follow(self) -> None:
        """Something else may have been chosen; what it is stands here after the next frame."""
        if self.display and self.size:
            self.call_after_refresh(self._show_chosen)

    async def _show_chosen(self) -> None:
        from coach.tui.widgets.preview import PreviewPane  # draws figures: Home begins without

        if not self.query(PreviewPane):
            await self.mount(PreviewPane(self._clock, still=self._still, below=True))
        chosen = self._chosen()
        for pane in self.query(PreviewPane):  # there is none where the screen was left meanwhile
            pane.display = chosen is not None
            if chosen is not None:
                pane.show(chosen)
