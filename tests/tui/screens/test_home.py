"""Home: what is due stands first and is chosen; the list is filtered as one types."""

import pytest
from textual.events import Key
from textual.widgets import OptionList

from coach.domain.exercises.routine import Phase
from coach.domain.records.history import Start
from coach.library.toml.diagnostics import Diagnostic
from coach.store.memory import MemoryStore
from coach.store.protocol import StoreError
from coach.store.resilient import ResilientStore

from ..conftest import Play
from ..playing import missed, session, shipped


async def test_what_is_due_stands_first_and_is_chosen(play: Play) -> None:
    async with play([session(9), session(2)]) as player:
        due = player.training.today.suggestion()
        assert due.routine is not None
        assert player.listed()[0] == player.highlighted() == due.routine
        assert player.shown("why") == due.why
        assert shipped().catalogue.routines[due.routine].name in player.shown("due")
        assert sorted(player.listed()) == sorted(
            ["log", "weeks", "measure", "learn", "you", *shipped().catalogue.routines, "settings"]
        )


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.ACUTE])
async def test_every_line_can_be_shown_to_who_plans_their_runs_alone(play: Play, phase: Phase) -> None:
    store = MemoryStore()
    store.set_start(Start(phase, own_runs=True))
    async with play(store=store, size=(100, 60)) as player:
        assert "Return to run" in player.text()
        await player.press("f2")
        assert player.at == "WeeksScreen"


async def test_the_phase_decides_what_is_due(play: Play) -> None:
    store = MemoryStore()
    store.set_start(Start(phase=Phase.ACUTE))
    async with play(store=store) as player:
        due = shipped().catalogue.routines[player.highlighted() or ""]
        assert Phase.ACUTE in due.phases
        assert "acute phase" in player.shown("due")


async def test_enter_gets_ready_for_what_is_due(play: Play) -> None:
    async with play() as player:
        due = shipped().catalogue.routines[player.highlighted() or ""]
        await player.press("enter")
        assert player.at == "Ready"
        assert due.name in player.shown("title")


async def test_what_no_longer_matches_is_not_told_of(play: Play) -> None:
    """Typed at once, "qui" still finds the desk break, and "quit" nothing: its word comes after that of the screen."""
    async with play() as player:
        for letter in "quit":
            player.app.post_message(Key(letter, letter))
        await player.pilot.pause()
        await player.pilot.pause()
        assert player.listed() == []
        assert "Nothing matches" in player.shown("about")


async def test_the_footer_says_what_enter_does_with_the_chosen_line(play: Play) -> None:
    """ "Get ready" beside the line that unlocks training, or beside Weeks, would be wrong."""
    async with play() as player:
        for key, label in (("home", "Get ready"), ("down", "Open"), ("end", "Open"), ("home", "Get ready")):
            await player.press(key)
            assert f"⏎ {label} " in player.text(), key
    async with play([session(0.2, red_flags=("saddle-numbness",))]) as player:
        assert "⏎ Open " in player.text()
        assert "⏎ Get ready" not in player.text()


async def test_a_day_that_is_done_says_so_and_any_routine_can_still_be_chosen(play: Play) -> None:
    async with play([session(0.2)]) as player:
        assert player.shown("due").startswith("Today  All done")
        assert "Psoas care" in player.shown("why")
        assert player.highlighted() == player.listed()[0] == "log"  # no routine by chance
        await player.press(*["down"] * player.listed().index("core-and-hips"), "enter")
        assert player.at == "Ready"


async def test_typing_filters_and_escape_brings_all_back(play: Play) -> None:
    async with play() as player:
        everything = player.listed()
        await player.type("psoas care")
        assert player.listed() == ["psoas-care"]
        assert player.highlighted() == "psoas-care"
        assert "psoas care" in player.shown("filter")
        assert f"1 of {len(shipped().catalogue.routines)}" in player.shown("filter")
        await player.press("escape")
        assert player.listed() == everything
        assert player.at == "Home"


async def test_the_filter_ends_with_what_it_was_for(play: Play) -> None:
    async with play() as player:
        await player.type("desk")
        await player.press("enter")
        assert player.at == "Ready"
        await player.press("escape")
        assert player.at == "Home"
        assert set(player.listed()) > set(shipped().catalogue.routines)
        assert "type to filter" in player.shown("filter")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("five", "five-minute-mobility"),
        ("hip-flexor-l", "hip-flexor-loading"),
        ("run", "runner-drills"),
        ("mobility", "five-minute-mobility"),
        ("psoas-care", "psoas-care"),
        ("reh", "rehab-foundation"),
    ],
)
async def test_the_nearest_to_what_is_typed_stands_first(play: Play, typed: str, first: str) -> None:
    async with play() as player:
        await player.type(typed)
        assert player.listed()[0] == first
        assert player.highlighted() == first


async def test_backspace_takes_the_last_letter_back(play: Play) -> None:
    async with play() as player:
        everything = player.listed()
        await player.type("deskx")
        assert player.listed() == []
        await player.press("backspace")
        assert player.listed() == ["desk-break"]
        await player.press(*["backspace"] * 5)
        assert player.listed() == everything


@pytest.mark.parametrize(
    ("typed", "expected"), [("DESK", "desk-break"), ("care psoas", "psoas-care"), ("no kit", "desk-break")]
)
async def test_each_word_may_stand_anywhere(play: Play, typed: str, expected: str) -> None:
    async with play() as player:
        await player.type(typed)
        assert expected in player.listed()
        assert len(player.listed()) < len(shipped().catalogue.routines) / 2


async def test_nothing_matches(play: Play) -> None:
    async with play() as player:
        await player.type("zzz")
        await player.press("enter")
        assert player.at == "Home"
        assert player.listed() == []
        assert "Nothing matches" in player.text()
        assert "Esc" in player.shown("about")


async def test_the_list_is_walked_by_arrows_and_tells_about_what_is_chosen(play: Play) -> None:
    async with play() as player:
        await player.press(*["down"] * 5)
        chosen = shipped().catalogue.routines[player.highlighted() or ""]
        above = shipped().catalogue.routines[player.listed()[4]]
        assert player.highlighted() == player.listed()[5]
        assert player.shown("about").startswith(chosen.about)
        await player.press("up", "enter")
        assert player.at == "Ready"
        assert above.name in player.shown("title")


async def test_a_click_on_a_routine_opens_it(play: Play) -> None:
    async with play() as player:
        chosen = "after-run"
        rows = [option.id for option in player.screen.query_one(OptionList).options]
        await player.pilot.click(OptionList, offset=(5, rows.index(f"routine:{chosen}")))
        await player.pilot.pause()
        assert player.at == "Ready"
        assert shipped().catalogue.routines[chosen].name in player.shown("title")


async def test_a_broken_file_is_told_of_in_one_line(play: Play) -> None:
    wrong = Diagnostic("mine.toml", 3, 7, "error", "step.0.hold", "must be above 0 seconds [b]not −5[/b]")
    mild = Diagnostic("other.toml", 1, 1, "warning", "about", "is empty")
    async with play(diagnostics=[mild, wrong, wrong]) as player:
        assert "2 problems" in player.shown("trouble")
        assert str(wrong) in player.shown("trouble")
        assert "[b]not −5[/b]" in player.text()
        assert "coach check" in player.text()
        assert "other.toml" not in player.text()


async def test_warnings_alone_are_not_told(play: Play) -> None:
    async with play(diagnostics=[Diagnostic("other.toml", 1, 1, "warning", "about", "is empty")]) as player:
        assert player.shown("trouble") == ""


async def test_trouble_with_the_database_is_told_and_nothing_stops(play: Play) -> None:
    class Full(MemoryStore):
        def write(self, key: str, value: object) -> None:
            raise StoreError("The disk is full of [other] things.")

    async with play(kept=ResilientStore(Full)) as player:
        assert "full of [other] things" in player.text()
        await player.press("enter", "1", "enter")
        assert player.at == "SessionScreen"


async def test_a_missed_pain_check_is_offered_and_can_be_answered(play: Play) -> None:
    async with play([missed(2)]) as player:
        assert player.listed().index("unanswered") == 1
        assert "Answer the pain check" in player.text()
        await player.press("down", "enter")
        assert player.at == "PainCheck"
        await player.press("0", "0", "3")
        assert player.at == "VerdictScreen"
        assert (player.last().worst, player.last().after, player.last().effort) == (0, 0, 3)
        await player.press("enter")
        assert player.at == "Home"
        assert "unanswered" not in player.listed()


async def test_after_a_missed_pain_check_the_session_due_is_still_one_key_away(play: Play) -> None:
    async with play([missed(2)]) as player:
        assert player.highlighted() == player.training.today.suggestion().routine


async def test_home_is_fresh_after_a_session(play: Play) -> None:
    async with play(routine="desk-break", at="session") as player:
        before = player.training.today.suggestion().routine
        await player.wait(600)
        await player.press("escape")
        assert player.at == "Home"
        assert player.listed().index("unanswered") in (0, 1)
        # A break at the desk is not the day's training.
        assert player.highlighted() == before
