"""The lines of Home's list that are no routines: where each stands, where it leads, and when it stays as one types."""

from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import Event, EventKind
from coach.library.formats.settings.settings_file import Settings
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.system.clock import FixedClock
from coach.tui.home.home_list import HomeList, special_lines
from coach.tui.text.routine_lines import RoutineFacts, RoutineLine

from ..playing import NOW, session, shipped


def app(*, is_reading: bool = False, locked: bool = False, team: tuple[object, ...] = ()) -> Any:
    training = Training(shipped(), MemoryStore(), FixedClock(NOW), Settings())
    training.store.add([session(3, after=None, effort=None)])
    if locked:
        training.store.add([Event(at=NOW, kind=EventKind.RED_FLAG, flags=("leg-weakness",))])
    coach = SimpleNamespace(team=team, shelf=SimpleNamespace(layers=()))
    return SimpleNamespace(training=training, files=SimpleNamespace(is_reading=is_reading), coach=coach)


def listed(home: Any, typed: str = "") -> list[str]:
    shown = HomeList(home)
    shown.filter = typed
    shown.read()
    return [str(option.id) for option in shown.options() if not option.disabled]


def special(home: Any, typed: str = "") -> list[str]:
    return [each for each in listed(home, typed) if not each.startswith("routine:")]


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ("log", "log"),
        ("settings", "settings"),
        ("learn", "learn"),
        ("you", "you"),
        ("team", "team"),
        ("locked", "unlock"),
        ("unanswered", "pain_check"),
    ],
)
def test_each_line_leads_one_way(line: str, way: str) -> None:
    lines = {each.id: each for each in special_lines(app(locked=True, team=(object(),)))}
    go = Mock()
    lines[line].opens(go)
    (call,) = go.method_calls
    assert call[0] == way


def test_what_is_due_stands_first_its_questions_below_it_and_a_lock_above_all() -> None:
    first, second, third, fourth, fifth, *_, settings, you = listed(app())
    assert first.startswith("routine:")
    assert [second, third, fourth, fifth] == ["unanswered", "log", "weeks", "learn"]
    assert (settings, you) == ("settings", "you")
    locked = listed(app(locked=True, team=(object(),)))
    assert [each for each in locked if not each.startswith("routine:")] == [
        *("locked", "unanswered", "log", "weeks", "learn", "team", "settings", "you")
    ]
    assert locked[0] == "locked"


def test_while_files_are_read_nothing_follows_from_what_is_on_record() -> None:
    assert special(app(is_reading=True, locked=True)) == ["log", "weeks", "learn", "settings", "you"]


@pytest.mark.parametrize(
    ("typed", "stay"),
    [("l", ["log"]), ("log some", ["log"]), ("se", []), ("sett", ["settings"]), ("colours", ["settings"]), ("yo", [])],
)
def test_typing_finds_logging_and_settings(typed: str, stay: list[str]) -> None:
    assert special(app(locked=True), typed) == stay


def test_each_routine_stands_with_those_of_its_purpose_and_what_is_not_for_today_last() -> None:
    shown = HomeList(app())
    shown.read()
    groups: dict[str, list[str]] = {"": []}
    for option in shown.options():
        if option.disabled:
            groups[str(option.id).removeprefix("heading:")] = []
        else:
            groups[list(groups)[-1]].append(str(option.id).removeprefix("routine:"))
    due, *_ = groups.pop("")
    assert due not in {each for some in groups.values() for each in some}
    assert list(groups) == ["Train", "Stretch", "Around a run", "Relief", "Not today", "More"]
    assert {"core-and-hips", "hip-flexor-loading"} <= {due, *groups["Train"]}
    assert groups["Around a run"] == ["after-run", "before-run", "runner-drills"]
    assert groups["Relief"] == ["acute-relief", "rescue"]
    assert groups["Not today"] == ["maintenance", "return-to-run"]
    assert [shown.line(f"routine:{each}").closed for each in groups["Not today"]] == ["later phase", "not yet"]  # type: ignore[union-attr]
    shown.is_low = True
    assert [option.id for option in shown.options() if option.disabled] == ["heading:Not today"]


@pytest.mark.parametrize("width", [40, 80])
def test_a_routine_of_which_nothing_is_left_has_no_length(width: int) -> None:
    whole = Training(shipped(), MemoryStore(), FixedClock(NOW), Settings()).today.plan("core-and-hips")
    empty = replace(whole, steps=tuple(replace(step, dose=None) for step in whole.steps))
    line = RoutineLine(shipped().catalogue.routines["core-and-hips"])
    for facts, said in (
        (RoutineFacts(whole, 5), "5 min"),
        (RoutineFacts(whole, 0), "kit missing"),
        (RoutineFacts(empty, 0), "all out"),
        (RoutineFacts(replace(empty, allowed=False), 0), ""),
    ):
        drawn = str(line.drawn(facts, width, is_due=False))
        assert said in drawn
        assert ("min" in drawn) is (said == "5 min")


@pytest.mark.parametrize("width", [38, 54, 55, 76, 93])
def test_a_name_is_whole_where_its_row_has_room_and_else_is_seen_to_be_cut(width: int) -> None:
    name = "A rather long name for a routine of one's own"
    routine = replace(next(iter(shipped().catalogue.routines.values())), name=name)
    for closed in ("", "later phase"):
        drawn = str(RoutineLine(routine, closed=closed).drawn(None, width, is_due=False, longest=len(name)))
        assert len(drawn.rstrip()) <= width
        assert (name in drawn) or "…" in drawn
        assert closed in drawn
    assert (name in drawn) is (width >= 80)
