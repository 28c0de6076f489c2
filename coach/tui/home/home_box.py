"""The box above Home's list: the text about today, and the strip of days, which comes after the first frame."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coach.tui.base.app_base import AppBase
from coach.tui.home.home_today import HomeToday
from coach.tui.home.week_box import has_room
from coach.tui.text.cut import READS_ON, cut

if TYPE_CHECKING:
    from coach.domain.today.ahead import InventedDay
    from coach.domain.today.strip import StripDay

_ROOMY_FROM = 60
"""Columns of a window from which the days of the strip stand further apart."""
_FRAME = 6
"""Columns of the window that margins and frame take from the text."""
_TWO_LINES_FROM = 20
"""Rows of a window from which the weekdays stand above the strip."""
_NAMES = ("morning", "due", "why", "strip", "offers", "way", "needs")
"""The ids of its lines, from top to bottom."""


class TodayBox(Vertical):
    """Today. ``look`` updates it; the strip is computed one day at a time, so that no key has to wait for it."""

    class Ahead(Message):
        """Posted when the days from today on are known, or no longer known."""

        def __init__(self, days: "Sequence[InventedDay]") -> None:
            super().__init__()
            self.days = days

    def __init__(self, app: AppBase, today: HomeToday) -> None:
        super().__init__(id="today")
        self._of = app
        self._today = today
        self.set_class(today.is_locked, "-locked", update=False)
        self.set_class(today.leads, "-leads", update=False)
        self._coming: Iterator[InventedDay] | None = None
        self._beginning = 0
        """Counts the requests for the days: a day computed for an earlier request is dropped."""
        self._found: list[InventedDay] = []
        self._asked = False
        self.ahead: Sequence[InventedDay] = ()
        """The days from today on, once all are known."""
        self._made_for = app.size, self._columns
        self._days: tuple[StripDay, ...] = ()

    def compose(self) -> ComposeResult:
        """The lines that have something to say already."""
        for name, text in self._lines().items():
            if str(text):
                yield Static(text, id=name, markup=False)

    def _tell(self) -> None:
        for name, text in self._lines().items():
            self._put(name, text)

    def _put(self, name: str, text: Content | str) -> None:
        """Update a line. It is mounted once it has something to say: of seven, most days need two or three."""
        known = {line.id: line for line in self.query(Static)}
        if name in known:
            known[name].update(text)
        elif str(text):
            below = next((known[each] for each in _NAMES[_NAMES.index(name) :] if each in known), None)
            self.mount(Static(text, id=name, markup=False), before=below)

    def _lines(self) -> dict[str, Content | str]:
        today = self._today
        self._made_for = self._of.size, self._columns
        texts = (
            self._short(today.morning(), 2),
            today.due(self._columns, below=self._is_high),
            self._short(today.why(), 7 if today.is_locked else 2),
            self._strip(),
            self._short(today.offers(), 1),
            today.way(),
            today.needs(),
        )
        return dict(zip(_NAMES, texts, strict=True))

    @property
    def _columns(self) -> int:
        """The width of its lines; before the first layout, the width if nothing stands beside it."""
        return self.content_size.width or self._of.size.width - _FRAME

    def _short(self, text: Content | str, rows: int) -> Content | str:
        """Return a text, in a low window cut to ``rows``, with a hint on how to read on."""
        width, height = self._of.size
        if height >= _TWO_LINES_FROM:
            return text
        plain = str(text)
        short = cut(plain, width - (4 if self._today.is_locked else 2), rows)
        return text if short == plain else short

    @property
    def is_cut(self) -> bool:
        """Whether a line that is shown had no room for its whole text."""
        lines = [(line, str(line.content)) for line in self.query(Static) if line.region]
        place_left_out = len(str(self._today.due(self._columns, below=self._is_high))) < len(str(self._today.due()))
        return place_left_out or any(
            text.endswith(READS_ON) or (line.id in {"way", "needs"} and _is_longer(text, line.size.width))
            for line, text in lines
        )

    def tell_why(self) -> None:
        """Update the line below what is due."""
        self._put("why", self._lines()["why"])

    def on_mount(self) -> None:
        """Start on the strip after the first frame."""
        self._mark()
        self._begin_strip()

    def on_resize(self) -> None:
        """Fit the lines to the new width, and compute the week where there is room for it now."""
        if (self._of.size, self._columns) != self._made_for:
            self._tell()
        if self._beginning and self._wants_days and not self._asked:
            self._begin_strip()

    def look(self) -> None:
        """Update every line, and compute the strip again."""
        self._tell()
        self._mark()
        self._begin_strip()

    def _mark(self) -> None:
        self.set_class(self._today.is_locked, "-locked")
        self.set_class(self._today.leads, "-leads")
        for line in self.query(Static):
            line.set_class(not str(line.content), "-empty")

    # --- the strip --------------------------------------------------------------------------------------------------

    @property
    def _wants_days(self) -> bool:
        return self._today.leads or (self._today.has_days and has_room(self._of))

    def _begin_strip(self) -> None:
        self._coming, self._found, self._asked = None, [], self._wants_days
        self._beginning += 1
        if self._asked:
            self.call_after_refresh(self._next_day, self._beginning)
            return
        self._tell_ahead(())
        if self._days:
            self._days = ()
            self._show_strip()

    def _next_day(self, beginning: int) -> None:
        if beginning != self._beginning:
            return
        if self._coming is None:
            from coach.domain.today.strip import DAYS_AHEAD

            self._coming = self._of.training.today.each_ahead(DAYS_AHEAD + 1)
        day = next(self._coming, None)
        if day is not None:
            self._found.append(day)
            self.call_later(self._next_day, beginning)
            return
        self._tell_ahead(tuple(self._found))
        if self._found and self._today.leads:
            self._days = self._of.training.courses.strip(self._found)
            self._show_strip()

    def _tell_ahead(self, days: "Sequence[InventedDay]") -> None:
        before, self.ahead = self._today.why(), days
        self._today.ahead = days
        if self._today.why() != before:
            self.tell_why()
        self.post_message(self.Ahead(days))

    def _show_strip(self) -> None:
        self._put("strip", self._strip())
        for strip in self.query("#strip"):
            strip.set_class(not self._days, "-empty")
            if self._days and strip.tooltip is None:
                from coach.tui.text.day_strip import strip_legend

                strip.tooltip = strip_legend()

    def _strip(self) -> Content:
        if not self._days:
            # Reserve its rows, so that nothing moves when the strip arrives.
            return Content("\n" if self._is_high else " ") if self._today.leads else Content("")
        from coach.tui.text.day_strip import strip_line, strip_lines

        between = " " if self._of.size.width >= _ROOMY_FROM else ""
        return strip_lines(self._days, between) if self._is_high else strip_line(self._days, between)

    @property
    def _is_high(self) -> bool:
        return self._of.size.height >= _TWO_LINES_FROM


def _is_longer(text: str, width: int) -> bool:
    return any(len(line) > width for line in text.split("\n"))
