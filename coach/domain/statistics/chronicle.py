"""A stretch of the history, told once: each entry with its light, its plan, and where the runner stood around it.

Every other module of this room reads a chronicle, so that the replay passes once. Left out: what is made of it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase, RoutineKind
from coach.domain.planning.capping import refused_today
from coach.domain.planning.course_standing import Pause
from coach.domain.planning.fresh_standing import fresh
from coach.domain.planning.plan import PlannedStep
from coach.domain.planning.planner import steps_from
from coach.domain.planning.replay import fold
from coach.domain.planning.run_gate import programme_of_run
from coach.domain.planning.standing import Standing
from coach.domain.records.answers import check_in_of
from coach.domain.records.entries import Entry, History, Run, Session, Start, is_judged
from coach.domain.rules.light import Light, Setting, Verdict, bands, baseline_of, glance
from coach.domain.rules.numbers import RETURN_TO_RUN_ROUTINE
from coach.domain.rules.stages import RunDone, following, stage_today


class RunnerState(Struct, frozen=True):
    """Where a runner stood: the phase, whether training was locked, the stage of running and whether it was entered.

    ``programme``: the id of the one that the stage is of. ``own_runs``: their runs were their own affair. ``pause``:
    ill or away, until the day that it names.
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
        """``stage 3``; of another programme than the return to running: ``c25k-w3, stage 1``."""
        other = "" if self.programme == RETURN_TO_RUN_ROUTINE else f"{self.programme}, "
        return f"{other}stage {self.stage}"

    def has_moved_to(self, other: "RunnerState") -> bool:
        """Whether the other one is at another stage, or in another programme; whichever is the first, is no move."""
        if self.programme != other.programme:
            return self.running
        return self.stage != other.stage


class Chapter(Struct, frozen=True, kw_only=True):
    """One entry, judged from what lay before it.

    ``verdict``: of a session or run, without its words, which ``findings.judge`` finds in its ``setting``; None: it has
    no light. ``kind``: of its routine. ``bands``: amber and red from
    which pain on, during and after. ``asked``: the plan that it had, by the rules alone; empty for a run, a note, or a
    routine that is no more. ``refused``: the rule that would have refused it. ``run``: what it was as a run.
    ``stage_why``: why its stage was what it was.
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
        """When it was, with the offset that it was entered in."""
        return self.entry.at

    @property
    def date(self) -> date:
        """Its day, by the calendar of its own offset (RULES, "Words")."""
        return self.entry.at.date()

    @property
    def light(self) -> Light:
        """Its light; ``NONE`` where it has none."""
        return self.verdict.light if self.verdict else Light.NONE

    @property
    def provisional(self) -> bool:
        """It has a light that a missing answer may still change."""
        return bool(self.verdict and self.verdict.provisional)

    @property
    def trained(self) -> bool:
        """It was training: a session or run of which something was done."""
        return is_judged(self.entry) and self.entry.done != 0


class Chronicle(Struct, frozen=True):
    """The chapters from a time on, oldest first, and where the runner stood before them."""

    state: RunnerState
    chapters: tuple[Chapter, ...] = ()

    @property
    def now(self) -> RunnerState:
        """Where they stood after the last of them."""
        return self.chapters[-1].after if self.chapters else self.state

    def since(self, first: date) -> "Chronicle":
        """Only what was on this day or later."""
        earlier = [chapter for chapter in self.chapters if chapter.date < first]
        state = earlier[-1].after if earlier else self.state
        return Chronicle(state, tuple(chapter for chapter in self.chapters if chapter.date >= first))


def chronicle(
    catalogue: Catalogue, standing: Standing, entries: Sequence[Entry], start: Start, *, plans: bool = True
) -> Chronicle:
    """What these entries came to. ``standing``: before the first of them; it moves on, so it must be one's own.

    ``plans``: with the plan that each session had, which takes most of the time; else ``asked`` and ``refused`` are
    left empty.
    """
    first = _state(standing)
    return Chronicle(first, tuple(_chapter(catalogue, standing, entry, start, plans=plans) for entry in entries))


def whole_chronicle(catalogue: Catalogue, history: History) -> Chronicle:
    """All of a history, from its beginning."""
    return chronicle(catalogue, fresh(catalogue, history.start), history.entries, history.start)


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
