"""A record filled from another, and a history at a moment."""

from datetime import timedelta

from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import Before, History, Start, Unreadable

from ..builders import START, at, run, session


def test_only_open_answers_are_filled_and_only_from_the_same_kind() -> None:
    open_one = session(0, worst=None, morning=None, effort=None)
    told = session(0, worst=3, before=4, morning=2, recalled=True)
    filled = open_one.filled_from(told)
    assert (filled.before, filled.worst, filled.morning, filled.recalled) == (1, 3, 2, True)
    answered = session(0, worst=None, morning=0).filled_from(told)
    assert (answered.worst, answered.morning, answered.recalled) == (3, 0, None)
    assert open_one.filled_from(run(0)) is open_one


def test_other_entries_stand_in_their_order_behind_what_lies_before_them() -> None:
    """As where the last weeks alone were read, and a record of them is corrected."""
    before, start = Before(at(0), 9, True), Start(phase=Phase.ACUTE)
    recent = History((session(3),), start, before=before)
    corrected = recent.with_entries([session(5), session(4)])
    assert corrected == History((session(4), session(5)), start, before=before)


def test_what_cannot_be_read_stands_on_its_day_or_behind_everything_of_today() -> None:
    dated = Unreadable(at=at(1), id="a", what="run", why="damaged")
    undated = Unreadable(at=at(0), id="b", what="run", why="damaged", dated=False)
    to_come = Unreadable(at=at(9), id="c", what="run", why="damaged")
    history = History((session(0), session(3)), unreadable=(dated, undated, to_come))
    now = at(3) + timedelta(hours=2)
    placed = history.placed(now)
    assert [entry.at for entry in placed.entries] == [at(0), at(1), at(3), at(3), at(3)]
    assert [(each.id, each.dated) for each in placed.unreadable] == [("a", True), ("b", False), ("c", False)]
    early = history.placed(at(5))
    assert early.unreadable[1].at == at(5).replace(hour=0)
    plain = History((session(0),))
    assert plain.placed(START) is plain
    assert history.until(at(1)).entries == (session(0),)
