"""Running by weeks: time run, the limit of ten percent more, the longest run, and the stages.

Seconds are those that the rules counted (``stages``). Left out: whether a run is allowed today (``run_gate``).
"""

from datetime import date, datetime

from msgspec import Struct

from coach.domain.records.entries import Run
from coach.domain.rules import numbers as rules
from coach.domain.rules.programme import GROWTH_PERCENT
from coach.domain.rules.stages import RunDone
from coach.domain.statistics.calendar import monday_of
from coach.domain.statistics.chronicle import Chapter, Chronicle

WEEKS_BEFORE = rules.LARGEST_WEEK_WINDOW // rules.WEEK
"""The limit of ten percent more depends on this many weeks before, so a chronicle should begin that much earlier."""


class RunWeek(Struct, frozen=True):
    """The runs of a week from Monday on: seconds of running in all; metres where recorded.

    ``most_s``: ten percent (or nine minutes) more than the largest of the four weeks before; None: nothing was run in
    them. The rules count any seven days, not weeks from Monday, so a week above this limit need not have broken one.
    ``stage``: the highest stage in the programme of the week's last run; None: none is known.
    """

    monday: date
    runs: int
    seconds: int
    distance_m: int
    stage: int | None
    most_s: int | None


class StageMove(Struct, frozen=True):
    """A change of the stage of running, by a run or something else.

    ``since``: the programme before, if it was a different one, else empty. ``programme``: the present one; empty for
    the return to running, unless ``since`` is given.
    """

    at: datetime
    before: int
    after: int
    programme: str = ""
    since: str = ""

    @property
    def in_words(self) -> str:
        """The change in words: ``Stage 3 → 4``, or ``return-to-run, stage 12 → c25k-w3, stage 1``."""
        if not self.since:
            return f"{f'{self.programme}, stage' if self.programme else 'Stage'} {self.before} → {self.after}"
        return f"{self.since}, stage {self.before} → {self.programme}, stage {self.after}"


class Running(Struct, frozen=True):
    """The running of a stretch. ``longest``: the longest single run; ``moves``: each change of stage, oldest first.

    ``weeks`` are whole, so the first may have runs from before the stretch; ``runs`` and ``seconds`` do not count them.
    """

    weeks: tuple[RunWeek, ...]
    longest: RunDone | None
    moves: tuple[StageMove, ...]
    runs: int
    seconds: int


def running(told: Chronicle, first: date, last: date) -> Running:
    """Return the running from ``first`` to ``last``, with every week, also those without a run."""
    by_week: dict[date, list[Chapter]] = {}
    for chapter in told.chapters:
        if chapter.run is not None:
            by_week.setdefault(monday_of(chapter.date), []).append(chapter)
    weeks = []
    monday = monday_of(first)
    while monday <= last:
        weeks.append(_week(monday, by_week))
        monday += rules.WEEK
    within = [chapter for chapter in told.since(first).chapters if chapter.date <= last]
    runs = [chapter.run for chapter in within if chapter.run is not None]
    longest = max(runs, key=lambda run: run.seconds, default=None)
    moves = tuple(
        _move(chapter)
        for chapter in within
        if chapter.before.has_moved_to(chapter.after) and not chapter.after.own_runs
    )
    return Running(
        tuple(weeks),
        longest if longest and longest.seconds else None,
        moves,
        len(runs),
        sum(run.seconds for run in runs),
    )


def _move(chapter: Chapter) -> StageMove:
    before, after = chapter.before, chapter.after
    if before.programme != after.programme:
        return StageMove(chapter.at, before.stage, after.stage, after.programme, before.programme)
    other = "" if after.programme == rules.RETURN_TO_RUN_ROUTINE else after.programme
    return StageMove(chapter.at, before.stage, after.stage, other)


def _week(monday: date, by_week: dict[date, list[Chapter]]) -> RunWeek:
    chapters = by_week.get(monday, [])
    runs = [chapter.run for chapter in chapters if chapter.run is not None]
    largest = max(_total(by_week.get(monday - back * rules.WEEK, [])) for back in range(1, WEEKS_BEFORE + 1))
    return RunWeek(
        monday,
        runs=len(runs),
        seconds=_total(chapters),
        distance_m=sum(_metres(chapter) for chapter in chapters),
        stage=max((run.stage for run in runs if run.stage and run.programme == runs[-1].programme), default=None),
        most_s=max(largest * GROWTH_PERCENT // 100, largest + rules.WEEK_GROWTH_S) if largest else None,
    )


def _total(chapters: list[Chapter]) -> int:
    return sum(chapter.run.seconds for chapter in chapters if chapter.run is not None)


def _metres(chapter: Chapter) -> int:
    return chapter.entry.distance_m or 0 if isinstance(chapter.entry, Run) else 0
