"""The upper limits a group sets for its runners: doses, stage of running, phase of routines, days between strength.

Caps belong to the catalogue, above every runner's own files, so nothing that a runner writes can raise them.
Left out: applying them to a plan (``capping``).
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from coach.domain.exercises.dose import Dose, Prescription, Range
from coach.domain.exercises.routine import Adapt, Phase


class Limit(Struct, frozen=True, kw_only=True):
    """The upper limits of an exercise's dose: sets, reps, seconds of a hold, rungs of resistance. None: no limit."""

    sets: int | None = None
    reps: int | None = None
    hold_s: int | None = None
    rungs: int | None = None

    def on(self, dose: Dose) -> Dose:
        """Lower a dose to the limit. Under a limit of ``hold_s``, a max hold becomes a timed hold of that length."""
        hold_s = self.hold_s if dose.max else _least(dose.hold_s, self.hold_s)
        return Dose(
            sets=_lower(dose.sets, self.sets),
            reps=_least(dose.reps, self.reps),
            hold_s=hold_s,
            max=dose.max and self.hold_s is None,
            rung=_lower(dose.rung, None if self.rungs is None else self.rungs - 1),
        )

    def ladder(self, levels: Sequence[Dose]) -> tuple[Dose, ...]:
        """Lower each level to the limit and stop before the first that is then no longer a step up.

        A max hold stays a max hold here, so that the rules can shorten it; the plan caps its seconds.
        """
        if self == NO_LIMIT:
            return tuple(levels)
        climbed = [self._rung(levels[0])]
        for level in levels[1:]:
            lowered = self._rung(level)
            if lowered == climbed[-1] or not _is_step_up(climbed[-1], lowered):
                break  # skipping this level would let the runner reach those after it too soon
            climbed.append(lowered)
        return tuple(climbed)

    def _rung(self, level: Dose) -> Dose:
        lowered = self.on(level)
        return replace(lowered, hold_s=None, max=True) if level.max else lowered

    def prescription(self, whole: Prescription) -> Prescription:
        """Lower a prescription's ranges to the limit. Substitutes need this: they begin at the start of their range."""
        to_the_limit = whole.max_hold and self.hold_s is not None
        return replace(
            whole,
            sets=_within(whole.sets, self.sets) or whole.sets,
            reps=_within(whole.reps, self.reps),
            hold=Range.pinned(self.hold_s or 0) if to_the_limit else _within(whole.hold, self.hold_s),
            max_hold=whole.max_hold and not to_the_limit,
            resistance=whole.resistance[: self.rungs],
        )

    def with_(self, other: "Limit") -> "Limit":
        """Combine two limits; for each number, the lower one counts."""
        return Limit(
            sets=_least(self.sets, other.sets, missing_is_more=True),
            reps=_least(self.reps, other.reps, missing_is_more=True),
            hold_s=_least(self.hold_s, other.hold_s, missing_is_more=True),
            rungs=_least(self.rungs, other.rungs, missing_is_more=True),
        )


NO_LIMIT = Limit()


class Caps(Struct, frozen=True, kw_only=True):
    """A group's caps. ``every`` applies to all exercises, ``exercises`` to single ones by id; the lower one counts.

    ``phase``: the highest phase whose routines are open. ``run_stage``: the highest stage of the return to running.
    ``strength_days``: the least days from one session that builds strength to the next. ``amber_from`` and
    ``red_from``: the highest that a routine's pain thresholds (0–10) may be.
    """

    group: str = ""
    every: Limit = NO_LIMIT
    exercises: Mapping[str, Limit] = field(default_factory=dict)
    phase: Phase | None = None
    run_stage: int | None = None
    strength_days: int | None = None
    amber_from: int | None = None
    red_from: int | None = None

    def of(self, exercise_id: str) -> Limit:
        """Return the limit of an exercise: the group's general one, combined with its own where it has one."""
        own = self.exercises.get(exercise_id)
        return self.every if own is None else self.every.with_(own)

    def adapt(self, own: Adapt) -> Adapt:
        """Lower a routine's pain thresholds to the group's."""
        if self.amber_from is None and self.red_from is None:
            return own
        return replace(
            own, amber_from=_lower(own.amber_from, self.amber_from), red_from=_lower(own.red_from, self.red_from)
        )

    def open_phase(self, phase: Phase) -> Phase:
        """Return the phase whose routines are open to a runner in ``phase``: the lower of that and the cap."""
        return phase if self.phase is None or phase.rank <= self.phase.rank else self.phase


NO_CAPS = Caps()


def _is_step_up(one: Dose, other: Dose) -> bool:
    """Whether ``other`` is on a higher rung, or on the same rung with no fewer sets, reps or seconds."""
    if other.rung != one.rung:
        return other.rung > one.rung
    pairs = ((one.sets, other.sets), (one.reps or 0, other.reps or 0), (one.hold_s or 0, other.hold_s or 0))
    return all(before <= after for before, after in pairs)


def _lower(number: int, most: int | None) -> int:
    return number if most is None else min(number, most)


def _least(one: int | None, other: int | None, *, missing_is_more: bool = False) -> int | None:
    """Return the lower number. Where ``one`` is None, return None (a dose), or with ``missing_is_more`` the other."""
    if one is None:
        return other if missing_is_more else None
    return _lower(one, other)


def _within(whole: Range | None, most: int | None) -> Range | None:
    if whole is None or most is None:
        return whole
    return Range(min(whole.low, most), min(whole.high, most), whole.step)
