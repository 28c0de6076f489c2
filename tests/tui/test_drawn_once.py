"""A screen's first picture: laid out once, whatever its widgets ask for meanwhile; then it follows as ever."""

import asyncio

from textual.css.model import CombinatorType, SelectorType
from textual.screen import Screen

from coach.tui.app import CoachApp

from .conftest import Play
from .playing import Player, session

HISTORY = [session(3), session(1)]
SIZE_CLASSES = {name for _, name in (*CoachApp.HORIZONTAL_BREAKPOINTS, *CoachApp.VERTICAL_BREAKPOINTS)}


async def _opens_a_day(player: Player) -> None:
    await player.press("f2", "left")
    assert player.at == "WeeksScreen"


async def test_a_day_is_laid_out_once(play: Play, layouts: list[str]) -> None:
    async with play(HISTORY, size=(100, 30)) as player:
        await _opens_a_day(player)
        layouts.clear()
        await player.press("enter")
        assert player.at == "DayScreen"
        assert layouts == ["DayScreen"]
        assert "Light: green." in player.shown("record")
        assert type(player.screen.focused).__name__ == "DayRecords"
        assert "Correct" in player.footer().values()


async def test_what_changes_later_is_laid_out_and_drawn(play: Play) -> None:
    async with play(HISTORY, size=(100, 30)) as player:
        await _opens_a_day(player)
        await player.press("enter")
        before = player.text()
        await player.press("left", "left")
        assert player.text() != before
        await player.pilot.resize_terminal(60, 18)
        await player.pilot.pause()
        assert player.screen.has_class("-narrow", "-low")
        assert player.screen.outer_size == (60, 18)
        assert all(len(row) <= 60 for row in player.rows())
        await player.press("escape", "escape")
        assert player.at == "Home"
        assert player.screen.outer_size == (60, 18)
        assert player.screen.has_class("-narrow", "-low")


async def test_whenever_another_size_comes_the_screen_has_it_and_looks_like_it(play: Play) -> None:
    async with play(HISTORY, size=(100, 30)) as player:
        for turns in range(0, 40, 2):
            size = (60, 18) if turns % 4 else (130, 40)
            player.app.go.weeks()
            for _ in range(turns):
                await asyncio.sleep(0)
            await player.resize(size)
            assert player.screen.outer_size == size
            assert player.screen.has_class(*(("-narrow", "-low") if turns % 4 else ("-wide", "-high"))), turns
            assert player.screen.query_one("#body").outer_size.width == size[0]
            await player.press("escape")
            assert player.at == "Home"


async def test_no_style_of_a_screen_depends_on_its_size(play: Play) -> None:
    """Its size classes are set without giving it its styles again (``DrawnOnce``)."""
    async with play() as player:
        for rule in player.app.stylesheet.rules:
            for selectors in rule.selector_set:
                last = []
                for each in reversed(selectors.selectors):
                    last.append(each)
                    if each.combinator is not CombinatorType.SAME:
                        break
                names = {each.name for each in last if each.type is SelectorType.CLASS}
                others = [each for each in last if each.type in (SelectorType.ID, SelectorType.TYPE)]
                if names & SIZE_CLASSES:
                    assert others, f"{selectors.css} may be a screen"
                    assert not any(each.name == kind.__name__ for each in others for kind in _kinds(Screen))


def _kinds(of: type) -> list[type]:
    return [of, *(kind for each in of.__subclasses__() for kind in _kinds(each))]
