"""A line of Home's list that is not a routine, and where it stands."""

from collections.abc import Callable
from enum import Enum, auto

from msgspec import Struct
from textual.content import Content
from textual.widgets.option_list import Option

from coach.tui.base.navigation import Navigation


class LinePlace(Enum):
    """Where a line stands: above all, with what is due, with the offers, below the first routine, or at the end."""

    TOP = auto()
    DUE = auto()
    OFFER = auto()
    SECOND = auto()
    END = auto()


class SpecialLine(Struct, frozen=True):
    """A line that is not a routine. ``opens``: opens what it leads to. ``found_by``: whether typed text matches it.

    ``card``: the id of the Learn card that it offers.
    """

    id: str
    words: str
    place: LinePlace
    opens: Callable[[Navigation], None]
    sign: str = "≡"
    colour: str = "$accent"
    found_by: Callable[[str], bool] = lambda _: False
    card: str = ""

    @property
    def option(self) -> Option:
        """The line as an option of the list."""
        return Option(Content.assemble((f"{self.sign}  ", f"bold {self.colour}"), self.words), id=self.id)
