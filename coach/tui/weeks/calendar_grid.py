"""The calendar: a row for each week, a cell for each day, with its sign and marks; arrows move from day to day.

Left out: what is on record of a day (``day``).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from coach.domain.records.days import day
from coach.domain.rules.light import Light
from coach.domain.statistics.calendar import CalendarDay, calendar_weeks, monday_of
from coach.services.weeks.tables import day_marks, day_sign, week_words

LIGHT_COLOURS = {Light.GREEN: "$success", Light.AMBER: "$warning", Light.RED: "$error", Light.NONE: "$foreground"}
_LABEL = 7
"""Columns for the date at the start of a week's row."""
_NUMBERED = 7
"""The least width of a cell, in columns, that has room for the day of the month."""
_ROOMY = 9
_WORDS = 26
"""Columns that the words of a week need; narrower, they are left out."""


class CalendarGrid(Static, can_focus=True):
    """Days, one of which is chosen. Posts ``Chosen`` when that changes, ``Opened`` on Enter or a click on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Day", key_display="←→", tooltip="The day before, or after."),
        Binding("right", "step(1)", show=False),
        Binding("up", "step(-7)", "Week", key_display="↑↓", tooltip="The week before, or after."),
        Binding("down", "step(7)", show=False),
        Binding("enter", "open", "Open", tooltip="What was done on this day."),
    ]

    class Chosen(Message):
        """Another day was chosen."""

    class Opened(Message):
        """Open the chosen day."""

    class Beyond(Message):
        """An arrow went past the first or the last day; ``by``: number of days, negative is back."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self) -> None:
        super().__init__(id="calendar", markup=False)
        self._days: dict[date, CalendarDay] = {}
        self._cursor = date.min
        self._top = 0
        self._apart = 1

    @property
    def chosen(self) -> CalendarDay | None:
        """The day that is chosen."""
        return self._days.get(self._cursor)

    def fill(self, days: Sequence[CalendarDay], cursor: date) -> None:
        """Show these days, and choose this one, or the nearest shown."""
        self._days = {each.date: each for each in days}
        self._cursor = max(days[0].date, min(cursor, days[-1].date))
        self.draw()

    def on_resize(self) -> None:
        """Draw cells of another width."""
        self.draw()

    def action_step(self, by: int) -> None:
        """Choose the day this many days later."""
        if not self._days:  # the first weeks are still being read
            return
        to = self._cursor + timedelta(days=by)
        if to in self._days:
            self._cursor = to
            self.draw()
            self.post_message(self.Chosen())
        else:
            self.post_message(self.Beyond(by))

    def action_open(self) -> None:
        """Open the chosen day."""
        self.post_message(self.Opened())

    def on_click(self, event: Click) -> None:
        """Choose the day under the mouse; a click on the chosen day opens it."""
        mondays = sorted({monday_of(each) for each in self._days})
        row, column = (event.y - 1) // self._apart + self._top, (event.x - _LABEL) // self._cell
        if not (0 <= row < len(mondays) and 0 <= column < 7):
            return
        to = mondays[row] + timedelta(days=column)
        if to == self._cursor:
            self.post_message(self.Opened())
        elif to in self._days:
            self._cursor = to
            self.draw()
            self.post_message(self.Chosen())

    @property
    def _cell(self) -> int:
        return max(4, min((self.size.width - _LABEL) // 7, _ROOMY))

    def draw(self) -> None:
        """Draw everything; with too little room, only the weeks around the chosen day."""
        if not self._days or not self.size.height:
            return
        rows = calendar_weeks(tuple(self._days.values()))
        self._apart = max(1, min((self.size.height - 1) // len(rows), 3))
        room = max(1, (self.size.height - 1) // self._apart)
        here = next(number for number, week in enumerate(rows) if week.monday == monday_of(self._cursor))
        self._top = max(0, min(max(self._top, here - room + 1), here, len(rows) - room))
        cell = self._cell
        names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
        lines = [Content.styled(" " * _LABEL + "".join(name.center(cell) for name in names), "dim")]
        has_words = self.size.width - _LABEL - 7 * cell >= _WORDS
        for week in rows[self._top : self._top + room]:
            by_place = {each.date.weekday(): each for each in week.days}
            cells = [self._drawn(by_place.get(place), cell) for place in range(7)]
            words = Content.styled(f"  {week_words(week)}", "dim") if has_words else Content("")
            lines.append(Content.assemble((f"{day(week.monday):<{_LABEL}}", "dim"), *cells, words))
            lines += [Content("")] * (self._apart - 1)
        self.update(Content("\n").join(lines))

    def _drawn(self, each: CalendarDay | None, cell: int) -> Content:
        if each is None:
            return Content(" " * cell)
        number = f"{each.date.day:>2} " if cell >= _NUMBERED else ""
        sign, marks = day_sign(each), day_marks(each)
        is_here = each.date == self._cursor
        room = cell - 2 - len(number)
        shown = f"{sign}{marks}"[:room].ljust(room)
        style = LIGHT_COLOURS[each.light] if each.lights else "" if is_here else "dim"
        opens, closes = ("[", "]") if is_here else (" ", " ")
        parts = Content.assemble(
            (opens, "bold"),
            (number, "" if is_here else "dim"),
            (shown[:1], f"bold {style}"),
            shown[1:],
            (closes, "bold"),
        )
        return parts.stylize("reverse") if is_here and self.has_focus else parts
