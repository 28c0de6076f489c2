"""How the app treats what it is sent: it clamps sizes, reads keys by their place, and drops those before a picture.

It also names them: in every footer, and in Help, a key has the same name. Left out: what a key does (``one_by_one``).
"""

from textual.binding import Binding
from textual.events import Key, Paste, Resize
from textual.geometry import Size
from textual.message import Message

from coach.system.terminal_size import clamped
from coach.tui.base.one_by_one import INTERRUPT, OneByOneApp
from coach.tui.terminal.layouts import Keyboard

_LEAVES = (INTERRUPT, "ctrl+q")
"""Keys that work before the first frame is shown."""
_LABELS = ("Esc", "Del", "PgUp", "PgDn", "Space", "Tab", "Home", "End", *(f"F{number}" for number in range(1, 13)))
_NAMES = {ctrl + label.lower(): ctrl + label for label in _LABELS for ctrl in ("", "^")}
"""Keys as they are labelled and as every sentence has them, by what Textual calls them."""


class KeyedApp(OneByOneApp):
    """The part of the app between the terminal and the screens."""

    def __init__(self) -> None:
        super().__init__()
        self._keyboard = Keyboard()
        self.is_seen = False
        """Whether the first frame is out. Keys typed before it were meant for something else, so they are dropped."""

    def post_message(self, message: Message) -> bool:
        """As in every app, but sizes that cannot be drawn are clamped, and keys are read by their place."""
        if isinstance(message, Resize):
            size = Size(*clamped(*message.size))
            if size != message.size:
                message = Resize(size, size)
        elif isinstance(message, Key):
            message = self._keyboard.by_place(message)
        if isinstance(message, Key | Paste) and not self.is_seen and not self._leaves(message):
            return True
        return super().post_message(message)

    def get_key_display(self, binding: Binding) -> str:
        """How a key is shown."""
        shown = super().get_key_display(binding)
        return _NAMES.get(shown, shown)

    def _leaves(self, message: Key | Paste) -> bool:
        return isinstance(message, Key) and message.key in _LEAVES
