"""Home's list of routines: lines that are worked out when they are shown, and a place that is kept when others come.

A thousand routines of one's own are a list of which twenty lines show: how long a routine takes, and whether it may be
done today, is worked out for those only. Left out: what a line says (``routine_lines``), and which there are, in
which order (``home``).
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual, VisualType
from textual.widgets.option_list import Option

from coach.tui.text.routine_lines import RoutineLine
from coach.tui.widgets.steady_list import SteadyList


class LaterLine(Visual):
    """A line that is worked out when it is drawn. Its height is told without: it is the same, whatever is found.

    ``longest``: cells of the longest name in the list.
    """

    def __init__(self, line: RoutineLine, *, is_due: bool, longest: int) -> None:
        self._line = line
        self._is_due = is_due
        self._longest = longest

    def is_same(self, other: object) -> bool:
        """Whether another one would be drawn as this one."""
        if not isinstance(other, LaterLine) or self._line is not other._line:  # an equal one may know other minutes
            return False
        return (self._is_due, self._longest) == (other._is_due, other._longest)

    def _drawn(self, width: int) -> Content:
        return self._line.drawn(self._line.known, width, is_due=self._is_due, longest=self._longest)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """As text."""
        return self._drawn(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As text."""
        return self._drawn(container_width).get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """One row: what does not fit is cut off."""
        return 1


def _are_same(one: VisualType, other: VisualType) -> bool:
    if isinstance(one, Content):
        return isinstance(other, Content) and one.is_same(other)
    return isinstance(one, LaterLine) and one.is_same(other)


class RoutineList(SteadyList, inherit_bindings=False):
    """The list, whose arrows stand among the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Here, and not above all other keys: what is typed just before it must have been done by then.
        Binding("enter", "select", "Get ready", tooltip="Go on with the line that is chosen."),
        Binding("up", "cursor_up", "Choose", key_display="↑↓", tooltip="Choose a routine. Letters narrow the list."),
        Binding("down", "cursor_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    @property
    def chosen(self) -> str | None:
        """The id of the line that is chosen."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id

    def fill(self, options: Sequence[Option], *, keep_place: bool = False) -> None:
        """Other lines. ``keep_place``: the same one stays chosen, in the same row; else the first is chosen."""
        if keep_place and [option.id for option in options] == [option.id for option in self.options]:
            self._say_anew(options)
            return
        chosen, index, row = self.chosen, self.highlighted or 0, self._row_on_screen()
        self.clear_options()
        self.add_options(options)
        if not keep_place:
            self.highlighted = 0 if options else None
            return
        known = [option.id for option in options]
        at = known.index(chosen) if chosen in known else min(index, len(options) - 1)
        while at > 0 and options[at].disabled:
            at -= 1
        self.highlighted = at
        if self.highlighted is not None and row is not None:
            top = self._index_to_line.get(self.highlighted, 0) - row
            self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _say_anew(self, options: Sequence[Option]) -> None:
        """The same lines, some with other words: nothing is laid out once more, and only those are drawn."""
        for index, (option, shown) in enumerate(zip(options, self.options, strict=True)):
            if not _are_same(option.prompt, shown.prompt):
                self.say(index, option.prompt)
        if self.highlighted is not None:
            self.post_message(self.OptionHighlighted(self, self.options[self.highlighted], self.highlighted))

    def _row_on_screen(self) -> int | None:
        """The row, from the list's top as it is scrolled, in which the chosen line stands."""
        if self.highlighted is None:
            return None
        return self._index_to_line.get(self.highlighted, 0) - round(self.scroll_y)
