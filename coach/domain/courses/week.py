"""Which days of a block are training days (the runner's own, else the block's, else evenly spaced) and which are rest.

All days are dates in the runner's calendar. Left out: which routine a day has in the end (``course_day``).
"""

from datetime import date, timedelta
from itertools import pairwise, takewhile

from msgspec import Struct

from coach.domain.courses.diary import Diary
from coach.domain.exercises.course import Block
from coach.domain.exercises.routine import BUILDING, RoutineKind
from coach.domain.exercises.weekday import Weekday
from coach.domain.planning.course_standing import trained_in
from coach.domain.records.entries import Activity, Entry

WEEK = 7
_SELDOM_DAYS = 5
"""With this many days from one training to the next, each of two routines in turn would come back only after ten days
or more."""
_A_DAY_BETWEEN = 2
_LOOK_AHEAD = 15


class Week(Struct, frozen=True):
    """The days around today, as seen by a block.

    ``trained``: days with a training of this block, oldest first. ``built``: days with strength or mixed work of any
    routine. ``busy``: days without rest, that is with a session, run or cross-training (``a_day`` routines aside).
    """

    here: Diary
    block: Block
    trained: tuple[date, ...]
    built: frozenset[date]
    busy: frozenset[date]

    @property
    def target(self) -> int:
        """The number of trainings a week: as the block says, or fewer where the runner gives fewer days."""
        profile = self.here.profile
        return min(self.block.per_week, len(profile.training_days) or WEEK, profile.days_a_week or WEEK)

    @property
    def done(self) -> int:
        """The number of days with a training since this week's Monday, today included."""
        monday = self.here.today - timedelta(days=self.here.today.weekday())
        return sum(monday <= day <= self.here.today for day in self.trained)

    @property
    def builds(self) -> bool:
        """Whether any of the block's training routines is strength or mixed."""
        return any(self._kind(name) in BUILDING for name in trained_in(self.block))

    def _kind(self, routine_id: str) -> RoutineKind | None:
        routine = self.here.catalogue.routines.get(routine_id)
        return routine.kind if routine else None

    def is_for_training(self, day: date, also: tuple[date, ...] = ()) -> bool:
        """Whether a day, today or later, is a training day.

        ``also``: days before it that are taken to be trained as well, beyond those on record.
        """
        trained = sorted({one for one in (*self.trained, *also) if one < day})
        yesterday = day - timedelta(days=1)
        eve = self._eve_of_the_long_run() if self.builds else None
        if self.builds and (yesterday in self.built or yesterday in also or Weekday.of(day) is eve):
            return False
        if sum(day - one < timedelta(days=WEEK) for one in trained) >= self.target:
            return False
        # Ignore a weekday of the block that the long run keeps free: a block with no other would never train.
        fixed = tuple(one for one in self.block.weekdays if one is not eve)
        named = self.here.profile.training_days or (fixed if len(fixed) >= self.target else ())
        if named:
            spaced = not trained or (day - trained[-1]).days >= min(_A_DAY_BETWEEN, WEEK // self.target)
            return Weekday.of(day) in named and (len(named) <= self.target or spaced)
        if Weekday.of(day) in fixed:
            return True
        if self.builds and Weekday.of(day + timedelta(days=1)) in fixed:
            return False
        # An even pace: the last training lies at least one interval back, the one before it two, and so on.
        last = enumerate(reversed(trained[-self.target :]), 1)
        return all((day - one).days >= back * WEEK // self.target for back, one in last)

    def _eve_of_the_long_run(self) -> Weekday | None:
        """Return the weekday before the longest of the runner's own runs of two weeks, which strength keeps free.

        None if the runs are not their own, if they named training days, or if several runs are all equally long.
        """
        run = self.here.standing.run
        if not run.own or self.here.profile.training_days:
            return None
        since = self.here.today - timedelta(days=2 * WEEK)
        runs = [(done.seconds, self.here.day_of(done.at)) for done in run.runs if self.here.day_of(done.at) >= since]
        longest = max(runs, default=None)
        if longest is None or sum(seconds == longest[0] for seconds, _ in runs) == len(runs) > 1:
            return None
        return Weekday.of(longest[1] - timedelta(days=1))

    def leaves_a_day_between(self) -> bool:
        """Whether strength or mixed work today would leave a day between: none done today, none planned tomorrow."""
        tomorrow = self.here.today + timedelta(days=1)
        return not (self.builds and self.is_for_training(tomorrow)) and self.here.today not in self.built

    def must_rest(self) -> bool:
        """Whether the last six days were all busy, so that today must be rest.

        Not where the block names all seven weekdays and the runner none: the author wants it so.
        """
        return not self._never_rests and self._busy_behind() == WEEK - 1

    @property
    def _never_rests(self) -> bool:
        return len(self.block.weekdays) == WEEK and not self.here.profile.training_days

    def _busy_behind(self) -> int:
        """How many days before today were busy without a rest between them, at most six."""
        back = (self.here.today - timedelta(days=one) for one in range(1, WEEK))
        return sum(1 for _ in takewhile(self.busy.__contains__, back))

    def spares_its_days(self) -> bool:
        """Whether something optional today still leaves every named weekday to its training.

        It does not where that weekday would be the seventh day without a rest, with no free day before it.
        """
        if self._never_rests or not (self.here.profile.training_days or self.block.weekdays):
            return True
        planned: list[date] = []
        for ahead in range(1, WEEK - self._busy_behind()):
            day = self.here.today + timedelta(days=ahead)
            if not self.is_for_training(day, tuple(planned)):
                return True
            planned.append(day)
        return False

    def next_training(self, *, trains_today: bool = False) -> date:
        """Return the next training day after today; there always is one within two weeks.

        ``trains_today``: today's training is still to come.
        """
        today = self.here.today
        also = (today,) if trains_today or today in self.trained else ()
        days = (today + timedelta(days=ahead) for ahead in range(1, _LOOK_AHEAD))
        return next(day for day in days if self.is_for_training(day, also))

    def order(self, day: date) -> tuple[str, ...]:
        """Return the routines of a training day in order of preference: the weekday's own, then by whose turn it is.

        With fewer than two trainings a week, or where they come that seldom, only the first of ``train`` is done.
        """
        course, train = self.here.standing.course, self.block.train
        if self.target < 2 or self._trains_seldom():
            train = train[:1]
        turn = course.turn if course.block == self.block and course.turn in train else None
        start = train.index(turn) + 1 if turn is not None else 0
        named = self.block.weekdays.get(Weekday.of(day))
        return tuple(dict.fromkeys((*filter(None, (named,)), *train[start:], *train[:start])))

    def _trains_seldom(self) -> bool:
        """Whether the last trainings and today all lie ``_SELDOM_DAYS`` or more apart; one long gap is not enough."""
        days = [*dict.fromkeys((*self.trained, self.here.today))][-3:]
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        return bool(gaps) and min(gaps) >= _SELDOM_DAYS


def week_so_far(here: Diary, block: Block) -> Week:
    """Build the ``Week`` of a block from the records of the last weeks."""
    mine, before = trained_in(block), _before(here, block)
    began = here.standing.course.first if here.standing.course.block == block else None
    trained, built, busy = set(), set(), set()
    for one in here.standing.recent:
        routine = here.catalogue.routines.get(one.routine or "")
        if not one.trained:
            continue
        day = here.day_of(one.at)
        builds = routine is not None and routine.kind in BUILDING
        if one.routine in mine or builds or (one.routine in before and (began is None or one.at < began)):
            trained.add(day)
        if builds:
            built.add(day)
        is_break = one.routine in block.a_day and not (builds or one.routine in mine)
        if not is_break and (routine is None or routine.kind is not RoutineKind.RECOVERY):
            busy.add(day)
    busy |= {here.day_of(entry.at) for entry in _lately(here) if isinstance(entry, Activity)}
    return Week(here, block, tuple(sorted(trained)), frozenset(built), frozenset(busy))


def _before(here: Diary, block: Block) -> frozenset[str]:
    """Return the training routines of the block before (none of an acute one).

    Their last days still count when this block begins, so that the change makes no week fuller than it should be.
    """
    course = here.standing.course.course
    place = course.blocks.index(block) if course is not None and block in course.blocks else 0
    before = course.blocks[place - 1] if course is not None and place else None
    return frozenset() if before is None or before.is_acute else frozenset(trained_in(before))


def _lately(here: Diary) -> list[Entry]:
    """Return the entries of the last 8 days, newest first."""
    since, found = here.now - timedelta(days=WEEK + 1), []
    for entry in reversed(here.history.entries):
        if entry.at < since:
            break
        if entry.at <= here.now:
            found.append(entry)
    return found
