"""What a dialog is answered is heard before the screen below is shown again, and also if that screen is gone by then.

Textual would have the screen that asked call back when no message waits for it, which a busy machine puts off.
"""

from collections.abc import Callable
from datetime import timedelta

from coach.domain.records.entries import Event, EventKind
from coach.tui.dialogs.checklist import Ticks
from coach.tui.dialogs.confirm import Ask, Choice

from .conftest import Play
from .playing import NOW, Player

FLAG = Event(id="flag", at=NOW - timedelta(hours=1), kind=EventKind.RED_FLAG, flags=("saddle-numbness",))
YES = Choice("enter", "Yes", True)


async def answer_while_busy(player: Player, answer: Callable[[], object]) -> None:
    """Answer, and let a message come to the screen below before it has its turn: as on a busy machine."""
    below = player.app.screen_stack[-2]
    answer()
    below.call_later(lambda: None)
    await player.pilot.pause()


async def test_a_lock_that_was_lifted_is_not_shown_any_more(play: Play) -> None:
    async with play([FLAG]) as player:
        await player.press("enter")
        ask = player.screen
        assert isinstance(ask, Ask)
        await answer_while_busy(player, lambda: ask.take(ask.choices[1].value))
        assert player.at == "Home"
        assert "GET HELP NOW" not in player.text()
        assert "locked" not in player.listed()


async def test_a_sign_that_was_ticked_locks_at_once_what_is_shown(play: Play) -> None:
    async with play() as player:
        player.screen.call_later(player.app.go.check_signs, lambda: None)
        await player.pilot.pause()
        await player.press("5")
        ticks = player.screen
        assert isinstance(ticks, Ticks)
        await answer_while_busy(player, lambda: ticks.dismiss(frozenset({"saddle-numbness"})))
        assert "GET HELP NOW" in player.text()
        assert player.listed()[0] == "locked"


async def test_the_screen_that_asked_is_gone(play: Play) -> None:
    heard: list[bool | None] = []
    async with play() as player:
        player.app.go.settings()
        await player.pilot.pause()
        asks = player.screen

        def leave_and_ask() -> None:
            player.app.go.home()
            player.app.push_screen(Ask("Sure?", (YES,)), heard.append)

        asks.call_later(leave_and_ask)
        await player.press("enter")
        assert heard == [True]
        assert player.at == "Home"


async def test_an_answer_is_heard_once(play: Play) -> None:
    heard: list[bool | None] = []
    async with play() as player:
        ask = Ask("Sure?", (YES,))
        player.app.push_screen(ask, heard.append)
        await player.pilot.pause()
        ask.take(True)
        ask.take(True)
        await player.pilot.pause()
        assert heard == [True]


async def test_what_is_asked_in_answer_is_heard_too(play: Play) -> None:
    heard: list[str] = []
    async with play() as player:

        def ask_again(_: bool | None) -> None:
            heard.append("first")
            player.app.push_screen(Ask("Really?", (YES,)), lambda _: heard.append("second"))

        player.app.push_screen(Ask("Sure?", (YES,)), ask_again)
        await player.press("enter")
        await player.press("enter")
        assert heard == ["first", "second"]
        assert player.at == "Home"
