"""How much of an exercise is done: the range its author allows, the ladder of levels through it, and cuts.

A *prescription* is the author's range, a *dose* one point in it. Every dose is per side. Source: RULES, "Doses".
"""

from msgspec import Struct
from msgspec.structs import replace

REPS_STEP = 2
"""Reps that one step adds, unless the range says otherwise."""
HOLD_STEP_S = 5
"""Seconds that one step adds to a hold, unless the range says otherwise."""
MAX_HOLD_UNMEASURED_S = 15
"""Seconds that a cut takes its share of when a max hold was never measured."""
FLOOR_SETS, FLOOR_REPS, FLOOR_HOLD_S = 1, 5, 10
"""A cut goes no lower than these, unless the level itself is lower."""

DEFAULT_TEMPO = (2, 1, 2)
"""Seconds up, hold and down of a rep where the author gives no tempo."""
DEFAULT_REST_S = 20
"""Seconds of rest after a set where the author gives no rest."""


class Range(Struct, frozen=True, forbid_unknown_fields=True):
    """A range of whole numbers from ``low`` to ``high``, both included, in steps of ``step``. Pinned: low == high."""

    low: int
    high: int
    step: int = 1

    @classmethod
    def pinned(cls, value: int) -> "Range":
        """Return the range with this one number only."""
        return cls(value, value)


class Prescription(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The range of doses an author allows for an exercise.

    ``hold`` is in seconds; with ``reps`` as well, each rep is held that long. ``max_hold`` (then ``hold`` is None):
    hold as long as form lasts. ``resistance`` names the rungs, lightest first. ``floor`` is the least that a cut
    leaves, in reps where there are reps, else in seconds of hold. ``rest`` is seconds between sets; ``tempo`` is the
    seconds up, hold and down.
    """

    sets: Range = Range(1, 1)
    reps: Range | None = None
    hold: Range | None = None
    max_hold: bool = False
    resistance: tuple[str, ...] = ()
    floor: int | None = None
    rest: int = DEFAULT_REST_S
    tempo: tuple[int, int, int] | None = None

    def start(self) -> "Dose":
        """Return the lowest dose: the low end of every range (``from`` in a file)."""
        return Dose(
            sets=self.sets.low,
            reps=self.reps.low if self.reps else None,
            hold_s=self.hold.low if self.hold else None,
            max=self.max_hold,
            rung=0,
        )


class Dose(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One dose: ``sets`` of ``reps`` or of ``hold_s`` seconds, per side.

    ``max``: a hold as long as form lasts, timed upward, with neither reps nor ``hold_s``. ``rung`` is an index into
    the prescription's ``resistance``.
    """

    sets: int
    reps: int | None = None
    hold_s: int | None = None
    max: bool = False
    rung: int = 0


def ladder(prescription: Prescription) -> tuple[Dose, ...]:
    """Return every level of a prescription in the order in which steps up reach them, the start first.

    One step changes one variable: reps to their top, then hold to its top, then one set at a time, then one rung of
    resistance with reps and hold back to their ``from``. A max hold has one level. A step down is the level before.
    """
    dose = prescription.start()
    if prescription.max_hold:
        return (dose,)
    levels = [dose]
    while (dose_up := _step_up(prescription, dose)) is not None:
        dose = dose_up
        levels.append(dose)
    return tuple(levels)


def _step_up(prescription: Prescription, dose: Dose) -> Dose | None:
    reps, hold = prescription.reps, prescription.hold
    if reps and dose.reps is not None and dose.reps < reps.high:
        return replace(dose, reps=min(dose.reps + reps.step, reps.high))
    if hold and dose.hold_s is not None and dose.hold_s < hold.high:
        return replace(dose, hold_s=min(dose.hold_s + hold.step, hold.high))
    if dose.sets < prescription.sets.high:
        return replace(dose, sets=dose.sets + 1)
    if dose.rung + 1 < len(prescription.resistance):
        return replace(dose, rung=dose.rung + 1, reps=reps.low if reps else None, hold_s=hold.low if hold else None)
    return None


class Cut(Struct, frozen=True):
    """A temporary reduction of a level: the percentage of sets and of reps or hold that stays, and rungs taken off."""

    sets_percent: int
    work_percent: int
    rungs: int = 0


def percent_of(value: int, percent: int) -> int:
    """Return ``percent`` of a whole number, rounded to the nearest, halves down (the easier side).

    >>> share(3, 50), share(10, 70), share(15, 70)
    (1, 7, 10)
    """
    return -((100 - 2 * value * percent) // 200)


def apply_cut(prescription: Prescription, level: Dose, cut: Cut, measured_max_s: int | None = None) -> Dose:
    """Reduce a level by a cut: not below the floors, and never above the level.

    A max hold becomes a timed one: a share of ``measured_max_s`` (the shorter side's last, in seconds), or of 15 s.
    """
    sets = _floored(level.sets, cut.sets_percent, FLOOR_SETS)
    rung = max(0, level.rung - cut.rungs)
    own_reps = prescription.floor if prescription.reps else None
    own_hold = None if prescription.reps else prescription.floor
    if level.max:
        base = measured_max_s if measured_max_s is not None else MAX_HOLD_UNMEASURED_S
        hold_s = _floored(base, cut.work_percent, own_hold or FLOOR_HOLD_S)
        return Dose(sets=sets, hold_s=hold_s, rung=rung)
    reps = None if level.reps is None else _floored(level.reps, cut.work_percent, own_reps or FLOOR_REPS)
    held = None if level.hold_s is None else _floored(level.hold_s, cut.work_percent, own_hold or FLOOR_HOLD_S)
    return Dose(sets=sets, reps=reps, hold_s=held, rung=rung)


def _floored(value: int, percent: int, floor: int) -> int:
    return min(value, max(percent_of(value, percent), floor))


def reps_in_words(reps: int, more: str = "") -> str:
    """Say a number of reps: ``1 rep``, ``10 reps``; with ``more`` before the word: ``2 more reps``."""
    return f"{reps} {more}{'rep' if reps == 1 else 'reps'}"
