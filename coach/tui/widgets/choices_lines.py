"""What is chosen for today, on the Ready screen: minutes, kit, what is true today; in one line where it is low."""

from collections.abc import Sequence

from textual.widgets import Static

from coach.services.choices import Choices
from coach.tui.text.plan_text import choices_text

_LOW = 20
"""Rows of a terminal below which it is one line."""


class ChoicesLines(Static):
    """Shows these choices, as they were when ``show`` was last called."""

    def __init__(self, choices: Choices) -> None:
        super().__init__(id="choices", markup=False)
        self._choices = choices
        self._ticked: Sequence[str] | None = None

    def show(self, ticked: Sequence[str]) -> None:
        """As they are now, with what was ``ticked`` as true today."""
        self._ticked = ticked
        self.update(choices_text(self._choices, [*ticked], short=self.app.size.height < _LOW))

    def on_resize(self) -> None:
        """One line or several."""
        if self._ticked is not None:
            self.show(self._ticked)
