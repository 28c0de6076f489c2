"""The page for a clinician, to be read here and saved: a runner's own, or a helper's view of one who shares it.

Left out: what the page says (``domain.statistics.report``), and its layout (``services.weeks``).
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.domain.statistics.report import Report, Wishes
from coach.services.weeks.chronicles import STRETCH_DAYS
from coach.services.weeks.saving import NotSavedError, save, usual_path, wrong_path
from coach.services.weeks.shared_report import is_shown, read_shared_report
from coach.services.weeks.spoken import SAID_HEADS, report_lines
from coach.system.guest import is_guest
from coach.tui.base.app_base import AppBase
from coach.tui.base.scrolling_screen import ScrollingScreen
from coach.tui.screens.team import CONSENT_S
from coach.tui.weeks.note import NoteDialog

if TYPE_CHECKING:
    from coach.services.training import Training

_STRETCHES = (STRETCH_DAYS, 28)


class ReportScreen(ScrollingScreen):
    """Shows a finished page."""

    page = "#page"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "save", "Save", tooltip="Save it as a file: a page to print, a PDF, or Markdown."),
        Binding("up", "scroll(-3)", "Further", key_display="↑↓", tooltip="Further up or down."),
        Binding("down", "scroll(3)", show=False),
        Binding("pageup", "scroll(-15)", show=False),
        Binding("pagedown,space", "scroll(15)", show=False),
        Binding("escape", "leave", "Back", tooltip="Back to where you were."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report

    def body(self) -> ComposeResult:
        """The page, which scrolls."""
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="sheet", markup=False)

    def on_mount(self) -> None:
        """Show the page."""
        self.show()

    def show(self) -> None:
        """Show the page again, after ``report`` has changed."""
        first, *lines = report_lines(self.report)
        parts = [Content.styled(first, "bold"), *(_line(line) for line in lines)]
        self.query_one("#sheet", Static).update(Content("\n").join(parts))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A guest of a box has no files here, so cannot save: ``coach report --html -`` prints the page for them."""
        return not is_guest() if action == "save" else True

    def action_save(self) -> None:
        """Ask for a path, and save the page there; its extension decides the format."""
        report = self.report

        def keep(typed: str | None) -> None:
            if typed:
                path = Path(typed).expanduser()
                self.app.run_worker(lambda: self._save(report, path), thread=True, exit_on_error=False)

        question = "Save it as a file. The end of its name says what it becomes: .html to print, .pdf, .md."
        first = str(usual_path(report.at.date()))
        self.app.push_screen(NoteDialog(first, question, "Enter saves it, Esc leaves.", wrong_path), keep)

    def _save(self, report: Report, path: Path) -> None:
        """Save it in a thread, as a PDF takes a while."""
        try:
            save(report, path)
            said = f"Saved: {path}"
        except NotSavedError as error:
            said = str(error)
        self.app.call_from_thread(self.app.notify, said, markup=False)

    def action_leave(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)


class OwnReport(ReportScreen):
    """The runner's own page, over four or twelve weeks, with or without their notes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "days", "4 or 12 weeks", tooltip="Four weeks, or twelve."),
        Binding("n", "notes", "Notes", tooltip="With your notes, or without."),
    ]

    def __init__(self, training: "Training") -> None:
        self._training = training
        self._days = _STRETCHES[0]
        self._notes = True
        super().__init__(self._made())

    def _made(self) -> Report:
        return self._training.weeks.report(self._days, Wishes(notes=self._notes))

    def library_changed(self) -> None:
        """Show it again: the records may have changed."""
        if self.query("#sheet"):
            self.report = self._made()
            self.show()

    def action_days(self) -> None:
        """Switch between the two lengths."""
        self._days = _STRETCHES[1 - _STRETCHES.index(self._days)]
        self.report = self._made()
        self.show()

    def action_notes(self) -> None:
        """Show or leave out the notes."""
        self._notes = not self._notes
        self.report = self._made()
        self.show()


class SharedReport(ReportScreen):
    """A helper's view. A page that the runner takes back disappears within a second."""

    def __init__(self, report: Report, is_shared: Callable[[], bool]) -> None:
        self._is_shared = is_shared
        super().__init__(report)

    def on_mount(self) -> None:
        """Show the page, and start checking whether it may still be seen."""
        super().on_mount()
        self.set_interval(CONSENT_S, self.look_for_consent, name="consent")

    def look_for_consent(self) -> None:
        """Close the page once the runner has taken it back."""
        if not self._is_shared():
            self.app.go.team()


def shared_report(app: AppBase, runner: str) -> None:
    """Show the page of this runner as it is now; if it is no longer shared, say so."""
    helper = app.coach.profile
    made = read_shared_report(runner, helper) if helper else None
    if helper is None or made is None:
        app.notify("That page is not shared with you, or cannot be read.", markup=False)
        return
    app.push_screen(SharedReport(replace(made, name=made.name or runner), lambda: is_shown(runner, helper)))


def _line(line: str) -> Content:
    return Content.styled(line, "bold $accent") if line in SAID_HEADS else Content(line)
