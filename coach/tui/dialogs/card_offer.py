"""A card offered at its moment: Enter reads it, anything else passes."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Static

from coach.domain.teaching.lessons import Card
from coach.tui.dialogs.base import Dialog


class CardOffer(Dialog[bool]):
    """Offers one card. Closes with whether it is to be read."""

    def __init__(self, card: Card) -> None:
        super().__init__()
        self._card = card

    def compose(self) -> ComposeResult:
        """Its title, and the two ways on."""
        with Vertical(id="ask"):
            yield Static(Content.assemble("A card for now: ", (self._card.title, "bold $accent")), id="question")
            yield Static("Enter reads it, in a minute. Anything else passes; it stays in Learn.", markup=False)

    def help_lines(self) -> list[tuple[str, str]]:
        """The two ways on."""
        return [("Enter", "Read the card."), ("Any key", "Pass: it does not come by itself again.")]

    def on_key(self, event: Key) -> None:
        """Enter reads, anything else passes."""
        event.stop()
        self.dismiss(event.key == "enter")

    def on_click(self, _event: Click) -> None:
        """A click passes."""
        self.dismiss(False)
