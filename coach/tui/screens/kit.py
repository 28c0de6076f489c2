"""Kit: tick what is at hand today."""

from collections.abc import Sequence, Set

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static


class Kit(ModalScreen[frozenset[str] | None]):
    """A digit ticks or unticks one thing. Closes with what is missing, or None when it was left by Esc."""

    def __init__(self, needs: Sequence[str], missing: Set[str]) -> None:
        super().__init__()
        self._needs = tuple(needs)[:9]
        self._missing = set(missing)

    def compose(self) -> ComposeResult:
        """One line a thing."""
        with Vertical(id="ask"):
            yield Static("What do you have at hand? Steps that need more are left out today.", id="question")
            yield Static(id="kit", markup=False)
            yield Static("Enter done · Esc leave it as it was", classes="hint")

    def on_mount(self) -> None:
        """Show the ticks."""
        self._show()

    def on_key(self, event: Key) -> None:
        """Tick by digit."""
        event.stop()
        if event.key == "enter":
            self.dismiss(frozenset(self._missing))
        elif event.key == "escape":
            self.dismiss(None)
        elif event.character and event.character.isdecimal() and 0 < int(event.character) <= len(self._needs):
            self._missing ^= {self._needs[int(event.character) - 1]}
            self._show()

    def _show(self) -> None:
        lines = [
            Content.assemble((f"{number} ", "bold $accent"), "✕ " if need in self._missing else "✓ ", need)
            for number, need in enumerate(self._needs, 1)
        ]
        self.query_one("#kit", Static).update(Content("\n").join(lines))
