"""Which questions each thing that is logged is asked, in which order, and which of them are open.

Left out: what the questions say (``records.questions``), and how they are asked (``plain``, ``tui``, ``cli``).
"""

from datetime import datetime

from coach.domain.activity_log.log_answers import LogAnswers
from coach.domain.activity_log.logged_kinds import LoggedKind, LogKind
from coach.domain.records.morning import has_come
from coach.domain.records.questions import LOG, Prompt, When
from coach.domain.rules.stages import RunPlan

FAR = ("swim", "bike", "elliptical", "skate")
"""The cross-training that covers a distance, so that it is asked for; for any other it may still be given."""
_FIRST = {
    LogKind.RUN: ("stage", "as_planned", "run_s", "walk_s", "stopped"),
    LogKind.WALK: ("minutes", "limp"),
    LogKind.SESSION: ("done", "stopped"),
    LogKind.ACTIVITY: ("minutes",),
}
_LAST = {
    LogKind.RUN: ("quality", "gait_changed", "effort", "painkiller", "morning", "distance_m"),
    LogKind.WALK: ("morning", "distance_m"),
    LogKind.SESSION: ("quality", "gait_changed", "painful", "effort", "painkiller", "morning"),
    LogKind.ACTIVITY: ("distance_m",),
}
"""How far comes last: no rule looks at it, so whoever has had enough of questions loses nothing."""


def offered_stage(planned: RunPlan | None) -> int:
    """The stage that is offered for a run of the day of ``planned``."""
    return planned.stage if planned is not None and not planned.own else 1


def prompts(thing: LoggedKind) -> tuple[Prompt, ...]:
    """Every question that such a thing may be asked, in their order."""
    return tuple(LOG[name] for name in (*_FIRST[thing.what], "before", "worst", "after", *_LAST[thing.what]))


def is_open(
    prompt: Prompt,
    thing: LoggedKind,
    told: LogAnswers,
    at: datetime,
    now: datetime,
    planned: RunPlan | None = None,
    *,
    morning_is_told: bool = False,
) -> bool:
    """Whether a question is to be asked, given the answers so far and when it was.

    ``planned``: the run of that day; of the runner's own runs nothing was planned.
    ``morning_is_told``: a bad morning after that day is on record for something else, and counts once.
    """
    is_own = planned is not None and planned.own
    match prompt.when:
        case When.PLANNED:
            return not is_own
        case When.NOT_AS_PLANNED:
            return told.as_planned is False
        case When.OF_ANY_LENGTH:
            return told.as_planned is False or is_own
        case When.CUT_SHORT:
            return told.as_planned is False if thing.what is LogKind.RUN else told.done is not None and told.done < 1
        case When.WITH_PAIN:
            return not told.without_pain
        case When.GOES_FAR:
            return thing.what is not LogKind.ACTIVITY or thing.id in FAR
        case When.MORNING:
            return has_come(at, now) and not morning_is_told
    return True
