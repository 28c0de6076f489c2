"""What stands beside Home's list where there is room for it."""

import pytest
from textual.widgets import OptionList

from coach.tui.text.present import step_dose
from coach.tui.widgets.beside import Beside
from coach.tui.widgets.figure import FigureView
from coach.tui.widgets.preview import PreviewPane

from ..conftest import Play
from ..playing import Player


async def to_a_routine(player: Player) -> None:
    """The next line of Home's list that is a routine."""
    await player.press("down")
    while player.highlighted() not in player.training.catalogue.routines:
        await player.press("down")


@pytest.mark.parametrize("size", [(120, 30), (160, 50), (200, 60)])
async def test_a_wide_home_shows_the_chosen_plan_and_its_first_figure(play: Play, size: tuple[int, int]) -> None:
    async with play(size=size) as player:
        for _ in range(3):
            plan = player.training.today.plan(player.highlighted() or "")
            text = player.text()
            for step in plan.asked:
                assert f"{step.exercise.name[:21]}" in text
                assert step_dose(step)[:10] in text
            shown = player.screen.query_one(FigureView)._shown
            assert shown is not None
            assert shown.figure == plan.asked[0].exercise.figure
            await to_a_routine(player)


async def test_each_plan_is_made_once(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async with play(size=(160, 50)) as player:
        made: list[str] = []
        monkeypatch.setattr(player.training.today, "plan", made.append)
        for _ in range(3):
            await to_a_routine(player)
        assert player.screen.query_one(PreviewPane).display
        await player.press("question_mark")  # the rules of what is due
        assert player.at == "Help"
        assert made == []


async def test_beside_a_line_that_is_no_routine_stands_nothing(play: Play) -> None:
    async with play(size=(160, 50)) as player:
        await player.press("home", *["down"] * player.listed().index("log"))
        assert player.highlighted() == "log"
        assert not player.screen.query_one(PreviewPane).display


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (119, 40), (160, 19)])
async def test_where_there_is_no_room_nothing_is_made_until_there_is(play: Play, size: tuple[int, int]) -> None:
    async with play(size=size) as player:
        await to_a_routine(player)
        assert not player.screen.query(PreviewPane)
        await player.resize((160, 50))
        assert player.screen.query_one(PreviewPane).display


@pytest.mark.parametrize("page", ["course", "ahead"])
async def test_a_page_about_weeks_has_its_first_training_beside_it_where_there_is_room(play: Play, page: str) -> None:
    async with play(size=(160, 50)) as player:
        player.training.courses.choose("steady-hips")
        getattr(player.app.go, page)()
        await player.pilot.pause()
        assert "It begins with: Clam shell." in player.text()
        await player.resize((80, 24))
        assert "It begins with" not in player.text()


@pytest.mark.parametrize("is_detached", [False, True])
async def test_a_screen_that_is_left_while_the_pane_is_mounted_asks_for_nothing(
    play: Play, monkeypatch: pytest.MonkeyPatch, is_detached: bool
) -> None:
    async with play(size=(160, 50)) as player:
        mount = Beside.mount

        async def leaving(self: Beside, *panes: PreviewPane) -> None:
            await mount(self, *panes)
            if player.at != "Home":
                self.app.pop_screen()
                if is_detached:
                    await self.remove()
                else:
                    await self.screen.query(OptionList).remove()  # as it is taken down, sooner or later

        monkeypatch.setattr(Beside, "mount", leaving)
        await player.press("home", *["down"] * player.listed().index("settings"), "enter")
        await player.pilot.pause()
        assert player.at == "Home"
