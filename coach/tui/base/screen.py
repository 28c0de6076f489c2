"""What every screen has: a body, a footer of its keys, and a sentence when the terminal is too small."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Static

from coach.tui.base.key_lines import key_lines
from coach.tui.base.steady import Steady
from coach.tui.widgets.key_bar import KeyBar

LEAST_WIDTH, LEAST_HEIGHT = 40, 12
"""The smallest terminal that the screens are made for; smaller ones get a sentence."""


class CoachScreen(Steady[None]):
    """A screen of the coach. Subclasses give ``body``; sizes are told apart in coach.tcss by the app's breakpoints.

    Help is made of the screens' bindings: what their ``tooltip`` says of a key stands there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Help", key_display="?", tooltip="Show this help."),
    ]

    def compose(self) -> ComposeResult:
        """The body, and what is shown instead of it when there is no room."""
        with Container(id="body"):
            yield from self.body()
        yield Static(
            f"This window is too small for the coach.\nIt needs {LEAST_WIDTH} columns and {LEAST_HEIGHT} rows.",
            id="too-small",
            markup=False,
        )
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The screen's own widgets."""
        yield from ()

    def action_help(self) -> None:
        """What the keys do, the safety notice, and the rules where plans show."""
        self.open_help()

    def open_help(self, then: Callable[[None], None] | None = None) -> None:
        """Help over this screen; ``then`` is done when it is left."""
        self.app.go.help(key_lines(self), self.rules_today(), at_rules=self.explains, then=then)

    def label_of(self, binding: Binding) -> str:
        """What stands beside a key in the footer at this moment."""
        return binding.description

    def keep(self) -> None:
        """Put on disk what was entered here and nowhere else: the coach is left, or ended from outside."""

    def library_changed(self) -> None:
        """The library, the settings or the records are others now. The screen may lie under another one."""

    def reading_went_on(self) -> None:
        """Some more of the files that are read behind the first screen are read."""

    @property
    def is_hidden(self) -> bool:
        """Whether the window is too small for it."""
        return self.app.size.width < LEAST_WIDTH or self.app.size.height < LEAST_HEIGHT

    def on_resize(self) -> None:
        """There may be room again for what has the keys."""
        if self.has_keys is not None and not self.is_hidden:
            for widget in self.query(self.has_keys):  # none, before the screen has a body
                self.call_after_refresh(widget.focus)

    has_keys: ClassVar[type[Widget] | None] = None
    """What has the keys: it loses them when it is hidden, as by a window that is too small, and is given them back."""
    works_unseen: ClassVar[bool] = False
    """Its keys work while the window is too small, too: no other would be pressed blindly, and meant."""
    first: ClassVar[bool] = False
    """Nothing else can be done before this is."""
    takes_over: ClassVar[frozenset[str]] = frozenset()
    """Actions of the app whose keys mean something else here."""

    explains: ClassVar[bool] = False
    """Help opens at the rules: this screen is about doses and their reasons."""

    def rules_today(self) -> tuple[str, ...] | None:
        """The keys of the rule cards that matter here, first of all cards in Help; None: no cards."""
        return None
