"""The quiz: five questions at a time, what was missed first, and a word about the end that shames nobody.

Pure: which questions come follows from what was answered so far. Left out: asking (the front ends).
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.teaching.lessons import Learned, QuizQuestion

AT_ONCE = 5
"""Questions of one round."""


def next_round(questions: Sequence[QuizQuestion], learned: Learned) -> tuple[QuizQuestion, ...]:
    """The questions of the next round: those missed, the longest ago first; those never asked; those known longest."""
    by_id = {question.id: question for question in questions}
    missed = [by_id[each] for each in learned.missed if each in by_id]
    known = [by_id[each] for each in learned.right if each in by_id]
    answered = {*learned.missed, *learned.right}
    fresh = [question for question in questions if question.id not in answered]
    return tuple([*missed, *fresh, *known][:AT_ONCE])


class Answer(Struct, frozen=True):
    """One question answered; ``chosen`` is an index of its answers."""

    question: QuizQuestion
    chosen: int

    @property
    def is_right(self) -> bool:
        """Whether it was the right answer."""
        return self.chosen == self.question.right

    @property
    def verdict(self) -> str:
        """What to say first: whether it was, and what would have been right."""
        if self.is_right:
            return "Right."
        return f"Not quite. It is: {self.question.answers[self.question.right]}"


class Quiz(Struct, frozen=True):
    """A round of the quiz: its questions, and the answers so far."""

    questions: tuple[QuizQuestion, ...]
    answers: tuple[Answer, ...] = ()

    @property
    def present(self) -> QuizQuestion | None:
        """The question that is to be answered; None: all are."""
        return self.questions[len(self.answers)] if len(self.answers) < len(self.questions) else None

    def answered(self, chosen: int) -> "Quiz":
        """The quiz after an answer, an index of the present question's. Raises ValueError where there is no such."""
        question = self.present
        if question is None or not 0 <= chosen < len(question.answers):
            raise ValueError(f"no answer {chosen}")
        return replace(self, answers=(*self.answers, Answer(question, chosen)))

    @property
    def closing(self) -> str:
        """What to say at the end: what was sure, and what comes again. Never a score."""
        missed = [answer for answer in self.answers if not answer.is_right]
        if not self.answers:
            return "There are no questions yet."
        if not missed:
            return "That is all of them, and all of them sit."
        again = "One of them comes" if len(missed) == 1 else "Those that were new to you come"
        return f"That is all for now. {again} back first next time: that is how it sticks."
