"""What is due today, and why: first a lock, a pause or the hours after a red, then the course or what was done lately.

Prescribed rest is part of the plan, not a missed day. Left out: the days of a course (``courses.course_day``), and
those without one (``without_course``). Source: RULES, "How often".
"""

from datetime import datetime

from msgspec.structs import replace

from coach.domain.courses.course_day import course_day
from coach.domain.courses.diary import DayKind, Diary, Suggestion, Suits, diary
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.standing import Standing
from coach.domain.records.days import near_moment, on_near_day
from coach.domain.records.history import History
from coach.domain.records.profile import NO_PROFILE, Profile
from coach.domain.rules.numbers import RED_REST
from coach.domain.today.settling import settling
from coach.domain.today.without_course import without_course


def suggest(
    catalogue: Catalogue,
    standing: Standing,
    history: History,
    now: datetime,
    profile: Profile = NO_PROFILE,
    suits: Suits = lambda _: True,
    feasible: Suits = lambda _: True,
    asks: Suits = lambda _: True,
    *,
    no_run: bool = False,
) -> Suggestion:
    """Return what to do today, given a runner's standing. Days are those of the time zone of ``now``.

    ``suits``, ``feasible`` and ``asks``: see ``Diary``. ``no_run``: the runner said that they do not run today.
    """
    if standing.lock.is_on:
        return Suggestion(None, standing.lock.notice(), kind=DayKind.LOCKED)
    here = replace(diary(catalogue, standing, history, profile, now, suits, feasible), asks=asks, no_run=no_run)
    paused = _paused(here)
    if paused is not None:
        return paused
    done_today = [name for name, day in here.trained.items() if day == here.today and _counts(catalogue, name)]
    if standing.course.course is not None:
        return _back(here, _settled(here, done_today) or course_day(here, done_today))
    return _back(here, without_course(here, done_today))


def _paused(here: Diary) -> Suggestion | None:
    """Return the suggestion for a day of a pause (ill or away), with nothing due or offered; None on other days."""
    pause = here.standing.course.pause
    if pause is None or not pause.is_on(here.today):
        return None
    until = "Say when you are back."
    if pause.until:
        until = f"It ends {on_near_day(pause.until, here.today)}."
    return Suggestion(None, until, kind=DayKind.PAUSED, headline="A pause. Every day of it counts as kept.")


def _back(here: Diary, usual: Suggestion) -> Suggestion:
    """Add a welcome to the suggestion if it is the first training after a pause of a day or more."""
    pause = here.standing.course.pause
    if pause is None or usual.routine is None:
        return usual
    ended = min(pause.until or here.today, here.today)
    days = (ended - here.day_of(pause.since)).days
    if days < 1:
        return usual
    kept = f"{days} {'day' if days == 1 else 'days'}, kept"
    why = f"Welcome back: {kept}. If you had a fever: is it gone? Then gently. {usual.why}"
    return replace(usual, why=why.strip(), kind=DayKind.BACK)


def _settled(here: Diary, done_today: list[str]) -> Suggestion | None:
    """Return the suggestion for the hours after a red, in which the course waits; None outside them."""
    red = here.standing.red_record
    if red is None or here.now - red.at >= RED_REST:
        return None
    headline = f"No training before {near_moment(red.at + RED_REST, here.now)}."
    why = f"{settling(here, done_today).partition(' No training')[0]} Settle first; your course waits."
    return Suggestion(None, why, kind=DayKind.SETTLING, headline=headline, offers=here.relief(done_today))


def _counts(catalogue: Catalogue, routine_id: str) -> bool:
    """Whether a routine counts as the day's training; one that is not to be suggested (a desk break) does not."""
    return routine_id not in catalogue.routines or catalogue.routines[routine_id].suggest
