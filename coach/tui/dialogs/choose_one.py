"""Choose: a list over the present screen, of which one key chooses one."""

from collections.abc import Callable, Hashable
from typing import ClassVar, TypeVar

from coach.tui.dialogs.checklist import Ticks

T = TypeVar("T", bound=Hashable)


class Choose(Ticks[T]):
    """Closes with the one that is chosen, alone in its set; Enter keeps the one that is ticked; Esc gives None."""

    HINT: ClassVar[str] = "A key chooses · Esc leave it as it was"
    TICKS: ClassVar[str] = "Choose a line by its own key."
    ENTER: ClassVar[str] = "Keep the line that is ticked."

    def _tick(self, value: T) -> None:
        self.dismiss(frozenset({value}))


def one(then: Callable[[T], None]) -> Callable[[frozenset[T] | None], None]:
    """What to do with a Choose's result: ``then`` with the one chosen, nothing when it was left."""

    def take(chosen: frozenset[T] | None) -> None:
        for value in chosen or ():
            then(value)

    return take
