"""What stands beside a list where the terminal is wide: the chosen routine's plan, and its first exercise, still.

It is an empty place until the first frame is out, and costs a narrow terminal nothing.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.events import Show

from coach.system.clock import Clock

if TYPE_CHECKING:
    from coach.tui.text.routine_lines import Known

Chosen = Callable[[], "Known | None"]
"""The plan to be shown; None: there is none."""


class Beside(Container):
    """A place for a plan. ``chosen`` is only asked where there is room for the answer."""

    def __init__(self, clock: Clock, chosen: Chosen) -> None:
        super().__init__(id="beside")
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
        from coach.tui.widgets.preview import Preview, PreviewPane  # draws figures: Home begins without

        if not self.query(PreviewPane):
            await self.mount(PreviewPane(self._clock, still=True))
        chosen = self._chosen()
        pane = self.query_one(PreviewPane)
        pane.display = chosen is not None
        if chosen is not None:
            first = next((step.exercise for step in chosen.plan.asked), None)
            pane.show(Preview(chosen.plan, chosen.minutes, exercise=first))
