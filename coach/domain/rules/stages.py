"""The return to running: where a runner stands among the stages, and how a run changes that.

Left out: the stages themselves (``programme``), what must hold before the first run (``run_entry``), how often and how
much (``run_load``), and whether today allows a run (``run_gate``).
Source: RULES, "Return to run" (S3; physiotherapy return-to-running protocols; Frandsen 2025).
"""

from collections import deque
from datetime import datetime

from msgspec import Struct, field
from msgspec.structs import replace

from coach.domain.exercises.exercise import says_running
from coach.domain.exercises.stage import Interval, Stage
from coach.domain.records.answers import with_answers_of
from coach.domain.records.entries import Run, Session, StepDone, Walk
from coach.domain.rules import numbers as rules
from coach.domain.rules.light import Light, Verdict
from coach.domain.rules.phases import Need, is_alarming
from coach.domain.rules.programme import RETURN_TO_RUN, STAGES, Programme


class RunDone(Struct, frozen=True):
    """A run that was done: when, seconds of running, its light, and its stage, of which programme.

    ``counts``: a green that may move a stage up. ``told``: the runner said the stage. ``long``: it was done or planned
    at a long stage, which puts the caps in force for a while (``CAPS_FOR``).
    """

    at: datetime
    seconds: int
    light: Light
    counts: bool
    stage: int
    told: bool
    long: bool
    programme: str = rules.RETURN_TO_RUN_ROUTINE


class RunsSaid(Struct, frozen=True):
    """What a runner who ran without this pain said at the start: seconds of one run, and of a week's runs.

    ``at``: where the history begins, None while nothing is recorded. ``sure``: the first ``before`` of the history is
    known, and 0.
    """

    run_s: int
    week_s: int
    at: datetime | None = None
    sure: bool = False


class RunStanding(Struct, eq=False):
    """Where the return to running stands. ``entered``: the entry was passed, and nothing suspended it since.

    ``stage``: one of ``programme``, which is the one that was run last.

    ``runs``: those of the last ``RUN_HISTORY``, oldest first; ``here``: those since the runner last came to this stage.
    ``ambers``: how many ambers and reds of runs are running. ``strength``: whether each of the last strength and mixed
    sessions counts as green; ``walks``: the last brisk walks. ``proven_since_red``: a green session of strength or
    mixed has come since the last red. ``said``: what the runner runs already, while that is in force; ``own``: the
    runner plans their runs alone.
    """

    stage: int = 1
    entered: bool = False
    runs: deque[RunDone] = field(default_factory=deque)
    here: list[RunDone] = field(default_factory=list)
    ambers: int = 0
    strength: deque[bool] = field(default_factory=lambda: deque(maxlen=rules.ENTRY_SESSIONS))
    walks: deque[Walk] = field(default_factory=deque)
    last_red: datetime | None = None
    proven_since_red: bool = True
    said: RunsSaid | None = None
    own: bool = False
    programme: Programme = RETURN_TO_RUN

    def stand_on(self, stage: int) -> None:
        """Move to a stage, or begin the present one anew: earlier runs no longer count toward the next."""
        self.stage, self.here = stage, []

    def back_one(self) -> None:
        """Go one stage back; at the first, begin it anew."""
        self.stand_on(self.programme.back_from(self.stage))

    def take_up(self, programme: Programme) -> None:
        """Follow this programme from now on, at its highest stage with no more running than now, else at stage 1."""
        if programme is self.programme or programme == self.programme:
            return
        present_s = self.present_s
        self.programme = programme
        self.stand_on(programme.highest_within(present_s) or 1)

    @property
    def present_s(self) -> int:
        """Seconds of running at the present stage; before the first run, what was said at the start, or 0."""
        here_s = self.programme.stage(self.stage).total_s
        if self.runs:
            return here_s
        if self.said is None:
            return 0
        as_said = self.stage == self.programme.highest_within(self.said.run_s)
        return self.said.run_s if as_said else here_s

    def ask_entry(self) -> None:
        """Suspend running: the entry must be passed again, also by those whose runs were their ``own``."""
        self.entered = self.own = False


def following(run: RunStanding, programme: Programme) -> RunStanding:
    """The standing as if this programme were followed from now on; the one given stays as it is."""
    if programme is run.programme or programme == run.programme:
        return run
    other = replace(run, here=list(run.here))
    other.take_up(programme)
    return other


class RunPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """Today's run. ``earliest``: when it is allowed, if waiting is enough. ``entry``: its conditions, until passed.

    ``stage`` 0 and no seconds: the runner's own runs, never planned. ``waits``: spacing or caps allow none yet.
    ``intervals``: as in ``Stage``. ``programme``: the id of the stage's programme; ``top``: number of its last stage.
    """

    allowed: bool
    stage: int
    run_s: int
    walk_s: int
    reps: int
    why: str
    earliest: datetime | None = None
    entry: tuple[Need, ...] = ()
    waits: bool = False
    intervals: tuple[Interval, ...] = ()
    programme: str = rules.RETURN_TO_RUN_ROUTINE
    top: int = len(STAGES)

    @property
    def shape(self) -> Stage:
        """Its runs and walks as a stage."""
        return Stage(self.run_s, self.walk_s, self.reps, self.intervals)

    @property
    def own(self) -> bool:
        """Whether the runner plans their runs alone."""
        return self.stage == OWN


OWN = 0
"""The stage number of runs that the coach does not plan."""


# --- what a run did -------------------------------------------------------------------------------------------------


def last_run_at(run: RunStanding, at: datetime) -> datetime | None:
    """Time of the last run; without one, the beginning of the history if runs were said at the start. None: never."""
    if run.runs:
        return run.runs[-1].at
    return (run.said.at or at) if run.said else None


def stage_today(run: RunStanding, at: datetime) -> tuple[int, str]:
    """The number of the stage for a run at ``at``, and why."""
    last = last_run_at(run, at)
    if last is None:
        return run.stage, ""
    away = at - last
    if away > rules.RUN_GAP_TO_START:
        number = run.programme.start_from(run.stage)
        return number, f"You have not run for {away.days} days: back to stage {number}."
    if away > rules.RUN_GAP_STEP_BACK:
        return run.programme.back_from(run.stage), f"You have not run for {away.days} days: one stage back."
    last_two = run.here[-rules.RUN_GREENS_UP :]
    proven = len(last_two) == rules.RUN_GREENS_UP and all(done.counts for done in last_two)
    if proven and at - run.here[0].at >= rules.WEEK and run.stage < run.programme.top:
        return run.stage + 1, f"Two green runs at stage {run.stage}, and a week since its first: one stage up."
    return run.stage, _why_held(run, proven=proven)


def _why_held(run: RunStanding, *, proven: bool) -> str:
    if proven and run.stage < run.programme.top:
        return f"Two green runs at stage {run.stage}; the next stage comes a week after its first run."
    if run.here and run.here[-1].light is Light.AMBER:
        return f"Your last run was amber: stage {run.stage} again."
    if run.stage >= run.programme.top:
        return f"Stage {run.stage} is the last."
    return f"Stage {run.stage}: two green runs with their mornings, and a week, bring the next."


def was_run(step: StepDone) -> bool:
    """Whether this step of a session was running, as its exercise's id says; what was left out was not."""
    return says_running(step.exercise) is not None and step.sets != 0 and step.swapped is None


def run_of(session: Session) -> Run:
    """A session with running, as the run that it was: with its answers, and the seconds of its runs where known."""
    seconds = [
        (step.sets if step.sets is not None else 1) * step.hold_s
        for step in session.step or ()
        if was_run(step) and step.hold_s is not None
    ]
    run = Run(
        at=session.at,
        id=session.id,
        note=session.note,
        run_s=sum(seconds) if seconds else None,
        done=session.done,
        stopped=session.stopped,
    )
    return with_answers_of(run, session)


def commit_run(
    run: RunStanding,
    record: Run,
    verdict: Verdict,
    planned: RunPlan,
    *,
    counts: bool,
    acute: bool,
    programme: Programme = RETURN_TO_RUN,
) -> None:
    """Update the standing by a run of a programme. ``planned``: its own plan; if that allowed it, the entry is passed.

    ``counts``: a green that may move a stage up. ``acute``: it was run in the acute phase, where ambers do not count.
    """
    run.take_up(programme)
    stage = _stage_of(record, run, planned)
    done = RunDone(
        at=record.at,
        seconds=_seconds_of(record, stage, run, planned),
        light=verdict.light,
        counts=counts,
        stage=stage,
        told=record.stage is not None,
        long=max(stage, planned.stage) >= programme.long_from,
        programme=programme.id,
    )
    if stage != run.stage:
        run.stand_on(stage)
    run.entered = run.entered or (planned.allowed and not planned.own)
    run.runs.append(done)
    run.here.append(done)
    while run.runs[0].at < record.at - rules.RUN_HISTORY:
        run.runs.popleft()
    _follow(run, record, verdict, counts=counts, acute=acute)


def _stage_of(record: Run, run: RunStanding, planned: RunPlan) -> int:
    """The stage of a run: as recorded, else as planned; a run that its plan did not allow takes no step up."""
    if record.stage is not None:
        return min(record.stage, run.programme.top)
    if planned.own:
        return run.stage
    return planned.stage if planned.allowed else min(planned.stage, run.stage)


def _seconds_of(record: Run, stage: int, run: RunStanding, planned: RunPlan) -> int:
    """Seconds of running: as recorded, else as planned.

    If the run should have waited, or another stage is recorded: those of the whole stage. In other programmes than the
    return to running, one that should have waited counts as planned where that is less. The runner's own: 0.
    """
    if record.run_s is not None:
        return record.run_s
    if record.stage is None and planned.own:
        return 0
    whole_s, planned_s = run.programme.stage(stage).total_s, planned.run_s * planned.reps
    if record.stage not in (None, planned.stage):
        return whole_s
    if planned.waits:
        return whole_s if run.programme.stages == STAGES else min(whole_s, planned_s)
    return planned_s


def _follow(run: RunStanding, record: Run, verdict: Verdict, *, counts: bool, acute: bool) -> None:
    """Apply the light of a run: count ambers, go a stage back, or ask the entry anew."""
    red = verdict.light is Light.RED
    amber = verdict.alarms and not acute
    if counts:
        run.ambers = 0
    elif red or amber:
        run.ambers += 1
    if is_alarming(record) or (red and run.own):
        run.ask_entry()
    if red or (amber and run.ambers >= rules.RUN_AMBERS_BACK):
        run.back_one()
