"""The return to running in the app: the checklist, the guided run with its large words, its pain check and verdict."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import Entry, Run, Session, Walk

from ..conftest import Play
from ..playing import NOW, Player, session

ROUTINE = "return-to-run"


def walked(days_ago: float) -> Walk:
    return Walk(id=f"w-{days_ago}", at=NOW - timedelta(days=days_ago), minutes=35, limp=False, before=1, morning=1)


def ready_to_run() -> list[Entry]:
    """All that running asks for."""
    strength = [session(days, "rescue", daily_life_pain_free=True) for days in (9, 7, 5)]
    return [*strength, walked(4), walked(2)]


async def test_the_entry_is_a_checklist_that_fills_itself(play: Play) -> None:
    async with play([*ready_to_run()[:3], walked(2)], routine=ROUTINE) as player:
        shown = player.shown("steps")
        assert "✓ daily life pain-free" in shown
        assert "✓ your last 3 strength or mixed sessions green" in shown
        assert "· two brisk walks of 30 minutes" in shown
        assert "(so far 1)" in shown
        await player.press("0", "enter")
        assert "Rehab foundation" in player.shown("title")


async def test_daily_life_is_not_asked_where_no_answer_opens_the_run(play: Play) -> None:
    """The answer counts from the next session on, and is asked before that."""
    unsaid = [replace(one, daily_life_pain_free=None) if isinstance(one, Session) else one for one in ready_to_run()]
    for routine, is_asked in ((ROUTINE, False), ("rehab-foundation", True)):
        async with play(unsaid, routine=routine) as player:
            assert player.training.today.questions().daily_life
            assert ("Is daily life free of pain?" in player.text()) is is_asked


async def test_when_all_is_ticked_the_first_run_is_there(play: Play) -> None:
    async with play(ready_to_run(), routine=ROUTINE) as player:
        assert "6 × run 60 s, walk 2" not in player.shown("steps")
        assert "6 × run 60 s, walk 120 s" in player.shown("steps")
        assert player.shown("reasons").startswith("━╌╌")
        assert "m" not in player.footer()


async def begin(player: Player) -> None:
    await player.press("0", "enter")
    assert player.at == "SessionScreen"


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_run_and_walk_stand_there_large(play: Play, size: tuple[int, int]) -> None:
    async with play(ready_to_run(), routine=ROUTINE, size=size) as player:
        await begin(player)
        await player.wait_for(lambda state: state.segment.gait == "walk")
        assert "█" in player.shown("word")
        walk = player.shown("word")
        await player.wait_for(lambda state: state.segment.gait == "run")
        assert player.shown("word") not in ("", walk)
        assert player.session.query_one("#word").region.height == (10 if size[1] == 50 else 5)
        assert player.shown("set") == "Walk and run · run 1 of 6"
        assert player.shown("next") == "Next: walk 2 min"
        assert not {"p", "r", "+", "e"} & player.footer().keys()


async def test_where_there_is_no_room_the_words_stay_small(play: Play) -> None:
    async with play(ready_to_run(), routine=ROUTINE, size=(40, 12)) as player:
        await begin(player)
        await player.wait_for(lambda state: state.segment.gait == "run")
        assert not player.session.query_one("#word").display
        assert player.session.query_one("#headline").display
        assert player.shown("headline") == "RUN"


async def test_a_whole_run_is_recorded_asked_about_and_judged(play: Play) -> None:
    async with play(ready_to_run(), routine=ROUTINE) as player:
        await begin(player)
        await player.wait(10 + 600 + 6 * 180 + 1)
        assert player.at == "PainCheck"
        await player.press("2", "1", "2", "1", "4")  # dull, gait not changed; which exercise is not asked
        assert player.at == "VerdictScreen"
        run = player.records()[-1]
        assert isinstance(run, Run)
        assert (run.stage, run.run_s, run.walk_s, run.done) == (1, 360, 1320, 1.0)
        assert (run.worst, run.after, run.effort, run.painful) == (2, 1, 4, None)
        assert "AMBER" in player.shown("light")
        assert "Next Return to run" in player.shown("steps")


async def test_an_amber_run_can_be_skipped_into_its_walk(play: Play) -> None:
    async with play(ready_to_run(), routine=ROUTINE) as player:
        await begin(player)
        await player.wait_for(lambda state: state.segment.gait == "run")
        await player.press("h", "2", "1", "n")
        assert (player.state.segment.gait, player.state.segment.set) == ("walk", 1)
        await player.press("q", "p")
        run = player.training.history().entries[-1]
        assert isinstance(run, Run)
        assert run.painful == ("walk-run",)


async def test_a_session_that_ended_in_its_first_walk_is_kept_as_a_walk(play: Play) -> None:
    async with play(ready_to_run(), routine=ROUTINE) as player:
        await begin(player)
        await player.wait(10 + 130)
        await player.press("q", "n")
        assert player.at == "Home"
        walk = player.training.history().entries[-1]
        assert isinstance(walk, Walk)
        assert walk.minutes == 2


async def test_it_may_be_done_outside_and_logged_afterwards(play: Play) -> None:
    async with play(ready_to_run(), routine=ROUTINE) as player:
        assert "u" in player.footer()
        await player.press("u")
        asked = player.shown("question")
        assert "walk 5 min, then 6 × run 60 s, walk 120 s, then walk 5 min" in " ".join(asked.split())
        await player.press("enter")
        assert player.at == "LogScreen"
        # Today, today's stage, as planned, no pain, easy, no painkiller.
        await player.press("enter", "enter", "2", "0", "0", "0", "4", "1", "enter")
        run = player.records()[-1]
        assert isinstance(run, Run)
        assert (run.stage, run.run_s) == (1, 360)


async def test_outside_is_for_runs_alone(play: Play) -> None:
    async with play(routine="psoas-care") as player:
        assert "u" not in player.footer()


async def test_what_hurt_in_a_run_is_its_worst_at_least(play: Play) -> None:
    async with play(ready_to_run(), routine=ROUTINE) as player:
        await begin(player)
        await player.wait_for(lambda state: state.segment.gait == "run")
        await player.press("h", "4", "1", "enter")
        assert player.at == "PainCheck"
        await player.press("1")
        assert "you said that it hurt 4" in " ".join(player.shown("hint").split())
        await player.press("escape")
        run = player.records()[-1]
        assert isinstance(run, Run)
        assert (run.worst, run.painful) == (4, ("walk-run",))


async def test_outside_keeps_the_check_in(play: Play) -> None:
    async with play(ready_to_run(), routine=ROUTINE) as player:
        await player.press("1", "2", "o", "3", "0")  # pain before 1, daily life free of pain, muscles sore
        await player.press("u", "enter")
        await player.press("enter", "enter", "2", "0", "0", "4", "1", "enter")
        run = player.records()[-1]
        assert isinstance(run, Run)
        assert (run.before, run.daily_life_pain_free, run.sharp, run.limp) == (1, True, False, False)
        assert (run.soreness, run.elsewhere) == (3, 0)
