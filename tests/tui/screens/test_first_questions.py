"""The first start: a few short questions, all of which can be left, asked once."""

import pytest

from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import NO_START, Start
from coach.domain.records.profile import Profile, Sided, Site
from coach.store.memory import MemoryStore
from coach.store.resilient import ResilientStore

from ..conftest import Play
from ..playing import session


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_all_in_five_keys(play: Play, size: tuple[int, int]) -> None:
    store = MemoryStore()
    async with play(store=store, is_first=True, size=size) as player:
        assert player.at == "FirstStart"
        assert player.unreadable() == []
        await player.press("1", "1", "5", "1", "3")
        assert player.at == "Home"
        known = player.training.profile()
        assert (known.site, known.side, known.since) == (Site.HIP, Sided.LEFT, "2024")
        assert player.training.history().start == Start(Phase.ACUTE, 3)
        assert "acute phase" in player.shown("due")
    async with play(store=store, is_first=True) as player:
        assert player.at == "Home"


RUNNERS = {
    "not now": ("1", Start(Phase.RECOVERY, 0)),
    "so long, and how often": ("34", Start(Phase.RECOVERY, 0, run_minutes=20)),
    "so often": ("32", Start(Phase.RECOVERY, 0, run_minutes=20, runs_per_week=2)),
    "no complaint": ("5", Start(Phase.RECOVERY, 0, own_runs=True)),
}


@pytest.mark.parametrize(("keys", "start"), RUNNERS.values(), ids=RUNNERS)
async def test_who_is_not_in_acute_is_asked_what_they_run(play: Play, keys: str, start: Start) -> None:
    async with play(is_first=True) as player:
        await player.press("1", "1", "5", "2", "0", *keys)
        if player.at == "FirstStart":
            await player.press("s")
        assert player.at == "Home"
        assert player.training.history().start == start


async def test_the_safety_notice_comes_before_them(play: Play) -> None:
    kept = ResilientStore(MemoryStore)
    async with play(kept=kept, is_new=True, is_first=True) as player:
        assert player.at == "Notice"
        await player.press("enter", "enter", "enter")
        assert player.at == "FirstStart"
        await player.press("2", "escape")
        assert player.at == "Home"
        assert player.training.profile().site is Site.GROIN


async def test_skipping_all_is_one_key_and_it_is_not_asked_again(play: Play) -> None:
    store = MemoryStore()
    async with play(store=store, is_first=True) as player:
        await player.press("escape")
        assert player.at == "Home"
        assert player.training.profile() == Profile()
        assert player.training.history().start == NO_START
    async with play(store=store, is_first=True) as player:
        assert player.at == "Home"


async def test_leaving_in_the_middle_keeps_what_was_answered(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("s", "2", "escape")
        assert player.training.profile() == Profile(side=Sided.RIGHT)


async def test_an_answer_can_be_changed(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.press("1", "up", "4", "escape")
        assert player.training.profile().site is Site.BUTTOCK


async def test_an_answer_can_be_clicked(play: Play) -> None:
    async with play(is_first=True) as player:
        await player.pilot.click(list(player.screen.query("#stands .answer"))[1])
        await player.press("escape")
        assert player.training.history().start.phase is Phase.RECOVERY


async def test_who_has_a_history_is_not_asked(play: Play) -> None:
    async with play([session(2)], is_first=True) as player:
        assert player.at == "Home"


async def test_straight_into_a_routine_nothing_is_asked(play: Play) -> None:
    async with play(is_first=True, routine="desk-break") as player:
        assert player.at == "Ready"


async def test_what_an_older_coach_knew_of_the_kit_stays(play: Play) -> None:
    store = MemoryStore()
    store.write("not-at-hand", ["band"])
    async with play(store=store, is_first=True) as player:
        await player.press("escape")
        assert player.training.not_at_hand() == frozenset({"band"})
