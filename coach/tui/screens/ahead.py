"""What is ahead: the next fourteen days if every light stays green, each with what is done and what changes in it.

While training is locked, the lock stands there instead.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.domain.exercises.weekday import Weekday
from coach.domain.records.days import day as in_short_date
from coach.domain.today.ahead import InventedDay
from coach.domain.today.day_words import DayPart, idle_words, parts_of
from coach.domain.today.in_short import changes_in_short
from coach.services.training import Training
from coach.tui.base.scrolling_screen import ScrollingScreen
from coach.tui.text.lock_notice import lock_said
from coach.tui.widgets.beside import Beside, first_training, routine_preview

if TYPE_CHECKING:
    from coach.tui.widgets.preview import Preview

DAYS_LISTED = 14
_CAVEAT = "The best case: if all stay green. Each day is planned anew from what you answer."


class AheadScreen(ScrollingScreen):
    """The days, computed and added one at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", "Scroll", key_display="↑↓", tooltip="Look further up or down."),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
        Binding("pagedown,space", "scroll(8)", show=False),
        Binding("c", "course", "Course", tooltip="Look at your course, or choose another."),
        Binding("escape,enter", "app.home", "Home", key_display="Esc", tooltip="Back to Home."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    def __init__(self, training: Training) -> None:
        super().__init__()
        self._training = training
        self._coming: Iterator[InventedDay] = iter(())
        self._lines: list[Content] = []
        self._block = ""

    def body(self) -> ComposeResult:
        """The days; beside them, where there is room, the next training."""
        yield Beside(self._training.clock, self._beside)
        yield Static(Content.assemble(("What is ahead", "bold")), id="title", markup=False)
        with VerticalScroll(id="help", can_focus=False):
            yield Static(id="card", classes="says", markup=False)

    def _beside(self) -> "Preview | None":
        if self._training.standing().lock.is_on:
            return None
        course = self._training.courses.course
        due = self._training.today.suggestion().routine or (first_training(course) if course else None)
        return routine_preview(self._training.catalogue, due)

    def on_mount(self) -> None:
        """Start computing the days."""
        self.library_changed()

    def library_changed(self) -> None:
        """Start again with the first day."""
        block = self._training.standing().course.block
        self._block = block.id if block else ""
        lock = self._training.standing().lock
        if lock.is_on:  # nothing is ahead, not even rest
            self._lines, self._coming = [], iter(())
            self.query_one("#card", Static).update(lock_said(lock))
            return
        self._lines = [Content.assemble((_CAVEAT, "dim"))]
        label = self._training.courses.label()
        if label:
            self._lines.append(Content.assemble((label, "bold")))
        self._coming = self._training.today.each_ahead(DAYS_LISTED)
        self.call_after_refresh(self._next_day)

    def action_course(self) -> None:
        """Open the course screen."""
        self.app.go.course()

    def _next_day(self) -> None:
        day = next(self._coming, None)
        if day is None or not self.query("#card"):
            return
        self._lines += self._told(day)
        self.query_one("#card", Static).update(Content("\n").join(self._lines))
        self.call_later(self._next_day)

    def _told(self, day: InventedDay) -> Iterator[Content]:
        """Yield a day's lines, below a heading if a block begins on it."""
        course = self._training.courses.course
        if day.block and day.block != self._block:
            self._block = day.block
            block = course.block(day.block) if course else None
            yield Content.assemble((f"{block.name if block else day.block} begins", "bold $success"))
        date = Content.assemble((f"{Weekday.of(day.day).full[:3]} {in_short_date(day.day):<7}", "bold $accent"))
        parts = parts_of(day)
        due = [part for part in parts if not part.optional]
        words = ", ".join(map(self._in_words, due)) or idle_words(day)
        offered = ", ".join(part.words for part in parts if part.optional)
        liked = f"  if you like: {offered}" if offered else ""
        yield Content.assemble(date, (words, "" if due else "dim"), (liked, "dim"))
        for part in due:
            changes = changes_in_short(part.plan) if part.plan else ""
            if changes:
                yield Content.assemble((f"            {changes}", "dim"))

    def _in_words(self, part: DayPart) -> str:
        return f"{part.words} · {self._training.today.minutes(part.plan)} min" if part.plan else part.words
