"""The return to running: stage, entry, how often, how much.

Source: RULES, "Return to run".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from .lights import DAY
from .phases import first_phase, is_alarming, stage_of
from .story import Past, RunAsked, Story

CheckIn = dict[str, Any]
LEAST_RUN_S = 9 * 60
"""What a cap must leave, and what a week may always grow by."""
CAPPED_FROM = 9


def stages() -> list[tuple[int, int, int]]:
    """Run and walk in seconds, and reps, from stage 1 on: the table, then "continuous, each 10 % more (whole seconds,
    down), the last 30 min".
    """
    table = [(60, 120, 6), (80, 100, 6), (100, 80, 6), (120, 60, 6), (210, 60, 4), (300, 60, 3), (480, 60, 2)]
    table += [(510, 60, 2), (1080, 0, 1)]
    while len(table) < 14:
        table.append((table[-1][0] * 110 // 100, 0, 1))
    return [*table, (1800, 0, 1)]


STAGES = stages()
MINUTES = (6, 8, 10, 12, 14, 15, 16, 17, 18)
"""The running minutes that the table gives for stages 1 to 9; the others run their seconds."""


def seconds_of(stage: int) -> int:
    """All seconds run at a stage."""
    run_s, _, reps = STAGES[min(stage, len(STAGES)) - 1]
    return run_s * reps


@dataclass
class Standing:
    """Where the runs so far have led. ``at_stage``: the runs since the stage was come to."""

    stage: int = 1
    passed: bool = False
    own: bool = False
    at_stage: list[Past] = field(default_factory=list)
    ambers: int = 0


# --- what was said at the start --------------------------------------------------------------------------------------


def runs_already(story: Story, first_before: int | None) -> bool:
    """Whether `run_minutes` is in force: "from 6 minutes on"; "not in force where the history starts in acute or its
    first before is above 0 (while nothing is recorded: today's)"; nor for whoever has runs of their own.
    """
    enough = story.start.get("run_minutes", 0) >= 6 and not story.start.get("own_runs")
    entries = [past.entry for past in story.pasts]
    starts_acute = first_phase(entries, story.start) == "acute" or story.phases[0].phase == "acute"
    return enough and not starts_acute and (first_before or 0) == 0


def first_before(story: Story, check_in: CheckIn) -> int | None:
    """The first before that was told, of whatever was noted; while none is recorded, today's."""
    told = [past.entry["before"] for past in story.pasts if "before" in past.entry]
    before: int | None = told[0] if told else check_in.get("before")
    return before


def stage_for(minutes: int) -> int:
    """ "The highest stage whose minutes are ≤ N." """
    return max(stage for stage in range(1, len(STAGES) + 1) if seconds_of(stage) <= minutes * 60)


# --- stage and entry -------------------------------------------------------------------------------------------------


def standing(story: Story, check_in: CheckIn) -> Standing:
    """Every run, and every move down to acute, taken in from the beginning."""
    began = first_phase([past.entry for past in story.pasts], story.start)
    now = Standing(own=bool(story.start.get("own_runs")) and began != "acute")
    if runs_already(story, first_before(story, check_in)):
        now.stage, now.passed = stage_for(story.start["run_minutes"]), True
    unsure = "run_minutes" in story.start
    for number, past in enumerate(story.pasts):
        if unsure and "before" in past.entry:
            unsure = False
            if past.entry["before"] > 0:
                never_in_force(now, story.pasts[:number])
        stage = now.stage
        if past.entry["type"] == "run":
            stage = take_in_run(now, past)
        elif past.entry["type"] == "session" and past.is_counted_green and story.ends_ambers(past):
            now.ambers = 0
        if now.own and ((past.entry["type"] == "run" and past.is_red) or past.entry.get("gait_changed") is True):
            now.own, now.passed = False, False
        if falls_to_acute_after(story, number):
            suspend(now, stage)
    return now


def take_in_run(now: Standing, past: Past) -> int:
    """What one run does: "Hold: amber. Back one: two ambers of runs running, each further one another; or a red run.
    Sharp, catching or changed gait: suspended". The stage that it was run at.
    """
    stage = stage_of(past) or now.stage
    if stage != now.stage or not now.at_stage:
        now.stage, now.at_stage = stage, []
    now.at_stage.append(past)
    now.passed = now.passed or (past.run is not None and past.run.allowed and not now.own)
    if past.is_counted_green:
        now.ambers = 0
    elif past.is_red or (past.is_amber and past.phase != "acute"):
        now.ambers += 1
    if is_alarming(past):
        suspend(now, stage)
    elif past.is_red or (past.is_amber and past.phase != "acute" and now.ambers >= 2):
        go_to(now, stage - 1)
    return stage


def never_in_force(now: Standing, pasts: Sequence[Past]) -> None:
    """The first before that is known was above 0: runs that went by what was said have passed nothing."""
    told = [past.entry["stage"] for past in pasts if past.entry["type"] == "run" and "stage" in past.entry]
    now.passed = False
    go_to(now, told[-1] if told else 1)


def suspend(now: Standing, stage: int) -> None:
    """ "Suspended, entry asked anew, then one stage back"; runs of one's own are planned from then on."""
    now.passed = now.own = False
    go_to(now, stage - 1)


def go_to(now: Standing, stage: int) -> None:
    now.stage, now.at_stage = max(1, stage), []


def falls_to_acute_after(story: Story, number: int) -> bool:
    """Whether this entry made a move down to acute: "suspension comes from … every move down to acute"."""
    return any(
        begun.after == number and begun.phase == "acute" and before.phase != "acute"
        for before, begun in zip(story.phases, story.phases[1:], strict=False)
    )


def stage_at(story: Story, now: Standing, at: datetime, check_in: CheckIn) -> int:
    """The stage that a plan asks for. "Up one: the last 2 runs of this stage green, not provisional, and ≥ 7 days since
    its first. No run for > 14 days: one stage back; > 28: stage 1."
    """
    last = [run.at for run in story.runs[-1:]]
    if not last and runs_already(story, first_before(story, check_in)):
        last = [story.begins]
    if last and at - last[0] > 28 * DAY:
        return 1
    if last and at - last[0] > 14 * DAY:
        return max(1, now.stage - 1)
    good = len(now.at_stage) >= 2 and all(run.is_counted_green for run in now.at_stage[-2:])
    if good and at - now.at_stage[0].at >= 7 * DAY:
        return min(len(STAGES), now.stage + 1)
    return now.stage


def passes_entry(story: Story, at: datetime, check_in: CheckIn) -> bool:
    """ "Entry, all of: recovery or maintenance; daily life pain-free; the last 3 strength or mixed sessions green and
    not provisional; two brisk walks of ≥ 30 minutes, within 14 days and after the last red, without a limp, each with a
    morning not above its before; no red for 7 days."
    """
    built = [past for past in story.pasts if story.is_building(past)][-3:]
    walks = [past for past in story.pasts if past.entry["type"] == "walk" and is_good_walk(story, past, at)]
    return (
        story.phase != "acute"
        and story.last_daily_life() is True
        and check_in.get("daily_life_pain_free") is not False
        and len(built) == 3
        and all(past.is_counted_green for past in built)
        and len(walks) >= 2
        and not any(at - red.at < 7 * DAY for red in story.reds)
    )


def is_good_walk(story: Story, past: Past, at: datetime) -> bool:
    """ "A walk's limp is explicitly false." """
    walk = past.entry
    return (
        walk.get("minutes", 0) >= 30
        and at - past.at <= 14 * DAY
        and all(red.at < past.at for red in story.reds)
        and walk.get("limp") is False
        and "morning" in walk
        and "before" in walk
        and walk["morning"] <= walk["before"]
    )


def is_loaded_since_red(story: Story) -> bool:
    """ "None after any red until a green session of kind strength or mixed, not provisional." """
    if not story.reds:
        return True
    later = story.pasts[story.number(story.reds[-1]) + 1 :]
    return any(story.is_building(past) and past.is_counted_green for past in later)


# --- how often and how much ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ran:
    """A run as the caps see it: seconds run, the higher of its stage done and planned, and its week where it is the
    one that stands at the beginning.
    """

    at: datetime
    seconds: int
    stage: int
    week: int | None = None


def ran(story: Story, check_in: CheckIn) -> list[Ran]:
    """All runs; with `run_minutes` in force also, "where the history begins", one "of N minutes, and N × K as its
    week".
    """
    found = [Ran(past.at, seconds_run(past), max(stage_of(past), past.run.stage)) for past in story.runs if past.run]
    if runs_already(story, first_before(story, check_in)):
        minutes = story.start["run_minutes"]
        week = minutes * 60 * story.start.get("runs_per_week", 1)
        found.insert(0, Ran(story.begins, minutes * 60, stage_for(minutes), week))
    return found


def seconds_run(past: Past) -> int:
    """ "A run without run_s counts as planned, allowed or not; as its stage where it should have waited, or where
    another stage is recorded."
    """
    if "run_s" in past.entry:
        return int(past.entry["run_s"])
    if past.run is None or stage_of(past) == 0:
        return 0
    if past.run.must_wait or stage_of(past) != past.run.stage:
        return seconds_of(stage_of(past))
    return past.run.run_s * past.run.reps


def most_seconds(runs: Sequence[Ran], at: datetime, stage: int) -> int | None:
    """What the caps leave for a run now; None: they are not in force.

    "For 28 days after a run done or planned at stage 9 or later, whatever the stage since."
    """
    if stage < CAPPED_FROM and not any(run.stage >= CAPPED_FROM and at - run.at <= 28 * DAY for run in runs):
        return None
    limits = [limit for limit in (week_leaves(runs, at), longest_leaves(runs, at)) if limit is not None]
    return min(limits) if limits else None


def week_leaves(runs: Sequence[Ran], at: datetime) -> int | None:
    """ "The total of 7 days ≤ 110 % (or 9 minutes more, where that is more) of the largest 7-day total of the last 28
    days that ended before these 7 (none: the largest so far), of which only runs of these 28 days count."
    """
    earlier = [run for run in runs if 7 * DAY <= at - run.at <= 28 * DAY]
    base = largest_week(earlier) or largest_week([run for run in runs if at - run.at <= 28 * DAY])
    if not base:
        return None
    this_week = sum(run.seconds for run in runs if at - run.at < 7 * DAY)
    return max(base * 110 // 100, base + LEAST_RUN_S) - this_week


def largest_week(runs: Sequence[Ran]) -> int:
    """The largest total of 7 days, of these runs alone."""
    totals = [run.week for run in runs if run.week is not None]
    for last in runs:
        week = [run.seconds for run in runs if timedelta(0) <= last.at - run.at < 7 * DAY]
        totals.append(sum(week))
    return max(totals, default=0)


def longest_leaves(runs: Sequence[Ran], at: datetime) -> int | None:
    """ "Any single run ≤ 110 % of the longest in 30" days."""
    lately = [run.seconds for run in runs if at - run.at <= 30 * DAY]
    return max(lately) * 110 // 100 if lately else None


def is_soon(story: Story, at: datetime) -> bool:
    """ "At most 3 runs in 7 days, never on consecutive days nor twice on one, nor within 24 h." """
    runs = [run.at for run in story.runs]
    if sum(at - run < 7 * DAY for run in runs) >= 3:
        return True
    return any(at - run < DAY or abs((at.date() - run.date()).days) <= 1 for run in runs[-1:])


def is_right_time(story: Story, at: datetime, check_in: CheckIn, until: datetime | None) -> bool:
    """Whether nothing but the time speaks for this moment: row 3 (``until``), how often, and how much."""
    if (until is not None and at < until) or is_soon(story, at):
        return False
    stage = stage_at(story, standing(story, check_in), at, check_in)
    most = most_seconds(ran(story, check_in), at, stage)
    return most is None or most >= LEAST_RUN_S


def earliest(story: Story, at: datetime, check_in: CheckIn, until: datetime | None) -> datetime | None:
    """The first moment that is right: one where some run, or some red, leaves a window of the rules."""
    spans = (DAY, 7 * DAY, 28 * DAY, 28 * DAY + timedelta(seconds=1), 30 * DAY, 30 * DAY + timedelta(seconds=1))
    moments = [run.at + span for run in ran(story, check_in) for span in spans]
    moments += [run.at + 14 * DAY + timedelta(seconds=1) for run in story.runs]
    for run in story.runs:
        midnight = datetime.combine(run.at.date() + 2 * DAY, time(), at.tzinfo)
        moments.append(midnight)
    moments += [until] if until is not None else []
    return next((t for t in sorted(moments) if t >= at and is_right_time(story, t, check_in, until)), None)


# --- the run of a plan -----------------------------------------------------------------------------------------------


def run_of(story: Story, at: datetime, check_in: CheckIn, refused: bool, until: datetime | None) -> RunAsked:
    """Today's run. ``refused``: rows 1, 2 or 5 say no; ``until``: when row 3 lets go, if it holds."""
    now = standing(story, check_in)
    if now.own:
        allowed = not refused and until is None
        return RunAsked(allowed, 0, 0, 0, 0, earliest=until if not refused else None)
    stage = stage_at(story, now, at, check_in)
    run_s, walk_s, reps = STAGES[stage - 1]
    most = most_seconds(ran(story, check_in), at, stage)
    if most is not None and most >= LEAST_RUN_S:
        run_s, reps = (min(run_s, most), 1) if reps == 1 else (run_s, min(reps, most // run_s))
    may = (
        not refused
        and story.phase != "acute"
        and is_loaded_since_red(story)
        and check_in.get("painkiller") is not True
        and (now.passed or passes_entry(story, at, check_in))
    )
    right = is_right_time(story, at, check_in, until)
    too_much = is_soon(story, at) or (most is not None and most < LEAST_RUN_S)
    when = None if right or not may else earliest(story, at, check_in, until)
    return RunAsked(may and right, stage, run_s, walk_s, reps, must_wait=too_much, earliest=when)
