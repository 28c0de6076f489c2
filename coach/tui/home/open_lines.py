"""The lines of Home's list for unanswered mornings, and for what is to be measured."""

from collections.abc import Iterator

from coach.domain.records.morning import Night
from coach.tui.base.app_base import AppBase
from coach.tui.home.special_line import LinePlace, SpecialLine

MORNINGS_SHOWN = 2
"""Up to so many mornings have a line each; more share one line."""


def morning_lines(app: AppBase, asked_above: Night | None) -> Iterator[SpecialLine]:
    """Yield a line for each unanswered morning of the last seven days, or one for all where they are many.

    ``asked_above``: the night that the box above the list asks about, which has no line.
    """
    above = asked_above.entries[-1].id if asked_above else None
    nights = [night for night in app.training.pain_checks.open_mornings() if night.entries[-1].id != above]
    if len(nights) > MORNINGS_SHOWN:
        words = f"{len(nights)} mornings of the last 7 days are open: answer them"
        yield SpecialLine("mornings", words, LinePlace.SECOND, lambda go: go.unanswered(), "?", "$warning")
        return
    for night in nights:
        yield _of_morning(night, app.training.pain_checks.morning_words(night))


def _of_morning(night: Night, words: str) -> SpecialLine:
    identity = f"morning:{night.entries[-1].id}"
    return SpecialLine(identity, words, LinePlace.SECOND, lambda go: go.morning(night), "?", "$warning")


def measuring(app: AppBase) -> Iterator[SpecialLine]:
    """Yield the line for what is to be named or measured today."""
    asked = app.training.measuring
    due = asked.due()
    if due:
        words = f"How well does it go: {', '.join(due)}"
    elif asked.asks_what_matters():
        words = "What matters to you? Name it, to see how well it goes"
    else:
        return
    yield SpecialLine("measure", words, LinePlace.SECOND, lambda go: go.measure(), "?")
