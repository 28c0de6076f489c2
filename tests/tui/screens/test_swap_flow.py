"""The swap key on Ready: which step, what instead, and back; and what is avoided swaps by itself."""

from coach.store.memory import MemoryStore

from ..conftest import Play
from ..playing import Player


def steps(player: Player) -> dict[str, str]:
    """What each step of the routine is done as today."""
    plan = player.screen._choices.plan  # type: ignore[attr-defined]
    return {step.instead_of or step.exercise.id: step.exercise.id for step in plan.asked}


async def test_a_step_is_swapped_in_three_keys_and_back(play: Play) -> None:
    async with play(routine="psoas-care", size=(100, 40)) as player:
        await player.press("w", "5", "2")
        assert steps(player)["plank"] == "dead-bug"
        assert "In place of Plank, as you wished." in player.text()
        assert "⇄ swapped" in player.text()
        await player.press("w")
        assert "Plank → Dead bug" in player.text()
        await player.press("5", "1")
        assert steps(player)["plank"] == "plank"


async def test_escape_from_either_list_changes_nothing(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        before = steps(player)
        await player.press("w", "escape")
        await player.press("w", "1", "escape")
        assert player.at == "Ready"
        assert steps(player) == before


async def test_the_record_names_both(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        await player.press("w", "1", "2", "1", "enter")
        await player.wait(3600)
        assert player.at == "PainCheck"
        row = (player.last().step or ())[0]
        assert row.exercise == "psoas-stretch"
        assert row.swapped
        name = player.training.catalogue.exercises[str(row.swapped)].name
        await player.press("3", "2", "2", "1")
        assert name in player.text()


async def test_what_is_avoided_is_swapped_by_itself(play: Play) -> None:
    store = MemoryStore()
    store.write("profile", {"avoid": ["kneeling"]})
    async with play(store=store, routine="psoas-care", size=(100, 40)) as player:
        assert steps(player)["psoas-stretch"] == "standing-hip-opener"
        assert "In place of Psoas stretch, which you avoid: kneeling." in player.text()


async def test_what_has_no_substitute_is_left_out_and_says_why(play: Play) -> None:
    store = MemoryStore()
    store.write("profile", {"avoid": ["standing"]})
    async with play(store=store, routine="before-run", size=(100, 40)) as player:
        assert "dynamic-warm-up" not in steps(player)
        assert "You avoid this (standing), and nothing here can take its place today." in player.text()


async def test_a_run_has_nothing_to_swap(play: Play) -> None:
    async with play(routine="return-to-run") as player:
        assert player.keys().get("w") is None
        await player.press("w")
        assert player.at == "Ready"
