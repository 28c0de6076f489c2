"""Applies a group's caps to a plan, as the last step of planning. Nothing here ever makes a plan harder.

The caps are read from the standing. Left out: what caps are (``caps``); that no level climbs above them
(``fresh_standing``), so that after a cap is lifted, levels go on from what was really done. Rule ``rules.GROUP_CAP``.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from msgspec.structs import replace

from coach.domain.exercises.caps import NO_LIMIT, Caps, Limit
from coach.domain.exercises.dose import Dose, Prescription, reps_in_words
from coach.domain.exercises.exercise import Exercise, ExerciseKind
from coach.domain.exercises.routine import BUILDING, Phase, Routine
from coach.domain.exercises.stage import shortened
from coach.domain.listing import counted
from coach.domain.planning.gate import Refusal, refusal
from coach.domain.planning.plan import Change, PlannedStep
from coach.domain.planning.standing import RoutineStanding, Standing
from coach.domain.records.entries import CheckIn
from coach.domain.rules import numbers as rules
from coach.domain.rules.programme import RETURN_TO_RUN, Programme, stage_of
from coach.domain.rules.stages import OWN, RunPlan

_NEVER_CAPPED = (rules.ACUTE_RELIEF, rules.RESCUE)
"""Routines that a group cannot refuse: they are what is left on a sore day."""


def refused_today(standing: Standing, routine: RoutineStanding, check_in: CheckIn, at: datetime) -> Refusal | None:
    """Why there is no training of this routine: by the rules, else by the group."""
    return refusal(standing, routine, check_in, at) or _refused_by_group(standing, routine, at)


def _refused_by_group(standing: Standing, routine: RoutineStanding, at: datetime) -> Refusal | None:
    caps = standing.caps
    if routine.routine.id in _NEVER_CAPPED:
        return None
    return _of_later_phase(caps, standing.phase, routine.routine) or _too_soon(caps, standing, routine, at)


def _of_later_phase(caps: Caps, phase: Phase, routine: Routine) -> Refusal | None:
    open_phase = caps.open_phase(phase)
    if open_phase is phase or open_phase in routine.phases or routine.lowest_phase.rank <= open_phase.rank:
        return None
    instead = rules.ACUTE_RELIEF if open_phase is Phase.ACUTE else rules.REHAB_FOUNDATION
    why = f"Your group {caps.group} keeps to routines for the {open_phase} phase; this is for {routine.lowest_phase}."
    return Refusal(rules.GROUP_CAP, why, instead)


def _too_soon(caps: Caps, standing: Standing, routine: RoutineStanding, at: datetime) -> Refusal | None:
    if caps.strength_days is None or not _builds(routine):
        return None
    done = [one.last.at for one in standing.routines.values() if one.last and one.last.done != 0 and _builds(one)]
    if not done:
        return None
    first_day = max(done).astimezone(at.tzinfo).date() + timedelta(days=caps.strength_days)
    if at.date() >= first_day:
        return None
    days = counted(caps.strength_days, "day")
    why = f"Your group {caps.group} has {days} from one strength or mixed session to the next."
    return Refusal(rules.GROUP_CAP, why, None, datetime.combine(first_day, time(0), at.tzinfo), (max(done),))


def _builds(routine: RoutineStanding) -> bool:
    """Whether a routine builds strength: by its kind, or because half of its exercises or more do."""
    strong = sum(slot.exercise.kind is ExerciseKind.STRENGTH for slot in routine.slots)
    return routine.routine.kind in BUILDING or 2 * strong >= len(routine.slots) > 0


def capped_steps(steps: tuple[PlannedStep, ...], caps: Caps) -> tuple[PlannedStep, ...]:
    """The steps of a plan within the group's limits. Not for runs: ``capped_run`` limits their stage."""
    if caps.every == NO_LIMIT and not caps.exercises:
        return steps
    return tuple(capped_step(step, caps) for step in steps)


def capped_step(step: PlannedStep, caps: Caps) -> PlannedStep:
    """One step within the limits of its exercise, and its easier exercise within that one's own limits."""
    limit = caps.of(step.exercise.id)
    hold_at_most = limit.hold_s
    if step.easier is not None:
        its_own = caps.of(step.easier.id)
        hold_at_most = limit.with_(its_own).hold_s
        step = replace(step, easier=_easier(step.easier, its_own), easier_sets=its_own.sets)
    if hold_at_most is not None:
        step = replace(step, hold_at_most=hold_at_most)
    if limit == NO_LIMIT or step.dose is None:
        return step
    dose = limit.on(step.dose)
    words = (
        f"Your group {caps.group} allows {held} at most." if (held := _held_by(limit, step.prescription, dose)) else ""
    )
    if dose == step.dose:
        return replace(step, why=f"{step.why} {words}".strip()) if words else step
    return replace(step, dose=dose, change=_change(dose, step.level), rule=rules.GROUP_CAP, why=words)


def capped_run(run: RunPlan, caps: Caps, programme: Programme = RETURN_TO_RUN) -> RunPlan:
    """The run of a day at the group's stage at most, never with more seconds of running than without the cap.

    The cap is a stage of the return to running. For another programme it means that stage's seconds of running.
    """
    if caps.run_stage is None:
        return run
    if programme.stages != RETURN_TO_RUN.stages:
        return _capped_by_seconds(run, caps, programme, stage_of(caps.run_stage).total_s)
    if run.stage <= caps.run_stage:
        return run
    number = caps.run_stage
    while number > 1 and stage_of(number).total_s > run.run_s * run.reps:
        number -= 1
    stage = stage_of(number)
    why = f"Your group {caps.group} runs at stage {caps.run_stage} at most."
    run_s = min(stage.run_s, run.run_s * run.reps)
    return replace(
        run,
        stage=number,
        run_s=run_s,
        walk_s=stage.walk_s,
        reps=min(stage.reps, run.run_s * run.reps // run_s) if run_s else run.reps,
        why=why if run.allowed else run.why,
    )


def _capped_by_seconds(run: RunPlan, caps: Caps, programme: Programme, most_s: int) -> RunPlan:
    """A run with at most ``most_s`` seconds of running: at its highest stage within that, or shortened."""
    if run.stage == OWN or run.shape.total_s <= most_s:
        return run
    number = next((n for n in range(run.stage, 0, -1) if programme.stage(n).total_s <= most_s), 1)
    shape = shortened(programme.stage(number), min(most_s, run.shape.total_s))
    why = f"Your group {caps.group} runs {counted(most_s // 60, 'minute')} at most."
    return replace(
        run,
        stage=number,
        run_s=shape.run_s,
        walk_s=shape.walk_s,
        reps=shape.reps,
        intervals=shape.intervals,
        why=why if run.allowed else run.why,
    )


def _easier(easier: Exercise, limit: Limit) -> Exercise:
    return easier if limit == NO_LIMIT else replace(easier, prescription=limit.prescription(easier.prescription))


def _change(dose: Dose, level: Dose) -> Change:
    return Change.SAME if dose == level else Change.DOWN


def _held_by(limit: Limit, whole: Prescription, dose: Dose) -> str:
    """What the limit holds back that the author's range would let grow, in words; empty: nothing."""
    return " and ".join(_bounds(limit, whole, dose))


def _bounds(limit: Limit, whole: Prescription, dose: Dose) -> Iterator[str]:
    if limit.sets is not None and dose.sets >= limit.sets < whole.sets.high:
        yield "1 set" if limit.sets == 1 else f"{limit.sets} sets"
    if limit.reps is not None and whole.reps and (dose.reps or 0) >= limit.reps < whole.reps.high:
        yield reps_in_words(limit.reps)
    grows = limit.hold_s is not None and (whole.max_hold or (whole.hold and limit.hold_s < whole.hold.high))
    if grows and (dose.hold_s or 0) >= (limit.hold_s or 0):
        yield f"{limit.hold_s} s"
    if limit.rungs is not None and dose.rung >= limit.rungs - 1 and limit.rungs < len(whole.resistance):
        yield whole.resistance[limit.rungs - 1]
