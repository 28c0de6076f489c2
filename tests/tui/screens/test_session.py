"""Session: keys, footer, pausing, and a whole session with no key at all."""

import pkgutil
from importlib import import_module

import pytest
from textual.binding import Binding

import coach.tui.screens
from coach.domain.records.entries import Stopped
from coach.domain.session.commands import Do, legal
from coach.domain.session.facts import Started
from coach.domain.session.segments import SegmentKind
from coach.domain.session.state import SessionState, Status
from coach.library.formats.settings.settings_file import Pace, Settings
from coach.tui.text.session_keys import SESSION_KEYS

from ..conftest import Play
from ..playing import Player

SCREENS = [f"coach.tui.screens.{each.name}" for each in pkgutil.iter_modules(coach.tui.screens.__path__)]


@pytest.fixture
def session(play: Play) -> Play:
    """A session of psoas care (unless another routine is given), at its first get-ready."""

    def begun(*args: object, routine: str = "psoas-care", **more: object) -> object:
        return play(*args, routine=routine, at="session", **more)

    return begun  # type: ignore[return-value]


def footer_commands(player: Player) -> set[Do]:
    """The session's commands that can be read in the footer."""
    footer = player.footer()
    goes_on = {Do.PAUSE: "Go on"} if player.state.status is Status.PAUSED else {}
    return {key.do for key in SESSION_KEYS if footer.get(key.shown) == goes_on.get(key.do, key.label)}


def is_set_of_reps(state: SessionState) -> bool:
    return state.segment.is_work and state.segment.reps is not None


# --- the clock runs by itself ---------------------------------------------------------------------------------------


async def test_a_whole_session_without_a_key(session: Play) -> None:
    async with session() as player:
        kinds = {player.state.segment.kind}
        player.workout.listen(
            lambda facts: kinds.update(fact.segment.kind for fact in facts if isinstance(fact, Started))
        )
        await player.wait(3600)
        assert player.at == "PainCheck"
        assert kinds == set(SegmentKind)
        assert player.last().done == 1.0
        assert player.last().stopped is None
        assert player.training.store.checkpoints() == ()


async def test_it_says_what_when_and_what_next(session: Play) -> None:
    async with session() as player:
        assert player.shown("headline") == "GET READY · LEFT side"
        assert player.shown("set") == "Psoas stretch · set 1 of 2"
        assert "Psoas stretch · 2 × 20 s" in player.shown("next")
        total = player.shown("total")
        await player.wait(12)
        assert player.shown("headline") == "HOLD · LEFT side"
        assert player.shown("next") == "Next: set 2 of 2"
        assert player.shown("how").splitlines() == list(player.state.plan.steps[0].exercise.steps)
        await player.wait(60)
        assert player.shown("total") != total
        assert player.shown("bar").count("━") > 0


async def test_a_rest_shows_what_comes_next_and_the_time_left(session: Play) -> None:
    async with session() as player:
        await player.wait_for(lambda state: state.segment.kind is SegmentKind.REST)
        assert player.shown("headline").startswith("REST")
        assert player.shown("next").startswith("Psoas stretch")
        assert player.shown("total").endswith(" left")


async def test_the_last_exercise_says_so(session: Play) -> None:
    async with session(routine="desk-break") as player:
        await player.wait_for(lambda state: state.segment.step == 2 and state.segment.is_work)
        assert player.shown("next") == "The last set."


async def test_paced_reps_count_themselves(session: Play) -> None:
    async with session() as player:
        await player.wait_for(is_set_of_reps)
        assert player.shown("headline") == "MOVE"
        assert player.shown("rep").startswith("LEFT · of 10 a side · ")
        await player.wait(player.state.segment.rep_s)
        assert player.state.reps_done == 1
        assert player.shown("rep").startswith("RIGHT · of 10 a side · ")


async def test_reps_by_key_wait_for_the_key(session: Play) -> None:
    async with session(settings=Settings(pace=Pace.KEY), routine="desk-break") as player:
        await player.wait_for(is_set_of_reps)
        segment = player.state.segment
        assert "count each rep" in player.shown("rep")
        await player.wait(60)
        assert player.state.segment == segment
        await player.press(*["enter"] * (segment.reps or 0))
        assert player.state.segment != segment
        assert player.state.results[-1].reps == segment.reps


# --- pausing --------------------------------------------------------------------------------------------------------


async def test_space_pauses_and_resumes_with_three(session: Play) -> None:
    async with session() as player:
        await player.wait(17)
        left = player.workout.remaining_s()
        await player.press("space")
        assert player.state.status is Status.PAUSED
        assert player.shown("headline") == "PAUSED · LEFT side · Space goes on"
        await player.wait(300)
        assert player.workout.remaining_s() == left
        await player.press("space")
        assert player.state.status is Status.RESUMING
        assert player.shown("headline") == "GET SET · LEFT side"
        await player.wait(2)
        assert player.state.status is Status.RESUMING
        await player.wait(1)
        assert player.state.status is Status.RUNNING
        assert player.workout.remaining_s() == left


async def test_a_gap_pauses_and_says_so(session: Play) -> None:
    async with session() as player:
        await player.wait(17)
        left = player.workout.remaining_s()
        await player.gap(3600)
        assert player.state.status is Status.PAUSED
        assert player.workout.remaining_s() == left
        assert "Time stood still" in player.text()
        assert "Space goes on" in player.text()
        await player.press("space")
        await player.wait(3)
        assert player.state.status is Status.RUNNING
        assert "Time stood still" not in player.text()


async def test_a_gap_says_so_in_a_small_terminal_too(session: Play) -> None:
    async with session(size=(40, 12)) as player:
        await player.wait(17)
        await player.gap(3600)
        assert "Time stood still" in player.text()


async def test_a_short_stop_is_no_gap(session: Play) -> None:
    async with session() as player:
        await player.wait(12)
        await player.gap(4)
        assert player.state.status is Status.RUNNING
        assert player.workout.remaining_s() == 14


# --- keys -----------------------------------------------------------------------------------------------------------


async def test_n_and_p_go_on_and_back(session: Play) -> None:
    async with session() as player:
        await player.wait(12)
        await player.press("n")
        assert player.state.segment.kind is not SegmentKind.WORK or player.state.segment.set == 2
        assert player.state.results[0].share < 1
        await player.press("p")
        assert player.state.segment.is_work
        assert player.state.segment.set == 1
        assert player.state.results == ()


async def test_going_back_twice_in_a_row_does_not_pause(session: Play) -> None:
    async with session() as player:
        await player.wait_for(lambda state: len(state.results) == 2)
        await player.press("p", "p")
        assert player.state.results == ()
        assert player.state.status is Status.RESUMING


async def test_r_starts_the_set_again_counted_in(session: Play) -> None:
    async with session() as player:
        await player.wait(20)
        await player.press("r")
        assert player.state.status is Status.RESUMING
        await player.wait(3)
        assert player.workout.remaining_s() == player.state.segment.seconds


async def test_plus_adds_ten_seconds_to_both_sides(session: Play) -> None:
    async with session() as player:
        await player.wait(12)

        def first_sets() -> list[int]:
            return [s.length_s for s in player.state.segments if s.is_work and s.step == 0 and s.set == 1]

        assert first_sets() == [20, 20]
        await player.press("plus")
        assert first_sets() == [30, 30]
        assert player.state.segment.length_s == 30
        await player.press("equals_sign")
        assert first_sets() == [40, 40]


async def test_e_offers_the_easier_exercise(session: Play) -> None:
    async with session() as player:
        while not (player.state.segment.is_work and player.state.plan.steps[player.state.segment.step].easier):
            await player.press("n")
        easier = player.state.plan.steps[player.state.segment.step].easier
        assert easier
        await player.press("e")
        assert player.shown("set").startswith(easier.name)
        assert Do.EASIER not in player.offered()


async def test_enter_goes_on_without_waiting(session: Play) -> None:
    async with session() as player:
        await player.press("enter")
        assert player.state.segment.is_work
        assert player.state.status is Status.RUNNING


async def test_a_clicker_works(session: Play) -> None:
    async with session() as player:
        await player.press("n", "n")
        for key in ("pagedown", "right"):
            index = player.state.index
            await player.press(key)
            assert player.state.index > index, key
        for key in ("pageup", "left"):
            index = player.state.index
            await player.press(key)
            assert player.state.index < index, key
            await player.wait(3)
        for key in ("b", "full_stop"):
            await player.press(key)
            assert player.state.status is Status.PAUSED, key
            await player.press(key)
            assert player.state.status is Status.RESUMING, key


@pytest.mark.parametrize("keys", ["HQEP", "РЙУЗ", "рйуз", "ηqεπ", "יqקפ", ("f5", "f8", "f6", "p")])
async def test_keys_of_safety_work_on_every_keyboard(session: Play, keys: tuple[str, ...]) -> None:
    hurts, stop, easier, back = keys
    async with session() as player:
        await player.press("n", "n", "n")
        index = player.state.index
        await player.press(back)
        assert player.state.index < index
        await player.press(hurts)
        assert player.at == "Hurts"
        await player.press("escape", stop)
        assert player.at == "Ask"
        await player.press("escape")
        while not (player.state.segment.is_work and player.state.plan.steps[player.state.segment.step].easier):
            await player.press("n")
        await player.press(easier)
        assert Do.EASIER not in player.offered()


async def test_f7_pauses(session: Play) -> None:
    async with session() as player:
        await player.press("f7")
        assert player.state.status is Status.PAUSED


def test_no_capital_letter_is_a_key_of_its_own() -> None:
    """Caps Lock makes them of small ones: each is taken for its small one."""
    screens = [each for module in SCREENS for each in vars(import_module(module)).values() if isinstance(each, type)]
    keys = {
        key.strip()
        for each in screens
        for binding in vars(each).get("BINDINGS", ())
        if isinstance(binding, Binding)
        for key in binding.key.split(",")
    }
    assert {"h", "ctrl+t"} <= keys
    assert not [key for key in keys if key.split("+")[-1] != key.split("+")[-1].lower()]


async def test_keys_are_shown_and_work_only_where_they_are_legal(session: Play) -> None:
    async with session() as player:
        seen = set()
        for keys in ([], ["enter"], ["space"], ["space"], ["n"], ["e"], ["enter"], ["n"], ["n"], ["enter"], ["enter"]):
            await player.press(*keys)
            allowed = legal(player.state)
            assert player.offered() == allowed
            assert footer_commands(player) == allowed
            seen.add(allowed)
        assert len(seen) > 3


async def test_an_illegal_key_changes_nothing(session: Play) -> None:
    async with session() as player:
        assert Do.BACK not in legal(player.state)
        was = player.state
        await player.press("p", "r")
        assert player.state.index == was.index
        assert player.state.status is was.status
        assert player.workout.remaining_s() == 10


async def test_the_footer_follows_the_clock(session: Play) -> None:
    async with session() as player:
        await player.wait(11)
        assert player.state.segment.is_work
        assert footer_commands(player) == legal(player.state)
        assert Do.REPEAT in footer_commands(player)
        assert Do.DONE not in footer_commands(player)


def test_every_command_has_its_own_keys() -> None:
    keys = [key for entry in SESSION_KEYS for key in entry.keys.split(",")]
    assert len(keys) == len(set(keys))
    assert {entry.do for entry in SESSION_KEYS} == set(Do)


# --- stopping -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "stopped"), [("n", Stopped.TIME), ("i", Stopped.TIRED), ("p", Stopped.PAIN)])
async def test_stopping_asks_why_in_one_key(session: Play, key: str, stopped: Stopped) -> None:
    async with session() as player:
        await player.wait(20)
        await player.press("q")
        assert player.at == "Ask"
        assert "Stop here?" in player.text()
        await player.press(key)
        assert player.at == "PainCheck"
        assert player.last().stopped is stopped
        assert 0 < (player.last().done or 0) < 1


async def test_escape_goes_on_where_it_stood(session: Play) -> None:
    async with session() as player:
        await player.wait(20)
        left = player.workout.remaining_s()
        await player.press("q", "x", "escape")
        assert player.at == "SessionScreen"
        assert player.state.status is Status.RESUMING
        await player.wait(3)
        assert player.state.status is Status.RUNNING
        assert player.workout.remaining_s() == left


async def test_the_clock_stands_while_it_is_asked(session: Play) -> None:
    async with session() as player:
        await player.wait(20)
        workout = player.workout
        left = workout.remaining_s()
        await player.press("q")
        player.clock.move(120)
        await player.pilot.pause()
        assert workout.state.status is Status.PAUSED
        await player.press("escape")
        assert player.workout.remaining_s() == left


async def test_stopping_before_anything_was_done_records_nothing(session: Play) -> None:
    async with session() as player:
        await player.press("q", "n")
        assert player.at == "Home"
        assert "Nothing was done" in player.text()
        assert player.records() == ()
        assert player.training.store.checkpoints() == ()


async def test_an_answer_can_be_clicked(session: Play) -> None:
    async with session() as player:
        await player.wait(20)
        await player.press("q")
        await player.pilot.click(list(player.screen.query(".choice"))[1])
        await player.pilot.pause()
        assert player.last().stopped is Stopped.TIRED


async def test_halfway_is_said_for_three_seconds(session: Play) -> None:
    async with session() as player:
        said = []
        for _ in range(30):
            await player.wait(1)
            said.append(player.shown("rep"))
        assert [second for second, word in enumerate(said, 1) if word == "Halfway"] == [20, 21, 22]


async def test_the_last_seconds_and_the_switch_change_the_whole_panel(play: Play) -> None:
    async with play(at="session") as player:
        panel = player.session.query_one("#body")
        calm = panel.styles.background
        await player.wait_for(lambda state: state.segment.is_work)
        assert panel.styles.background == calm
        await player.wait(16)
        assert panel.styles.background == calm
        await player.wait(1)
        ending = panel.styles.background
        assert ending != calm
        await player.wait_for(lambda state: state.segment.kind == "rest")
        assert panel.styles.background == calm
        await player.wait_for(lambda state: state.segment.kind == "switch")
        assert panel.styles.background not in (calm, ending)
