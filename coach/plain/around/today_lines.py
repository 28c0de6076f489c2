"""What plain mode's home says about today: what is due and why, optional offers, and the days around it.

Left out: the lock, what cannot be read, and what may be typed (``home``).
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from coach.domain.courses.diary import DayKind, Suggestion
from coach.domain.listing import counted
from coach.domain.records.days import near_day
from coach.domain.today.in_short import changes_in_short
from coach.domain.today.setback import setback
from coach.domain.today.strip import DayMark, StripDay
from coach.plain.around.course_lines import next_block
from coach.services.today import foretold
from coach.services.training import Training

_BEHIND = {DayMark.GREEN: "green", DayMark.AMBER: "amber", DayMark.RED: "red", DayMark.NONE: "no answer about pain"}
_AHEAD = {DayMark.TRAINING: "training", DayMark.RUN: "a run", DayMark.BOTH: "a run and training"}
_WEEK = 7
_QUIET = (DayKind.PAUSED, DayKind.SETTLING)
"""On such days the way to running is not mentioned."""


def today_lines(training: Training) -> Iterator[str]:
    """Lines for today, the offers, the days behind and ahead, the way to running, and the needs of block and phase."""
    suggestion = foretold(training)
    yield _due(training, suggestion)
    if suggestion.offers:
        yield f"If you like: {'; '.join(offer.words for offer in suggestion.offers)}."
    courses = training.courses
    if courses.missing is not None:
        yield f"Your course, {courses.missing}, is no longer there. c: choose another, or none."
    if courses.course is not None:
        yield from strip_sentences(courses.strip())
        way = "" if suggestion.kind in _QUIET else courses.way_to_running()
        if way:
            yield way
    needs = _needs(training, suggestion)
    if needs:
        yield needs


def _due(training: Training, suggestion: Suggestion) -> str:
    where = training.courses.label().replace(" · ", ", ")
    due = training.catalogue.routines.get(suggestion.routine or "")
    if due is None:
        said = " ".join(filter(None, (suggestion.headline, suggestion.why, suggestion.following)))
        return f"Today: {said}{f' ({where}.)' if where else ''}" if suggestion.headline or where else said
    plan = training.today.plan(due.id)
    taken = setback(plan, training.standing())
    lighter = ", lighter" if taken else ""
    what = f"Today: {due.name}{lighter}, {counted(training.today.minutes_as_begun(plan), 'minute')}."
    changes = changes_in_short(plan, taken) if where or taken else ""
    return " ".join(filter(None, (what, f"{where}." if where else "", suggestion.why, changes, suggestion.following)))


def _needs(training: Training, suggestion: Suggestion) -> str:
    """What is missing for the next block, then for the phase; the latter not for a runner without a complaint."""
    if suggestion.kind is DayKind.PAUSED:
        return ""
    courses, said = training.courses, []
    missing = [need.words for need in courses.needs() if not need.met]
    following = next_block(training)
    if following and missing and suggestion.kind is not DayKind.BLOCK_DONE:
        said.append(f"For {following.name}: {'; '.join(missing)}.")
    if not training.runner.is_well():
        said += [f"You are in the {training.phase} phase.", training.runner.wanting()]
    return " ".join(filter(None, said))


# --- the days as sentences --------------------------------------------------------------------------------------------


def strip_sentences(days: Sequence[StripDay]) -> Iterator[str]:
    """``Behind you: Monday green, yesterday amber; rest on the other days.`` Then the days ahead.

    Which of the days without training were kept, and which were missed, is what the calendar knows.
    """
    here = next(number for number, day in enumerate(days) if day.is_today)
    behind, ahead = days[:here], days[here + 1 :]
    known = [day for day in behind if day.mark is not DayMark.BEFORE]
    if known:
        done = ", ".join(f"{_past(day, here - number)} {_light(day)}" for number, day in enumerate(behind) if _did(day))
        rested = "" if all(map(_did, known)) else "rest on the other days" if done else "rest"
        yield f"Behind you: {'; '.join(filter(None, (done, rested)))}."
    coming = [f"{_future(day, number)} {_AHEAD[day.mark]}" for number, day in enumerate(ahead, 1) if day.mark in _AHEAD]
    yield f"Ahead, if all stays green: {', '.join(coming) or 'rest'}{'; rest between' if coming else ''}."


def _did(day: StripDay) -> bool:
    return day.mark in _BEHIND


def _light(day: StripDay) -> str:
    return f"{_BEHIND[day.mark]}{' so far, an answer is missing' if day.open else ''}"


def _past(day: StripDay, ago: int) -> str:
    return "a week ago" if ago == _WEEK else near_day(day.day, day.day + timedelta(days=ago))


def _future(day: StripDay, ahead: int) -> str:
    return "in a week" if ahead == _WEEK else near_day(day.day, day.day - timedelta(days=ahead))
