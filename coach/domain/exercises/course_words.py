"""A course described in words: whom it suits, what each block trains and how often, and when it is over.

``names`` has the names of routines by id; a routine that no longer exists is shown by its id. Left out: where a runner
stands in the course.
"""

from collections.abc import Iterable, Iterator, Mapping, Set

from coach.domain.exercises.course import Block, Check, Concern, Course, Until
from coach.domain.exercises.routine import Phase
from coach.domain.listing import listed

NO_NAMES: Mapping[str, str] = {}
_SUITS = {
    Concern.PAINFUL: "hurt",
    Concern.TIGHT: "are tight",
    Concern.WEAK: "are weak",
    Concern.WELL: "are well",
}


def suits_in_words(course: Course) -> str:
    """Say whom a course suits: ``for hips that hurt or are weak``; empty where it does not say."""
    return f"for hips that {listed((_SUITS[each] for each in course.suits), 'or')}" if course.suits else ""


def phases_in_words(block: Block) -> str:
    """Say in which phases a block is open: ``recovery and above``; empty for all."""
    if all(block.is_open(phase) for phase in Phase):
        return ""
    open_in = [phase for phase in Phase if block.is_open(phase)]
    if len(open_in) > 1 and Phase.ACUTE not in open_in:
        return f"{open_in[0]} and above"
    return f"{listed(open_in)} only"


def everywhere_in_words(course: Course, names: Mapping[str, str]) -> tuple[str, ...]:
    """Describe, one line each, what all blocks have alike beside their training, and the course's checks."""
    checks = (
        f"Every {'day' if check.every_days == 1 else f'{check.every_days} days'}: {check.name}, each side{_how(check)}"
        for check in course.checks
    )
    return (*_beside(course.blocks[0], names, _shared(course)), *checks)


def _how(check: Check) -> str:
    return f". {check.how.rstrip('.')}" if check.how else ""


def block_in_words(course: Course, block: Block, names: Mapping[str, str]) -> tuple[str, ...]:
    """Describe a block, one line each: its training days, what goes beside and between, when it is over.

    What is alike in all blocks is left out: see ``everywhere_in_words``.
    """
    checks = {check.id: check.name for check in course.checks}
    return tuple(_lines(block, {**names, **checks}, set(_BESIDE) - _shared(course)))


_BESIDE = ("a_day", "running", "before_run", "after_run")


def _shared(course: Course) -> set[str]:
    """Return the keys of ``_BESIDE`` whose value is the same in every block; none where there is only one block."""
    first, *others = course.blocks
    return {key for key in _BESIDE if others and all(getattr(each, key) == getattr(first, key) for each in others)}


def _lines(block: Block, names: Mapping[str, str], own: Set[str]) -> Iterator[str]:
    days = "1 training day" if block.per_week == 1 else f"{block.per_week} training days"
    turn = " in turn" if len(block.train) > 1 else ""
    yield f"{days} in any 7: {_named(block.train, names)}{turn}"
    if block.weekdays:
        yield "; ".join(f"{day.full}: {names.get(name, name)}" for day, name in block.weekdays.items())
    if block.between:
        yield f"On days between, if you like: {_named(block.between, names)}"
    yield from _beside(block, names, own)
    yield "It stays." if block.until is None else f"Until {until_in_words(block.until, names)}"
    if block.at_most_weeks is not None:
        weeks = "1 week" if block.at_most_weeks == 1 else f"{block.at_most_weeks} weeks"
        yield f"After {weeks} Home asks what next"


def _beside(block: Block, names: Mapping[str, str], keys: Set[str]) -> Iterator[str]:
    if block.a_day and "a_day" in keys:
        often = (f"{names.get(name, name)} {times_in_words(times)}" for name, times in block.a_day.items())
        yield f"Every day: {listed(often)}"
    if block.running is not None and "running" in keys:
        yield f"Beside it: {names.get(block.running, block.running)}"
    if block.before_run and "before_run" in keys:
        yield f"Before each run: {_named(block.before_run, names)}"
    if block.after_run and "after_run" in keys:
        yield f"After each run: {_named(block.after_run, names)}"


def until_in_words(until: Until, names: Mapping[str, str] = NO_NAMES) -> str:
    """Say when a block is over: ``8 sessions are done and the last 4 are green``. ``names``: of checks by id."""
    parts = []
    if until.sessions is not None:
        parts.append("1 session is done" if until.sessions == 1 else f"{until.sessions} sessions are done")
    if until.days is not None:
        parts.append("1 day has passed" if until.days == 1 else f"{until.days} days have passed")
    if until.green is not None:
        parts.append("the last is green" if until.green == 1 else f"the last {until.green} are green")
    if until.worst is not None:
        which = "the last" if (until.green or 1) == 1 else f"none of the last {until.green}"
        parts.append(f"{which} hurt {'no more' if which == 'the last' else 'more'} than {until.worst}")
    if until.not_before is not None:
        parts.append(f"it is {until.not_before.day} {until.not_before:%B %Y}")
    for name, least in (until.checks or {}).items():
        parts.append(f"each side reaches {least} in {names.get(name, name)}")
    if until.clinician:
        parts.append("your physio said yes")
    return listed(parts)


def times_in_words(times: int) -> str:
    """Say how many times: ``once``, ``twice``, ``3 times``."""
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def _named(routines: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(name, name) for name in routines)
