"""How far a runner is in their course, in words: where they stand, and what the present block still asks for.

Left out: the counting (``planning.course_standing``).
"""

from datetime import datetime, timedelta

from coach.domain.exercises.course import Block, Until
from coach.domain.listing import counted, or_dash
from coach.domain.planning.course_standing import CourseStanding
from coach.domain.planning.standing import Standing
from coach.domain.records.days import day
from coach.domain.rules.numbers import CHECK_STOPS_AT_PAIN
from coach.domain.rules.phases import Need

CLINICIAN = "your physiotherapist's or doctor's yes"


def label(standing: Standing, at: datetime) -> str:
    """Say where the runner stands, as a headline: ``Steady hips · Load, week 5``; empty without a course."""
    course = standing.course
    if course.course is None:
        return ""
    block = course.block_for(standing.phase)
    if block is None or block is not course.block:
        return f"{course.course.name} · {block.name if block else 'Relief first'}; the rest waits"
    return f"{course.course.name} · {block.name}{_week(course, at)}"


def _week(course: CourseStanding, at: datetime) -> str:
    return f", week {course.days(at) // 7 + 1}" if course.first is not None else ""


def needs(standing: Standing, at: datetime) -> tuple[Need, ...]:
    """Return the conditions for the next block, each met or not; empty in a block without ``until``."""
    course = standing.course
    if course.block is None or course.block.until is None:
        return ()
    until, met = course.block.until, course.met(course.block.until, at)
    words = _words(course, until, at)
    listed = [Need(words[key], holds) for key, holds in met.items()]
    if course.stays_until is not None and course.stays(at):
        listed.append(Need(f"not before {day(course.stays_until)}: you stay so long", met=False))
    if course.waits_until is not None and course.waits(at):
        why = f"not before {day(course.waits_until)}: what matters to you went less well when you last said how"
        listed.append(Need(why, met=False))
    following = course.course.after(course.block) if course.course else None
    if following is not None and not following.is_open(standing.phase):
        listed.append(Need(f"the {min(following.phases, key=lambda phase: phase.rank)} phase", met=False))
    return (*listed, Need(CLINICIAN, met=False)) if until.clinician else tuple(listed)


def _words(course: CourseStanding, until: Until, at: datetime) -> dict[str, str]:
    waiting = sum(one.open for one in [*course.latest][-(until.green or 1) :])
    pending = f"; {waiting} still {'waits' if waiting == 1 else 'wait'} for an answer" if waiting else ""
    return {
        "sessions": f"{counted(until.sessions or 0, 'training')} ({course.sessions} so far)",
        "days": f"{counted(until.days or 0, 'day')} ({course.days(at)} so far)",
        "green": f"the last {until.green} green{pending}",
        "worst": f"none of these above pain {until.worst}",
        "not_before": f"not before {_date(until)}",
        "checks": "; ".join(_check(course, name, least) for name, least in (until.checks or {}).items()),
    }


def _check(course: CourseStanding, check_id: str, least: int) -> str:
    """Say what a check must reach: ``Single-leg bridges: 12 reps on each side (left 12, right 9)``."""
    check, known = course.course.check(check_id) if course.course else None, course.measured(check_id)
    name = check.name if check else check_id
    unit = f" {check.unit.after(least)}".rstrip() if check else ""
    if known is None:
        return f"{name}: {least}{unit} on each side (not measured yet)"
    sides = f"left {or_dash(known.left)}, right {or_dash(known.right)}"
    stopped = ", stopped for pain" if (known.pain or 0) >= CHECK_STOPS_AT_PAIN else ""
    return f"{name}: {least}{unit} on each side ({sides}{stopped})"


def _date(until: Until) -> str:
    return day(until.not_before) if until.not_before else ""


def done_in_words(course: CourseStanding, at: datetime) -> str:
    """Say that a block is over: ``Foundation is done: 8 trainings, 19 days, the last 4 green.``"""
    block = course.block
    assert block is not None
    parts = [counted(course.sessions, "training"), counted(course.days(at), "day")]
    if block.until and block.until.green:
        parts.append(f"the last {block.until.green} green")
    return f"{block.name} is done: {', '.join(parts)}."


def asks_for_yes(standing: Standing, at: datetime) -> Block | None:
    """Return the next block if only a clinician's yes is still missing for it, else None."""
    course = standing.course
    following = course.following(standing.phase)
    if following is None or course.block is None or course.block.until is None or not course.block.until.clinician:
        return None
    return following if all(course.met(course.block.until, at).values()) else None


def overlong(standing: Standing, at: datetime) -> str:
    """Return a sentence on a block that lasts longer than its ``at_most_weeks``, pauses left out; else empty."""
    course = standing.course
    block, most = course.block, course.block.at_most_weeks if course.block else None
    if block is None or most is None or course.first is None or course.is_over(at):
        return ""
    if course.stays(at) or at - course.first - course.away(at) < timedelta(weeks=most):
        return ""
    return f"{block.name} has taken {counted(most, 'week')}: a physiotherapist's look would be worth it now."
