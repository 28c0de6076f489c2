"""A lock looks like one on every screen that shows it, and nothing is offered there that does nothing."""

from datetime import timedelta

import pytest

from coach.domain.records.entries import Entry, Event, EventKind
from coach.domain.records.red_flags import RED_FLAGS, Urgency
from coach.tui.dialogs.sign_items import FLAGS

from ..conftest import Play
from ..playing import NOW, Player, missed, session

EMERGENCY = "saddle-numbness"
SIZES = [(40, 12), (80, 24), (160, 50)]


def ticked(*flags: str) -> Event:
    return Event(id="flag", at=NOW - timedelta(hours=1), kind=EventKind.RED_FLAG, flags=flags)


REDS = [session(day, worst=9, after=8) for day in (5, 3, 1)]
LOCKS: dict[str, tuple[list[Entry], str]] = {
    **{flag.id: ([ticked(flag.id)], "GET HELP NOW") for flag in RED_FLAGS if flag.urgency is Urgency.EMERGENCY},
    "one to be seen": ([ticked("groin-lump")], "TRAINING RESTS"),
    "both": ([ticked("groin-lump", EMERGENCY)], "GET HELP NOW"),
    "three reds": ([*REDS], "TRAINING RESTS"),
}


def looks_like_one(player: Player, heading: str) -> bool:
    """The heading stands in a heavy box, before anything else of it."""
    rows = player.rows()
    top = next((row for row, text in enumerate(rows) if "┏" in text or "┃" in text), None)
    return top is not None and any(f"■ {heading}" in text for text in rows[top : top + 2])


async def every_key_does_something(player: Player) -> bool:
    """Each key that the footer shows changes what is on the screen."""
    for key in ("u", "escape"):
        before = player.text()
        await player.press(key)
        if player.text() == before:
            return False
        if player.at == "Ask":
            await player.press("escape")
    return True


@pytest.mark.parametrize(("entries", "heading"), LOCKS.values(), ids=LOCKS)
async def test_home_and_ready_show_it(play: Play, entries: list[Entry], heading: str) -> None:
    async with play(entries) as player:
        assert looks_like_one(player, heading)
        assert player.highlighted() == "locked"
        player.app.go.ready("psoas-care")
        await player.pilot.pause()
        assert looks_like_one(player, heading)
        assert set(player.keys()) == {"u", "Esc", "?"}
        await player.press("enter", "1", "s", "f", "m", "k", "w", "o", "enter")
        assert player.at == "Ready"
        assert await every_key_does_something(player)
        assert player.at == "Home"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_ticked_before_a_session(play: Play, size: tuple[int, int]) -> None:
    async with play(routine="psoas-care", size=size) as player:
        key = next(key for key, item in zip("56789abcdefghijkl", FLAGS, strict=True) if item.value == EMERGENCY)
        await player.press("f", key, "enter", "enter")  # a second Enter does not take it away
        assert player.at == "Ready"
        assert looks_like_one(player, "GET HELP NOW")
        assert "call your local emergency" in player.text().replace("┃ ┃ ", "")
        await player.press("escape")
        assert looks_like_one(player, "GET HELP NOW")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_ticked_after_a_session(play: Play, size: tuple[int, int]) -> None:
    async with play([missed()], size=size) as player:
        player.app.go.pain_check(player.last())
        await player.pilot.pause()
        await player.press("1", "f", "1", "enter", "enter")
        assert player.at == "VerdictScreen"
        assert player.records()[0].worst == 1  # type: ignore[attr-defined]
        assert looks_like_one(player, "GET HELP NOW")
        assert {"u", "Esc"} <= set(player.keys())
        await player.press("escape")
        assert looks_like_one(player, "GET HELP NOW")
        assert "unanswered" in player.listed()


async def test_a_verdict_that_locks_says_so_first(play: Play) -> None:
    async with play([*REDS[:2], missed()], size=(100, 40)) as player:
        player.app.go.pain_check(player.last())
        await player.pilot.pause()
        await player.press("9", "8", "2", "1", "enter", "5")
        assert player.at == "VerdictScreen"
        assert looks_like_one(player, "TRAINING RESTS")
        assert "has to wait" not in player.text()
        await player.press("u", "1")
        assert player.at == "Home"
        assert "TRAINING RESTS" not in player.text()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_nothing_is_ahead_while_training_is_locked(play: Play, size: tuple[int, int]) -> None:
    following = Event(id="course", at=NOW - timedelta(days=9), kind=EventKind.COURSE, course="steady-hips")
    async with play([following, session(2), ticked(EMERGENCY)], size=size) as player:
        player.app.go.ahead()
        await player.pilot.pause()
        assert player.shown("card").startswith("■ GET HELP NOW")
        assert "rest" not in player.shown("card")
        player.app.go.course()
        await player.pilot.pause()
        assert "The first week: training is locked now, so no day is planned." in player.shown("card")
        player.app.go.you()
        await player.pilot.pause()
        if size == (160, 50):
            assert "GET HELP NOW. Training is locked." in player.text()
            assert "For the next block" not in player.text()
            assert "Before running" not in player.text()
