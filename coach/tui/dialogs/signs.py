"""A checklist of warning signs: "none of these" is a key of its own, and Enter with nothing ticked does not answer."""

from typing import ClassVar

from textual.events import Key

from coach.tui.dialogs.checklist import Ticks
from coach.tui.widgets.key_hint import KeyHint

NONE_OF_THESE = "0"
_FIRST = "Tick what is true, then Enter; or press 0: none of these."


class SignTicks(Ticks[str]):
    """Closes with the signs ticked, empty for "none of these"; None when left by Esc."""

    HINT: ClassVar[str] = "0 None of these · ↑↓ look further · Enter: what is ticked is true · Esc later"
    ENTER: ClassVar[str] = "What is ticked is true."

    def help_lines(self) -> list[tuple[str, str]]:
        """The list's keys, and the one for "none of these"."""
        return [(NONE_OF_THESE, "None of these is true."), *super().help_lines()]

    def on_key(self, event: Key) -> None:
        """Handle "none of these", and Enter with nothing ticked; every other key is left to the list's ``on_key``."""
        if event.key == NONE_OF_THESE:
            event.prevent_default().stop()
            self.dismiss(frozenset())
        elif event.key == "enter" and not self._ticked:
            event.prevent_default().stop()
            self.query_one(KeyHint).update(_FIRST)
