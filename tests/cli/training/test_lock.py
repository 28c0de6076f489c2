"""Each command that speaks of what is to come says that training is locked, and promises nothing meanwhile."""

import pytest

from ..conftest import Run

LOCKED = "GET HELP NOW."


@pytest.fixture
def locked(coach: Run) -> Run:
    """A runner who follows a course and has ticked a warning sign."""
    coach("course", "steady-hips")
    assert LOCKED in coach("log", "walk", "--minutes", "30", "--red-flags", "saddle-numbness").out
    return coach


@pytest.mark.parametrize(
    "words",
    ["next", "plan", "course", "course loose-hips", "course --stay", "pause", "pause --until tomorrow", "show rescue"],
)
def test_what_is_to_come_is_not_said_without_the_lock(locked: Run, words: str) -> None:
    said = locked(*words.split()).out
    assert LOCKED in said.replace("■ GET HELP NOW", LOCKED)
    assert "For Load" not in said
    assert "Before running" not in said
    assert "begins again" not in said


def test_the_end_of_a_pause_opens_no_lock(locked: Run) -> None:
    locked("pause")
    first, then = locked("pause", "--until", "today").out.split("\n")[:2]
    assert (first, then[: len(LOCKED)]) == ("Welcome back.", LOCKED)


def test_a_course_tells_scripts_of_the_lock(locked: Run, coach: Run) -> None:
    assert locked("course", "--json").json["locked"] is True
