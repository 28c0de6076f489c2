"""The footer: the keys that may be pressed now, on one line, or two where the terminal is narrow.

Textual's own footer makes a widget for each key, and replaces all of them at every change: that costs a fifth of the
start, and flickers in a session.
"""

from collections.abc import Sequence

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from coach.tui.widgets.laid_out_once import LaidOutOnce

Key = tuple[str, str, str]
"""How the key is shown, its label, and the key itself."""
_ARROWS = ("←→", "↑↓")
_FROM_TO = "–"
"""Arrows, and what goes from one key to another, stand for several keys: a click could not tell which, and must not
answer a question by accident."""

HELP = "?"
"""Every screen has it: it comes last, on any line with room left, and never displaces other keys."""

_MOST_LINES = 2
_ROOMY = 60
"""Columns from which there are two spaces between keys, if they fit."""


class KeyBar(Static, LaidOutOnce):
    """Shows the bindings of its screen that are meant to be shown; keys can also be clicked."""

    def __init__(self) -> None:
        super().__init__(id="keys", markup=False)
        self._keys: tuple[Key, ...] = ()
        self._drawn: object = None

    def on_mount(self) -> None:
        """Subscribe to changes of the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self.draw()

    def _follow(self, _screen: Screen[object]) -> None:
        shown: dict[tuple[str, str], str] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled:
                # Several keys with the same text are shown once; a click presses the first of them.
                label = getattr(self.screen, "label_of", _description)(active.binding)
                keys_of = getattr(self.screen, "keys_of", self.app.get_key_display)
                named = keys_of(active.binding), label
                shown.setdefault(named, active.binding.key)
        keys = tuple((display, label, key) for (display, label), key in shown.items())
        if keys != self._keys:
            self._keys = keys
            self.draw()

    def draw(self) -> None:
        """Show the keys in the room that there is; none where the screen has no room and drops them."""
        keys = () if getattr(self.screen, "drops_keys", False) else self._keys
        width = self.size.width or self.app.size.width - self.gutter.width
        helps = next((each for each in keys if each[0] == HELP), None)
        for between in ("  ", " ") if width >= _ROOMY else (" ",):
            lines, left = _laid_out(keys, width, between)
            if helps is None or _squeeze_in(helps, lines, left):
                break
        else:
            if helps and len(lines) < _MOST_LINES:
                lines.append([_shown(*helps)])
        drawn = Content("\n").join([Content(between).join(line) for line in lines])
        if (drawn.plain, keys) != self._drawn:  # an update would lay out everything once more
            self._drawn = drawn.plain, keys
            self.update(drawn)


def _description(binding: Binding) -> str:
    return binding.description


def _laid_out(keys: Sequence[Key], width: int, between: str) -> tuple[list[list[Content]], list[int]]:
    """Return the keys in lines, without help, and the columns that each line has left."""
    lines: list[list[Content]] = [[]]
    left = [width]
    for display, label, key in keys:
        if display == HELP:
            continue
        shown = _shown(display, label, key)
        if lines[-1] and left[-1] < shown.cell_length:
            lines.append([])
            left.append(width)
        lines[-1].append(shown)
        left[-1] -= shown.cell_length + len(between)
    return lines, left


def _squeeze_in(helps: Key, lines: list[list[Content]], left: list[int]) -> bool:
    """Add help to the first line that has room for it, or else for its key alone. False: there is none."""
    display, label, key = helps
    for shown in (_shown(display, label, key), _shown(display, "", key)):
        for line, room in zip(lines, left, strict=True):
            if room >= shown.cell_length:
                line.append(shown)
                return True
    return False


def _shown(display: str, label: str, key: str) -> Content:
    shown = Content.assemble((display, "bold $accent"), f" {label}".rstrip())
    if display in _ARROWS or _FROM_TO in display:
        return shown
    return shown.stylize(Style.from_meta({"@click": f"app.simulate_key('{key}')"}))
