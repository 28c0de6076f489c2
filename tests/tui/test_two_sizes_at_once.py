"""Two sizes on their way to a screen at once: Textual lays out one after the other for ever, so the old is dropped."""

from textual.events import Resize
from textual.geometry import Size

from .conftest import Play


async def test_a_size_that_the_terminal_no_longer_has_is_forgotten(play: Play) -> None:
    async with play() as player:
        screen = player.app.screen
        past, present = Size(10, 3), player.app.size
        assert past != present
        assert screen.post_message(Resize(present, present))
        assert not screen.post_message(Resize(past, past))
