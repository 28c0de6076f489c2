"""Home: what is due today and why, and every routine, filtered as you type."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, ScreenResume
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.domain.routine import Routine
from coach.domain.suggestion import Suggestion
from coach.tui.screens.base import CoachScreen

_UNANSWERED = "unanswered"
"""The list's line for a pain check that was missed. No routine has this id: theirs begin with ``routine:``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One routine as the list shows it."""

    routine: Routine
    minutes: int
    kit: tuple[str, ...]

    def matches(self, words: str) -> bool:
        """Whether every word typed is somewhere in its name, kind or kit."""
        text = f"{self.routine.name} {self.routine.kind} {' '.join(self.kit) or 'no kit'} {self.routine.about}".lower()
        return all(word in text for word in words.lower().split())


class Home(CoachScreen):
    """Where the app begins and comes back to. Enter on the line that is chosen at first starts what is due."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Get ready", priority=True),
        Binding("up,down", "move", "Choose", key_display="↑↓"),
        Binding("escape", "clear", "Clear filter"),
        Binding("ctrl+t", "app.light_or_dark", "Light/dark"),
        Binding("ctrl+q", "app.leave", "Leave"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._filter = ""
        self._lines: dict[str, Line] = {}
        self._suggestion = Suggestion(None, "")

    def body(self) -> ComposeResult:
        """Today, the filter, the list, and what is chosen."""
        with Vertical(id="today"):
            yield Static(id="due", markup=False)
            yield Static(id="why", markup=False)
        yield Static(id="filter", markup=False)
        yield OptionList(id="routines", markup=False)
        yield Static(id="about", markup=False)
        yield Static(id="trouble", markup=False)

    def on_mount(self) -> None:
        """Show what is known."""
        self._look()

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """Something may have been trained or answered meanwhile."""
        if self.is_mounted:
            self._look()

    def on_key(self, event: Key) -> None:
        """Letters filter the list."""
        if event.is_printable and event.character:
            self._set_filter(self._filter + event.character)
        elif event.key == "backspace":
            self._set_filter(self._filter[:-1])
        else:
            return
        event.stop()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell about the line that is chosen."""
        line = self._lines.get(event.option_id or "")
        if line is None:
            self.query_one("#about", Static).update("")
            return
        kit = ", ".join(line.kit) or "no kit"
        self.query_one("#about", Static).update(f"{line.routine.about}\nYou need: {kit}.")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A line was clicked."""
        self._open(event.option_id)

    def action_choose(self) -> None:
        """Go on with the line that is chosen."""
        routines = self.query_one(OptionList)
        if routines.highlighted is not None:
            self._open(routines.get_option_at_index(routines.highlighted).id)

    def action_clear(self) -> None:
        """Show every routine again."""
        self._set_filter("")

    def action_move(self) -> None:
        """Stands in the footer; the list itself moves."""

    def _open(self, option_id: str | None) -> None:
        if option_id == _UNANSWERED:
            record = self.coach.training.unanswered()
            if record:
                self.coach.ask_pain(record)
        elif option_id:
            self.coach.get_ready(option_id.removeprefix("routine:"))

    def _look(self) -> None:
        training = self.coach.training
        self._suggestion = training.suggestion()
        self._lines = {
            f"routine:{routine.id}": Line(
                routine, training.minutes(training.plan(routine.id)), training.catalogue.kit(routine)
            )
            for routine in training.catalogue.routines.values()
        }
        self._show_today()
        self._show_trouble()
        self._fill()

    def _show_today(self) -> None:
        due = self._lines.get(f"routine:{self._suggestion.routine}")
        phase = f"  {self.coach.training.phase} phase"
        if due:
            title = Content.assemble(
                ("Today  ", "bold $accent"), (due.routine.name, "bold"), f" · {due.minutes} min", (phase, "dim")
            )
        else:
            title = Content.assemble(("Today  ", "bold $accent"), ("Rest", "bold"), (phase, "dim"))
        self.query_one("#due", Static).update(title)
        self.query_one("#why", Static).update(self._suggestion.why)

    def _show_trouble(self) -> None:
        troubles = [self.coach.trouble] if self.coach.trouble else []
        broken = [d for d in self.coach.diagnostics if d.severity == "error"]
        if broken:
            count = "1 problem" if len(broken) == 1 else f"{len(broken)} problems"
            troubles.append(f"{count} in your files; `coach check` tells all. First: {broken[0]}")
        trouble = self.query_one("#trouble", Static)
        trouble.update("\n".join(troubles))
        trouble.display = bool(troubles)

    def _set_filter(self, text: str) -> None:
        self._filter = text
        self._fill()

    def _fill(self) -> None:
        """List what matches: today's first, then a missed pain check, then the rest by name."""
        shown = sorted(
            (line for line in self._lines.values() if line.matches(self._filter)),
            key=lambda line: (line.routine.id != self._suggestion.routine, line.routine.name.lower()),
        )
        options = [Option(self._routine_line(line), id=f"routine:{line.routine.id}") for line in shown]
        missed = self.coach.training.unanswered()
        if missed and not self._filter:
            question = Content.assemble(("?  ", "bold $warning"), "Answer the pain check of your last session")
            options.insert(1 if self._suggestion.routine else 0, Option(question, id=_UNANSWERED))
        routines = self.query_one(OptionList)
        routines.clear_options()
        routines.add_options(options)
        routines.highlighted = 0 if options else None
        routines.focus()
        hint = self._filter or "type to filter"
        count = f"{len(shown)} of {len(self._lines)}" if self._filter else f"{len(self._lines)}"
        self.query_one("#filter", Static).update(
            Content.assemble((f"Routines ({count})  ", "bold"), (hint, "" if self._filter else "dim"))
        )
        if not options:
            self.query_one("#about", Static).update("Nothing matches. Esc shows every routine.")

    def _routine_line(self, line: Line) -> Content:
        routine = line.routine
        mark = ("▶ ", "bold $accent") if routine.id == self._suggestion.routine else ("  ", "")
        name = routine.name if len(routine.name) <= 24 else routine.name[:23] + "…"
        return Content.assemble(
            mark, (f"{name:<24}", "bold"), f" {line.minutes:>3} min  ", (f"{routine.kind:<9}", "dim")
        )
