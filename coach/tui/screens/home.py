"""Home: what is due today and why, and every routine, filtered as you type.

While files are still read (``flow.file_watcher``), it shows the routines that there are, and says nothing that follows
from them: no suggestion, for one of the runner's own may be due, no phase, no minutes. They come when all is read.
"""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key, ScreenResume
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.domain.records.entries import Record
from coach.domain.today.diary import Suggestion
from coach.library.shelf.broken import Broken
from coach.library.toml.source import shown_path
from coach.services.unread_history import Unread
from coach.tui.base.screen import CoachScreen
from coach.tui.text.routine_lines import Known, Line, lines_of
from coach.tui.widgets.beside import Beside
from coach.tui.widgets.routine_list import LaterLine, Routines

_UNREAD, _UNANSWERED, _LOCKED = "unread", "unanswered", "locked"
_LOG, _YOU, _SETTINGS, _TEAM = "log", "you", "settings", "team"
"""Lines of the list: what cannot be read, a pain check with open questions (each one), a lock, logging, profile,
settings, a helper's team.

A routine's begins with ``routine:``.
"""
_MOST_COPIES = 3
"""Copies that are named; `coach check` tells all."""
_UNREAD_SHOWN = 2
"""So many records that cannot be read are named at once."""
_LOG_WORDS = "Log something you did elsewhere"
_SETTINGS_WORDS = "Settings: colours, sound, lengths"


class Home(CoachScreen):
    """Where the app begins and comes back to. Enter on the line that is chosen at first starts what is due."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Clear filter", tooltip="Show every routine again."),
        Binding("ctrl+e", "edit", "Edit", tooltip="Change the routine that is chosen: its text, or a copy of it."),
        Binding("ctrl+n", "app.new_routine", "New", tooltip="Begin a routine of your own."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", "Leave", priority=True),
    ]

    CSS_PATH = None  # coach.tcss has all it needs
    has_keys = Routines

    def __init__(self) -> None:
        super().__init__()
        self._filter = ""
        self._lines: dict[str, Line] = {}
        self._known: dict[str, Known] = {}
        self._suggestion = Suggestion(None, "")
        self._is_new = True
        self._was_reading = False
        self._is_there = False

    def body(self) -> ComposeResult:
        """Today, the filter, the list, and what is chosen, with what is known already: the first frame is whole.

        While the history cannot be read there is nothing to show: ``UnreadScreen`` lies over it.
        """
        if Unread(self.app.coach).is_so:
            return
        self._is_there = True
        self._read()
        options = self._options()
        yield Beside(self.app.training.clock, self._chosen_known)
        with Vertical(id="today"):
            yield Static(self._due(), id="due", markup=False)
            yield Static(self._why(), id="why", markup=False)
            yield Static(self._needs(), id="needs", markup=False)
        yield Static(self._filter_line(), id="filter", markup=False)
        yield Routines(*options, id="routines", markup=False)
        yield Static(self._about(options[0].id if options else None), id="about", markup=False)
        yield Static(self._trouble(), id="trouble", markup=False)

    def on_mount(self) -> None:
        """Choose the first line."""
        if self._is_there:
            self._choose_first()

    async def begin(self) -> None:
        """Be there after all: the history can be read now."""
        await self.recompose()
        self._choose_first()

    def _choose_first(self) -> None:
        self._mark_state()
        routines = self.query_one(Routines)
        routines.highlighted = 0 if routines.option_count else None
        routines.focus()

    def library_changed(self) -> None:
        """Everything anew, where it was; under another screen it is done on coming back."""
        if self.is_current and self._is_there:
            # Who only waited for the rest to be read begins with what is due, as at any start.
            is_at_first = self._was_reading and not self._filter and not self.query_one(Routines).highlighted
            self._look(keep_place=not is_at_first)

    def reading_went_on(self) -> None:
        """Tell how far it is."""
        if self._is_there:
            self._put("why", self._why())

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """Something may have been trained or answered meanwhile."""
        if self._is_new:
            self._is_new = False
        elif self._is_there:
            self._look()

    # --- keys and mouse ---------------------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """Letters filter the list."""
        if not self._is_there:
            return
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
        line = self._lines.get(event.option_id or "")
        self.query_one("#about").set_class(line is not None and line.broken is not None, "-broken")
        self.query_one(Beside).follow()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click."""
        self._open(event.option_id)

    def action_edit(self) -> None:
        """Edit the routine, or the broken file, that is chosen."""
        line = self._chosen
        if line and line.broken:
            self.app.go.mend(line.broken)
        elif line and line.routine:
            self.app.go.edit("routine", line.routine.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a filter there is none to clear."""
        return bool(self._filter) if action == "clear" else True

    def action_clear(self) -> None:
        """Show every routine again."""
        self._set_filter("")

    def _open(self, option_id: str | None) -> None:
        record = self._unanswered().get(option_id or "")
        if record is not None:
            self.app.go.pain_check(record)
        elif option_id == _UNREAD:
            self.app.go.settle()
        elif option_id == _LOCKED:
            self.app.go.unlock()
        elif option_id == _LOG:
            self.app.go.log()
        elif option_id == _YOU:
            self.app.go.you()
        elif option_id == _TEAM:
            self.app.go.team()
        elif option_id == _SETTINGS:
            self.app.go.settings()
        elif option_id in self._lines:
            line = self._lines[option_id]
            if line.routine:
                self.app.go.ready(line.routine.id)
            elif line.broken:
                self._tell_what_is_wrong(line.broken)

    def _tell_what_is_wrong(self, broken: Broken) -> None:
        from coach.tui.dialogs.confirm import Ask, Choice

        question = f"{shown_path(broken.path)}\n\n{broken.message}\n\nThe file is not in use."
        choices: list[Choice[bool]] = [
            Choice("enter", "Put it right in the editor", True),
            Choice("escape", "Back", False),
        ]
        self.app.push_screen(Ask(question, choices), lambda mend: self.app.go.mend(broken) if mend else None)

    def rules_today(self) -> tuple[str, ...]:
        """The rules of what is due."""
        from coach.domain.planning.rule_cards import rows_of

        due = self._find(self._suggestion.routine) if self._suggestion.routine else None
        return ("1",) if self._is_locked else rows_of(due.plan if due else None)

    # --- what is known ----------------------------------------------------------------------------------------------

    def _read(self) -> None:
        training = self.app.training
        self._was_reading = self._is_reading
        self._suggestion = Suggestion(None, "") if self._is_reading else training.today.suggestion()
        self._known = {}
        self._lines = {line.id: line for line in lines_of(training.library, self._find)}

    def _find(self, routine_id: str) -> Known | None:
        """What is known of a routine, worked out once."""
        if self._is_reading:
            return None
        known = self._known.get(routine_id)
        if known is None:
            training = self.app.training
            plan = training.today.plan(routine_id)
            known = self._known[routine_id] = Known(plan, training.today.usual_minutes(plan))
        return known

    @property
    def _is_reading(self) -> bool:
        return self.app.files.is_reading

    @property
    def _is_locked(self) -> bool:
        return not self._is_reading and self.app.training.standing().lock.is_on

    @property
    def _chosen(self) -> Line | None:
        """The routine or broken file that is chosen; None: it is another line."""
        return self._lines.get(self.query_one(Routines).chosen or "")

    def _chosen_known(self) -> Known | None:
        """What stands beside the list."""
        chosen = self._chosen
        return None if chosen is None else chosen.known

    def _is_due(self, line: Line) -> bool:
        return line.routine is not None and line.routine.id == self._suggestion.routine

    def _shown(self) -> list[Line]:
        """What matches, today's first, then by name."""
        return sorted(
            (line for line in self._lines.values() if line.matches(self._filter)),
            key=lambda line: (not self._is_due(line), line.name.lower()),
        )

    def _options(self) -> list[Option]:
        """The list: the lock, today's routine, open pain checks, logging, the others, settings, you."""
        options = [Option(LaterLine(line, is_due=self._is_due(line)), id=line.id) for line in self._shown()]
        log, settings = _option(_LOG, _LOG_WORDS, "+"), _option(_SETTINGS, _SETTINGS_WORDS)
        if self._filter:
            typed = self._filter.lower()
            logs = [log] if _LOG_WORDS.lower().startswith(typed) else []
            return [*logs, *options, *([settings] if len(typed) > 2 and typed in _SETTINGS_WORDS.lower() else [])]
        options.insert(1, log)
        if self.app.coach.team:
            options.insert(2, _option(_TEAM, self._team_words()))
        questions = [
            _option(each, self.app.training.pain_checks.words(record), "?", "$warning")
            for each, record in self._unanswered().items()
        ]
        place = 1 if self._suggestion.routine else 0
        options[place:place] = questions
        options += [settings, _option(_YOU, "You: what hurts, what you avoid, your days")]
        if self._is_locked and self.app.training.standing().lock.may_be_lifted:
            options.insert(0, _option(_LOCKED, "Say what came of it, to unlock training", "■", "$error"))
        unread = () if self._is_reading else self.app.training.history().unreadable
        if unread:
            count = "1 record that cannot be read" if len(unread) == 1 else f"{len(unread)} records that cannot be read"
            options.insert(0, _option(_UNREAD, f"Settle {count}", "■", "$error"))
        return options

    def _unanswered(self) -> dict[str, Record]:
        """The records whose pain check has open questions, latest first, by the ids of their lines."""
        records = () if self._is_reading else self.app.training.pain_checks.incomplete()
        return {
            f"{_UNANSWERED}:{record.id}" if number else _UNANSWERED: record for number, record in enumerate(records)
        }

    def _team_words(self) -> str:
        count = len(self.app.coach.team)
        return f"Your team: {count} share{'s' if count == 1 else ''} with you"

    # --- showing ----------------------------------------------------------------------------------------------------

    def _look(self, *, keep_place: bool = False) -> None:
        """Everything anew."""
        self._read()
        self._put("due", self._due())
        self._put("why", self._why())
        self._put("needs", self._needs())
        self._put("trouble", self._trouble())
        self._mark_state()
        self._fill(keep_place=keep_place)

    def _mark_state(self) -> None:
        self.query_one("#today").set_class(self._is_locked, "-locked")
        self.query_one("#filter").set_class(self._is_locked and not self._filter, "-locked")
        self.query_one("#trouble").set_class(not self._trouble(), "-empty")
        self.query_one("#needs").set_class(not self._needs(), "-empty")

    def _set_filter(self, text: str) -> None:
        self._filter = text
        self._mark_state()
        self.refresh_bindings()
        self._fill()

    def _fill(self, *, keep_place: bool = False) -> None:
        options = self._options()
        self.query_one(Routines).fill(options, keep_place=keep_place)
        self._put("filter", self._filter_line())
        if not options:
            self._put("about", "Nothing matches. Esc shows every routine.")

    def _put(self, where: str, text: Content | str) -> None:
        self.query_one(f"#{where}", Static).update(text)

    def _due(self) -> Content:
        if self._is_reading:
            return Content.assemble(("Today", "bold $accent"))
        due = self._lines.get(f"routine:{self._suggestion.routine}")
        phase = (f"  {self.app.training.phase} phase", "dim")
        if self._is_locked:
            heading = f"■ {self.app.training.standing().lock.heading}"
            return Content.assemble((heading, "bold $error"), ("  TRAINING IS LOCKED", "$error"))
        if due and due.known:
            name = (due.name, "bold")
            return Content.assemble(("Today  ", "bold $accent"), name, f" · {due.known.minutes} min", phase)
        rest = "Run" if self._suggestion.runs else "Rest"
        return Content.assemble(("Today  ", "bold $accent"), (rest, "bold"), phase)

    def _needs(self) -> str:
        """What is still missing for the next phase; of a lock, what was ticked."""
        if self._is_locked:
            return self.app.training.standing().lock.ticked
        return "" if self._is_reading else self.app.training.runner.wanting()

    def _why(self) -> str:
        return self.app.files.progress if self._is_reading else self._suggestion.why

    def _trouble(self) -> str:
        troubles = [self.app.trouble] if self.app.trouble else []
        unread = self._unread_lines()
        troubles += unread[:_UNREAD_SHOWN]
        if len(unread) > _UNREAD_SHOWN:
            troubles.append(f"And {len(unread) - _UNREAD_SHOWN} more that cannot be read.")
        badged = {shown_path(broken.path) for broken in self.app.training.library.broken}
        wrong = [each for each in self.app.diagnostics if each.severity == "error" and each.path not in badged]
        if wrong:
            count = "1 problem" if len(wrong) == 1 else f"{len(wrong)} problems"
            tells_all = "" if self.app.coach.hosted else "; `coach check` tells all"  # a guest has no commands
            troubles.append(f"{count} in your files{tells_all}. First: {wrong[0]}")
        if badged:
            are = "1 file is" if len(badged) == 1 else f"{len(badged)} files are"
            troubles.append(f"{are} broken: ✕ in the list.")
        for copy in self.app.training.library.copies[:_MOST_COPIES]:
            troubles.append(f"{Path(copy.path).name}: {copy.message}.")
        return "\n".join(troubles)

    def _unread_lines(self) -> tuple[str, ...]:
        """What counts because it cannot be read, each in a sentence or two."""
        if self._is_reading or not self.app.training.history().unreadable:
            return ()
        from coach.services.unreadable_rows import lines

        return lines(self.app.training)

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


def _option(option_id: str, words: str, sign: str = "≡", colour: str = "$accent") -> Option:
    """A line of the list that is no routine."""
    return Option(Content.assemble((f"{sign}  ", f"bold {colour}"), words), id=option_id)
