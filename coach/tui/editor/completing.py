"""Offers completions at the cursor, in a list below it, and inserts the one taken.

Left out: which completions fit (``library.drafts.completion``).
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from textual.geometry import Offset
from textual.timer import Timer

from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Routine
from coach.library.drafts.completion import Completion, Names, offers, own_ids
from coach.library.drafts.place import CursorPlace, place_at
from coach.library.formats.reading import Kind
from coach.library.formats.settings.settings_file import Complete
from coach.library.toml.outline import outline_of
from coach.services.training import Training
from coach.tui.editor.toml_area import TomlArea

PAUSE_S = 0.15
"""Seconds after the last key until the list opens and the text is checked; doing both at once costs one redraw."""


class Completing:
    """Completion in a text area. ``names``: what may be named. ``told``: called with the highlighted offer, or None."""

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
        """Whether an arrow chose a line: then Enter takes it."""

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return bool(self._box.found)

    def typed(self) -> None:
        """The text has changed: look for completions after a pause."""
        if self._when is Complete.TYPING or self.is_open:
            self._stop()
            self._timer = self._area.screen.set_timer(PAUSE_S, self.look)  # which drops it once it is left

    def moved(self) -> None:
        """The cursor has moved: if nothing was typed, close the list."""
        if self.is_open and self._area.cursor_location != self._cursor and self._area.text == self._text:
            self.close()

    def look(self, *, asked: bool = False) -> None:
        """Offer what fits now. ``asked``: also where nothing has been typed of it."""
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
        outline = outline_of(area.text)
        self._place = place = place_at(outline, row, column)
        if not asked and not place.word and place.what != "value":
            return []
        return offers(place, self._kind, self._names(), own_ids(outline))

    def takes(self, key: str) -> bool:
        """Whether a key is for the list; if so, it has been handled."""
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
        """Handle Tab without an open list: offer what fits, or take it if it is the only one. False: nothing fits."""
        if self._when is Complete.OFF:
            return False
        row, column = self._area.cursor_location
        if not self._area.document.get_line(row)[:column].strip():
            return False  # here Tab indents
        found = self._found(asked=True)
        if len(found) == 1 and self._place.word:
            self.take(found[0])
        elif found:
            self.look(asked=True)
        return bool(found)

    def close(self) -> None:
        """Close the list."""
        self._stop()
        if self.is_open:
            self._box.close()
            self._shown()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _shown(self) -> None:
        """Report that the highlighted offer has changed, or is gone."""
        self._told(self._box.offer)
        self._area.refresh()

    def take(self, offer: Completion | None) -> None:
        """Insert it in place of what was typed, as one edit; after a key, offer values."""
        self.close()
        if offer is None:
            return
        row, _ = self._area.cursor_location
        place, line = self._place, self._area.document.get_line(row)
        follows = line[place.end :].lstrip()
        text, back = offer.text, offer.back
        if place.what == "key" and follows.startswith("="):  # the key has a value already
            text, back = text.partition(" = ")[0], 0
        self._area.replace(text, (row, place.start), (row, place.end), maintain_selection_offset=False)
        self._area.move_cursor((row, place.start + len(text) - back))
        if place.what == "key" and "=" in text:
            self.look(asked=True)


T = TypeVar("T", Exercise, Routine)


def ids_to_name(training: Training, kind: Kind) -> Names:
    """Return the ids that exist now and that a file of this kind may name."""
    if kind == "lessons":
        return {"card": {card.id: card.title for card in training.learning.book.lessons.cards}}
    catalogue = training.catalogue
    return {
        "exercise": {each.id: f"{each.name} · {each.kind}" for each in _by_name(catalogue.exercises.values())},
        "routine": {each.id: f"{each.name} · {each.kind}" for each in _by_name(catalogue.routines.values())},
    }


def _by_name(things: Iterable[T]) -> list[T]:
    return sorted(things, key=lambda each: each.name)
