"""Two sizes on their way to a screen at once: Textual lays out one after the other for ever, so the old is dropped."""

import importlib
import inspect
import pkgutil

import pytest
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen

from coach.tui import screens
from coach.tui.base.screen import Steady

from .conftest import Play

PAST = Size(10, 3)


def all_screens() -> list[type[Screen[object]]]:
    """Every screen class that the coach has."""
    found = set()
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        for each in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(each) and issubclass(each, Screen) and each.__module__.startswith("coach."):
                found.add(each)
    return sorted(found, key=lambda each: each.__name__)


@pytest.mark.parametrize("screen", all_screens(), ids=lambda screen: screen.__name__)
def test_every_screen_forgets_sizes_of_the_past(screen: type[Screen[object]]) -> None:
    assert issubclass(screen, Steady)
    assert screen.post_message is Steady.post_message


async def test_a_size_that_the_terminal_no_longer_has_is_forgotten(play: Play) -> None:
    async with play() as player:
        screen, present = player.app.screen, player.app.size
        assert present != PAST
        assert screen.post_message(Resize(present, present))
        assert not screen.post_message(Resize(PAST, PAST))


@pytest.mark.parametrize("keys", [("k",), ("o",)])
async def test_so_it_is_in_what_lies_over_a_screen(play: Play, keys: tuple[str, ...]) -> None:
    async with play() as player:
        await player.press("enter", *keys)
        screen, present = player.app.screen, player.app.size
        assert screen.is_modal
        assert screen.post_message(Resize(present, present))
        assert not screen.post_message(Resize(PAST, PAST))
