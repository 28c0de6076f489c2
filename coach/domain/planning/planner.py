"""Today's plan: a routine and a history in, doses and their reasons out. Pure, and derived afresh each time.

``plan`` is the entry point of the rules. The fold is in ``replay``; whether there is training, in ``gate``; the rows
for one exercise, in ``moves``. Source: RULES, "What follows".
"""

from datetime import datetime

from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.exercise import ExerciseKind, without_runs
from coach.domain.exercises.routine import RoutineKind
from coach.domain.planning import unreadable_rows
from coach.domain.planning.basis import rests_on
from coach.domain.planning.capping import capped_steps, refused_today
from coach.domain.planning.gate import Refusal, today
from coach.domain.planning.moves import PlanDay, decide
from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.planning.reasons import day, why
from coach.domain.planning.replay import replay, standings
from coach.domain.planning.run_gate import programme_named, programme_of, run_today
from coach.domain.planning.run_steps import run_refusal, stage_in_words, steps_of_run
from coach.domain.planning.standing import RoutineStanding, Standing
from coach.domain.records.entries import NO_CHECK_IN, CheckIn
from coach.domain.records.history import History
from coach.domain.records.red_flags import prompting
from coach.domain.rules.clinician import PROMPT
from coach.domain.rules.light import Light, Verdict
from coach.domain.rules.stages import RunPlan


def plan(
    catalogue: Catalogue, routine_id: str, history: History, check_in: CheckIn = NO_CHECK_IN, *, at: datetime
) -> Plan:
    """The plan for a routine at a time, from what was known by then.

    Records after ``at`` are ignored. Raises KeyError for a routine that is not in the catalogue.
    """
    return plan_from(catalogue, replay(catalogue, history.until(at)), routine_id, check_in, at=at)


def plan_from(
    catalogue: Catalogue, standing: Standing, routine_id: str, check_in: CheckIn = NO_CHECK_IN, *, at: datetime
) -> Plan:
    """The plan for a routine from a standing. For several routines at one time, replay once and call this."""
    routine = standing.routines[routine_id]
    run = run_today(standing, check_in, at, programme_of(standing, routine_id))
    refused = refused_from(standing, routine_id, check_in, at=at, run=run)
    lock = standing.lock.with_flags(check_in.red_flags)
    asked_to_see = standing.asks_for_clinician(at)
    light, provisional = unreadable_rows.last_light(standing)
    base = Plan(
        routine=routine_id,
        name=routine.routine.name,
        kind=routine.routine.kind,
        at=at,
        phase=standing.phase_today(check_in),
        light=light,
        provisional=provisional,
        rule=13,
        steps=(),
        locked=lock.is_on,
        notice=lock.urgency,
        see_clinician=lock.is_on or asked_to_see or prompting(check_in.red_flags),
        run=run,
        extends=routine.routine.extends,
        changes=routine.routine.changes,
        say_first=routine.routine.say_first,
        say_last=routine.routine.say_last,
    )
    if refused:
        return _refused(base, refused, unreadable_rows.reason(standing))
    steps = steps_from(catalogue, standing, routine_id, check_in, at=at, run=run)
    made = replace(base, steps=steps, rule=min(step.rule for step in steps))
    return replace(made, reasons=_reasons(standing, check_in, made))


def refused_from(
    standing: Standing,
    routine_id: str,
    check_in: CheckIn = NO_CHECK_IN,
    *,
    at: datetime,
    run: RunPlan | None = None,
) -> Refusal | None:
    """Why a routine is refused today; None: it is allowed. Cheaper than a plan, where many routines are asked about.

    ``run``: the run of the day, where it is known already. Raises KeyError for a routine that is not in the catalogue.
    """
    routine = standing.routines[routine_id]
    refused = refused_today(standing, routine, check_in, at)
    if refused or routine.routine.kind is not RoutineKind.RUN:
        return refused
    run = run or run_today(standing, check_in, at, programme_of(standing, routine_id))
    return run_refusal(standing, run) if run.own or not run.allowed else None


def steps_from(
    catalogue: Catalogue,
    standing: Standing,
    routine_id: str,
    check_in: CheckIn = NO_CHECK_IN,
    *,
    at: datetime,
    run: RunPlan | None = None,
) -> tuple[PlannedStep, ...]:
    """The doses of a routine, whether or not it is allowed. ``run``: the run of the day, where it is known already."""
    routine = standing.routines[routine_id]
    if routine.routine.kind is RoutineKind.RUN:
        return steps_of_run(
            standing, routine, run or run_today(standing, check_in, at, programme_of(standing, routine_id))
        )
    day_of = today(standing, routine, check_in, at)
    steps = tuple(_planned(catalogue, standing, routine, position, day_of) for position in range(len(routine.slots)))
    return capped_steps(steps, standing.caps)


def verdicts(catalogue: Catalogue, history: History) -> dict[str, Verdict]:
    """The light of every session and run of a history, by its id."""
    return {
        entry.id: standing.verdict
        for entry, standing in standings(catalogue, history)
        if standing.verdict and standing.last is entry
    }


def _refused(base: Plan, refused: Refusal, besides: str) -> Plan:
    return replace(
        base,
        allowed=False,
        rule=refused.rule,
        reasons=(refused.why, besides) if besides else (refused.why,),
        instead=refused.instead,
        earliest=refused.earliest,
        records=refused.records,
    )


def _planned(
    catalogue: Catalogue, standing: Standing, routine: RoutineStanding, position: int, day_of: PlanDay
) -> PlannedStep:
    slot = routine.slots[position]
    move = decide(standing, routine, position, day_of)
    easier = slot.step.easier or slot.exercise.easier
    known = slot.known
    return PlannedStep(
        exercise=slot.exercise,
        prescription=slot.step.prescription,
        slot=slot.step.slot,
        dose=move.dose,
        level=slot.ladder[slot.level],
        change=move.change,
        rule=move.row,
        why=why(standing, routine, position, move, day_of),
        priority=slot.step.priority,
        easier=without_runs(catalogue.exercises.get(easier)) if easier else None,
        last_max_s=known.last_max_s,
        best_max_s=known.best_max_s,
        records=rests_on(standing, routine, position, move, day_of),
        is_cut=move.reduced and bool(move.cut_row) and not move.amber_step,
        part=slot.step.part,
        round=slot.step.round,
        note=slot.step.note,
        side=slot.step.side,
        of_complaint=slot.step.of_complaint,
    )


def _drills_after_a_run(standing: Standing, base: Plan) -> bool:
    """Drills on a run day come before the run (RULES, "Return to run")."""
    runs = standing.run.runs
    drills = any(step.exercise.kind is ExerciseKind.DRILL for step in base.asked)
    return drills and bool(runs) and runs[-1].at.astimezone(base.at.tzinfo).date() == base.at.date()


def _reasons(standing: Standing, check_in: CheckIn, base: Plan) -> tuple[str, ...]:
    """What shaped the plan as a whole: the last record's light, and today's answers."""
    reasons: list[str] = []
    if base.run and base.kind is RoutineKind.RUN:
        reasons.append(stage_in_words(base.run.stage, programme_named(standing, base.run.programme)))
    elif standing.last is None or standing.verdict is None:
        reasons.append("Your first session: every exercise starts at the gentle end of its range.")
    elif standing.verdict.light is Light.NONE:
        reasons.append(f"Your last record ({day(standing.last.at)}) has no pain answers, so nothing goes up on it.")
    else:
        light = f"{standing.verdict.light} so far" if standing.verdict.provisional else str(standing.verdict.light)
        reasons.append(f"Your last record ({day(standing.last.at)}) is {light}. {' '.join(standing.verdict.why)}")
    if besides := unreadable_rows.reason(standing):
        reasons.append(besides)
    if base.see_clinician:
        reasons.append(PROMPT)
    if _drills_after_a_run(standing, base):
        reasons.append("You have run today: drills come before a run, so leave them for another day.")
    if check_in.painkiller:
        reasons.append("A painkiller hides pain, so nothing goes up today.")
    return tuple(reasons)
