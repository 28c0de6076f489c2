"""What moves goes past Textual to the terminal: it must show what Textual would have drawn, whatever lies over it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Static

from coach.domain.session.demonstration import Demonstration
from coach.domain.session.segments import SegmentKind
from coach.library.formats.settings.settings_file import Theme
from coach.tui.text.themes import THEMES, theme_name
from coach.tui.widgets.figure import FigureView
from coach.tui.widgets.workout_stage import WorkoutStage

from .conftest import Play
from .playing import shipped
from .recording import MODES, Recorder, differences, recorder
from .screens.test_return_to_run import ready_to_run

FIGURES = {name: each.figure for name, each in shipped().catalogue.exercises.items() if each.figure}
START = Demonstration(FIGURES["bridge"], 0.0, mirror=False, moving=True)
WAYS = (0.0, 0.13, 0.3, 0.55, 0.8, 1.0)


class Over(ModalScreen[None]):
    """Another screen, over part of it."""

    def compose(self) -> ComposeResult:
        yield Static("over it all")


class Demo(App[object]):
    """A figure beside a line of text."""

    CSS = """
    Screen { layout: horizontal; }
    .lit FigureView { background: $error 40%; }
    FigureView { width: 40; height: 16; margin: 2 0 0 3; }
    """

    def __init__(self) -> None:
        super().__init__(driver_class=Recorder)
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme_name(Theme.DARK)

    def compose(self) -> ComposeResult:
        yield FigureView()
        yield Static("beside it")


@asynccontextmanager
async def moving(monkeypatch: pytest.MonkeyPatch, **env: str) -> AsyncIterator[tuple[FigureView, Pilot[object]]]:
    """A figure that was shown, on a terminal."""
    for name, value in {**MODES, **env}.items():
        monkeypatch.setenv(name, value)
    app = Demo()
    async with app.run_test(headless=False, size=(80, 24), notifications=True) as pilot:
        view = app.query_one(FigureView)
        view.show(START)
        await pilot.pause()
        assert not differences(app)
        yield view, pilot


def move(view: FigureView, way: float, **more: bool) -> str:
    """Show the figure further along; what went to the terminal at once."""
    before = len(recorder(view.app).sent)
    view.show(replace(START, way=way, **more))
    return recorder(view.app).sent[before:]


@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}])
async def test_every_figure_moves_at_once(monkeypatch: pytest.MonkeyPatch, env: dict[str, str]) -> None:
    async with moving(monkeypatch, **env) as (view, pilot):
        for figure in FIGURES.values():
            for way in WAYS:
                view.show(Demonstration(figure, way, mirror=way > 0.5, moving=True))
            assert not differences(pilot.app)
        assert move(view, 0.2)


async def test_what_textual_draws_afterwards_is_no_older(monkeypatch: pytest.MonkeyPatch) -> None:
    async with moving(monkeypatch) as (view, pilot):
        move(view, 0.4)
        view.refresh()
        move(view, 0.5)
        await pilot.pause()
        assert not differences(pilot.app)
        pilot.app.query_one(Static).update("another line")
        move(view, 0.6)
        await pilot.pause()
        assert not differences(pilot.app)


async def test_other_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    async with moving(monkeypatch) as (view, pilot):
        pilot.app.theme = theme_name(Theme.LIGHT)
        move(view, 0.2)
        await pilot.pause()
        move(view, 0.4)
        assert not differences(pilot.app)
        for lit in (True, False):
            view.screen.set_class(lit, "lit")
            move(view, 0.6)
            await pilot.pause()
            move(view, 0.8)
            assert not differences(pilot.app)


async def test_a_notification_over_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    async with moving(monkeypatch) as (view, pilot):
        pilot.app.notify("A line\n" * 9, timeout=60)
        await pilot.pause()
        for way in WAYS:
            assert not move(view, way), "left to Textual"
            await pilot.pause()
            assert not differences(pilot.app)
        pilot.app.clear_notifications()
        await pilot.pause()
        assert move(view, 0.2)
        assert not differences(pilot.app)


async def test_a_screen_over_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    async with moving(monkeypatch) as (view, pilot):
        await pilot.app.push_screen(Over())
        await pilot.pause()
        assert not move(view, 0.5)
        await pilot.pause()
        assert not differences(pilot.app)
        pilot.app.pop_screen()
        await pilot.pause()
        assert not differences(pilot.app)
        assert move(view, 0.2)


async def test_hidden_or_cut_off_it_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with moving(monkeypatch) as (view, pilot):
        view.styles.offset = (-20, 0)  # half of it lies outside the screen
        await pilot.pause()
        assert not move(view, 0.2)
        await pilot.pause()
        assert not differences(pilot.app)
        view.display = False
        await pilot.pause()
        assert not move(view, 0.5)
        await pilot.pause()
        assert not differences(pilot.app)
        view.display = True
        view.styles.offset = (0, 0)
        await pilot.pause()
        assert move(view, 0.2)
        assert not differences(pilot.app)


async def test_another_size(monkeypatch: pytest.MonkeyPatch) -> None:
    async with moving(monkeypatch) as (view, pilot):
        await pilot.resize_terminal(60, 20)
        recorder(view.app).sent = ""
        view.screen.refresh()
        await pilot.pause()
        move(view, 0.5)
        assert not differences(pilot.app)


async def test_on_a_whole_session(monkeypatch: pytest.MonkeyPatch, play: Play) -> None:
    """Get ready, reps, their end, the change of sides, a rest: every moment has its colours."""
    for name, value in MODES.items():
        monkeypatch.setenv(name, value)
    async with play(at="session", size=(100, 30), driver=Recorder) as player:
        stage, kinds = player.session.query_one(WorkoutStage), set()
        while len(kinds) < len(SegmentKind):
            for _ in range(3):
                player.clock.move(0.3)
                stage.move()
            player.clock.move(0.1)
            player.session.tick()
            await player.pilot.pause()
            kinds.add(player.state.segment.kind)
            assert not differences(player.app)


async def test_a_second_of_a_hold_sends_its_digits(monkeypatch: pytest.MonkeyPatch, play: Play) -> None:
    for name, value in MODES.items():
        monkeypatch.setenv(name, value)
    async with play(at="session", size=(100, 30), driver=Recorder) as player:
        await player.wait_for(lambda state: state.segment.is_work)
        sent = []
        for _ in range(15):
            before = len(recorder(player.app).sent)
            await player.wait(1)
            sent.append(len(recorder(player.app).sent) - before)
            assert not differences(player.app)
        assert all(sent)
        assert sum(sent) / len(sent) < 600


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)])
async def test_digits_that_come_and_go(monkeypatch: pytest.MonkeyPatch, play: Play, size: tuple[int, int]) -> None:
    """From ``1:00`` to ``59`` the colon's place is empty."""
    for name, value in MODES.items():
        monkeypatch.setenv(name, value)
    async with play(ready_to_run(), size=size, driver=Recorder, routine="return-to-run") as player:
        await player.press("0", "enter")
        await player.wait_for(lambda state: state.segment.is_work)
        await player.wait((player.workout.remaining_s() or 0) - 62)
        for _ in range(5):
            await player.wait(1)
            assert not differences(player.app)
