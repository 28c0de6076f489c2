"""The answers to a check-in while they are given."""

from datetime import timedelta

from coach.domain.records.check_in_answers import CheckInAnswers, flags_in
from coach.domain.records.questions import ICED, TICKS

from ..builders import START


def test_what_is_not_ticked_is_an_explicit_no_and_ice_counts_from_its_first_tick() -> None:
    plain = next(each for each in TICKS if each is not ICED)
    given = CheckInAnswers().answering("before", 2).with_apart((3, None))
    assert given.apart == (3, None)
    ticked = frozenset({ICED.name, plain.name, "groin-lump"})
    iced = given.with_signs(ticked, START).with_signs(ticked, START + timedelta(minutes=5))
    made = iced.check_in(START + timedelta(minutes=20))
    assert (made.before, made.soreness, made.iced_minutes_ago, made.red_flags) == (2, 3, 20, ("groin-lump",))
    assert getattr(made, plain.name) is True
    assert all(getattr(made, each.name) is False for each in TICKS if each not in (ICED, plain))
    assert iced.with_signs(frozenset(), START).check_in(START).iced_minutes_ago is None
    assert flags_in({"groin-lump", "iced"}) == {"groin-lump"}
