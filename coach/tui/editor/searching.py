"""A screen whose text can be searched, and in which one can go to a line."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from coach.tui.base.screen import CoachScreen
from coach.tui.editor.search_bar import Mode, SearchBar
from coach.tui.editor.toml_area import TomlArea


class SearchingScreen(CoachScreen):
    """Has one text area and one ``SearchBar``, shown while the screen has the class ``-searching``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "find", "Find", show=False, tooltip="Find a text, and put another in its place; F3 goes on."),
        Binding("f3", "find_next", show=False),
        Binding("ctrl+g", "go_to_line", "Line", show=False, tooltip="Go to a line by its number."),
    ]

    @property
    def _area(self) -> TomlArea:
        return self.query_one(TomlArea)

    def action_find(self) -> None:
        """Open the bar to find and replace."""
        self._search(Mode.FIND)

    def action_go_to_line(self) -> None:
        """Open the bar to go to a line by its number."""
        self._search(Mode.LINE)

    def action_find_next(self) -> None:
        """Go to the next match; without a search text, open the bar."""
        bar = self.query_one(SearchBar)
        if bar.can_repeat:
            bar.step(1)
        else:
            self.action_find()

    def _search(self, mode: Mode) -> None:
        self.remove_class("-previewing")
        self.add_class("-searching")
        self.query_one(SearchBar).open(self._area, mode)

    def on_search_bar_left(self) -> None:
        """Focus the text again."""
        self.remove_class("-searching")
        self._area.focus()
