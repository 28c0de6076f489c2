"""A screen that is left before it is there, or while the app is left: nothing breaks, and nothing is said of it."""

import asyncio
from pathlib import Path

import pytest
from textual.events import MouseDown
from textual.widgets import Static

from .conftest import Play
from .places import PLACES, in_turn

TURNS = (0, 1, 3, 6)
"""Turns of the event loop that a screen is given before it is left: each time it is built a little further."""


@pytest.mark.parametrize("place", PLACES)
async def test_for_another_screen(own: Path, place: str) -> None:
    """And then, what was chosen there is not done any more."""
    where = PLACES[place]
    async with where.open(own) as player:
        for turns in TURNS:
            where.go(player)
            for _ in range(turns):
                await asyncio.sleep(0)
            if len(player.app.screen_stack) > 1 and player.app.is_between_sessions:
                player.app.go.home()
            await player.pilot.pause()
            assert player.app.fault is None, turns
            if player.app.session:
                return
        where.go(player)
        await player.pilot.pause()
        left = player.screen
        chosen = [active.binding.action for active in left.active_bindings.values() if active.node is left]
        if not player.app.is_between_sessions or len(player.app.screen_stack) == 1:
            return
        player.app.go.home()
        for action in chosen:
            player.app.call_later(player.app.run_action, action, left)
        await player.pilot.pause()
        assert player.app.fault is None
        assert player.at == "Home"


@pytest.mark.parametrize(("place", "turns"), in_turn(TURNS))
async def test_for_good(own: Path, place: str, turns: int) -> None:
    where = PLACES[place]
    async with where.open(own) as player:
        where.go(player)
        for _ in range(turns):
            await asyncio.sleep(0)
        player.app.action_leave()
        where.go(player)
    assert player.app.fault is None


async def test_a_key_before_the_screen_is_there(play: Play) -> None:
    async with play() as player:
        player.app.go.settings()
        await player.app.run_action("change(1)", player.screen)
        await player.pilot.pause()
        assert player.app.fault is None
        assert player.at == "SettingsScreen"


async def test_a_click_on_what_was_taken_away_since_it_was_drawn(play: Play) -> None:
    async with play() as player:
        player.screen.mount(Static("gone in a moment", id="brief"))
        await player.pilot.pause()
        brief = player.screen.query_one("#brief")
        x, y = brief.region.offset
        above = brief._parent
        brief._detach()
        click = MouseDown(None, x, y, 0, 0, 1, False, False, False, x, y)  # type: ignore[call-arg]
        player.screen._forward_event(click)
        brief._attach(above)  # and only now it goes as Textual has it go
        await player.pilot.pause()
        assert player.app.fault is None
