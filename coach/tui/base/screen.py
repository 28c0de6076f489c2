"""What every screen has: a body, a footer with its keys, and a sentence shown instead if the terminal is too small."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from coach.system.terminal_size import LEAST_HEIGHT, LEAST_WIDTH
from coach.tui.base.key_lines import key_lines
from coach.tui.base.steady import Steady
from coach.tui.widgets.key_bar import KeyBar
from coach.tui.widgets.laid_out_once import Body


class CoachScreen(Steady[None]):
    """A screen of the coach. Subclasses implement ``body``; coach.tcss tells sizes apart by the app's breakpoints.

    Help is made of the screens' bindings: a binding's ``tooltip`` is its line there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Help", key_display="?", tooltip="Show this help."),
    ]

    def compose(self) -> ComposeResult:
        """The body, and where there is no room for it the text that replaces it."""
        with Body():
            yield from self.body()
        if self.is_hidden:
            yield _too_small()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The screen's own widgets."""
        yield from ()

    def action_help(self) -> None:
        """Open Help: what the keys do, the safety notice, and the rules on screens that show plans."""
        self.open_help()

    def open_help(self, then: Callable[[None], None] | None = None) -> None:
        """Open Help over this screen; ``then`` is called when it is left."""
        self.app.go.help(key_lines(self), self.rules_today(), at_rules=self.explains, then=then)

    def label_of(self, binding: Binding) -> str:
        """Return the label of a key in the footer at this moment; what has the focus may have one of its own."""
        own = getattr(self.focused, "label_of", None)
        return str(own(binding) if own else binding.description)

    def keys_of(self, binding: Binding) -> str:
        """Return how the keys of a binding are shown in the footer at this moment."""
        return self.app.get_key_display(binding)

    def keep(self) -> None:
        """Save what was entered only on this screen: the coach is being left, or ended from outside."""

    def library_changed(self) -> None:
        """The library, the settings or the records have changed; update. The screen may lie under another one."""

    def reading_went_on(self) -> None:
        """More of the files that are read in the background have been read."""

    @property
    def is_hidden(self) -> bool:
        """Whether the window is too small for this screen."""
        return self.app.size.width < LEAST_WIDTH or self.app.size.height < LEAST_HEIGHT

    @property
    def drops_keys(self) -> bool:
        """Whether a key pressed now does nothing, as nothing of this screen is to be seen."""
        return self.is_hidden and not self.works_unseen

    def on_resize(self) -> None:
        """Say that there is no room, and give the focus back to ``has_keys`` once there is again."""
        if self.is_hidden and self.query(KeyBar) and not self.query("#too-small"):
            self.mount(_too_small(), before="#keys")
        for bar in self.query(KeyBar):
            bar.draw()
        if self.has_keys is not None and not self.is_hidden:
            self.call_after_refresh(self._give_keys, self.has_keys)

    def _give_keys(self, to: type[Widget]) -> None:
        for widget in self.query(to):  # none, before the screen has a body
            if widget is not self.focused:
                widget.focus()

    has_keys: ClassVar[type[Widget] | None] = None
    """The widget that has the focus. It loses it while hidden, as in a window too small, and is given it back."""
    works_unseen: ClassVar[bool] = False
    """Whether its keys work even in a window too small to show it; on other screens a blind key press is dropped."""
    first: ClassVar[bool] = False
    """Whether nothing else can be done until this screen is finished."""
    takes_over: ClassVar[frozenset[str]] = frozenset()
    """Names of the app's actions whose keys mean something else on this screen."""

    explains: ClassVar[bool] = False
    """Whether Help opens at the rules, because this screen is about doses and their reasons."""

    def rules_today(self) -> tuple[str, ...] | None:
        """The keys of the rule cards that matter here, which come first among Help's cards; None: no cards."""
        return None


def _too_small() -> Static:
    """Return what replaces a body that has no room. Few windows need it, so it is made for those alone."""
    text = f"This window is too small for the coach.\nIt needs {LEAST_WIDTH} columns and {LEAST_HEIGHT} rows."
    return Static(text, id="too-small", markup=False)
