"""The steps of a plan grouped for display, under the part of the session and the round that they belong to.

Left out: what is shown of each step (the front ends).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from coach.domain.exercises.routine import Part, Round
from coach.domain.planning.plan import PlannedStep

_PARTS = {Part.WARM_UP: "Warm-up", Part.MAIN: "Main part", Part.COOL_DOWN: "Cool-down"}


class StepGroup(Struct, frozen=True):
    """Steps that are shown together, each with its index in the plan; ``heading`` may be empty."""

    heading: str
    steps: tuple[tuple[int, PlannedStep], ...]


def arranged(steps: Sequence[PlannedStep]) -> Iterator[StepGroup]:
    """Yield all steps in order, in groups that have headings where there are parts or rounds."""
    has_parts = any(step.part is not Part.MAIN for step in steps)
    part: Part | None = None
    was_round = False
    for (of, turns), group in groupby(enumerate(steps), key=lambda each: (each[1].part, each[1].round)):
        placed = tuple(group)
        new_part = _PARTS[of] if has_parts and of is not part else ""
        words = rounds_in_words(turns, [step for _, step in placed]) if turns else "Then" if was_round else ""
        if new_part and words == "Then":
            words = ""
        yield StepGroup(" · ".join(filter(None, (new_part, words))), placed)
        part, was_round = of, turns is not None


def rounds_in_words(turns: Round, steps: Sequence[PlannedStep]) -> str:
    """Say what a round asks for: ``2 rounds of these 3, 60 s rest between rounds``."""
    asked = [step.dose.sets for step in steps if step.dose is not None]
    rounds = max(asked, default=0)
    if rounds == 0:
        return "Rounds"
    rest = f", {turns.rest} s rest between rounds" if rounds > 1 and turns.rest else ""
    return f"{rounds} {'round' if rounds == 1 else 'rounds'} of these {len(asked)}{rest}"
