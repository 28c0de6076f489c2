"""What today's check-in asks: the nights that are not told yet, and daily life where it alone will be wanting."""

import pytest

from coach.domain.exercises.routine import Phase
from coach.domain.planning.replay import replay
from coach.domain.records.entries import Entry
from coach.domain.records.history import History, Start
from coach.domain.today.check_in import Questions, questions, waits_for

from ..builders import at, house, run, session, sessions, walk

WELL = Start(phase=Phase.MAINTENANCE)


def asked(entries: list[Entry], day: float, start: Start | None = None) -> Questions:
    history = History.of(entries, start or Start())
    return questions(replay(house(), history), history, at(day))


READY = [session(0), walk(1), session(2), walk(3), session(4)]
"""All that the entry to running asks but the word about daily life."""
DAILY_LIFE: dict[str, tuple[list[Entry], float, Start, bool]] = {
    "nothing on record": ([], 0, Start(), False),
    "all else for running is there": (READY, 5, Start(), True),
    "today's session and one walk are wanting besides": (READY[:3], 4, Start(), True),
    "both walks are wanting": ([session(0), session(2), session(4)], 5, Start(), False),
    "two sessions are wanting": ([session(0), walk(1), walk(2)], 3, Start(), False),
    "both walks are too long ago": (READY, 18, Start(), False),
    "it was told, and may have changed": ([*READY[:4], session(4, daily_life_pain_free=True)], 5, Start(), True),
    "they run": ([*READY[:4], session(4, daily_life_pain_free=True), run(5)], 6, Start(), False),
    "all else for maintenance is there": (sessions(*["green"] * 6), 16, Start(), True),
    "today's session is wanting for maintenance": (sessions(*["green"] * 5), 15, Start(), True),
    "two sessions are wanting for maintenance": (sessions(*["green"] * 4), 15, Start(), False),
    "an amber is among the last of them": (sessions(*["green"] * 4, "amber", "green"), 18, Start(), False),
    "too few days for maintenance": (sessions(*["green"] * 6, every=2), 11, Start(), False),
    "in maintenance nothing is asked for a phase": (sessions(*["green"] * 6), 16, WELL, False),
}


@pytest.mark.parametrize(("entries", "day", "start", "is_asked"), DAILY_LIFE.values(), ids=DAILY_LIFE)
def test_daily_life_is_asked_where_a_good_session_leaves_nothing_else_wanting(
    entries: list[Entry], day: float, start: Start, is_asked: bool
) -> None:
    found = asked(entries, day, start)
    assert found.daily_life is is_asked
    names = ["before", "daily_life_pain_free"] if is_asked else ["before"]
    assert [prompt.name for prompt in found.prompts] == names


def test_the_mornings_that_are_not_told_are_asked_by_night() -> None:
    entries: list[Entry] = [session(0, morning=None), walk(2.2, morning=None), session(2, morning=None)]
    nights = asked(entries, 3).nights
    assert [[entry.at for entry in night.entries] for night in nights] == [[at(2), at(2.2)]]
    assert asked(entries[1:], 2.3).nights == (), "their morning is still to come"
    assert asked([session(2)], 3).nights == ()


HURT = {"worst": 4, "after": 3, "morning": None}
WAITS: dict[str, tuple[list[Entry], float, str]] = {
    "a session": ([session(0, morning=None)], 1, "Until answered, yesterday earns no step up."),
    "a session, days ago": ([session(0, morning=None)], 3, "Until answered, {day} earns no step up."),
    "a session that was amber": ([session(0, **HURT)], 1, "Until answered, the light of yesterday is not certain."),
    "one that was red": ([session(0, worst=7, morning=None)], 1, "The answer tells how it settles."),
    "a run": (
        [run(0, morning=None), walk(0.2, morning=None)],
        1,
        "Until answered, the light of yesterday is not certain.",
    ),
    "a walk": ([walk(0, morning=None)], 1, "Until answered, the walk of yesterday does not count."),
}


@pytest.mark.parametrize(("entries", "day", "waits"), WAITS.values(), ids=WAITS)
def test_what_waits_for_a_morning_is_what_it_decides(entries: list[Entry], day: float, waits: str) -> None:
    """A walk earns no step up, answered or not, and no more does a session that was amber or red."""
    history = History.of(entries, Start())
    (night,) = questions(replay(house(), history), history, at(day)).nights
    assert waits_for(night, replay(house(), history), at(day)) == waits.format(day=f"{at(0):%A}")
