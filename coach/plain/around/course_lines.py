"""A course as lines, for plain mode and the commands: where a runner stands in it, and the days ahead."""

from coach.domain.courses.diary import DayKind
from coach.domain.exercises.course import Block, Course
from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning.consequences import needs_for_next
from coach.domain.today.ahead import InventedDay
from coach.domain.today.day_words import DayPart, parts_of
from coach.domain.today.in_short import changes_in_short
from coach.services.training import Training

_WITHOUT = {DayKind.PAUSED: "pause: kept", DayKind.DONE: "done for today"}
"""The words for a day on which nothing is due although it is no rest day."""


def block_followed(training: Training) -> Block | None:
    """The block that the runner is in; None: they follow no course."""
    return training.standing().course.block


def next_block(training: Training) -> Block | None:
    """The block after the present one, whether it is open yet or not; None: there is none, or no course."""
    standing = training.standing().course
    return standing.course.after(standing.block) if standing.course and standing.block else None


def standing_lines(training: Training) -> list[str]:
    """Where the runner stands in the course, and what the next block and phase require; empty without a course.

    Whoever has no complaint is not told of phases.
    """
    courses, standing = training.courses, training.standing()
    if courses.course is None:
        return []
    lines = [courses.label()]
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


def day_line(day: InventedDay, training: Training) -> str:
    """``Mon  2 Nov  Rehab foundation, 10 min. One step up: Clam shell 12 reps.``."""
    parts = [part for part in parts_of(day) if not part.optional]
    offered = [part.words for part in parts_of(day) if part.optional]
    what = "; ".join(_in_words(part, training) for part in parts) or _WITHOUT.get(day.first.kind, "rest")
    liked = f" (if you like: {', '.join(offered)})" if offered else ""
    changes = " ".join(
        filter(
            None, (changes_in_short(part.plan) for part in parts if part.plan and part.plan.kind is not RoutineKind.RUN)
        )
    )
    return f"{day.day:%a} {day.day.day:>2} {day.day:%b}  {what}{liked}{f'. {changes}' if changes else ''}"


def _in_words(part: DayPart, training: Training) -> str:
    return f"{part.words}, {training.today.minutes(part.plan)} min" if part.plan else part.words
