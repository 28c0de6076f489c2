"""Large words: whole at every size that shows them, never broken, and the digits stay large beneath them."""

import pytest

from coach.tui.lettering import HEIGHT, letters, width
from coach.tui.widgets.big_clock import BigClock
from coach.tui.widgets.big_word import BigWord

from .conftest import Play
from .test_return_to_run import ready_to_run


@pytest.mark.parametrize(("word", "scale"), [("walk", 1), ("run", 1), ("walk", 2), ("run", 3)])
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
                assert player.shown("gait") == letters(gait, rows // HEIGHT)
                assert (word.size.height, word.size.width >= width(gait, rows // HEIGHT)) == (rows, True)
            else:
                assert player.shown("headline") == gait.upper()
            assert player.session.query_one(BigClock).query("_Character").first().size.height >= 5


async def test_another_size_draws_it_anew(play: Play) -> None:
    async with play(ready_to_run(), routine="return-to-run", size=(80, 24)) as player:
        await player.press("0", "enter")
        await player.wait_for(lambda state: state.segment.gait == "run")
        await player.resize((200, 60))
        assert player.shown("gait") == letters("run", 2)
        await player.resize((80, 24))
        assert player.shown("gait") == letters("run")
