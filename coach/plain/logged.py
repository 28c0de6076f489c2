"""What is said after something done elsewhere was stored: the record, its light, a lock, and what comes next."""

from collections.abc import Iterator
from datetime import datetime

from coach.domain.activity_log.logged_kinds import Logged
from coach.domain.listing import listed
from coach.domain.planning.run_steps import stage_in_words
from coach.domain.records.days import day, near_moment
from coach.domain.records.entries import Activity, Run, Session, Walk
from coach.domain.records.morning import ASKED_FOR, has_come
from coach.domain.records.titles import record_title
from coach.domain.rules.run_entry import what_walk_lacks
from coach.domain.rules.stages import RunPlan
from coach.plain.around.lock_words import locked_lines
from coach.plain.plan_lines import light_line
from coach.services.today import next_run
from coach.services.training import Training
from coach.system.invocation import call


def logged_lines(training: Training, record: Logged) -> Iterator[str]:
    """The lines that are said after a record was stored."""
    now, at = training.clock.now(), record.at
    yield f"Kept: {training.records.in_full(record)} ({day(at)}, {at:%H:%M}{_zone(at, now)})."
    if isinstance(record, Session | Run):
        verdict = training.records.verdict(record)
        if verdict is not None:
            yield light_line(verdict)
    lock = training.standing().lock
    if lock.is_on:
        yield from locked_lines(lock)
        return
    yield from _morning_line(training, record, now)
    yield _next_line(training, record, now)


def _zone(at: datetime, now: datetime) -> str:
    """The UTC offset in which it was entered, if the clock here had another one then."""
    if at.utcoffset() == at.astimezone(now.tzinfo).utcoffset() or at.utcoffset() == at.astimezone().utcoffset():
        return ""
    return f" {at:%z}"


def _morning_line(training: Training, record: Logged, now: datetime) -> Iterator[str]:
    """That the answer about the next morning is still missing, if it can be given later; or whose it counts as."""
    if isinstance(record, Activity) or record.morning is not None:
        return
    bearer = training.records.bearer_beside(record)
    if bearer is not None:
        told = f"{record_title(bearer, training.catalogue)}, with {bearer.morning}"
        yield f"The morning after counts already, for {told}: one bad morning counts once."
        return
    if now - record.at > ASKED_FOR:
        return
    when = "Tell how the morning after was" if has_come(record.at, now) else "Tell me tomorrow how the morning was"
    yield f"{when}: {call('morning N')} (0 to 10)."


def _next_line(training: Training, record: Logged, now: datetime) -> str:
    if isinstance(record, Run | Walk):
        run = next_run(training)
        said = run_line(run, now, stage_in_words(run.stage, training.today.programme(run)))
        waits = not run.allowed and run.earliest is None
        return f"{_lacks(record)}{said}" if waits and isinstance(record, Walk) else said
    suggestion = training.today.suggestion()
    if suggestion.routine is None:
        return suggestion.why
    return f"Next: {training.catalogue.routines[suggestion.routine].name}. {suggestion.why}"


def _lacks(walk: Walk) -> str:
    """Why a walk does not count towards the first run, whatever its morning; else the count would stay unexplained."""
    lacks = what_walk_lacks(walk)
    return f"For the way to running this walk lacks {listed(lacks)}. " if lacks else ""


def run_line(run: RunPlan, now: datetime, what: str) -> str:
    """What the run plan allows now. ``what``: its stage in words."""
    if run.own and run.allowed:
        return run.why
    if run.allowed:
        return f"You may run today. {what} {run.why}"
    if run.earliest is None:
        return f"No run yet. {run.why}"
    return f"Your next run may be from {near_moment(run.earliest, now)} on. {what} {run.why}"
