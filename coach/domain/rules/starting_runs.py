"""What a runner says of running at the start: how much they run already without this pain, or that they plan it alone.

Left out: what is planned from there (``stages``, ``run_gate``). Source: RULES, "Return to run".
"""

from datetime import datetime

from msgspec.structs import replace

from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import Answered
from coach.domain.records.history import Start
from coach.domain.rules.programme import RETURN_TO_RUN, Programme
from coach.domain.rules.stages import RunsSaid, RunStanding

LEAST_RUN_MINUTES, MOST_RUN_MINUTES = 0, 600
MOST_RUNS_A_WEEK = 14
LEAST_ENTERED_MINUTES = RETURN_TO_RUN.stage(1).total_s // 60
"""Minutes of running without the pain from which on the entry is passed: as many as the first stage has."""


def said_in_words(start: Start) -> str:
    """``30 minutes, 3 a week``; empty where nothing was said."""
    if start.own_runs:
        return "your own affair: you have no complaint"
    if not start.run_minutes:
        return ""
    minutes = "1 minute" if start.run_minutes == 1 else f"{start.run_minutes} minutes"
    return f"{minutes} without this pain, {start.runs_per_week or 1} a week"


def begun(start: Start, programme: Programme = RETURN_TO_RUN) -> RunStanding:
    """Where running stands before the first record. Who starts in acute does not run, whatever they said."""
    run = RunStanding(programme=programme)
    if start.phase is Phase.ACUTE:
        return run
    run.own = start.own_runs is True
    minutes = start.run_minutes or 0
    number = programme.highest_within(minutes * 60)
    if number is not None and minutes >= LEAST_ENTERED_MINUTES:
        run.stage, run.entered = number, True
        run.said = RunsSaid(minutes * 60, minutes * 60 * max(1, start.runs_per_week or 1))
    return run


def begin_at(run: RunStanding, at: datetime) -> None:
    """Give what was said of running the time at which the history begins."""
    if run.said is not None and run.said.at is None:
        run.said = replace(run.said, at=at)


def take_first_before(run: RunStanding, noted: Answered) -> None:
    """By the first ``before`` of a history, confirm what was said of running (0) or withdraw it (above 0)."""
    if run.said is None or run.said.sure or noted.before is None:
        return
    if noted.before > 0:
        withdraw(run)
    else:
        run.said = replace(run.said, sure=True)


def withdraw(run: RunStanding) -> None:
    """Undo what was said of running, as if it had never been in force.

    The stage that was told last of a run is kept, but none above the present one; if none was told, it is stage 1.
    """
    if run.said is None:
        return
    told = [done.stage for done in run.runs if done.told and done.programme == run.programme.id]
    run.said, run.entered = None, False
    run.stand_on(min(run.stage, told[-1]) if told else 1)


def without_start(run: RunStanding) -> RunStanding:
    """The standing as if nothing had been said of running at the start; the one given stays as it is."""
    other = replace(run, here=list(run.here))
    withdraw(other)
    return other
