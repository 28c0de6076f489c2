"""What is said of the shipped exercises: one short line each, that a voice can speak in the time there is for it."""

import re
from functools import cache
from itertools import pairwise

import pytest
from domain.builders import asked
from msgspec.structs import replace

from coach.domain.exercises.exercise import Exercise
from coach.domain.session.commands import Do
from coach.domain.session.explanation import MOST_EXPLAINED_S, explained_s, spoken_s
from coach.domain.session.segments import Pacing
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.settings.sound_settings import Words
from coach.library.shelf.library import load_library

from .hearing import listening

CATALOGUE = load_library([Layer("shipped", shipped_folder())]).catalogue
MOST_WORDS = 12
SPEAKABLE = re.compile(r"[A-Z][a-zA-Z' -]*([,.!?] [a-zA-Z][a-zA-Z' -]*)*[.!?]")
"""Words, commas, full stops: no digits, brackets, slashes, colons or signs that each voice makes its own sense of."""
exercises = pytest.mark.parametrize("one", CATALOGUE.exercises.values(), ids=lambda one: one.id)


# --- the lines ------------------------------------------------------------------------------------------------------


@exercises
def test_every_exercise_has_a_short_line_that_a_voice_can_speak(one: Exercise) -> None:
    assert one.say
    assert len(one.say.split()) <= MOST_WORDS
    assert SPEAKABLE.fullmatch(one.say), one.say


@exercises
def test_the_line_says_more_than_the_name_and_less_than_the_steps(one: Exercise) -> None:
    assert not _words(one.say) <= _words(one.name)
    assert spoken_s(one.say) < spoken_s(" ".join(one.steps))


def test_no_two_lines_are_the_same() -> None:
    assert len({one.say for one in CATALOGUE.exercises.values()}) == len(CATALOGUE.exercises)


@pytest.mark.parametrize("wrong", ["Hold 30s.", "Hold (long).", "Left/right.", "Up – down.", "no capital.", "No end"])
def test_the_law_would_notice(wrong: str) -> None:
    assert not SPEAKABLE.fullmatch(wrong)


@exercises
def test_steps_can_be_spoken_too(one: Exercise) -> None:
    for step in one.steps:
        assert re.fullmatch(r"[A-Z][\w' ,;:.-]*[.!?]", step), step
        assert not re.search(r"\d[a-zA-Z%]|[a-zA-Z]\.[a-zA-Z]", step), step


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


# --- in their time --------------------------------------------------------------------------------------------------


@cache
def _heard(routine: str, words: Words, *, new: bool = False) -> tuple[tuple[float, str], ...]:
    """What is said, and when, in a session of a shipped routine with the usual lead-ins, every set cut short."""
    steps = [
        asked(replace(CATALOGUE.exercises[step.exercise], prescription=step.prescription))
        for step in CATALOGUE.routines[routine].steps
    ]
    ear = listening(*steps, pacing=Pacing(new=tuple(CATALOGUE.exercises) if new else ()), words=words)
    while not ear.state.is_over:
        if ear.state.segment.is_work:
            ear.do(Do.SKIP)
        else:
            ear.until(ear.state.seen + 1)
    return tuple((at, sound.text) for at, sound in ear.sounds if sound.text)


def _lead_ins(heard: tuple[tuple[float, str], ...]) -> list[tuple[str, float]]:
    """What is said while one gets ready, and how long it is until the next words, which would cut it off."""
    return [
        (text, after - at) for (at, text), (after, _) in pairwise(heard) if text.startswith(("Next:", "Get ready."))
    ]


def _asked_of(routine: str) -> list[Exercise]:
    return [CATALOGUE.exercises[step.exercise] for step in CATALOGUE.routines[routine].steps]


routines = pytest.mark.parametrize("routine", sorted(CATALOGUE.routines))


@routines
@pytest.mark.parametrize("new", [False, True])
@pytest.mark.parametrize("words", [Words.ALL, Words.BRIEF])
def test_whatever_is_said_before_a_set_has_its_time(routine: str, words: Words, new: bool) -> None:
    """At 150 words a minute, it ends before the count begins."""
    lead_ins = _lead_ins(_heard(routine, words, new=new))
    assert len(lead_ins) == len(_asked_of(routine))
    for text, there_is in lead_ins:
        assert spoken_s(text) <= there_is, text


@routines
def test_who_knows_an_exercise_hears_its_line_before_it_begins(routine: str) -> None:
    for one, (text, _) in zip(_asked_of(routine), _lead_ins(_heard(routine, Words.BRIEF)), strict=True):
        assert text.endswith(one.say), f"{one.id} has no time for its line: {text}"


@routines
def test_to_whom_it_is_new_all_its_steps_are_said_once(routine: str) -> None:
    told = _lead_ins(_heard(routine, Words.BRIEF, new=True))
    seen: set[str] = set()
    for one, (text, _) in zip(_asked_of(routine), told, strict=True):
        assert text.endswith(one.say if one.id in seen else " ".join(one.steps))
        seen.add(one.id)


@routines
def test_what_comes_next_is_said_early_enough_to_get_into_position(routine: str) -> None:
    """Before a set's own first words, there were as many seconds as the runner asked for."""
    heard = _heard(routine, Words.BRIEF)
    nexts = [at for at, text in heard if "Next: " in text and "Next: set" not in text]
    goes = [at for at, text in heard if text.startswith(("Go.", "Walk,", "Run,"))]
    for said in nexts:
        assert min(at for at in goes if at > said) - said >= Pacing().get_ready_s


@exercises
def test_no_explanation_is_cut_short(one: Exercise) -> None:
    assert explained_s(one) < MOST_EXPLAINED_S
