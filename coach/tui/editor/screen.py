"""Editor: a file of the runner's own as text, and beside it a preview.

Nothing typed is lost: soon after each change the text is on disk as a draft, and also when the coach is left, ended or
cut off. Left out: what is wrong with a text (``live_check``), and where it is kept (``library.drafts``).
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer

from coach.library.drafts.completion import Completion
from coach.library.drafts.draft import Draft, UnwritableError
from coach.library.formats.settings.settings_file import Motion
from coach.library.toml.diagnostics import Diagnostic
from coach.library.toml.sanitize import clean
from coach.tui.dialogs.confirm import Ask, Choice
from coach.tui.editor.completing import PAUSE_S, Completing, ids_to_name
from coach.tui.editor.inserting import TAKES, ask_and_insert
from coach.tui.editor.live_check import Proof
from coach.tui.editor.problem_list import ProblemList, at_hand, next_after
from coach.tui.editor.read_whole import ReadWhole
from coach.tui.editor.saving import Saving, take_up
from coach.tui.editor.search_bar import SearchBar
from coach.tui.editor.searching import SearchingScreen
from coach.tui.editor.toml_area import TomlArea
from coach.tui.widgets.laid_out_once import SideBySide
from coach.tui.widgets.preview import PreviewPane
from coach.tui.widgets.quiet_text import QuietText

SOON_S = PAUSE_S
LATEST_S = 1.0
"""Seconds after which the text is checked even if the runner keeps typing."""
BESIDE_FROM = 100
"""Columns from which text and preview are side by side."""


class Editor(SearchingScreen):
    """Edits one file; ``text`` is the text to start with: the saved one, or a draft that was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", tooltip="Save. With errors too: what was right last stays in use."),
        Binding("ctrl+n", "next_problem", "Next problem", tooltip="To the next problem in the text; F8 does, too."),
        Binding("f8", "next_problem", show=False),
        Binding(
            "ctrl+o", "insert", "Put in", tooltip="Put in an exercise as a new step, or a pose to begin a figure from."
        ),
        Binding(
            "f4",
            "read_whole",
            "In full",
            tooltip="All problems in full, and what the key at the cursor means.",
        ),
        Binding("ctrl+r", "preview", "Preview", tooltip="See what it becomes; again, and you are back at the text."),
        Binding("escape", "back", "Back", tooltip="Go back. What is not saved is kept, and offered again."),
        Binding("f1", "help", "Help", tooltip="Show this help."),
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
        self._shown_line = -1
        self._offered: Completion | None = None
        self._completing: Completing | None = None

    def body(self) -> ComposeResult:
        """The text, the preview, and the problems."""
        training = self.app.training
        self._proof = Proof(self.app.coach.shelf, self._manuscript.file, training)
        yield QuietText(id="file")
        with SideBySide(id="desk"):
            yield TomlArea(self._begins[0], id="text")
            yield PreviewPane(training.clock, still=training.settings.motion is Motion.REDUCED)
        yield SearchBar()
        yield ProblemList()

    def on_mount(self) -> None:
        """Connect the text area, and focus it."""
        area = self._area
        kind, when = self._manuscript.file.kind, self.app.training.settings.complete
        self._completing = Completing(area, kind, when, lambda: ids_to_name(self.app.training, kind), self._offer)
        area.takes_first, area.completes = self._completing.takes, self._completing.tab
        area.takes_offer = self._completing.take
        area.meaning_of = self._hover
        area.move_cursor((self._begins[1], 0))
        area.focus()
        self.look()

    def on_resize(self) -> None:
        """Show text and preview side by side if there is room."""
        self.set_class(self.size.width >= BESIDE_FROM, "-beside")
        self.refresh_bindings()
        self.call_after_refresh(self._show)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key for a preview that is visible anyway, nor for inserting where there is nothing to insert."""
        if action == "preview":
            return not self.has_class("-beside")
        return action != "insert" or self._manuscript.file.kind in TAKES

    # --- as it is typed ---------------------------------------------------------------------------------------------

    def on_text_area_changed(self) -> None:
        """Check the text after a short pause in typing."""
        self._said = ""
        if self._completing is not None:
            self._completing.typed()
        now = self.app.training.clock.monotonic()
        if self._timer is not None and self._waits_since is not None:
            if now - self._waits_since > LATEST_S:
                return
            self._timer.stop()
        else:
            self._waits_since = now
        self._timer = self.set_timer(SOON_S, self.look)

    def on_text_area_selection_changed(self) -> None:
        """The cursor has moved: another line may have another problem and preview."""
        if self._completing is not None:
            self._completing.moved()
        is_typed = self._proof is not None and self._proof.text != self._area.content
        if not is_typed or self._area.cursor_location[0] != self._shown_line:
            self._show(as_typed=is_typed)  # while typing in the same line, the check after the pause shows it

    def look(self, *, anew: bool = False) -> None:
        """Keep the text as a draft, check it, show the result. ``anew``: check again, as other files may differ."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = self._waits_since = None
        self.keep()
        assert self._proof is not None
        before, now = self._proof.text, self._area.content
        if anew or before != now:
            self._proof.read(now)
            self._area.mark(self._proof.problems)
        self._show(as_typed=before not in (None, now))

    def keep(self) -> None:
        """Save the unsaved text as a draft."""
        if not self.query(TomlArea):  # not mounted yet, or removed: nothing can have been typed
            return
        try:
            self._manuscript.keep(self._area.content)
            self._trouble = ""
        except UnwritableError as error:
            self._trouble = f"Your text is not kept! {error}"

    def library_changed(self) -> None:
        """Another file may change the preview; this file's new text is taken over if nothing here would be lost."""
        self._said = take_up(self._area, self._manuscript) or self._said
        self.look(anew=True)

    # --- keys -------------------------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Save, with errors or without."""
        self.look()
        usable = self._proof is not None and self._proof.is_usable
        Saving(self.app, self._manuscript, self._area.content, usable=usable, then=self._say).begin()

    def action_next_problem(self) -> None:
        """Go to the first problem after the cursor, or from the top again."""
        self.look()
        row, column = self._area.cursor_location
        problem = next_after(self._problems, row + 1, column + 1)
        if problem is None:
            self._say("Nothing is wrong.")
        else:
            self.go_to(problem)

    def on_problem_list_chosen(self, event: ProblemList.Chosen) -> None:
        """Go to the problem that was clicked."""
        self.go_to(event.problem)

    def go_to(self, problem: Diagnostic) -> None:
        """Put the cursor at this problem."""
        self.remove_class("-previewing")
        self._area.move_cursor((problem.line - 1, problem.column - 1), center=True)
        self.call_after_refresh(self._area.focus)

    def action_insert(self) -> None:
        """Choose an exercise or a pose, and insert it."""
        self.look()
        assert self._proof is not None
        figure = self._proof.preview(self._area.cursor_location[0]).figure
        kind, exercises = self._manuscript.file.kind, self.app.training.catalogue.exercises
        ask_and_insert(self.app, kind, exercises, figure, self._area, self.look)

    def action_read_whole(self) -> None:
        """Show all problems and the key's meaning uncut."""
        self.look()
        row, column = self._area.cursor_location
        here, proof = at_hand(self._problems, row + 1), self._proof
        first = list(self._problems).index(here) if here else 0
        meaning = proof.meaning(row, column) if proof else None
        self.app.push_screen(
            ReadWhole(self._problems, first, meaning), lambda problem: self.go_to(problem) if problem else None
        )

    def action_preview(self) -> None:
        """Show the other half, where there is room for only one."""
        self.toggle_class("-previewing")
        self.call_after_refresh(self._area.focus)

    def action_back(self) -> None:
        """Back to the screen below. If the text could not even be kept as a draft, ask first."""
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
    def _problems(self) -> Sequence[Diagnostic]:
        return self._proof.problems if self._proof else ()

    def _show(self, *, as_typed: bool = False) -> None:
        if self._proof is None or not self.query(ProblemList):  # removed, as the screen was left meanwhile
            return
        row, column = self._area.cursor_location
        self._shown_line = row
        listed = self.query_one(ProblemList)
        listed.show(self._problems, row + 1, as_typed=as_typed)
        offered = self._offered
        listed.show_meaning((offered.label, offered.about) if offered else self._proof.meaning(row, column))
        self.query_one(PreviewPane).show(self._proof.preview(row))
        self.query_one("#file", QuietText).put(self._state())
        self.set_class(bool(self._trouble or self._said), "-says")

    def _offer(self, offer: Completion | None) -> None:
        """Show the meaning of the highlighted completion, with more room than its line has."""
        self._offered = offer
        if not self.query(ProblemList):  # the editor was left
            return
        row, column = self._area.cursor_location
        meaning = self._proof.meaning(row, column) if self._proof else None
        self.query_one(ProblemList).show_meaning((offer.label, offer.about) if offer and offer.about else meaning)

    def _hover(self, row: int, column: int) -> Content | None:
        meaning = self._proof.meaning(row, column) if self._proof else None
        return Content.assemble((f"{meaning[0]}  ", "bold"), meaning[1]) if meaning else None

    def _state(self) -> Content:
        """The file's name, whether it is saved, and the last message; but above all that the draft cannot be kept."""
        if self._trouble:
            return Content.assemble((self._trouble, "bold $error"))
        file = self._manuscript.file
        name = (clean(file.path.name), "bold")
        if (text := self._area.content) != self._manuscript.saved:
            kept = ", but kept" if self._manuscript.is_kept(text) else ""
            return Content.assemble(name, (f"  not saved{kept}  ", "$warning"), (self._said, "bold"))
        state = "yours once you save it" if self._manuscript.is_new else "" if self._said else "saved"
        if state == "saved" and self._manuscript.is_read_only:
            state = "read-only"
        between = "  " if state and self._said else ""
        return Content.assemble(name, (f"  {state}{between}", "dim"), (self._said, "bold $accent"))

    def _say(self, words: str) -> None:
        """Show this beside the file's name, until something is typed."""
        self._said = words
        self.look()
