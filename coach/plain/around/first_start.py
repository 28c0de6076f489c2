"""The first start in plain mode: the app's own questions, one by one; then the warning signs and a course.

Left out: which profile and start follow from the answers (``services.questions.first_answers``).
"""

from coach.domain.exercises.course import Concern
from coach.plain import answers as read
from coach.plain.around.before import signs_allow
from coach.plain.around.course_commands import choose_course
from coach.plain.asking import SCALE_HINT, asked
from coach.plain.talk import Talk
from coach.services.questions.first_answers import FIRST_QUESTIONS, FirstAnswers, FirstQuestion
from coach.services.training import Training


def first_start(training: Training, talk: Talk) -> None:
    """Ask the questions that are still open, once. Each answer is stored as it is given. Raises InputEndedError."""
    if talk.hands_free or not training.runner.is_new():
        return
    answers = FirstAnswers(training)
    values = answers.known()
    talk.say("Welcome. A few questions first, once; s leaves one out.")
    for question in FIRST_QUESTIONS:
        if values[question.name] is None and answers.is_open(question.name, values):
            values[question.name] = _answer(talk, question)
            if values[question.name] is not None:
                answers.keep(values, {question.name})
    answers.are_asked()
    concern = values["concern"]
    if concern is None or (concern is Concern.PAINFUL and not signs_allow(training, talk)):
        return
    choose_course(training, talk, proposes=True)


def _answer(talk: Talk, question: FirstQuestion) -> object:
    """The value of the answer; None: skipped."""
    hint = f" {question.hint}" if question.hint else ""
    if not question.options:
        return asked(talk, f"{question.label}?{hint} {SCALE_HINT}", read.pain)
    listed = ", ".join(f"{number}: {words}" for number, (words, _) in enumerate(question.options, 1))
    count = len(question.options)
    place = asked(talk, f"{question.label}?{hint} {listed}; s skips:", lambda line: read.index_typed(line, count))
    return None if place is None else question.options[place][1]
