"""Adapt a plan to a runner's day: what they avoid, the kit at hand, the minutes they have."""

from collections.abc import Mapping, Set
from datetime import datetime

from msgspec import Struct

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.plan import Plan
from coach.domain.planning.planner import plan_from
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import NO_CHECK_IN, CheckIn
from coach.domain.records.profile import Profile
from coach.domain.session.layout import lay_out
from coach.domain.session.segments import Pacing, length_s
from coach.domain.today.complaint import on_the_side_that_hurts
from coach.domain.today.swap import NO_SWAPS, Means
from coach.domain.today.trim import fit


class Circumstances(Struct, frozen=True):
    """What plans of one moment depend on: the catalogue, the runner's standing, profile and pacing."""

    catalogue: Catalogue
    standing: Standing
    profile: Profile
    pacing: Pacing

    def fitted(
        self,
        plan: Plan,
        minutes: int | None,
        missing: Set[str],
        *,
        check_in: CheckIn = NO_CHECK_IN,
        swaps: Mapping[int, str] = NO_SWAPS,
    ) -> Plan:
        """Trim a plan to ``minutes`` (None: no limit), without what the runner avoids or has not at hand (``missing``).

        ``swaps``: the exercises they want today in place of others, as ids by the index of the step.
        """
        avoid = frozenset(self.profile.avoid)
        if plan.allowed and (swaps or avoid):
            from coach.domain.today.swap import swapped

            plan = swapped(self.means(missing, check_in), plan, swaps)
        if plan.allowed and (missing or avoid):
            from coach.domain.today.kit import usable
            from coach.domain.today.swap import without_kit

            plan = without_kit(self.means(missing, check_in), plan)
            plan = usable(plan, avoid, missing)
        return fit(plan, self.pacing, minutes=minutes, missing=missing)

    def means(self, missing: Set[str], check_in: CheckIn = NO_CHECK_IN) -> Means:
        """Return what a swap depends on."""
        return Means(self.catalogue, self.standing, check_in, frozenset(self.profile.avoid), missing)

    def as_usual(self, routine_id: str, at: datetime) -> Plan:
        """Return a routine's plan for the minutes and the kit that the profile names."""
        plan = plan_from(self.catalogue, self.standing, routine_id, at=at)
        plan = on_the_side_that_hurts(plan, self.profile.side)
        return self.fitted(plan, self.profile.minutes, frozenset(self.profile.not_at_hand))

    def suits(self, routine_id: str, at: datetime) -> bool:
        """Whether a routine needs no missing kit, fits in the usual minutes, and has half its steps or more today."""
        kit = self.catalogue.kit(self.catalogue.routines[routine_id])
        if not frozenset(self.profile.not_at_hand).isdisjoint(kit):
            return False
        plan, minutes = self.as_usual(routine_id, at), self.profile.minutes
        lasts = length_s(lay_out(plan, self.pacing))
        return 2 * len(plan.asked) >= len(plan.steps) and (minutes is None or lasts <= 60 * minutes)

    def is_feasible(self, routine_id: str, at: datetime) -> bool:
        """Whether the rules and the kit at hand leave half of a routine's steps or more."""
        plan = plan_from(self.catalogue, self.standing, routine_id, at=at)
        left = self.fitted(plan, None, frozenset(self.profile.not_at_hand))
        return bool(left.asked) and 2 * len(left.asked) >= len(plan.steps)
