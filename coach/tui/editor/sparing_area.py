"""A text area that draws only what is other: Textual's draws all of its rows at each letter, and makes each anew.

What the looks of a line come from, beside its text, is told by the subclass: its ``colours`` and ``marks_of`` it.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Self

from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from coach.tui.widgets.own_length import OwnLength

MOST_ROWS_KEPT = 1_000
"""Rows as they were drawn, of which most are drawn again at the next key."""


class SparingArea(TextArea, OwnLength):
    """Keeps the rows that it has drawn, by all that their looks come from."""

    _is_edited = False
    """An edit is under way: what asks to be drawn meanwhile is drawn by ``edit``."""
    _looks: Hashable = None

    def __init__(self, text: str, **more: Any) -> None:
        self._rows: dict[Hashable, Strip] = {}
        super().__init__(text, **more)

    def colours(self) -> Mapping[int, Sequence[Hashable]]:
        """What is coloured in which line, by its number from 0, for the text as it is now."""
        return {}

    def forget_colours(self) -> None:
        """The text is another: its colours are to be told anew."""

    def marks_of(self, row: int) -> Hashable:
        """What else is seen in a line."""
        return None

    def draw_rows(self, rows: Iterable[int]) -> None:
        """Draw these lines of the text anew, and no others."""
        offsets = self.wrapped_document._line_index_to_offsets
        for row in rows:
            for y in offsets[row] if row < len(offsets) else ():
                self.refresh_line(y)

    def row_at(self, y: int) -> Strip:
        """A row as it is drawn, counted from the top of what is seen."""
        key = self._looks_at(y + self.scroll_offset.y)
        if key is None:
            return super().render_line(y)
        drawn = self._rows.get(key)
        if drawn is None:
            if len(self._rows) > MOST_ROWS_KEPT:
                self._rows.clear()
            drawn = self._rows[key] = super().render_line(y)
        return drawn

    def _looks_at(self, y: int) -> Hashable | None:
        """All that the looks of a row come from; None: it is not told by these alone, as where the cursor is."""
        if y >= len(self.document.lines) and y >= self.wrapped_document.height:
            return None
        row, column = self.wrapped_document.offset_to_location(Offset(0, y))
        bracket = self.matching_bracket_location
        if row in self._selected_rows or self.suggestion or (bracket is not None and bracket[0] == row):
            return None
        colours = tuple(self.colours().get(row, ()))
        return row, column, self.document.get_line(row), colours, self.marks_of(row), self._looks

    @property
    def _selected_rows(self) -> range:
        """The lines of what is selected, whichever way it was; without a selection, that of the cursor."""
        first, last = sorted((self.selection.start[0], self.selection.end[0]))
        return range(first, last + 1)

    # --- Textual's hooks --------------------------------------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        """What the looks of all rows come from is worked out once a drawing."""
        self._looks = self.size, self.gutter_width, self.scroll_offset.x, self.virtual_size.width, self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """A row as it is drawn."""
        return self.row_at(y)

    def edit(self, edit: Edit) -> EditResult:
        """As every text area. Where what is edited stays in its row, only the rows that are other are drawn anew."""
        placed, coloured, paired = self._placed(), self.colours(), self.matching_bracket_location
        selected = self._selected_rows
        self._is_edited = True
        try:
            with self.at_its_length(is_free=not self.styles.auto_dimensions):
                result = super().edit(edit)
        finally:
            self._is_edited = False
            self.forget_colours()
        rows = {edit.top[0], edit.bottom[0], result.end_location[0], self.cursor_location[0], *selected}
        if len(rows) > 1 or self._placed() != placed:
            self.refresh()
            return result
        now = self.colours()
        rows |= {row for row in coloured.keys() | now.keys() if coloured.get(row) != now.get(row)}
        rows |= {place[0] for place in (paired, self.matching_bracket_location) if place is not None}
        self.draw_rows(rows)
        return result

    def undo(self) -> None:
        """As every text area."""
        self.forget_colours()
        super().undo()

    def redo(self) -> None:
        """As every text area."""
        self.forget_colours()
        super().redo()

    def _placed(self) -> Hashable:
        """Where everything stands: while this is the same, a row that says the same looks the same."""
        return self.document.line_count, self.wrapped_document.height, self.virtual_size, self.scroll_offset

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """As every widget, but for all of it while an edit is under way."""
        if self._is_edited and not (regions or layout or recompose):
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Other colours: what was drawn is of no use."""
        self._rows.clear()
        super().notify_style_update()
