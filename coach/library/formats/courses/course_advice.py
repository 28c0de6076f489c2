"""Warnings about what is legal but unwise in a course. Each names the key and what to write.

Left out: mistakes (``course_file``). Advice never changes what is loaded.
"""

from collections.abc import Iterator, Mapping

from coach.domain.exercises.course import Block, Course
from coach.domain.exercises.routine import BUILDING, Routine, RoutineKind
from coach.domain.exercises.weekday import Weekday
from coach.domain.listing import counted
from coach.domain.records.profile import Profile
from coach.domain.rules.numbers import GAPS
from coach.library.formats.courses.course_file import CourseDraft
from coach.library.toml.checker import Table

DAYS_A_WEEK = 7
LONGEST_GAP = GAPS[-1][0].days
"""The number of days after which an exercise not trained begins a step lower (RULES, row 8)."""
_WITH_CHECK_IN = BUILDING | {RoutineKind.DRILL}
"""Kinds of routine that nobody should do without a check-in before it."""


def advise_course(course: Course, draft: CourseDraft, routines: Mapping[str, Routine]) -> None:
    """Warn of what is unwise in a course and its blocks."""
    before: tuple[int, Block] | None = None
    for number, ((table, own), block) in enumerate(zip(draft.blocks, course.blocks, strict=True), 1):
        for key, message in _week_advice(block):
            _warn(draft, table, own, (key,), message)
        for place, message in _train_advice(block, routines):
            table.say(message, *place, severity="warning")
        for name in block.a_day:
            if routines[name].kind in _WITH_CHECK_IN:
                message = f'a_day: "{name}" is of kind {routines[name].kind}, and nobody is asked how it felt: better '
                _warn(draft, table, own, ("a_day", name), message + "a stretch, and this among train or between")
        if not block.is_acute:
            if before is not None and not _routines(before[1]) & _routines(block):
                message = f"train: it shares no routine with block {before[0]} ({before[1].id}): what was earned there "
                message += f"goes back after {LONGEST_GAP} days; keep one of its routines here, in train or between"
                table.say(message, "train", severity="warning")
            before = number, block
    last, own = draft.blocks[-1]
    if "until" in own:
        last.say("until ends nothing here: no block follows, so this one stays", "until", severity="warning")


def profile_warnings(course: Course, profile: Profile) -> tuple[str, ...]:
    """Sentences on what in a course does not fit the training days in a runner's profile; none if it has no days."""
    given = [number for number in (profile.days_a_week, len(profile.training_days) or None) if number is not None]
    if not given:
        return ()
    days, found = min(given), []
    for block in course.blocks:
        if block.per_week > days and not block.is_acute:  # an acute block counts no weeks, and nothing waits for it
            found.append(
                f"{block.name} asks for {block.per_week} training days a week, and you gave {counted(days, 'day')}: "
                "it takes longer, and some weeks are cut short."
            )
        missing = [day for day in block.weekdays if profile.training_days and day not in profile.training_days]
        if missing:
            names = ", ".join(day.full for day in missing)
            found.append(f"{block.name} trains on {names}, and those are not among your days: yours count.")
    return tuple(found)


def _warn(draft: CourseDraft, table: Table, own: Mapping[str, object], place: tuple[str, ...], message: str) -> None:
    """Report it where the key is written: in the block, or at the file's top, which is reported only once."""
    at = table if place[0] in own or place[0] not in draft.values else draft.top
    if at is draft.top and any(place[0] not in values for each, values in draft.blocks[: _number_of(draft, table)]):
        return
    at.say(message, *place, severity="warning")


def _number_of(draft: CourseDraft, table: Table) -> int:
    return next(number for number, (each, _) in enumerate(draft.blocks) if each is table)


def _routines(block: Block) -> set[str]:
    return {*block.train, *block.weekdays.values(), *block.between}


def _week_advice(block: Block) -> Iterator[tuple[str, str]]:
    """Warnings about a block's days in the week: whether one is left for rest, and per_week fits weekdays."""
    days = len(block.weekdays)
    if days == DAYS_A_WEEK:
        yield "weekdays", "weekdays names all seven days: leave one out, for strength grows on days of rest"
    elif max(days, block.per_week) == DAYS_A_WEEK - 1 and block.running is not None and not block.is_acute:
        key = "weekdays" if days >= block.per_week else "per_week"
        number = max(days, block.per_week)
        yield key, f"{key}: {number} training days and the days of {block.running} leave none for rest"
    elif days > block.per_week:
        yield "weekdays", f"weekdays names {days} days, and per_week is {block.per_week}: make them alike"


def _train_advice(block: Block, routines: Mapping[str, Routine]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Warnings about a block's routines: ones that come too seldom or never, or build strength on adjacent days."""
    if block.per_week == 1:
        yield from _only_first(block)
    for index, name in enumerate(block.train if block.per_week > 1 else ()):
        days = len(block.train) * DAYS_A_WEEK / block.per_week / block.train.count(name)
        if days > LONGEST_GAP and name not in block.weekdays.values() and block.train.index(name) == index:
            message = f'train: "{name}" comes back after {counted(round(days), "day")} only, and after more than '
            yield ("train", index), message + f"{LONGEST_GAP} it begins a step lower: fewer routines, or more days"
    for day, name in block.weekdays.items():
        if name not in block.train:
            yield ("weekdays", str(day)), f'weekdays.{day}: "{name}" is not in train, so until does not count it'
    building = [day for day, name in block.weekdays.items() if routines[name].kind in BUILDING]
    for day in building:
        if _next(day) in building and len(block.weekdays) < DAYS_A_WEEK:
            message = f"weekdays: {day} and {_next(day)} lie side by side, and both build strength; the second waits"
            yield ("weekdays", str(_next(day))), f"{message}: leave a day between"
    yield from _beside_strength(block, routines)
    yield from _too_short(block)


def _beside_strength(block: Block, routines: Mapping[str, Routine]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Warnings about routines in ``between`` that build strength, if those of the training days beside them do too."""
    if not any(routines[name].kind in BUILDING for name in (*block.train, *block.weekdays.values())):
        return
    for index, name in enumerate(block.between):
        if routines[name].kind in BUILDING:
            message = (
                f'between: "{name}" is of kind {routines[name].kind}, and so is what is trained on the days beside'
            )
            yield ("between", index), f"{message} it: it is offered only where a day lies between; better a stretch"


def _only_first(block: Block) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Warnings for one training day a week: routines of ``train`` that never come, for it always takes the first."""
    for index, name in enumerate(block.train):
        if name not in (block.train[0], *block.weekdays.values()) and block.train.index(name) == index:
            message = f'train: "{name}" never comes: with one training day a week it is the first of train alone'
            yield ("train", index), message


def _too_short(block: Block) -> Iterator[tuple[tuple[str, ...], str]]:
    """A warning if ``until`` cannot be reached within ``at_most_weeks``."""
    if block.until is None or block.at_most_weeks is None:
        return
    sessions = max(block.until.sessions or 0, block.until.green or 0)
    weeks = max((block.until.days or 0) / DAYS_A_WEEK, sessions / block.per_week)
    if weeks > block.at_most_weeks:
        needed = f"until takes {counted(-int(-weeks // 1), 'week')} at least"
        yield ("at_most_weeks",), f"at_most_weeks: {needed}, so it can never be over in {block.at_most_weeks}"


def _next(day: Weekday) -> Weekday:
    days = tuple(Weekday)
    return days[(days.index(day) + 1) % len(days)]
