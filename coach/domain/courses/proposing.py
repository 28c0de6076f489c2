"""Which course to propose to a runner, and why. A proposal allows nothing by itself: that is for the rules."""

from collections.abc import Iterable

from coach.domain.exercises.course import Concern, Course

_WHY = {
    Concern.PAINFUL: "It hurts: so first settle it, then build strength, then find the way back to running.",
    Concern.TIGHT: "Your hips are tight: so first length, then the strength that keeps it.",
    Concern.WEAK: "Your hips are weak: so strength in small steps, with a day between.",
    Concern.WELL: "You are well: so strong hips beside your own runs.",
}


def proposals(courses: Iterable[Course], concern: Concern | None) -> tuple[Course, ...]:
    """Sort all courses: those that suit the concern first, and of these the ones that name it earlier."""

    def order(course: Course) -> tuple[bool, int, str]:
        suits = concern in course.suits
        return not suits, course.suits.index(concern) if suits and concern else 0, course.id

    return tuple(sorted(courses, key=order))


def why_proposed(course: Course, concern: Concern | None) -> str:
    """Say why a course is proposed; empty where it does not suit the concern."""
    return _WHY[concern] if concern is not None and concern in course.suits else ""
