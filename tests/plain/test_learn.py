"""Learn as lines: cards by number, the quiz with all answers wrong, and a card offered at its moment."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from coach.domain.records.entries import Event, EventKind, Run, Session
from coach.plain.home import run_home
from coach.plain.learn import learn, offer_card, play_quiz
from coach.services.assembly import Coach
from coach.services.notices import SAFETY_READ
from coach.services.training import Training
from coach.store.memory import MemoryStore
from coach.store.resilient import ResilientStore

from .talking import LIBRARY, START, FakeClock, FakeTalk, Settings


def begin(answers: list[str], *entries: Session | Run | Event) -> tuple[FakeTalk, Training, Coach]:
    clock, memory = FakeClock(), MemoryStore()
    memory.add(entries)
    kept = ResilientStore(lambda: memory)
    training = Training(LIBRARY, kept, clock, Settings())
    return FakeTalk(clock, answers, hands_free=False), training, Coach(training, (), kept)


def test_a_card_by_its_number_the_list_and_out() -> None:
    talk, training, _ = begin(["7", "99", "l", ""])
    learn(training.learning, talk)
    assert "Sitting, and two minutes against it." in talk.lines
    assert "There is no such card: 1 to 18." in talk.lines
    assert "7. Sitting, and two minutes against it, read." in talk.lines
    assert training.learning.learned().read == ("sitting",)


def test_the_quiz_with_all_answers_wrong_explains_each_and_blames_nobody() -> None:
    talk, training, _ = begin(["t", "1", "1", "3", "f"])
    play_quiz(training.learning, talk)
    assert sum(line.startswith("Not quite. It is: ") for line in talk.lines) == 5
    assert any("S1 and S4 link knee pain" in line for line in talk.lines), "the disputed answer says that it is"
    assert not any("0 of" in line or "%" in line for line in talk.lines)
    first = [line for line in talk.lines if line.startswith("Question 1 of 5.")]
    talk.answers = ["q"]
    play_quiz(training.learning, talk)
    assert [line for line in talk.lines if line.startswith("Question 1 of 5.")] == first * 2


PILL = Session(id="p", at=START - timedelta(hours=5), routine="psoas-care", before=1, worst=1, after=1, painkiller=True)
LOCKED = Event(id="l", at=START - timedelta(hours=1), kind=EventKind.RED_FLAG, flags=("leg-weakness",))


@pytest.mark.parametrize(("answer", "read", "passed"), [("", ("painkillers",), ()), ("x", (), ("painkillers",))])
def test_a_card_is_offered_once(answer: str, read: tuple[str, ...], passed: tuple[str, ...]) -> None:
    talk, training, coach = begin([answer], PILL)
    for _ in range(3):
        offer_card(coach, talk)
    asked = [line for line in talk.lines if line.startswith("A card for now: ")]
    assert asked[0].startswith("A card for now: Painkillers hide pain.")
    assert (training.learning.learned().read, training.learning.learned().passed) == (read, passed)
    assert len(asked) == 1


def test_none_is_offered_while_training_is_locked_or_to_nobody() -> None:
    talk, _, coach = begin([], PILL, LOCKED)
    offer_card(coach, talk)
    assert talk.lines == []
    talk, _, coach = begin([], PILL)
    talk.hands_free = True
    offer_card(coach, talk)
    assert talk.lines == []


AMBER_RUN = Run(id="r", at=START - timedelta(hours=5), before=0, worst=2, after=0, morning=None)
OLDER_AMBER = Session(id="a", at=START - timedelta(days=9), routine="psoas-care", before=1, worst=4, after=2, morning=1)
AMBER = Session(id="b", at=START - timedelta(hours=5), routine="psoas-care", before=1, worst=4, after=2)
STIFF = replace(AMBER, id="c", at=START - timedelta(hours=24), worst=1, after=0, morning=2, effort=5, done=1.0)


@pytest.mark.parametrize(
    ("entries", "card"),
    [
        ((), None),
        ((AMBER_RUN,), "form"),
        ((AMBER,), "what-the-lights-mean"),
        ((OLDER_AMBER, AMBER), None),
        ((OLDER_AMBER,), None),
        ((STIFF,), "sitting"),
        ((AMBER, LOCKED), None),
    ],
)
def test_what_is_on_record_chooses_the_card(entries: tuple[Session | Run | Event, ...], card: str | None) -> None:
    _, training, _ = begin([], *entries)
    training.learning.add(training.learning.learned().with_passed("warm-up-and-stretch"))
    found = training.learning.offer()
    assert (found.id if found else None) == card


@pytest.mark.parametrize(
    ("lines", "read", "passed"),
    [(["i", "q"], ("painkillers",), ()), (["y", "i", "q"], (), ("painkillers",)), (["q"], (), ())],
)
def test_plain_home_names_the_card_and_the_next_line_reads_or_passes(
    lines: list[str], read: tuple[str, ...], passed: tuple[str, ...]
) -> None:
    talk, training, coach = begin(lines, PILL)
    training.store.write(SAFETY_READ, "earlier")
    assert run_home(coach, talk) == 0
    assert any(line.startswith("A card for now: Painkillers hide pain. i reads it") for line in talk.lines)
    assert (training.learning.learned().read, training.learning.learned().passed) == (read, passed)
