"""What is chosen for today, on the Ready screen: minutes, kit, what is true today; on a low terminal in one line."""

from collections.abc import Sequence

from textual.widgets import Static

from coach.services.choices import Choices
from coach.tui.text.plan_text import choices_text

_LOW = 20
"""Rows of a terminal below which one line is used."""


class ChoicesLines(Static):
    """Shows these choices, as of the last ``show``."""

    def __init__(self, choices: Choices) -> None:
        super().__init__(id="choices", markup=False)
        self._choices = choices
        self._ticked: Sequence[str] | None = None

    def show(self, ticked: Sequence[str]) -> None:
        """Show the present choices, with what was ``ticked`` as true today."""
        self._ticked = ticked
        self.update(choices_text(self._choices, [*ticked], short=self.app.size.height < _LOW))

    def on_resize(self) -> None:
        """Use one line or several, by the height."""
        if self._ticked is not None:
            self.show(self._ticked)
