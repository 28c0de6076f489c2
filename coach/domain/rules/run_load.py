"""How often and how much: the spacing of runs, and the caps on a week and on a single run.

Left out: the stages (``stages``), and what else today asks of a run (``run_gate``). Source: RULES, "Return to run"
(S3; Frandsen 2025).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

from coach.domain.exercises.stage import Stage, shortened
from coach.domain.rules import numbers as rules
from coach.domain.rules.programme import GROWTH_PERCENT, RETURN_TO_RUN, is_long, most_after
from coach.domain.rules.stages import RunDone, RunStanding, stage_today

_SECOND = timedelta(seconds=1)


def free_from(runs: Sequence[RunDone], at: datetime) -> datetime:
    """The earliest moment, ``at`` or later, that the spacing allows.

    At most three in seven days, never on a running day nor the day after, and 24 hours apart: a calendar day that a
    change of UTC offset shortens or skips is no rest.
    """
    if not runs:
        return at
    earliest = max(at, runs[-1].at + rules.RUN_APART)
    last_three = list(runs)[-rules.RUNS_A_WEEK :]
    if len(last_three) == rules.RUNS_A_WEEK:
        earliest = max(earliest, last_three[0].at + rules.WEEK)
    earliest = earliest.astimezone(at.tzinfo)
    day_after_next = max(done.at.date() for done in last_three) + timedelta(days=2)
    if earliest.date() < day_after_next:
        earliest = datetime.combine(day_after_next, time(0), at.tzinfo)
    return earliest


# --- the caps -------------------------------------------------------------------------------------------------------


class Load(NamedTuple):
    """A run as the caps see it: time, seconds, and ``week_s``: seconds of the seven days ending with it, 0: unknown."""

    at: datetime
    seconds: int
    week_s: int = 0


def cap_s(run: RunStanding, at: datetime) -> int | None:
    """Seconds of running that the caps allow a run at ``at``; None: they are not in force.

    A run at a long stage puts them in force, whatever the stage since. They do not depend on today's stage: else an
    amber that leads back below the long stages would open what they had closed.
    """
    said = run.said
    loads = [Load(done.at, done.seconds) for done in run.runs]
    if said is not None:
        loads.insert(0, Load(said.at or at, said.run_s, said.week_s))
    long = [done.at for done in run.runs if done.long]
    if said is not None and said.run_s >= rules.LONG_RUN_S:
        long.append(said.at or at)
    if not any(at - done <= rules.CAPS_FOR for done in long):
        return None
    return min(_caps(loads, at))


def _caps(loads: Sequence[Load], at: datetime) -> Iterator[int]:
    """The seconds that each cap leaves: of a single run, and of a week. The long run behind them is in both windows."""
    yield max(load.seconds for load in loads if at - load.at <= rules.LONGEST_RUN_WINDOW) * GROWTH_PERCENT // 100
    recent = [load for load in loads if at - load.at <= rules.LARGEST_WEEK_WINDOW]
    ended = [load for load in recent if at - load.at >= rules.WEEK]
    largest = max(_week_ending_with(load, recent) for load in ended or recent)
    this_week = sum(load.seconds for load in recent if at - load.at < rules.WEEK)
    yield max(largest * GROWTH_PERCENT // 100, largest + rules.WEEK_GROWTH_S) - this_week


def _week_ending_with(last: Load, loads: Sequence[Load]) -> int:
    """Seconds run in the seven days that end with the run ``last``."""
    return max(last.week_s, sum(load.seconds for load in loads if timedelta(0) <= last.at - load.at < rules.WEEK))


def under_caps(stage: Stage, left_s: int, least_s: int = rules.RUN_LEAST_S) -> Stage | None:
    """A stage within what the caps leave: a continuous run shortened, or whole repetitions left off. None: it waits.

    ``left_s``: the seconds that they leave; below ``least_s`` the run waits.
    """
    return None if left_s < least_s else shortened(stage, left_s)


def entered_gently(run: RunStanding, number: int, at: datetime) -> Stage:
    """A stage as it may be run where no caps are in force: a long one grows by a tenth or two minutes at most.

    It grows from the longest of these: the stage before it, the longest run of the last 30 days, what was said at the
    start, and the first stage of the return to running.
    """
    programme = run.programme
    stage = programme.stage(number)
    if not is_long(stage):
        return stage
    longest = max((done.seconds for done in run.runs if at - done.at <= rules.LONGEST_RUN_WINDOW), default=0)
    said_s = run.said.run_s if run.said else 0
    before_s = programme.stage(number - 1).total_s if number > 1 else 0
    return shortened(stage, max(most_after(max(longest, said_s, before_s, _FIRST_RUN_S)), programme.least_s))


def of_today(run: RunStanding, number: int, at: datetime) -> Stage | None:
    """A stage as caps or growth allow it at a time; None: by the caps it waits."""
    left_s = cap_s(run, at)
    if left_s is None:
        return entered_gently(run, number, at)
    return under_caps(run.programme.stage(number), left_s, run.programme.least_s)


_FIRST_RUN_S = RETURN_TO_RUN.stage(1).total_s


# --- when -----------------------------------------------------------------------------------------------------------


def first_fitting(run: RunStanding, at: datetime) -> datetime | None:
    """The first time, ``at`` or later, at which spacing and caps allow a run; None: none can be told."""
    free = free_from(run.runs, at)
    later = sorted(moment.astimezone(at.tzinfo) for moment in _changes(run) if moment > free)
    return next((moment for moment in (free, *later) if _fits(run, moment)), None)


def _fits(run: RunStanding, at: datetime) -> bool:
    number, _ = stage_today(run, at)
    return free_from(run.runs, at) == at and of_today(run, number, at) is not None


def _changes(run: RunStanding) -> Iterator[datetime]:
    """The times at which waiting may change what is allowed: a run leaves a week or window, or a break gets long."""
    moments = [done.at for done in run.runs]
    if run.said is not None and run.said.at is not None:
        moments.append(run.said.at)
    for moment in moments:
        yield moment + rules.WEEK
        for window in _WINDOWS:
            yield moment + window + _SECOND


_WINDOWS = (
    rules.RUN_GAP_STEP_BACK,
    rules.RUN_GAP_TO_START,
    rules.CAPS_FOR,
    rules.LARGEST_WEEK_WINDOW,
    rules.LONGEST_RUN_WINDOW,
)
"""Each includes its last moment, so what it allows changes a second later."""
