"""Widgets that are laid out once when they appear, where Textual lays out the screen a second time for each.

In a layout every widget is told its virtual size, and Textual's own then ask for another layout because it changed.
Nothing depends on it: where a scroll bar comes or goes, that asks for a layout by itself.
"""

from textual.containers import Container, Horizontal
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Static


class LaidOutOnce(Widget):
    """A widget whose virtual size is only what the layout made it. The last base: the first gives the styles."""

    virtual_size = Reactive(Size(0, 0), repaint=False)


class PlainText(Static, LaidOutOnce):
    """A text that is shown as it is, never as markup."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)


class Body(Container, LaidOutOnce):
    """What a screen shows above its footer."""

    def __init__(self) -> None:
        super().__init__(id="body")


class SideBySide(Horizontal, LaidOutOnce):
    """Widgets beside each other."""
