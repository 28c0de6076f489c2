"""A list that copes with fast input: a page key before it is laid out, a click on a line that has just gone.

Textual's own list looks up the highlighted line before any is laid out, and takes a click by its index in a list that
may have changed by then. Here each line carries its value. Left out: the lines (the screens).
"""

from typing import Generic, Literal, TypeVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.visual import VisualType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.tui.widgets.own_length import OwnLength

T = TypeVar("T")
_FILLED = "filled"


class Valued(Option, Generic[T]):
    """A line that carries the value it stands for, wherever it is in the list by then."""

    def __init__(self, prompt: Content, value: T) -> None:
        super().__init__(prompt)
        self.value = value


class SteadyList(OptionList, OwnLength):
    """Textual's list, which ignores what cannot be done at this moment, and takes only lines that are shown."""

    auto_links = reactive(False)  # no line holds any: not looked for in each
    _fillings = 0
    """Counts how often it was emptied: a click on a line of an earlier filling is ignored."""

    def clear_options(self) -> "SteadyList":
        """Remove all lines."""
        self._fillings += 1
        super().clear_options()
        return self

    def notify_style_update(self) -> None:
        """As in every list, but lines drawn in other colours are drawn anew."""
        self._option_render_cache.clear()
        super().notify_style_update()

    def say(self, index: int, prompt: VisualType) -> None:
        """Change the text of a line; it must have as many rows as before. Only this line is drawn again."""
        self.options[index]._set_prompt(prompt)
        self._option_render_cache.clear()  # Textual's own method would also drop the line positions and draw all
        self.refresh_line(self._index_to_line.get(index, 0))

    def _update_lines(self) -> None:
        with self.at_its_length():
            super()._update_lines()

    def _get_option_render(self, option: Option, style: Style) -> list[Strip]:
        drawn = super()._get_option_render(option, style + Style.from_meta({_FILLED: self._fillings}))
        if self.highlighted is not None and option is self.options[self.highlighted]:
            drawn = [_in_one_colour(strip, style) for strip in drawn]
        return drawn

    def on_click(self, event: Click) -> None:
        """Ignore a click on a line that is gone; otherwise Textual's own handler follows."""
        if event.style.meta.get(_FILLED) != self._fillings:
            event.prevent_default()

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        before = self.highlighted
        if (before or 0) in self._index_to_line:
            super()._move_page(direction)
        if before is not None and self.highlighted is None:  # Textual finds no line beyond a heading at the end
            self.action_first() if direction < 0 else self.action_last()


def _in_one_colour(strip: Strip, style: Style) -> Strip:
    """Draw the highlighted line in one colour: its own are for another background, and hard to read on this one."""
    ink = RichStyle(color=style.rich_style.color, dim=False)
    drawn = [Segment(text, (own or RichStyle()) + ink, control) for text, own, control in strip]
    return Strip(drawn, strip.cell_length)
