"""Which plans change when a record was another: both histories replayed."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from coach.domain.planning.fresh_standing import fresh
from coach.domain.records.entries import Entry
from coach.domain.records.history import NO_START
from coach.domain.statistics.later_plans import LaterPlans, plans_changed, plans_of

from ..builders import ready_to_run, run, session
from .telling import HOUSE


def changed(before: list[Entry], after: list[Entry], corrected: str = "", hours: int = 72) -> LaterPlans:
    old, new = ([replace(entry, id=f"e{n}") for n, entry in enumerate(some)] for some in (before, after))
    now = old[-1].at + timedelta(hours=hours)
    is_so = plans_of(HOUSE, fresh(HOUSE, NO_START), old, NO_START, now)
    return plans_changed(HOUSE, fresh(HOUSE, NO_START), is_so, new, NO_START, now=now, corrected=corrected)


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


def test_a_lock_that_a_correction_brings_or_takes_is_told() -> None:
    reds = [session(0, "red"), session(4, "red")]
    three, two = [*reds, session(8, "red")], [*reds, session(8)]
    assert "Training is locked then." in changed(two, three).in_words
    assert "Training is open then." in changed(three, two).in_words


def test_what_was_run_moves_the_stage_of_the_next_run_and_that_of_now() -> None:
    was, corrected = ([*ready_to_run(), run(5), run(8, light), run(12), run(15)] for light in ("green", "amber"))
    found = changed(was, corrected)
    running = next(change for change in found.changes if change.what == "Running")
    assert running.in_words == "Running stage 2 → stage 1 from 17 Nov"
    assert "The stage of running becomes 1." in found.in_words


def test_a_record_that_is_in_only_one_of_both_has_no_plan_to_compare() -> None:
    """As where one is removed: the plans after it are compared, its own is not."""
    found = changed([session(0), session(3), session(6, "red")], [session(0), session(3)])
    assert found.count == 1
    assert all(change.since > session(6).at for change in found.changes)


def test_the_plan_of_the_record_itself_is_no_later_one() -> None:
    greens: list[Entry] = [session(0), session(3), session(6)]
    masked: list[Entry] = [session(0), session(3), session(6, painkiller=True)]
    of_it = changed(greens, masked)
    later = changed(greens, masked, "e2")
    assert of_it.count == later.count + 1, "row 12 asked for a step up that a painkiller holds back"
    assert all(change.since > session(6).at for change in later.changes)


def test_the_plans_of_all_routines_trained_lately_count_not_only_of_those_since() -> None:
    before: list[Entry] = [session(0, name="rehab-foundation"), session(3)]
    found = changed(before, [before[0], session(3, "red")], "e1")
    assert found.count == 2


def test_what_was_trained_long_ago_does_not() -> None:
    before: list[Entry] = [session(0, name="rehab-foundation"), session(100)]
    assert changed(before, [before[0], session(100, "red")], "e1").count == 1


@pytest.mark.parametrize(("hours", "says"), [(24, "Training rests until 07:00 tomorrow."), (48, ""), (72, "")])
def test_the_rest_after_a_red_is_told(hours: int, says: str) -> None:
    green, red = [session(0), session(3)], [session(0), session(3, "red")]
    assert ("rests until" in changed([*green], [*red], "e1", hours).in_words) is bool(says)
    assert says in changed([*green], [*red], "e1", hours).in_words
    back = changed([*red], [*green], "e1", hours).in_words
    assert ("Training need not rest any more." in back) is bool(says)
