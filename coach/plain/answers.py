"""Parses what runners type: each function takes one line and returns the answer, None if it was skipped.

An answer that cannot be parsed raises ``NotUnderstoodError`` with what is allowed. Pure.
"""

import re
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from coach.domain.activity_log.log_times import wrong_time
from coach.domain.exercises.exercise import Side
from coach.domain.records.distance import Units, metres_of
from coach.domain.records.entries import Quality, Stopped

_SKIPS = ("s", "skip")
_PAIN_RIGHT = "A whole number from 0 to 10, or s to skip."
_PLACE = re.compile(r"(\d{1,3})\s*(l(?:eft)?|r(?:ight)?)?\b", re.IGNORECASE)


class NotUnderstoodError(ValueError):
    """An answer that cannot be parsed. Its text says what is allowed."""


def pain(line: str) -> int | None:
    """A pain or effort, 0–10."""
    if line.lower() in _SKIPS:
        return None
    if line.isascii() and line.isdigit() and len(line) < 4 and int(line) <= 10:
        return int(line)
    raise NotUnderstoodError(_PAIN_RIGHT)


def minutes(line: str) -> int | None:
    """The minutes available; None: as many as the plan takes."""
    if not line or line.lower() in _SKIPS:
        return None
    if line.isascii() and line.isdigit() and len(line) < 4 and int(line) > 0:
        return int(line)
    raise NotUnderstoodError("A number of minutes, such as 10; or Enter for all the time it takes.")


def whole(line: str, low: int, high: int) -> int | None:
    """A whole number within bounds."""
    if line.lower() in _SKIPS:
        return None
    if line.isascii() and line.isdigit() and len(line) < 6 and low <= int(line) <= high:
        return int(line)
    raise NotUnderstoodError(f"A whole number from {low} to {high}, or s to skip.")


def seconds(line: str) -> int | None:
    """A duration in minutes, or minutes and seconds, returned in seconds: ``12``, ``12:30``."""
    if line.lower() in _SKIPS:
        return None
    found = _LENGTH.fullmatch(line)
    if found is None:
        raise NotUnderstoodError("Minutes, such as 12 or 12:30; or s to skip.")
    return int(found[1]) * 60 + int(found[2] or 0)


def distance(line: str, units: Units) -> int | None:
    """A distance, returned in metres; see ``metres_of``. Empty: not told."""
    if not line or line.lower() in _SKIPS:
        return None
    try:
        return metres_of(line, units)
    except ValueError as error:
        text = str(error)
        raise NotUnderstoodError(f"{text[0].upper()}{text[1:]}; or Enter to skip.") from error


def share(line: str) -> float | None:
    """How much of something was done: parsed in percent, returned as 0–1. Empty: all."""
    text = line.removesuffix("%").strip()
    if text.lower() in _SKIPS:
        return None
    if not text:
        return 1.0
    if text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= 100:
        return int(text) / 100
    raise NotUnderstoodError("A number from 0 to 100; Enter for all; or s to skip.")


def moment(line: str, now: datetime) -> datetime:
    """A time in the past: Enter for now, days ago, a time of today, days and a time, or an ISO time with its zone."""
    found = _WHEN.fullmatch(line)
    at = None
    if found:
        at = now - timedelta(days=int(found["days"] or 0))
        if found["hour"]:
            at = at.replace(hour=int(found["hour"]), minute=int(found["minute"]), second=0)
    else:
        with suppress(ValueError):
            at = datetime.fromisoformat(line)
    if at is None or at.tzinfo is None:
        raise NotUnderstoodError(
            "Enter for just now; 1 for a day ago; 7:30 for today; 1 7:30 for yesterday; or 2026-11-04T07:30+01:00."
        )
    problem = wrong_time(at, now)
    if problem:
        raise NotUnderstoodError(f"That {problem}.")
    return at


_LENGTH = re.compile(r"(\d{1,3})(?::([0-5]\d))?", re.ASCII)
_WHEN = re.compile(r"(?P<days>\d{1,2})?(?:(?:^|\s+)(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d))?", re.ASCII)


def quality(line: str) -> Quality | None:
    """What the pain was like: a word or its first letters. ``s`` alone skips, so sharp takes at least ``sh``."""
    word = line.lower()
    if word and "skip".startswith(word):
        return None
    found = [kind for kind in Quality if word and kind.value.startswith(word)]
    if len(found) != 1:
        raise NotUnderstoodError("One of n none, d dull, t tight, sh sharp, c catching; or s to skip.")
    return found[0]


def yes_no(line: str) -> bool | None:
    """Yes or no."""
    word = line.lower()
    if word in _SKIPS:
        return None
    if word and ("yes".startswith(word) or "no".startswith(word)):
        return "yes".startswith(word)
    raise NotUnderstoodError("y for yes, n for no, or s to skip.")


def agreed(line: str) -> bool:
    """Yes or no; an empty line means yes."""
    answer = True if not line else yes_no(line)
    if answer is None:
        raise NotUnderstoodError("Enter for yes, n for no.")
    return answer


def painful(line: str, exercises: Sequence[str]) -> tuple[str, ...] | None:
    """Where it hurt: numbers of ``exercises`` (ids) from 1, with l or r for a side, as in ``2l 4``. Empty: nowhere."""
    if line.lower() in _SKIPS:
        return None
    rest = _PLACE.sub("", line).strip(" ,")
    places = [(int(number), side.lower()) for number, side in _PLACE.findall(line)]
    if rest or any(not 1 <= number <= len(exercises) for number, _ in places):
        raise NotUnderstoodError(
            f"Numbers from 1 to {len(exercises)}, such as 1 or 1l 2r; Enter for none; or s to skip."
        )
    return tuple(dict.fromkeys(exercises[number - 1] + _SIDES[side[:1]] for number, side in places))


def index_typed(line: str, count: int) -> int | None:
    """The number of one of ``count`` things, returned as its index from 0. Empty: none."""
    if not line or line.lower() in _SKIPS:
        return None
    if line.isascii() and line.isdigit() and len(line) < 4 and 1 <= int(line) <= count:
        return int(line) - 1
    raise NotUnderstoodError(f"A number from 1 to {count}; Enter for none.")


def apart(line: str) -> tuple[int | None, int | None]:
    """Muscle soreness and pain elsewhere, 0–10 each: ``3 0``; the second may be left out. Empty: neither is told."""
    words = line.replace(",", " ").split()
    if len(words) > 2:
        raise NotUnderstoodError("One or two numbers from 0 to 10, such as 3 or 3 0; Enter to leave it.")
    soreness, elsewhere, *_ = (*(pain(word) for word in words), None, None)
    return soreness, elsewhere


def signs(line: str, letters: Collection[str]) -> frozenset[str]:
    """What is true today, as some of these letters, such as ``sh`` and ``l``. Empty: nothing."""
    found = frozenset(line.lower().replace(",", " ").split())
    if not found <= frozenset(letters):
        raise NotUnderstoodError("Letters such as sh, or l p; Enter for none of these.")
    return found


def some_of(line: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Some of ``ids``, by their numbers from 1. Empty: none."""
    words = line.replace(",", " ").split()
    if not all(word.isascii() and word.isdigit() and len(word) < 4 and 1 <= int(word) <= len(ids) for word in words):
        raise NotUnderstoodError(f"Numbers from 1 to {len(ids)}, such as 3 or 3 9; Enter for none.")
    return tuple(dict.fromkeys(ids[int(word) - 1] for word in words))


_SIDES = {"": "", "l": ":left", "r": ":right"}


def stopped(line: str) -> Stopped | None:
    """Why to stop; None: go on after all."""
    word = line.lower()
    if not word:
        return None
    for reason, letter in _REASONS.items():
        if word == letter or (len(word) > 1 and reason.value.startswith(word)):
            return reason
    if word == "t":
        return Stopped.TIME
    raise NotUnderstoodError("n for no time, i for tired, p for pain; or Enter to go on.")


def side(line: str) -> Side | None:
    """A side; None: both."""
    word = line.lower()
    if word and "both".startswith(word):
        return None
    found = [each for each in Side if word and each.value.startswith(word)]
    if not found:
        raise NotUnderstoodError("l for left, r for right, b for both.")
    return found[0]


_REASONS = {Stopped.TIME: "n", Stopped.TIRED: "i", Stopped.PAIN: "p"}
