"""Shown in place of Home while the history cannot be read: what is wrong, and what can be done. Nothing is planned.

It retries by itself every few seconds, and gives way to Home once all can be read. Left out: what is wrong and why
(``coach.services.trouble.unread_history``).
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.services.trouble.unread_history import CARE, SELF, UNREAD_TITLE, Unread, restore_question
from coach.store.guarded import RETRY_S
from coach.store.protocol import RestorableCopy, StoreError
from coach.tui.base.scrolling_screen import ScrollingScreen
from coach.tui.dialogs.confirm import Ask, Choice


class UnreadScreen(ScrollingScreen):
    """What is wrong with the history. This is not a first start, so none of its cards are shown."""

    page = "#verdict"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,enter", "retry", "Try again", key_display="r", tooltip="See whether it can be read now."),
        Binding("v", "look", "Look at it", tooltip="What can be read of it, as a list. No plan comes of that."),
        Binding("b", "restore", "Restore a copy", tooltip="Put back the newest backup, and what the file gives."),
        Binding("up", "scroll(-1)", show=False, key_display="↑↓", tooltip="Look further up or down."),
        Binding("down", "scroll(1)", show=False),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", "Leave", priority=True),
    ]

    first = True

    def __init__(self, unread: Unread) -> None:
        super().__init__()
        self._unread = unread
        self._is_over = False

    def body(self) -> ComposeResult:
        """The box with what is wrong, and what to do meanwhile."""
        with VerticalScroll(id="verdict", can_focus=False):
            with Vertical(id="today", classes="-locked"):
                yield Static(id="due", markup=False)
                yield Static(id="why", markup=False)
            yield Static(f"{CARE}\n\n{SELF}", id="meanwhile", markup=False)

    def on_mount(self) -> None:
        """Show what is wrong, and start retrying."""
        self._show()
        self.set_interval(RETRY_S, self.look_again)

    def look_again(self) -> None:
        """Retry, called by a timer; go home if the history can be read now."""
        if self._unread.retry():
            self._go_home()
        elif not self._is_over:
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Restoring needs a damaged file of which there is a copy."""
        return action != "restore" or self._unread.copy is not None

    def action_retry(self) -> None:
        """Retry on a key, and tell if it still fails."""
        if self._unread.try_again():
            self._go_home()
        else:
            self._show()
            self.app.notify(f"Not yet. {self._unread.why[0]}", markup=False)

    def action_look(self) -> None:
        """List what can be read of it."""
        self.app.push_screen(Readable(self._unread.records()))

    def action_restore(self) -> None:
        """Ask, then replace the file with its copy."""
        copy = self._unread.copy
        if copy is None:
            return
        choices = (Choice("y", "Yes", True), Choice("escape", "Not now", False))
        question = restore_question(copy)
        self.app.push_screen(Ask(question, choices), lambda sure: self._restore(copy) if sure else None)

    def _restore(self, copy: RestorableCopy) -> None:
        try:
            copy.restore()
        except StoreError as error:
            self.app.notify(str(error), severity="error", markup=False)
            return
        self.action_retry()

    def _show(self) -> None:
        what, meanwhile = self._unread.why
        self.query_one("#due", Static).update(Content.assemble((f"■ {UNREAD_TITLE}", "bold $error")))
        self.query_one("#why", Static).update(f"{what}\n{meanwhile}")
        self.refresh_bindings()

    def _go_home(self) -> None:
        if not self._is_over:
            self._is_over = True
            self.app.call_later(self.app.begin_after_all)


class Readable(ScrollingScreen):
    """A plain list of what can be read of a history in trouble."""

    page = "#verdict"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "back", "Back", key_display="Esc", tooltip="Back to what is wrong."),
        Binding("up", "scroll(-1)", "Scroll", key_display="↑↓", tooltip="Look further up or down."),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    first = True

    def __init__(self, records: tuple[str, ...]) -> None:
        super().__init__()
        self._records = records

    def body(self) -> ComposeResult:
        """A line for each record."""
        count = len(self._records)
        found = f"What can be read: {count} {'record' if count == 1 else 'records'}, the latest first"
        yield Static(found if count else "Nothing of it can be read.", id="title", markup=False)
        with VerticalScroll(id="verdict", can_focus=False):
            yield Static("\n".join(self._records), id="records", markup=False)

    def action_back(self) -> None:
        """Back to the screen that says what is wrong."""
        self.dismiss(None)
