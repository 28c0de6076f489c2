"""Home: what is due today and why, and every routine, filtered as you type.

While files are still read (``flow.file_watcher``), it shows the routines read so far, and nothing that the rest could
change: no suggestion (one of the runner's own routines may be due), no phase, no minutes. They come when all is read.
"""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key, ScreenResume
from textual.geometry import Size
from textual.widgets import OptionList, Static

from coach.services.trouble.unread_history import Unread
from coach.tui.base.app_base import AppBase
from coach.tui.base.key_lines import key_lines
from coach.tui.base.screen import CoachScreen
from coach.tui.home import home_keys
from coach.tui.home.chosen import Chosen
from coach.tui.home.home_box import TodayBox
from coach.tui.home.home_list import HomeList
from coach.tui.home.home_today import HomeToday
from coach.tui.home.week_box import LEAST_COLUMNS, WeekBox
from coach.tui.text.cut import READS_ON, cut
from coach.tui.widgets.beside import Beside, has_room_beside
from coach.tui.widgets.routine_list import RoutineList

_HEADINGS_FROM = 20
"""Rows of a terminal from which the list's groups have headings."""
_BESIDE = 84
"""The greatest width, in columns, of what is shown beside the list."""


class Home(CoachScreen):
    """The first screen, to which all others lead back. Enter on the line highlighted at first starts what is due."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *home_keys.bindings("today"),
        Binding("escape", "clear", "Clear filter", tooltip="Show every routine again."),
        Binding(
            "ctrl+e", "chosen('edit')", "Edit", tooltip="Change the routine that is chosen: its text, or a copy of it."
        ),
        Binding("ctrl+n", "app.new_routine", "New", tooltip="Begin a routine of your own."),
        Binding(
            "delete",
            "chosen('put-away')",
            show=False,
            tooltip="Put the file that is chosen away.",
        ),
        Binding("ctrl+r", "chosen('other-id')", show=False, tooltip="Give the routine that is chosen another id."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", "Leave", priority=True),
    ]

    CSS_PATH = None  # coach.tcss has all it needs
    has_keys = RoutineList

    def __init__(self, app: AppBase) -> None:
        super().__init__()
        self._list = HomeList(app)
        self._today = HomeToday(app, self._list)
        self._list.asked_above = self._today.night
        self._chosen = Chosen(app, self._list, lambda: self.query_one(RoutineList).chosen if self._is_there else None)
        self._keys = home_keys.HomeKeys(app, self._today, self._look)
        self._is_new = True
        self._is_there = False

    def body(self) -> ComposeResult:
        """Today, the filter, the list and the highlighted line, as far as known: the first frame lacks nothing.

        While the history cannot be read there is nothing to show: ``UnreadScreen`` lies over it.
        """
        if Unread(self.app.coach).is_so:
            return
        self._is_there = True
        self._list.is_low = _is_low(self.app.size)
        self._list.read()
        options = self._list.options()
        if has_room_beside(self.app.size):
            yield _beside(self.app, self._chosen)
        yield TodayBox(self.app, self._today)
        locked = "-locked" if self._today.is_locked else None
        yield Static(self._list.heading(), id="filter", markup=False, classes=locked)
        yield RoutineList(*options, id="routines", markup=False)
        yield Static(_about(self._list, options[0].id if options else None, self.app.size), id="about", markup=False)
        trouble = _trouble(self._today, self.app.size)
        yield Static(trouble, id="trouble", markup=False, classes=None if trouble else "-empty")

    def on_mount(self) -> None:
        """Highlight the first line."""
        if self._is_there:
            self._choose_first()
            self.call_after_refresh(self._offer)

    async def begin(self) -> None:
        """Build the screen after all: the history can be read now."""
        await self.recompose()
        self._choose_first()

    def _choose_first(self) -> None:
        self._mark_state()
        routines = self.query_one(RoutineList)
        routines.highlighted = 0 if routines.option_count else None
        routines.focus()

    def library_changed(self) -> None:
        """Update everything, keeping the place; under another screen this is done on coming back."""
        if self.is_current and self._is_there:
            # A runner who only waited for the reading to end gets what is due highlighted, as at any start.
            is_at_first = (
                self._list.was_reading and not self._list.filter and not self.query_one(RoutineList).highlighted
            )
            self._look(keep_place=not is_at_first)

    def reading_went_on(self) -> None:
        """Show how far the reading is."""
        if self._is_there:
            self.query_one(TodayBox).tell_why()

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """Update: something may have been trained or answered meanwhile."""
        if self._is_new:
            self._is_new = False
        elif self._is_there:
            self._look()
            self._offer()

    def on_resize(self) -> None:
        """Show or hide headings, by the height, and what stands beside the list, by the room for it."""
        is_low = _is_low(self.app.size)
        if self._is_there and is_low != self._list.is_low and self.query(RoutineList):
            self._list.is_low = is_low
            self._fill(keep_place=True)
        if self._is_there and has_room_beside(self.app.size) and self.query(TodayBox) and not self.query(Beside):
            self.query_one("#body").mount(_beside(self.app, self._chosen), before="#today")
        for today in self.query(TodayBox):
            for week in self.query(WeekBox):  # which hears of no size while it is hidden
                week.show(today.ahead)

    def on_today_box_ahead(self, event: TodayBox.Ahead) -> None:
        """Show the week beside the list: its days are known."""
        for week in self.query(WeekBox):
            week.show(event.days)

    def _offer(self) -> None:
        """After the first frame: find the card that helps now, and show it in place of the Learn line."""
        learning, before = self.app.training.learning, self.app.training.on_offer
        if not self.app.files.is_reading and learning.look_for_offer(self._list.suggestion) != before:
            self._fill(keep_place=True)

    # --- keys and mouse ---------------------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """Letters filter the list."""
        if not self._is_there:
            return
        if not self._list.filter and self._keys.does(event.key):
            return  # a binding handles it
        if event.is_printable and event.character and event.character != "?":
            self._set_filter(self._list.filter + event.character)
        elif event.key == "backspace":
            self._set_filter(self._list.filter[:-1])
        else:
            return
        event.stop()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the text about the highlighted line; not of one that was typed past meanwhile."""
        if event.option_id != self.query_one(RoutineList).chosen:
            return
        self._put("about", _about(self._list, event.option_id, self.app.size))
        line = self._list.line(event.option_id)
        self.query_one("#about").set_class(line is not None and line.broken is not None, "-broken")
        for beside in self.query(Beside):
            beside.follow()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the line: Enter, or a click."""
        line, special = self._list.line(event.option_id), self._list.special(event.option_id)
        if self._list.filter and not (line and line.broken):
            self._set_filter("")  # the filter has served its purpose, and would hide the results
        self._chosen.open(line, special)

    def action_chosen(self, name: str) -> None:
        """Do something with the highlighted line."""
        {"edit": self._chosen.edit, "put-away": self._chosen.put_away, "other-id": self._chosen.give_other_id}[name]()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc clears only a filter that is there; the keys of the day work only without one, as letters narrow it."""
        if action == "today":
            return self._is_there and not self._list.filter and self._keys.is_open(str(parameters[0]))
        return bool(self._list.filter) if action == "clear" else True

    def action_today(self, name: str) -> None:
        """Handle a key of the day."""
        self._keys.do(name)

    def action_clear(self) -> None:
        """Show every routine again."""
        self._set_filter("")

    def open_help(self, then: Callable[[None], None] | None = None) -> None:
        """Help, with the full text about today where it was cut, and the legend of the strip."""
        from coach.tui.text.day_strip import STRIP_LEGEND

        lines = key_lines(self, also=STRIP_LEGEND if self._is_there and self._today.leads else ())
        is_cut = self._is_there and self.query_one(TodayBox).is_cut
        says = self._today.in_full() if is_cut else []
        about = self.query_one("#about", Static) if self._is_there else None
        if about is not None and about.region and READS_ON in str(about.content):
            says = [self._chosen.about, *says]
        self.app.go.help(lines, self.rules_today(), at_rules=self.explains, then=then, says=says)

    def rules_today(self) -> tuple[str, ...]:
        """The rule cards of what is due."""
        from coach.domain.teaching.rule_cards import cards_of_plan

        suggested = self._list.suggestion.routine
        due = self._list.find(suggested) if suggested else None
        return ("1",) if self._today.is_locked else cards_of_plan(due.plan if due else None)

    # --- showing ----------------------------------------------------------------------------------------------------

    def _look(self, *, keep_place: bool = False) -> None:
        """Read everything again, and show it."""
        self._list.read()
        self.query_one(TodayBox).look()
        self._put("trouble", _trouble(self._today, self.app.size))
        self._mark_state()
        self._fill(keep_place=keep_place)

    def _mark_state(self) -> None:
        self.query_one("#filter").set_class(self._today.is_locked and not self._list.filter, "-locked")
        self.query_one("#trouble").set_class(not self._today.trouble(), "-empty")
        self.refresh_bindings()

    def _set_filter(self, text: str) -> None:
        self._list.filter = text
        self._mark_state()
        self._fill()

    def _fill(self, *, keep_place: bool = False) -> None:
        options = self._list.options()
        self.query_one(RoutineList).fill(options, keep_place=keep_place)
        self._put("filter", self._list.heading())
        if not options:
            self._put("about", "Nothing matches. Esc shows every routine.")

    def _put(self, where: str, text: Content | str) -> None:
        there = self.query_one(f"#{where}", Static)
        now = there.content
        is_same = now.is_same(text) if isinstance(now, Content) and isinstance(text, Content) else now == text
        if not is_same:  # an update would lay out everything once more
            there.update(text)


def _beside(app: AppBase, chosen: Chosen) -> Beside:
    """Return what stands beside the list where there is room: the week, and a preview of the highlighted line."""
    return Beside(app.training.clock, chosen.preview, WeekBox(app))


def _is_low(size: Size) -> bool:
    """Whether the window is too low for headings and full messages."""
    return size.height < _HEADINGS_FROM


def _about(lines: HomeList, option_id: str | None, size: Size) -> str:
    """Return the text below the list, cut to the rows available."""
    width, is_low = size.width, _is_low(size)
    beside = min(_BESIDE, width * 2 // 5) if width >= LEAST_COLUMNS and not is_low else 0
    first, *more = lines.about(option_id).split("\n")
    rows = (2 if is_low else 3) - len(more)
    return "\n".join([cut(first, width - 2 - beside, max(1, rows)), *more])


def _trouble(today: HomeToday, size: Size) -> str:
    """Return what is wrong, cut to the rows available."""
    trouble = today.trouble()
    return cut(trouble, size.width - 2, 2) if _is_low(size) else trouble
