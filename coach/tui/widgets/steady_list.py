"""A list that is steady under fast hands: a key for a page before it is laid out, a click on a line that has just gone.

Textual's own looks a chosen line up where none is laid out yet, and takes a click by its number in a list that may be
another one by then. Here each line brings the value that it stands for. Left out: what stands in it (the screens).
"""

from typing import Generic, Literal, TypeVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.events import Click
from textual.strip import Strip
from textual.style import Style
from textual.visual import VisualType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.tui.widgets.own_length import OwnLength

T = TypeVar("T")
_FILLED = "filled"


class Valued(Option, Generic[T]):
    """A line with the value that is taken with it, wherever it stands by then."""

    def __init__(self, prompt: Content, value: T) -> None:
        super().__init__(prompt)
        self.value = value


class SteadyList(OptionList, OwnLength):
    """Textual's list, which passes over what cannot be done at this moment, and takes no line but the one shown."""

    _fillings = 0
    """How often it was emptied: a click on what stood there before means nothing any more."""

    def clear_options(self) -> "SteadyList":
        """Remove all lines."""
        self._fillings += 1
        super().clear_options()
        return self

    def say(self, index: int, prompt: VisualType) -> None:
        """Give a line other words, as many rows of them as before: only it is drawn anew."""
        self.options[index]._set_prompt(prompt)
        self._option_render_cache.clear()  # Textual's own way besides forgets where each line stands, and draws all
        self.refresh_line(self._index_to_line.get(index, 0))

    def _update_lines(self) -> None:
        with self.at_its_length():
            super()._update_lines()

    def _get_option_render(self, option: Option, style: Style) -> list[Strip]:
        drawn = super()._get_option_render(option, style)
        if self.highlighted is not None and option is self.options[self.highlighted]:
            drawn = [_in_one_colour(strip, style) for strip in drawn]
        return [strip.apply_meta({_FILLED: self._fillings}) for strip in drawn]

    def on_click(self, event: Click) -> None:
        """Textual's own handler comes after this one, unless the line is gone."""
        if event.style.meta.get(_FILLED) != self._fillings:
            event.prevent_default()

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        if (self.highlighted or 0) in self._index_to_line:
            super()._move_page(direction)


def _in_one_colour(strip: Strip, style: Style) -> Strip:
    """The chosen line: its colours are for another ground, and would not be read on this one."""
    ink = RichStyle(color=style.rich_style.color, dim=False)
    drawn = [Segment(text, (own or RichStyle()) + ink, control) for text, own, control in strip]
    return Strip(drawn, strip.cell_length)
