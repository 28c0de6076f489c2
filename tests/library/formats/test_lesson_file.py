"""Files of lessons: what is right, what is told of what is wrong, and that the shipped ones keep their promises."""

import re
from pathlib import Path

import pytest

from coach.domain.teaching.lessons import MOST_WORDS, CardMoment
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.lesson_file import LessonFile, lesson_file
from coach.library.shelf.lesson_shelf import LessonShelf
from coach.library.toml.source import Document, parse

RIGHT = """
format = 1
id = "club"
name = "Club"

[[card]]
id = "hill"
title = "Our hill"
says = ["Walk it."]
sources = ["S0"]

[[question]]
id = "when"
asks = "When?"
answers = ["Now", "Later"]
right = 2
explains = "Later."
card = "hill"
"""
SHIPPED = LessonShelf([Layer("shipped", shipped_folder())]).refresh()


def read(text: str) -> LessonFile:
    document = parse(Path("lessons/club.toml"), text)
    assert isinstance(document, Document)
    return lesson_file(document)


def test_a_right_file() -> None:
    file = read(RIGHT)
    assert file.diagnostics == ()
    assert file.sound
    assert [(card.id, card.topic, card.paragraphs) for card in file.cards] == [("hill", "Club", ("Walk it.",))]
    assert [(question.answers, question.right) for question in file.questions] == [(("Now", "Later"), 1)]


@pytest.mark.parametrize(("word", "right"), [("true", 0), ("false", 1)])
def test_a_question_without_answers_is_true_or_false(word: str, right: int) -> None:
    file = read(RIGHT.replace('answers = ["Now", "Later"]\n', "").replace("right = 2", f"right = {word}"))
    assert (file.diagnostics, file.questions[0].answers, file.questions[0].right) == ((), ("True", "False"), right)


@pytest.mark.parametrize(
    ("instead", "by", "line", "said"),
    [
        ('says = ["Walk it."]', f'says = ["{"w " * 121}"]', 9, f"at most {MOST_WORDS} words with differs, got 121"),
        ('says = ["Walk it."]', "says = []", 9, "must hold at least one paragraph"),
        ("right = 2", "right = 3", 16, "must be the number of one of the 2 answers, got 3"),
        ("right = 2", "right = true", 16, "must be the number of the right answer"),
        ("right = 2", "right = 9", 16, "must be true or false, or the number of the right answer, got 9"),
        ('answers = ["Now", "Later"]\n', "", 15, "must be true or false where there are no answers"),
        ('"Now", "Later"', '"Now"', 15, "must be at least two"),
        ('title = "Our hill"\n', "", 6, '"title" is missing'),
        ('sources = ["S0"]', 'sources = ["S0"]\nmoment = "full-moon"', 11, "must be"),
        (
            "[[question]]",
            '[[card]]\nid = "hill"\ntitle = "x"\nsays = ["x"]\nsources = ["x"]\n\n[[question]]',
            13,
            "two",
        ),
        ('sources = ["S0"]', "sources = []\n[card.figure]\nclose_up = true\n[[card.figure.pose]]", 11, "bones = true"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(instead: str, by: str, line: int, said: str) -> None:
    assert instead in RIGHT
    file = read(RIGHT.replace(instead, by, 1))
    assert not file.sound
    assert [(each.line, said in each.message) for each in file.diagnostics] == [(line, True)], file.diagnostics


def test_a_file_that_teaches_nothing_says_so() -> None:
    assert "it teaches nothing" in read('format = 1\nid = "x"\nname = "X"').diagnostics[0].message


# --- what is shipped ------------------------------------------------------------------------------------------------


def test_the_eighteen_cards_are_there_each_with_its_sources() -> None:
    assert SHIPPED.diagnostics == ()
    cards = SHIPPED.lessons.cards
    assert len(cards) == 18
    assert all(card.sources and 20 < card.words <= MOST_WORDS for card in cards)
    assert {source for card in cards for source in card.sources} <= {"S0", "S1", "S2", "S3", "S4", "S0-S4", "coach"}
    assert [card.id for card in cards if card.figure] == ["what-the-psoas-is", "where-it-runs", "in-a-stride"]


def test_every_moment_has_a_card() -> None:
    assert {card.moment for card in SHIPPED.lessons.cards} == {None, *CardMoment}


def test_the_source_s_five_questions_stand_first_and_at_least_ten_of_ours_follow() -> None:
    questions = SHIPPED.lessons.questions
    assert all("S2" in question.sources for question in questions[:5])
    assert len(questions) >= 15
    assert {question.is_statement for question in questions} == {True, False}
    assert "S1 and S4 link knee pain" in questions[1].differs


@pytest.mark.parametrize("word", ["constipation", "breathing", "organs", "180"])
def test_nothing_is_taught_that_is_not_to_be_taught(word: str) -> None:
    texts = [text for card in SHIPPED.lessons.cards for text in card.paragraphs]
    texts += [text for question in SHIPPED.lessons.questions for text in (question.asks, *question.explanation)]
    assert not [text for text in texts if re.search(rf"\b{word}\b", text, re.IGNORECASE)]


@pytest.mark.parametrize(
    ("card", "facts"),
    [
        ("what-the-psoas-is", ["iliacus", "strongest", "spine"]),
        ("where-it-runs", ["vertebra", "pelvis", "thigh bone"]),
        ("how-trouble-feels", ["ache", "sharp", "groin", "stairs", "chair", "morning"]),
        ("felt-elsewhere", ["low back", "buttock", "S2", "S1 and S4"]),
        ("what-brings-it-on", ["sitting", "posture", "intensity", "hills", "trunk", "sit-ups", "curled", "stress"]),
        ("what-it-can-lead-to", ["strain", "low back", "runner's knee", "iliotibial"]),
        ("form", ["shorter", "midfoot", "under", "ankles", "S1", "S3", "back of the thigh"]),
        ("massage-and-release", ["Foam rollers", "weekly", "supposed", "hernia", "aneurysm", "thinners", "sports"]),
        ("how-running-comes-back", ["pull buoy", "bike", "elliptical", "short stride", "provoke"]),
    ],
)
def test_the_facts_of_the_articles_stand_on_their_cards(card: str, facts: list[str]) -> None:
    found = SHIPPED.lessons.card(card)
    assert found is not None
    text = " ".join(found.paragraphs)
    assert [fact for fact in facts if fact.lower() not in text.lower()] == []
