"""A record filled from another."""

from ..builders import run, session


def test_only_open_answers_are_filled_and_only_from_the_same_kind() -> None:
    open_one = session(0, worst=None, morning=None, effort=None)
    told = session(0, worst=3, before=4, morning=2, recalled=True)
    filled = open_one.filled_from(told)
    assert (filled.before, filled.worst, filled.morning, filled.recalled) == (1, 3, 2, True)
    answered = session(0, worst=None, morning=0).filled_from(told)
    assert (answered.worst, answered.morning, answered.recalled) == (3, 0, None)
    assert open_one.filled_from(run(0)) is open_one
