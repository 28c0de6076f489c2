"""Whether the day allows a run, and which: rows 1, 2, 3 and 5, the phase, a painkiller, then the programme itself.

Source: RULES, "Return to run".
"""

from datetime import datetime

from coach.domain.capping import capped_run
from coach.domain.gate import refusal
from coach.domain.record import CheckIn
from coach.domain.routine import Phase
from coach.domain.running import Block, RunPlan, plan_run
from coach.domain.standing import Standing


def run_today(standing: Standing, check_in: CheckIn, at: datetime) -> RunPlan:
    """Today's run: allowed or not, its stage, and why."""
    run = plan_run(
        standing.run,
        at,
        blocked=_blocked(standing, check_in, at),
        daily_life=standing.daily_life,
        today_pain_free=check_in.daily_life_pain_free,
    )
    return capped_run(run, standing.caps)


def _blocked(standing: Standing, check_in: CheckIn, at: datetime) -> Block | None:
    others = _blocked_by_more(standing, check_in)
    refused = refusal(standing, None, check_in, at)
    if refused:
        return Block(refused.why, None if others else refused.earliest)
    return others


def _blocked_by_more(standing: Standing, check_in: CheckIn) -> Block | None:
    """What no waiting helps."""
    if standing.phase_today(check_in) is Phase.ACUTE:
        return Block("No running in the acute phase.")
    if not standing.run.green_since_red:
        return Block("After a red, running waits for a green session with all its answers.")
    if check_in.painkiller:
        return Block("A painkiller hides pain: no run today.")
    return None
