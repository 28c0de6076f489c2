"""How an exercise is done is told whole at every size: all at once where there is room, else step by step."""

import pytest

from coach.domain.session.segments import exercise_of
from coach.library.formats.settings.settings_file import Settings
from coach.tui.text.instructions import room_for_steps
from coach.tui.widgets.big_clock import BigClock

from ..conftest import Play
from ..playing import Player

OTHER_SIZES = [(60, 16), (80, 15), (40, 20), (60, 24), (80, 20), (50, 40), (160, 50)]
SIZES = [(40, 12), (80, 24), (100, 30), *(pytest.param(size, marks=pytest.mark.soak) for size in OTHER_SIZES)]


def told(player: Player) -> str:
    """What can be read of the steps."""
    how = player.session.query_one("#how")
    rows = player.rows()[how.region.y : how.region.bottom] if how.display else []
    return " ".join(" ".join(rows).split())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_step_of_what_is_new_can_be_read(play: Play, size: tuple[int, int]) -> None:
    async with play(routine="release-and-lengthen", at="session", size=size, settings=Settings()) as player:
        for _ in range(3):
            await player.wait_for(lambda state: state.segment.explains)
            segment, seen, heights = player.state.segment, "", set()
            digits = player.session.query_one(BigClock).region
            while player.state.segment is segment:
                seen += f" {told(player)}"
                heights.add(player.session.query_one("#how").region.height)
                assert player.session.query_one(BigClock).region == digits, "nothing jumps"
                await player.wait(1)
            exercise = exercise_of(player.state.plan, segment)
            unseen = [step for step in exercise.steps if step not in seen]
            assert unseen == []
            assert len(heights) == 1
            assert digits.height >= 5


async def test_a_low_terminal_shows_none_once_they_are_known(play: Play) -> None:
    async with play(at="session", size=(40, 12)) as player:
        assert told(player) == ""
        assert player.shown("next").startswith("Psoas stretch")


async def test_a_notice_has_its_place_while_something_is_explained(play: Play) -> None:
    async with play(at="session", size=(40, 12), settings=Settings()) as player:
        assert told(player)
        await player.gap(60)
        assert "Time stood still. Space goes on." in player.text()


@pytest.mark.parametrize(
    ("size", "explains", "rows"),
    [
        ((40, 12), True, 2),
        ((40, 12), False, 0),
        ((80, 19), True, 6),
        ((40, 20), False, 2),
        ((40, 36), False, 6),
        ((80, 20), False, 5),
    ],
)
def test_the_room_there_is(size: tuple[int, int], explains: bool, rows: int) -> None:
    assert room_for_steps(size, explains=explains) == (size[0] - 2, rows)
