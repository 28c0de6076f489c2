"""How far a run or walk went: what a runner types, and what they read, in their own units; kept as whole metres.

A distance is noted, and no part of the rules: it never changes a plan. Left out: how long it took (``entries``).
"""

import re
from enum import StrEnum


class Units(StrEnum):
    """The units in which a runner types and reads distances."""

    METRIC = "metric"
    IMPERIAL = "imperial"

    @property
    def short(self) -> str:
        """The unit as it follows a number."""
        return "mi" if self is Units.IMPERIAL else "km"

    @property
    def name_of_one(self) -> str:
        """The unit as it is written in a pace: min/km, min/mile."""
        return "mile" if self is Units.IMPERIAL else "km"


LEAST_M, MOST_M = 1, 500_000
"""Five hundred kilometres is more than anybody runs, swims or skates in a day; more than that is mistyped."""
_MM = {Units.METRIC: 1_000_000, Units.IMPERIAL: 1_609_344}
"""Each unit in whole millimetres, so that no fraction of a metre is lost."""
_FASTEST_ON_FOOT_M_S, _FASTEST_M_S = 10, 30
"""A sprinter's speed, and a racing bicycle's downhill: whoever logs, and rounds the minutes, is slower."""
_SPELLED = {
    "km": _MM[Units.METRIC],
    "k": _MM[Units.METRIC],
    "m": 1000,
    "mi": _MM[Units.IMPERIAL],
    "mile": _MM[Units.IMPERIAL],
    "miles": _MM[Units.IMPERIAL],
}
# A comma is the decimal sign of many runners; before three digits it may separate thousands, so it does not match.
_TYPED = r"(?ai)(?P<number>\d{0,6}(?:\.\d{1,3}|,\d{1,2})|\d{1,6})\s*(?P<unit>[a-z]*)"
_EXAMPLE_M, _EXAMPLE_S = 5000, 1850


def metres_of(text: str, units: Units) -> int:
    """A typed distance in whole metres: ``5.2`` in the runner's units; ``5.2km``, ``3mi``, ``800m`` in those named.

    Raises ValueError, whose text says what would be right.
    """
    found = re.fullmatch(_TYPED, text.strip())
    if found is None or (found["unit"] and found["unit"].lower() not in _SPELLED):
        raise ValueError(f"a distance such as 5.2 ({units.short}), 5.2km, 3mi or 800m")
    one = _SPELLED[found["unit"].lower()] if found["unit"] else _MM[units]
    whole, _, decimals = found["number"].replace(",", ".").partition(".")
    thousandths = int(whole or 0) * 1000 + int(f"{decimals:0<3}")
    metres = _divided(thousandths * one, 1_000_000)
    if not LEAST_M <= metres <= MOST_M:
        raise ValueError(f"a distance above 0 and up to {MOST_M * 1000 // _MM[units]} {units.short}")
    return metres


def distance_in_words(metres: int, units: Units) -> str:
    """``5.2 km``, ``3.25 mi``: rounded to a hundredth of the unit, with at least one decimal."""
    hundredths = _divided(metres * 100_000, _MM[units])
    whole, rest = divmod(hundredths, 100)
    digits = f"{rest:02}"
    return f"{whole}.{digits[0]}{digits[1].rstrip('0')} {units.short}"


def pace_in_words(metres: int, seconds: int, units: Units) -> str:
    """``6:10 min/km``, ``9:55 min/mile``: the whole time over the whole distance, to the second."""
    minutes, rest = divmod(_divided(seconds * _MM[units], metres * 1000), 60)
    return f"{minutes}:{rest:02} min/{units.name_of_one}"


def how_far(metres: int, seconds: int | None, units: Units) -> tuple[str, ...]:
    """The distance, and the pace where the time is known."""
    words = (distance_in_words(metres, units),)
    return (*words, pace_in_words(metres, seconds, units)) if seconds else words


def too_fast(metres: int | None, seconds: int | None, units: Units, *, on_foot: bool) -> str | None:
    """What to say, kindly, of a distance that nobody covers in that time; None: it can be, or one of them is not told.

    ``on_foot``: it was run or walked.
    """
    if not metres or not seconds or metres <= seconds * (_FASTEST_ON_FOOT_M_S if on_foot else _FASTEST_M_S):
        return None
    time = f"{seconds // 60} min" if seconds >= 60 else f"{seconds} s"
    return f"{distance_in_words(metres, units)} in {time} is faster than anybody: is one of the two mistyped?"


def example(units: Units) -> str:
    """A sample run as it reads in these units, to show what a change of units does."""
    return " · ".join(how_far(_EXAMPLE_M, _EXAMPLE_S, units))


def _divided(number: int, by: int) -> int:
    """``number / by``, rounded to the nearest whole number, halves up."""
    return (2 * number + by) // (2 * by)
