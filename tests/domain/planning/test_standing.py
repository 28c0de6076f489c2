"""What a standing keeps of a history, where no plan shows it by itself."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from coach.domain.exercises.course import Block, Course
from coach.domain.planning.course_standing import CourseStanding
from coach.domain.planning.replay import replay
from coach.domain.planning.run_gate import programme_due
from coach.domain.planning.standing import NEVER, CutMark, Standing
from coach.domain.records.entries import Entry, Event, EventKind, Run
from coach.domain.records.history import History, Start

from ..builders import at, exercise, house, programme, session
from .test_programmes import GROWING, own


def stands(*entries: Entry, start: Start | None = None) -> Standing:
    return replay(house(programme()), History.of(entries, start or Start()))


@pytest.mark.parametrize(
    ("lights", "first"),
    [(("green",), NEVER), (("amber",), 1), (("green", "amber", "amber"), 2), (("amber", "green", "amber"), 1)],
)
def test_the_first_amber_is_kept(lights: tuple[str, ...], first: int) -> None:
    assert stands(*(session(2 * day, light) for day, light in enumerate(lights))).first_amber == first


@pytest.mark.parametrize("light", ["amber", "red"])
def test_a_mark_says_which_light_it_was_and_what_hurt(light: str) -> None:
    mark = stands(session(0), session(2, light, painful=("plank",))).marks[-1]
    assert (mark.is_red, mark.painful) == (light == "red", {"plank"})


@pytest.mark.parametrize(
    ("is_red", "painful", "cuts", "cuts_loading"),
    [
        (False, {"bridge"}, True, False),
        (False, {"plank"}, False, False),
        (False, set(), False, True),
        (True, {"plank"}, True, True),
    ],
)
def test_what_a_mark_concerns(is_red: bool, painful: set[str], cuts: bool, cuts_loading: bool) -> None:
    mark = CutMark(1, is_red, frozenset(painful))
    bridge, march = exercise("bridge"), replace(exercise("march"), loads_hip_flexors=True)
    assert not bridge.loads_hip_flexors
    assert mark.concerns(bridge, "bridge", out=False) is cuts
    assert mark.concerns(march, "march", out=False) is cuts_loading
    assert mark.concerns(march, "march", out=True) is is_red


def test_what_was_measured_keeps_a_block_waiting_until_its_day_and_no_longer() -> None:
    day = at(3).date()
    waiting = CourseStanding(waits_until=day)
    assert [waiting.waits(at(3) + timedelta(days=days)) for days in (-1, 0, 1)] == [True, False, False]
    assert not CourseStanding().waits(at(3))


def test_the_block_says_whose_stages_come() -> None:
    block = Block(id="one", name="One", train=("main",), running="own")
    known = replace(
        house(programme(), own(*GROWING)), courses={"mine": Course(id="mine", name="Mine", blocks=(block,))}
    )
    chosen = Event(id="c", at=at(0), kind=EventKind.COURSE, course="mine")
    assert programme_due(replay(known, History.of([chosen]))).id == "own"
    assert programme_due(replay(known, History.of([]))).id == "return-to-run"


def test_an_own_run_without_its_minutes_has_none() -> None:
    answers = {"before": 0, "worst": 0, "after": 0, "morning": 0}
    runs = [Run(id="a", at=at(1), **answers), Run(id="b", at=at(3), run_s=1500, **answers)]
    standing = stands(*runs, start=Start(own_runs=True))
    assert [done.seconds for done in standing.run.runs] == [0, 1500]
