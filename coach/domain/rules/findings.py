"""A record's light in words: for each row of the light table a sentence, and where the row comes from.

A replay needs thousands of lights, but the words of only one: so these are apart from ``light``, which decides.
"""

from collections.abc import Callable, Iterator
from itertools import chain

from msgspec.structs import replace

from coach.domain.listing import span
from coach.domain.records.entries import Answered
from coach.domain.rules.light import (
    AMBER,
    NONE,
    RED,
    SIGNAL_ROWS,
    Baseline,
    Finding,
    Light,
    Setting,
    Verdict,
    against,
    bands,
    baseline_of,
    during,
    glance,
    is_strict,
)


def judge(record: Answered, setting: Setting) -> Verdict:
    """The light of a session or run in its setting, and what each row says of it. No answers at all: ``NONE``."""
    baseline = baseline_of(record, setting)
    verdict = glance(record, setting, baseline)
    if verdict.light is NONE:
        return verdict
    lights = [row(record, setting, baseline) for row in SIGNAL_ROWS]
    rows = [(say, light) for say, light in zip(_SAYINGS, lights, strict=True) if light]
    rows.sort(key=lambda row: row[1] is not RED or row[0] not in _ALARMING)
    findings = chain.from_iterable(say(record, setting, baseline, light) for say, light in rows)
    return replace(verdict, findings=tuple(sorted(findings, key=lambda finding: -finding.light.rank)))


def _say_during_and_after(record: Answered, setting: Setting, baseline: Baseline, worse: Light) -> Iterator[Finding]:
    amber_from, red_from = bands(record, setting)
    source = "S3" if is_strict(record, setting) else "pain-monitoring model"
    for name, pain in (("Worst pain", record.worst), ("Pain right after", record.after)):
        if pain is None:
            continue
        light = during(pain, record, setting)
        if pain >= red_from and light is AMBER:
            yield Finding(light, f"{name} {pain}, but no more than you came with.", "coach")
        else:
            yield Finding(light, f"{name} {pain}{_band_in_words(light, amber_from, red_from)}.", source)


def _band_in_words(light: Light, amber_from: int, red_from: int) -> str:
    if light is RED:
        return f": {red_from} or more is red"
    if light is AMBER:
        return f": {span(amber_from, red_from - 1)} is amber"
    return f": {span(0, amber_from - 1)} is green"


def _say_rise(record: Answered, setting: Setting, baseline: Baseline, light: Light) -> Iterator[Finding]:
    rise = (record.worst or 0) - (record.before or 0)
    why = f"Pain rose {rise} {_points(rise)} during the session." if rise > 0 else "Pain did not rise."
    yield Finding(light, why, "coach")


def _say_morning(record: Answered, setting: Setting, baseline: Baseline, light: Light) -> Iterator[Finding]:
    morning, usual = record.morning or 0, baseline.usual
    if usual is None:
        why = f"Pain {morning} the next morning."
    elif morning <= usual:
        why = f"The next morning was {morning}, no more than your usual {usual}."
    else:
        rise = morning - usual
        why = f"The next morning was {morning}, {rise} {_points(rise)} above your usual {usual}"
        settled = light is AMBER and against(morning, usual) is RED
        why += ", but no more than you came with." if settled else "."
    yield Finding(light, why, "pain-monitoring model")


def _say_quality(record: Answered, setting: Setting, baseline: Baseline, light: Light) -> Iterator[Finding]:
    why = f"The pain was {record.quality}." if light is RED else "The pain was neither sharp nor catching."
    yield Finding(light, why, "S3")


def _say_gait(record: Answered, setting: Setting, baseline: Baseline, light: Light) -> Iterator[Finding]:
    yield Finding(light, "The pain changed how you move.", "S3")


def _say_weekly_mornings(record: Answered, setting: Setting, baseline: Baseline, light: Light) -> Iterator[Finding]:
    why = "Your mornings this week are a point worse than the week before."
    yield Finding(light, why, "pain-monitoring model")


_SAYINGS: tuple[Callable[[Answered, Setting, Baseline, Light], Iterator[Finding]], ...] = (
    _say_during_and_after,
    _say_rise,
    _say_morning,
    _say_quality,
    _say_gait,
    _say_weekly_mornings,
)
"""In the order of ``ROWS``; each is called only where its row has a light."""
_ALARMING = (_say_quality, _say_gait)
"""Where one of these is red, it is said first: it moves the phase and ends running, whatever the numbers are."""


def _points(count: int) -> str:
    return "point" if count == 1 else "points"
