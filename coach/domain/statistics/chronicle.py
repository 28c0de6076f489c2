"""A chronicle: a stretch of history, with each entry's light, its plan, and where the runner stood before and after.

Every other module of this room reads a chronicle, so that history is replayed only once. Left out: evaluating it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase, RoutineKind
from coach.domain.planning.capping import refused_today
from coach.domain.planning.course_standing import Pause
from coach.domain.planning.plan import PlannedStep
from coach.domain.planning.planner import steps_from
from coach.domain.planning.replay import fold
from coach.domain.planning.run_gate import programme_of_run
from coach.domain.planning.standing import Standing
from coach.domain.records.answers import check_in_of
from coach.domain.records.entries import Entry, Run, Session, is_judged
from coach.domain.records.history import Start
from coach.domain.rules.light import Light, Setting, Verdict, bands, baseline_of, glance
from coach.domain.rules.numbers import RETURN_TO_RUN_ROUTINE
from coach.domain.rules.stages import RunDone, following, stage_today


class RunnerState(Struct, frozen=True):
    """Where a runner stood: the phase, whether training was locked, and the ``stage`` in a running ``programme`` (id).

    ``running``: the entry to running was passed. ``own_runs``: the runner planned their runs themselves, not the coach.
    ``pause``: ill or away, until the day that it names.
    """

    phase: Phase
    locked: bool = False
    stage: int = 1
    running: bool = False
    own_runs: bool = False
    pause: Pause | None = None
    programme: str = RETURN_TO_RUN_ROUTINE

    @property
    def stage_in_words(self) -> str:
        """The stage in words: ``stage 3``; outside the return to running ``c25k-w3, stage 1``."""
        other = "" if self.programme == RETURN_TO_RUN_ROUTINE else f"{self.programme}, "
        return f"{other}stage {self.stage}"

    def has_moved_to(self, other: "RunnerState") -> bool:
        """Whether ``other`` has another stage or programme; before the entry to running, a new programme is no move."""
        if self.programme != other.programme:
            return self.running
        return self.stage != other.stage


class Chapter(Struct, frozen=True, kw_only=True):
    """One entry, judged by what came before it.

    ``verdict``: that of a session or run, without reasons in words (``findings.judge`` makes them from ``setting``);
    None: it has no light. ``kind``: that of its routine. ``bands``: the pains, during and after, from which it was
    amber and red. ``asked``: its plan by the rules alone; empty for a run, a note, or a routine that no longer exists.
    ``refused``: the rule that would have refused it. ``run``: its data as a run. ``stage_why``: why it had its stage.
    """

    entry: Entry
    before: RunnerState
    after: RunnerState
    verdict: Verdict | None = None
    setting: Setting | None = None
    kind: RoutineKind | None = None
    bands: tuple[int, int] | None = None
    asked: tuple[PlannedStep, ...] = ()
    refused: int | None = None
    run: RunDone | None = None
    stage_why: str = ""

    @property
    def at(self) -> datetime:
        """Its time, with the UTC offset that it was entered with."""
        return self.entry.at

    @property
    def date(self) -> date:
        """Its calendar day in its own UTC offset (RULES, "Words")."""
        return self.entry.at.date()

    @property
    def light(self) -> Light:
        """Its light; ``NONE`` without a verdict."""
        return self.verdict.light if self.verdict else Light.NONE

    @property
    def provisional(self) -> bool:
        """Whether a missing answer may still change its light."""
        return bool(self.verdict and self.verdict.provisional)

    @property
    def trained(self) -> bool:
        """Whether it was training: a session or run of which something was done."""
        return is_judged(self.entry) and self.entry.done != 0


class Chronicle(Struct, frozen=True):
    """The chapters of a stretch of history, oldest first, and the runner's ``state`` before them."""

    state: RunnerState
    chapters: tuple[Chapter, ...] = ()

    @property
    def now(self) -> RunnerState:
        """The runner's state after the last chapter."""
        return self.chapters[-1].after if self.chapters else self.state

    def since(self, first: date) -> "Chronicle":
        """Return the part from this day on."""
        earlier = [chapter for chapter in self.chapters if chapter.date < first]
        state = earlier[-1].after if earlier else self.state
        return Chronicle(state, tuple(chapter for chapter in self.chapters if chapter.date >= first))


def chronicle(
    catalogue: Catalogue, standing: Standing, entries: Sequence[Entry], start: Start, *, plans: bool = True
) -> Chronicle:
    """Replay entries into a chronicle. ``standing``: that before the first entry; it is changed, so pass in a copy.

    ``plans``: also make each session's plan, which takes most of the time; without, ``asked`` and ``refused`` stay
    empty.
    """
    first = _state(standing)
    return Chronicle(first, tuple(_chapter(catalogue, standing, entry, start, plans=plans) for entry in entries))


def _chapter(catalogue: Catalogue, standing: Standing, entry: Entry, start: Start, *, plans: bool) -> Chapter:
    before, last_run = _state(standing), standing.run.runs[-1] if standing.run.runs else None
    if not is_judged(entry):
        fold(standing, entry, start)
        return Chapter(entry=entry, before=before, after=_state(standing))
    check_in = check_in_of(entry)
    routine = standing.routines.get(entry.routine) if isinstance(entry, Session) else None
    refusal = refused_today(standing, routine, check_in, entry.at) if routine and plans else None
    asked: tuple[PlannedStep, ...] = ()
    if plans and routine and routine.routine.kind is not RoutineKind.RUN:
        asked = steps_from(catalogue, standing, routine.routine.id, check_in, at=entry.at)
    programme = programme_of_run(standing, entry) if isinstance(entry, Run) else None
    _, stage_why = stage_today(following(standing.run, programme or standing.run.programme), entry.at)
    fold(standing, entry, start)
    run, setting = standing.run.runs[-1] if standing.run.runs else None, standing.last_setting
    return Chapter(
        entry=entry,
        before=before,
        after=_state(standing),
        verdict=glance(entry, setting, baseline_of(entry, setting)),
        setting=setting,
        kind=setting.kind or (RoutineKind.RUN if isinstance(entry, Run) else None),
        bands=bands(entry, setting),
        asked=asked,
        refused=refusal.rule if refusal else None,
        run=None if run is last_run else run,
        stage_why=stage_why,
    )


def _state(standing: Standing) -> RunnerState:
    run = standing.run
    pause, of = standing.course.pause, run.programme.id
    return RunnerState(standing.phase, standing.lock.is_on, run.stage, run.entered, run.own, pause, of)
