"""The course that docs/courses.md writes, taken from the page itself: it is right, and it leads where the page says."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.domain.exercises.course import Until
from coach.domain.exercises.routine import Phase
from coach.domain.exercises.weekday import Weekday
from coach.domain.planning.plan import Change
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.shelf.library import Library, load_library

from .following import MORNING, follow

NAMED = (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY)
PAGE = Path(__file__).parents[3] / "docs" / "courses.md"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The shipped files, and the page's own course beside them."""
    text = "\n".join(re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
    (tmp_path / "courses").mkdir()
    (tmp_path / "courses" / "twelve-weeks.toml").write_text(text, encoding="utf-8")
    return load_library([Layer("shipped", shipped_folder()), Layer("own", tmp_path)])


def test_it_is_right_and_leads_where_the_page_says(library: Library) -> None:
    assert [one for one in library.diagnostics if "twelve-weeks" in str(one)] == []
    assert "twelve-weeks" in library.catalogue.courses
    weeks = follow("twelve-weeks", catalogue=library.catalogue)
    begins = {name: weeks.first(lambda day, name=name: day.block == name) for name in ("foundation", "load", "strong")}
    assert begins["foundation"] == 0
    assert begins["load"] == 21
    assert begins["strong"] is not None
    assert 7 * 7 <= begins["strong"] <= 8 * 7
    first_run = weeks.first(lambda day: day.stage == 1)
    assert first_run is not None
    assert first_run < 7
    assert weeks.standing.phase is Phase.MAINTENANCE
    up = {plan.routine for plan in weeks.plans for step in plan.steps if step.change is Change.UP}
    assert up >= {"rehab-foundation", "hip-flexor-loading", "psoas-care"}
    busy = weeks.busy()
    assert not [number for number in range(len(busy) - 6) if all(busy[number : number + 7])]


@pytest.mark.parametrize("start", range(7))
def test_named_weekdays_are_trained_whichever_day_it_begins(library: Library, start: int) -> None:
    """What is optional fills the other days, and the rest of the week falls on none of them."""
    course = library.catalogue.courses["twelve-weeks"]
    foundation = replace(
        course.blocks[0],
        weekdays=dict.fromkeys(NAMED, "rehab-foundation"),
        until=Until(sessions=200),
    )
    known = replace(library.catalogue, courses={course.id: replace(course, blocks=(foundation, *course.blocks[1:]))})
    weeks = follow("twelve-weeks", catalogue=known, days=42, first=MORNING + timedelta(days=start))
    days = [Weekday.of(day.day) for day, builds in zip(weeks.days, weeks.builds(), strict=True) if builds]
    assert [days.count(day) for day in NAMED] == [6, 6, 6]
