"""What is heard, as tables: a session is driven, and a recorder takes down every sound with its moment."""

import pytest
from domain.builders import asked, exercise, hold, max_hold, plan_of, reps
from msgspec.structs import replace

from coach.cues.conductor import Conductor
from coach.domain.exercises.dose import Range
from coach.domain.exercises.exercise import Exercise, ExerciseKind, Sides
from coach.domain.exercises.routine import Round
from coach.domain.records.entries import Stopped
from coach.domain.session.commands import Do
from coach.domain.session.segments import Pacing
from coach.domain.session.state import begin, restored
from coach.library.formats.settings.settings_file import Settings
from coach.library.formats.settings.sound_settings import SIGNALS, Signal, SoundMoment, Words

from .hearing import Ear, listening

STEPS = ("Kneel on one knee.", "Ease your hips forward.")
STRETCH = exercise("Stretch", hold(20, rest=15), kind=ExerciseKind.STRETCH, sides=Sides.EACH, steps=STEPS)
BRIDGE = exercise("Bridge", reps(2, sets=(2, 2), rest=8, tempo=(1, 0, 2)), steps=("Lift.",), say="Squeeze and lift")
BUG = exercise("Bug", reps(1, tempo=(1, 0, 1)), sides=Sides.ALTERNATE)
PLANK = exercise("Plank", max_hold())
SQUEEZES = reps(5, hold=Range.pinned(10))
BANDED = reps(8, resistance=("light band",))


def ring(moment: SoundMoment, rings: int, say: Words = Words.NONE) -> dict[SoundMoment, Signal]:
    return {**dict.fromkeys(SoundMoment, Signal()), moment: Signal(rings, say)}


def test_a_stretch_on_both_sides() -> None:
    assert listening(asked(STRETCH)).until(50).said == [
        "0 Next: Stretch, left side. 20 seconds.",
        "2 Three.",
        "3 Two.",
        "4 One.",
        "5 Go.",
        "15 Halfway.",
        "22 Three.",
        "23 Two.",
        "24 One.",
        "25 Switch to the right side.",
        "27 Three.",
        "28 Two.",
        "29 One.",
        "30 Go.",
        "40 Halfway.",
        "47 Three.",
        "48 Two.",
        "49 One.",
        "50 That was the last one. Well done.",
    ]


def test_reps_are_paced_and_what_comes_next_is_said_as_the_rest_begins() -> None:
    said = listening(asked(BRIDGE), asked(STRETCH)).until(36).said
    assert said == [
        "0 Next: Bridge. 2 reps.",
        "2 Three.",
        "3 Two.",
        "4 One.",
        "5 Go.",
        "8 2.",
        "11 Rest. Next: set 2 of 2.",
        "16 Three.",
        "17 Two.",
        "18 One.",
        "19 Go.",
        "22 2.",
        "25 Rest. Next: Stretch, left side. 20 seconds.",
        "28 Get ready.",
        "30 Three.",
        "31 Two.",
        "32 One.",
        "33 Go.",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (Words.ALL, ["0 Next: Stretch, left side. 20 seconds. Kneel on one knee. Ease your hips forward.", "7 Three."]),
        (Words.BRIEF, ["0 Next: Stretch, left side. 20 seconds.", "7 Three."]),
        (Words.COUNTS, ["7 Three."]),
        (Words.NONE, []),
    ],
)
def test_volumes_of_words(words: Words, said: list[str]) -> None:
    assert listening(asked(STRETCH), pacing=Pacing(get_ready_s=10), words=words).until(7).said == said


@pytest.mark.parametrize(
    ("get_ready_s", "words", "said"),
    [
        (5, Words.BRIEF, "0 Next: Bridge. 2 reps."),
        (6, Words.BRIEF, "0 Next: Bridge. 2 reps. Squeeze and lift."),
        (5, Words.ALL, "0 Next: Bridge. 2 reps. Lift."),
        (4, Words.ALL, "0 Next: Bridge. 2 reps."),
    ],
)
def test_what_the_count_would_cut_off_is_not_begun(get_ready_s: int, words: Words, said: str) -> None:
    """The first count is three seconds before the set; an unhurried voice says five words in two seconds."""
    assert listening(asked(BRIDGE), pacing=Pacing(get_ready_s=get_ready_s), words=words).said == [said]


def test_a_new_exercise_is_told_whole_and_then_in_its_own_short_words() -> None:
    new = listening(asked(BRIDGE), pacing=Pacing(get_ready_s=5, new=("Bridge",)))
    assert new.said == ["0 Next: Bridge. 2 reps. Lift."]
    known = listening(asked(BRIDGE), pacing=Pacing(get_ready_s=8))
    assert known.said == ["0 Next: Bridge. 2 reps. Squeeze and lift."]


def test_all_words_tell_the_tempo_too() -> None:
    assert listening(asked(BRIDGE), words=Words.ALL).until(5).forget().until(6).said == ["6 Down."]


@pytest.mark.parametrize(
    ("step", "first", "go"),
    [
        (PLANK, "0 Next: Plank. As long as your form lasts.", "5 Go. As long as your form lasts."),
        (BUG, "0 Next: Bug. 1 rep each side.", "5 Go."),
        (replace(BUG, prescription=SQUEEZES), "0 Next: Bug. 5 reps of 10 seconds each side.", "5 Go."),
        (replace(BRIDGE, prescription=BANDED), "0 Next: Bridge. 8 reps, light band.", "5 Go."),
        (replace(STRETCH, prescription=hold(120)), "0 Next: Stretch, left side. 2 minutes.", "5 Go."),
    ],
)
def test_amounts(step: Exercise, first: str, go: str) -> None:
    said = listening(asked(step)).until(5).said
    assert (said[0], said[-1]) == (first, go)


def test_reps_that_change_sides_are_counted_with_their_side() -> None:
    assert listening(asked(BUG), table=ring(SoundMoment.REP, 0, Words.COUNTS)).until(8).said == [
        "5 Left 1.",
        "7 Right 1.",
    ]


def test_reps_counted_by_key_are_said_as_they_are_done() -> None:
    ear = listening(asked(BRIDGE), pacing=Pacing(get_ready_s=5, hands_free=False)).until(6).forget()
    ear.do(Do.DONE)
    assert ear.said == ["6 1."]
    ear.do(Do.DONE)
    assert ear.said[1:] == ["6 2. Rest. Next: set 2 of 2."] or ear.said[1:] == ["6 Rest. Next: set 2 of 2."]


def test_commands_are_answered() -> None:
    ear = listening(asked(STRETCH)).until(6).forget()
    ear.do(Do.PAUSE).do(Do.PAUSE).until(9).do(Do.LONGER).do(Do.SKIP).do(Do.QUIT, Stopped.TIME)
    assert ear.said == [
        "6 Paused.",
        "6 Three.",
        "7 Two.",
        "8 One.",
        "9 Go on.",
        "9 10 seconds more.",
        "9 That was the last one. Well done.",
    ]
    assert ear.hushes == 1


def test_an_easier_exercise_names_itself_once() -> None:
    easier = replace(BUG, id="easier", name="Easier bug", steps=STEPS)
    waiting = listening(asked(BRIDGE, easier=easier)).forget().do(Do.EASIER)
    assert waiting.said == ["0 Easier: Easier bug."]
    working = listening(asked(BRIDGE, easier=easier)).until(6).forget().do(Do.EASIER)
    assert working.said == ["6 Easier bug. 1 rep each side."]
    new = listening(asked(BRIDGE, easier=easier), pacing=Pacing(get_ready_s=5, new=("easier",))).until(6).forget()
    assert new.do(Do.EASIER).said == ["6 Next: Easier bug. 1 rep each side. Kneel on one knee. Ease your hips forward."]


def test_no_time_to_get_ready_says_both_at_once() -> None:
    ear = listening(asked(STRETCH), pacing=Pacing(get_ready_s=0)).until(0.01)
    assert ear.said[-1].endswith("Go.")


# --- late -----------------------------------------------------------------------------------------------------------


def test_counts_that_come_late_are_left_out_and_words_are_not() -> None:
    ear = listening(asked(STRETCH)).until(1).forget()
    ear.until(4.9, every=3.9)
    assert ear.said == []
    assert ear.rung == []
    ear.until(5.5)
    assert ear.said == ["5.5 Go."]


def test_how_late_is_measured_in_real_seconds() -> None:
    ear = listening(asked(STRETCH), speed=60.0).until(1).forget()
    ear.until(3.9, every=3.0)
    assert [sound.text for _, sound in ear.sounds] == ["Two."]


def test_a_count_is_good_for_less_the_later_it_is() -> None:
    ear = listening(asked(STRETCH)).until(1.8).forget().until(2.3)
    assert ear.sounds[0][1].good_for_s == pytest.approx(0.1)


# --- the bell -------------------------------------------------------------------------------------------------------


def test_the_usual_bells() -> None:
    assert listening(asked(STRETCH), words=Words.NONE).until(50).rung == [
        *[(at, 1) for at in (2, 3, 4)],
        (5, 2),
        *[(at, 1) for at in (22, 23, 24)],
        (25, 3),
        *[(at, 1) for at in (27, 28, 29)],
        (30, 2),
        *[(at, 1) for at in (47, 48, 49)],
        (50, 3),
    ]


@pytest.mark.parametrize(
    "moment", [m for m in SoundMoment if m not in (SoundMoment.EASIER, SoundMoment.LONGER, SoundMoment.GO_ON)]
)
def test_any_moment_can_be_given_a_bell(moment: SoundMoment) -> None:
    ear = listening(asked(BRIDGE), asked(STRETCH), table=ring(moment, 4)).until(30)
    ear.do(Do.PAUSE)
    ear.do(Do.QUIT)
    ear.call(None, ear.state.seen)
    others = listening(asked(STRETCH), table=ring(moment, 4)).until(60)
    assert ear.rung or others.rung
    assert {rings for _, rings in ear.rung + others.rung} == {4}


def test_nothing_is_given_where_nothing_is_to_be_heard() -> None:
    assert listening(asked(STRETCH), table=dict.fromkeys(SoundMoment, Signal())).until(60).sounds == []
    assert listening(asked(STRETCH), table={**SIGNALS}).until(60).sounds


# --- muted, and coming back -----------------------------------------------------------------------------------------


def test_muted_nothing_sounds_and_afterwards_it_goes_on() -> None:
    ear = listening(asked(STRETCH)).until(1).forget()
    ear.conductor.mute(True)
    ear.until(24)
    assert (ear.sounds, ear.hushes) == ([], 1)
    ear.conductor.mute(False)
    assert ear.until(25).said == ["25 Switch to the right side."]


def test_a_session_that_stands_still_begins_in_silence() -> None:
    state, _ = begin(plan_of(asked(STRETCH)), Pacing(get_ready_s=5), 0.0)
    ear = listening(asked(STRETCH)).forget()
    ear.state = restored(state, 100.0)
    ear.conductor.begin(ear.state)
    assert ear.sounds == []
    ear.do(Do.PAUSE)
    assert ear.said == ["100 Three."]


def test_rounds_the_note_and_the_words_around_a_routine_are_heard() -> None:
    turns = Round("a", 30)
    steps = (
        asked(exercise("Bridge", reps(1, sets=(2, 2), rest=15, tempo=(1, 0, 1))), round=turns, note="Mind the pelvis."),
        asked(exercise("Plank", hold(5, sets=(2, 2), rest=15)), round=turns),
    )
    plan = replace(plan_of(*steps), say_first="Slow is strong.", say_last="Walk for two minutes.")
    state, _ = begin(plan, Pacing(get_ready_s=5), 0.0)
    ear = Ear(state, Conductor((), Settings()))
    ear.conductor = Conductor((ear,), Settings())
    ear.conductor.begin(state)
    said = [line.partition(" ")[2] for line in ear.until(120).said]
    assert [line for line in said if len(line) > 6] == [
        "Slow is strong. Round 1 of 2. Next: Bridge. 1 rep. Mind the pelvis.",
        "Rest. Next: Plank. 5 seconds.",
        "Get ready.",
        "Rest. Round 2 of 2. Next: Bridge. 1 rep. Mind the pelvis.",
        "Get ready.",
        "Rest. Next: Plank. 5 seconds.",
        "Get ready.",
        "That was the last one. Well done. Walk for two minutes.",
    ]
