"""Warning signs, gone through in full: "none of these" is a key of its own, and Enter alone says nothing."""

from typing import ClassVar

from textual.events import Key

from coach.tui.dialogs.checklist import Ticks
from coach.tui.widgets.key_hint import KeyHint

NONE_OF_THESE = "0"
_FIRST = "Tick what is true, then Enter; or press 0: none of these."


class SignTicks(Ticks[str]):
    """Closes with what is ticked, empty for "none of these"; None: it was left by Esc."""

    HINT: ClassVar[str] = "0 None of these · ↑↓ look further · Enter: what is ticked is true · Esc later"
    ENTER: ClassVar[str] = "What is ticked is true."

    def help_lines(self) -> list[tuple[str, str]]:
        """With the deliberate key."""
        return [(NONE_OF_THESE, "None of these is true."), *super().help_lines()]

    def on_key(self, event: Key) -> None:
        """None of these has its own key; Enter means what is ticked. Every other key is the list's: it comes next."""
        if event.key == NONE_OF_THESE:
            event.prevent_default().stop()
            self.dismiss(frozenset())
        elif event.key == "enter" and not self._ticked:
            event.prevent_default().stop()
            self.query_one(KeyHint).update(_FIRST)
