"""The week ahead, shown on Home where there is room: a line a day, with what is planned if every light stays green."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from coach.tui.base.app_base import AppBase

if TYPE_CHECKING:
    from coach.domain.today.ahead import InventedDay

LEAST_ROWS, LEAST_COLUMNS = 30, 120
"""The smallest terminal, in rows and columns, with room for it beside today."""
DAYS_SHOWN = 7


def has_room(app: AppBase) -> bool:
    """Whether the terminal has room for the week."""
    return app.size.width >= LEAST_COLUMNS and app.size.height >= LEAST_ROWS


class WeekBox(Static):
    """Seven days from today on; hidden until they are known."""

    def __init__(self, app: AppBase) -> None:
        super().__init__(id="week", markup=False)
        self._of = app
        self._days: Sequence[InventedDay] = ()
        self.display = False
        self.border_title = "The week ahead, if all stays green"

    def show(self, days: "Sequence[InventedDay]") -> None:
        """Show these days from now on; none: hide."""
        self._days = days[:DAYS_SHOWN]
        self.display = bool(self._days) and has_room(self._of)
        if self.display:
            self.update(Content("\n").join([self._line(each, first=each is days[0]) for each in self._days]))

    def on_resize(self) -> None:
        """Fit the names to the new width."""
        self.show(self._days)

    def _line(self, each: "InventedDay", *, first: bool) -> Content:
        from coach.domain.exercises.routine import RoutineKind
        from coach.domain.exercises.weekday import Weekday
        from coach.domain.today.day_words import idle_words, parts_of

        due = [part for part in parts_of(each) if not part.optional]
        words = ", ".join(part.words for part in due) or idle_words(each)
        minutes = sum(self._of.training.today.minutes(part.plan) for part in due if part.plan)
        words += f" · {minutes} min" if minutes else ""
        name = "Today" if first else f"{Weekday.of(each.day).full[:3]} {each.day.day}"
        room = self.size.width - 10
        words = words if len(words) <= room or room < 8 else f"{words[: room - 1]}…"
        runs = any(part.plan is None or part.plan.kind is RoutineKind.RUN for part in due)
        sign = "↗" if runs else "○" if due else "·"
        return Content.assemble(
            (f"{name:<7}", "bold $accent" if first else "$foreground 80%"),
            (f"{sign} ", "$accent" if due else "$foreground 70%"),
            (words, "bold" if first and due else "" if due else "$foreground 70%"),
        )
