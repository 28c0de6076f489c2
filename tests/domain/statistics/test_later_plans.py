"""Which plans change when a record was another: both histories replayed."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from coach.domain.planning.fresh_standing import fresh
from coach.domain.records.entries import NO_START, Entry
from coach.domain.statistics.later_plans import LaterPlans, plans_changed, plans_of

from ..builders import session
from .telling import HOUSE


def changed(before: list[Entry], after: list[Entry]) -> LaterPlans:
    old, new = ([replace(entry, id=f"e{n}") for n, entry in enumerate(some)] for some in (before, after))
    now = old[-1].at + timedelta(days=3)
    is_so = plans_of(HOUSE, fresh(HOUSE, NO_START), old, NO_START, now)
    return plans_changed(HOUSE, fresh(HOUSE, NO_START), is_so, new, NO_START, now=now)


def test_the_same_history_changes_nothing() -> None:
    some: list[Entry] = [session(0), session(3), session(6)]
    assert changed(some, some) == LaterPlans(0)
    assert changed(some, some).in_words == "No later plan changes."


def test_a_red_in_place_of_a_green_is_told_from_the_first_plan_that_it_touches() -> None:
    found = changed([session(0), session(3), session(6)], [session(0), session(3, "red"), session(6)])
    assert found.count == 2  # that of the sixth day, and the next
    assert {change.since for change in found.changes} == {session(6).at}
    assert found.in_words.startswith("2 later plans change: ")
    assert " → " in found.in_words


def test_what_lies_before_a_record_never_changes() -> None:
    found = changed([session(0), session(3), session(6)], [session(0), session(3), session(6, "red")])
    assert found.count == 1
    assert all(change.since > session(6).at for change in found.changes)


@pytest.mark.parametrize("quality", ["sharp"])
def test_another_phase_is_told(quality: str) -> None:
    found = changed([session(0), session(3)], [session(0), session(3, quality=quality)])
    assert "The phase becomes acute." in found.in_words
