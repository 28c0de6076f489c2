"""Each exercise's ladder with its level at first and now, its cuts, and its two sides."""

from typing import Any

import pytest
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.dose import Dose
from coach.domain.exercises.exercise import Sides
from coach.domain.planning.planner import steps_from
from coach.domain.planning.replay import replay
from coach.domain.records.entries import Entry, StepDone
from coach.domain.records.history import History
from coach.domain.statistics.doses import doses, trained_routines

from ..builders import at, catalogue, climb, detail, exercise, max_hold, reps, routine, session, sessions, short
from .telling import HOUSE, lines_of, told


def test_the_level_at_first_and_now() -> None:
    line = lines_of(climb(2))["bridge", 0]
    assert [short(dose) for dose in line.ladder] == ["1x10", "1x12", "1x14", "1x16", "1x18", "1x20"]
    assert (line.first, line.now, short(line.asked)) == (0, 2, "1x14")
    assert (line.done, line.cuts, line.is_cut) == (5, (), False)


CUTS: list[tuple[list[Entry], str, list[tuple[float, float | None, int, str, str]]]] = [
    ([session(0), session(3, "amber", painful=("bridge",))], "bridge", [(3, None, 10, "1x8", "out")]),
    (
        [session(0), session(3, "amber", painful=("bridge",)), session(6), session(9)],
        "bridge",
        [(6, 9, 10, "1x8", "1x10")],
    ),
    ([session(0), session(3, "amber", painful=("bridge",)), session(6)], "bridge", [(6, 6, 10, "1x8", "1x10")]),
    ([session(0), session(3, "amber", painful=("bridge",)), session(6)], "plank", []),
    (
        [session(0), session(3, "red", painful=("bridge",)), session(6), session(9), session(12), session(15)],
        "bridge",
        [(6, 15, 9, "out", "1x10")],
    ),
]


@pytest.mark.parametrize(("entries", "name", "wanted"), CUTS)
def test_cuts_from_the_first_plan_that_had_them_to_the_one_that_had_them_no_more(
    entries: list[Entry], name: str, wanted: list[tuple[float, float | None, int, str, str]]
) -> None:
    line = lines_of(entries)[name, 0]
    assert [(cut.since, cut.until, cut.rule, short(cut.least), short(cut.back)) for cut in line.cuts] == [
        (at(since), None if until is None else at(until), rule, least, back)
        for since, until, rule, least, back in wanted
    ]
    assert line.is_cut is any(until is None for _, until, *_ in wanted)


def test_a_step_down_that_stays_is_no_cut() -> None:
    entries = [*climb(2), session(12, "amber", painful=("plank",)), session(14, "amber", painful=("plank",))]
    line = lines_of([*entries, session(16), session(18)])["bridge", 0]
    assert line.cuts == ()
    assert [short(lines_of(entries[:count])["bridge", 0].asked) for count in (-1, len(entries))] == ["1x14", "1x12"]


SIDED = Catalogue(
    {"lunge": exercise("lunge", sides=Sides.EACH)},
    {"main": routine("main", [("lunge", reps(6, 10)), ("lunge", reps(4))])},
)


def _both(left: int, right: int, **more: Any) -> tuple[StepDone, ...]:
    """The first slot with these reps a side, the second with four."""
    return (
        detail("lunge", side="left", sets=1, reps=left, **more),
        detail("lunge", side="right", sets=1, reps=right, **more),
        detail("lunge", side="left", sets=1, reps=4),
        detail("lunge", side="right", sets=1, reps=4),
    )


SIDES: list[tuple[list[tuple[StepDone, ...]], tuple[int, int, int | None, int | None, bool] | None]] = [
    ([_both(6, 6)], (0, 0, 6, 6, False)),
    ([_both(6, 4)], (0, 0, 6, 4, True)),
    ([_both(6, 4), _both(6, 6)], (1, 0, 6, 6, False)),
    ([_both(6, 4), _both(6, 6)[:1]], (0, 0, 6, 4, True)),
    ([_both(6, 6)[:1]], None),
    ([()], None),
]


@pytest.mark.parametrize(("steps", "wanted"), SIDES)
def test_the_two_sides_of_the_last_session_that_had_both(
    steps: list[tuple[StepDone, ...]], wanted: tuple[int, int, int | None, int | None, bool] | None
) -> None:
    line = lines_of([session(3 * number, step=step) for number, step in enumerate(steps)], SIDED)["lunge", 0]
    sides = line.sides
    found = sides and ((sides.at - at(0)).days // 3, line.slot, sides.left.reps, sides.right.reps, sides.differ)
    assert found == wanted


def test_each_slot_has_its_own_sides() -> None:
    found = lines_of([session(0, step=_both(6, 4))], SIDED)
    assert [sides.differ for line in found.values() if (sides := line.sides)] == [True, False]


def test_what_was_done_otherwise_tells_nothing_of_the_sides() -> None:
    found = lines_of([session(0, step=_both(6, 4, eased="clam"))], SIDED)
    assert found["lunge", 0].sides is None


def test_max_holds_last_and_best() -> None:
    known = catalogue(routine("main", [("plank", max_hold())]))
    entries = [session(day, step=(detail("plank", sets=1, hold_s=held),)) for day, held in ((0, 30), (3, 42), (6, 35))]
    line = lines_of(entries, known)["plank", 0]
    assert (line.last_max_s, line.best_max_s, line.ladder) == (35, 42, (Dose(sets=1, max=True),))


def test_routines_by_how_often_they_were_trained_and_none_that_are_no_more() -> None:
    entries = [session(0), session(2, name="rescue"), session(4, name="rescue"), session(6, name="gone")]
    assert trained_routines(told(entries)) == ("rescue", "main")
    assert list(lines_of(entries)) == [("clam", 0), ("bridge", 0), ("march", 0), ("plank", 0)]


def test_nothing_trained_has_no_lines() -> None:
    assert lines_of([*sessions("green", name="gone")], HOUSE) == {}


def test_a_cut_that_the_first_session_of_a_stretch_had_may_be_older() -> None:
    entries = [session(0), session(3, "red"), session(6, "amber"), session(9, "amber"), session(12)]
    whole = told(entries)
    stretch = whole.since(session(6).at.date())
    standing = replay(HOUSE, History.of(entries[:-1]))
    plans = {"main": steps_from(HOUSE, standing, "main", at=at(12))}
    (line, *_), (cut, *_) = doses(stretch, HOUSE, plans), doses(whole, HOUSE, plans)
    assert [(each.begun, each.in_days) for each in cut.cuts] == [("8 Nov", "since 8 Nov")]
    assert [(each.begun, each.in_days) for each in line.cuts] == [("8 Nov or before", "since 8 Nov or before")]
    over = replace(line.cuts[0], until=at(9))
    assert (over.in_days, replace(over, maybe_older=False).in_days) == ("8 Nov or before, to 11 Nov", "8 to 11 Nov")
