"""A stretch told once: the same whether it is told from the beginning or from the middle."""

import pytest
from msgspec.structs import replace

from coach.domain.exercises.routine import ACUTE, RECOVERY
from coach.domain.planning.planner import plan, verdicts
from coach.domain.planning.replay_cache import ReplayCache
from coach.domain.records.answers import check_in_of
from coach.domain.records.entries import Entry, Session, is_judged
from coach.domain.records.history import History, Start
from coach.domain.rules.findings import judge
from coach.domain.rules.light import Light
from coach.domain.statistics.chronicle import chronicle

from ..builders import activity, at, flagged, ready_to_run, run, session, sessions, unlocked, walk
from .telling import HOUSE, told

MANY: list[Entry] = [
    *ready_to_run(),
    run(5),
    session(8, "amber", painful=("bridge",)),
    activity(9),
    session(11, "red", quality="sharp"),
    flagged(12, "groin-lump"),
    unlocked(13),
    session(16, morning=None),
    walk(17),
    session(18, name="rehab-foundation"),
    run(20, stage=2),
    session(22, "green", "rescue"),
]


def _history() -> History:
    return History.of([replace(entry, id=f"e{number}") for number, entry in enumerate(MANY)])


@pytest.mark.parametrize("count", range(len(MANY) + 1))
def test_it_is_the_same_from_wherever_it_is_told(count: int) -> None:
    history, cache = _history(), ReplayCache(every=3)
    cache.standing(HOUSE, history, history.entries[-1].at)
    whole = told(history.entries)
    part = chronicle(HOUSE, cache.own(HOUSE, history, count), history.entries[count:], history.start)
    assert part.chapters == whole.chapters[count:]
    assert part.state == (whole.chapters[count - 1].after if count else whole.state)
    assert part.now == whole.now


def test_telling_it_leaves_what_the_cache_keeps_as_it_was() -> None:
    history, cache = _history(), ReplayCache(every=3)
    before = cache.standing(HOUSE, history, history.entries[6].at).number
    chronicle(HOUSE, cache.own(HOUSE, history, 7), history.entries[7:], history.start)
    assert cache.standing(HOUSE, history, history.entries[6].at).number == before


def test_lights_are_those_of_the_rules_and_plans_those_of_the_day() -> None:
    history = _history()
    lights = verdicts(HOUSE, history)
    for number, chapter in enumerate(told(history.entries).chapters):
        verdict = judge(chapter.entry, chapter.setting) if is_judged(chapter.entry) and chapter.setting else None
        assert verdict == lights.get(chapter.entry.id)
        assert (chapter.light, chapter.provisional) == (
            (verdict.light, verdict.provisional) if verdict else (Light.NONE, False)
        )
        if isinstance(chapter.entry, Session) and chapter.refused is None:
            known = History.of(list(history.entries[:number]))
            then = plan(HOUSE, chapter.entry.routine, known, check_in_of(chapter.entry), at=chapter.at)
            assert then.steps == chapter.asked
            assert then.allowed


def test_around_each_entry_stands_where_the_runner_was() -> None:
    chapters = told(MANY).chapters
    by_id = {chapter.entry.id: chapter for chapter in chapters}
    assert (by_id["e5"].before.running, by_id["e5"].after.running) == (False, True)
    sharp = by_id["e8"]
    assert (sharp.before.phase, sharp.after.phase) == (RECOVERY, ACUTE)
    assert (sharp.bands, sharp.light) == ((4, 6), Light.RED)
    assert not sharp.after.running
    assert by_id["e11"].bands == (1, 4), "judged in the acute phase"
    assert [by_id[name].after.locked for name in ("e9", "e10")] == [True, False]
    assert by_id["e13"].refused == 4, "a routine above the acute phase"


def test_a_run_is_told_as_the_rules_counted_it() -> None:
    chapters = told([*ready_to_run(), run(5), run(8, run_s=500, stage=2)]).chapters
    runs = [chapter.run for chapter in chapters if chapter.run]
    assert [(each.seconds, each.stage) for each in runs] == [(360, 1), (500, 2)]
    assert all(chapter.run is None for chapter in chapters[:-2])


def test_since_a_day_keeps_where_the_runner_stood() -> None:
    whole = told(sessions("green", "red", "green", quality="sharp"))
    late = whole.since(whole.chapters[2].date)
    assert len(late.chapters) == 1
    assert late.state == whole.chapters[1].after
    assert whole.since(whole.chapters[0].date) == whole


def test_a_break_has_no_light_not_even_that_of_the_record_before_it() -> None:
    entries = [session(0), Session(at=at(1), routine="main", a_day=True, done=1.0)]
    first, rested = told(entries).chapters
    assert first.verdict is not None
    assert (rested.verdict, rested.asked, rested.trained) == (None, (), False)


def test_nothing_on_record_is_nothing_told() -> None:
    empty = told([], Start(phase=ACUTE))
    assert (empty.chapters, empty.now.phase) == ((), ACUTE)
