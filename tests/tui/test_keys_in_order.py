"""Keys and clicks that come all at once count as if each had been waited for: over a slow line, on a busy machine.

Textual has a screen handle the second key before the bindings of the first: an answer went to the wrong question.
"""

from collections.abc import Awaitable, Callable

import pytest
from textual.events import Key, MouseDown, MouseUp
from textual.screen import Screen
from textual.widget import Widget

from coach.domain.records.entries import Measure
from coach.tui.screens.questionnaire import Questionnaire
from coach.tui.weeks.measure import MeasureScreen

from .conftest import Play
from .hurry import key, post
from .playing import Player, missed, session


async def at_once(player: Player, *names: str) -> None:
    """All of them before the app has its turn."""
    post(player, *names)
    await player.pilot.pause()


async def one_by_one(player: Player, *names: str) -> None:
    """Each after all that the one before has led to."""
    for name in names:
        await player.press(name)


Typed = Callable[..., Awaitable[None]]


@pytest.mark.parametrize("typed", [at_once, one_by_one])
async def test_each_answer_goes_to_its_question(play: Play, typed: Typed) -> None:
    for names, worst, after, effort in (
        ("s 3 2", None, 3, None),
        ("right right down 4", 1, 4, None),
        ("2 1 2 1 2 enter 4", 2, 1, 4),
        ("2 2 2 down down 3", 2, 2, 3),
    ):
        async with play([missed()]) as player:
            player.app.go.pain_check(player.records()[-1])
            await player.pilot.pause()
            await typed(player, *names.split())
            last = player.last()
            assert (last.worst, last.after, last.effort) == (worst, after, effort), names


@pytest.mark.parametrize("typed", [at_once, one_by_one])
async def test_a_key_of_the_day_and_then_letters(play: Play, typed: Typed) -> None:
    async with play([session(1, morning=None)]) as player:
        await typed(player, "3", "p", "escape", "q", "q", "backspace")
        assert player.last().morning == 3
        assert player.shown("filter").endswith("q")


async def test_what_was_answered_before_leaving_is_kept(play: Play) -> None:
    async with play([missed()]) as player:
        player.app.go.pain_check(player.records()[-1])
        await player.pilot.pause()
        await at_once(player, "4", "right", "right", "ctrl+q")
    assert (player.last().worst, player.last().after) == (4, 1)


async def test_only_ctrl_c_does_not_wait(play: Play) -> None:
    async with play() as player:
        player.app.post_message(key("p"))
        await player.app.on_event(key("ctrl+c"))
        assert player.app._exit


# --- clicks -----------------------------------------------------------------------------------------------------------


def click(player: Player, on: Widget) -> None:
    """Press and let go on a widget, without waiting."""
    x, y = on.region.offset
    for kind in (MouseDown, MouseUp):
        player.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))  # type: ignore[call-arg]


async def test_a_click_and_then_a_key(play: Play) -> None:
    async with play([missed()]) as player:
        player.app.go.pain_check(player.records()[-1])
        await player.pilot.pause()
        click(player, list(player.screen.query("#worst .answer"))[6])
        await at_once(player, "4")
        assert (player.last().worst, player.last().after) == (6, 4)


async def test_what_is_clicked_twice_is_on_record_once(play: Play) -> None:
    async with play() as player:
        player.app.push_screen(MeasureScreen(player.training, ("stairs",), ()))
        await player.pilot.pause()
        answer = list(player.screen.query(".answer"))[7]
        click(player, answer)
        click(player, answer)
        await player.pilot.pause()
        assert player.at == "Home"
        (kept,) = [entry for entry in player.records() if isinstance(entry, Measure)]
        assert kept.activity[0].value == 7


# --- a key that is under way for good -------------------------------------------------------------------------------


async def test_a_widget_that_goes_with_its_key_holds_up_no_other(play: Play) -> None:
    async with play([missed()]) as player:
        player.app.go.pain_check(player.records()[-1])
        await player.pilot.pause()
        asked = player.screen
        assert isinstance(asked, Questionnaire)
        gone = Focused()
        await asked.mount(gone)
        gone.focus()
        await player.pilot.pause()
        await at_once(player, "x", "3")
        player.app.post_message(key("2"))
        await player.pilot.pause()
        assert not gone.is_attached
        assert (player.last().worst, player.last().after) == (3, 2)


class Focused(Widget, can_focus=True):
    """Goes with the first key."""

    async def on_key(self, event: Key) -> None:
        event.stop()
        self.remove()
        top: Screen[object] = self.screen
        top.set_focus(None)
