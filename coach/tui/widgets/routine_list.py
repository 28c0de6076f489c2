"""Home's list of routines: lines are computed only when drawn, and the place in the list is kept when lines change.

A thousand routines may be in a list of which twenty lines show: how long a routine takes, and whether it may be done
today, is computed for those only. Left out: the text of a line (``text.routine_lines``), and which lines there are, in
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
    """A line whose text is computed when it is drawn. Its height is known without that, as it is always one row.

    ``longest``: the width of the longest name in the list, in cells.
    """

    def __init__(self, line: RoutineLine, *, is_due: bool, longest: int) -> None:
        self._line = line
        self._is_due = is_due
        self._longest = longest

    @property
    def gets_ready(self) -> bool:
        """Whether the line leads to a session; a routine whose file is broken is opened, to be mended."""
        return self._line.broken is None

    def is_same(self, other: object) -> bool:
        """Whether another line would be drawn the same."""
        if not isinstance(other, LaterLine) or self._line is not other._line:  # an equal line may hold other minutes
            return False
        return (self._is_due, self._longest) == (other._is_due, other._longest)

    def _drawn(self, width: int) -> Content:
        return self._line.drawn(self._line.known, width, is_due=self._is_due, longest=self._longest)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Render the text."""
        return self._drawn(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width of the text."""
        return self._drawn(container_width).get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """One row: what does not fit is cut off."""
        return 1


def _are_same(one: VisualType, other: VisualType) -> bool:
    if isinstance(one, Content):
        return isinstance(other, Content) and one.is_same(other)
    return isinstance(one, LaterLine) and one.is_same(other)


class RoutineList(SteadyList, inherit_bindings=False):
    """The list; its arrow keys are shown in the footer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Bound here, without priority: letters typed just before it must have been handled by then.
        Binding("enter", "select", "Get ready", tooltip="Go on with the line that is chosen."),
        Binding("up", "cursor_up", "Choose", key_display="↑↓", tooltip="Choose a routine. Letters narrow the list."),
        Binding("down", "cursor_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    _gets_ready = True

    def watch_highlighted(self, highlighted: int | None) -> None:
        """As in every list; the footer follows where Enter does something else now."""
        super().watch_highlighted(highlighted)
        if (option := self.highlighted_option) is None:
            return
        line = option.prompt
        gets_ready = isinstance(line, LaterLine) and line.gets_ready
        if gets_ready != self._gets_ready:
            self._gets_ready = gets_ready
            self.refresh_bindings()

    def label_of(self, binding: Binding) -> str:
        """Return what the footer says of a key: Enter makes a routine ready, and opens any other line."""
        return "Open" if binding.action == "select" and not self._gets_ready else binding.description

    @property
    def chosen(self) -> str | None:
        """The id of the highlighted line, or None."""
        return None if self.highlighted is None else self.get_option_at_index(self.highlighted).id

    def fill(self, options: Sequence[Option], *, keep_place: bool = False) -> None:
        """Replace the lines. ``keep_place``: the same line stays highlighted, in the same row; else the first is."""
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
        """Update lines that are the same but for their text: no layout, and only the changed ones are drawn."""
        for index, (option, shown) in enumerate(zip(options, self.options, strict=True)):
            if not _are_same(option.prompt, shown.prompt):
                self.say(index, option.prompt)
        if self.highlighted is not None:
            self.post_message(self.OptionHighlighted(self, self.options[self.highlighted], self.highlighted))

    def _row_on_screen(self) -> int | None:
        """The row of the highlighted line, counted from the visible top of the list."""
        if self.highlighted is None:
            return None
        return self._index_to_line.get(self.highlighted, 0) - round(self.scroll_y)
