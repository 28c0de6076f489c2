"""Parses durations and distances from watch files, within what one day can hold."""

import re
from math import isfinite

from coach.domain.records.distance import LEAST_M, MOST_M

LONGEST_TITLE = 120
_LONGEST_S = 86_400
_CLOCK = re.compile(r"(?a)(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")


def whole_seconds(value: float | None) -> int | None:
    """The value rounded to whole seconds; None when it is missing, 0, or more than a day."""
    if value is None or not isfinite(value):
        return None
    whole = round(value)
    return whole if 0 < whole <= _LONGEST_S else None


def metres(value: float | None) -> int | None:
    """The value rounded to whole metres; None when it is missing, or outside what a record may hold in a day."""
    if value is None or not isfinite(value):
        return None
    whole = round(value)
    return whole if LEAST_M <= whole <= MOST_M else None


def number(text: str) -> float | None:
    """Parse ``5.02``, ``1,234.5`` or ``5,02``; a comma before three digits separates thousands. None: not a number."""
    plain = text.strip().replace("\u00a0", "").replace("\u202f", "")
    plain = plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain.replace(",", ".")
    if not re.fullmatch(r"(?a)\d{1,9}(\.\d{0,9})?", plain):
        return None
    return float(plain)


def clock_seconds(text: str) -> float | None:
    """Parse ``00:30:50``, ``30:50`` or ``1:02:03.5`` into seconds; a plain number is seconds. None: not a duration."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return number(text)
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return 3600.0 * hours + 60 * minutes + rest
