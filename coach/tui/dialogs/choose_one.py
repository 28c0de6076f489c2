"""A list over the present screen, from which one key chooses one line."""

from collections.abc import Callable, Hashable
from typing import ClassVar, TypeVar

from coach.tui.dialogs.checklist import Ticks

T = TypeVar("T", bound=Hashable)


class Choose(Ticks[T]):
    """Closes with a set of the one chosen value; Enter keeps the one that is ticked; Esc gives None."""

    HINT: ClassVar[str] = "A key chooses · Esc leave it as it was"
    TICKS: ClassVar[str] = "Choose a line by its own key."
    ENTER: ClassVar[str] = "Keep the line that is ticked."

    def _tick(self, value: T) -> None:
        self.dismiss(frozenset({value}))


def one(then: Callable[[T], None]) -> Callable[[frozenset[T] | None], None]:
    """Return a callback for a Choose's result: it calls ``then`` with the value chosen, and does nothing after Esc."""

    def take(chosen: frozenset[T] | None) -> None:
        for value in chosen or ():
            then(value)

    return take
