"""You: the profile on one screen; each line is changed by its digit and kept at once."""

from coach.domain.exercises.course import Concern
from coach.domain.exercises.weekday import Weekday
from coach.domain.records.history import Start
from coach.domain.records.profile import Profile, Sided, Site
from coach.store.memory import MemoryStore

from ..conftest import Play
from ..playing import NOW, Player


async def open_you(player: Player) -> None:
    """By Home's last line."""
    await player.press("up", "enter")
    assert player.at == "You"


async def test_home_leads_there_and_back(play: Play) -> None:
    async with play() as player:
        assert player.listed()[-1] == "you"
        await open_you(player)
        await player.press("escape")
        assert player.at == "Home"


async def test_the_palette_leads_there(play: Play) -> None:
    async with play() as player:
        commands = {command.title: command for command in player.app.get_system_commands(player.screen)}
        commands["You"].callback()
        await player.pilot.pause()
        assert player.at == "You"


async def test_the_complaint_in_three_keys(play: Play) -> None:
    store = MemoryStore()
    async with play(store=store) as player:
        await open_you(player)
        await player.press("1", "2", "2", "3")
        known = player.training.profile()
        assert (known.site, known.side, known.since) == (Site.GROIN, Sided.RIGHT, f"{NOW.year}-{NOW.month - 3:02}")
        assert "right groin, since about August 2026" in player.text()
    async with play(store=store, routine="desk-break") as player:
        assert "Pain now: right groin, 0 none … 10 worst" in player.text()


async def test_lists_days_and_minutes(play: Play) -> None:
    async with play() as player:
        await open_you(player)
        await player.press("2", "2", "9", "enter")
        await player.press("3", "3", "enter")
        await player.press("4", "1", "3", "enter")
        await player.press("5", "6", "enter")
        await player.press("6", "4", "4")
        assert player.training.profile() == Profile(
            avoid=("band", "kneeling"),
            not_at_hand=("bar",),
            training_days=(Weekday.MONDAY, Weekday.WEDNESDAY),
            run_days=(Weekday.SATURDAY,),
            minutes=20,
            days_a_week=3,
        )
        for words in ("band, kneeling", "bar", "Mon Wed", "Sat", "20, on 3 days a week"):
            assert words in player.text()
        await player.press("6", "1")
        assert player.training.profile().minutes is None


async def test_escape_from_a_question_changes_nothing(play: Play) -> None:
    async with play() as player:
        await open_you(player)
        for number in range(1, 7):
            await player.press(str(number), "escape")
        await player.press("2", "1", "escape")
        assert player.training.profile() == Profile()


async def test_what_stands_on_no_list_here_stays(play: Play) -> None:
    store = MemoryStore()
    store.write("profile", {"avoid": ["trampoline"]})
    async with play(store=store) as player:
        await open_you(player)
        await player.press("2", "2", "enter")
        assert player.training.profile().avoid == ("kneeling", "trampoline")


async def test_it_works_in_the_least_terminal_too(play: Play) -> None:
    async with play(size=(40, 12)) as player:
        await open_you(player)
        assert all(name in player.text() for name in ("What hurts", "You avoid", "Training days", "Minutes"))
        assert player.unreadable() == []
        await player.press("5", "7", "enter")
        assert player.training.profile().run_days == (Weekday.SUNDAY,)


async def test_a_line_can_be_clicked(play: Play) -> None:
    async with play() as player:
        await open_you(player)
        await player.pilot.click("#line-6")
        await player.pilot.pause()
        assert "How many minutes" in player.text()


async def test_the_usual_minutes_are_ready_s_first_choice(play: Play) -> None:
    store = MemoryStore()
    store.write("profile", {"minutes": 15})
    async with play(store=store, routine="hip-flexor-loading", size=(100, 40)) as player:
        assert "5  10 [15] 20" in player.shown("choices")
        await player.press("m")
        assert "[20]" in player.shown("choices")


async def test_what_is_run_already(play: Play) -> None:
    async with play() as player:
        await open_you(player)
        await player.press("8", "5", "3")
        assert player.training.history().start == Start(run_minutes=20, runs_per_week=3)
        assert "20 minutes without this pain, 3 a week" in player.text()
        await player.press("8", "8")
        assert player.training.history().start == Start(own_runs=True)
        await player.press("8", "1")
        assert player.training.history().start == Start()
        assert "not said: not at present" in player.text()


async def test_the_course_and_what_brings_one_here(play: Play) -> None:
    async with play() as player:
        await open_you(player)
        assert "none: you choose yourself" in player.text()
        await player.press("0", "2")
        assert player.training.profile().concern is Concern.TIGHT
        await player.press("9")
        assert player.at == "CourseScreen"
        assert "Loose hips" in player.text()
        await player.press("enter")
        assert player.training.courses.label().startswith("Loose hips")
