"""What is other in today's plan, in one short line."""

import pytest
from msgspec.structs import replace

from coach.domain.exercises.dose import Dose
from coach.domain.planning.plan import Change, PlannedStep
from coach.domain.today.in_short import changes_in_short
from coach.domain.today.setback import Setback

from ..builders import asked, exercise, hold, plan_of, reps


def step(name: str, change: Change, now: Dose | None, before: Dose) -> PlannedStep:
    """An exercise whose dose is another than it was."""
    made = replace(exercise(name, reps(8, 15) if before.reps else hold(10, 30)), name=name.capitalize())
    return replace(asked(made, change=change), dose=now, level=before)


UP = step("boat", Change.UP, Dose(sets=1, hold_s=15), Dose(sets=1, hold_s=10))
UP_REPS = step("bridge", Change.UP, Dose(sets=2, reps=12), Dose(sets=2, reps=10))
UP_SETS = step("clam", Change.UP, Dose(sets=3, reps=10), Dose(sets=2, reps=10))
LESS = step("lift", Change.DOWN, Dose(sets=2, reps=8), Dose(sets=2, reps=10))
OUT = step("plank", Change.OUT, None, Dose(sets=1, hold_s=20))
SAME = step("march", Change.SAME, Dose(sets=2, reps=8), Dose(sets=2, reps=8))

LINES = {
    "nothing changes": ((SAME,), ""),
    "one step up": ((SAME, UP), "One step up: Boat 15 s."),
    "two": ((UP, UP_REPS), "Two steps up: Boat 15 s, Bridge 12 reps."),
    "more are counted": ((UP, UP_REPS, UP_SETS), "Three steps up: Boat 15 s, Bridge 12 reps and 1 more."),
    "less": ((LESS,), "Lift 8 reps, not 10."),
    "out": ((OUT, SAME), "Plank rests today."),
    "all of it": ((LESS, OUT, UP_SETS), "One step up: Clam 3 sets. Lift 8 reps, not 10. Plank rests today."),
}


@pytest.mark.parametrize(("steps", "line"), LINES.values(), ids=LINES)
def test_a_plan_in_short(steps: tuple[PlannedStep, ...], line: str) -> None:
    assert changes_in_short(plan_of(*steps)) == line


@pytest.mark.parametrize(
    ("steps", "setback", "line"),
    [
        (
            (UP, LESS, OUT),
            Setback("Wednesday was amber.", "A green session gives it back."),
            "One step up: Boat 15 s. Wednesday was amber. Lift 8 reps, not 10. Plank rests today. "
            "A green session gives it back.",
        ),
        ((LESS,), Setback("Wednesday was red.", ""), "Wednesday was red. Lift 8 reps, not 10."),
    ],
    ids=["between what goes up and what is less, and what gives it back last", "no single session gives it back"],
)
def test_why_it_is_less_stands_before_what_is_less(steps: tuple[PlannedStep, ...], setback: Setback, line: str) -> None:
    assert changes_in_short(plan_of(*steps), setback) == line
    assert changes_in_short(replace(plan_of(*steps), allowed=False), setback) == ""
