"""Whatever breaks in the app: the session is on disk, the app is left with 1, and what was entered stands nowhere."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.app import ComposeResult
from textual.visual import Visual
from textual.widgets import Static

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.session.state import Status
from coach.services.trouble.last_resort import code_places
from coach.tui import run as run_module
from coach.tui.app import CoachApp

from .conftest import Play
from .playing import Player

Breaks = Callable[[Player, pytest.MonkeyPatch], object]


class BrokeError(Exception):
    """What is thrown in these tests."""


def _break(*_: object, **__: object) -> None:
    raise BrokeError("the runner said: 8")


async def _worker() -> None:
    _break()


def _in_a_timer(player: Player, _: pytest.MonkeyPatch) -> None:
    player.screen.set_timer(0.001, _break)


class _BreaksComposing(Static):
    def compose(self) -> ComposeResult:
        raise BrokeError("the runner said: 8")


def _in_composing(player: Player, _: pytest.MonkeyPatch) -> None:
    player.screen.mount(_BreaksComposing())


class _BreaksDrawn(Static):
    def render(self) -> Visual:
        raise BrokeError("the runner said: 8")


def _in_drawing(player: Player, _: pytest.MonkeyPatch) -> None:
    player.screen.mount(_BreaksDrawn())


def _in_a_handler(player: Player, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(type(player.screen), "action_command", _break)
    player.pilot.app.simulate_key("space")


def _in_a_worker(player: Player, _: pytest.MonkeyPatch) -> None:
    player.app.run_worker(_worker())


def _in_the_loop(_: Player, __: pytest.MonkeyPatch) -> None:
    asyncio.get_running_loop().call_soon(_break)


def _in_a_thread(player: Player, _: pytest.MonkeyPatch) -> None:
    with player.app.minding_threads():
        thread = threading.Thread(target=_break)
        thread.start()
        thread.join()


def _in_what_is_told_of_the_pause(player: Player, _: pytest.MonkeyPatch) -> None:
    player.workout.listen(_break, first=True)
    asyncio.get_running_loop().call_soon(_break)


@pytest.mark.parametrize(
    "breaks",
    [
        _in_a_timer,
        _in_composing,
        _in_drawing,
        _in_a_handler,
        _in_a_worker,
        _in_the_loop,
        _in_a_thread,
        _in_what_is_told_of_the_pause,
    ],
)
async def test_what_breaks_saves_the_session_and_ends_the_app(
    play: Play, breaks: Breaks, monkeypatch: pytest.MonkeyPatch
) -> None:
    app: CoachApp | None = None
    caught: BaseException | None = None
    try:
        async with play(routine="psoas-care", at="session") as player:
            app = player.app
            await player.wait(9)
            before = len(player.state.results)
            breaks(player, monkeypatch)
            await player.pilot.pause()
            for _ in range(500):  # a turn of the loop each: until the timer's turn has come
                if app.fault:
                    break
                await asyncio.sleep(0.01)
    except Exception as error:
        caught = error
    assert app is not None
    assert app.fault is not None
    assert caught is app.fault
    assert app.return_code == 1
    faults = [each for each in (app.fault, getattr(app.fault, "error", None)) if each]
    assert any("test_last_resort" in place for each in faults for place in code_places(each))
    (kept,) = app.training.store.checkpoints()
    assert kept is not None
    ongoing = app.training.sessions.interrupted()
    assert ongoing is not None
    assert len(ongoing.state.results) == before
    assert ongoing.state.status is Status.PAUSED
    assert app._exit_renderables == []


def test_run_tells_it_in_one_sentence_and_names_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(CoachApp, "run", _break)
    monkeypatch.setattr(CoachApp, "close", lambda _: None)
    monkeypatch.setattr(CoachApp, "__init__", lambda self, *_, **__: None)
    assert run_module.run(None) == 1  # type: ignore[arg-type]
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert "Broke" in said.err
    assert str(tmp_path / "coach") in said.err
    assert "the runner said" not in said.err
    assert run_module.KEPT in said.err


async def test_a_key_on_ready_while_its_routine_goes_breaks_nothing(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        player.training.library = replace(player.training.library, catalogue=Catalogue(exercises={}, routines={}))
        player.screen.refresh_bindings()
        await player.pilot.pause()
        assert not player.app.fault
