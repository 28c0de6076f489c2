"""A text area that draws only what changed: Textual's draws all of its rows at every letter, each from scratch.

What a line looks like depends on its text, and on what the subclass returns from ``colours`` and ``marks_of``.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Self

from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from coach.tui.widgets.own_length import OwnLength

MOST_ROWS_KEPT = 1_000
"""The most rendered rows in the cache; most of them are needed again at the next key."""


class SparingArea(TextArea, OwnLength):
    """Caches the rows it has drawn, by all that their looks depend on."""

    _is_edited = False
    """Whether an edit is under way: refreshes requested meanwhile are left to ``edit``."""
    _looks: Hashable = None

    def __init__(self, text: str, **more: Any) -> None:
        self._rows: dict[Hashable, Strip] = {}
        super().__init__(text, **more)

    def colours(self) -> Mapping[int, Sequence[Hashable]]:
        """Return what is coloured in each line of the present text, by line number from 0."""
        return {}

    def forget_colours(self) -> None:
        """The text has changed: the colours must be computed again."""

    def marks_of(self, row: int) -> Hashable:
        """Return what else affects the looks of a line."""
        return None

    def draw_rows(self, rows: Iterable[int]) -> None:
        """Redraw these lines of the text, and no others."""
        offsets = self.wrapped_document._line_index_to_offsets
        for row in rows:
            for y in offsets[row] if row < len(offsets) else ():
                self.refresh_line(y)

    def row_at(self, y: int) -> Strip:
        """Return a drawn row, counted from the top of what is visible."""
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
        """Return all that the looks of a row depend on; None: more than this, as in the line of the cursor."""
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
        """The lines of the selection, in whichever direction; without a selection, the line of the cursor."""
        first, last = sorted((self.selection.start[0], self.selection.end[0]))
        return range(first, last + 1)

    # --- Textual's hooks --------------------------------------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        """Compute what the looks of all rows depend on, once per drawing; on the area's height they do not."""
        self._looks = self.size.width, self.gutter_width, self.scroll_offset.x, self.virtual_size.width, self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return a row, from the cache if it is there."""
        return self.row_at(y)

    def edit(self, edit: Edit) -> EditResult:
        """As every text area, but if the edit stays in its row, only the rows that changed are redrawn."""
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
        """As every text area; the colours are computed again."""
        self.forget_colours()
        super().undo()

    def redo(self) -> None:
        """As every text area; the colours are computed again."""
        self.forget_colours()
        super().redo()

    def _placed(self) -> Hashable:
        """The positions of everything: while they are the same, a row with the same content looks the same."""
        return self.document.line_count, self.wrapped_document.height, self.virtual_size, self.scroll_offset

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """As every widget, but during an edit a refresh of everything is skipped."""
        if self._is_edited and not (regions or layout or recompose):
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """The colours changed: the cached rows are of no use."""
        self._rows.clear()
        super().notify_style_update()
