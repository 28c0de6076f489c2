"""Which questions the check-in before a session has today, besides how much it hurts now.

Left out: the effect of the answers (``gate``, ``moves``). Source: RULES, "Words", "Phases", "Return to run".
"""

from datetime import datetime

from msgspec import Struct

from coach.domain.planning.consequences import needs_for_next
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import History
from coach.domain.records.morning import Night, open_nights
from coach.domain.records.questions import CHECK_IN, Prompt, When
from coach.domain.rules.phases import DAILY_LIFE, Need
from coach.domain.rules.run_entry import entry


class Questions(Struct, frozen=True):
    """What is asked today. ``nights``: those whose morning answer is missing. ``daily_life``: whether it is asked."""

    nights: tuple[Night, ...]
    daily_life: bool

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """The prompts to ask, in their order; the questions about the nights come after the first."""
        return tuple(prompt for prompt in CHECK_IN if prompt.when is When.ALWAYS or self.daily_life)


def questions(standing: Standing, history: History, now: datetime) -> Questions:
    """Return today's questions. Daily life is asked if nothing else is missing for the next phase or for running."""
    run_needs = () if standing.run.entered else entry(standing.run, now, standing.daily_life, None)
    return Questions(
        nights=open_nights(history, now),
        daily_life=_only_daily_life(needs_for_next(standing)) or _only_daily_life(run_needs),
    )


def _only_daily_life(needs: tuple[Need, ...]) -> bool:
    """Whether all needs but daily life are met. That one may be met too: it can change, and the last answer counts."""
    others = [need for need in needs if need.words != DAILY_LIFE]
    return len(others) < len(needs) and all(need.met for need in others)
