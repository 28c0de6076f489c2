"""Comparisons of the pain of two groups of records, with their numbers and no more than these support.

It computes means and counts, claims no cause and gives no probability. With fewer than six records in a group it says
that it is too little to say. Left out: what to do about it (the rules).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import RoutineKind
from coach.domain.listing import counted
from coach.domain.records.answers import exercises_done
from coach.domain.records.entries import Answered, Run, Session
from coach.domain.statistics.chronicle import Chapter, Chronicle

LEAST = 6
"""The least records in each group; with fewer it is too little to say."""
A_POINT = 1.0
"""The least difference of two means, in points, to call one higher; below it, they are "about the same"."""
SOON = timedelta(hours=36)
"""A session at most this long after the one before is soon after it."""
MORNINGS_EACH = timedelta(days=28)
"""The length of each of the two periods whose mornings are compared."""

CAUTION = "What goes together need not be cause and effect, and of many comparisons some differ by chance."
"""The caution shown wherever comparisons are."""


class Topic(StrEnum):
    """What is compared."""

    EXERCISE = "exercise"
    SIDE = "side"
    MORNINGS = "mornings"
    KIND = "kind"
    SOON_AFTER = "soon-after"


class RecordGroup(Struct, frozen=True):
    """A group of records: its name ("with Plank"), how many have the answer, and the mean of their pains (0–10)."""

    words: str
    count: int
    mean: float | None

    @property
    def is_enough(self) -> bool:
        """Whether there are enough records to say something."""
        return self.count >= LEAST


class Association(Struct, frozen=True):
    """A comparison of two groups of records. ``about``: the exercise's id or the kind; empty for the other topics.

    ``pain``: the answer that the means are of, in words.
    """

    topic: Topic
    about: str
    pain: str
    one: RecordGroup
    other: RecordGroup

    @property
    def is_enough(self) -> bool:
        """Whether both groups are large enough."""
        return self.one.is_enough and self.other.is_enough

    @property
    def difference(self) -> float | None:
        """The mean of ``one`` minus that of ``other``, in points; None where it is too little to say."""
        if not self.is_enough or self.one.mean is None or self.other.mean is None:
            return None
        return self.one.mean - self.other.mean

    @property
    def in_words(self) -> str:
        """A sentence: ``Higher: worst pain with Plank 3.2 (9 records), without it 1.8 (14 records).``"""
        numbers = f"{self.pain} {_in_words(self.one)}, {_in_words(self.other)}"
        difference = self.difference
        if difference is None:
            return f"Too little to say: {numbers}. It takes {LEAST} records on each side."
        if abs(difference) < A_POINT:
            return f"About the same: {numbers}."
        return f"{'Higher' if difference > 0 else 'Lower'}: {numbers}."


class SideCount(Struct, frozen=True):
    """How often an exercise was named as painful, of the sessions in which it was done; and by side, where given."""

    exercise: str
    name: str
    done: int
    named: int
    left: int
    right: int

    @property
    def is_enough(self) -> bool:
        """Whether it was done in enough sessions, and named in any, to say something."""
        return self.done >= LEAST and self.named > 0

    @property
    def in_words(self) -> str:
        """A sentence: ``Plank: named as painful in 4 of 9 sessions with it (left 3, right 0).``"""
        where = f" (left {self.left}, right {self.right})" if self.left or self.right else ""
        short = "" if self.done >= LEAST else ": too little to say"
        return (
            f"{self.name}: named as painful in {self.named} of {counted(self.done, 'session')} with it{where}{short}."
        )


def by_exercise(told: Chronicle, catalogue: Catalogue) -> tuple[Association, ...]:
    """Compare the worst pain of sessions with and without each exercise; the largest difference first."""
    sessions = [each for each in _answered(told, "worst") if isinstance(each.entry, Session)]
    done = {each.entry.id: _exercises(each) for each in sessions}
    names = dict.fromkeys(name for some in done.values() for name in some)
    found = [
        Association(
            Topic.EXERCISE,
            name,
            "worst pain",
            _group(f"with {_name(catalogue, name)}", [each for each in sessions if name in done[each.entry.id]]),
            _group("without it", [each for each in sessions if name not in done[each.entry.id]]),
        )
        for name in names
    ]
    return _ordered(found)


def by_side(told: Chronicle, catalogue: Catalogue) -> tuple[SideCount, ...]:
    """Count for each exercise how often it was named as painful; the one with the largest share comes first."""
    done: dict[str, int] = {}
    named: dict[str, list[str]] = {}
    for chapter in told.chapters:
        if not isinstance(chapter.entry, Session) or not chapter.trained:
            continue
        for name in _exercises(chapter):
            done[name] = done.get(name, 0) + 1
        sides: dict[str, set[str]] = {}
        for place in chapter.entry.painful or ():
            name, _, side = place.partition(":")
            sides.setdefault(name, set()).add(side)
        for name, where in sides.items():
            named.setdefault(name, []).append(" ".join(sorted(where)))
    counts = [
        SideCount(
            name,
            _name(catalogue, name),
            max(done.get(name, 0), len(places)),
            len(places),
            sum("left" in place for place in places),
            sum("right" in place for place in places),
        )
        for name, places in named.items()
    ]
    return tuple(sorted(counts, key=lambda each: (not each.is_enough, -each.named / each.done, each.name)))


def by_kind(told: Chronicle) -> tuple[Association, ...]:
    """Compare the worst pain of each kind of session, and of runs, with all others; the largest difference first."""
    records = _answered(told, "worst")
    kinds = dict.fromkeys(kind for each in records if (kind := _kind(each)) is not None)
    found = [
        Association(
            Topic.KIND,
            str(kind),
            "worst pain",
            _group(f"in {_KINDS[kind]}", [each for each in records if _kind(each) is kind]),
            _group("in all others", [each for each in records if _kind(each) is not kind]),
        )
        for kind in kinds
    ]
    return _ordered(found) if len(kinds) > 1 else ()


_KINDS = {
    RoutineKind.STRETCH: "stretching",
    RoutineKind.STRENGTH: "strength",
    RoutineKind.DRILL: "drills",
    RoutineKind.MIXED: "mixed sessions",
    RoutineKind.RECOVERY: "recovery sessions",
    RoutineKind.RUN: "runs",
}


def by_gap(told: Chronicle) -> Association:
    """Compare the worst pain of sessions and runs within ``SOON`` of the one before with that of later ones."""
    gaps: list[tuple[Chapter, timedelta]] = []
    last: datetime | None = None
    for chapter in told.chapters:
        if chapter.trained:
            if last is not None and _pain(chapter, "worst") is not None:
                gaps.append((chapter, chapter.at - last))
            last = chapter.at
    hours = round(SOON.total_seconds() / 3600)
    return Association(
        Topic.SOON_AFTER,
        "",
        "worst pain",
        _group(f"within {hours} h of the last session", [each for each, gap in gaps if gap <= SOON]),
        _group("later than that", [each for each, gap in gaps if gap > SOON]),
    )


def compare_mornings(told: Chronicle, now: datetime) -> Association:
    """Compare the mornings after the records of the last four weeks with those of the four weeks before."""
    records = _answered(told, "morning")
    days = MORNINGS_EACH.days
    late = [each for each in records if now - MORNINGS_EACH < each.at <= now]
    early = [each for each in records if now - 2 * MORNINGS_EACH < each.at <= now - MORNINGS_EACH]
    return Association(
        Topic.MORNINGS,
        "",
        "next morning",
        _group(f"in the last {days} days", late, "morning"),
        _group(f"in the {days} before", early, "morning"),
    )


# --- groups ---------------------------------------------------------------------------------------------------------


def _answered(told: Chronicle, pain: str) -> list[Chapter]:
    """Return the sessions and runs in which something was done and this question was answered."""
    return [each for each in told.chapters if each.trained and _pain(each, pain) is not None]


def _pain(chapter: Chapter, pain: str) -> int | None:
    entry = chapter.entry
    assert isinstance(entry, Answered), "only a session or run is training"
    return entry.morning if pain == "morning" else entry.worst


def _group(words: str, chapters: Sequence[Chapter], pain: str = "worst") -> RecordGroup:
    pains = [value for each in chapters if (value := _pain(each, pain)) is not None]
    return RecordGroup(words, len(pains), sum(pains) / len(pains) if pains else None)


def _kind(chapter: Chapter) -> RoutineKind | None:
    return RoutineKind.RUN if chapter.run is not None or isinstance(chapter.entry, Run) else chapter.kind


def _exercises(chapter: Chapter) -> tuple[str, ...]:
    """Return the ids of the exercises done in a session; if its steps were not recorded, those its plan asked for."""
    record = chapter.entry
    assert isinstance(record, Session)
    if record.step:
        return exercises_done(record)
    return tuple(dict.fromkeys(step.exercise.id for step in chapter.asked if step.dose is not None))


def _name(catalogue: Catalogue, exercise_id: str) -> str:
    exercise = catalogue.exercises.get(exercise_id)
    return exercise.name if exercise else exercise_id


def _ordered(found: Iterable[Association]) -> tuple[Association, ...]:
    """Sort by difference, the largest first; what is too little to say comes last."""
    return tuple(sorted(found, key=lambda each: (not each.is_enough, -abs(each.difference or 0), each.about)))


def _in_words(group: RecordGroup) -> str:
    if group.mean is None:
        return f"{group.words} none"
    return f"{group.words} {group.mean:.1f} ({group.count} {'record' if group.count == 1 else 'records'})"
