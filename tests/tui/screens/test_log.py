"""Log: what was done elsewhere, by keys alone; kept when all is answered, and told what it means."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from textual.events import Key
from textual.widgets import OptionList

from coach.domain.activity_log.logged_kinds import LoggedKind, LogKind
from coach.domain.exercises.routine import Phase
from coach.domain.records.distance import Units
from coach.domain.records.entries import Activity, Entry, Quality, Run, Session, Stopped, Walk
from coach.domain.records.history import Start
from coach.domain.rules.light import Light
from coach.store.memory import MemoryStore
from coach.tui.screens.log import LogScreen
from coach.tui.widgets.distance import Distance
from coach.tui.widgets.figure import FigureView
from coach.tui.widgets.number import Number
from coach.tui.widgets.question import Question

from ..conftest import Play
from ..playing import NOW, UNEXPLAINED, Player, missed, session


async def pick(player: Player, *keys: str) -> None:
    """From Home to the list of things, and there these keys."""
    player.app.go.log()
    await player.pilot.pause()
    assert player.at == "Pick"
    if keys:
        await player.press(*keys)


async def answer(player: Player, keys: str) -> None:
    await player.press(*keys.split())


def asked(player: Player) -> list[str]:
    """The ids of the questions that are open."""
    return [str(question.id) for question in player.screen.query(Question) if question.display]


def active(player: Player) -> str:
    (question,) = [question for question in player.screen.query(Question) if question.active]
    return str(question.id)


def only(player: Player) -> Entry:
    (entry,) = player.records()
    return entry


async def test_home_offers_it_below_its_first_line(play: Play) -> None:
    async with play([session(9)]) as player:
        assert player.listed()[1] == "log"
        assert player.highlighted() != "log"
        await player.press("down")
        assert "cross-training" in player.shown("about")
        await player.press("enter")
        assert player.at == "Pick"


@pytest.mark.parametrize("keys", [("2", "9"), ("2", "enter"), ("enter", "2", "a"), ("2", "escape")], ids=str)
async def test_what_was_on_its_way_when_a_line_was_taken_takes_no_other(play: Play, keys: tuple[str, ...]) -> None:
    async with play([session(9)]) as player:
        await pick(player)
        for key in keys:
            player.app.post_message(Key(key, key if len(key) == 1 else None))
        await player.pilot.pause()
        assert player.app.fault is None
        assert player.at in ("LogScreen", "Home")


async def test_home_offers_it_below_a_missed_pain_check(play: Play) -> None:
    async with play([missed()]) as player:
        listed = player.listed()
        assert listed.index("log") > listed.index("unanswered")


async def test_typing_its_first_letters_finds_it(play: Play) -> None:
    async with play() as player:
        await player.type("log")
        assert player.listed() == ["log"]
        await player.press("enter")
        assert player.at == "Pick"


@pytest.mark.parametrize("at", [None, "session"])
async def test_the_palette_offers_it_between_sessions(play: Play, at: str | None) -> None:
    async with play(at=at) as player:
        titles = [command.title for command in player.app.get_system_commands(player.screen)]
        assert ("Log" in titles) is (at is None)


async def test_the_list_names_every_routine_once_and_a_run_for_its_programme(play: Play) -> None:
    async with play(size=(80, 50)) as player:
        await pick(player)
        text = player.text()
        for name in ("1 A run", "2 A brisk walk", "3 Swim", "Psoas care"):
            assert text.count(name) == 1
        assert "Return to run" not in text


async def test_a_line_is_taken_by_arrows_too(play: Play) -> None:
    async with play() as player:
        await pick(player, "down", "enter")
        assert "Brisk walk, done elsewhere" in player.text()


async def test_a_run_as_planned_without_pain_and_its_verdict(play: Play) -> None:
    async with play() as player:
        await pick(player, "1")
        await answer(player, "enter enter")
        assert "The plan: 6 × 1 min running, 2 min walking." in player.shown("hint")
        await answer(player, "2 0 0 0 4 1 enter")
        assert player.at == "VerdictScreen"
        record = only(player)
        assert isinstance(record, Run)
        assert (record.at, record.stage, record.run_s, record.done) == (NOW, 1, 360, 1.0)
        assert (record.before, record.worst, record.quality, record.effort) == (0, 0, Quality.NONE, 4)
        assert (record.painkiller, record.morning) == (False, None)
        assert "GREEN so far" in player.text()
        assert "Next Return to run" in player.text()


async def test_yesterdays_run_that_was_stopped_has_its_morning_asked(play: Play) -> None:
    async with play() as player:
        await pick(player, "1")
        await answer(player, "1 enter 3")
        assert asked(player)[:2] == ["days", "part"]
        await answer(player, "2 enter 1 4 enter 9 enter 3 0 3 2 2 1 5 1 1 5 full_stop 2 enter")
        record = only(player)
        assert isinstance(record, Run)
        assert record.at == (NOW - timedelta(days=1)).replace(hour=19)
        assert (record.stage, record.run_s, record.walk_s, record.stopped) == (2, 240, 540, Stopped.PAIN)
        assert (record.worst, record.after, record.quality, record.gait_changed) == (3, 2, Quality.DULL, False)
        assert (record.done, record.morning, record.distance_m) == (0.5, 1, 5200)
        assert "You did 50 % of what was asked: 5.2 km · 2:30 min/km." in player.text()
        assert player.training.records.verdict(record).light is Light.AMBER  # type: ignore[union-attr]


async def test_a_session_with_what_hurt(play: Play) -> None:
    async with play() as player:
        await pick(player, "j")
        assert "Psoas care, done elsewhere" in player.text()
        await answer(player, "enter 8 0 enter 2 1 3 1 2 1 2 enter 5 1")
        record = only(player)
        assert isinstance(record, Session)
        assert (record.routine, record.done, record.stopped) == ("psoas-care", 0.8, Stopped.TIRED)
        assert (record.painful, record.effort) == (("knee-drive",), 5)
        assert "AMBER so far" in player.text()


async def test_the_answers_of_a_logged_run_can_be_changed(play: Play) -> None:
    async with play() as player:
        await pick(player, "1")
        await answer(player, "enter enter 2 0 0 0 4 1 s c")
        assert player.at == "PainCheck"
        await answer(player, "5 4 1")
        assert player.at == "VerdictScreen"
        record = only(player)
        assert isinstance(record, Run)
        assert (record.worst, record.after, record.quality, record.effort) == (5, 0, Quality.SHARP, 4)


async def test_of_ones_own_run_no_share_is_said_and_the_next_one_does_not_wait(play: Play) -> None:
    """Nothing asked for it, so nothing was done by 0 %; and nothing plans the next one."""
    store = MemoryStore()
    store.set_start(Start(Phase.MAINTENANCE, own_runs=True))
    async with play(store=store) as player:
        await pick(player, "1")
        await answer(player, "enter 4 0 enter 0 0 0 4 1 8 enter")
        assert player.at == "VerdictScreen"
        text = player.text()
        assert "40 min running, 8.0 km · 5:00 min/km." in text
        assert "Your runs are your own" in text
        assert "of what was asked" not in text
        assert "has to wait" not in text


async def test_a_walk_is_kept_and_home_says_so(play: Play) -> None:
    async with play() as player:
        await pick(player, "2")
        await answer(player, "enter 3 0 enter 1 1 1 1 2 comma 5 enter")
        assert player.at == "Home"
        record = only(player)
        assert isinstance(record, Walk)
        assert (record.minutes, record.limp, record.before, record.worst, record.after) == (30, False, 1, 1, 1)
        assert record.distance_m == 2500
        assert [note.message for note in player.app._notifications] == [
            "Kept: Brisk walk, 30 min, 2.5 km · 12:00 min/km."
        ]


@pytest.mark.parametrize(("key", "kind"), [("3", "swim"), ("9", "other")])
async def test_cross_training(play: Play, key: str, kind: str) -> None:
    async with play() as player:
        await pick(player, key)
        await answer(player, "s 4 5 enter s s s")
        assert player.at == ("LogScreen" if kind == "swim" else "Home")
        if kind == "swim":
            assert asked(player)[-1] == "distance-m"
            await answer(player, "enter")
        assert only(player) == Activity(id=only(player).id, at=NOW, kind=kind, minutes=45)


async def test_answers_that_cannot_both_be_true_are_asked_again_kindly(play: Play) -> None:
    async with play() as player:
        await pick(player, "2")
        await answer(player, "enter 3 0 enter 1 1 2 5")
        assert only(player).worst == 2  # type: ignore[attr-defined]
        assert active(player) == "after"
        assert "which of the two should change?" in player.shown("hint")
        await answer(player, "2 enter")
        assert isinstance(only(player), Walk)


async def test_escape_before_any_answer_about_pain_keeps_nothing_and_says_so(play: Play) -> None:
    async with play() as player:
        await pick(player, "2")
        await answer(player, "enter 3 0 enter escape")
        assert player.at == "Home"
        assert player.records() == ()
        assert [note.message for note in player.app._notifications] == ["Nothing was kept."]


async def test_what_is_no_longer_asked_is_not_kept(play: Play) -> None:
    async with play() as player:
        await pick(player, "j")
        await answer(player, "enter 5 0 enter 2 up up 1 0 0 enter")
        assert "stopped" not in asked(player)
        await answer(player, "0 0 0 5 1")
        record = only(player)
        assert isinstance(record, Session)
        assert (record.done, record.stopped) == (1.0, None)


async def test_the_stage_offered_is_that_of_the_day(play: Play) -> None:
    runs = [Run(id="r", at=NOW - timedelta(days=20), stage=5, worst=0)]
    async with play(runs) as player:
        await pick(player, "1")
        here = player.training.today.run_plan().stage
        then = player.training.today.run_plan(NOW - timedelta(days=8)).stage
        assert (here, then) == (4, 5)
        await answer(player, "8 enter s")
        assert f"{then} Enter, or type another" in player.text()


async def test_a_number_is_typed_corrected_and_bounded(play: Play) -> None:
    async with play() as player:
        await pick(player, "2")
        await answer(player, "enter")
        minutes = player.screen.query_one("#minutes", Number)
        await answer(player, "enter")
        assert active(player) == "minutes"
        await answer(player, "9 9 9 9 backspace backspace 5")
        assert minutes.value is None
        await answer(player, "right enter")
        assert minutes.value == 96
        await answer(player, "up 3 enter")
        assert minutes.value == 3
        await answer(player, "up s")
        assert (minutes.value, minutes.is_settled) == (None, True)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)])
async def test_every_key_can_be_read_and_the_question_is_in_sight(play: Play, size: tuple[int, int]) -> None:
    async with play(size=size) as player:
        await pick(player)
        assert player.unreadable() == []
        await player.press("j")
        for key in "enter 8 0 enter 2 1 3 1 2 1 2 enter 5".split():  # noqa: SIM905 - as it is typed
            assert player.unreadable() == []
            question = player.screen.query_one(f"#{active(player)}", Question)
            seen = player.screen.query_one("#questions").region
            assert seen.y <= question.region.y
            assert question.region.bottom <= seen.bottom
            await player.press(key)


async def test_names_are_shown_as_text(play: Play) -> None:
    from msgspec.structs import replace

    from coach.domain.exercises.catalogue import Catalogue

    from ..playing import shipped

    library = shipped()
    care = library.catalogue.routines["psoas-care"]
    hostile = replace(care, name="[@click=app.quit]x[/] [left]")
    odd = replace(library, catalogue=Catalogue(library.catalogue.exercises, {"psoas-care": hostile}))
    async with play(library=odd) as player:
        await pick(player)
        assert "[@click=app.quit]x[/] [left]" in player.text()
        assert player.screen.query_one(OptionList).option_count == 10
        await player.press("a")
        assert "[@click=app.quit]x[/] [left], done elsewhere" in player.text()


async def to_the_distance(player: Player) -> Distance:
    """A walk of which all but the distance is skipped."""
    await pick(player, "2")
    await answer(player, "enter s s s s s")
    assert active(player) == "distance-m"
    return player.screen.query_one(Distance)


@pytest.mark.parametrize(
    ("units", "keys", "metres"),
    [
        (Units.METRIC, "5 full_stop 2 5 enter", 5250),
        (Units.METRIC, "comma 8 enter", 800),
        (Units.METRIC, "5 full_stop enter", 5000),
        (Units.METRIC, "5 full_stop 2 5 7 full_stop 9 enter", 5250),
        (Units.METRIC, "5 2 backspace enter", 5000),
        (Units.METRIC, "enter", None),
        (Units.METRIC, "s", None),
        (Units.METRIC, "3 right enter", 3100),
        (Units.METRIC, "left right right left enter", 100),
        (Units.IMPERIAL, "3 enter", 4828),
    ],
)
async def test_a_distance_is_typed_in_the_runners_units(
    play: Play, units: Units, keys: str, metres: int | None
) -> None:
    async with play(settings=replace(UNEXPLAINED, units=units)) as player:
        await to_the_distance(player)
        assert f"type a number ({units.short})" in player.text()
        await answer(player, keys)
        record = only(player)
        assert isinstance(record, Walk)
        assert record.distance_m == metres


async def test_a_distance_that_nobody_covers_in_that_time_is_asked_about_once(play: Play) -> None:
    for size, again, metres in (((80, 24), "enter", 418_000), ((40, 12), "4 full_stop 1 8 enter", 4180)):
        async with play(size=size) as player:
            await pick(player, "2")
            await answer(player, "enter 4 0 enter s s s s")
            assert active(player) == "distance-m"
            await answer(player, "4 1 8 enter")
            assert active(player) == "distance-m"
            assert "418.0 km in 40 min is faster than anybody" in player.text()
            await answer(player, again)
            record = only(player)
            assert isinstance(record, Walk)
            assert record.distance_m == metres


@pytest.mark.parametrize("keys", ["0", "0 full_stop 0", "5 0 1", "9 9 9 9 9 9 9"])
async def test_what_is_no_distance_is_not_taken(play: Play, keys: str) -> None:
    async with play() as player:
        await to_the_distance(player)
        await answer(player, f"{keys} enter")
        assert player.records() == ()
        await answer(player, "s")
        assert isinstance(only(player), Walk)


@pytest.mark.parametrize(("size", "beside"), [((160, 50), True), ((80, 24), False)])
async def test_a_wide_list_says_beside_it_what_each_thing_is_asked(
    play: Play, size: tuple[int, int], beside: bool
) -> None:
    async with play(size=size) as player:
        player.app.go.log()
        await player.pilot.pause()
        await player.press("down")
        await player.pilot.pause()
        assert ("You limped" in player.text()) is beside
        await player.press(*["down"] * (player.screen.query_one(OptionList).option_count - 2))
        await player.pilot.pause()
        assert ("You limped" in player.text()) is False
        assert ("How much of it" in player.text()) is beside
        if beside:  # with the figure that the last routine begins with
            shown = player.screen.query_one(FigureView)._shown
            last = player.training.catalogue.routines["runner-drills"].steps[0].exercise
            assert shown is not None
            assert shown.figure == player.training.catalogue.exercises[last].figure


async def test_a_bad_morning_that_is_told_is_not_asked_of_what_is_logged_late(play: Play) -> None:
    for morning, asks in ((5, False), (1, True)):
        async with play([session(1, morning=morning)]) as player:
            player.app.push_screen(LogScreen(LoggedKind(LogKind.WALK), player.training, at=NOW - timedelta(hours=20)))
            await player.pilot.pause()
            assert ("morning" in asked(player)) is asks
            await answer(player, "3 0 enter 1 1 1 1")
            assert ("morning" in asked(player)) is asks
