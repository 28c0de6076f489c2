"""Swaps: another exercise in place of one that the runner avoids, or does not want today.

A substitute is never harder (``difficulty``). It starts at its own ``from``, less whatever the rules take off it today;
it never gets more than a fresh start. The record names both (``StepDone.exercise`` and ``swapped``), so that the
exercise it replaces counts as not done (RULES, rows 8 and 12). Left out: trimming for time or kit (``trim``).
"""

from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.difficulty import is_harder
from coach.domain.exercises.dose import ladder
from coach.domain.exercises.exercise import Exercise, ExerciseKind, Sides, without_runs
from coach.domain.exercises.routine import RoutineKind, Step
from coach.domain.planning.basis import rests_on
from coach.domain.planning.capping import capped_step
from coach.domain.planning.gate import today
from coach.domain.planning.moves import Move, PlanDay, decide
from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.planning.reasons import why
from coach.domain.planning.standing import RoutineStanding, SlotStanding, Standing
from coach.domain.records.entries import NO_CHECK_IN, CheckIn
from coach.domain.today.kit import kit_of

NO_SWAPS: Mapping[int, str] = {}


class Means(Struct, frozen=True):
    """What a swap depends on. ``avoid`` names positions and equipment that the runner avoids, ``missing`` equipment."""

    catalogue: Catalogue
    standing: Standing
    check_in: CheckIn = NO_CHECK_IN
    avoid: Set[str] = frozenset()
    missing: Set[str] = frozenset()


def avoided(exercise: Exercise, avoid: Set[str]) -> tuple[str, ...]:
    """Return the positions, then the equipment, of an exercise that the runner avoids."""
    return tuple(word for word in (*exercise.positions, *exercise.needs) if word in avoid)


def swapped(means: Means, plan: Plan, chosen: Mapping[int, str] = NO_SWAPS) -> Plan:
    """Swap the steps of a plan that the runner avoids, and those that they chose to swap.

    ``plan`` is as the rules made it. ``chosen`` has the ids of substitutes by the index of their step; one that is no
    candidate today is ignored. An avoided step without a candidate is left out, as if its equipment were missing.
    """
    if not (means.avoid or chosen) or plan.kind is RoutineKind.RUN:
        return plan
    steps: list[PlannedStep] = []
    taken = {step.exercise.id for step in plan.steps}
    for index in range(len(plan.steps)):
        others = {wish for place, wish in chosen.items() if place != index}
        twin = _other_side(plan, index, steps)  # both sides get the same substitute
        wish = chosen.get(index) or twin
        steps.append(_fitting(means, plan, index, wish, (taken | others) - {twin or ""}))
        taken.add(steps[-1].exercise.id)
    return replace(plan, steps=tuple(steps))


def without_kit(means: Means, plan: Plan) -> Plan:
    """In a routine of the runner's course, replace the steps that need missing kit by an easier exercise.

    It is the step's own ``easier``, or the first one down that chain that needs no missing kit; without any, the step
    stays. Plans of other routines are returned unchanged: there the runner chooses, and swaps, themselves.
    """
    course = means.standing.course.course
    if not means.missing or plan.kind is RoutineKind.RUN or course is None or plan.routine not in course.routines:
        return plan
    steps = list(plan.steps)
    for index, step in enumerate(plan.steps):
        lacks = sorted(means.missing & set(step.exercise.needs))
        if step.dose is None or step.instead_of or not lacks:
            continue
        made = next(
            filter(None, (_planned(means, plan, index, one) for one in _easier_still(means, step, steps))), None
        )
        if made is not None:
            why = f"In place of {step.exercise.name}, for want of kit: {', '.join(lacks)}. {made.why}"
            steps[index] = replace(made, why=why)
    return replace(plan, steps=tuple(steps))


def _easier_still(means: Means, step: PlannedStep, steps: Sequence[PlannedStep]) -> Iterator[Exercise]:
    """Yield the exercises down a step's chain of easier ones that can stand in for it with the kit at hand."""
    seen = {each.exercise.id for each in steps}
    one = step.easier
    while one is not None and one.id not in seen:
        seen.add(one.id)
        if _suits(means, replace(step, easier=one), one):
            yield one
        one = means.catalogue.exercises.get(one.easier or "")


def _other_side(plan: Plan, index: int, before: Sequence[PlannedStep]) -> str | None:
    """Return the id of the substitute of the step before if that is the same exercise's other side, else None."""
    step = plan.steps[index]
    if step.side is None or not before:
        return None
    last, was = before[-1], plan.steps[index - 1]
    is_twin = was.exercise.id == step.exercise.id and was.side is step.side.other
    return last.exercise.id if is_twin and last.instead_of else None


def candidates(means: Means, plan: Plan, index: int, taken: Set[str] = frozenset()) -> tuple[PlannedStep, ...]:
    """Return the steps that may replace a step of a plan as the rules made it, best first.

    ``taken``: ids of exercises that are used already. Empty where the step is out by rule: a substitute would defeat
    the rule.
    """
    step = plan.steps[index]
    if step.dose is None or plan.kind is RoutineKind.RUN:
        return ()
    taken = taken | {each.exercise.id for each in plan.steps}
    suiting = [one for one in means.catalogue.exercises.values() if one.id not in taken and _suits(means, step, one)]
    suiting.sort(key=lambda one: _rank(step, one))
    planned = (_planned(means, plan, index, one) for one in suiting)
    return tuple(one for one in planned if one is not None)


def _fitting(means: Means, plan: Plan, index: int, wish: str | None, taken: Set[str]) -> PlannedStep:
    step = plan.steps[index]
    words = ", ".join(avoided(step.exercise, means.avoid))
    if step.dose is not None and (wish or words):
        offered = candidates(means, plan, index, taken)
        wished = next((one for one in offered if one.exercise.id == wish), None)
        if wished:
            return replace(wished, why=f"In place of {step.exercise.name}, as you wished. {wished.why}")
        if words and offered:
            reason = f"In place of {step.exercise.name}, which you avoid: {words}."
            return replace(offered[0], why=f"{reason} {offered[0].why}")
        if words:
            reason = f"You avoid this ({words}), and nothing here can take its place today."
            return replace(step, dose=None, trimmed=True, why=reason)
    if step.easier and avoided(step.easier, means.avoid):
        return replace(step, easier=None)
    return step


def _suits(means: Means, step: PlannedStep, one: Exercise) -> bool:
    """Whether an exercise may replace a step, regardless of its dose today."""
    dose = one.prescription
    return (
        one.kind is not ExerciseKind.RUN
        and (_is_easier(step, one) or (one.kind is step.exercise.kind and _shared(step.exercise, one) > 0))
        and not is_harder(means.catalogue, one, step.exercise)
        and not avoided(one, means.avoid)
        and means.missing.isdisjoint(one.needs)
        and not any(kit_of(rung, means.avoid | means.missing) for rung in dose.resistance[:1])
        and bool(dose.reps or dose.hold or dose.max_hold)
        and not _hurt(means.standing, one)
    )


def _rank(step: PlannedStep, one: Exercise) -> tuple[bool, int, bool, int, str]:
    shared = _shared(step.exercise, one)
    return not _is_easier(step, one), -shared, one.loads_hip_flexors, len(one.needs), one.id


def _is_easier(step: PlannedStep, one: Exercise) -> bool:
    """Whether an exercise is the step's own ``easier``: that may be of any kind, and comes before all others."""
    return step.easier is not None and step.easier.id == one.id


def _shared(one: Exercise, other: Exercise) -> int:
    return len(set(one.muscles) & set(other.muscles))


def _hurt(standing: Standing, one: Exercise) -> bool:
    """Whether an exercise was named as painful, without a green session with it since then."""
    known = standing.of(one.id)
    return known.painful_out > 0 or known.cut_by_amber > known.relieved


def _planned(means: Means, plan: Plan, index: int, one: Exercise) -> PlannedStep | None:
    """Plan a substitute as a step of today's plan, by the rules; None if they leave it out."""
    step, standing = plan.steps[index], means.standing
    known = standing.of(one.id)
    levels = standing.caps.of(one.id).ladder(ladder(one.prescription))
    own = SlotStanding(Step(exercise=one.id, prescription=one.prescription), one, known, levels)
    routine = standing.routines[plan.routine]
    slots = (*routine.slots[:index], own, *routine.slots[index + 1 :])
    fresh = RoutineStanding(routine.routine, slots, routine.sessions, routine.last)
    day = today(standing, fresh, means.check_in, plan.at)
    move = decide(standing, fresh, index, day)
    dose = move.dose
    if dose is None:
        return None
    if step.round is not None and step.dose is not None:  # it must not need more rounds than the step it replaces
        dose = replace(dose, sets=min(dose.sets, step.dose.sets))
    easier = without_runs(means.catalogue.exercises.get(one.easier or ""))
    made = PlannedStep(
        exercise=one,
        prescription=one.prescription,
        slot=step.slot,
        dose=dose,
        level=own.ladder[0],
        change=move.change,
        rule=move.row,
        why=_why(standing, fresh, index, move, day),
        priority=step.priority,
        easier=easier if easier and not avoided(easier, means.avoid) else None,
        last_max_s=known.last_max_s,
        best_max_s=known.best_max_s,
        records=rests_on(standing, fresh, index, move, day),
        instead_of=step.exercise.id,
        part=step.part,
        round=step.round,
        side=None if one.sides is Sides.BOTH else step.side,
    )
    return capped_step(made, standing.caps)


def _why(standing: Standing, routine: RoutineStanding, index: int, move: Move, day: PlanDay) -> str:
    if move.row == 13:
        return "It begins at the start of its own range."
    return why(standing, routine, index, move, day)
