"""What the entry to running still lacks, in words, and when daily life is asked so that nothing waits for it."""

import pytest

from coach.domain.planning.replay import replay
from coach.domain.records.entries import Entry
from coach.domain.records.history import History
from coach.domain.rules.run_entry import entry, is_within_reach
from coach.domain.rules.stages import RunStanding

from ..builders import at, house, session, walk

READY: list[Entry] = [session(0), walk(1), session(2), walk(3), session(4)]


def running(entries: list[Entry]) -> RunStanding:
    return replay(house(), History.of(entries)).run


@pytest.mark.parametrize(
    ("entries", "recorded", "today", "words", "met"),
    [
        (READY, None, None, "daily life pain-free, as you answer before your next session", False),
        (READY, True, False, "daily life pain-free, as you answer before your next session", False),
        (READY[:4], None, None, "daily life pain-free", False),
        (READY, True, None, "daily life pain-free", True),
    ],
)
def test_where_daily_life_alone_is_wanting_it_is_said_where_that_is_answered(
    entries: list[Entry], recorded: bool | None, today: bool | None, words: str, met: bool
) -> None:
    need = entry(running(entries), at(5), recorded, today)[0]
    assert (need.words, need.met) == (words, met)


@pytest.mark.parametrize(
    ("entries", "reached"),
    [(READY, True), (READY[:3], True), (READY[:2], False), ([session(0), session(2)], False)],
    ids=["all is there", "a session and a walk are wanting", "two sessions", "both walks"],
)
def test_what_one_session_and_one_walk_bring_is_within_reach(entries: list[Entry], reached: bool) -> None:
    assert is_within_reach(running(entries), at(5)) is reached
