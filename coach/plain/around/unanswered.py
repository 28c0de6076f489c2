"""The unanswered mornings of the last seven days in plain mode, one by one."""

from coach.plain import answers as read
from coach.plain.asking import SCALE_HINT, asked
from coach.plain.talk import Talk
from coach.services.training import Training


def ask_mornings(training: Training, talk: Talk) -> None:
    """Ask about each, the latest first; each answer is stored as it is given. Raises InputEndedError."""
    for night in training.pain_checks.open_mornings():
        question = f"{training.pain_checks.morning_words(night)}, {training.profile().place}? {SCALE_HINT}"
        pain = asked(talk, question, read.pain)
        if pain is None:
            continue
        told = training.records.answer_morning(night, pain)
        talk.say(" ".join(["Kept.", *filter(None, map(training.records.light_of, told))]))
