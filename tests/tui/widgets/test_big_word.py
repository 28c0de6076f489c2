"""Large words: whole at every size that shows them, never broken, and the digits stay large beneath them."""

import pytest

from coach.domain.session.segments import SegmentKind
from coach.tui.text.big_letters import HEIGHT, letters, width
from coach.tui.text.digits import fitting_height
from coach.tui.text.present import LARGE_WORDS
from coach.tui.widgets.big_clock import BigClock
from coach.tui.widgets.big_word import BigWord

from ..conftest import Play
from ..playing import Player
from ..screens.test_return_to_run import ready_to_run


def digits_of(player: Player) -> int:
    """Rows of the clock's digits."""
    clock = player.session.query_one(BigClock)
    return fitting_height("0:00", *clock.size)


@pytest.mark.parametrize("word", LARGE_WORDS)
@pytest.mark.parametrize("scale", [1, 2, 3])
def test_a_word_is_as_wide_as_is_said(word: str, scale: int) -> None:
    lines = letters(word, scale).split("\n")
    assert len(lines) == HEIGHT * scale
    assert {len(line) for line in lines} == {width(word, scale)}


@pytest.mark.parametrize(
    ("size", "rows"),
    [((80, 23), 0), ((60, 40), 0), ((80, 24), 5), ((120, 24), 5), ((120, 40), 5), ((160, 50), 10), ((200, 60), 10)],
)
async def test_it_is_drawn_as_large_as_it_fits(play: Play, size: tuple[int, int], rows: int) -> None:
    async with play(ready_to_run(), routine="return-to-run", size=size) as player:
        await player.press("0", "enter")
        for gait in ("walk", "run"):
            await player.wait_for(lambda state, gait=gait: state.segment.gait == gait)  # type: ignore[misc]
            word = player.session.query_one(BigWord)
            if rows:
                assert player.shown("word") == letters(gait, rows // HEIGHT)
                assert (word.size.height, word.size.width >= width(gait, rows // HEIGHT)) == (rows, True)
            else:
                assert player.shown("headline") == gait.upper()
            assert digits_of(player) >= 5


async def test_another_size_draws_it_anew(play: Play) -> None:
    async with play(ready_to_run(), routine="return-to-run", size=(80, 24)) as player:
        await player.press("0", "enter")
        await player.wait_for(lambda state: state.segment.gait == "run")
        await player.resize((200, 60))
        assert player.shown("word") == letters("run", 2)
        await player.resize((80, 24))
        assert player.shown("word") == letters("run")


@pytest.mark.parametrize("size", [(152, 36), (160, 50), (200, 60)])
async def test_a_large_terminal_says_large_what_to_do(play: Play, size: tuple[int, int]) -> None:
    async with play(at="session", size=size) as player:
        said = {player.shown("word"): player.shown("headline")}
        for kind in (SegmentKind.WORK, SegmentKind.REST, SegmentKind.SWITCH):
            await player.wait_for(lambda state, kind=kind: state.segment.kind is kind)  # type: ignore[misc]
            said[player.shown("word")] = player.shown("headline")
        await player.wait_for(lambda state: state.segment.is_work and state.segment.reps is not None)
        said[player.shown("word")] = player.shown("headline")
        await player.press("space")
        said[player.shown("word")] = player.shown("headline")
        words = ("ready", "hold", "rest", "switch", "move", "paused")
        assert list(said) == [letters(word) for word in words]
        assert list(said.values())[1] == "HOLD · LEFT side", "the side stands below it"
        assert digits_of(player) >= 15


@pytest.mark.parametrize("size", [(151, 50), (160, 35)])
async def test_a_smaller_one_keeps_its_rows_for_the_digits(play: Play, size: tuple[int, int]) -> None:
    async with play(at="session", size=size) as player:
        assert not player.session.query_one("#word").display
        assert player.shown("headline") == "GET READY · LEFT side"
