"""What the runner said is kept, and only that: each answer as it is given, whatever ends the coach."""

import random

import pytest
from msgspec.structs import replace

from coach.domain.activity_log.logged_kinds import LoggedKind, LogKind
from coach.domain.exercises.routine import Phase
from coach.domain.records.answers import Answers, answered, pain_answers_of
from coach.domain.records.entries import Quality, Run, Session, StepDone, Stopped, Walk
from coach.domain.records.history import Start
from coach.domain.records.profile import Concern, Profile, Sided, Site
from coach.domain.rules.light import Light
from coach.store.memory import MemoryStore
from coach.tui.screens.log import LogScreen
from coach.tui.widgets.question import Question

from ..conftest import Play
from ..places import in_turn
from ..playing import Player, missed, session

THREE = tuple(StepDone(exercise=name, done=1.0) for name in ("psoas-stretch", "bridge-march", "plank"))
TOLD = (StepDone(exercise="psoas-stretch", done=1.0, pain=5, quality=Quality.DULL), *THREE[1:])
"""The same, where the hurts key said 5 and dull."""


async def ask(player: Player, record: Session | Run | None = None) -> None:
    player.app.go.pain_check(record or player.last())
    await player.pilot.pause()
    assert player.at == "PainCheck"


STEPS = {
    "pain, one by one": [
        ("4", Answers(4)),
        ("2", Answers(4, 2)),
        ("2", Answers(4, 2, Quality.DULL)),
        ("2", Answers(4, 2, Quality.DULL, True)),
        ("1", Answers(4, 2, Quality.DULL, True, ("psoas-stretch",))),
        ("3", Answers(4, 2, Quality.DULL, True, ("psoas-stretch", "plank"))),
        ("1", Answers(4, 2, Quality.DULL, True, ("plank",))),
        ("3", Answers(4, 2, Quality.DULL, True)),
        ("enter", Answers(4, 2, Quality.DULL, True, ())),
        ("6", Answers(4, 2, Quality.DULL, True, (), 6)),
    ],
    "corrected on the same screen": [
        ("8", Answers(8)),
        ("up", Answers(8)),
        ("2", Answers(2)),
        ("s", Answers(2)),
        ("up", Answers(2)),
        ("up", Answers(2)),
        ("s", Answers()),
    ],
    "no pain, and then some after all": [
        ("0", Answers(0)),
        ("0", Answers(0, 0, Quality.NONE, False, ())),
        ("up", Answers(0, 0, Quality.NONE, False, ())),
        ("up", Answers(0, 0, Quality.NONE, False, ())),
        ("3", Answers(3, 0)),
    ],
    "arrows pass over answers, Enter and going on give one": [
        ("left", Answers()),
        ("left", Answers()),
        ("enter", Answers(9)),
        ("right", Answers(9)),
        ("right", Answers(9)),
        ("down", Answers(9, 1)),
        ("right", Answers(9, 1)),
        ("escape", Answers(9, 1, Quality.NONE)),
    ],
    "left in a contradiction": [("2", Answers(2)), ("5", Answers(2, 5)), ("escape", Answers(2, 5))],
}
"""Keys from the first question on, and what the record holds after each: as after a kill at that moment."""


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
async def test_after_each_key_the_record_holds_what_was_given(play: Play, steps: list[tuple[str, Answers]]) -> None:
    async with play([missed(step=THREE)]) as player:
        await ask(player)
        held = []
        for key, _ in steps:
            await player.press(key)
            held.append((key, pain_answers_of(player.last())))
    assert held == steps


@pytest.mark.parametrize("way", ["escape", "ctrl+q", "killed"])
async def test_a_worst_of_8_is_a_red_whatever_ends_the_coach(play: Play, way: str) -> None:
    store = MemoryStore()
    async with play([missed(step=THREE)], store=store) as player:
        await ask(player)
        await player.press("8", *([] if way == "killed" else [way]))
        (entry,) = store.history().entries
    async with play(store=store) as player:
        assert player.training.records.verdict(player.last()).light is Light.RED  # type: ignore[union-attr]
        assert entry.worst == 8  # type: ignore[attr-defined]
        assert "unanswered" in player.listed()


async def test_what_was_told_apart_is_kept_at_once(play: Play) -> None:
    async with play([missed(step=THREE, elsewhere=2)]) as player:
        await ask(player)
        await player.press("o", "4", "enter")
        assert (player.last().soreness, player.last().elsewhere) == (4, 2)


KEYS = [*"0123456789", "t", "s", "up", "down", "left", "right", "enter", "backspace"]


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(2, 12))])
async def test_whatever_is_pressed_what_is_shown_is_what_is_kept(play: Play, seed: int) -> None:
    chance = random.Random(seed)
    record = missed(step=TOLD if seed % 2 else THREE)
    async with play([record]) as player:
        await ask(player)
        for _ in range(25):
            await player.press(chance.choice(KEYS))
            if player.at != "PainCheck":
                break
        if player.at == "PainCheck":
            await player.press("tab")  # no key of its own
            player.app.screen.keep()  # type: ignore[attr-defined]
            shown = {name: question.value for name, question in player.app.screen._asked.items()}  # type: ignore[attr-defined]
            expected = answered(record, Answers(**shown), frozenset(shown))
            assert pain_answers_of(player.last()) == pain_answers_of(expected)


async def test_another_coachs_answers_stay(play: Play) -> None:
    """Two are open; each keeps what was given in it."""
    async with play([missed(step=THREE)]) as player:
        await ask(player)
        there = player.last()
        await player.press("4")
        player.training.store.correct(there, lambda known: replace(known, effort=7, morning=3))
        await player.press("2")
        assert (player.last().worst, player.last().after, player.last().effort, player.last().morning) == (4, 2, 7, 3)


# --- no trap ----------------------------------------------------------------------------------------------------------

TRAPS = {
    "below what h said": ("2", 5),
    "below, and again": ("2 up 1 up 0", 5),
    "below, then no answer": ("2 up s", 5),
    "after above the worst, given again": ("5 7 7", 7),
    "after above the worst, then Enter": ("6 8 enter", 8),
    "after above the worst, gone on from": ("6 9 down 1", 9),
    "after above the worst, skipped": ("6 9 s", 6),
}
"""What is pressed where h said 5, and the worst that is kept in the end."""


@pytest.mark.parametrize(("keys", "worst"), TRAPS.values(), ids=TRAPS)
async def test_answers_that_contradict_have_a_way_on(play: Play, keys: str, worst: int) -> None:
    told = missed(step=TOLD)
    async with play([replace(told, worst=5, quality=Quality.DULL, painful=("psoas-stretch",))]) as player:
        await ask(player)
        await player.press(*keys.split())
        for _ in range(8):  # whoever just goes on comes to the end
            if player.at == "PainCheck":
                settled = next(question for question in player.screen.query(Question) if question.active).is_settled
                await player.press("enter" if settled else "1")
        for key in ("1", "enter", "1"):
            if player.at == "PainCheck":
                await player.press(key)
        assert player.at == "VerdictScreen"
        assert player.last().worst == worst


async def test_below_what_h_said_it_is_said_and_the_way_back_is_told(play: Play) -> None:
    told = missed(step=TOLD)
    async with play(
        [replace(told, worst=5, quality=Quality.DULL, painful=("psoas-stretch",))], size=(100, 30)
    ) as player:
        await ask(player)
        await player.press("2")
        hint = player.shown("hint")
        assert "While it ran you said that it hurt 5, and now gave 2" in hint
        assert "5 counts" in hint
        assert "↑ goes back" in hint
        await player.press("up", "6")
        assert player.last().worst == 6


async def test_a_worst_given_to_a_run_may_be_lowered_to_what_was_told_in_it(play: Play) -> None:
    """A run keeps no steps: what was told in it is remembered beside it."""
    async with play(routine="return-to-run") as player:
        run = Run(
            id="r", at=player.training.clock.now(), before=1, worst=3, quality=Quality.DULL, painful=("walk-run",)
        )
        from coach.domain.records.answers import while_it_ran
        from coach.store.pain_checks import note_told

        note_told(player.training.store, "r", while_it_ran(run))
        player.training.store.add([run])
        player.training.forget()
        for key, worst in (("6", 6), ("4", 4), ("1", 3)):
            await ask(player, player.records()[-1])  # type: ignore[arg-type]
            await player.press("up", "up", key)
            assert player.records()[-1].worst == worst  # type: ignore[attr-defined]


@pytest.mark.parametrize("last", ["0 0 5", "right enter right enter right enter", "0 0 left enter"])
async def test_the_key_that_answered_last_does_not_leave_the_verdict(play: Play, last: str) -> None:
    async with play([missed(step=THREE)]) as player:
        await ask(player)
        keys = last.split()
        await player.press(*keys)
        assert player.at == "VerdictScreen"
        await player.press(*[keys[-1]] * 3)
        assert player.at == "VerdictScreen"
        assert {"Esc", "⏎"} & set(player.keys())
        await player.press("escape" if keys[-1] == "enter" else "enter")
        assert player.at == "Home"


async def test_no_more_time_is_never_ten(play: Play) -> None:
    async with play(at="session") as player:
        await player.wait(15)
        await player.press("q")
        stops = {choice.key: choice.value for choice in player.screen.choices}  # type: ignore[attr-defined]
        assert not set(stops) & {*"0123456789ts"}
        key = next(key for key, value in stops.items() if value is Stopped.TIME)
        await player.press(key, key)
        assert player.at == "PainCheck"
        assert pain_answers_of(player.last()) == Answers()


# --- what is open -----------------------------------------------------------------------------------------------------


async def test_home_offers_each_open_pain_check_and_asks_what_is_open(play: Play) -> None:
    older, newer = missed(2, step=THREE), missed(1, routine="hip-flexor-stretches", step=THREE)
    async with play([missed(9), older, newer]) as player:
        lines = [each for each in player.listed() if each.startswith("unanswered")]
        assert lines == ["unanswered", f"unanswered:{older.id}"]
        await ask(player, older)
        await player.press("3", "2", "escape")
        assert "Go on with the pain check of 8 Nov: Psoas care" in player.text()
        assert "Answer the pain check of 9 Nov: Hip-flexor stretches" in player.text()
        await ask(player, player.records()[1])  # type: ignore[arg-type]
        (active,) = [str(each.id) for each in player.screen.query(Question) if each.active]
        assert active == "quality"
        await player.press("s", "s", "s", "s")
        assert player.at == "VerdictScreen"
        await player.press("escape")
        # What was left out knowingly is not asked for ever.
        assert [each for each in player.listed() if each.startswith("unanswered")] == ["unanswered"]


async def test_a_detail_that_was_left_open_here_is_offered_too(play: Play) -> None:
    async with play([missed(step=THREE), session(3)]) as player:
        await ask(player, player.records()[-1])  # type: ignore[arg-type]
        await player.press("4", "2", "down", "down", "down", "5", "escape")
        assert pain_answers_of(player.last()) == Answers(4, 2, effort=5)
        assert "unanswered" in player.listed()
        assert not [each for each in player.listed() if each.startswith("unanswered:")]  # of another's file none is


# --- what was done elsewhere ------------------------------------------------------------------------------------------


LOGS = {
    "a walk": (LoggedKind(LogKind.WALK), "enter 3 0 enter 1", None, "2", Walk),
    "a run": (LoggedKind(LogKind.RUN), "enter enter 2", None, "4", Run),
    "a session": (LoggedKind(LogKind.SESSION, "psoas-care"), "enter enter", None, "0", Session),
    "the first pain answer is not the first question of pain": (
        LoggedKind(LogKind.WALK),
        "enter s s s",
        None,
        "7",
        Walk,
    ),
}


@pytest.mark.parametrize(("log", "way"), in_turn(["escape", "killed"], LOGS))
async def test_a_log_is_a_record_from_its_first_pain_answer_on(play: Play, log: str, way: str) -> None:
    thing, keys, _, pain, kind = LOGS[log]
    async with play() as player:
        player.app.push_screen(LogScreen(thing, player.training))
        await player.pilot.pause()
        await player.press(*keys.split())
        assert player.records() == ()
        await player.press(pain)
        await player.press("t", *(["escape"] if way == "escape" else []))
        (entry,) = player.records()
        assert isinstance(entry, kind)
        assert int(pain) in (entry.before, entry.worst)  # type: ignore[attr-defined]
        assert 10 in (entry.worst, entry.after)  # type: ignore[attr-defined]
        assert entry.effort is None  # type: ignore[attr-defined]
        if way == "escape" and kind is not Walk:
            assert "unanswered" in player.listed()


async def test_what_a_log_is_corrected_to_is_what_it_holds(play: Play) -> None:
    async with play() as player:
        player.app.push_screen(LogScreen(LoggedKind(LogKind.WALK), player.training))
        await player.pilot.pause()
        await player.press("enter", "3", "0", "enter", "1", "8", "up", "2")
        (walk,) = player.records()
        assert (walk.minutes, walk.limp, walk.before) == (30, False, 2)  # type: ignore[attr-defined]
        await player.press("up", "up", "up", "4", "5", "enter")
        (walk,) = player.records()
        assert walk.minutes == 45  # type: ignore[attr-defined]


# --- the first start --------------------------------------------------------------------------------------------------


async def test_the_first_questions_keep_each_answer_and_go_on_after_a_kill(play: Play) -> None:
    store = MemoryStore()
    async with play(store=store, is_first=True) as player:
        for key, profile, start in (
            ("1", Profile(concern=Concern.PAINFUL), Start()),
            ("s", Profile(concern=Concern.PAINFUL), Start()),
            ("2", Profile(concern=Concern.PAINFUL, side=Sided.RIGHT), Start()),
            ("1", Profile(concern=Concern.PAINFUL, side=Sided.RIGHT), Start(Phase.ACUTE)),
        ):
            await player.press(key)
            assert (player.training.profile(), store.start()) == (profile, start)
    async with play(store=store, is_first=True) as player:  # it was ended there
        assert player.at == "FirstStart"
        await player.press("1", "3", "2")
        assert player.at == "SignTicks"
        assert store.start() == Start(Phase.ACUTE, 3)
        assert player.training.profile().site is Site.HIP
        assert player.training.profile().side is Sided.RIGHT
    async with play(store=store, is_first=True) as player:
        assert player.at == "Home"
