"""Asks questions until their answer is understood, or skipped."""

from collections.abc import Callable
from typing import TypeVar

from coach.domain.records.questions import NOTED_APART, Prompt, Takes
from coach.plain import answers as read
from coach.plain.answers import NotUnderstoodError
from coach.plain.talk import Talk

T = TypeVar("T")
SCALE_HINT = "0 none to 10 worst, s skips:"
"""The end of every question about pain."""
TRIES = 3
"""After so many answers that are not understood a question is skipped: through a pipe it would be asked for ever."""


def asked(talk: Talk, question: str, read: Callable[[str], T]) -> T | None:
    """The answer to a question, asked again while it is not understood; None: skipped. Raises InputEndedError."""
    for _ in range(TRIES):
        try:
            return read(talk.ask(question))
        except NotUnderstoodError as error:
            talk.say(f"I did not understand that. {error}")
    talk.say("I leave this one out.")
    return None


def ask(talk: Talk, prompt: Prompt, place: str, aside: str = "") -> object:
    """The answer to a question about a pain, an effort, or yes or no. Raises InputEndedError.

    ``place``: where the pain is meant; ``aside``: a remark on the question.
    """
    if prompt.takes is Takes.EFFORT:
        return asked(talk, f"{prompt.question}? 0 no effort to 10 all you had, s skips:", read.pain)
    if prompt.takes is Takes.YES_NO:
        return asked(talk, f"{prompt.question}?{aside} y, n, s skips:", read.yes_no)
    return asked(talk, pain_line(prompt, place), read.pain)


def pain_line(prompt: Prompt, place: str) -> str:
    """The text of a question about a pain."""
    return f"{prompt.question}, {place}? {SCALE_HINT}"


def ask_apart(talk: Talk) -> tuple[int | None, int | None]:
    """Ask for muscle soreness and pain elsewhere, 0–10, on one line; None: not told. Raises InputEndedError."""
    what = ", and ".join(prompt.question for prompt in NOTED_APART)
    question = f"Apart from that, {what}? 0 to 10 each, such as 3 0; Enter to leave it:"
    return asked(talk, question, read.apart) or (None, None)
