"""The strip of days on Home: a sign for each day, told apart without colour, and what the signs mean."""

from collections.abc import Sequence

from textual.content import Content

from coach.domain.exercises.weekday import Weekday
from coach.domain.rules.light import Light
from coach.domain.today.strip import DayMark, StripDay

STRIP_SIGNS = {
    DayMark.GREEN: (Light.GREEN.sign, "$success"),
    DayMark.AMBER: (Light.AMBER.sign, "$warning"),
    DayMark.RED: (Light.RED.sign, "$error"),
    DayMark.NONE: ("–", ""),
    DayMark.REST: ("·", "dim"),
    DayMark.BEFORE: (" ", ""),
    DayMark.TRAINING: ("○", "$accent"),
    DayMark.RUN: ("↗", "$accent"),
    DayMark.BOTH: ("±", "$accent"),
}
"""A shape and a colour; the first three are the same everywhere (``Light.sign``)."""
OPEN_SIGN = "?"
"""Shown in place of a light that is provisional: an answer is missing."""
STRIP_LEGEND = (
    ("● ▲ ■", "Days behind you: green, amber, red."),
    ("? –", "A day behind you: an answer about it is missing; nothing was said of it."),
    ("·", "Rest, which counts as kept; ahead: nothing is planned."),
    ("○ ↗ ±", "Days ahead, if all stays green: training, a run, both."),
    ("[ ]", "Today."),
)
"""What the signs mean, in the form of Help's list of keys."""


def strip_legend() -> str:
    """Return the legend as a tooltip for the mouse."""
    return "\n".join(f"{signs}  {words}" for signs, words in STRIP_LEGEND)


def strip_lines(days: Sequence[StripDay], between: str = " ") -> Content:
    """Return two lines: the initials of the weekdays, and below each the day's sign, today's in brackets.

    ``between``: the space between days besides the one column for brackets; empty where there is little room.
    """
    letters = [Content.assemble(f" {between}", (Weekday.of(each.day).full[0], _weight(each, "dim"))) for each in days]
    return Content("\n").join([Content("").join(letters), strip_line(days, between)])


def strip_line(days: Sequence[StripDay], between: str = " ") -> Content:
    """Return the line of signs alone."""
    parts: list[Content] = []
    for each, before in zip(days, (None, *days), strict=False):
        closes = "]" if before is not None and before.is_today else ""
        space = f"{between}[" if each.is_today else f"{closes or ' '}{between}"
        parts += [Content.styled(space, "bold"), _drawn(each)]
    return Content("").join(parts)


def _drawn(each: StripDay) -> Content:
    sign, style = STRIP_SIGNS[each.mark]
    if each.open and each.mark in (DayMark.GREEN, DayMark.AMBER, DayMark.NONE):
        sign = OPEN_SIGN
    return Content.assemble((sign, _weight(each, style)))


def _weight(each: StripDay, style: str) -> str:
    return f"bold {'' if style == 'dim' else style}".rstrip() if each.is_today else style
