"""A course in words: a table of what each key says, and what all blocks share is said once."""

from datetime import date

import pytest
from msgspec.structs import replace

from coach.domain.exercises.course import Block, Check, Concern, Course, Unit, Until
from coach.domain.exercises.course_words import (
    block_in_words,
    everywhere_in_words,
    phases_in_words,
    suits_in_words,
    until_in_words,
)
from coach.domain.exercises.routine import Phase
from coach.domain.exercises.weekday import Weekday

NAMES = {"care": "Care", "core": "Core", "walk-run": "Walk and run"}
BLOCK = Block(id="a", name="A", train=("care",))
COURSE = Course(id="c", name="C", blocks=(BLOCK,))


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (Until(sessions=1), "1 session is done"),
        (Until(sessions=8, days=14), "8 sessions are done and 14 days have passed"),
        (Until(sessions=8, days=1, green=4), "8 sessions are done, 1 day has passed and the last 4 are green"),
        (Until(green=1, worst=2), "the last is green and the last hurt no more than 2"),
        (Until(green=4, worst=2), "the last 4 are green and none of the last 4 hurt more than 2"),
        (Until(worst=3), "the last hurt no more than 3"),
        (Until(not_before=date(2026, 12, 9)), "it is 9 December 2026"),
        (Until(clinician=True), "your physio said yes"),
        (
            Until(checks={"bridge": 12, "hop": 8}),
            "each side reaches 12 in Single-leg bridges and each side reaches 8 in hop",
        ),
    ],
)
def test_when_a_block_is_over(until: Until, words: str) -> None:
    assert until_in_words(until, {"bridge": "Single-leg bridges"}) == words


@pytest.mark.parametrize(
    ("phases", "words"),
    [
        ((), ""),
        ((Phase.ACUTE,), "acute only"),
        ((Phase.RECOVERY,), "recovery and above"),
        ((Phase.MAINTENANCE,), "maintenance only"),
        ((Phase.ACUTE, Phase.RECOVERY), ""),
        ((Phase.ACUTE, Phase.MAINTENANCE), "acute and maintenance only"),
    ],
)
def test_the_phases_of_a_block(phases: tuple[Phase, ...], words: str) -> None:
    assert phases_in_words(replace(BLOCK, phases=phases)) == words


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (BLOCK, ("3 training days in any 7: Care", "It stays.")),
        (
            replace(BLOCK, per_week=1, train=("care", "gone")),
            ("1 training day in any 7: Care, gone in turn", "It stays."),
        ),
        (
            replace(BLOCK, weekdays={Weekday.MONDAY: "care"}, between=("core", "care"), at_most_weeks=1),
            (
                "3 training days in any 7: Care",
                "Monday: Care",
                "On days between, if you like: Core, Care",
                "It stays.",
                "After 1 week Home asks what next",
            ),
        ),
        (
            replace(BLOCK, a_day={"core": 1, "care": 3}, running="walk-run", before_run=("core",), after_run=("care",)),
            (
                "3 training days in any 7: Care",
                "Every day: Core once and Care 3 times",
                "Beside it: Walk and run",
                "Before each run: Core",
                "After each run: Care",
                "It stays.",
            ),
        ),
    ],
)
def test_a_block(block: Block, lines: tuple[str, ...]) -> None:
    course = replace(COURSE, blocks=(block,))
    assert block_in_words(course, block, NAMES) == lines
    assert everywhere_in_words(course, NAMES) == ()


def test_what_all_blocks_share_is_said_once() -> None:
    one = replace(BLOCK, running="walk-run", a_day={"core": 2}, before_run=("core",))
    course = replace(COURSE, blocks=(one, replace(one, id="b", before_run=())))
    assert everywhere_in_words(course, NAMES) == ("Every day: Core twice", "Beside it: Walk and run")
    first, second = (block_in_words(course, block, NAMES) for block in course.blocks)
    assert first == ("3 training days in any 7: Care", "Before each run: Core", "It stays.")
    assert second == ("3 training days in any 7: Care", "It stays.")


def test_what_is_measured_is_said_once_with_how_where_its_author_tells() -> None:
    bridge = Check(id="bridge", name="Bridges", unit=Unit.REPS, how="Lift until your hips are straight.")
    ease = Check(id="ease", name="Ease", unit=Unit.SCORE, every_days=7)
    daily = replace(COURSE, checks=(Check(id="ease", name="Ease", unit=Unit.SCORE, every_days=1),))
    assert everywhere_in_words(daily, NAMES) == ("Every day: Ease, each side",)
    assert everywhere_in_words(replace(COURSE, checks=(bridge, ease)), NAMES) == (
        "Every 14 days: Bridges, each side. Lift until your hips are straight",
        "Every 7 days: Ease, each side",
    )


def test_whom_it_suits() -> None:
    assert suits_in_words(COURSE) == ""
    assert suits_in_words(replace(COURSE, suits=(Concern.WELL,))) == "for hips that are well"
    many = replace(COURSE, suits=(Concern.PAINFUL, Concern.TIGHT, Concern.WEAK))
    assert suits_in_words(many) == "for hips that hurt, are tight or are weak"
