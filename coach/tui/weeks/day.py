"""A day: its records one below the other, what the chosen one says, and the ways to change it.

Left out: correcting (``correct``), and the texts (``services.weeks.days``).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.domain.records.answers import open_questions
from coach.domain.records.days import day
from coach.domain.records.entries import Answered, Entry, Walk, is_judged
from coach.domain.records.morning import has_come, is_answered
from coach.services.removal import Removable
from coach.services.weeks.corrections import UNDO, consequences, correct
from coach.services.weeks.days import days_of_week, entries_of, heading, record_lines
from coach.services.weeks.when import typed_moment, when_in_words, wrong_moment, zone_in_words
from coach.tui.base.screen import CoachScreen
from coach.tui.dialogs.confirm import Ask as AskToSave
from coach.tui.dialogs.confirm import Choice
from coach.tui.weeks.note import NoteDialog
from coach.tui.widgets.beside import has_room_beside
from coach.tui.widgets.laid_out_once import PlainText
from coach.tui.widgets.steady_list import SteadyList, Valued

SAVE_OR_LEAVE = (Choice("enter", "Save it", True), Choice("escape", "Leave it as it was", False))


class DayRecords(SteadyList):
    """The list; its arrow keys are shown in the footer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Choose", key_display="↑↓", tooltip="Choose a record."),
        Binding("down", "cursor_down", show=False),
        Binding("left", "screen.go_to(-1)", "Day", key_display="←→", tooltip="The day before, or after."),
        Binding("right", "screen.go_to(1)", show=False),
    ]


class DayScreen(CoachScreen):
    """What was done on a day, and what came of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e,enter", "correct", "Correct", key_display="e", tooltip="Change what was answered of this record."),
        Binding("n", "note", "Note", tooltip="Add a note to this record, or change it."),
        Binding("t", "time", "Time", tooltip="Change when this record was."),
        Binding("a", "answer", "Answer", tooltip="Answer what is open of its pain check, or the morning after it."),
        Binding("d", "remove", "Remove", tooltip="Take this record out of your history, after asking."),
        Binding("u", "undo", "Undo", tooltip="What was corrected or taken out in the last 30 days, as it was before."),
        Binding("escape", "leave", "Back", tooltip="Back to the weeks."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    has_keys = DayRecords

    def __init__(self, of: date) -> None:
        super().__init__()
        self.day = of
        self._is_new = True
        self._said: Sequence[str] = ()

    def body(self) -> ComposeResult:
        """The day, its records, and what the chosen one says."""
        yield PlainText(id="title")
        yield DayRecords(id="done", markup=False)
        yield PlainText(id="record")
        if has_room_beside(self.app.size):
            yield PlainText(id="around")

    def on_mount(self) -> None:
        """Show the day's first record."""
        if self.query("#record"):
            self.fill()

    def on_resize(self) -> None:
        """Show the week beside it, where there is room."""
        if has_room_beside(self.app.size) and not self.query("#around") and self.query("#body"):
            self.query_one("#body").mount(PlainText(id="around"))
            self.call_after_refresh(self._tell_week)

    def on_screen_resume(self) -> None:
        """Update: something may have been changed meanwhile. The first time, ``on_mount`` has shown it."""
        if self._is_new:
            self._is_new = False
        elif self.query("#record"):
            self.fill()

    def library_changed(self) -> None:
        """Update: the records may have changed."""
        if self.query("#record"):
            self.fill()

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        """Show what the highlighted record says."""
        if self.query("#record"):
            self._tell()

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        """Enter, or a click: correct the record."""
        self.action_correct()

    # --- keys -------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only records can be corrected or moved, and only records and measures removed; a note may go to anything."""
        if action in ("correct", "time"):
            return isinstance(self.chosen, Answered)
        if action == "remove":
            return isinstance(self.chosen, Removable)
        if action == "note":
            return self.chosen is not None
        if action == "answer":
            return self._has_open_questions
        return True

    def action_go_to(self, by: int) -> None:
        """Go to the day before or after."""
        to = date.fromordinal(self.day.toordinal() + by)
        if to <= self.app.training.clock.now().date():
            self.day = to
            self.fill()

    def action_correct(self) -> None:
        """Change the answers of the chosen record."""
        chosen = self.chosen
        if isinstance(chosen, Answered):
            self._correct(chosen)

    def action_answer(self) -> None:
        """Ask its open pain check; if none is open, the morning after it."""
        chosen = self.chosen
        if chosen is not None and is_judged(chosen) and open_questions(chosen):
            self.app.go.pain_check(chosen)
        elif isinstance(chosen, Answered) and self._lacks_morning(chosen):
            self._correct(chosen, "morning")

    def _correct(self, record: Answered, begins: str = "") -> None:
        from coach.tui.weeks.correct import CorrectScreen

        self.app.push_screen(CorrectScreen(record, self.app.training, begins))

    def action_remove(self) -> None:
        """Remove the chosen record, after asking."""
        if isinstance(self.chosen, Removable):
            from coach.tui.screens.removal import ask_to_remove

            ask_to_remove(self.app, self.chosen)

    def action_undo(self) -> None:
        """Ask which of the last corrections or removals to undo."""
        from coach.tui.weeks.correct import pick_undo

        self.app.push_screen(pick_undo(self.app))

    def action_note(self) -> None:
        """Add a note to the chosen record, or change it."""
        chosen = self.chosen
        if chosen is None:
            return

        def keep(note: str | None) -> None:
            if note is not None:
                self.app.training.records.amend(chosen, replace(chosen, note=note or None))
                self.fill()

        self.app.push_screen(NoteDialog(chosen.note or ""), keep)

    def action_time(self) -> None:
        """Change its day or time, in the zone in which it was entered; what that changes is shown first."""
        chosen = self.chosen
        if not isinstance(chosen, Answered):
            return
        training = self.app.training

        def ask(typed: str | None) -> None:
            made = replace(chosen, at=typed_moment(typed, chosen.at)) if typed else chosen
            if made == chosen:
                return
            said = f"{when_in_words(chosen.at)} becomes {when_in_words(made.at)}.\n"
            said += consequences(training, chosen, made).in_words
            self.app.push_screen(
                AskToSave(f"{said}\n\n{UNDO}", SAVE_OR_LEAVE), lambda sure: keep(made) if sure else None
            )

        def keep(made: Answered) -> None:
            correct(training, chosen, made)
            self.day = made.at.date()
            self.fill()

        def why_not(typed: str) -> str:
            return wrong_moment(typed, chosen.at, training.clock.now()) if typed else ""

        question = f"When was it? {zone_in_words(chosen.at)}As 2026-11-20 07:30, or 18:00 on its day."
        hint = "Enter goes on, Esc leaves it as it was."
        self.app.push_screen(NoteDialog(f"{chosen.at:%Y-%m-%d %H:%M}", question, hint, why_not), ask)

    def action_leave(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)

    # --- showing ----------------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Entry | None:
        """The record, or event, that is chosen."""
        records = self.query_one(DayRecords)
        place = records.highlighted
        option = records.get_option_at_index(place) if place is not None and place < records.option_count else None
        return option.value if isinstance(option, Valued) else None

    @property
    def _has_open_questions(self) -> bool:
        chosen = self.chosen
        if chosen is not None and is_judged(chosen) and open_questions(chosen):
            return True
        return isinstance(chosen, Answered) and self._lacks_morning(chosen)

    def _lacks_morning(self, record: Answered) -> bool:
        """Whether the morning after it has come, and was not answered, for it or for what bears it."""
        if not (isinstance(record, Walk) or is_judged(record)):
            return False
        training = self.app.training
        now = training.clock.now()
        return has_come(record.at, now) and not is_answered(record, training.history(), now)

    def fill(self) -> None:
        """Show all of the day again."""
        records, training = self.query_one(DayRecords), self.app.training
        place = records.highlighted or 0
        entries = entries_of(training, self.day)
        records.clear_options()
        records.add_options([Valued(Content(heading(training, entry)), entry) for entry in entries])
        with records.prevent(OptionList.OptionHighlighted):  # it is shown below
            records.highlighted = min(place, len(entries) - 1) if entries else None
        self.query_one("#title", Static).update(
            Content.styled(f"{self.day:%A} {day(self.day)} {self.day.year}", "bold")
        )
        self._tell()
        self._tell_week()

    def _tell_week(self) -> None:
        """Show the days around it; on a narrow terminal, nothing is computed."""
        for around in self.query("#around").results(Static):
            around.update(Content("\n").join(self._week_lines()))

    def _week_lines(self) -> Iterator[Content]:
        yield Content.styled("That week", "bold $primary")
        for of, lines in days_of_week(self.app.training, self.day):
            name = f"{of:%A} {day(of)}"
            yield Content.assemble((f"\n{name}", "bold" if of == self.day else ""), "  ←" if of == self.day else "")
            yield from (Content(f"  {line}") for line in lines or ("  Nothing on record.",))

    def _tell(self) -> None:
        chosen = self.chosen
        lines = record_lines(self.app.training, chosen)[1:] if chosen else ["Nothing on record on this day."]
        if lines != self._said:
            self._said = lines
            self.query_one("#record", Static).update(Content("\n").join([Content(line) for line in lines]))
        self.refresh_bindings()
