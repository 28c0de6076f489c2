"""How the app's colours stay readable: a new theme reaches every word, and of sixteen colours none is made fainter."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter
from textual.widget import Widget

from coach.tui.base.keyed_app import KeyedApp
from coach.tui.text.themes import FEW_THEMES, TERMINAL_THEMES, THEMES

_NOT_DIM = Style(dim=False)
_NOT_BOLD = Style(bold=False)
_BRIGHT = 8
"""The first of the bright ones of the sixteen colours."""


class PlainWeight(LineFilter):
    """Removes the attributes with which terminals change a colour of their palette.

    Dim letters are grey on black, at 2.8 : 1 on the Linux console. Bold ones are shown in the bright colour of the
    same name by it and by xterm: right on a dark ground, too pale on a ``light`` one.
    """

    def __init__(self, *, light: bool) -> None:
        super().__init__()
        self.light = light

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without these attributes."""
        return [
            Segment(text, self._plain(style), control) if style is not None and (style.dim or style.bold) else segment
            for segment in segments
            for text, style, control in (segment,)
        ]

    def _plain(self, style: Style) -> Style:
        number = style.color.number if style.color is not None else None
        if style.dim:
            style += _NOT_DIM
        return style + _NOT_BOLD if self.light and style.bold and number is not None and number < _BRIGHT else style


_ON_DARK, _ON_LIGHT = PlainWeight(light=False), PlainWeight(light=True)


class ColouredApp(KeyedApp):
    """The part of the app that colours go through."""

    _has_its_theme = False

    def begin_with(self, theme: str) -> None:
        """Make the themes known, and use this one. Nothing is drawn yet, so nothing is drawn anew."""
        for each in (*THEMES, *TERMINAL_THEMES, *FEW_THEMES):
            self.register_theme(each)
        self.set_reactive(App.theme, theme)
        if self.current_theme.ansi:
            self._refresh_truecolor_filter(self.ansi_theme)
        self._has_its_theme = True
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """The colours by name; none while Textual makes the app, which would work out those of a theme of its own."""
        return super().get_css_variables() if self._has_its_theme else {}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters; in a theme of the terminal's colours, also the one that keeps their weight plain."""
        filters = super().get_line_filters()
        if not self.native_ansi_color:
            return filters
        return [*filters, _ON_DARK if self.current_theme.dark else _ON_LIGHT]

    def refresh_css(self, animate: bool = True) -> None:
        """As in every app, but every word gets the new colours.

        Between two themes with the same ground no style differs, and Textual keeps what it has drawn.
        """
        super().refresh_css(animate=animate)
        for screen in self.screen_stack:
            for widget in screen.walk_children(Widget, with_self=True):
                widget.notify_style_update()
                widget.refresh()
