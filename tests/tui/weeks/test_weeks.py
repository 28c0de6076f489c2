"""The Weeks screen, a day, a correction and its undoing, played."""

from datetime import timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from coach.domain.exercises.course import Check, Unit
from coach.domain.records.entries import Measure, Session
from coach.domain.records.rated import Rated
from coach.domain.rules.light import Light
from coach.services.measuring import Measuring
from coach.tui.weeks.calendar_grid import CalendarGrid
from coach.tui.weeks.screen import WeeksScreen

from ..conftest import Play
from ..hurry import busy, post
from ..playing import missed, session

HISTORY = [session(9), session(7), session(5, before=2, worst=4, note="on the sofa all day"), session(3), missed(1)]
SIZES = [(40, 12), (80, 24), (160, 50)]


@pytest.mark.parametrize("size", SIZES)
async def test_every_page_is_there_at_every_size(play: Play, size: tuple[int, int]) -> None:
    wanted = ("Mon", "morning", "level", "Minutes run|No runs", "What goes together", "Nothing measured")
    async with play(HISTORY, size=size) as player:
        await player.press("f2")
        assert player.at == "WeeksScreen"
        for page, words in enumerate(wanted, 1):
            await player.press(str(page))
            assert any(word in player.text() for word in words.split("|")), (page, player.text())
        await player.press("tab")
        assert "Mon" in player.text()
        assert "Open" in player.footer().values()


async def test_arrows_move_and_enter_opens_the_day(play: Play) -> None:
    async with play(HISTORY, size=(80, 24)) as player:
        await player.press("f2", *["left"] * 5)
        assert "5 Nov: amber, 1 session" in player.shown("chosen")
        await player.press("enter")
        assert player.at == "DayScreen"
        text = player.text()
        for words in ("Psoas care, 100 %", "Light: amber.", "worst 4", "Note: on the sofa all day"):
            assert words in text
        await player.press("escape", "escape")
        assert player.at == "Home"


@pytest.mark.parametrize(
    ("size", "beside"), [((160, 50), True), ((120, 30), True), ((80, 24), False), ((160, 12), False)]
)
async def test_where_there_is_room_a_day_stands_in_its_week(play: Play, size: tuple[int, int], beside: bool) -> None:
    async with play(HISTORY, size=size) as player:
        await player.press("f2", *["left"] * 5, "enter")
        assert player.at == "DayScreen"
        assert ("That week" in player.text()) is beside
        before = player.text()
        await player.press("left")
        assert player.text() != before
        assert (player.text().count("Thursday 5 Nov") + player.text().count("Wednesday 4 Nov") > 1) is beside
        await player.pilot.resize_terminal(160, 50)
        await player.pilot.pause()
        assert "That week" in player.text()


async def test_a_correction_says_what_follows_and_can_be_undone(play: Play) -> None:
    async with play(HISTORY, size=(80, 24)) as player:
        await player.press("f2", *["left"] * 5, "enter", "e")
        assert player.at == "CorrectScreen"
        while player.screen._asking != "worst":  # type: ignore[attr-defined]
            await player.press("down")
        await player.press("2", "enter")
        assert "later plan" in player.text()
        await player.press("enter")
        assert player.at == "DayScreen"
        assert "Light: green." in player.shown("record")
        assert _worst(player) == 2
        await player.press("u", "1")
        assert _worst(player) == 4
        assert player.training.records.verdict(_amber(player)).light is Light.AMBER  # type: ignore[union-attr]


async def test_left_by_escape_a_correction_changes_nothing(play: Play) -> None:
    async with play(HISTORY) as player:
        await player.press("f2", *["left"] * 5, "enter", "e", "down", "down", "9", "enter", "escape", "escape")
        assert _worst(player) == 4


async def test_a_note_is_kept_without_what_steers_a_terminal(play: Play) -> None:
    async with play(HISTORY) as player:
        await player.press("f2", *["left"] * 3, "enter", "n")
        await player.type("new shoes")
        await player.press("enter")
        assert "Note: new shoes" in player.shown("record")


async def test_what_was_removed_can_be_undone_from_a_day(play: Play) -> None:
    async with play(HISTORY) as player:
        await player.press("f2", *["left"] * 3, "enter", "d", "y")
        assert len(player.training.history().entries) == len(HISTORY) - 1
        await player.press("f2", "enter", "u", "1")
        assert len(player.training.history().entries) == len(HISTORY)


async def test_a_morning_that_was_not_told_is_answered_from_its_day(play: Play) -> None:
    async with play([session(9), session(4, morning=None), session(2)]) as player:
        await player.press("f2", *["left"] * 4, "enter", "a")
        assert player.at == "CorrectScreen"
        await player.press("2", "enter", "enter")
        assert "next morning 2" in player.shown("record")
        record = next(entry for entry in player.training.history().entries if entry.id == "s-4")
        assert (record.morning, record.recalled) == (2, True)  # type: ignore[attr-defined]


async def test_a_bad_morning_that_was_told_once_is_asked_nowhere_again(play: Play) -> None:
    last = session(1, morning=None)
    first = replace(last, id="first", at=last.at - timedelta(hours=2))
    async with play([session(9), session(5), first, last]) as player:
        assert "this morning" in player.text().lower()
        await player.press("6")
        assert [each.morning for each in player.training.history().entries[2:]] == [None, 6]
        assert "this morning" not in player.text().lower()
        await player.press("f2", "left", "enter")
        day = player.at
        for key in ("home", "end"):
            await player.press(key, "a")
            assert player.at == day
        assert not any("nswer" in words for words in player.footer().values())


async def test_home_has_a_line_and_the_palette_a_word(play: Play) -> None:
    async with play(HISTORY) as player:
        assert "weeks" in player.listed()
        await player.type("calendar")
        await player.press("enter")
        assert player.at == "WeeksScreen"


def _amber(player: object) -> Session:
    entries = player.training.history().entries  # type: ignore[attr-defined]
    return next(entry for entry in entries if entry.id == "s-5")


def _worst(player: object) -> int | None:
    return _amber(player).worst


MORNINGS = [session(9), session(5, morning=None), session(3, morning=None), session(1, morning=None)]


async def test_every_open_morning_of_seven_days_is_answered_from_home_and_from_weeks(play: Play) -> None:
    async with play(MORNINGS, size=(80, 24)) as player:
        lines = [each for each in player.listed() if each.startswith("morning:")]
        assert len(lines) == 2  # that of the last session is asked above the list
        await player.press("f2", "a", "2", "3")
        assert [each.morning for each in player.training.history().entries[1:]] == [None, 3, None]
        await player.press("f2", "a", "2", "s")
        assert [each.morning for each in player.training.history().entries[1:]] == [None, 3, None]
        await player.press("f2", "a", "1", "0", "f2", "a", "1", "1")
        assert [each.morning for each in player.training.history().entries[1:]] == [1, 3, 0]
        await player.press("f2")
        assert "Unanswered" not in player.footer().values()


async def test_what_matters_is_named_and_rated(play: Play) -> None:
    async with play(HISTORY, size=(40, 12)) as player:
        await player.press("f2", "6", "m")
        await player.type("stairs, tying a shoe, [b]run, a fourth")
        await player.press("enter")
        assert player.at == "MeasureScreen"
        await player.press("7", "s", "t")
        measure = player.training.history().entries[-1]
        assert isinstance(measure, Measure)
        assert measure.activity == (Rated("stairs", 7), Rated("[b]run", 10))
        assert not player.training.measuring.scale_is_due()
        await player.press("f2", "6")
        assert "[b]run" in player.text()


@pytest.mark.parametrize("declined", [False, True])
async def test_a_check_that_is_due_waits_for_no_name_of_what_matters(
    play: Play, monkeypatch: pytest.MonkeyPatch, declined: bool
) -> None:
    """A block of the course may wait for what it reaches."""
    bridge = Check(id="bridge", name="Bridges", unit=Unit.REPS)
    monkeypatch.setattr(Measuring, "due_checks", lambda _: (bridge,))
    monkeypatch.setattr(Measuring, "not_today", lambda _: "")
    async with play(HISTORY, size=(80, 24)) as player:
        if declined:
            player.training.measuring.name(())
        assert "How well does it go: Bridges" in player.text()
        await player.press("home", *["down"] * player.listed().index("measure"), "enter")
        if not declined:
            await player.press("escape")  # naming comes later
        assert player.at == "MeasureScreen"
        assert "Bridges" in player.text()


async def test_the_time_of_a_record_is_changed_in_its_own_zone(play: Play) -> None:
    abroad = session(5, before=1)
    abroad = replace(abroad, at=abroad.at.astimezone(timezone(timedelta(hours=9))))
    async with play([session(9), abroad], size=(80, 24)) as player:
        await player.press("f2", *["left"] * 4, "enter")  # it was the next day there
        assert "UTC+09:00" in player.text()
        await player.press("t", *["backspace"] * 16)
        await player.type("nonsense")
        await player.press("enter")
        assert "A time, as" in player.text()
        await player.press(*["backspace"] * 8)
        await player.type("06:15")
        await player.press("enter")
        assert "becomes" in player.text()
        await player.press("enter")
        changed = player.training.history().entries[-1]
        assert (changed.at.isoformat()[10:], changed.at.date()) == ("T06:15:00+09:00", abroad.at.date())
        await player.press("u", "1")
        assert player.training.history().entries[-1] == abroad


async def test_the_page_for_a_clinician_is_read_and_saved(
    play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with play(HISTORY, size=(80, 24)) as player:
        await player.press("f2", "r")
        assert player.at == "OwnReport"
        assert "84 days" in player.text()
        assert "on the sofa all day" in str(player.screen.query_one("#sheet", Static).content)
        await player.press("d", "n")
        assert "28 days" in player.text()
        assert "on the sofa" not in str(player.screen.query_one("#sheet", Static).content)
        await player.press("f", "enter")
        await player.screen.app.workers.wait_for_complete()
        saved = list(tmp_path.glob("training-report-*.html"))
        assert len(saved) == 1
        assert saved[0].read_text().startswith("<!DOCTYPE html>")


async def test_arrows_before_the_first_weeks_are_read_do_nothing(play: Play) -> None:
    async with play(HISTORY) as player:
        await player.press("f2")
        grid = CalendarGrid()
        await player.screen.mount(grid)
        grid.action_step(-7)
        await player.pilot.pause()
        assert player.app.fault is None


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_a_chart_fills_its_room_however_late_the_layout_is(play: Play, seed: int, size: tuple[int, int]) -> None:
    with busy(seed):
        async with play(HISTORY, size=size) as player:
            player.app.go.weeks()
            post(player, "2")
            await player.pilot.pause()
            screen = player.screen
            assert isinstance(screen, WeeksScreen)
            assert player.shown("sheet") == str(screen._sheets().of("pain"))
