"""A programme of runs: its stages, and which of them are long. The fifteen of the return to running stand here.

Left out: where a runner stands in one (``stages``), and what a file of one says (``library.formats``).
Source: RULES, "Return to run" (S3; physiotherapy return-to-running protocols; Frandsen 2025).
"""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import RoutineKind
from coach.domain.exercises.stage import Stage
from coach.domain.rules import numbers as rules

_INTERVALS = (
    Stage(60, 120, 6),
    Stage(80, 100, 6),
    Stage(100, 80, 6),
    Stage(120, 60, 6),
    Stage(210, 60, 4),
    Stage(300, 60, 3),
    Stage(480, 60, 2),
    Stage(510, 60, 2),
    Stage(1080, 0, 1),
)
"""Stages 1 to 9."""
CONTINUOUS_FROM = 9
TOP_RUN_S = 30 * 60
"""Continuous running grows to half an hour; hills and speed come after that."""
GROWTH_PERCENT = 110
"""The most that the next stage, week or single run may be, in percent of the one before (S3; Frandsen 2025)."""


def _stages() -> tuple[Stage, ...]:
    stages = list(_INTERVALS)
    while stages[-1].run_s < TOP_RUN_S:
        stages.append(Stage(min(TOP_RUN_S, stages[-1].run_s * GROWTH_PERCENT // 100), 0, 1))
    return tuple(stages)


STAGES = _stages()
"""Stage n is ``STAGES[n - 1]``."""


class Programme(Struct, frozen=True):
    """The stages of a routine of kind run, by its id. Stage n is ``stages[n - 1]``; there is at least one."""

    id: str
    name: str
    stages: tuple[Stage, ...]

    @property
    def top(self) -> int:
        """The number of the last stage."""
        return len(self.stages)

    @property
    def long_from(self) -> int:
        """The number of the first long stage, from which on the caps hold; ``top`` + 1 if none is long."""
        return next((number for number, stage in enumerate(self.stages, 1) if is_long(stage)), self.top + 1)

    @property
    def least_s(self) -> int:
        """Seconds of running below which a run waits: ``RUN_LEAST_S``, or half of the first long stage, if less."""
        first = self.long_from
        whole = rules.RUN_LEAST_S
        return whole if first > self.top else min(whole, self.stage(first).total_s // 2)

    def stage(self, number: int) -> Stage:
        """A stage by its number, from 1; beyond the last it is the last."""
        return self.stages[min(max(number, 1), self.top) - 1]

    def back_from(self, number: int) -> int:
        """The number one stage back, passing over those that have more running; the same if there is none."""
        here_s = self.stage(number).total_s
        return next((n for n in range(number - 1, 0, -1) if self.stage(n).total_s <= here_s), min(number, self.top))

    def start_from(self, number: int) -> int:
        """Where to begin anew after a long break: the first stage, or the first after it with no more running."""
        here_s = self.stage(number).total_s
        return next(n for n, stage in enumerate(self.stages, 1) if stage.total_s <= here_s)

    def highest_within(self, seconds: int) -> int | None:
        """The number of the highest stage with at most ``seconds`` of running; None: all have more."""
        fitting = [number for number, stage in enumerate(self.stages, 1) if stage.total_s <= seconds]
        return fitting[-1] if fitting else None


RETURN_TO_RUN = Programme(rules.RETURN_TO_RUN_ROUTINE, "Return to run", STAGES)
"""The default programme, also of a routine of kind run that has no stages of its own."""


def programmes_in(catalogue: Catalogue) -> Mapping[str, Programme]:
    """The programmes that bring stages of their own, by the id of their routine."""
    found = {
        routine.id: Programme(routine.id, routine.name, routine.stages)
        for routine in catalogue.routines.values()
        if routine.kind is RoutineKind.RUN and routine.stages
    }
    return MappingProxyType(found)


def is_long(stage: Stage) -> bool:
    """Whether a stage is a long run: one without a walk, or of 18 minutes or more."""
    return stage.walk_s == 0 or stage.total_s >= rules.LONG_RUN_S


def most_after(seconds: int) -> int:
    """The most seconds of running that may follow ``seconds``: a tenth more, or two minutes more if that is more."""
    return max(seconds * GROWTH_PERCENT // 100, seconds + rules.STAGE_GROWTH_S)


def stage_of(number: int) -> Stage:
    """A stage of the return to running by its number, from 1; beyond the last it is the last."""
    return RETURN_TO_RUN.stage(number)
