"""Which questions the check-in before a session has today, besides how much it hurts now.

Left out: the effect of the answers (``gate``, ``moves``). Source: RULES, "Words", "Phases", "Return to run".
"""

from datetime import datetime

from msgspec import Struct

from coach.domain.exercises.routine import Phase
from coach.domain.planning.standing import Standing
from coach.domain.records.days import near_day
from coach.domain.records.entries import Run, Session
from coach.domain.records.history import History
from coach.domain.records.morning import Night, open_nights
from coach.domain.records.questions import CHECK_IN, Prompt, When
from coach.domain.rules import numbers as rules
from coach.domain.rules.light import Light
from coach.domain.rules.phases import DAILY_LIFE, Judged, Need, needs_for_maintenance
from coach.domain.rules.run_entry import is_within_reach


class Questions(Struct, frozen=True):
    """What is asked today. ``nights``: those whose morning answer is missing. ``daily_life``: whether it is asked.

    ``waits``: what waits for the answer, a sentence for each night.
    """

    nights: tuple[Night, ...]
    daily_life: bool
    waits: tuple[str, ...] = ()

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """The prompts to ask, in their order; the questions about the nights come after the first."""
        return tuple(prompt for prompt in CHECK_IN if prompt.when is When.ALWAYS or self.daily_life)


def questions(standing: Standing, history: History, now: datetime) -> Questions:
    """Return today's questions. Daily life is asked where a good session now would leave nothing else for the next
    phase, or little else for running: the answer is recorded with it, so that neither waits for one session more.
    """
    runs = not standing.run.entered and is_within_reach(standing.run, now)
    nights = open_nights(history, now)
    return Questions(
        nights=nights,
        daily_life=runs or _only_daily_life(_after_a_good_session(standing, now)),
        waits=tuple(waits_for(night, standing, now) for night in nights),
    )


def waits_for(night: Night, standing: Standing, now: datetime) -> str:
    """Say what waits for the answer about a night's morning: a step up, a light, a walk that is to count."""
    said = near_day(night.at.astimezone(now.tzinfo).date(), now.date())
    lights = {one.light for one in standing.recent if one.at in {entry.at for entry in night.entries}}
    if Light.RED in lights:  # no answer makes it worse, and it earns nothing
        return "The answer tells how it settles."
    if Light.AMBER not in lights and any(isinstance(entry, Session) for entry in night.entries):
        return f"Until answered, {said} earns no step up."
    if Light.AMBER in lights or any(isinstance(entry, Run) for entry in night.entries):
        return f"Until answered, the light of {said} is not certain."
    return f"Until answered, the walk of {said} does not count."


def _after_a_good_session(standing: Standing, now: datetime) -> tuple[Need, ...]:
    """Return the conditions of the move up from recovery, as a green training now would leave them; elsewhere none."""
    phases = standing.phases
    if phases.phase is not Phase.RECOVERY:
        return ()
    good = Judged(Session(at=now, routine="", worst=0), counts=True, settled=True, builds=True)
    latest = (*phases.built, good)[-rules.RECOVERY_LAST_GREEN :]
    span = now - (phases.first_session or now)
    return needs_for_maintenance(latest, phases.sessions + 1, span, standing.daily_life)


def _only_daily_life(needs: tuple[Need, ...]) -> bool:
    """Whether all needs but daily life are met. That one may be met too: it can change, and the last answer counts."""
    others = [need for need in needs if need.words != DAILY_LIFE]
    return len(others) < len(needs) and all(need.met for need in others)
