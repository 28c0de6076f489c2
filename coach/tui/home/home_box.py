"""The box above Home's list: the words of today, and the strip of days, which comes after the first frame."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coach.tui.base.app_base import AppBase
from coach.tui.home.home_today import HomeToday

if TYPE_CHECKING:
    from coach.domain.today.ahead import InventedDay
    from coach.domain.today.strip import StripDay

_ROOMY_FROM = 60
"""Columns of a window from which its days stand further apart."""
_TWO_LINES_FROM = 20
"""Rows of a window from which the days of the week stand above the strip."""


class TodayBox(Vertical):
    """Today. ``look`` shows it anew; the strip follows a day at a time, so that no key waits for it."""

    def __init__(self, app: AppBase, today: HomeToday) -> None:
        super().__init__(id="today")
        self._of = app
        self._today = today
        self.set_class(today.is_locked, "-locked", update=False)
        self.set_class(today.leads, "-leads", update=False)
        self._coming: Iterator[InventedDay] | None = None
        self._found: list[InventedDay] = []
        self._days: tuple[StripDay, ...] = ()

    def compose(self) -> ComposeResult:
        """Every line, with what is known already."""
        for name, text in self._lines().items():
            yield Static(text, id=name, markup=False, classes=None if str(text) else "-empty")

    def _lines(self) -> dict[str, Content | str]:
        today = self._today
        return {
            "morning": today.morning(),
            "due": today.due(),
            "why": today.why(),
            "strip": self._strip(),
            "offers": today.offers(),
            "way": today.way(),
            "needs": today.needs(),
        }

    def on_mount(self) -> None:
        """The strip, once the first frame is out."""
        self._mark()
        self._begin_strip()

    def on_resize(self) -> None:
        """One line or two."""
        if self._days:  # its place is there already, as high as it will be
            self.query_one("#strip", Static).update(self._strip())

    def look(self) -> None:
        """Everything anew."""
        for name, text in self._lines().items():
            self.query_one(f"#{name}", Static).update(text)
        self._mark()
        self._begin_strip()

    def _mark(self) -> None:
        self.set_class(self._today.is_locked, "-locked")
        self.set_class(self._today.leads, "-leads")
        for line in self.query(Static):
            line.set_class(not str(line.content), "-empty")

    # --- the strip --------------------------------------------------------------------------------------------------

    def _begin_strip(self) -> None:
        self._coming, self._found = None, []
        if self._today.leads:
            self.call_after_refresh(self._next_day)
        elif self._days:
            self._days = ()
            self._show_strip()

    def _next_day(self) -> None:
        if self._coming is None:
            from coach.domain.today.strip import DAYS_AHEAD

            self._coming = self._of.training.today.each_ahead(DAYS_AHEAD + 1)
        day = next(self._coming, None)
        if day is not None:
            self._found.append(day)
            self.call_later(self._next_day)
        elif self._found and self._today.leads:
            self._days = self._of.training.courses.strip(self._found)
            self._show_strip()

    def _show_strip(self) -> None:
        strip = self.query_one("#strip", Static)
        strip.update(self._strip())
        strip.set_class(not self._days, "-empty")
        if self._days and strip.tooltip is None:
            from coach.tui.text.day_strip import legend

            strip.tooltip = legend()

    def _strip(self) -> Content:
        if not self._days:
            # Its place is kept, so that nothing moves when it comes.
            return Content("\n" if self._is_high else " ") if self._today.leads else Content("")
        from coach.tui.text.day_strip import strip_line, strip_lines

        between = " " if self._of.size.width >= _ROOMY_FROM else ""
        return strip_lines(self._days, between) if self._is_high else strip_line(self._days, between)

    @property
    def _is_high(self) -> bool:
        return self._of.size.height >= _TWO_LINES_FROM
