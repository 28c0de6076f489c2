"""A driver that outlives what a terminal, or who plays one, may send: a reply that makes no sense ends no coach.

Textual's reader of keys ends the app on a size of nothing, on a key with a number that no character has, and on bytes
that are no UTF-8. Here it begins anew after what it could not read. Left out: sizes that can be read, and are no good
(``guest``).
"""

from typing import TYPE_CHECKING

from textual.events import Key

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.message import Message


def sturdy(driver: "type[Driver]") -> "type[Driver]":
    """The driver, losing no more than the bytes that it cannot read."""

    class Sturdy(driver):  # type: ignore[misc, valid-type]
        def run_input_thread(self) -> None:
            """Read keys until the app ends."""
            while True:
                try:
                    super().run_input_thread()
                except (ValueError, ArithmeticError):  # each time some bytes are gone, so this comes to an end
                    continue
                return

        def process_message(self, message: "Message") -> None:
            """Hand a message on; half of a character is no key: no file could take it."""
            if not (isinstance(message, Key) and is_half(message.character)):
                super().process_message(message)

    return Sturdy


def is_half(character: str | None) -> bool:
    """Whether this is one of the surrogates, which stand for nothing by themselves."""
    return character is not None and any("\ud800" <= each <= "\udfff" for each in character)
