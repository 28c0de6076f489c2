"""The first start in three short cards: what the coach does, the safety notice, the keys.

Nothing else can be done before they are read.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.domain.records.red_flags import SAFETY_NOTICE
from coach.library.formats.settings.settings_file import Motion
from coach.services.notices import ON_A_BOX
from coach.tui.base.scrolling_screen import ScrollingScreen
from coach.tui.widgets.beside import Beside

if TYPE_CHECKING:
    from coach.tui.widgets.preview import Preview

WHAT_IT_DOES = (
    "The coach leads you through stretches, strengthening and drills for your hips, with a clock you can read from the "
    "floor. Nothing has to be pressed while you train.",
    "Afterwards you say how it felt, from 0 to 10, and next morning once more. The next session adjusts to that: a "
    "small step up after good ones, less after bad ones, always with the reason.",
)
AT_HOME = "Your records stay on this machine."
THE_KEYS = (
    "Enter goes on, Esc goes back, ? explains any screen and its rules, Ctrl-P finds everything by name.",
    "In a session: Space stops the clock, h says that it hurts, e takes the easier variant, q ends it. What is done is "
    "kept, whatever happens.",
    "0 to 9 answer how much it hurts, t is ten, s leaves a question out.",
)

_SHOWN = ("psoas-stretch", "bridge", "knee-drive")
"""The exercises shown beside the cards."""


class Notice(ScrollingScreen):
    """Shows the cards one after the other; closes when the runner confirms having read the last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "I have read this"),
        Binding("up", "scroll(-1)", "Scroll", key_display="↑↓"),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-6)", show=False),
        Binding("pagedown,space", "scroll(6)", show=False),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", "Leave", priority=True),
    ]

    first = True

    def __init__(self) -> None:
        super().__init__()
        self._card = 0

    @property
    def _cards(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        does = (*WHAT_IT_DOES, ON_A_BOX if self.app.coach.hosted else AT_HOME)
        return (("What the coach does", does), ("Before you begin", SAFETY_NOTICE), ("The keys", THE_KEYS))

    def body(self) -> ComposeResult:
        """The present card."""
        still = self.app.training.settings.motion is Motion.REDUCED
        yield Beside(self.app.training.clock, self._beside, still=still)
        with VerticalScroll(id="help", can_focus=False):
            yield Static(id="card", classes="says", markup=False)

    def on_mount(self) -> None:
        """Show the first card."""
        self._show()

    def _show(self) -> None:
        title, sentences = self._cards[self._card]
        number = (f"   {self._card + 1} of {len(self._cards)}", "dim")
        again = Content.assemble(("You can read this again: press ? on any screen.", "dim"))
        lines = [Content.assemble((title, "bold $accent"), number), *map(Content, sentences), again]
        self.query_one("#card", Static).update(Content("\n\n").join(lines))
        self.query_one("#help", VerticalScroll).scroll_home(animate=False)
        self.query_one(Beside).follow()

    def _beside(self) -> "Preview | None":
        """An exercise beside each card, to show what this is about."""
        from coach.tui.widgets.preview import Preview  # it draws figures: too slow for the first frame

        exercises = self.app.training.catalogue.exercises
        shown = exercises.get(_SHOWN[self._card % len(_SHOWN)])
        return None if shown is None else Preview(exercise=shown, title=shown.name, lines=(shown.why,))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No Help: it would only repeat the cards. A card that is hidden cannot be confirmed as read."""
        if action == "read":
            return any(body.display for body in self.query("#body"))
        return action != "help"

    def action_read(self) -> None:
        """Show the next card; after the last, close."""
        self._card += 1
        if self._card < len(self._cards):
            self._show()
        else:
            self.dismiss(None)
