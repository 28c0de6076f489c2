"""A course as lines, for plain mode and the commands: where a runner stands in it, a pause, and the days ahead."""

from datetime import date

from coach.domain.exercises.course import Block, Course
from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning.consequences import needs_for_next
from coach.domain.records.days import day
from coach.domain.today.ahead import InventedDay
from coach.domain.today.day_words import DayPart, idle_words, parts_of
from coach.domain.today.in_short import changes_in_short
from coach.services.training import Training

FEVER = "Fever with pain in the hip, groin or back is a warning sign: have it looked at."


def block_followed(training: Training) -> Block | None:
    """The block that the runner is in; None: they follow no course."""
    return training.standing().course.block


def next_block(training: Training) -> Block | None:
    """The block after the present one, whether it is open yet or not; None: there is none, or no course."""
    standing = training.standing().course
    return standing.course.after(standing.block) if standing.course and standing.block else None


def standing_lines(training: Training) -> list[str]:
    """Where the runner stands in the course, and what the next block and phase require; empty without a course.

    Whoever has no complaint is not told of phases; while training is locked, nobody of what comes next.
    """
    courses, standing = training.courses, training.standing()
    if courses.course is None:
        return []
    lines = [courses.label()]
    if standing.lock.is_on:
        return lines
    block, following = block_followed(training), next_block(training)
    if following is not None:
        lines.append(f"For {following.name}:")
        lines += [f"  {'✓' if need.met else '·'} {need.words}" for need in courses.needs()]
    missing = () if training.runner.is_well() else needs_for_next(standing)
    if missing:
        lines.append("For the next phase:")
        lines += [f"  {'✓' if need.met else '·'} {need.words}" for need in missing]
    running = courses.way_to_running() if block and block.running else ""
    lines += filter(None, (courses.overlong(), running))
    return [*lines, *_warnings(training, courses.course)]


def _warnings(training: Training, course: Course) -> tuple[str, ...]:
    from coach.library.formats.courses.course_advice import profile_warnings

    return profile_warnings(course, training.profile())


def pause_line(training: Training, until: date | None) -> str:
    """Say that a pause has begun, until a day on which training begins again (None: until the runner says so).

    While training is locked, no day on which it begins again is promised.
    """
    words = f"until {day(until)}" if until else "until you say you are back"
    again = ": that day, training begins again, gently." if until and not training.standing().lock.is_on else "."
    return f"A pause {words}{again} Every day of it counts as kept."


def day_line(each: InventedDay, training: Training) -> str:
    """``Mon  2 Nov  Rehab foundation, 10 min. One step up: Clam shell 12 reps.``."""
    parts = [part for part in parts_of(each) if not part.optional]
    offered = [part.words for part in parts_of(each) if part.optional]
    what = "; ".join(_in_words(part, training) for part in parts) or idle_words(each)
    liked = f" (if you like: {', '.join(offered)})" if offered else ""
    changes = " ".join(
        filter(
            None, (changes_in_short(part.plan) for part in parts if part.plan and part.plan.kind is not RoutineKind.RUN)
        )
    )
    return f"{each.day:%a} {each.day.day:>2} {each.day:%b}  {what}{liked}{f'. {changes}' if changes else ''}"


def _in_words(part: DayPart, training: Training) -> str:
    return f"{part.words}, {training.today.minutes(part.plan)} min" if part.plan else part.words
