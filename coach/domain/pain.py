"""The light of a record: green, amber or red, from the pain answers; the worst row wins.

Left out: what follows from a light (``adaptation``). Source: RULES, "The light of a record".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coach.domain import rules
from coach.domain.record import Answered, Quality, Run
from coach.domain.routine import DEFAULT_ADAPT, Adapt, Phase, RoutineKind


class Light(StrEnum):
    """What a record's answers say."""

    NONE = "none"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def rank(self) -> int:
        """0 for none, 3 for red."""
        return _LIGHT_RANKS[self]


_LIGHT_RANKS = {light: rank for rank, light in enumerate(Light)}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one row of the light table says, in plain words, and where the row comes from."""

    light: Light
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The light of a record. ``provisional``: before, worst, after or morning is missing. ``findings``: worst first."""

    light: Light
    provisional: bool
    findings: tuple[Finding, ...] = ()

    @property
    def earned_green(self) -> bool:
        """Green with every pain answered: only such a green ends cuts and counts."""
        return self.light is Light.GREEN and not self.provisional

    @property
    def why(self) -> tuple[str, ...]:
        """The reasons for the light: of the findings that are as bad as it."""
        return tuple(finding.why for finding in self.findings if finding.light is self.light)


@dataclass(frozen=True, slots=True)
class Morning:
    """A morning's answer, 0–10, of the record that started at ``at``."""

    at: datetime
    pain: int


@dataclass(frozen=True, slots=True)
class Setting:
    """What a record is judged in: the phase before it, its routine's kind and thresholds, and the mornings before it.

    ``mornings`` are those of earlier sessions and runs, of 14 days at least, oldest first. ``usual_morning`` is what
    the runner said at the start, 0–10.
    """

    phase: Phase = Phase.RECOVERY
    kind: RoutineKind | None = None
    adapt: Adapt = DEFAULT_ADAPT
    mornings: Sequence[Morning] = ()
    usual_morning: int | None = None


def judge(record: Answered, setting: Setting) -> Verdict:
    """The light of a session or run in its setting. No answers at all: ``Light.NONE``."""
    pains = (record.before, record.worst, record.after, record.morning)
    provisional = None in pains
    if all(answer is None for answer in (*pains, record.quality, record.gait_changed)):
        return Verdict(Light.NONE, provisional=True)
    findings = sorted(_findings(record, setting), key=lambda finding: -finding.light.rank)
    light = findings[0].light if findings else Light.GREEN
    return Verdict(light, provisional, tuple(findings))


def usual_morning(record: Answered, setting: Setting) -> int | None:
    """The morning pain to compare with, 0–10: median of 14 days, else the start's, else the record's ``before``."""
    since = record.at - rules.USUAL_MORNING_WINDOW
    known = sorted(morning.pain for morning in setting.mornings if since <= morning.at < record.at)
    if len(known) >= rules.USUAL_MORNING_LEAST:
        return known[len(known) // 2]
    return setting.usual_morning if setting.usual_morning is not None else record.before


def _findings(record: Answered, setting: Setting) -> Iterator[Finding]:
    yield from _during_and_after(record, setting)
    yield from _rise(record)
    yield from _morning(record, setting)
    yield from _quality_and_gait(record)
    yield from _weekly_mornings(record, setting)


def _during_and_after(record: Answered, setting: Setting) -> Iterator[Finding]:
    if isinstance(record, Run) or setting.phase is Phase.ACUTE:
        amber_from, red_from, source = rules.RUNNING_AMBER_FROM, rules.RUNNING_RED_FROM, "S3"
    else:
        amber_from, red_from = setting.adapt.amber_from, setting.adapt.red_from
        source = "pain-monitoring model"
    was_there_already = (
        setting.kind is RoutineKind.RECOVERY
        and record.before is not None
        and all(pain is None or pain <= record.before for pain in (record.worst, record.after))
    )
    for name, pain in (("Worst pain", record.worst), ("Pain right after", record.after)):
        if pain is None:
            continue
        light = _banded(pain, amber_from, red_from)
        if light is Light.RED and was_there_already:
            yield Finding(Light.AMBER, f"{name} {pain}, but no more than you came with.", "coach")
        else:
            yield Finding(light, f"{name} {pain}{_band_in_words(light, amber_from, red_from)}.", source)


def _band_in_words(light: Light, amber_from: int, red_from: int) -> str:
    if light is Light.RED:
        return f": {red_from} or more is red"
    if light is Light.AMBER:
        return f": {_span(amber_from, red_from - 1)} is amber"
    return f": {_span(0, amber_from - 1)} is green"


def _span(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low} to {high}"


def _rise(record: Answered) -> Iterator[Finding]:
    if record.worst is None or record.before is None:
        return
    rise = record.worst - record.before
    light = _banded(rise, rules.RISE_AMBER_FROM, rules.RISE_RED_FROM)
    why = f"Pain rose {rise} {_points(rise)} during the session." if rise > 0 else "Pain did not rise."
    yield Finding(light, why, "Smith 2019")


def _morning(record: Answered, setting: Setting) -> Iterator[Finding]:
    morning = record.morning
    if morning is None:
        return
    usual = usual_morning(record, setting)
    if usual is None:
        light = _banded(morning, rules.MORNING_ALONE_AMBER_FROM, rules.MORNING_ALONE_RED_FROM)
        yield Finding(light, f"Pain {morning} the next morning.", "pain-monitoring model")
        return
    rise = morning - usual
    if rise <= 0:
        light, why = Light.GREEN, f"The next morning was {morning}, no more than your usual {usual}."
    else:
        why = f"The next morning was {morning}, {rise} {_points(rise)} above your usual {usual}."
        if rise >= rules.MORNING_RISE_RED_FROM:
            light = Light.RED
        else:
            light = Light.GREEN if morning <= rules.MORNING_GREEN_TO else Light.AMBER
    yield Finding(light, why, "pain-monitoring model")


def _quality_and_gait(record: Answered) -> Iterator[Finding]:
    if record.quality in (Quality.SHARP, Quality.CATCHING):
        yield Finding(Light.RED, f"The pain was {record.quality}.", "S3")
    elif record.quality is not None:
        yield Finding(Light.GREEN, "The pain was neither sharp nor catching.", "S3")
    if record.gait_changed:
        yield Finding(Light.RED, "The pain changed how you move.", "S3")


def _weekly_mornings(record: Answered, setting: Setting) -> Iterator[Finding]:
    week_ago, two_weeks_ago = record.at - rules.WEEK, record.at - 2 * rules.WEEK
    # This record's own morning, unanswered, is the best it could be: a missing answer must not make a plan harder
    # than the best answer would, nor easier in a way that answering would undo.
    this_week = [m.pain for m in setting.mornings if week_ago <= m.at < record.at] + [record.morning or 0]
    week_before = [m.pain for m in setting.mornings if two_weeks_ago <= m.at < week_ago]
    if min(len(this_week), len(week_before)) < rules.WEEK_LEAST_MORNINGS:
        return
    # Means compared in whole numbers: sum/n - sum/m >= limit.
    n, m = len(this_week), len(week_before)
    if sum(this_week) * m - sum(week_before) * n >= rules.WEEKLY_MORNING_RISE_AMBER_FROM * n * m:
        yield Finding(
            Light.AMBER, "Your mornings this week are a point worse than the week before.", "pain-monitoring model"
        )


def _banded(value: int, amber_from: int, red_from: int) -> Light:
    if value >= red_from:
        return Light.RED
    return Light.AMBER if value >= amber_from else Light.GREEN


def _points(count: int) -> str:
    return "point" if count == 1 else "points"
