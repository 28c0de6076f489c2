"""The return to running: its stages, what must hold before the first run, and how much running today allows.

Left out: whether the day allows any training at all (``gate``). Source: RULES, "Return to run" (S3; physiotherapy
return-to-running protocols; Frandsen 2025).
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from coach.domain import rules
from coach.domain.pain import Light, Verdict
from coach.domain.phases import DAILY_LIFE, Need, is_alarming
from coach.domain.record import Run, Walk


@dataclass(frozen=True, slots=True)
class Stage:
    """Seconds running and walking, repeated ``reps`` times. ``walk_s`` 0: continuous."""

    run_s: int
    walk_s: int
    reps: int

    @property
    def total_s(self) -> int:
        """Seconds of running in all."""
        return self.run_s * self.reps


_INTERVALS = (
    Stage(60, 120, 6),
    Stage(80, 100, 6),
    Stage(100, 80, 6),
    Stage(120, 60, 6),
    Stage(210, 60, 4),
    Stage(300, 60, 3),
    Stage(480, 60, 2),
    Stage(510, 60, 2),
    Stage(1080, 0, 1),
)
"""Stages 1 to 9."""
CONTINUOUS_FROM = 9
TOP_RUN_S = 30 * 60
"""Continuous running grows to half an hour; hills and speed come after that."""
GROWTH_PERCENT = 110
"""Of a stage, a week or a single run: the most that the next may be (S3; Frandsen 2025)."""


def _stages() -> tuple[Stage, ...]:
    stages = list(_INTERVALS)
    while stages[-1].run_s < TOP_RUN_S:
        stages.append(Stage(min(TOP_RUN_S, stages[-1].run_s * GROWTH_PERCENT // 100), 0, 1))
    return tuple(stages)


STAGES = _stages()
"""Stage n is ``STAGES[n - 1]``."""


def stage_of(number: int) -> Stage:
    """A stage by its number, from 1; beyond the last it is the last."""
    return STAGES[min(max(number, 1), len(STAGES)) - 1]


@dataclass(frozen=True, slots=True)
class RunDone:
    """A run that was done: when, seconds of running, its light, and its stage.

    ``counts``: a green that may move a stage up.
    """

    at: datetime
    seconds: int
    light: Light
    counts: bool
    stage: int


@dataclass(slots=True, eq=False)
class RunStanding:
    """Where the return to running stands. ``entered``: the entry was passed and no run suspended it since.

    ``runs`` are the last 28 days' and more, oldest first; ``here`` those of the present stay on the stage. ``strength``
    says of the last strength and mixed sessions whether they count as green; ``walks`` are the last brisk walks.
    ``green_since_red``: a green session has come since the last red.
    """

    stage: int = 1
    entered: bool = False
    runs: deque[RunDone] = field(default_factory=deque)
    here: list[RunDone] = field(default_factory=list)
    ambers: int = 0
    strength: deque[bool] = field(default_factory=lambda: deque(maxlen=rules.ENTRY_SESSIONS))
    walks: deque[Walk] = field(default_factory=deque)
    last_red: datetime | None = None
    green_since_red: bool = True


@dataclass(frozen=True, slots=True)
class RunPlan:
    """Today's run. Not allowed: ``earliest`` is when, if only time is wanting. ``entry``: conditions, until passed."""

    allowed: bool
    stage: int
    run_s: int
    walk_s: int
    reps: int
    why: str
    earliest: datetime | None = None
    entry: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Why the day allows no run, and until when, where waiting is enough."""

    why: str
    until: datetime | None = None


# --- what a run did -------------------------------------------------------------------------------------------------


def stage_today(run: RunStanding, at: datetime) -> tuple[int, str]:
    """The stage a run at ``at`` would be of, and why."""
    if not run.runs:
        return run.stage, ""
    away = at - run.runs[-1].at
    if away > rules.RUN_GAP_TO_START:
        return 1, f"You have not run for {away.days} days: back to stage 1."
    if away > rules.RUN_GAP_STEP_BACK:
        return max(1, run.stage - 1), f"You have not run for {away.days} days: one stage back."
    last_two = run.here[-rules.RUN_GREENS_UP :]
    proven = len(last_two) == rules.RUN_GREENS_UP and all(done.counts for done in last_two)
    if proven and at - run.here[0].at >= rules.WEEK and run.stage < len(STAGES):
        return run.stage + 1, f"Two green runs at stage {run.stage}, and a week since its first: one stage up."
    return run.stage, _why_held(run, proven=proven)


def _why_held(run: RunStanding, *, proven: bool) -> str:
    if proven and run.stage < len(STAGES):
        return f"Two green runs at stage {run.stage}; the next stage comes a week after its first run."
    if run.here and run.here[-1].light is Light.AMBER:
        return f"Your last run was amber: stage {run.stage} again."
    return f"Stage {run.stage}: two green runs with their mornings, and a week, bring the next."


def commit_run(run: RunStanding, record: Run, verdict: Verdict, planned: RunPlan, *, counts: bool, acute: bool) -> None:
    """Take a run into account. ``planned`` is its own plan: one that allowed it passes the entry.

    ``counts``: a green that counts. ``acute``: the phase it was run in, whose ambers do not count.
    """
    stage = record.stage
    if stage is None:
        stage = planned.stage if planned.allowed else min(planned.stage, run.stage)
    if stage != run.stage:
        run.stage, run.here = stage, []
    run.entered = run.entered or planned.allowed
    seconds = record.run_s
    if seconds is None:
        as_planned = planned.allowed and stage == planned.stage
        seconds = planned.run_s * planned.reps if as_planned else stage_of(stage).total_s
    done = RunDone(record.at, seconds, verdict.light, counts, stage)
    run.runs.append(done)
    run.here.append(done)
    while run.runs[0].at < record.at - rules.RUN_HISTORY:
        run.runs.popleft()
    red, amber = verdict.light is Light.RED, verdict.alarms and not acute
    if counts:
        run.ambers = 0
    elif red or amber:
        run.ambers += 1
    if is_alarming(record):
        run.entered = False
    if red or (amber and run.ambers >= rules.RUN_AMBERS_BACK):
        run.stage, run.here = max(1, run.stage - 1), []


# --- what must hold before the first run ----------------------------------------------------------------------------


def entry(run: RunStanding, at: datetime, daily_life: bool | None, today_pain_free: bool | None) -> tuple[Need, ...]:
    """The conditions of the first run, and which of them hold. The phase is asked elsewhere."""
    walks = sum(_fits(walk, run, at) for walk in run.walks)
    greens = len(run.strength) == rules.ENTRY_SESSIONS and all(run.strength)
    calm = run.last_red is None or at - run.last_red >= rules.WEEK
    return (
        Need(DAILY_LIFE, daily_life is True and today_pain_free is not False),
        Need(f"your last {rules.ENTRY_SESSIONS} strength or mixed sessions green and fully answered", greens),
        Need(
            f"two brisk walks of {rules.ENTRY_WALK_MINUTES} minutes without a limp, each with a calm next morning "
            f"(so far {walks})",
            walks >= rules.ENTRY_WALKS,
        ),
        Need("no red for 7 days", calm),
    )


def _fits(walk: Walk, run: RunStanding, at: datetime) -> bool:
    return (
        (walk.minutes or 0) >= rules.ENTRY_WALK_MINUTES
        and walk.limp is False
        and walk.before is not None
        and walk.morning is not None
        and walk.morning <= walk.before
        and at - walk.at <= rules.ENTRY_WALK_WINDOW
        and (run.last_red is None or walk.at > run.last_red)
    )


# --- how often and how much -----------------------------------------------------------------------------------------


def free_from(runs: Sequence[RunDone], at: datetime) -> datetime:
    """The earliest moment, ``at`` or later, that the spacing of days allows: three in seven, never on running days."""
    earliest = at
    if runs:
        day_after_next = runs[-1].at.date() + timedelta(days=2)
        if at.date() < day_after_next:
            earliest = datetime.combine(day_after_next, time(0), at.tzinfo)
    if len(runs) >= rules.RUNS_A_WEEK:
        earliest = max(earliest, runs[-rules.RUNS_A_WEEK].at + rules.WEEK)
    return earliest


def capped_s(runs: Sequence[RunDone], stage: int, at: datetime) -> int:
    """Seconds of running that the caps leave of a stage at ``at``; below stage 9 all of it."""
    wanted = stage_of(stage).total_s
    if stage < CONTINUOUS_FROM:
        return wanted
    return max(0, min([wanted, *_caps(runs, at)]))


def _caps(runs: Sequence[RunDone], at: datetime) -> Iterator[int]:
    longest = max((done.seconds for done in runs if at - done.at <= rules.LONGEST_RUN_WINDOW), default=None)
    if longest is not None:
        yield longest * GROWTH_PERCENT // 100
    recent = [done for done in runs if at - done.at <= rules.LARGEST_WEEK_WINDOW]
    if recent:
        largest = max(_week_before(recent, done.at, including=True) for done in recent)
        yield largest * GROWTH_PERCENT // 100 - _week_before(runs, at, including=False)


def _week_before(runs: Sequence[RunDone], at: datetime, *, including: bool) -> int:
    """Seconds run in the seven days up to ``at``."""
    return sum(
        done.seconds for done in runs if timedelta(0) <= at - done.at < rules.WEEK and (including or done.at < at)
    )


def plan_run(
    run: RunStanding, at: datetime, *, blocked: Block | None, daily_life: bool | None, today_pain_free: bool | None
) -> RunPlan:
    """Today's run. ``blocked``: what of the day allows none. ``daily_life``: the last recorded answer."""
    number, why = stage_today(run, at)
    needs = () if run.entered else entry(run, at, daily_life, today_pain_free)
    wanting = [need.words for need in needs if not need.met]
    earliest: datetime | None = at
    if blocked:
        why, earliest = blocked.why, None if wanting else blocked.until
    elif wanting:
        why, earliest = f"Before you run: {'; '.join(wanting)}.", None
    else:
        earliest = _first_fitting(run.runs, number, at)
        if earliest != at:
            why = "Runs need a day between, are three a week at most, and grow by a tenth at most."
    stage = stage_of(number)
    if blocked or wanting or earliest != at:
        return RunPlan(False, number, stage.run_s, stage.walk_s, stage.reps, why, earliest, needs)
    allowed_s = capped_s(run.runs, number, at)
    if allowed_s < stage.total_s:
        why = f"{why} Shortened to {allowed_s // 60}:{allowed_s % 60:02}: weeks and runs grow by a tenth at most."
    why = why.strip() or "Your first run: flat and easy, with five minutes of walking at each end."
    return RunPlan(True, number, min(stage.run_s, allowed_s), stage.walk_s, stage.reps, why, None, needs)


def _first_fitting(runs: Sequence[RunDone], stage: int, at: datetime) -> datetime | None:
    """The first moment that spacing and caps allow: at once, or when a run leaves the week. None: not within one."""
    free = free_from(runs, at)
    moments = [free, *(done.at + rules.WEEK for done in runs if done.at + rules.WEEK > free)]
    wanted = stage_of(stage).total_s
    return next((moment for moment in moments if 2 * capped_s(runs, stage, moment) >= wanted), None)
