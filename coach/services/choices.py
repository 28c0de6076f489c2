"""What a runner chooses for today's session: the minutes, the equipment at hand, and substitutes for exercises.

Left out: how it is asked (the screens), and how a choice changes a plan (``domain.today``).
"""

from collections.abc import Mapping, Set

from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning.plan import Plan
from coach.domain.records.entries import CheckIn
from coach.domain.today.trim import MINUTES_OFFERED
from coach.services.training import Training


class Choices:
    """The choices for one routine, and the plan that follows from them; ``make`` computes it again after a change.

    ``minutes``: None for as long as the plan takes. ``by_rules``: the plan as the rules make it, None until it is made.
    ``plan``: the same with the choices applied; if it is refused, there is nothing to choose, and it equals
    ``by_rules``.
    """

    def __init__(self, training: Training, routine_id: str) -> None:
        self._training = training
        self.routine_id = routine_id
        self.minutes = training.profile().minutes
        self.by_rules: Plan | None = None
        self.plan: Plan | None = None
        self._swaps: dict[int, str] = {}
        self._places: tuple[str, ...] = ()
        """The exercises of the routine's steps, whose indices the swaps use."""

    def make(self, check_in: CheckIn) -> Plan:
        """The plan as of now. Raises KeyError when the routine is gone."""
        by_rules = self._training.today.plan(self.routine_id, check_in)
        self._keep_swaps(by_rules)
        fitted = self._training.today.fitted(by_rules, self.minutes, self.missing, check_in=check_in, swaps=self._swaps)
        self.by_rules = by_rules
        self.plan = fitted if by_rules.allowed else by_rules
        return self.plan

    def _keep_swaps(self, plan: Plan) -> None:
        """Keep the swaps of steps that are still in the same place; the routine's file may have changed since."""
        if not plan.allowed:
            return
        places = _places_of(plan)
        if self._places and places != self._places:
            same = {place for place, (now, then) in enumerate(zip(places, self._places, strict=False)) if now == then}
            self._swaps = {place: swap for place, swap in self._swaps.items() if place in same}
        self._places = places

    # --- what the plan is -------------------------------------------------------------------------------------------

    @property
    def is_run(self) -> bool:
        """Whether the routine is a run: its stage decides the length, not the minutes. False if the routine is gone."""
        routine = self._training.catalogue.routines.get(self.routine_id)
        return routine is not None and routine.kind is RoutineKind.RUN

    @property
    def is_locked(self) -> bool:
        """Whether training is locked, so that nothing may be done."""
        return self.plan is not None and self.plan.locked

    @property
    def is_open(self) -> bool:
        """Whether this routine may be done today, as far as is known."""
        return self.plan is None or self.plan.allowed

    @property
    def instead(self) -> str | None:
        """The routine that is offered in place of this one, if there is one."""
        instead = self.plan.instead if self.plan else None
        return instead if instead in self._training.catalogue.routines else None

    @property
    def lasts(self) -> int:
        """Whole minutes of what is to be done; 0: nothing is to be done."""
        return self._training.today.minutes(self.plan) if self.plan else 0

    # --- minutes ----------------------------------------------------------------------------------------------------

    def offered(self) -> tuple[int | None, ...]:
        """The lengths to choose from: None (all the time it takes), 5, 10 or 20 minutes, and the usual ones."""
        usual = self._training.profile().minutes
        return None, *sorted({*MINUTES_OFFERED, *([usual] if usual else [])})

    def next_minutes(self) -> None:
        """Choose the next length on offer; after the last, or if the chosen one is not offered, the first."""
        offered = self.offered()
        here = offered.index(self.minutes) if self.minutes in offered else -1
        self.minutes = offered[(here + 1) % len(offered)]

    # --- kit --------------------------------------------------------------------------------------------------------

    @property
    def needs(self) -> tuple[str, ...]:
        """The equipment that the routine asks for."""
        routine = self._training.catalogue.routines.get(self.routine_id)
        return self._training.catalogue.kit(routine) if routine else ()

    @property
    def missing(self) -> Set[str]:
        """The equipment that is not at hand."""
        return self._training.not_at_hand()

    def set_at_hand(self, needs: tuple[str, ...], at_hand: frozenset[str]) -> None:
        """Remember that of the equipment in ``needs`` only ``at_hand`` is at hand."""
        self._training.runner.set_at_hand(set(needs), at_hand)

    # --- swaps ------------------------------------------------------------------------------------------------------

    @property
    def swaps(self) -> Mapping[int, str]:
        """The ids of the substitutes, by the index of the step that each replaces."""
        return self._swaps

    def swap(self, swaps: Mapping[int, str], of: Plan) -> None:
        """Take these swaps. ``of``: the plan they were chosen from; ignored if the routine was changed since."""
        if _places_of(of) == self._places:
            self._swaps = dict(swaps)


def _places_of(plan: Plan) -> tuple[str, ...]:
    return tuple(step.exercise.id for step in plan.steps)
