"""Whether the day allows a run, and which: rows 1, 2, 3 and 5, the phase, a painkiller, then the programme itself.

Source: RULES, "Return to run".
"""

from datetime import datetime

from coach.domain.gate import refusal
from coach.domain.record import CheckIn
from coach.domain.routine import Phase
from coach.domain.running import RunPlan, plan_run
from coach.domain.standing import Standing


def run_today(standing: Standing, check_in: CheckIn, at: datetime) -> RunPlan:
    """Today's run: allowed or not, its stage, and why."""
    return plan_run(
        standing.run,
        at,
        blocked=_blocked(standing, check_in, at),
        daily_life=standing.daily_life,
        today_pain_free=check_in.daily_life_pain_free,
    )


def _blocked(standing: Standing, check_in: CheckIn, at: datetime) -> str | None:
    refused = refusal(standing, None, check_in, at)
    if refused:
        return refused.why
    if standing.phase is Phase.ACUTE:
        return "No running in the acute phase."
    if not standing.run.green_since_red:
        return "After a red, running waits for a green session with all its answers."
    if check_in.painkiller:
        return "A painkiller hides pain: no run today."
    return None
