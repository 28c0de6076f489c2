"""Offers what fits where one types, in a list below the cursor, and puts in what is taken.

Left out: what fits (``library.drafts.completion``).
"""

from collections.abc import Callable

from textual.geometry import Offset
from textual.timer import Timer

from coach.library.drafts.completion import Completion, Names, offers, own_ids
from coach.library.drafts.place import CursorPlace, place_at
from coach.library.formats.reading import Kind
from coach.library.formats.settings.settings_file import Complete
from coach.library.toml.outline import Outline
from coach.tui.editor.toml_area import TomlArea

PAUSE_S = 0.15
"""From the last key to a list, and to a look at the text: who types on needs none. Both at once are drawn once."""


class Completing:
    """Help for who types in an area. ``names``: what there is to be named. ``told``: what is chosen, or None."""

    def __init__(
        self,
        area: TomlArea,
        kind: Kind,
        when: Complete,
        names: Callable[[], Names],
        told: Callable[[Completion | None], None],
    ) -> None:
        self._area, self._box = area, area.box
        self._kind, self._when = kind, when
        self._names, self._told = names, told
        self._place = CursorPlace()
        self._cursor, self._text = (-1, -1), ""
        self._timer: Timer | None = None
        self._is_moved = False
        """Whether a line was chosen by an arrow: then Enter takes it."""

    @property
    def is_open(self) -> bool:
        """Whether the list is there."""
        return bool(self._box.found)

    def typed(self) -> None:
        """The text has changed: soon look what fits."""
        if self._when is Complete.TYPING or self.is_open:
            self._stop()
            self._timer = self._area.set_timer(PAUSE_S, self.look)

    def moved(self) -> None:
        """The cursor has moved: without anything typed, nothing is offered any more."""
        if self.is_open and self._area.cursor_location != self._cursor and self._area.text == self._text:
            self.close()

    def look(self, *, asked: bool = False) -> None:
        """Offer what fits now. ``asked``: also where nothing of it is typed yet."""
        self._stop()
        found = self._found(asked=asked)
        if not found:
            self.close()
            return
        self._is_moved = False
        self._cursor, self._text = self._area.cursor_location, self._area.text
        column = self._cursor[1]
        cursor = self._area.cursor_screen_offset - self._area.content_region.offset
        start = cursor.x - (column - self._place.start)
        self._box.open(found, Offset(*cursor), start, self._area.scrollable_content_region.size)
        self._shown()

    def _found(self, *, asked: bool) -> list[Completion]:
        area = self._area
        if area.selection.start != area.selection.end or not area.has_focus:
            return []
        row, column = area.cursor_location
        outline = Outline(area.text)
        self._place = place = place_at(outline, row, column)
        if not asked and not place.word and place.what != "value":
            return []
        return offers(place, self._kind, self._names(), own_ids(outline))

    def takes(self, key: str) -> bool:
        """Whether a key is for the list; then it has done what it does."""
        if not self.is_open:
            return False
        if self._timer is not None and key in ("tab", "enter", "up", "down"):
            self.look(asked=True)  # what was typed just now counts
            if not self.is_open:
                return False
        if key in ("up", "down", "pageup", "pagedown"):
            self._is_moved = True
            self._box.move({"up": -1, "down": 1}.get(key) or (1 if key == "pagedown" else -1) * self._box.page)
            self._shown()
        elif key == "tab" or (key == "enter" and self._is_moved):
            self.take(self._box.offer)
        elif key == "escape":
            self.close()
        else:
            if key == "enter":
                self.close()
            return False
        return True

    def tab(self) -> bool:
        """Tab, without a list: offer what fits, and take it if nothing else does. False: there is nothing."""
        if self._when is Complete.OFF:
            return False
        row, column = self._area.cursor_location
        if not self._area.document.get_line(row)[:column].strip():
            return False  # it indents
        found = self._found(asked=True)
        if len(found) == 1 and self._place.word:
            self.take(found[0])
        elif found:
            self.look(asked=True)
        return bool(found)

    def close(self) -> None:
        """Offer nothing any more."""
        self._stop()
        if self.is_open:
            self._box.close()
            self._shown()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _shown(self) -> None:
        """What is chosen is another, or nothing."""
        self._told(self._box.offer)
        self._area.refresh()

    def take(self, offer: Completion | None) -> None:
        """Put it in the place of what was typed, as one edit; then offer what fits behind a key."""
        self.close()
        if offer is None:
            return
        row, _ = self._area.cursor_location
        place, line = self._place, self._area.document.get_line(row)
        follows = line[place.end :].lstrip()
        text, back = offer.text, offer.back
        if place.what == "key" and follows.startswith("="):  # its value stands there already
            text, back = text.partition(" = ")[0], 0
        self._area.replace(text, (row, place.start), (row, place.end), maintain_selection_offset=False)
        self._area.move_cursor((row, place.start + len(text) - back))
        if place.what == "key" and "=" in text:
            self.look(asked=True)
