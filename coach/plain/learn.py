"""Learning in plain mode: the cards, one at a time, and the quiz with an explanation after every answer.

Used by ``coach learn`` and plain mode's home. Left out: what there is to learn (``services.learning``).
"""

from collections.abc import Iterator

from coach.domain.teaching.lessons import Card, QuizQuestion
from coach.domain.teaching.quiz import Quiz
from coach.plain.answers import NotUnderstoodError
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.services.assembly import Coach
from coach.services.learning import Learning
from coach.services.training import Training

_LEAVES = ("", "q", "quit")
_QUIZ = ("z", "quiz")
_ASKS = "A number reads its card, z begins the quiz, l lists again; Enter leaves:"


def learn(learning: Learning, talk: Talk) -> None:
    """Say the list, then cards by number or the quiz, until the runner leaves. Raises InputEndedError."""
    learning.look()
    for line in list_lines(learning):
        talk.say(line)
    while (line := talk.ask(_ASKS).lower()) not in _LEAVES:
        cards = learning.lessons.cards
        if line in _QUIZ:
            play_quiz(learning, talk)
        elif line == "l":
            for each in list_lines(learning):
                talk.say(each)
        elif line.isascii() and line.isdigit() and 0 < int(line[:4]) <= len(cards):
            say_card(learning, talk, cards[int(line) - 1])
        else:
            talk.say(f"There is no such card: 1 to {len(cards)}.")


def list_lines(learning: Learning) -> Iterator[str]:
    """Every card with its number, grouped by topic, and the progress."""
    learned, lessons = learning.learned(), learning.lessons
    topic = ""
    for number, card in enumerate(lessons.cards, 1):
        if card.topic != topic:
            topic = card.topic
            yield f"{topic}:"
        yield f"{number}. {card.title}{', read' if card.id in learned.read else ''}."
    yield f"{learned.progress(lessons)}. The quiz has {len(lessons.questions)} questions, five at a time."


def say_card(learning: Learning, talk: Talk, card: Card) -> None:
    """Say one card, and remember that it was read."""
    for line in card_lines(card):
        talk.say(line)
    learning.read(card)


def card_lines(card: Card) -> Iterator[str]:
    """A card as lines."""
    yield f"{card.title}."
    yield from card.paragraphs
    yield f"Sources: {', '.join(card.sources)}."


def offer_card(coach: Coach, talk: Talk) -> None:
    """Offer the card that is worth reading now, at a terminal only: Enter reads it, anything else passes."""
    if talk.hands_free or coach.kept is None:
        return
    learning = coach.training.learning
    card = learning.offer()
    if card is None:
        return
    if talk.ask(f"A card for now: {card.title}. Enter reads it, anything else passes:"):
        learning.passed(card)
    else:
        say_card(learning, talk, card)


def play_quiz(learning: Learning, talk: Talk) -> None:
    """Play a round of the quiz. Raises InputEndedError; the answers until then are stored."""
    quiz = learning.quiz()
    while (question := quiz.present) is not None:
        chosen = _ask(quiz, question, talk)
        if chosen is None:
            return
        quiz = quiz.answered(chosen)
        answer = quiz.answers[-1]
        learning.answered(answer)
        talk.say(answer.verdict)
        for line in question.explanation:
            talk.say(line)
    talk.say(quiz.closing)


def _ask(quiz: Quiz, question: QuizQuestion, talk: Talk) -> int | None:
    """The index of the chosen answer; None: the runner leaves the quiz."""
    talk.say(f"Question {len(quiz.answers) + 1} of {len(quiz.questions)}. {question.asks}")
    if not question.is_statement:
        for number, answer in enumerate(question.answers, 1):
            talk.say(f"{number}. {answer}")

    def read(line: str) -> int | None:
        word = line.lower()
        if word in ("q", "quit"):
            return None
        if question.is_statement and word in ("t", "true", "f", "false"):
            return 0 if word[0] == "t" else 1
        if word.isascii() and word.isdigit() and 0 < int(word[:2]) <= len(question.answers):
            return int(word) - 1
        raise NotUnderstoodError("t true, f false." if question.is_statement else f"1 to {len(question.answers)}.")

    return asked(talk, "t true, f false, q leaves:" if question.is_statement else "Its number, q leaves:", read)


def offer_now(coach: Coach, talk: Talk) -> None:
    """Name the card that is worth reading now, if there is one; the next line reads it or passes."""
    if coach.kept is not None and (card := coach.training.learning.look_for_offer()) is not None:
        talk.say(f"A card for now: {card.title}. i reads it, anything else passes.")


def read_offered(training: Training, talk: Talk, choices: str) -> None:
    """Read the card on offer; if there is none, say so, with the choices there are."""
    card = training.on_offer
    if card is None:
        talk.say(f"There is no card for now; e has all of them. {choices}")
    else:
        say_card(training.learning, talk, card)
