"""What the coach changed, and why: doses, the phase, the stage of running, the lock, each with its rule and source.

A plan that changes several exercises for one reason is one change. Left out: changes by a day's check-in alone, which
affect only that day (rules 2, 5 and 6).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from coach.domain.exercises.dose import Dose, Prescription
from coach.domain.planning.plan import Change, PlannedStep
from coach.domain.planning.reasons import dose_in_words
from coach.domain.records.entries import Answered, Event, EventKind, Session, Unreadable
from coach.domain.records.red_flags import BY_ID
from coach.domain.rules import numbers as rules
from coach.domain.rules.light import ALARMING, Light
from coach.domain.rules.rows import ROWS
from coach.domain.statistics.chronicle import Chapter, Chronicle
from coach.domain.teaching.rule_cards import CARDS, PHASES


class ChangeKind(StrEnum):
    """What was changed."""

    DOSES = "doses"
    PHASE = "phase"
    STAGE = "stage"
    RUNNING = "running"
    """Running was suspended, so that its entry conditions must be met again."""
    LOCK = "lock"


class Direction(StrEnum):
    """The direction of a change."""

    UP = "up"
    DOWN = "down"
    OUT = "out"
    BACK = "back"
    """A cut ended."""


class ChangeItem(Struct, frozen=True):
    """One thing before and after, in words: ``Plank``, ``1 × 35 s``, ``1 × 30 s``, or ``out``."""

    name: str
    before: str
    after: str


class Adjustment(Struct, frozen=True, kw_only=True):
    """One change; ``at`` is the time of the session or event that brought it.

    ``why``: the cause, as the runner was told it. ``rule``: the key of its card; ``source``: the source of that rule.
    ``records``: the times of the records that it rests on.
    """

    at: datetime
    what: ChangeKind
    way: Direction
    items: tuple[ChangeItem, ...]
    why: str
    rule: str
    source: str
    records: tuple[datetime, ...] = ()


def changes(told: Chronicle) -> tuple[Adjustment, ...]:
    """Return all changes of the stretch, oldest first."""
    asked: dict[tuple[str, str, int], PlannedStep] = {}
    found: list[Adjustment] = []
    for chapter in told.chapters:
        found.extend(_of_doses(chapter, asked))
        found.extend(_of_state(chapter))
    return tuple(found)


# --- doses ----------------------------------------------------------------------------------------------------------

_OF_THE_DAY = (2, 5, 6)
_CUTTING = (9, 10)


def _of_doses(chapter: Chapter, asked: dict[tuple[str, str, int], PlannedStep]) -> Iterator[Adjustment]:
    """Yield how a session's plan differs from the routine's plan before.

    ``asked``: the last planned step by routine, exercise and slot; it is updated here. Refused plans are ignored.
    """
    record = chapter.entry
    if not isinstance(record, Session) or chapter.refused is not None:
        return
    groups: dict[tuple[Direction, int, str], list[tuple[ChangeItem, PlannedStep]]] = {}
    for step in chapter.asked:
        if step.rule in _OF_THE_DAY:
            continue
        key = (record.routine, step.exercise.id, step.slot)
        change = _change(asked.get(key), step)
        asked[key] = step
        if change is not None:
            way, rule, why, before = change
            item = ChangeItem(step.name, _words(step.prescription, before), _words(step.prescription, step.dose))
            groups.setdefault((way, rule, why), []).append((item, step))
    for (way, rule, why), some in groups.items():
        yield Adjustment(
            at=chapter.at,
            what=ChangeKind.DOSES,
            way=way,
            items=tuple(item for item, _ in some),
            why=why,
            rule=str(rule),
            source=ROWS[rule].source,
            records=tuple(sorted({at for _, step in some for at in step.records})),
        )


def _change(before: PlannedStep | None, now: PlannedStep) -> tuple[Direction, int, str, Dose | None] | None:
    """Return how one exercise's dose changed: the direction, the rule, the reason, and the dose before.

    That is the dose in the plan before, or its level without one. None: it is the same dose, as while a cut goes on.
    """
    former = before.dose if before else now.level
    if now.dose == former:
        return None
    if now.dose is None:
        return Direction.OUT, now.rule, _cause(now.why), former
    if former is not None and _is_less(now.dose, former):
        return Direction.DOWN, now.rule, _cause(now.why), former
    if now.change is Change.UP:
        return Direction.UP, now.rule, _cause(now.why), former
    if before and before.rule in _CUTTING and now.rule not in _CUTTING:
        return Direction.BACK, before.rule, _ENDED, former
    # It was out or cut, and is cut less now: it is on its way back, by the rule that still cuts it.
    return (Direction.BACK if before else Direction.UP), now.rule, _cause(now.why), former


_ENDED = "A green session, fully answered and without a painkiller, ended the cut"


def _is_less(one: Dose, other: Dose) -> bool:
    return (one.rung, one.sets, one.reps or 0, one.hold_s or 0) < (
        other.rung,
        other.sets,
        other.reps or 0,
        other.hold_s or 0,
    )


def _cause(why: str) -> str:
    """Return the part of a reason that names the cause; the rest is left off, as the doses show it."""
    return _CAUSE_ENDS.split(why, maxsplit=1)[0].removesuffix(".")


_CAUSE_ENDS = re.compile(r": |\. |, but ")


def _words(prescription: Prescription, dose: Dose | None) -> str:
    return "out" if dose is None else dose_in_words(prescription, dose)


# --- the phase, running, the lock -----------------------------------------------------------------------------------


def _of_state(chapter: Chapter) -> Iterator[Adjustment]:
    before, after = chapter.before, chapter.after
    if before.phase is not after.phase:
        way = Direction.UP if after.phase.rank > before.phase.rank else Direction.DOWN
        item = ChangeItem("Phase", str(before.phase), str(after.phase))
        yield _adjustment(chapter, ChangeKind.PHASE, way, item, _why_phase(chapter, way), PHASES)
    if before.has_moved_to(after) and not after.own_runs:
        way = Direction.UP if after.stage > before.stage and after.programme == before.programme else Direction.DOWN
        item = ChangeItem("Running", before.stage_in_words, after.stage_in_words)
        yield _adjustment(chapter, ChangeKind.STAGE, way, item, _why_stage(chapter, way), str(rules.RETURN_TO_RUN_ROW))
    if before.running and not after.running:
        item = ChangeItem("Running", "open", "its entry is asked anew")
        yield _adjustment(
            chapter, ChangeKind.RUNNING, Direction.DOWN, item, _why_suspended(chapter), str(rules.RETURN_TO_RUN_ROW)
        )
    if before.locked != after.locked:
        way = Direction.DOWN if after.locked else Direction.UP
        item = ChangeItem("Training", *(("open", "locked") if after.locked else ("locked", "open")))
        yield _adjustment(chapter, ChangeKind.LOCK, way, item, _why_lock(chapter), "1")


def _adjustment(
    chapter: Chapter, what: ChangeKind, way: Direction, item: ChangeItem, why: str, card: str
) -> Adjustment:
    return Adjustment(
        at=chapter.at,
        what=what,
        way=way,
        items=(item,),
        why=why,
        rule=card,
        source=CARDS[card].source,
        records=(chapter.at,),
    )


def _why_phase(chapter: Chapter, way: Direction) -> str:
    entry = chapter.entry
    if isinstance(entry, Event):
        return "Set by hand"
    if isinstance(entry, Unreadable):
        return "A record that cannot be read counts as a red"
    if way is Direction.UP:
        return "All that this phase asks for was met"
    assert isinstance(entry, Answered)
    if chapter.after.phase.rank > 0:
        return "A red" if chapter.light is Light.RED else f"{rules.MAINTENANCE_AMBERS} ambers running"
    if (alarm := _alarm(entry)) is not None:
        return alarm
    if entry.worst is not None and entry.worst >= rules.ACUTE_WORST_FROM:
        return f"Worst pain {entry.worst}"
    if chapter.light is not Light.RED:
        return "The first record came with pain"
    return f"{rules.ACUTE_REDS} reds within {rules.ACUTE_REDS_DAYS} days"


def _alarm(entry: Answered) -> str | None:
    if entry.quality in ALARMING:
        return f"The pain was {entry.quality}"
    return "The pain changed the way of moving" if entry.gait_changed else None


def _why_stage(chapter: Chapter, way: Direction) -> str:
    if way is Direction.UP or chapter.light in (Light.GREEN, Light.NONE):
        return _cause(chapter.stage_why) if chapter.run and chapter.stage_why else "As it was recorded"
    if chapter.after.phase is not chapter.before.phase:
        return "The acute phase began"
    return "The run was red" if chapter.light is Light.RED else f"{rules.RUN_AMBERS_BACK} ambers of runs running"


def _why_suspended(chapter: Chapter) -> str:
    alarm = _alarm(chapter.entry) if isinstance(chapter.entry, Answered) else None
    return alarm or ("The acute phase began" if chapter.after.phase.rank == 0 else "A red run")


def _why_lock(chapter: Chapter) -> str:
    entry = chapter.entry
    if isinstance(entry, Event) and entry.kind is EventKind.UNLOCKED:
        return f"The runner's own word: {entry.note}" if entry.note else "The runner's own word"
    flags = _flags_of(entry)
    if flags:
        return f"Warning sign: {'; '.join(flag_in_words(flag) for flag in flags)}"
    if isinstance(entry, Unreadable) and entry.locks:
        return "Something that cannot be read may have been a warning sign"
    return f"{rules.LOCKING_REDS} reds within {rules.LOCKING_REDS_WINDOW.days} days"


def flag_in_words(flag: str) -> str:
    """Return a warning sign in the words of its question; an unknown one as its id."""
    return BY_ID[flag].question if flag in BY_ID else flag


# --- warning signs --------------------------------------------------------------------------------------------------


class FlagStory(Struct, frozen=True):
    """Warning signs that were ticked together, and their consequences.

    ``locked``: they locked training. ``lifted``: when that lock was lifted, ``outcome`` with which words of the runner;
    both None if it is not lifted yet, or there was none.
    """

    at: datetime
    flags: tuple[str, ...]
    locked: bool
    lifted: datetime | None = None
    outcome: str | None = None


def flag_stories(told: Chronicle) -> tuple[FlagStory, ...]:
    """Return the warning signs of the stretch, oldest first."""
    found = []
    for number, chapter in enumerate(told.chapters):
        flags = _flags_of(chapter.entry)
        if flags:
            found.append(_story(chapter, flags, told.chapters[number + 1 :]))
    return tuple(found)


def _story(chapter: Chapter, flags: tuple[str, ...], later: Sequence[Chapter]) -> FlagStory:
    if not chapter.after.locked:
        return FlagStory(chapter.at, flags, locked=False)
    lifting = next((each for each in later if not each.after.locked), None)
    if lifting is None:
        return FlagStory(chapter.at, flags, locked=True)
    return FlagStory(chapter.at, flags, locked=True, lifted=lifting.at, outcome=lifting.entry.note)


def _flags_of(entry: object) -> tuple[str, ...]:
    if isinstance(entry, Answered):
        return entry.red_flags or ()
    if isinstance(entry, Event) and entry.kind is EventKind.RED_FLAG:
        return entry.flags or ()
    return ()
