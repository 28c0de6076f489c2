"""A line of Home's list that is no routine, and where it stands."""

from collections.abc import Callable
from enum import Enum, auto

from msgspec import Struct
from textual.content import Content
from textual.widgets.option_list import Option

from coach.tui.base.app_base import Navigation


class LinePlace(Enum):
    """Where a line stands: above all, with what is due, for who likes, below the first routine, or at the end."""

    TOP = auto()
    DUE = auto()
    OFFER = auto()
    SECOND = auto()
    END = auto()


class SpecialLine(Struct, frozen=True):
    """A line that is no routine. ``opens``: where it leads. ``found_by``: whether it stays when this is typed.

    ``card``: the id of the card of Learn that it offers.
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
        """The line as the list takes it."""
        return Option(Content.assemble((f"{self.sign}  ", f"bold {self.colour}"), self.words), id=self.id)
