"""The record of something that was logged, made of what was told of it.

Left out: what follows from it (``replay``). Source: RULES, "Words", "Return to run".
"""

from datetime import datetime

from msgspec.structs import replace

from coach.domain.activity_log.log_answers import LogAnswers, foreign
from coach.domain.activity_log.logged_kinds import Logged, LoggedKind, LogKind
from coach.domain.exercises.stage import Stage
from coach.domain.records.answers import with_check_in, with_pain_answers
from coach.domain.records.entries import Activity, Quality, Run, Session, Walk
from coach.domain.records.morning import is_recalled
from coach.domain.rules.numbers import END_WALK_S
from coach.domain.rules.programme import RETURN_TO_RUN, Programme
from coach.domain.rules.stages import RunPlan


def of_programme(thing: LoggedKind, planned: RunPlan | None) -> LoggedKind:
    """The thing; a run that names no programme gets that of the planned run."""
    if thing.what is not LogKind.RUN or thing.id or planned is None or planned.programme == RETURN_TO_RUN.id:
        return thing
    return LoggedKind(LogKind.RUN, planned.programme)


def filled_in(
    thing: LoggedKind, told: LogAnswers, planned: RunPlan | None, programme: Programme = RETURN_TO_RUN
) -> LogAnswers:
    """The answers once every open question was asked, with what no pain and "as planned" mean filled in.

    ``planned``: the run of that day; ``programme``: that of its stage.
    """
    if told.without_pain and thing.what in (LogKind.RUN, LogKind.SESSION):
        painful = () if thing.what is LogKind.SESSION else None
        told = replace(told, quality=Quality.NONE, gait_changed=False, painful=painful)
    return _with_seconds(told, planned, programme) if thing.what is LogKind.RUN and planned else told


def logged_record(thing: LoggedKind, told: LogAnswers, at: datetime, now: datetime) -> Logged:
    """The record, without an id. Raises ValueError if the thing is not named, or an answer does not belong to it."""
    if not thing.is_named or foreign(thing, told):
        raise ValueError(f"a {thing.what} {thing.id!r} with {foreign(thing, told)}")
    done = replace(_what_was_done(thing, told, at), morning=told.morning, note=told.note)
    record = with_check_in(with_pain_answers(done, told.pain_answers), told.check_in)
    if isinstance(record, Activity) or record.morning is None or not is_recalled(record, now):
        return record
    return replace(record, recalled=True)


def _what_was_done(thing: LoggedKind, told: LogAnswers, at: datetime) -> Logged:
    match thing.what:
        case LogKind.RUN:
            return Run(
                at=at,
                routine=thing.id or None,
                stage=told.stage,
                run_s=told.run_s,
                walk_s=told.walk_s,
                distance_m=told.distance_m,
                done=told.done,
                stopped=told.stopped,
            )
        case LogKind.WALK:
            return Walk(at=at, minutes=told.minutes, distance_m=told.distance_m)
        case LogKind.SESSION:
            return Session(at=at, routine=thing.id, done=told.done, stopped=told.stopped)
        case _:
            return Activity(at=at, kind=thing.id, minutes=told.minutes, distance_m=told.distance_m)


def as_planned(stage: int | None, planned: RunPlan, programme: Programme = RETURN_TO_RUN) -> Stage:
    """The run of a stage on the day of ``planned``: as planned if that is its stage (or None), else the whole stage."""
    return planned.shape if stage in (None, planned.stage) else programme.stage(stage or planned.stage)


def _with_seconds(told: LogAnswers, planned: RunPlan, programme: Programme) -> LogAnswers:
    """Fill in the seconds of a run that went as planned; for another one, the share of them that was run."""
    if planned.own and told.stage is None:
        return told  # it had no length to be a share of
    whole = as_planned(told.stage, planned, programme)
    if told.as_planned:
        walk_s = whole.walk_s * whole.reps + 2 * END_WALK_S
        return replace(told, run_s=whole.total_s, walk_s=walk_s, done=1.0)
    if told.run_s is None or told.done is not None:
        return told
    return replace(told, done=round(min(1.0, told.run_s / whole.total_s), 2))
