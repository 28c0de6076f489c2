"""Help on every screen: its keys from the bindings, the safety notice, the rule cards where plans show."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Static

from coach.domain.records.red_flags import SAFETY_NOTICE
from coach.domain.session.state import Status
from coach.domain.teaching.rule_cards import ordered
from coach.tui.base.key_lines import AT_OTHER_TIMES, key_lines
from coach.tui.dialogs.base import Dialog
from coach.tui.dialogs.checklist import Item, Ticks
from coach.tui.dialogs.choose_one import Choose
from coach.tui.dialogs.confirm import Ask, Choice
from coach.tui.dialogs.pain_now import Hurts
from coach.tui.dialogs.soreness import Apart
from coach.tui.text.session_keys import SESSION_KEYS

from ..conftest import Play
from ..places import in_turn
from ..playing import Player, make, missed, session

Walk = Callable[[Player], Awaitable[None]]


def parts(player: Player, name: str) -> list[str]:
    """The texts of one kind in Help, in order, in sight or not."""
    return [str(part.content) for part in player.screen.query(f".{name}").results(Static)]


def cards(player: Player) -> list[str]:
    """The titles of the rule cards, in order."""
    return [card.partition("  ")[0] for card in parts(player, "card")]


async def to_home(_: Player) -> None:
    pass


async def to_ready(player: Player) -> None:
    player.app.go.ready("psoas-care")
    await player.pilot.pause()


async def to_pain_check(player: Player) -> None:
    record = missed()
    player.training.store.add([record])
    player.app.go.pain_check(record)
    await player.pilot.pause()


async def to_verdict(player: Player) -> None:
    record = session(0, worst=4, before=2, painful=("bridge-march",))
    player.training.store.add([record])
    player.training.forget()
    player.app.go.verdict(record)
    await player.pilot.pause()


SCREENS: list[tuple[str, Walk, set[str], bool]] = [
    ("Home", to_home, {"Go on with the line that is chosen.", "Show every routine again."}, True),
    ("Ready", to_ready, {"Answer the marked question; t is ten.", "Say what you have at hand."}, True),
    (
        "PainCheck",
        to_pain_check,
        {"Answer; t is ten.", "Go home. Answers are kept; Home keeps the open questions."},
        False,
    ),
    ("VerdictScreen", to_verdict, {"Answer the questions of this session again."}, True),
]


@pytest.mark.parametrize(("name", "size"), in_turn([(40, 12), (80, 24), (160, 50)], [screen[0] for screen in SCREENS]))
async def test_help_tells_keys_safety_and_rules(play: Play, name: str, size: tuple[int, int]) -> None:
    ((_, walk, keys, shows_plans),) = (screen for screen in SCREENS if screen[0] == name)
    async with play(size=size) as player:
        await walk(player)
        assert player.at == name
        await player.press("question_mark")
        assert player.at == "Help"
        told = parts(player, "does")
        assert keys <= set(told)
        assert {"Show this help.", "Switch between dark and light."} <= set(told)
        said = parts(player, "says")
        assert said[-len(SAFETY_NOTICE) :] == list(SAFETY_NOTICE)
        cut = said[: -len(SAFETY_NOTICE)]  # what there was no room for: of Home, in the smallest window alone
        assert [text.partition(" ")[0] for text in cut] == ["Today"] * (name == "Home" and size == (40, 12))
        assert sorted(cards(player)) == sorted(card.title for card in ordered(())) * shows_plans
        assert player.unreadable() == []
        await player.press("escape")
        assert player.at == name


async def test_every_key_of_the_footer_has_its_sentence(play: Play) -> None:
    async with play([session(2)]) as player:
        for _, walk, _, _ in SCREENS:
            await walk(player)
            told = dict(key_lines(player.screen))  # type: ignore[arg-type]
            assert set(player.keys()) - set(told) == set()
            assert all(does.endswith(".") and len(does) > 8 for key, does in told.items() if key)
            player.app.go.home()


async def test_a_key_that_does_nothing_now_comes_last_and_is_said_to_be_of_another_time(play: Play) -> None:
    async with play([session(2)]) as player:
        told = [does for _, does in key_lines(player.screen)]  # type: ignore[arg-type]
        now = told[: told.index(AT_OTHER_TIMES)]
        assert "Get ready" in player.text()
        assert {"n", "f"} & set(player.keys()) == set()
        later = dict(key_lines(player.screen)[len(now) :])  # type: ignore[arg-type]
        assert {"n", "f"} <= set(later)
        assert set(player.keys()) & set(later) == set()


async def test_ready_opens_at_the_rules_of_its_doses_which_come_first(play: Play) -> None:
    async with play(make.history(), size=(40, 12)) as player:
        await to_ready(player)
        await player.press("question_mark")
        assert player.text().startswith("The rules behind this Rule 10: after an amber")
        assert cards(player)[:3] == ["Rule 10: after an amber", "Rule 13: hold", "Rule 1: locked"]
        await player.press("2")
        assert "The coach teaches" in player.text()
        await player.press("1")
        assert player.rows()[0] == " Keys"
        await player.press("3")
        assert player.rows()[0] == " The rules behind this"


async def test_a_refused_day_opens_at_the_rule_that_refuses_it(play: Play) -> None:
    async with play([session(1, worst=5, before=1)]) as player:
        await to_ready(player)
        assert "(rule 3 · from 9 Nov · coach)" in player.text()
        await player.press("question_mark")
        assert cards(player)[:2] == ["Rule 3: rest after a red", "Rule 1: locked"]


async def test_home_tells_the_rules_of_what_is_due_below_its_keys(play: Play) -> None:
    async with play(make.history()) as player:
        await player.press("question_mark")
        assert player.rows()[0] == " Now", "what Home had no room for comes first"
        assert player.training.runner.wanting() in player.shown("says")
        assert "Rule 10: after an amber" not in player.text()
        due = player.training.today.suggestion().routine
        assert due
        rules = {step.rule for step in player.training.today.plan(due).steps}
        assert cards(player)[0].startswith(f"Rule {min(rules)}: ")


async def test_home_opens_help_with_a_filter_typed_and_keeps_it(play: Play) -> None:
    async with play() as player:
        await player.type("band")
        await player.press("question_mark")
        assert player.at == "Help"
        await player.press("question_mark")
        assert player.at == "Home"
        assert "band" in player.shown("filter")
        assert "?" not in player.shown("filter")


async def test_a_locked_home_begins_with_the_lock(play: Play) -> None:
    async with play([session(1, red_flags=("groin-lump",))]) as player:
        await player.press("question_mark")
        assert cards(player)[0] == "Rule 1: locked"


async def test_the_verdict_begins_with_the_light(play: Play) -> None:
    async with play() as player:
        await to_verdict(player)
        await player.press("question_mark")
        assert cards(player)[0] == "The light of a record"
        assert player.rows()[0] == " The rules behind this"


async def test_in_a_session_help_stops_the_clock_first_and_lets_it_go_on(play: Play) -> None:
    async with play(at="session") as player:
        screen, workout = player.session, player.workout
        await player.wait(12)
        await player.press("question_mark")
        assert player.at == "Help"
        assert workout.state.status is Status.PAUSED
        assert {key.help for key in SESSION_KEYS} <= set(parts(player, "does"))
        assert cards(player) == []
        assert "Rules" not in player.footer().values()
        player.clock.move(600)
        screen.tick()
        assert workout.state.status is Status.PAUSED
        await player.press("escape")
        assert player.at == "SessionScreen"
        assert workout.state.status is Status.RESUMING


async def test_help_leaves_a_session_paused_that_was(play: Play) -> None:
    async with play(at="session") as player:
        await player.press("space")
        await player.press("question_mark")
        await player.press("q")
        assert player.at == "SessionScreen"
        assert player.state.status is Status.PAUSED


async def test_help_scrolls_to_its_end_by_keys(play: Play) -> None:
    async with play(size=(40, 12)) as player:
        await player.press("question_mark")
        page = player.screen.query_one("#help", VerticalScroll)
        for _ in range(60):
            await player.press("space")
        assert page.scroll_offset.y == page.max_scroll_y
        assert "days, were each amber or red." in player.text()
        await player.press("pageup", "up", "down", "1")
        assert page.scroll_offset.y == player.screen.query_one("#keys-part").virtual_region.y
        await player.press(*["pageup"] * 9)
        assert page.scroll_offset.y == 0


ITEMS = [Item("one", "one"), Item("two", "two")]
DIALOGS: dict[str, tuple[Callable[[], Dialog[Any]], set[str]]] = {
    "ask": (lambda: Ask("Which?", (Choice("enter", "This", 1), Choice("x", "That", 2))), {"This.", "That."}),
    "hurts": (
        lambda: Hurts("Plank", sided=True),
        {"No more to say: an answer given counts; without one nothing hurts, and the session goes on."},
    ),
    "ticks": (lambda: Ticks("Which?", ITEMS, set()), {"Done: what is ticked holds.", "Leave it as it was."}),
    "choose": (lambda: Choose("Which?", ITEMS, {"one"}), {"Choose a line by its own key.", "Leave it as it was."}),
    "apart": (lambda: Apart((None, None)), {"Answer; t is ten.", "Done: keep what is answered."}),
}


@pytest.mark.parametrize(("name", "size"), in_turn([(40, 12), (80, 24)], DIALOGS))
async def test_every_dialog_has_help_and_waits_for_it(play: Play, name: str, size: tuple[int, int]) -> None:
    make_one, keys = DIALOGS[name]
    async with play(size=size) as player:
        dialog = make_one()
        player.app.push_screen(dialog)
        await player.pilot.pause()
        await player.press("question_mark")
        assert player.at == "Help"
        told = parts(player, "does")
        assert keys | {"Show this help."} <= set(told)
        assert parts(player, "says") == list(SAFETY_NOTICE)
        await player.press("escape")
        assert player.screen is dialog


async def test_every_question_over_a_screen_is_a_dialog() -> None:
    sources = (Path(__file__).parents[3] / "coach" / "tui").rglob("*.py")
    assert [path.name for path in sources if "ModalScreen[" in path.read_text(encoding="utf-8")] == ["steady.py"]


async def test_help_in_a_dialog_names_no_key_that_does_nothing_there(play: Play) -> None:
    async with play() as player:
        player.app.push_screen(DIALOGS["ticks"][0]())
        await player.pilot.pause()
        await player.press("question_mark")
        told = parts(player, "does")
        assert "Switch between dark and light." not in told
        (leave,) = [line for line in told if line.startswith("Leave. ")]
        await player.press("escape", "ctrl+q")
        assert not player.app.is_running or player.app.return_code == 0, leave


async def test_help_about_what_hurts_leaves_the_clock_standing(play: Play) -> None:
    async with play(at="session") as player:
        await player.press("h", "question_mark")
        assert player.at == "Help"
        await player.press("escape")
        assert player.at == "Hurts"
        assert player.app.screen_stack[-2].workout.state.status is Status.PAUSED  # type: ignore[attr-defined]
        await player.press("escape")
        assert player.session.workout.state.status is not Status.PAUSED
