"""Editor: a routine or exercise of one's own as text, and beside it what it becomes.

Nothing that is typed is lost: soon after each change it is on disk as a draft, and so it is when the coach is left,
ended or cut off. Left out: what is wrong with a text (``tui.proof``), and where it is kept (``library.manuscript``).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from coach.domain.exercises.exercise import Exercise
from coach.library.drafts.draft import Draft, UnwritableError
from coach.library.drafts.own_copy import UnreadableError
from coach.library.formats.settings_file import Motion
from coach.library.formats.step_text import with_step
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.sanitize import clean
from coach.tui.base.screen import CoachScreen
from coach.tui.dialogs.confirm import Ask, Choice
from coach.tui.dialogs.filter_list import Entry, Find
from coach.tui.editor.findings import Findings, next_after
from coach.tui.editor.live_check import Proof
from coach.tui.editor.saving import Saving
from coach.tui.editor.toml_area import TomlArea
from coach.tui.widgets.preview import PreviewPane

SOON_S = 0.2
"""From the last key to a look at the text."""
LATEST_S = 1.0
"""Who types on and on is not waited for any longer."""
BESIDE_FROM = 100
"""Columns from which text and preview stand side by side."""


class Editor(CoachScreen):
    """Edits one file; ``text`` is where to begin, its saved text or a draft that was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", tooltip="Save. With errors too: what was right last stays in use."),
        Binding("ctrl+n", "next_problem", "Next problem", tooltip="To the next problem in the text; F8 does, too."),
        Binding("f8", "next_problem", show=False),
        Binding("ctrl+o", "insert", "Exercise", tooltip="Put in an exercise as a new step, after the present one."),
        Binding("ctrl+r", "preview", "Preview", tooltip="See what it becomes; again, and you are back at the text."),
        Binding("escape", "back", "Back", tooltip="Go back. What is not saved is kept, and offered again."),
        Binding("f1", "help", "Help", key_display="F1", tooltip="Show this help."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]
    has_keys = TomlArea
    takes_over: ClassVar[frozenset[str]] = frozenset({"step_aside", "interrupt"})

    def __init__(self, manuscript: Draft, text: str, line: int = 0) -> None:
        super().__init__()
        self._manuscript = manuscript
        self._begins = text, line
        self._proof: Proof | None = None
        self._timer: Timer | None = None
        self._waits_since: float | None = None
        self._trouble = ""
        self._said = ""

    def body(self) -> ComposeResult:
        """The text, what it becomes, and what is wrong."""
        training = self.app.training
        self._proof = Proof(self.app.coach.shelf, self._manuscript.file, training)
        yield Static(id="file", markup=False)
        with Horizontal(id="desk"):
            yield TomlArea(self._begins[0], id="text")
            yield PreviewPane(training.clock, still=training.settings.motion is Motion.REDUCED)
        yield Findings()

    def on_mount(self) -> None:
        """Type at once."""
        self._area.move_cursor((self._begins[1], 0))
        self._area.focus()
        self.look()

    def on_resize(self) -> None:
        """Side by side where there is room."""
        self.set_class(self.size.width >= BESIDE_FROM, "-beside")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key for what is seen anyway."""
        if action == "preview":
            return not self.has_class("-beside")
        return action != "insert" or self._manuscript.file.kind == "routine"

    # --- as it is typed ---------------------------------------------------------------------------------------------

    def on_text_area_changed(self) -> None:
        """Look soon, once nothing was typed for a moment."""
        self._said = ""
        now = self.app.training.clock.monotonic()
        if self._timer is not None and self._waits_since is not None:
            if now - self._waits_since > LATEST_S:
                return
            self._timer.stop()
        else:
            self._waits_since = now
        self._timer = self.set_timer(SOON_S, self.look)

    def on_text_area_selection_changed(self) -> None:
        """Another line, another problem and another figure."""
        self._show()

    def look(self) -> None:
        """Keep the text as it is now, and show what it comes to."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = self._waits_since = None
        self.keep()
        assert self._proof is not None
        self._proof.read(self._area.content)
        self._area.mark(self._proof.problems)
        self._show()

    def keep(self) -> None:
        """Put on disk what is not saved."""
        if not self.query(TomlArea):  # not there yet, or no more: nobody can have typed
            return
        try:
            self._manuscript.keep(self._area.content)
            self._trouble = ""
        except UnwritableError as error:
            self._trouble = f"Your text is not kept! {error}"

    def library_changed(self) -> None:
        """Another file may mean another preview; this one is taken over where nothing here would be lost."""

        self._said = take_up(self._area, self._manuscript) or self._said
        self.look()

    # --- keys -------------------------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Save, right or wrong."""
        self.look()
        usable = self._proof is not None and self._proof.is_usable
        Saving(self.app, self._manuscript, self._area.content, usable=usable, then=self._say).begin()

    def action_next_problem(self) -> None:
        """To the first problem after the cursor, or from the top again."""
        self.look()
        row, column = self._area.cursor_location
        problem = next_after(self._problems, row + 1, column + 1)
        if problem is None:
            self._say("Nothing is wrong.")
        else:
            self.go_to(problem)

    def on_findings_chosen(self, event: Findings.Chosen) -> None:
        """To the problem that was clicked."""
        self.go_to(event.problem)

    def go_to(self, problem: Diagnostic) -> None:
        """Put the cursor where this stands."""
        self.remove_class("-previewing")
        self._area.move_cursor((problem.line - 1, problem.column - 1), center=True)
        self.call_after_refresh(self._area.focus)

    def action_insert(self) -> None:
        """Choose an exercise, and put it in as a step."""

        ask_and_insert(self.app, self.app.training.catalogue.exercises, self._area, self.look)

    def action_preview(self) -> None:
        """The other half, where there is room for one only."""
        self.toggle_class("-previewing")
        self.call_after_refresh(self._area.focus)

    def action_back(self) -> None:
        """Back to where one came from. What cannot even be kept is asked about."""
        self.look()
        if self._trouble:
            choices = (Choice("escape", "Stay here", False), Choice("l", "Leave without it", True))
            self.app.push_screen(Ask(self._trouble, choices), self._leave)
            return
        if self._area.content != self._manuscript.saved:
            self.notify("Not saved, but kept: open it again and go on.", markup=False)
        self._leave(True)

    def _leave(self, sure: bool | None) -> None:
        if sure:
            self.dismiss(None)

    # --- showing ----------------------------------------------------------------------------------------------------

    @property
    def _area(self) -> TomlArea:
        return self.query_one(TomlArea)

    @property
    def _problems(self) -> Sequence[Diagnostic]:
        return self._proof.problems if self._proof else ()

    def _show(self) -> None:
        if self._proof is None:
            return
        line = self._area.cursor_location[0]
        self.query_one(Findings).show(self._problems, line + 1)
        self.query_one(PreviewPane).show(self._proof.preview(line))
        self.query_one("#file", Static).update(self._state())
        self.set_class(bool(self._trouble or self._said), "-says")

    def _state(self) -> Content:
        """The file's name, and whether its text is saved; what was said last; first of all, that it is not kept."""
        if self._trouble:
            return Content.assemble((self._trouble, "bold $error"))
        file = self._manuscript.file
        name = (clean(file.path.name), "bold")
        if (text := self._area.content) != self._manuscript.saved:
            kept = ", but kept" if self._manuscript.is_kept(text) else ""
            return Content.assemble(name, (f"  not saved{kept}  ", "$warning"), (self._said, "bold"))
        state = "yours once you save it" if self._manuscript.is_new else "" if self._said else "saved"
        return Content.assemble(name, (f"  {state}", "dim"), (self._said, "bold $accent"))

    def _say(self, words: str) -> None:
        """Show this beside the file's name, until something is typed."""
        self._said = words
        self.look()


def ask_and_insert(app: App[Any], exercises: Mapping[str, Exercise], area: TomlArea, then: Callable[[], None]) -> None:
    """Let one of the exercises be chosen, and put it after the step that the cursor is in; ``then`` is done last."""

    def insert(exercise: Exercise | None) -> None:
        if exercise is not None:
            insert_step(area, exercise)
            then()

    entries = [
        Entry(each.name, f"{each.kind} · {', '.join(each.needs) or 'no kit'} · {each.id}", each)
        for each in sorted(exercises.values(), key=lambda each: each.name)
    ]
    app.push_screen(Find("Which exercise?", entries), insert)


def insert_step(area: TomlArea, exercise: Exercise) -> None:
    """The step goes in as one edit, to be taken back as one; the cursor to its dose, which one changes first."""
    line, step = with_step(area.text, exercise, area.cursor_location[0])
    place = (line, 0) if line < area.document.line_count else area.document.end
    area.insert(step, place, maintain_selection_offset=False)
    before_dose = step[: step.index("\n", step.index("exercise =")) + 1]
    area.move_cursor((place[0] + before_dose.count("\n"), 0), center=True)


TAKEN = "Changed elsewhere: this is its text now. Ctrl+Z brings back the one before."
NOT_TAKEN = "Changed elsewhere: Ctrl+S asks before yours takes its place."
GONE = "Deleted elsewhere: Ctrl+S puts it back."


def take_up(area: TomlArea, manuscript: Draft) -> str:
    """Look whether the file was changed by somebody else, and say so; ``area`` holds the text in hand."""
    if not manuscript.is_others_news():
        return ""
    if manuscript.is_gone:
        return GONE
    if area.content != manuscript.saved:
        return NOT_TAKEN
    try:
        manuscript.begin_anew()
    except (UnreadableError, UnwritableError) as error:
        return f"Changed elsewhere. {error}"
    with area.prevent(TomlArea.Changed):  # nobody has typed
        area.replace_all(manuscript.saved)
    return TAKEN
