"""The return to running as a session: a walk, today's stage of runs and walks, a walk; or why not today.

Left out: which stage it is and whether it may be run (``stages``, ``run_gate``). Source: RULES, "Return to run".
"""

from datetime import datetime

from msgspec.structs import replace

from coach.domain.exercises.dose import Dose, Prescription, Range
from coach.domain.exercises.exercise import Exercise
from coach.domain.planning.gate import Refusal
from coach.domain.planning.plan import Change, PlannedStep
from coach.domain.planning.standing import RoutineStanding, Standing
from coach.domain.rules.numbers import REHAB_FOUNDATION, RETURN_TO_RUN, RUN_GREENS_UP, WALK_RUN
from coach.domain.rules.stages import OWN, STAGES, RunPlan, stage_of


def not_today(standing: Standing, run: RunPlan) -> Refusal:
    """Why there is no run of a programme. Where training is what is wanting, the routine that brings it is offered.

    Runs of one's own have no programme: whether today allows them or not, there is nothing here to follow.
    """
    if run.own:
        return Refusal(RETURN_TO_RUN, run.why, None, run.earliest)
    trains = not standing.run.proven_since_red or any(not need.met for need in run.entry)
    instead = REHAB_FOUNDATION if trains else None
    return Refusal(RETURN_TO_RUN, run.why, instead, run.earliest, _waits_for(standing, run))


def _waits_for(standing: Standing, run: RunPlan) -> tuple[datetime, ...]:
    """The record that a run has to wait after: the red that no green followed, or the last run."""
    known = standing.run
    if not known.proven_since_red:
        return (known.last_red,) if known.last_red else ()
    return () if run.entry or not known.runs else (known.runs[-1].at,)


def steps_of_run(standing: Standing, routine: RoutineStanding, run: RunPlan) -> tuple[PlannedStep, ...]:
    """The steps of an allowed run: its runs at today's stage, all else as it stands in the routine."""
    return tuple(
        replace(
            _runs(standing, slot.exercise, run)
            if slot.exercise.id == WALK_RUN
            else _walk(slot.exercise, slot.step.prescription, slot.step.slot),
            part=slot.step.part,
            note=slot.step.note,
        )
        for slot in routine.slots
    )


def stage_in_words(number: int) -> str:
    """A stage of the programme: ``Stage 3 of 15: 6 × run 100 s, walk 80 s; 10 min of running.``.

    A run of one's own has no stage: nothing.
    """
    if number == OWN:
        return ""
    stage = stage_of(number)
    minutes = f"{stage.total_s // 60} min" + (f" {stage.total_s % 60} s" if stage.total_s % 60 else "")
    how = f"{stage.reps} × run {stage.run_s} s, walk {stage.walk_s} s; " if stage.walk_s else "without a break, "
    return f"Stage {number} of {len(STAGES)}: {how}{minutes} of running."


def _runs(standing: Standing, exercise: Exercise, run: RunPlan) -> PlannedStep:
    dose = Dose(sets=run.reps, hold_s=run.run_s)
    known = standing.run
    entered = stage_of(known.stage)
    level = Dose(sets=entered.reps, hold_s=entered.run_s)
    rests_on = known.here[-RUN_GREENS_UP:] if run.stage > known.stage else list(known.runs)[-1:]
    return PlannedStep(
        exercise=exercise,
        prescription=Prescription(sets=Range.pinned(run.reps), hold=Range.pinned(run.run_s), rest=run.walk_s),
        slot=0,
        dose=dose,
        level=level,
        change=_change(run.run_s * run.reps, entered.total_s),
        rule=RETURN_TO_RUN,
        why=run.why,
        priority=1,
        walk_s=run.walk_s,
        records=tuple(done.at for done in rests_on),
    )


def _change(today_s: int, entered_s: int) -> Change:
    """By the seconds of running in all."""
    if today_s == entered_s:
        return Change.SAME
    return Change.UP if today_s > entered_s else Change.DOWN


def _walk(exercise: Exercise, prescription: Prescription, slot: int) -> PlannedStep:
    dose = prescription.start()
    return PlannedStep(
        exercise=exercise,
        prescription=prescription,
        slot=slot,
        dose=dose,
        level=dose,
        change=Change.SAME,
        rule=RETURN_TO_RUN,
        why="Every run begins and ends with a walk.",
        priority=1,
    )
