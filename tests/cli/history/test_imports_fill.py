"""An import fills what was not answered here, and changes nothing that was."""

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from coach.domain.records.entries import Session

from ..conftest import Run

HERE = """[[session]]
id = "one"
at = 2026-11-02T07:30:00+01:00
routine = "psoas-care"
worst = 3
"""
LATER = HERE.replace("worst = 3", "worst = 8\nafter = 2\nmorning = 1\nrecalled = true\nred_flags = []")


def test_answers_that_came_later_are_filled_in_and_none_is_changed(coach: Run) -> None:
    Path("here.toml").write_text(HERE)
    Path("later.toml").write_text(LATER)
    coach("import", "here.toml")
    said = coach("import", "later.toml")
    assert said.out == "0 records imported, 1 were here already; 1 of these got answers that were missing.\n"
    text = coach("export", "-").out
    assert "worst = 3" in text
    assert "after = 2" in text
    assert "morning = 1" in text
    assert "recalled = true" in text
    again = coach("import", "later.toml")
    assert again.out == "0 records imported, 1 were here already.\n"
    assert coach("import", "here.toml").out == "0 records imported, 1 were here already.\n"
    assert coach("export", "-").out == text


PAINS = st.none() | st.integers(0, 10)
SESSIONS = st.builds(
    Session,
    at=st.just(datetime(2026, 11, 2, tzinfo=UTC)),
    routine=st.just("a"),
    worst=PAINS,
    after=PAINS,
    morning=PAINS,
    recalled=st.none() | st.just(True),
)


@given(SESSIONS, SESSIONS)
def test_filling_keeps_every_answer_and_is_done_at_once(one: Session, other: Session) -> None:
    filled = one.filled_from(other)
    for name in ("worst", "after", "morning"):
        mine, theirs = getattr(one, name), getattr(other, name)
        assert getattr(filled, name) == (theirs if mine is None else mine)
    assert filled.filled_from(other) == filled
    if one.morning is not None:
        assert filled.recalled == one.recalled
