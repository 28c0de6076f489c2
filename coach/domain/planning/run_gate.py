"""Whether the day allows a run, and which: rows 1, 2, 3 and 5, the phase, a painkiller, then the programme itself.

Source: RULES, "Return to run".
"""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.routine import ACUTE, RoutineKind
from coach.domain.planning.capping import capped_run
from coach.domain.planning.gate import refusal
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import NO_CHECK_IN, CheckIn, Run
from coach.domain.rules.phases import Need, begins_acute
from coach.domain.rules.programme import RETURN_TO_RUN, Programme
from coach.domain.rules.run_entry import entry
from coach.domain.rules.run_load import entered_gently, first_fitting, free_from, of_today
from coach.domain.rules.stages import OWN, RunPlan, RunStanding, following, stage_today
from coach.domain.rules.starting_runs import without_start

_WAITS = "Runs need a day between, 24 hours at least, are three in 7 days at most, and grow by about a tenth."


class RunBar(Struct, frozen=True):
    """Why the day allows no run; ``until``: when that ends by waiting alone, None: it does not."""

    why: str
    until: datetime | None = None


def run_today(standing: Standing, check_in: CheckIn, at: datetime, programme: Programme | None = None) -> RunPlan:
    """Today's run of a programme (None: the present one): whether it is allowed, its stage, and why."""
    run = _running(standing, check_in)
    run = following(run, programme or run.programme)
    if run.own:
        return _own_run(standing, check_in, at)
    planned = _of_today(run, at)
    needs = () if run.entered else entry(run, at, standing.daily_life, check_in.daily_life_pain_free)
    blocked = _blocked(standing, check_in, at)
    return capped_run(_allowed_or_not(run, planned, needs, blocked, at), standing.caps, run.programme)


def run_by_then(standing: Standing, waiting: RunPlan, programme: Programme | None = None) -> RunPlan:
    """A run that must wait, as it is planned for its ``earliest``: by then, a week at its stage may be over."""
    assert waiting.earliest is not None
    return replace(run_today(standing, NO_CHECK_IN, waiting.earliest, programme), earliest=waiting.earliest)


def _running(standing: Standing, check_in: CheckIn) -> RunStanding:
    """Where running stands today.

    Until a first ``before`` is recorded, today's decides whether what was said of running at the start holds.
    """
    run = standing.run
    if run.said is None or run.said.sure:
        return run
    starts_acute = standing.last is None and begins_acute(check_in)
    return without_start(run) if starts_acute or (check_in.before or 0) > 0 else run


OWN_RUNS_SENTENCE = "Your runs are your own: log each one afterwards. The coach judges it, no more."


def _own_run(standing: Standing, check_in: CheckIn, at: datetime) -> RunPlan:
    """A run of a runner without a complaint: rows 1, 2, 3 and 5 may refuse it, and nothing plans or caps it."""
    refused = refusal(standing, None, check_in, at)
    why = refused.why if refused else OWN_RUNS_SENTENCE
    return RunPlan(refused is None, OWN, 0, 0, 0, why, refused.earliest if refused else None)


def _of_today(run: RunStanding, at: datetime) -> RunPlan:
    """Today's run by spacing, stage and caps alone."""
    number, why = stage_today(run, at)
    whole = run.programme.stage(number)
    fitting = of_today(run, number, at)
    waits = fitting is None or free_from(run.runs, at) > at
    shape = entered_gently(run, number, at) if fitting is None or waits else fitting
    if waits:
        why = _WAITS
    elif shape != whole:
        total_s = shape.total_s
        why = f"{why} Shortened to {total_s // 60}:{total_s % 60:02}: weeks and runs grow by about a tenth at most."
    why = why.strip() or "Your first run: flat and easy, with five minutes of walking at each end."
    return RunPlan(
        not waits,
        number,
        shape.run_s,
        shape.walk_s,
        shape.reps,
        why,
        waits=waits,
        intervals=shape.intervals,
        programme=run.programme.id,
        top=run.programme.top,
    )


def _allowed_or_not(
    run: RunStanding, planned: RunPlan, needs: tuple[Need, ...], blocked: RunBar | None, at: datetime
) -> RunPlan:
    """Today's run after the other conditions: whatever blocks it, and the entry."""
    wanting = [need.words for need in needs if not need.met]
    planned = replace(planned, entry=needs)
    if blocked:
        until = None if wanting or blocked.until is None else first_fitting(run, max(at, blocked.until))
        return replace(planned, allowed=False, why=blocked.why, earliest=until)
    if wanting:
        return replace(planned, allowed=False, why=f"Before you run: {'; '.join(wanting)}.")
    return replace(planned, earliest=first_fitting(run, at)) if planned.waits else planned


def _blocked(standing: Standing, check_in: CheckIn, at: datetime) -> RunBar | None:
    others = _blocked_by_more(standing, check_in)
    refused = refusal(standing, None, check_in, at)
    if refused:
        return RunBar(refused.why, None if others else refused.earliest)
    return others


def _blocked_by_more(standing: Standing, check_in: CheckIn) -> RunBar | None:
    """What blocks a run and does not end by waiting alone."""
    if standing.phase_today(check_in) is ACUTE:
        return RunBar("No running in the acute phase.")
    if not standing.run.proven_since_red:
        return RunBar("After a red, running waits for a green strength or mixed session with all its answers.")
    if check_in.painkiller:
        return RunBar("A painkiller hides pain: no run today.")
    return None


# --- which programme is meant ----------------------------------------------------------------------------------------


def programme_named(standing: Standing, identity: str) -> Programme:
    """The programme with this id, or the return to running if there is none."""
    known = standing.programmes
    return known.get(identity) or known.get(RETURN_TO_RUN.id) or RETURN_TO_RUN


def programme_of(standing: Standing, routine_id: str | None) -> Programme | None:
    """The programme that a routine follows; None: it is of another kind, or no longer exists."""
    known = standing.routines.get(routine_id or "")
    if known is None or known.routine.kind is not RoutineKind.RUN:
        return None
    return programme_named(standing, known.routine.id)


def programme_due(standing: Standing) -> Programme:
    """The programme of the next runs: that of the course's present block, else the one followed until now."""
    block = standing.course.block_for(standing.phase)
    return programme_of(standing, block.running if block else None) or standing.run.programme


def programme_of_run(standing: Standing, run: Run) -> Programme | None:
    """The programme that a recorded run belongs to; None: it no longer exists.

    A run without a routine belongs to the return to running if it has a stage, else to the present programme.
    """
    if run.routine is None:
        return standing.run.programme if run.stage is None else programme_named(standing, RETURN_TO_RUN.id)
    return programme_of(standing, run.routine)
