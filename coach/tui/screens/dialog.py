"""What every question over another screen has: help by ?, as screens have it."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """A question over the present screen. Its keys are its own affair (``on_key``); subclasses tell what they do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Before ``on_key``, which lets no key through.
        Binding("question_mark", "help", show=False, priority=True),
    ]

    def help_lines(self) -> list[tuple[str, str]]:
        """Each key as it looks, and what it does here, in a sentence."""
        raise NotImplementedError

    def action_help(self) -> None:
        """What the keys do, and the safety notice; the question waits."""
        from coach.tui.screens.help import Help, key_lines

        self.app.push_screen(Help([*self.help_lines(), ("?", "Show this help."), *key_lines(self, always=True)], None))


ANSWERING = [("0–9 t", "Answer; t is ten."), ("s", "Leave this question unanswered.")]
"""The keys of a pain from 0 to 10."""
