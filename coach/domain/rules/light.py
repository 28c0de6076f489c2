"""The light of a record: green, amber or red, from the pain answers; the worst row wins.

Left out: what is said of it (``findings``), what follows from it (``planner``). Source: RULES, "The light of a record".
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from coach.domain.exercises.routine import ACUTE, DEFAULT_ADAPT, Adapt, Phase, RoutineKind
from coach.domain.records.entries import Answered, Quality, Run
from coach.domain.rules import numbers as rules


class Light(StrEnum):
    """What a record's answers say; ``NONE``: there are no answers."""

    NONE = "none"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def rank(self) -> int:
        """0 for none, 3 for red."""
        return _LIGHT_RANKS[self]

    @property
    def sign(self) -> str:
        """A shape of its own, so that colour is never needed to tell lights apart."""
        return "○●▲■"[_LIGHT_RANKS[self]]


STEADY_WORDS = "Low pain that did not grow: your stage holds, and nothing else changes."
"""What a runner reads of a steady amber."""
NONE, GREEN, AMBER, RED = Light
_RUN, _RECOVERY = RoutineKind.RUN, RoutineKind.RECOVERY
# Module-level names for speed in the fold: on Python 3.11 a member takes 75 ns to look up in its enum, such a name 5.
ALARMING = frozenset({Quality.SHARP, Quality.CATCHING})
"""The qualities that make a record red."""
_LIGHT_RANKS = {light: rank for rank, light in enumerate(Light)}


class Finding(Struct, frozen=True):
    """What one row of the light table says, in plain words, and where the row comes from."""

    light: Light
    why: str
    source: str


class Verdict(Struct, frozen=True):
    """The light of a record. ``provisional``: before, worst, after or morning is missing. ``findings``: worst first.

    ``steady``: a run that is amber by its low pain alone (S3's yellow light). It holds its stage; for everything else
    that follows from a light it is no amber.
    """

    light: Light
    provisional: bool
    findings: tuple[Finding, ...] = ()
    steady: bool = False

    @property
    def earned_green(self) -> bool:
        """Whether it is green with every pain answered: only such a green ends cuts and counts."""
        return self.light is GREEN and not self.provisional

    @property
    def alarms(self) -> bool:
        """Whether it is an amber that counts as one: a steady run's does not."""
        return self.light is AMBER and not self.steady

    @property
    def cause(self) -> str:
        """The first reason in brief, to go on with in a sentence: ``worst pain 5``; empty if there is none."""
        brief = self.why[0].partition(":")[0].rstrip(".") if self.why else ""
        return f"{brief[:1].lower()}{brief[1:]}"

    @property
    def why(self) -> tuple[str, ...]:
        """The reasons for the light: of the findings that are as bad as it."""
        why = tuple(finding.why for finding in self.findings if finding.light is self.light)
        return (*why, STEADY_WORDS) if self.steady else why


class Morning(NamedTuple):
    """A morning's answer, 0–10, of the record that started at ``at``. A tuple, so that it sorts by its time."""

    at: datetime
    pain: int


class Setting(Struct, frozen=True):
    """What a record is judged in: the phase before it, its routine's kind and thresholds, and the mornings before it.

    ``settles``: a morning not above its own ``before`` is at most amber (recovery sessions, and rescue). ``mornings``:
    those of earlier sessions and runs, of 14 days at least, oldest first. ``usual_morning``: what the runner said at
    the start, 0–10.
    """

    phase: Phase = Phase.RECOVERY
    kind: RoutineKind | None = None
    settles: bool = False
    adapt: Adapt = DEFAULT_ADAPT
    mornings: Sequence[Morning] = ()
    usual_morning: int | None = None


class Baseline(Struct, frozen=True):
    """What a morning is compared with, 0–10: the usual one, and those of the last seven days and the seven before."""

    usual: int | None
    last_week: list[int]
    week_before: list[int]


def glance(record: Answered, setting: Setting, baseline: Baseline) -> Verdict:
    """The verdict without its findings: a replay needs thousands of lights, and the words of only one.

    ``baseline`` is that of the record in this setting.
    """
    pains = (record.before, record.worst, record.after, record.morning)
    provisional = None in pains
    if provisional and pains == _UNANSWERED and record.quality is None and record.gait_changed is None:
        return Verdict(NONE, provisional)
    lights = [row(record, setting, baseline) for row in SIGNAL_ROWS]
    worst = RED if RED in lights else AMBER if AMBER in lights else GREEN
    steady = worst is AMBER and not provisional and _is_run(record, setting) and _is_steady(record, lights)
    return Verdict(worst, provisional, steady=steady)


_UNANSWERED = (None,) * 4


def _is_steady(run: Answered, lights: Sequence[Light | None]) -> bool:
    """Whether a fully answered amber run is amber by worst and after alone, with after not above before."""
    by_pain, *others = lights
    return by_pain is AMBER and AMBER not in others and (run.after or 0) <= (run.before or 0)


def baseline_of(record: Answered, setting: Setting) -> Baseline:
    """The mornings before a record. Usual: median of 14 days, else the start's, else the record's ``before``."""
    return _baseline(record.at, setting, record.before)


def usual_morning(record: Answered, setting: Setting) -> int | None:
    """The morning pain that a record's morning is compared with, 0–10; None: there is none."""
    return baseline_of(record, setting).usual


def usual_morning_at(at: datetime, setting: Setting) -> int | None:
    """The usual morning at any time, not that of a record, 0–10; None: there is none."""
    return _baseline(at, setting, None).usual


def _baseline(at: datetime, setting: Setting, before: int | None) -> Baseline:
    mornings = setting.mornings
    # A tuple of the time alone sorts just before the morning of that time.
    end = len(mornings) if mornings and mornings[-1].at < at else bisect_left(mornings, (at,))
    middle = bisect_left(mornings, (at - rules.WEEK,), 0, end)
    first = bisect_left(mornings, (at - rules.USUAL_MORNING_WINDOW,), 0, middle)
    last_week = [pain for _, pain in mornings[middle:end]]
    week_before = [pain for _, pain in mornings[first:middle]]
    known = sorted(last_week + week_before)
    usual = before if setting.usual_morning is None else setting.usual_morning
    if len(known) >= rules.USUAL_MORNING_LEAST:
        usual = known[len(known) // 2]
    return Baseline(usual, last_week, week_before)


# --- the rows of the light table --------------------------------------------------------------------------------------


def _during_and_after(record: Answered, setting: Setting, baseline: Baseline) -> Light | None:
    worst, after = record.worst, record.after
    if worst is None or (after is not None and after > worst):
        worst = after
    return None if worst is None else during(worst, record, setting)


def during(pain: int, record: Answered, setting: Setting) -> Light:
    """The light of one pain answer, 0–10: the worst during, or the pain right after."""
    light = _banded(pain, *bands(record, setting))
    return AMBER if light is RED and _was_there_already(record, setting) else light


def bands(record: Answered, setting: Setting) -> tuple[int, int]:
    """The pain, 0–10, from which on worst and after are amber, and red."""
    if is_strict(record, setting):
        return rules.RUNNING_AMBER_FROM, rules.RUNNING_RED_FROM
    return setting.adapt.amber_from, setting.adapt.red_from


def is_strict(record: Answered, setting: Setting) -> bool:
    """Whether running's bands hold: for a run, and for everything in the acute phase."""
    return setting.phase is ACUTE or _is_run(record, setting)


def _is_run(record: Answered, setting: Setting) -> bool:
    return isinstance(record, Run) or setting.kind is _RUN


def _was_there_already(record: Answered, setting: Setting) -> bool:
    return (
        setting.kind is _RECOVERY
        and record.before is not None
        and all(pain is None or pain <= record.before for pain in (record.worst, record.after))
    )


def _rise(record: Answered, setting: Setting, baseline: Baseline) -> Light | None:
    if record.worst is None or record.before is None:
        return None
    light = _banded(record.worst - record.before, rules.RISE_AMBER_FROM, rules.RISE_RED_FROM)
    return AMBER if light is RED and record.worst < rules.RISE_RED_WORST_FROM else light


def _morning(record: Answered, setting: Setting, baseline: Baseline) -> Light | None:
    morning = record.morning
    if morning is None:
        return None
    light = against(morning, baseline.usual)
    return AMBER if light is RED and _morning_settled(record, setting) else light


def _morning_settled(record: Answered, setting: Setting) -> bool:
    return setting.settles and record.before is not None and (record.morning or 0) <= record.before


def against(morning: int, usual: int | None) -> Light:
    """The light of a morning, 0–10, compared with the usual one; None: judged by itself."""
    if usual is None:
        return _banded(morning, rules.MORNING_ALONE_AMBER_FROM, rules.MORNING_ALONE_RED_FROM)
    if morning - usual >= rules.MORNING_RISE_RED_FROM:
        return RED if morning >= rules.MORNING_RED_FROM else AMBER
    return GREEN if morning <= max(usual, rules.MORNING_GREEN_TO) else AMBER


def _quality(record: Answered, setting: Setting, baseline: Baseline) -> Light | None:
    if record.quality is None:
        return None
    return RED if record.quality in ALARMING else GREEN


def _gait(record: Answered, setting: Setting, baseline: Baseline) -> Light | None:
    return RED if record.gait_changed else None


def _weekly_mornings(record: Answered, setting: Setting, baseline: Baseline) -> Light | None:
    # This record's own morning, unanswered, is the best it could be: a missing answer must not make a plan harder
    # than the best answer would, nor easier in a way that answering would undo.
    week_before = baseline.week_before
    n, m = len(baseline.last_week) + 1, len(week_before)
    if n < rules.WEEK_LEAST_MORNINGS or m < rules.WEEK_LEAST_MORNINGS:
        return None
    this_week = sum(baseline.last_week) + (record.morning or 0)
    # Means compared in whole numbers: sum/n - sum/m >= limit.
    worse = this_week * m - sum(week_before) * n >= rules.WEEKLY_MORNING_RISE_AMBER_FROM * n * m
    return AMBER if worse else None


SIGNAL_ROWS: tuple[Callable[[Answered, Setting, Baseline], Light | None], ...] = (
    _during_and_after,
    _rise,
    _morning,
    _quality,
    _gait,
    _weekly_mornings,
)
"""The rows of the light table; None: the row does not apply to this record. Their words are in ``findings``."""


def _banded(value: int, amber_from: int, red_from: int) -> Light:
    if value >= red_from:
        return RED
    return AMBER if value >= amber_from else GREEN
