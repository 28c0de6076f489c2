"""The hours after a red, in which nothing is trained (row 3): which record it was, and until when."""

from datetime import timedelta

from coach.domain.courses.diary import Diary
from coach.domain.planning import reasons
from coach.domain.records.days import near_moment
from coach.domain.records.entries import Answered, Session
from coach.domain.rules.numbers import RED_REST


def settling(here: Diary, done_today: list[str]) -> str:
    """Say which record was red and until when there is no training (row 3); empty when no red is settling."""
    standing = here.standing
    red = standing.red_record
    if red is None or here.now - red.at >= RED_REST:
        return ""
    if len(standing.red_from) > 1:
        what = "was one amber too many in a row, which counts as a red."
    elif any(row.id == red.id for row in standing.unread):
        what = "cannot be read, so it counts as a red."
    elif standing.last is red and standing.verdict:
        what = f"was red: {standing.verdict.cause}."  # the verdict itself has shown all of its reasons
    else:
        what = "was red."
    hours = RED_REST // timedelta(hours=1)
    wait = f"No training until {near_moment(red.at + RED_REST, here.now)}: {hours} hours let it settle."
    done = standing.routines.get(done_today[-1]) if done_today else None
    just_named = done is not None and done.last is red
    return f"{'It' if just_named else _in_words(here, red)} {what} {wait}"


def _in_words(here: Diary, record: Answered) -> str:
    """Name a session or run unmistakably: ``Your run at 07:00``, ``Psoas care on 3 Nov at 07:00``."""
    name = (here.name(record.routine) or "A record") if isinstance(record, Session) else "Your run"
    then = record.at.astimezone(here.now.tzinfo)
    return f"{name} {'' if then.date() == here.today else f'on {reasons.day(then)} '}at {then:%H:%M}"
