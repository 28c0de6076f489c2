"""A checklist over the present screen; each item on it is ticked or unticked by one key."""

from collections.abc import Sequence, Set
from typing import ClassVar, Generic, TypeVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Click, Key
from textual.widgets import Static

from coach.tui.dialogs.base import Dialog
from coach.tui.widgets.key_hint import KeyHint

T = TypeVar("T")
ITEM_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""The keys of the items on a list, in order."""


class Item(Struct, Generic[T], frozen=True):
    """One thing that may be ticked. ``heading``: a line shown above it."""

    label: str
    value: T
    heading: str = ""


class _Line(Static, Generic[T]):
    """The line of one item."""

    def __init__(self, key: str, item: Item[T], *, ticked: bool) -> None:
        super().__init__(classes="choice")
        self._key = key
        self.item = item
        self.show(ticked=ticked)

    def show(self, *, ticked: bool) -> None:
        """Update the line with its tick."""
        heading = Content.assemble((f"{self.item.heading}\n", "bold")) if self.item.heading else Content("")
        mark = ("✓ ", "bold $success") if ticked else ("· ", "dim")
        self.update(heading + Content.assemble((f"{self._key} ", "bold $accent"), mark, self.item.label))


class Ticks(Dialog[frozenset[T] | None]):
    """Closes with the values that are ticked, or None when left by Esc, which changes nothing."""

    HINT: ClassVar[str] = "Enter done · Esc leave it as it was"
    TICKS: ClassVar[str] = "Tick a line by its own key, or take its tick away."
    ENTER: ClassVar[str] = "Done: what is ticked holds."

    def __init__(self, question: str, items: Sequence[Item[T]], ticked: Set[T]) -> None:
        super().__init__()
        self._question = question
        self._items: dict[str, Item[T]] = dict(zip(ITEM_KEYS, items, strict=False))
        self._ticked = set(ticked)

    def compose(self) -> ComposeResult:
        """The question and the items."""
        with Vertical(id="ask"):
            yield Static(self._question, id="question", markup=False)
            with VerticalScroll(id="items", can_focus=False):
                for key, item in self._items.items():
                    yield _Line(key, item, ticked=item.value in self._ticked)
            yield KeyHint(self.HINT)

    def help_lines(self) -> list[tuple[str, str]]:
        """Its keys, which do not depend on the items."""
        return [("1–9 a–z", self.TICKS), ("↑↓", "Look further."), ("Enter", self.ENTER), ("Esc", "Leave it as it was.")]

    def on_key(self, event: Key) -> None:
        """Tick by key."""
        event.stop()
        if event.key == "enter":
            self.dismiss(frozenset(self._ticked))
        elif event.key == "escape":
            self.dismiss(None)
        elif event.key in ("up", "down", "pageup", "pagedown"):
            step = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8}[event.key]
            self.query_one("#items", VerticalScroll).scroll_relative(y=step, animate=False)
        elif event.key in self._items:
            self._tick(self._items[event.key].value)

    def on_click(self, event: Click) -> None:
        """Tick by mouse."""
        line = event.widget
        if isinstance(line, _Line):
            self._tick(line.item.value)

    def _tick(self, value: T) -> None:
        self._ticked ^= {value}
        for line in self.query(_Line):
            if line.item.value == value:
                line.show(ticked=value in self._ticked)
                line.scroll_visible(animate=False)


NONE_OF_THESE = "0"
_FIRST = "Tick what is true, then Enter; or press 0: none of these."


class SignTicks(Ticks[str]):
    """Closes with the signs ticked, empty for "none of these"; None when left by Esc."""

    HINT: ClassVar[str] = "0 None of these · ↑↓ look further · Enter: what is ticked is true · Esc later"
    ENTER: ClassVar[str] = "What is ticked is true."

    def help_lines(self) -> list[tuple[str, str]]:
        """The list's keys, and the one for "none of these"."""
        return [(NONE_OF_THESE, "None of these is true."), *super().help_lines()]

    def on_key(self, event: Key) -> None:
        """Handle "none of these", and Enter with nothing ticked; every other key is left to the list's ``on_key``."""
        if event.key == NONE_OF_THESE:
            event.prevent_default().stop()
            self.dismiss(frozenset())
        elif event.key == "enter" and not self._ticked:
            event.prevent_default().stop()
            self.query_one(KeyHint).update(_FIRST)
