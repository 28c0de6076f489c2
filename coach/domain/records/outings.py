"""Runs, walks, rides and swims imported from a watch or a site, and the records that they become.

They tell when, what, how long and how far, and nothing of pain: as records they are unanswered. Left out: reading the
files (``library.watch_files``).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from coach.domain.exercises.exercise import says_running
from coach.domain.records.entries import Activity, Answered, Entry, Moment, Run, Walk

SAME_START = timedelta(minutes=2)
"""Two outings that start within this time are the same: a watch, a phone and a runner's own log differ by as much."""
_WORD = re.compile(r"[a-z]+")


class Way(StrEnum):
    """What kind of outing it was; no other kinds are imported."""

    RUN = "run"
    WALK = "walk"
    RIDE = "ride"
    SWIM = "swim"


_WORDS = {
    Way.WALK: frozenset({"walk", "walking", "hike", "hiking"}),
    Way.RIDE: frozenset({"ride", "riding", "cycling", "biking", "bike"}),
    Way.SWIM: frozenset({"swim", "swimming"}),
}
_KINDS = {Way.RIDE: "bike", Way.SWIM: "swim"}


class Outing(Struct, frozen=True):
    """One outing. ``at``: its start; ``way``, ``seconds`` and ``distance_m`` (metres) are None where not known."""

    at: Moment
    way: Way | None
    seconds: int | None = None
    distance_m: int | None = None
    title: str = ""


_FASTEST = {Way.RUN: 7, Way.WALK: 4, Way.RIDE: 30, Way.SWIM: 3}
"""Metres a second that nobody keeps up over a kilometre: anything faster is a wrong unit or a lost satellite signal."""
_FROM_M = 1000


def is_impossible(outing: Outing) -> bool:
    """Whether nobody can have gone so far in that time."""
    metres, seconds, way = outing.distance_m, outing.seconds, outing.way
    return (
        metres is not None
        and bool(seconds)
        and way is not None
        and metres > max(_FROM_M, _FASTEST[way] * (seconds or 0))
    )


def way_of(word: str) -> Way | None:
    """The kind that a word of a file means: ``Trail Run``, ``treadmill_running``, ``lap_swimming``; None: none."""
    plain = word.lower().replace("_", " ")
    if says_running(plain):
        return Way.RUN
    found = frozenset(_WORD.findall(plain))
    other = next((way for way, words in _WORDS.items() if found & words), None)
    return Way.RUN if other is None and "treadmill" in found else other


def outing_record(outing: Outing) -> Run | Walk | Activity:
    """The unanswered record of an outing; its title becomes the note. Raises ValueError if its kind is not known."""
    note = outing.title or None
    minutes = None if outing.seconds is None else max(1, round(outing.seconds / 60))
    if outing.way is Way.RUN:
        return Run(at=outing.at, run_s=outing.seconds, distance_m=outing.distance_m, note=note)
    if outing.way is Way.WALK:
        return Walk(at=outing.at, minutes=minutes, distance_m=outing.distance_m, note=note)
    if outing.way is None:
        raise ValueError("nobody said what it was")
    return Activity(at=outing.at, kind=_KINDS[outing.way], minutes=minutes, distance_m=outing.distance_m, note=note)


def new_ones(outings: Iterable[Outing], known: Sequence[Entry]) -> tuple[tuple[Outing, ...], int]:
    """The outings that are new, oldest first, and how many were left out as known or duplicates.

    ``known``: what is on record. An outing that starts within two minutes of anything done is the same, even as another
    kind; an event or a measure is nothing done. Of two outings with the same start, one with a duration is taken.
    """
    times = sorted(entry.at for entry in known if isinstance(entry, Answered))
    kept: list[Outing] = []
    here = 0
    for outing in sorted(outings, key=lambda each: each.at):
        last = kept[-1] if kept else None
        if _is_near(outing.at, times):
            here += 1
        elif last is not None and outing.at - last.at <= SAME_START:
            here += 1
            if last.seconds is None and outing.seconds is not None:
                kept[-1] = outing
        else:
            kept.append(outing)
    return tuple(kept), here


def _is_near(at: datetime, times: Sequence[datetime]) -> bool:
    place = bisect_left(times, at - SAME_START)
    return place < len(times) and times[place] <= at + SAME_START
