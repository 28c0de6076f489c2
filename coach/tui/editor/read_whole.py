"""All that is said about a text, uncut: its problems, and the meaning of the key at the cursor."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.library.toml.diagnostics import Diagnostic
from coach.tui.dialogs.base import Dialog
from coach.tui.editor.problem_list import whole_line
from coach.tui.widgets.key_hint import KeyHint
from coach.tui.widgets.steady_list import SteadyList, Valued


class ReadWhole(Dialog[Diagnostic | None]):
    """Closes with the problem to go to, or None. ``first``: the index of the problem highlighted at first."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f4", "leave", show=False)]

    def __init__(self, problems: Sequence[Diagnostic], first: int, meaning: tuple[str, str] | None) -> None:
        super().__init__()
        self._problems = problems
        self._first = first
        self._meaning = meaning

    def help_lines(self) -> list[tuple[str, str]]:
        """Its keys."""
        return [("↑↓", "To the next problem."), ("Enter", "Go to its place in the text."), ("Esc", "Back to the text.")]

    def compose(self) -> ComposeResult:
        """The problems, each with as many rows as it needs, and below them the key's meaning."""
        with Vertical(id="ask"):
            count = len(self._problems)
            title = "Nothing is wrong." if not count else "1 problem" if count == 1 else f"{count} problems"
            yield Static(title, id="question", markup=False)
            options: list[Option] = [Valued(whole_line(problem), problem) for problem in self._problems]
            if self._meaning is not None:
                key, words = self._meaning
                options.append(Option(Content.assemble((f"{key}  ", "bold $primary"), words)))
            if not options:
                options.append(Option(Content("Put the cursor on a key, and what it means stands here.")))
            yield SteadyList(*options, id="found", markup=False)
            yield KeyHint("Enter go there · Esc back" if count else "Esc back")

    def on_mount(self) -> None:
        """Highlight the first problem to show."""
        listed = self.query_one(OptionList)
        listed.focus()
        listed.highlighted = self._first

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close, and go to this place in the text."""
        self.dismiss(event.option.value if isinstance(event.option, Valued) else None)

    def action_leave(self) -> None:
        """Close without going anywhere."""
        self.dismiss(None)
