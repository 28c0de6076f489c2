"""What stands on Home only where there is something to say, or room for it: it comes when it is due, in its place."""

import pytest
from textual.widgets import Static

from coach.tui.home.home_box import TodayBox
from coach.tui.home.week_box import WeekBox
from coach.tui.widgets.beside import Beside

from ..conftest import Play
from ..playing import session


async def test_a_line_of_today_comes_between_its_neighbours(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async with play([session(2)]) as player:
        box = player.screen.query_one(TodayBox)
        said = {"morning": "", "due": "Due", "why": "Why", "strip": "", "offers": "", "way": "", "needs": ""}
        monkeypatch.setattr(box, "_lines", lambda: dict(said))
        for name, text in (("needs", "A band"), ("morning", "And the morning?"), ("offers", "One more"), ("needs", "")):
            said[name] = text
            box.look()
            await player.pilot.pause()
            there = [line.id for line in box.query(Static) if line.display and str(line.content)]
            assert there == [each for each in said if said[each]]


async def test_what_stands_beside_comes_with_the_room_for_it(play: Play) -> None:
    async with play([session(2)], size=(100, 30)) as player:
        assert not player.screen.query(Beside)
        for size, there in (((160, 50), 1), ((100, 30), 1), ((200, 50), 1)):
            await player.resize(size)
            assert len(player.screen.query(Beside)) == len(player.screen.query(WeekBox)) == there
            assert player.screen.query_one(Beside).display == (size[0] >= 120)
        assert player.screen.query_one(WeekBox).display
        assert "Today" in player.shown("week")
        assert player.screen.query_one("#preview").region


@pytest.mark.parametrize("beginning", [(30, 10), (100, 30)])
async def test_a_window_too_small_is_told_so_once(play: Play, beginning: tuple[int, int]) -> None:
    async with play([session(2)], size=beginning) as player:
        for _ in range(3):
            await player.resize((30, 10))
            assert "too small" in player.text()
            assert len(player.screen.query("#too-small")) == 1
            assert "Get ready" not in player.text(), "no key that does nothing there"
            await player.resize((100, 30))
            assert "too small" not in player.text()
            assert "Today" in player.text()
