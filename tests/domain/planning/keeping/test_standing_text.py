"""A standing from its text is the standing, and what is folded on from it is what a full replay gives."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase
from coach.domain.planning.keeping.standing_text import standing_from, standing_to_text
from coach.domain.planning.replay import fold, replay
from coach.domain.planning.replay_cache import ReplayCache
from coach.domain.records.entries import Entry, Event, EventKind, Unreadable
from coach.domain.records.history import NO_START, Before, History, Start
from coach.library.disk.layers import layers
from coach.library.shelf.library import load_library
from domain.builders import START, at, house, run, session, sessions, walk
from domain.planning.test_replay_cache import compare, picture
from domain.strategies import CHECK_INS, STARTS, catalogues, houses, whole_histories, wild_histories


def course(day: float, name: str | None = "steady-hips", **more: Any) -> Event:
    return Event(at=at(day), kind=EventKind.COURSE, course=name, **more)


LEADING: tuple[Entry, ...] = (
    course(0),
    *(session(day, name="rehab-foundation") for day in (1, 3, 5, 8)),
    Event(at=at(9), kind=EventKind.PAUSE, until=at(12).date()),
    session(13, "amber", name="rehab-foundation"),
    course(14, until=at(21).date()),
    *(session(day, name="psoas-care", daily_life_pain_free=True) for day in (15, 18, 21, 24)),
    course(25, "gone"),
    course(26, None),
    course(27, "steady-hips", block="load"),
    session(28, "red", name="core-and-hips"),
)


@given(st.data(), houses() | catalogues(), whole_histories() | wild_histories(), STARTS)
def test_what_goes_on_from_a_text_is_the_full_replay(
    data: st.DataObject, known: Catalogue, records: list[Entry], start: Start
) -> None:
    history = History.of(records, start)
    count = data.draw(st.integers(0, len(records)))
    half = replay(known, History.of(list(history.entries[:count]), start))
    again = standing_from(standing_to_text(half), known, start)
    assert picture(again) == picture(half)
    for entry in history.entries[count:]:
        fold(again, entry, start)
    assert picture(again) == picture(replay(known, history))


@pytest.mark.parametrize("count", range(len(LEADING) + 1))
def test_a_course_goes_on_from_a_text(count: int) -> None:
    known, start = load_library(layers()).catalogue, Start(phase=Phase.RECOVERY)
    again = standing_from(standing_to_text(replay(known, History.of(list(LEADING[:count]), start))), known, start)
    for entry in LEADING[count:]:
        fold(again, entry, start)
    assert picture(again) == picture(replay(known, History.of(list(LEADING), start)))


@given(st.data(), houses(), whole_histories(), STARTS)
def test_the_last_weeks_and_then_all_give_the_plans_of_the_full_replay(
    data: st.DataObject, known: Catalogue, records: list[Entry], start: Start
) -> None:
    """Records of one moment are never parted: what lies before ends between two moments."""
    whole = History.of(records, start)
    moments = sorted({entry.at for entry in records})
    until = data.draw(st.sampled_from(moments)) if moments else START
    count = sum(entry.at <= until for entry in records)
    recent = History(whole.entries[count:], start, before=Before(until, count, True))
    replays = ReplayCache(every=2, near=2)
    half = replay(known, History(whole.entries[:count], start))
    replays.begin_with(known, recent, standing_from(standing_to_text(half), known, start))
    moment = (moments[-1] if moments else START) + timedelta(days=data.draw(st.integers(0, 40)))
    for history in (recent, recent, whole, whole):
        compare(replays.standing(known, history, moment), known, whole, moment, data.draw(CHECK_INS))
    last = next((entry for entry in reversed(whole.entries) if hasattr(entry, "worst")), None)
    if last is not None:
        assert replays.verdict(known, whole, last) == ReplayCache().verdict(known, whole, last)  # type: ignore[arg-type]


def test_the_last_weeks_alone_lead_nowhere() -> None:
    with pytest.raises(LookupError):
        ReplayCache().standing(house(), History(before=Before(START, 3, True)), at(9))


def test_a_text_of_another_catalogue_is_refused() -> None:
    history = History.of([*sessions("green", "amber", "red"), walk(8), run(9)])
    text = standing_to_text(replay(house(), history))
    for wrong in (
        text[:-1],
        "{}",
        "[]",
        "",
        text.replace('"main"', '"mine"'),
        text.replace('"records":[{', '"records":[[{'),
    ):
        with pytest.raises(ValueError, match="no standing"):
            standing_from(wrong, house(), Start())
    with pytest.raises(ValueError, match="no standing"):
        standing_from(text, Catalogue(), Start())


def test_a_text_that_takes_one_record_for_another_is_refused() -> None:
    text = standing_to_text(replay(house(), History.of([session(0), walk(1), run(2)])))
    whole = json.loads(text)
    kinds = [record["type"] for record in whole["records"]]
    assert whole["run"]["walks"] == [kinds.index("walk")]
    whole["run"]["walks"] = [kinds.index("session")]
    with pytest.raises(ValueError, match="of another kind"):
        standing_from(json.dumps(whole), house(), Start())


def test_a_text_whose_course_is_no_more_or_has_other_blocks_is_refused() -> None:
    known = load_library(layers()).catalogue
    text = standing_to_text(replay(known, History.of(list(LEADING[:2]))))
    course = known.courses["steady-hips"]
    renamed = replace(course, blocks=tuple(replace(block, id=f"{block.id}-new") for block in course.blocks))
    for courses in ({}, {"steady-hips": renamed}):
        with pytest.raises(ValueError, match="another course"):
            standing_from(text, replace(known, courses=courses), NO_START)


def test_what_counts_something_unreadable_is_not_written_down() -> None:
    for what in ("session", "event"):
        row = Unreadable(at=at(0), id="x", what=what, why="damaged")
        with pytest.raises(ValueError, match="cannot be read"):
            standing_to_text(replay(house(), History.of([row])))
