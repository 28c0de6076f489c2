"""Choosing a course, what is ahead, milestones, and the key for no pain at all."""

from datetime import timedelta

import pytest

from coach.domain.records.entries import Quality, Run
from coach.store.memory import MemoryStore

from ..conftest import Play
from ..playing import NOW, missed
from .test_home_course import TRAINING, course

SIZES = [(40, 12), (80, 24), (160, 50)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_what_is_ahead_in_the_best_case(play: Play, size: tuple[int, int]) -> None:
    async with play(TRAINING, size=size) as player:
        player.app.go.ahead()
        await player.pilot.pause()
        assert player.at == "AheadScreen"
        assert player.unreadable() == []
        days = player.shown("card").split("\n")
        assert "if all stay green" in days[0]
        named = [line for line in days if line[:3] in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")]
        assert len(named) == 14
        assert named[0].startswith("Tue 10 Nov")
        assert "Rehab foundation" in named[0]
        assert any("run, stage 1" in line for line in named)
        assert any("rest" in line for line in named)
        assert any("begins" in line for line in days)
        await player.press("pagedown", "escape")
        assert player.at == "Home"


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_course_is_chosen_changed_and_left(play: Play, size: tuple[int, int]) -> None:
    async with play(TRAINING, size=size) as player:
        player.app.go.course()
        await player.pilot.pause()
        assert "Steady hips" in player.shown("card")
        assert "you follow it" in player.shown("card")
        assert player.unreadable() == []
        await player.press("enter")
        assert player.training.standing().course.sessions == 6  # taking what one follows begins nothing anew
        player.app.go.course()
        await player.pilot.pause()
        await player.press("right", "enter")
        assert player.training.courses.course is not None
        assert player.training.courses.course.id != "steady-hips"
        player.app.go.course()
        await player.pilot.pause()
        await player.press("x")
        assert player.training.courses.course is None
        assert ("recovery phase" in player.shown("due")) is (player.app.size.width > 40), "there is no room for it"


async def test_a_milestone_is_said_once(play: Play) -> None:
    run = Run(id="run", at=NOW - timedelta(days=1), before=0, worst=0, after=0, effort=3, done=1.0)
    async with play([course(20), run]) as player:
        player.app.go.verdict(run)
        await player.pilot.pause()
        assert "★ Your first run on record." in player.shown("reasons")
        player.app.go.verdict(run)
        await player.pilot.pause()
        assert "first run" not in player.shown("reasons")


async def test_who_is_well_answers_no_pain_at_all_with_one_key(play: Play) -> None:
    store = MemoryStore()
    store.write("profile", {"concern": "well"})
    async with play([missed(0.1)], store=store) as player:
        await player.press(*["down"] * player.listed().index("unanswered"), "enter")
        assert player.keys()["n"] == "No pain at all"
        await player.press("n")
        assert player.at == "PainCheck"
        told = player.last()
        assert (told.worst, told.after, told.quality, told.gait_changed) == (0, 0, Quality.NONE, False)
        await player.press("4")
        assert player.at == "VerdictScreen"
        assert player.last().effort == 4


async def test_who_has_a_complaint_is_asked_all_of_it(play: Play) -> None:
    async with play([missed(0.1)]) as player:
        await player.press(*["down"] * player.listed().index("unanswered"), "enter")
        assert player.at == "PainCheck"
        assert player.keys().get("n") is None
        await player.press("n")
        assert player.last().worst is None
