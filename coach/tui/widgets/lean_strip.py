"""A row that says its colours in as few bytes as it can.

Textual names foreground and background anew for every piece of a row, some forty bytes each. Where many small pieces on
one background change ten times a second, over SSH perhaps, naming only the new foreground saves a quarter of it all.
"""

from functools import lru_cache

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual.strip import Strip


class LeanStrip(Strip):
    """A row whose pieces differ in colour only; any other is written as usual."""

    def crop(self, start: int, end: int | None = None) -> Strip:
        """A part of the row, lean as well."""
        part = super().crop(start, end)
        return part if isinstance(part, LeanStrip) else LeanStrip(part, part.cell_length)

    def render(self, console: Console) -> str:
        """The row as it is sent: the background once, then each new foreground."""
        styles = [segment.style for segment in self]
        first = styles[0] if styles else None
        if first is None or not all(style and _differ_in_colour(first, style) for style in styles):
            return super().render(console)
        system = console._color_system or ColorSystem.TRUECOLOR
        codes = [self.render_ansi(first, system)]
        codes += [self.render_ansi(Style.from_color(style.color), system) for style in styles[1:] if style]
        return "".join(f"\x1b[{code}m{segment.text}" for code, segment in zip(codes, self, strict=True)) + "\x1b[0m"


@lru_cache(maxsize=256)
def _differ_in_colour(first: Style, other: Style) -> bool:
    """Whether nothing but the foreground has to be said of the second after the first."""
    plain = first.without_color == other.without_color == Style.null()
    return plain and first.bgcolor == other.bgcolor and other.color is not None
