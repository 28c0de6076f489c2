"""Weeks: the calendar, pain, doses, running, what goes with what, and what matters, a tab each.

Left out: drawing the calendar (``calendar_grid``), a day (``day``), and what the pages say (``sheets``,
``services.weeks``).
"""

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.services.weeks import tables
from coach.services.weeks.weeks import STRETCH_DAYS
from coach.tui.base.screen import CoachScreen
from coach.tui.weeks.calendar_grid import CalendarGrid
from coach.tui.weeks.pain_view import pain_legend
from coach.tui.weeks.sheets import Sheets

TABS = ("Calendar", "Pain", "Doses", "Running", "What goes with what", "What matters")
_USUAL = ("Calendar", "Pain", "Doses", "Running", "With what", "What matters")
_SHORT = ("Cal", "Pain", "Dose", "Run", "With", "Me")
_CALENDAR, _PAIN, _MEASURES = 0, 1, 5
_NARROW, _WIDE = 80, 120
_TABLE = 56
"""The width, in columns, of the table shown beside a chart on wide screens."""


class WeeksScreen(CoachScreen):
    """Twelve weeks at a time. ``page``: the tab shown first, counted from 0."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "turn(1)", "Next page", tooltip="Calendar, pain, doses, running, and so on."),
        Binding("shift+tab", "turn(-1)", show=False),
        *(Binding(str(n), f"go({n - 1})", show=False, tooltip=name) for n, name in enumerate(TABS, 1)),
        Binding("e,pageup", "back(1)", "Earlier", key_display="e", tooltip="Twelve weeks earlier."),
        Binding("l,pagedown", "back(-1)", "Later", key_display="l", tooltip="Twelve weeks later."),
        Binding("a", "answer", "Unanswered", tooltip="Pain checks and mornings of the last seven days that are open."),
        Binding("r", "report", "Report", tooltip="One page for a physiotherapist or doctor: to read, and to save."),
        Binding("m", "measure", "Measure", tooltip="How well what matters to you goes, and your course's checks."),
        Binding("escape", "leave", "Back", tooltip="Back to where you were."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    def __init__(self, page: int = _CALENDAR) -> None:
        super().__init__()
        self._page = page
        self._back = 0
        """How many days before today the twelve weeks end."""
        self._cursor = date.max
        self._is_new = True

    def body(self) -> ComposeResult:
        """The tabs, and the present page."""
        yield Static(id="tabs", markup=False)
        with Horizontal(id="weeks"):
            yield CalendarGrid()
            with VerticalScroll(id="page"):
                yield Static(id="sheet", markup=False)
            yield Static(id="table", markup=False)
        yield Static(id="chosen", markup=False)

    def on_mount(self) -> None:
        """Show the first page, with the weeks that end today."""
        self.show_page()

    def on_resize(self) -> None:
        """Draw charts of the new size."""
        self.call_after_refresh(self._draw)

    def on_screen_resume(self) -> None:
        """Update: a record may have been corrected meanwhile. The first time, ``on_mount`` has shown it."""
        if self._is_new:
            self._is_new = False
        elif self.query("#chosen"):
            self.show_page()

    def library_changed(self) -> None:
        """Update: records and doses may have changed."""
        if self.query("#chosen"):
            self.show_page()

    # --- keys and mouse ---------------------------------------------------------------------------------------------

    def action_turn(self, by: int) -> None:
        """Go to the next page, or the one before."""
        self.action_go((self._page + by) % len(TABS))

    def action_go(self, page: int) -> None:
        """Go to this page."""
        self._page = page
        self.show_page()

    @property
    def _has_earlier(self) -> bool:
        entries = self.app.training.history().entries
        first, _ = self.app.training.weeks.span(STRETCH_DAYS, self._back)
        return bool(entries) and entries[0].at.date() < first

    def action_back(self, by: int) -> None:
        """Go twelve weeks back or forward, as long as there are records, and not past today."""
        if by < 0 or self._has_earlier:
            self._back = max(0, self._back + by * STRETCH_DAYS)
            self.show_page()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the keys that have something to answer, to measure, or to go to."""
        if action == "answer":
            asking = self.app.training.pain_checks
            return bool(asking.incomplete() or asking.open_mornings())
        if action == "back":
            return self._back > 0 if parameters[0] == -1 else self._has_earlier
        return self._page == _MEASURES if action == "measure" else True

    def action_answer(self) -> None:
        """Show which questions of the last seven days are unanswered."""
        self.app.go.unanswered()

    def action_report(self) -> None:
        """Open the page for a clinician."""
        from coach.tui.weeks.report import OwnReport

        self.app.push_screen(OwnReport(self.app.training))

    def action_measure(self) -> None:
        """Ask how well what matters goes, and the checks."""
        self.app.go.measure()

    def action_leave(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)

    def on_calendar_grid_chosen(self) -> None:
        """Describe the chosen day."""
        self._draw()

    def on_calendar_grid_beyond(self, event: CalendarGrid.Beyond) -> None:
        """An arrow went past the weeks shown: show the weeks there, if there are any."""
        if event.by < 0 or self._back:
            self.action_back(1 if event.by < 0 else -1)

    def on_calendar_grid_opened(self) -> None:
        """Open the chosen day."""
        chosen = self.query_one(CalendarGrid).chosen
        if chosen is None:
            return
        from coach.tui.weeks.day import DayScreen

        self._cursor = chosen.date
        self.app.push_screen(DayScreen(chosen.date))

    # --- showing ----------------------------------------------------------------------------------------------------

    def show_page(self) -> None:
        """Show the present page with current data."""
        grid, page = self.query_one(CalendarGrid), self.query_one("#page")
        is_calendar = self._page == _CALENDAR
        grid.display, page.display = is_calendar, not is_calendar
        self.query_one("#chosen").display = self._page in (_CALENDAR, _PAIN)
        self.set_class(is_calendar, "-calendar")
        self.refresh_bindings()
        if is_calendar:
            days = self.app.training.weeks.calendar(STRETCH_DAYS, self._back)
            chosen = grid.chosen.date if grid.chosen else self._cursor
            grid.fill(days, chosen)
        self.call_after_refresh((grid if is_calendar else page).focus)
        self._draw()
        self.call_after_refresh(self._draw)  # only after the layout are the sizes known

    def _draw(self) -> None:
        """Draw what depends on the size."""
        if not self.query("#chosen"):
            return
        self._tabs()
        table = self.query_one("#table", Static)
        beside = self._beside() if self.size.width >= _WIDE else ""
        table.display = bool(beside)
        table.update(beside)
        if self._page != _CALENDAR:
            self.query_one("#sheet", Static).update(self._sheets().of(self._page))
        self._tell()

    def _tabs(self) -> None:
        width = self.size.width
        names = _SHORT if width < _NARROW else _USUAL if width < _WIDE else TABS
        parts: list[Content] = []
        for number, name in enumerate(names):
            style = "bold reverse" if number == self._page else "dim"
            parts.append(Content.styled(f"{number + 1} {name}", style))
        between = " " if self.size.width < _NARROW else "   "
        self.query_one("#tabs", Static).update(Content(between).join(parts))

    def _tell(self) -> None:
        """Describe the chosen day, or the lines of the chart."""
        chosen = self.query_one(CalendarGrid).chosen
        line: Content | str = ""
        if self._page == _CALENDAR and chosen is not None:
            line = tables.day_words(chosen)
            if self.size.height >= 20:
                keys = "   ".join(f"{signs} {words}" for signs, words in tables.SIGN_LEGEND)
                line = Content.assemble((line, "bold"), (f"\n{keys}", "dim"))
        elif self._page == _PAIN:
            line = pain_legend(is_narrow=self.size.width < _NARROW)
        self.query_one("#chosen", Static).update(line)

    def _sheets(self) -> Sheets:
        return Sheets(self.app.training, self._back, self.query_one("#page").content_size)

    def _beside(self) -> Content | str:
        chosen = self.query_one(CalendarGrid).chosen
        if self._page == _CALENDAR and chosen is not None:
            return self._sheets().day_in_short(chosen)
        return self._sheets().pain_table() if self._page == _PAIN else ""
