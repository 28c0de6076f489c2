"""Questions asked until their answer is understood, or left out."""

from collections.abc import Callable
from typing import TypeVar

from coach.plain.answers import NotUnderstoodError
from coach.plain.talk import Talk

T = TypeVar("T")
TRIES = 3
"""After so many answers that are not understood a question is left out: with a pipe it would be asked for ever."""


def asked(talk: Talk, question: str, read: Callable[[str], T]) -> T | None:
    """The answer to a question, asked again while it is not understood; None: left out. Raises InputEndedError."""
    for _ in range(TRIES):
        try:
            return read(talk.ask(question))
        except NotUnderstoodError as error:
            talk.say(f"I did not understand that. {error}")
    talk.say("I leave this one out.")
    return None
