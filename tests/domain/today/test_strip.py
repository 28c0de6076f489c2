"""The strip of fifteen days: lights behind, today, what is planned ahead."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from coach.domain.exercises.course import Course
from coach.domain.exercises.routine import Phase
from coach.domain.planning.replay import replay
from coach.domain.records.entries import Entry, Event, EventKind, Unreadable
from coach.domain.records.history import History, Start
from coach.domain.records.profile import NO_PROFILE
from coach.domain.rules.light import Light
from coach.domain.session.segments import Pacing
from coach.domain.today.ahead import Follower
from coach.domain.today.strip import DayMark, StripDay, strip

from ..builders import at, session, walk
from ..courses.small import COURSE, EASY, FIRST, choice, known

TRAINING, REST, RUN = DayMark.TRAINING, DayMark.REST, DayMark.RUN


def seen(*entries: Entry, day: float, course: Course = COURSE) -> tuple[StripDay, ...]:
    """The strip on a day, after these entries."""
    history = History.of([choice(course.id), *entries], Start(phase=Phase.RECOVERY))
    standing = replay(known(course), history)
    follower = Follower(known(course), standing, history, NO_PROFILE, Pacing())
    ahead = tuple(follower.days(at(day), 8, lambda _: Light.GREEN))
    first = at(0).date() if entries else None
    return strip(known(course), standing, at(day), first, ahead)


def marks(*entries: Entry, day: float, course: Course = COURSE) -> list[DayMark]:
    return [one.mark for one in seen(*entries, day=day, course=course)]


def test_it_is_of_fifteen_days_and_today_is_the_eighth() -> None:
    days = seen(day=0)
    assert [one.day for one in days] == [(at(0) + timedelta(days=number)).date() for number in range(-7, 8)]
    assert [one.is_today for one in days] == [number == 7 for number in range(15)]
    assert [one.mark for one in days] == [*[DayMark.BEFORE] * 7, TRAINING, REST, TRAINING, REST, TRAINING, REST, REST,
                                          TRAINING]  # fmt: skip


@pytest.mark.parametrize(("light", "mark"), [("green", DayMark.GREEN), ("amber", DayMark.AMBER), ("red", DayMark.RED)])
def test_the_light_of_a_day_behind(light: str, mark: DayMark) -> None:
    assert marks(session(0, light, EASY), day=1)[6] is mark
    assert marks(session(0, light, EASY), session(0.2, name="stretch"), day=1)[6] is mark


def test_without_answers_there_is_no_light_and_something_is_open() -> None:
    silent = session(0, name=EASY, before=None, worst=None, after=None, morning=None, effort=None)
    assert seen(silent, day=1)[6].mark is DayMark.NONE
    assert seen(session(0, name=EASY, morning=None), day=1)[6].open
    assert not seen(session(0, name=EASY), day=1)[6].open


def test_what_was_not_trained_is_rest() -> None:
    assert marks(walk(0), session(1, name=EASY, done=0.0), day=2)[5:7] == [REST, REST]


@pytest.mark.parametrize(("light", "mark"), [("amber", DayMark.AMBER), ("red", DayMark.RED)])
def test_what_hurt_before_anything_was_done_is_no_rest(light: str, mark: DayMark) -> None:
    assert marks(session(0, light, EASY, done=0.0), day=1)[6] is mark


def test_what_cannot_be_read_is_a_red_of_its_day() -> None:
    row = Unreadable(at=at(0), id="x", what="session", why="its text is damaged")
    assert marks(session(0.1, name=EASY), row, day=1)[6] is DayMark.RED


def test_today_shows_its_light_once_something_is_done() -> None:
    assert marks(session(0, name=EASY), day=0.1)[7] is DayMark.GREEN
    assert marks(session(0, name=EASY), day=2)[7] is TRAINING


def test_a_missed_day_and_a_red_one_move_what_is_planned() -> None:
    done = session(0, name=EASY)
    assert marks(done, day=2)[7:12] == [TRAINING, REST, TRAINING, REST, REST]
    assert marks(done, day=3)[7:12] == [TRAINING, REST, TRAINING, REST, TRAINING]
    assert marks(session(0, "red", EASY), day=1)[7:9] == [REST, TRAINING]


def test_a_pause_is_rest() -> None:
    pause = Event(at=at(0.5), kind=EventKind.PAUSE, until=at(4).date())
    assert marks(session(0, name=EASY), pause, day=1)[7:12] == [REST, REST, REST, TRAINING, REST]


def test_runs_are_seen() -> None:
    runs = replace(COURSE, blocks=(replace(FIRST, running="return-to-run", until=replace(FIRST.until, sessions=40)),))
    ready = [session(0, name=EASY), walk(1), session(2, name=EASY), walk(3),
             session(4, name=EASY, daily_life_pain_free=True)]  # fmt: skip
    assert marks(*ready, day=5, course=runs)[7:15].count(RUN) >= 2
    assert RUN not in marks(*ready, day=5)
