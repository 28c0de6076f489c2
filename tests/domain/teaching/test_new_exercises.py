"""New exercises are explained the first two times, with as long to get ready as that takes; then no more."""

import pytest
from msgspec.structs import replace

from coach.domain.exercises.exercise import Exercise, Sides
from coach.domain.planning.replay import replay
from coach.domain.records.entries import Session
from coach.domain.records.history import History
from coach.domain.session.commands import Do
from coach.domain.session.explanation import MOST_EXPLAINED_S, explained_s, spoken_s, turn_of
from coach.domain.session.layout import lay_out
from coach.domain.session.segments import COUNT_FROM_S, Pacing, SegmentKind
from coach.domain.teaching.new_exercises import new_exercises

from ..builders import asked, catalogue, detail, exercise, hold, plan_of, reps, routine, session
from ..driving import start

STEPS = (
    "Lie on your back, knees bent.",
    "Lift your hips until you are straight.",
    "Lower slowly, one bone after the other, and rest.",
)
BRIDGE = exercise("bridge", reps(10), steps=STEPS)
PLANK = exercise("plank", hold(30), sides=Sides.BOTH, steps=STEPS)
KNOWN = catalogue(
    routine("main", [("bridge", reps(10)), ("plank", hold(30))]), routine("other", [("bridge", reps(10))])
)


def told_s(new: Exercise) -> int:
    """How long one gets ready for an exercise that is told, whose last seconds are counted."""
    return explained_s(new) + COUNT_FROM_S


def new_after(*records: Session) -> tuple[str, ...]:
    return new_exercises(replay(KNOWN, History.of(records)), ("bridge", "plank"))


@pytest.mark.parametrize(
    ("records", "new"),
    [
        ((), ("bridge", "plank")),
        ((session(0),), ("bridge", "plank")),
        ((session(0), session(3)), ()),
        ((session(0), session(3, name="other")), ("plank",)),
        ((session(0), session(3, done=0.0)), ("bridge", "plank")),
        ((session(0), session(3, step=(detail("bridge"), detail("plank", done=0.0)))), ("plank",)),
        ((session(0), session(3, step=(detail("bridge"), detail("plank", trimmed=True, done=None)))), ("plank",)),
        # What was done in another's place is known by then, and the other is not.
        ((session(0), session(3, step=(detail("bridge", eased="plank"), detail("plank")))), ("bridge",)),
    ],
)
def test_an_exercise_is_new_until_it_was_done_twice(records: tuple[Session, ...], new: tuple[str, ...]) -> None:
    assert new_after(*records) == new


def test_explaining_takes_as_long_as_it_is_read_without_haste() -> None:
    lines = (*STEPS, "bridge", "Next: the left side. As long as your form lasts.")
    words = sum(len(line.split()) for line in lines)
    assert explained_s(BRIDGE) == pytest.approx(words * 0.4, abs=1)
    assert explained_s(exercise()) == 0
    assert explained_s(exercise(steps=("word " * 500,))) == MOST_EXPLAINED_S


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("Lift.", 1), ("hip-flexor", 2), ("Don't, for 30 seconds!", 4), ("back … up – now", 3)]
)
def test_words_take_as_long_as_they_are_many(text: str, words: int) -> None:
    assert spoken_s(text) * 150 / 60 == pytest.approx(words)


def lead_ins(*new: str, get_ready_s: int = 5, again: bool = False) -> list[tuple[str, int, bool]]:
    steps = [asked(BRIDGE), asked(PLANK)] + ([asked(BRIDGE)] if again else [])
    segments = lay_out(plan_of(*steps), Pacing(get_ready_s=get_ready_s, new=new))
    return [(s.kind, s.length_s, s.explains) for s in segments if s.kind is SegmentKind.GET_READY]


def test_only_new_exercises_get_longer_to_get_ready() -> None:
    long = told_s(PLANK)
    assert lead_ins() == [("get-ready", 5, False)] * 2
    assert lead_ins("plank") == [("get-ready", 5, False), ("get-ready", long, True)]
    assert lead_ins("plank", get_ready_s=50) == [("get-ready", 50, False), ("get-ready", 50, True)]


def test_an_exercise_that_comes_twice_is_explained_once() -> None:
    assert [explains for _, _, explains in lead_ins("bridge", again=True)] == [True, False, False]


def test_the_explanation_takes_its_time_from_the_rest_before() -> None:
    long = told_s(PLANK)
    rested = asked(exercise("bridge", reps(10, rest=60), steps=STEPS))
    segments = lay_out(plan_of(rested, asked(PLANK)), Pacing(get_ready_s=5, new=("plank",)))
    assert [(s.kind, s.length_s) for s in segments if not s.is_work][1:] == [("rest", 60 - long), ("get-ready", long)]


@pytest.mark.parametrize(("percent", "rest"), [(100, 15), (50, 8), (200, 30), (300, 45)])
def test_rests_are_as_long_as_the_runner_likes(percent: int, rest: int) -> None:
    step = asked(exercise("bridge", reps(10, sets=(2, 2), rest=15)))
    segments = lay_out(plan_of(step), Pacing(rest_percent=percent))
    assert [s.length_s for s in segments if s.kind is SegmentKind.REST] == [rest]


# --- the easier key -------------------------------------------------------------------------------------------------

EASIER: Exercise = replace(PLANK, id="kneeling-plank")


def test_an_easier_exercise_that_is_new_is_explained_before_it_goes_on() -> None:
    player = start(asked(BRIDGE, easier=EASIER), pacing=Pacing(get_ready_s=10, new=("kneeling-plank",))).wait(12)
    assert player.here == "work 1"
    player.do(Do.EASIER)
    segment = player.state.segment
    assert (segment.kind, segment.explains, segment.eased) == (SegmentKind.GET_READY, True, True)
    player.wait(told_s(EASIER))
    assert player.here == "work 1"
    assert player.state.segment.eased


def test_so_it_is_while_getting_ready_for_the_other() -> None:
    player = start(asked(BRIDGE, easier=EASIER), pacing=Pacing(new=("bridge", "kneeling-plank"))).wait(4)
    began = player.now
    player.do(Do.EASIER)
    assert (player.state.origin, player.state.segment.length_s) == (began, told_s(EASIER))


def test_one_that_is_known_is_not() -> None:
    player = start(asked(BRIDGE, easier=EASIER), pacing=Pacing(new=("bridge",))).wait(4).do(Do.EASIER)
    assert not player.state.segment.explains
    assert player.wait(told_s(BRIDGE) - 4).here == "work 1"
    assert player.state.segment.eased


@pytest.mark.parametrize(("share", "turn"), [(0.0, 0), (0.3, 0), (0.34, 1), (0.66, 1), (0.67, 2), (1.0, 2), (7.0, 2)])
def test_sentences_of_one_length_have_a_third_each(share: float, turn: int) -> None:
    assert turn_of(("Lie down.", "Lift up.", "Let go."), share) == turn


def test_a_longer_sentence_has_a_longer_turn() -> None:
    sentences = ("Lift.", "Lower slowly, one bone after the other, and rest for a while.")
    turns = [turn_of(sentences, share / 100) for share in range(100)]
    assert turns == sorted(turns)
    assert turns.count(0) == pytest.approx(100 / 13, abs=1)
