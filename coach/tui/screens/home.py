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

from coach.domain.due import Suggestion
from coach.domain.lock import OUTCOMES
from coach.domain.routine import Routine
from coach.tui.screens.base import CoachScreen

_UNANSWERED, _LOCKED, _LOG, _YOU, _SETTINGS, _TEAM = "unanswered", "locked", "log", "you", "settings", "team"
"""Lines of the list: a missed pain check, a lock, logging, profile, settings, a helper's team.

A routine's begins with ``routine:``.
"""
_LOG_WORDS = "Log something you did elsewhere"
_SETTINGS_WORDS = "Settings: colours, sound, lengths"


@dataclass(frozen=True, slots=True)
class Line:
    """One routine as the list shows it."""

    routine: Routine
    minutes: int
    kit: tuple[str, ...]
    is_open: bool = True

    def matches(self, words: str) -> bool:
        """Whether every word typed is somewhere in its name, kind, kit or what it says of itself."""
        text = f"{self.routine.name} {self.routine.kind} {' '.join(self.kit) or 'no kit'} {self.routine.about}".lower()
        return all(word in text for word in words.lower().split())

    @property
    def about(self) -> str:
        """What it is, and what it needs."""
        return f"{self.routine.about}\nYou need: {', '.join(self.kit) or 'no kit'}."


class Routines(OptionList):
    """The list, whose arrows stand among the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Choose", key_display="↑↓", tooltip="Choose a routine. Letters narrow the list."),
        Binding("down", "cursor_down", show=False),
    ]


class Home(CoachScreen):
    """Where the app begins and comes back to. Enter on the line that is chosen at first starts what is due."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Get ready", priority=True, tooltip="Go on with the line that is chosen."),
        Binding("escape", "clear", "Clear filter", tooltip="Show every routine again."),
        Binding("ctrl+e", "edit", "Edit", tooltip="Change the routine that is chosen: its text, or a copy of it."),
        Binding("ctrl+n", "app.new_routine", "New", show=False, tooltip="Begin a routine of your own."),
        Binding("ctrl+t", "app.light_or_dark", "Light/dark", tooltip="Change between the dark and light theme."),
        Binding("ctrl+q", "app.leave", "Leave", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._filter = ""
        self._lines: dict[str, Line] = {}
        self._suggestion = Suggestion(None, "")
        self._is_new = True

    def body(self) -> ComposeResult:
        """Today, the filter, the list, and what is chosen, with what is known already: the first frame is whole."""
        self._read()
        options = self._options()
        with Vertical(id="today"):
            yield Static(self._due(), id="due", markup=False)
            yield Static(self._suggestion.why, id="why", markup=False)
            yield Static(self._needs(), id="needs", markup=False)
        yield Static(self._filter_line(), id="filter", markup=False)
        yield Routines(*options, id="routines", markup=False)
        yield Static(self._about(options[0].id if options else None), id="about", markup=False)
        yield Static(self._trouble(), id="trouble", markup=False)

    def on_mount(self) -> None:
        """Choose the first line."""
        self._mark_state()
        routines = self.query_one(OptionList)
        routines.highlighted = 0 if routines.option_count else None
        routines.focus()

    def on_resize(self) -> None:
        """A list that was hidden, because the window was too small, has lost the keys."""
        self.call_after_refresh(self.query_one(OptionList).focus)

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """Something may have been trained or answered meanwhile."""
        if self._is_new:
            self._is_new = False
            return
        self._look()

    # --- keys and mouse ---------------------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """Letters filter the list."""
        if event.is_printable and event.character and event.character != "?":
            self._set_filter(self._filter + event.character)
        elif event.key == "backspace":
            self._set_filter(self._filter[:-1])
        else:
            return
        event.stop()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell about the line that is chosen."""
        self._put("about", self._about(event.option_id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A line was clicked."""
        self._open(event.option_id)

    def action_choose(self) -> None:
        """Go on with the line that is chosen."""
        routines = self.query_one(OptionList)
        if routines.highlighted is not None:
            self._open(routines.get_option_at_index(routines.highlighted).id)

    def action_edit(self) -> None:
        """Edit the routine that is chosen."""
        routines = self.query_one(OptionList)
        line = routines.get_option_at_index(routines.highlighted).id if routines.highlighted is not None else None
        if line and line.startswith("routine:"):
            self.coach.edit("routine", line.removeprefix("routine:"))

    def action_clear(self) -> None:
        """Show every routine again."""
        self._set_filter("")

    def _open(self, option_id: str | None) -> None:
        if option_id == _UNANSWERED:
            record = self.coach.training.unanswered()
            if record:
                self.coach.ask_pain(record)
        elif option_id == _LOCKED:
            self._ask_what_came_of_it()
        elif option_id == _LOG:
            self.coach.log_elsewhere()
        elif option_id == _YOU:
            self.coach.action_you()
        elif option_id == _TEAM:
            self.coach.action_team()
        elif option_id == _SETTINGS:
            self.coach.action_settings()
        elif option_id:
            self.coach.get_ready(option_id.removeprefix("routine:"))

    def _ask_what_came_of_it(self) -> None:
        from coach.tui.screens.ask import Ask, Choice  # rarely needed, and Home is shown first

        outcomes = (
            *(Choice(str(number), outcome.words, outcome.note) for number, outcome in enumerate(OUTCOMES, 1)),
            Choice("escape", "Leave training locked", ""),
        )
        self.app.push_screen(Ask("What came of it? Unlocking is kept in your history.", outcomes), self._unlock)

    def _unlock(self, outcome: str | None) -> None:
        if outcome:
            self.coach.training.unlock(outcome)
            self._look()

    def rules_today(self) -> tuple[str, ...]:
        """The rules of what is due."""
        from coach.domain.cards import rows_of

        due = self._suggestion.routine
        return ("1",) if self._is_locked else rows_of(self.coach.training.plan(due) if due else None)

    # --- what is known ----------------------------------------------------------------------------------------------

    def _read(self) -> None:
        training = self.coach.training
        self._suggestion = training.suggestion()
        self._lines = {}
        for routine in training.catalogue.routines.values():
            plan = training.plan(routine.id)
            kit = training.catalogue.kit(routine)
            self._lines[f"routine:{routine.id}"] = Line(routine, training.usual_minutes(plan), kit, plan.allowed)

    @property
    def _is_locked(self) -> bool:
        return self.coach.training.standing().lock.is_on

    def _shown(self) -> list[Line]:
        """What matches, today's first, then by name."""
        return sorted(
            (line for line in self._lines.values() if line.matches(self._filter)),
            key=lambda line: (line.routine.id != self._suggestion.routine, line.routine.name.lower()),
        )

    def _options(self) -> list[Option]:
        """The list: the lock, today's routine, a missed pain check, logging, the others, settings, you."""
        options = [Option(self._routine_line(line), id=f"routine:{line.routine.id}") for line in self._shown()]
        log = Option(Content.assemble(("+  ", "bold $accent"), _LOG_WORDS), id=_LOG)
        settings = Option(Content.assemble(("☰ ", "bold $accent"), _SETTINGS_WORDS), id=_SETTINGS)
        if self._filter:
            typed = self._filter.lower()
            logs = [log] if _LOG_WORDS.lower().startswith(typed) else []
            return [*logs, *options, *([settings] if len(typed) > 2 and typed in _SETTINGS_WORDS.lower() else [])]
        options.insert(1, log)
        if self.coach.team_size:
            options.insert(2, Option(Content.assemble(("☰  ", "bold $accent"), self._team_words()), id=_TEAM))
        if self.coach.training.unanswered():
            question = Content.assemble(("?  ", "bold $warning"), "Answer the pain check of your last session")
            options.insert(1 if self._suggestion.routine else 0, Option(question, id=_UNANSWERED))
        options.append(settings)
        options.append(
            Option(Content.assemble(("☰ ", "bold $accent"), "You: what hurts, what you avoid, your days"), id=_YOU)
        )
        if self._is_locked:
            unlock = Content.assemble(("■  ", "bold $error"), "Say what came of it, to unlock training")
            options.insert(0, Option(unlock, id=_LOCKED))
        return options

    def _team_words(self) -> str:
        count = self.coach.team_size
        return f"Your team: {count} share{'s' if count == 1 else ''} with you"

    # --- showing ----------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Everything anew."""
        self._read()
        self._put("due", self._due())
        self._put("why", self._suggestion.why)
        self._put("needs", self._needs())
        self._put("trouble", self._trouble())
        self._mark_state()
        self._fill()

    def _mark_state(self) -> None:
        self.query_one("#today").set_class(self._is_locked, "-locked")
        self.query_one("#trouble").display = bool(self._trouble())
        self.query_one("#needs").display = bool(self._needs())

    def _set_filter(self, text: str) -> None:
        self._filter = text
        self._fill()

    def _fill(self) -> None:
        routines = self.query_one(OptionList)
        options = self._options()
        routines.clear_options()
        routines.add_options(options)
        routines.highlighted = 0 if options else None
        self._put("filter", self._filter_line())
        if not options:
            self._put("about", "Nothing matches. Esc shows every routine.")

    def _put(self, where: str, text: Content | str) -> None:
        self.query_one(f"#{where}", Static).update(text)

    def _due(self) -> Content:
        due = self._lines.get(f"routine:{self._suggestion.routine}")
        phase = (f"  {self.coach.training.phase} phase", "dim")
        if self._is_locked:
            return Content.assemble(("■ TRAINING IS LOCKED", "bold $error"))
        if due:
            name = (due.routine.name, "bold")
            return Content.assemble(("Today  ", "bold $accent"), name, f" · {due.minutes} min", phase)
        rest = "Run" if self._suggestion.runs else "Rest"
        return Content.assemble(("Today  ", "bold $accent"), (rest, "bold"), phase)

    def _needs(self) -> str:
        """What is still missing for the next phase."""
        return "" if self._is_locked else self.coach.training.wanting()

    def _trouble(self) -> str:
        troubles = [self.coach.trouble] if self.coach.trouble else []
        broken = [diagnostic for diagnostic in self.coach.diagnostics if diagnostic.severity == "error"]
        if broken:
            count = "1 problem" if len(broken) == 1 else f"{len(broken)} problems"
            troubles.append(f"{count} in your files; `coach check` tells all. First: {broken[0]}")
        return "\n".join(troubles)

    def _filter_line(self) -> Content:
        shown, every = len(self._shown()), len(self._lines)
        count = f"{shown} of {every}" if self._filter else f"{every}"
        hint = (self._filter, "") if self._filter else ("type to filter", "dim")
        return Content.assemble((f"Routines ({count})  ", "bold"), hint)

    def _about(self, option_id: str | None) -> str:
        if option_id == _LOG:
            return "A run, a walk, cross-training, or a session without the coach: so the plans know of it."
        line = self._lines.get(option_id or "")
        return line.about if line else ""

    def _routine_line(self, line: Line) -> Content:
        routine = line.routine
        mark = ("▶ ", "bold $accent") if routine.id == self._suggestion.routine else ("  ", "")
        name = routine.name if len(routine.name) <= 24 else routine.name[:23] + "…"
        closed = "" if line.is_open else "not today"
        style = "bold" if line.is_open else "dim"
        kind = (f"{routine.kind:<9} ", "dim")
        return Content.assemble(mark, (f"{name:<24}", style), f" {line.minutes:>3} min  ", kind, (closed, "dim italic"))
