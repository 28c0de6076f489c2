"""Home leads: what it says and what its keys do on each kind of day of a course."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from coach.domain.courses.diary import DayKind
from coach.domain.exercises.course import Concern
from coach.domain.planning.plan import Plan
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import Entry, Event, EventKind, Quality, Session
from coach.domain.today.setback import Setback, setback
from coach.domain.today.strip import DayMark
from coach.store.memory import MemoryStore
from coach.tui.home import home_today
from coach.tui.text.cut import READS_ON

from ..conftest import Play
from ..places import in_turn
from ..playing import NOW, Player, session


def course(days_ago: float, course_id: str = "steady-hips") -> Event:
    return Event(id=f"c-{days_ago}", at=NOW - timedelta(days=days_ago), kind=EventKind.COURSE, course=course_id)


def pause(days_ago: float, until_in: int | None) -> Event:
    until = None if until_in is None else (NOW + timedelta(days=until_in)).date()
    return Event(id="p", at=NOW - timedelta(days=days_ago), kind=EventKind.PAUSE, until=until)


def trained(*days: float, **answers: object) -> list[Session]:
    return [session(day, "rehab-foundation", before=0, worst=1, after=0, morning=0, **answers) for day in days]


FIRST = [course(0.01)]
TRAINING = [course(15), *trained(14.2, 12.2, 10.2, 7.2, 5.2, 2.2)]
BETWEEN = [course(15), *trained(14.2, 12.2, 10.2, 7.2, 5.2, 3.2, 1.1)]
BLOCK_DONE = [course(30), *trained(17.2, 15.2, 13.2, 11.2, 9.2, 7.2, 5.2, 3.2)]
AMBER = [*TRAINING[:-1], replace(trained(2.2, painful=("bridge",))[0], worst=4, quality=Quality.DULL)]
RED = [
    *TRAINING[:-1],
    session(1.1, "rehab-foundation", worst=6, after=5, quality=Quality.DULL),
]
AWAY = [course(15), *trained(14.2, 12.2), pause(5, 10)]
BACK = [course(30), *trained(24.2, 22.2), pause(14, 0)]
MORNING = [*TRAINING[:-1], replace(trained(1.1)[0], morning=None)]
LONG = [course(60), *(replace(each, worst=4) for each in trained(*range(2, 50, 3)))]


def sign_of_today(player: Player) -> str:
    return player.shown("strip").partition("[")[2][:1]


DAYS: dict[str, tuple[Iterable[Entry], DayKind, str, str]] = {
    "first day": (FIRST, DayKind.TRAINING, "Rehab foundation", "Training 1 of 3 this week."),
    "training": (TRAINING, DayKind.TRAINING, "Foundation, week 3", "Two steps up: "),
    "after amber": (
        AMBER,
        DayKind.TRAINING,
        "Rehab foundation, lighter",
        "was amber: worst pain 4. Bridge 11 reps, not 14. A green session with its morning gives it back.",
    ),
    "between": (BETWEEN, DayKind.BETWEEN, "Nothing due. That counts as kept.", "Next training: Thursday."),
    "block done": (BLOCK_DONE, DayKind.BLOCK_DONE, "Hip-flexor loading", "Foundation is done: 8 trainings"),
    "after red": (RED, DayKind.SETTLING, "No training before 15:36 tomorrow", "your course waits."),
    "away": (
        AWAY,
        DayKind.PAUSED,
        "A pause. Every day of it counts as kept.",
        "It ends on Friday, 20 Nov.",
    ),
    "back": (BACK, DayKind.BACK, "Rehab foundation", "Welcome back: 14 days, kept."),
}


async def test_where_in_the_course_stands_below_where_it_has_no_room_beside(play: Play) -> None:
    async with play(AMBER, size=(80, 24)) as player:
        for size, lines in (((80, 24), 2), ((110, 30), 1), ((120, 30), 2), ((160, 50), 1)):
            await player.resize(size)
            said = player.shown("due").splitlines()
            assert (len(said), player.screen.query_one("#due").size.height) == (lines, lines)
            assert said[-1].endswith("Steady hips · Foundation, week 3")


async def test_without_a_course_a_lighter_day_is_explained_too(play: Play) -> None:
    async with play([session(3.2, worst=4, painful=("bridge",), quality=Quality.DULL)]) as player:
        assert player.shown("due").startswith("Today  Psoas care, lighter · ")
        assert "was amber: worst pain 4." in player.shown("why")


async def test_what_made_a_day_lighter_is_looked_up_once_a_look(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def counted(plan: Plan, standing: Standing) -> Setback | None:
        asked.append(plan)
        return setback(plan, standing)

    monkeypatch.setattr(home_today, "setback", counted)
    async with play([session(3.2, worst=4, painful=("bridge",), quality=Quality.DULL)]) as player:
        assert ", lighter" in player.shown("due")
        await player.press("question_mark", "escape")
        assert len({id(plan) for plan in asked}) == len(asked) > 0


@pytest.mark.parametrize(("day", "size"), in_turn([(40, 12), (80, 24), (160, 50)], DAYS))
async def test_what_home_says(play: Play, day: str, size: tuple[int, int]) -> None:
    entries, kind, due, why = DAYS[day]
    async with play(entries, size=size) as player:
        assert player.training.today.suggestion().kind is kind
        assert due in player.shown("due")
        assert ("Steady hips" in player.shown("due")) is (size != (40, 12)), "a piece of it tells nothing"
        assert player.unreadable() == []
        assert len(player.listed()) > 10
        if player.shown("why").endswith(READS_ON):  # there was no room: it is said what has it all
            assert size == (40, 12)
            await player.press("question_mark")
            assert why in player.shown("says")
        else:
            assert why in player.shown("why")


@pytest.mark.parametrize("away", [pause(2, None), pause(2, 1)], ids=["open", "dated"])
async def test_a_course_that_found_no_room_in_a_small_window_is_read_in_help(play: Play, away: Event) -> None:
    async with play([*TRAINING, away], size=(40, 12)) as player:
        assert not player.shown("why").endswith(READS_ON)
        assert "Today A pause. Every day of it counts as kept." in player.text(), "on two rows"
        await player.press("question_mark")
        assert "Steady hips · Foundation, week 3" in player.shown("says")


@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=["small", "usual"])
async def test_the_strip_comes_after_the_first_frame_and_is_told_apart_without_colour(
    play: Play, size: tuple[int, int]
) -> None:
    async with play(TRAINING, size=size) as player:
        *letters, signs = player.shown("strip").split("\n")
        assert bool(letters) is (size == (80, 24))
        days = player.training.courses.strip()
        assert [sign for sign in signs if sign not in " []"] == [
            {DayMark.GREEN: "●", DayMark.REST: "·", DayMark.TRAINING: "○", DayMark.RUN: "↗"}[day.mark] for day in days
        ]
        assert sign_of_today(player) == "○"
        assert any("[" in row and "]" in row for row in player.rows())


async def test_its_signs_are_explained_by_help(play: Play) -> None:
    async with play(TRAINING, size=(80, 60)) as player:
        await player.press("question_mark")
        assert "Rest, which counts as kept" in player.text()
    async with play() as player:
        assert player.shown("strip") == ""


async def test_the_strip_follows_what_is_done(play: Play) -> None:
    async with play(TRAINING[:-1]) as player:
        assert sign_of_today(player) == "○"
        player.training.store.add(trained(0.1))
        player.training.forget()
        player.screen.library_changed()  # type: ignore[attr-defined]
        await player.pilot.pause()
        assert sign_of_today(player) == "●"


async def test_a_course_has_no_word_of_phases_for_who_is_well(play: Play) -> None:
    store = MemoryStore()
    store.write("profile", {"concern": str(Concern.WELL)})
    async with play([course(5, "strong-stride"), session(4, "psoas-care")], store=store) as player:
        assert "For Build: " in player.shown("needs")
        assert "phase" not in player.text()
        assert "maintenance" not in player.text()


# --- keys -----------------------------------------------------------------------------------------------------------


async def test_where_nothing_is_due_enter_opens_the_first_offer(play: Play) -> None:
    async with play(BETWEEN) as player:
        assert "[Enter]" in player.shown("offers")
        await player.press("enter")
        assert player.at == "LogScreen"
        assert "walk" in player.text().lower()


async def test_g_logs_the_walk_and_filters_where_none_is_offered(play: Play) -> None:
    async with play(BETWEEN) as player:
        assert player.keys()["g"] == "Log the walk"
        await player.press("g")
        assert player.at == "LogScreen"
    async with play(TRAINING) as player:
        assert player.keys().get("g") is None
        await player.press("g")
        assert player.at == "Home"
        assert "g" in player.shown("filter")


async def test_the_keys_of_the_day_are_letters_once_something_is_typed(play: Play) -> None:
    async with play(BETWEEN) as player:
        await player.type("log")
        assert player.at == "Home"
        assert player.listed() == ["log"]


async def test_a_block_that_is_done_is_begun_by_enter_or_stayed_in_by_s(play: Play) -> None:
    async with play(BLOCK_DONE) as player:
        await player.press("s")
        assert player.at == "Home"
        assert "Foundation" in player.shown("due")
        assert player.training.today.suggestion().kind is not DayKind.BLOCK_DONE
    async with play(BLOCK_DONE) as player:
        await player.press("enter")
        assert player.at == "Ready"
        assert "Hip-flexor loading" in player.shown("title")


async def test_the_morning_is_answered_by_a_digit(play: Play) -> None:
    async with play(MORNING) as player:
        assert "This morning, your hip: 0 none … 10 worst?" in player.shown("morning")
        assert player.shown("way") == player.shown("needs") == ""
        await player.press("2")
        assert player.last().morning == 2
        assert player.shown("morning") == ""
        assert player.shown("needs") != ""


async def test_the_morning_can_wait_and_ten_is_asked_twice(play: Play) -> None:
    async with play(MORNING) as player:
        await player.press("t", "escape")
        assert player.last().morning is None
        await player.press("t", "enter")
        assert player.last().morning == 10
    async with play(MORNING) as player:
        await player.press("s")
        assert player.shown("morning") == ""
        await player.press("s")
        assert "s" in player.shown("filter")
        assert player.last().morning is None


async def test_ill_or_away_is_one_key_open_ended_or_until_a_day(play: Play) -> None:
    async with play(TRAINING) as player:
        await player.press("ctrl+o", "escape")
        assert player.training.courses.pause is None
        await player.press("ctrl+o", "enter")
        assert "A pause." in player.shown("due")
        assert player.listed()[0] == "back"
        player.clock.move(60)
        await player.press("enter")
        assert player.training.courses.pause is None
        assert "Rehab foundation" in player.shown("due")
        player.clock.move(60)
        await player.press("ctrl+o", "3")
        assert "It ends on Tuesday, 17 Nov." in player.shown("why")
        player.clock.move(60)
        await player.press("b")
        assert player.training.courses.pause is None


async def test_a_fever_in_the_hip_is_a_sign_and_no_pause(play: Play) -> None:
    async with play(TRAINING) as player:
        await player.press("ctrl+o", "f", "6", "enter")
        assert "GET HELP NOW" in player.shown("due")
        assert player.training.courses.pause is None


async def test_still_ill_goes_on_with_the_pause(play: Play) -> None:
    async with play(BACK) as player:
        await player.press("n", "enter")
        assert "A pause." in player.shown("due")


async def test_after_a_red_a_worse_one_is_a_key_away(play: Play) -> None:
    async with play(RED) as player:
        assert player.listed()[0] == "offer:0"
        await player.press("f")
        assert player.at == "Ticks"
        await player.press("3", "enter")
        assert "GET HELP NOW" in player.shown("due")


async def test_a_block_that_takes_long_is_a_choice(play: Play) -> None:
    async with play(LONG) as player:
        assert "overlong" in player.listed()
        await player.press(*["down"] * player.listed().index("overlong"), "enter")
        assert "What now?" in player.text()
        await player.press("1")
        assert "overlong" not in player.listed()
    async with play(LONG) as player:
        await player.press(*["down"] * player.listed().index("overlong"), "enter", "2")
        assert player.training.standing().course.sessions == 0
        assert player.training.standing().course.block is not None
        assert player.training.standing().course.block.id == "foundation"


async def test_a_course_that_is_gone_is_told_of(play: Play) -> None:
    async with play([course(3, "no-such-course")]) as player:
        assert 'Your course "no-such-course" is no longer there.' in player.shown("trouble")


# --- breaks ---------------------------------------------------------------------------------------------------------


async def test_a_break_is_begun_and_kept_without_a_question(play: Play) -> None:
    async with play(TRAINING) as player:
        place = player.listed().index("offer:0")
        await player.press(*["down"] * place, "enter")
        assert player.at == "SessionScreen"
        await player.wait(600)
        assert player.at == "Home"
        broke = player.last()
        assert broke.a_day
        assert broke.is_break
        assert (broke.before, broke.worst, broke.effort) == (None, None, None)
        assert "unanswered" not in player.listed()
        assert "2 of 2 today" in player.shown("offers")


async def test_a_break_that_hurt_is_a_session_like_any_other(play: Play) -> None:
    async with play(TRAINING) as player:
        await player.press(*["down"] * player.listed().index("offer:0"), "enter")
        await player.wait(12)
        assert player.training.sessions.interrupted() is not None
        await player.press("h", "1", "1", "3")
        await player.press("q")
        await player.press("p")
        assert player.at == "PainCheck"
        assert player.last().a_day is None
        assert player.last().worst == 1


async def test_on_the_first_day_c_chooses_another_course(play: Play) -> None:
    async with play(FIRST) as player:
        assert "Choose myself" in player.text()
        await player.press("c")
        assert "Courses" in player.text()
        assert "I choose myself" in player.text()
    async with play(TRAINING) as player:  # later it is a letter that filters, and the course is under You
        assert "Choose myself" not in player.text()
