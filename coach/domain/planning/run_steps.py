"""The return to running as a session: a walk, today's stage of runs and walks, a walk; or why not today.

Left out: which stage it is and whether it may be run (``stages``, ``run_gate``). Source: RULES, "Return to run".
"""

from datetime import datetime

from msgspec.structs import replace

from coach.domain.exercises.dose import Dose, Prescription, Range
from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.stage import Stage
from coach.domain.planning.gate import Refusal
from coach.domain.planning.plan import Change, PlannedStep
from coach.domain.planning.run_gate import programme_named
from coach.domain.planning.standing import RoutineStanding, Standing
from coach.domain.rules.numbers import REHAB_FOUNDATION, RUN_GREENS_UP, WALK_RUN
from coach.domain.rules.numbers import RETURN_TO_RUN_ROW as RETURN_TO_RUN_ROW
from coach.domain.rules.programme import RETURN_TO_RUN, Programme
from coach.domain.rules.stages import OWN, RunPlan, following


def run_refusal(standing: Standing, run: RunPlan) -> Refusal:
    """The refusal of a run. If training is what the run still needs, a routine for that is offered instead.

    The runner's own runs have no programme, so there is never one to follow here, allowed or not.
    """
    if run.own:
        return Refusal(RETURN_TO_RUN_ROW, run.why, None, run.earliest)
    trains = not standing.run.proven_since_red or any(not need.met for need in run.entry)
    instead = REHAB_FOUNDATION if trains else None
    return Refusal(RETURN_TO_RUN_ROW, run.why, instead, run.earliest, _waits_for(standing, run))


def _waits_for(standing: Standing, run: RunPlan) -> tuple[datetime, ...]:
    """Time of the record that makes a run wait: a red with no green since, else the last run, once entry is passed."""
    known = standing.run
    if not known.proven_since_red:
        return (known.last_red,) if known.last_red else ()
    return () if run.entry or not known.runs else (known.runs[-1].at,)


def steps_of_run(standing: Standing, routine: RoutineStanding, run: RunPlan) -> tuple[PlannedStep, ...]:
    """The steps of an allowed run: the runs at today's stage, all others as the routine has them."""
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


def stage_in_words(number: int, programme: Programme = RETURN_TO_RUN) -> str:
    """A stage of a programme: ``Stage 3 of 15: 6 × run 100 s, walk 80 s; 10 min of running.``.

    Empty for the runner's own runs, which have no stage.
    """
    if number == OWN:
        return ""
    stage = programme.stage(number)
    minutes = f"{stage.total_s // 60} min" + (f" {stage.total_s % 60} s" if stage.total_s % 60 else "")
    how = f"{strides_in_words(stage)}; " if stage.walk_s else "without a break, "
    name = f", {stage.name}" if stage.name else ""
    return f"Stage {number} of {programme.top}{name}: {how}{minutes} of running."


def strides_in_words(stage: Stage) -> str:
    """``6 × run 100 s, walk 80 s``; ``2 × (run 90 s, walk 90 s, run 180 s, walk 180 s)``; ``run 1080 s``."""
    times = f"{stage.reps} × " if stage.reps > 1 or not stage.intervals else ""
    parts = [
        f"run {run_s} s" + (f", walk {walk_s} s" if walk_s else "")
        for run_s, walk_s in stage.intervals or ((stage.run_s, stage.walk_s),)
    ]
    words = ", ".join(parts)
    return f"{times}({words})" if times and len(parts) > 1 else f"{times}{words}"


def _runs(standing: Standing, exercise: Exercise, run: RunPlan) -> PlannedStep:
    known = following(standing.run, programme_named(standing, run.programme))
    entered = known.programme.stage(known.stage)
    shape = entered if run.own else run.shape  # nothing plans own runs: asked all the same, it is the present stage
    rests_on = known.here[-RUN_GREENS_UP:] if run.stage > known.stage else list(known.runs)[-1:]
    dose = _dose(shape)
    return PlannedStep(
        exercise=exercise,
        prescription=Prescription(sets=Range.pinned(dose.sets), hold=Range.pinned(dose.hold_s or 0), rest=shape.walk_s),
        slot=0,
        dose=dose,
        level=_dose(entered),
        change=_change(shape.total_s, entered.total_s),
        rule=RETURN_TO_RUN_ROW,
        why=run.why,
        priority=1,
        walk_s=shape.walk_s,
        intervals=shape.intervals,
        records=tuple(done.at for done in rests_on),
    )


def _dose(stage: Stage) -> Dose:
    """A stage as a dose: the number of runs as sets, the seconds of the longest run as hold."""
    strides = stage.strides
    return Dose(sets=len(strides), hold_s=max(run_s for run_s, _ in strides))


def _change(today_s: int, entered_s: int) -> Change:
    """Compare two runs by their total seconds of running."""
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
        rule=RETURN_TO_RUN_ROW,
        why="Every run begins and ends with a walk.",
        priority=1,
    )
