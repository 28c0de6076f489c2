"""Offers what fits where one types, in a list below the cursor, and puts in what is taken.

Left out: what fits (``library.drafts.completion``).
"""

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Offset, Size
from textual.reactive import Reactive
from textual.timer import Timer
from textual.widgets import OptionList

from coach.library.drafts.completion import Names, Offer, offers
from coach.library.drafts.place import Place, place_at
from coach.library.formats.reading import Kind
from coach.library.formats.settings_file import Complete
from coach.library.toml.outline import Outline
from coach.tui.editor.toml_area import TomlArea
from coach.tui.widgets.steady_list import SteadyList, Valued

PAUSE_S = 0.12
"""From the last key to a list: who types on needs none."""
_MOST_ROWS, _FEW_ROWS = 8, 4
_LOW = 20
"""Rows of a screen from which on there is room for the longer list."""
_LONGEST_LABEL = 28
_WIDEST = 84


class OfferList(SteadyList, can_focus=False):
    """The list. It is no part of the way that Tab goes, and the text keeps the keys."""

    DEFAULT_CSS = """
    OfferList {
        overlay: screen;
        constrain: inside inflect;
        display: none;
        height: auto;
        width: auto;
        border: none;
        padding: 0;
        margin: 1 0;
        background: $panel;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & > .option-list--option { padding: 0 1; }
    }
    """

    # How many lines there are changes at each key, and no other widget's place: it is no reason to lay out the screen.
    virtual_size = Reactive(Size(0, 0))

    def __init__(self) -> None:
        super().__init__(id="offered", markup=False)

    def fill(self, found: list[Offer], at: Offset) -> None:
        """Show these, the first chosen, below a place on the screen."""
        size = self.app.size
        widest = min(max(len(each.label) for each in found), _LONGEST_LABEL, size.width * 2 // 5)
        rows = [_row(each, widest) for each in found]
        self.clear_options()
        self.add_options(Valued(row, each) for row, each in zip(rows, found, strict=True))
        self.highlighted = 0
        width = min(max(row.cell_length for row in rows) + 3, _WIDEST, size.width)
        height = min(len(rows), _FEW_ROWS if size.height < _LOW else _MOST_ROWS)
        self.styles.width, self.styles.height = width, height
        if at != self.absolute_offset:
            self.absolute_offset = at
            self.refresh(layout=True)
        self.display = True

    @property
    def offer(self) -> Offer | None:
        """The one that is chosen."""
        option = None if self.highlighted is None else self.get_option_at_index(self.highlighted)
        return option.value if isinstance(option, Valued) else None


def _row(offer: Offer, widest: int) -> Content:
    label = offer.label if len(offer.label) <= widest else f"{offer.label[: widest - 1]}…"
    return Content.assemble((f"{label:<{widest}}", "bold"), (f"  {offer.about}" if offer.about else "", "dim"))


class Completing:
    """Help for who types in an area. ``names``: what there is to be named. ``told``: what is chosen, or None."""

    def __init__(
        self,
        area: TomlArea,
        listed: OfferList,
        kind: Kind,
        when: Complete,
        names: Callable[[], Names],
        told: Callable[[Offer | None], None],
    ) -> None:
        self._area, self._list = area, listed
        self._kind, self._when = kind, when
        self._names, self._told = names, told
        self._place = Place()
        self._cursor = (-1, -1)
        self._timer: Timer | None = None
        self._is_moved = False
        """Whether a line was chosen by an arrow: then Enter takes it."""

    @property
    def is_open(self) -> bool:
        """Whether the list is there."""
        return self._list.display

    def typed(self) -> None:
        """The text has changed: soon look what fits."""
        if self._when is Complete.TYPING or self.is_open:
            self._stop()
            self._timer = self._area.set_timer(PAUSE_S, self.look)

    def moved(self) -> None:
        """The cursor has moved: without a key typed, nothing is offered any more."""
        if self.is_open and self._timer is None and self._area.cursor_location != self._cursor:
            self.close()

    def look(self, *, asked: bool = False) -> None:
        """Offer what fits now. ``asked``: also where nothing of it is typed yet."""
        self._stop()
        found = self._found(asked=asked)
        if not found:
            self.close()
            return
        self._is_moved = False
        self._cursor = self._area.cursor_location
        column = self._cursor[1]
        x, y = self._area.cursor_screen_offset
        self._list.fill(found, Offset(max(0, x - (column - self._place.start) - 1), y))
        self._told(self._list.offer)

    def _found(self, *, asked: bool) -> list[Offer]:
        area = self._area
        if area.selection.start != area.selection.end or not area.has_focus:
            return []
        row, column = area.cursor_location
        outline = Outline(area.text)
        self._place = place = place_at(outline, row, column)
        if not asked and not place.word and place.what != "value":
            return []
        inline = dict.fromkeys(block.exercise for block in outline.blocks if block.exercise)
        return offers(place, self._kind, self._names(), list(inline))

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
            getattr(self._list, f"action_{_MOVES[key]}")()
            self._told(self._list.offer)
        elif key == "tab" or (key == "enter" and self._is_moved):
            self._take(self._list.offer)
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
            self._take(found[0])
        elif found:
            self.look(asked=True)
        return bool(found)

    def take(self, option: OptionList.OptionSelected) -> None:
        """A line was clicked."""
        if isinstance(option.option, Valued):
            self._take(option.option.value)

    def close(self) -> None:
        """Offer nothing any more."""
        self._stop()
        if self.is_open:
            self._list.display = False
            self._told(None)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _take(self, offer: Offer | None) -> None:
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


_MOVES = {"up": "cursor_up", "down": "cursor_down", "pageup": "page_up", "pagedown": "page_down"}
