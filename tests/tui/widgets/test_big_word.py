"""Large words: whole at every size that shows them, never broken, and the digits stay large beneath them."""

import pytest

from coach.domain.session.segments import SegmentKind
from coach.tui.text.big_letters import HALF, HALF_HEIGHT, HEIGHT, draw_letters, width
from coach.tui.text.digits import fitting_height
from coach.tui.text.present import LARGE_WORDS, SIDE_WORDS
from coach.tui.widgets.big_clock import BigClock
from coach.tui.widgets.big_word import BigWord

from ..conftest import Play
from ..playing import Player
from ..screens.test_return_to_run import ready_to_run


def digits_of(player: Player) -> int:
    """Rows of the clock's digits."""
    clock = player.session.query_one(BigClock)
    return fitting_height("0:00", *clock.size)


@pytest.mark.parametrize("word", [*LARGE_WORDS, *SIDE_WORDS])
@pytest.mark.parametrize("scale", [HALF, 1, 2, 3])
def test_a_word_is_as_wide_as_is_said(word: str, scale: int) -> None:
    lines = draw_letters(word, scale).split("\n")
    assert len(lines) == (HEIGHT * scale or HALF_HEIGHT)
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
                assert player.shown("word") == draw_letters(gait, rows // HEIGHT)
                assert (word.size.height, word.size.width >= width(gait, rows // HEIGHT)) == (rows, True)
            else:
                assert player.shown("headline") == gait.upper()
            assert digits_of(player) >= 5


async def test_another_size_draws_it_anew(play: Play) -> None:
    async with play(ready_to_run(), routine="return-to-run", size=(80, 24)) as player:
        await player.press("0", "enter")
        await player.wait_for(lambda state: state.segment.gait == "run")
        await player.resize((200, 60))
        assert player.shown("word") == draw_letters("run", 2)
        await player.resize((80, 24))
        assert player.shown("word") == draw_letters("run")


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
        words = ("left", "right", "paused")
        assert list(said) == [draw_letters(word) for word in words], "the side comes before all else"
        assert said[draw_letters("right")] == "SWITCH SIDES · RIGHT side"
        assert digits_of(player) >= 15


@pytest.mark.parametrize(("size", "shows"), [((80, 24), True), ((151, 50), True), ((79, 24), False), ((80, 23), False)])
async def test_a_smaller_one_has_the_side_alone_in_large_letters(
    play: Play, size: tuple[int, int], shows: bool
) -> None:
    async with play(at="session", size=size) as player:
        for _ in range(2):
            assert player.shown("word") == (draw_letters("left", HALF) if shows else "")
            assert digits_of(player) >= 5
            await player.wait_for(lambda state: state.segment.is_work)
        await player.press("space")
        assert player.shown("headline") == "PAUSED · LEFT side · Space goes on"
        await player.press("space")
        await player.wait_for(lambda state: state.segment.is_work and state.segment.reps is not None)
        assert player.state.segment.alternate, "the side of each rep"
        assert player.shown("word") == (draw_letters("left", HALF) if shows else "")
