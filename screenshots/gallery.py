"""The gallery of all exercises' figures, and braille as dots that every viewer of a picture sets alike."""

import re
from html import unescape

from textual.app import App, ComposeResult
from textual.containers import Grid, Vertical
from textual.widgets import Static

from coach.domain.session.demonstration import Demonstration
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.settings.settings_file import Theme
from coach.library.shelf.library import load_library
from coach.tui.text.themes import THEMES, theme_name
from coach.tui.widgets.figure import FigureView


class Gallery(App[int]):
    """Every exercise's figure in the pose to be reached, by name."""

    CSS = """
    Grid { grid-size: 5; grid-gutter: 1 2; padding: 1 2; }
    Vertical { background: $surface; }
    Static { height: 1; padding: 0 1; text-style: bold; background: $panel; }
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme_name(theme)

    def compose(self) -> ComposeResult:
        """A cell for each exercise."""
        exercises = load_library([Layer("shipped", shipped_folder())]).catalogue.exercises.values()
        with Grid():
            for exercise in sorted(exercises, key=lambda exercise: exercise.name):
                with Vertical():
                    yield Static(exercise.name, markup=False)
                    view = FigureView(still=True)
                    if exercise.figure:
                        view.show(Demonstration(exercise.figure, 1.0, mirror=False, moving=False))
                    yield view


_BRAILLE = re.compile(
    r'<text class="([^"]*)" x="([^"]*)" y="([^"]*)"[^>]*>((?:&#160;)*[\u2800-\u28ff](?:[\u2800-\u28ff]|&#160;)*)</text>'
)
_PITCH, _DOT, _ABOVE = 6.1, 0.7, 18.5
"""Between dots; a dot, in such steps; from a text's baseline up to the top of its cell (rich's are 12.2 by 24.4)."""
_DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Column and row of each bit of a braille character."""


def with_dots(picture: str) -> str:
    """A picture whose braille is drawn: no viewer's font is trusted to set it on the grid of the other characters."""
    return _BRAILLE.sub(_as_dots, picture)


def _as_dots(text: re.Match[str]) -> str:
    style, x, y, cells = text.groups()
    margin = _PITCH * (1 - _DOT) / 2
    corner = f"translate({float(x) + margin:.1f} {float(y) - _ABOVE + margin:.1f})scale({_PITCH})"
    dots = "".join(
        f"M{2 * index + across} {down}h{_DOT}v{_DOT}h-{_DOT}z"
        for index, char in enumerate(unescape(cells))
        for bit, (across, down) in enumerate(_DOTS)
        if char > "\u2800" and ord(char) >> bit & 1
    )
    return f'<path class="{style}" transform="{corner}" d="{dots}"/>'
