"""Find and replace, and go to a line: a bar below the text, which stays visible."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static
from textual.widgets.text_area import Location, Selection

from coach.tui.editor.toml_area import TomlArea

_FIND_HINT = "Enter ↑↓ next, before · Tab replace · Esc text"
_REPLACE_HINT = "Enter this one · Ctrl+A all · Tab find · Esc text"
_LINE_HINT = "Enter goes · Esc text"


class Mode(Enum):
    """What the bar is used for."""

    FIND = auto()
    LINE = auto()


class SearchInput(Input):
    """An input whose search keys are passed on to its bar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "to_bar('next')", show=False),
        Binding("up", "to_bar('before')", show=False),
        Binding("tab,shift+tab", "to_bar('other')", show=False),
        Binding("ctrl+a", "to_bar('all')", show=False),
        Binding("escape", "to_bar('leave')", show=False),
        Binding("f3", "to_bar('next')", show=False),
        Binding("ctrl+f", "to_bar('find')", show=False),
        Binding("ctrl+g", "to_bar('line')", show=False),
    ]

    def action_to_bar(self, what: str) -> None:
        """Pass a key on to the bar."""
        bar = self.query_ancestor(SearchBar)
        bar.do(what)


class SearchBar(Vertical):
    """Searches in a text area; posts ``Left`` when it is left."""

    class Left(Message):
        """The bar was left: the focus goes back to the text."""

    def __init__(self) -> None:
        super().__init__(id="search")
        self._area: TomlArea | None = None
        self._from: Location = (0, 0)
        self._mode = Mode.FIND

    def compose(self) -> ComposeResult:
        """What to find, its replacement, and a hint on the keys."""
        with Horizontal(classes="search-line"):
            yield Static("Find", id="search-for", classes="search-label", markup=False)
            yield SearchInput(id="needle", select_on_focus=False, compact=True)
            yield Static(id="found-count", markup=False)
        with Horizontal(classes="search-line", id="replacing"):
            yield Static("Replace", classes="search-label", markup=False)
            yield SearchInput(id="instead", select_on_focus=False, compact=True)
        yield Static(_FIND_HINT, id="search-hint", markup=False)

    def open(self, area: TomlArea, mode: Mode) -> None:
        """Open the bar; text selected within one line becomes the search text."""
        self._area, self._mode = area, mode
        self._from = min(area.selection)
        needle = self.query_one("#needle", SearchInput)
        if mode is Mode.LINE:
            needle.value = ""
        elif area.selected_text and "\n" not in area.selected_text:
            needle.value = area.selected_text
        elif needle.value.isdecimal():
            needle.value = ""
        self.query_one("#search-for", Static).update("Find" if mode is Mode.FIND else "Line")
        self.set_class(mode is Mode.LINE, "-line")
        self.add_class("-open")
        needle.focus()
        needle.select_all()
        self._tell()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the first match at once, from where the cursor was."""
        event.stop()
        if event.input.id != "needle" or self._area is None or not self.has_class("-open"):
            return
        if self._mode is Mode.FIND:
            self._show(self._next_from(self._from))
        self._tell()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: go to the next match, replace this one, or go to the line."""
        event.stop()
        if self._mode is Mode.LINE:
            self._go_to_line()
        elif event.input.id == "instead":
            self._replace()
        else:
            self.do("next")

    def do(self, what: str) -> None:
        """Do what a key stands for."""
        if what == "leave":
            self._leave()
        elif what in ("find", "line") and self._area is not None:
            self.open(self._area, Mode.FIND if what == "find" else Mode.LINE)
        elif self._mode is Mode.LINE:
            return
        elif what == "other":
            is_first = self.query_one("#needle").has_focus
            self.query_one("#instead" if is_first else "#needle", SearchInput).focus()
            self.query_one("#search-hint", Static).update(_REPLACE_HINT if is_first else _FIND_HINT)
        elif what == "all":
            self._replace_all()
        else:
            self.step(1 if what == "next" else -1)

    def step(self, way: int) -> None:
        """Go to the next match, or the one before, wrapping around."""
        if self._area is None or not self.can_repeat:
            return
        start, end = sorted(self._area.selection)
        self._show(self._next_from(end) if way > 0 else self._before(start))
        self._tell()

    @property
    def can_repeat(self) -> bool:
        """Whether there is a search text to go on with."""
        return self._mode is Mode.FIND and bool(self._needle)

    # --- within -----------------------------------------------------------------------------------------------------

    @property
    def _needle(self) -> str:
        return self.query_one("#needle", SearchInput).value

    def _places(self) -> Sequence[tuple[Location, Location]]:
        return matches(self._area.document.lines, self._needle) if self._area else ()

    def _next_from(self, start: Location) -> tuple[Location, Location] | None:
        places = self._places()
        return next((each for each in places if each[0] >= start), places[0] if places else None)

    def _before(self, start: Location) -> tuple[Location, Location] | None:
        places = self._places()
        return next((each for each in reversed(places) if each[0] < start), places[-1] if places else None)

    def _show(self, place: tuple[Location, Location] | None) -> None:
        if self._area is None:
            return
        self._area.selection = Selection(*(place or (self._from, self._from)))
        self._area.scroll_cursor_visible(center=True)

    def _tell(self) -> None:
        places = self._places() if self._mode is Mode.FIND else ()
        here = tuple(sorted(self._area.selection)) if self._area else ()
        number = next((number for number, each in enumerate(places, 1) if each == here), 0)
        words = "" if not self._needle else "not found" if not places else f"{number or '–'} of {len(places)}"
        if self._mode is Mode.LINE and self._area is not None:
            words = f"of {self._area.document.line_count}"
        self.query_one("#found-count", Static).update(words)
        hint = _LINE_HINT if self._mode is Mode.LINE else None
        if hint or not self.query_one("#instead").has_focus:
            self.query_one("#search-hint", Static).update(hint or _FIND_HINT)

    def _go_to_line(self) -> None:
        assert self._area is not None
        if self._needle.isdecimal():
            last = self._area.document.line_count
            self._area.move_cursor((min(max(int(self._needle[:9]), 1), last) - 1, 0), center=True)
            self._leave()

    def _replace(self) -> None:
        """Replace the selected match, if one is selected; then go to the next."""
        area = self._area
        if area is None:
            return
        if tuple(sorted(area.selection)) in self._places():
            area.put_in(self.query_one("#instead", SearchInput).value)
        self.step(1)

    def _replace_all(self) -> None:
        area = self._area
        if area is None or not self._needle:
            return
        count = len(self._places())
        if count:
            instead = self.query_one("#instead", SearchInput).value
            lines = (_pattern(self._needle).sub(lambda _: instead, line) for line in area.document.lines)
            if not area.replace_all(area.meant("\n".join(lines))):
                return
        self._tell()
        self.query_one("#found-count", Static).update(f"{count} replaced" if count else "not found")

    def _leave(self) -> None:
        self.remove_class("-open")
        self.post_message(self.Left())


def _pattern(needle: str) -> re.Pattern[str]:
    """The search text taken literally; without capitals, it ignores case."""
    return re.compile(re.escape(needle), 0 if needle != needle.lower() else re.IGNORECASE)


def matches(lines: Sequence[str], needle: str) -> list[tuple[Location, Location]]:
    """Return where each match begins and ends, in the order of the text."""
    if not needle:
        return []
    pattern = _pattern(needle)
    return [
        ((row, match.start()), (row, match.end())) for row, line in enumerate(lines) for match in pattern.finditer(line)
    ]
