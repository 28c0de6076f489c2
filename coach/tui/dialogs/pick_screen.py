"""A screen to pick one thing of a list, by its key, by arrows and Enter, or by mouse."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList, Static

from coach.tui.base.screen import CoachScreen
from coach.tui.dialogs.checklist import ITEM_KEYS, Item
from coach.tui.widgets.beside import Beside
from coach.tui.widgets.steady_list import SteadyList, Valued

if TYPE_CHECKING:
    from coach.tui.widgets.preview import Preview

T = TypeVar("T")


class _Picks(SteadyList):
    """The list; its arrow keys are shown in the footer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Choose", key_display="↑↓", tooltip="Choose a line."),
        Binding("down", "cursor_down", show=False),
        Binding("enter", "select", "Take", tooltip="Take the line that is chosen; its own key does, too."),
    ]


class Pick(CoachScreen, Generic[T]):
    """Asks ``question``; ``done`` is called with the value picked. Items beyond the number of keys need the arrows.

    ``beside``: returns what a wide terminal shows beside the list of the value that is highlighted.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.home", "Home", tooltip="Back to Home."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    has_keys = _Picks

    def __init__(
        self,
        question: str,
        items: Sequence[Item[T]],
        done: Callable[[T], None],
        beside: "Callable[[T], Preview] | None" = None,
    ) -> None:
        super().__init__()
        self._beside = beside
        self._question = question
        self._items = tuple(items)
        self._done = done

    def body(self) -> ComposeResult:
        """The question and the list; beside it, what is to be said of the highlighted line."""
        if self._beside and self._items:
            yield Beside(self.app.training.clock, self._shown_beside)
        yield Static(self._question, id="title", markup=False)
        if not self._items:  # the question says so, and there is nothing to choose
            return
        keys = (*ITEM_KEYS, *" " * len(self._items))
        lines = (
            Valued(Content.assemble((f"{key} ", "bold $accent"), item.label), item.value)
            for key, item in zip(keys, self._items, strict=False)
        )
        yield _Picks(*lines, id="picks", markup=False)

    def on_mount(self) -> None:
        """Highlight the first line, and focus the list."""
        for picks in self.query(_Picks):
            picks.highlighted = 0
            picks.focus()

    def on_key(self, event: Key) -> None:
        """Take a line by its key."""
        place = ITEM_KEYS.find(event.key) if len(event.key) == 1 else -1
        if 0 <= place < len(self._items):
            event.stop()
            self._take(self._items[place].value)

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        """Show what is to be said of the highlighted line."""
        for beside in self.query(Beside):
            beside.follow()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the highlighted or clicked line."""
        if isinstance(event.option, Valued):
            self._take(event.option.value)

    def _take(self, value: T) -> None:
        """Pick a value, once only: further keys may have been on their way."""
        if self.is_on_top:
            self._done(value)

    def _shown_beside(self) -> "Preview | None":
        option = self.query_one(OptionList).highlighted_option
        return self._beside(option.value) if self._beside and isinstance(option, Valued) else None
