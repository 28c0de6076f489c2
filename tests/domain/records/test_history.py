"""A history at a moment, with what cannot be read, and with other entries."""

from datetime import timedelta

from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import Unreadable
from coach.domain.records.history import Before, History, Start

from ..builders import START, at, session


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
