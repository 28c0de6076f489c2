"""The quiz: rounds of five questions, those missed before first, with a closing word that shames nobody.

Pure: which questions come next follows from the answers so far. Left out: asking them (the front ends).
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.teaching.lessons import Learned, QuizQuestion

AT_ONCE = 5
"""The number of questions in a round."""


def next_round(questions: Sequence[QuizQuestion], learned: Learned) -> tuple[QuizQuestion, ...]:
    """Return the next round: missed questions, oldest answer first, then those never asked, then the longest known."""
    by_id = {question.id: question for question in questions}
    missed = [by_id[each] for each in learned.missed if each in by_id]
    known = [by_id[each] for each in learned.right if each in by_id]
    answered = {*learned.missed, *learned.right}
    fresh = [question for question in questions if question.id not in answered]
    return tuple([*missed, *fresh, *known][:AT_ONCE])


class Answer(Struct, frozen=True):
    """An answer to a question; ``chosen`` is an index into its ``answers``."""

    question: QuizQuestion
    chosen: int

    @property
    def is_right(self) -> bool:
        """Whether the chosen answer is the right one."""
        return self.chosen == self.question.right

    @property
    def verdict(self) -> str:
        """The first sentence to say: whether it was right, and if not, the right answer."""
        if self.is_right:
            return "Right."
        return f"Not quite. It is: {self.right_answer}"

    @property
    def right_answer(self) -> str:
        """The answer that is right."""
        return self.question.answers[self.question.right]


class Quiz(Struct, frozen=True):
    """A round of the quiz: its questions, and the answers so far."""

    questions: tuple[QuizQuestion, ...]
    answers: tuple[Answer, ...] = ()

    @property
    def present(self) -> QuizQuestion | None:
        """The question to answer next; None when all are answered."""
        return self.questions[len(self.answers)] if len(self.answers) < len(self.questions) else None

    def answered(self, chosen: int) -> "Quiz":
        """Return the quiz with the present question answered; ``chosen`` is an index into its ``answers``.

        Raises ValueError if there is no such answer, or no question left.
        """
        question = self.present
        if question is None or not 0 <= chosen < len(question.answers):
            raise ValueError(f"no answer {chosen}")
        return replace(self, answers=(*self.answers, Answer(question, chosen)))

    @property
    def closing(self) -> str:
        """The words at the end of a round: what was known and what comes again, but never a score."""
        missed = [answer for answer in self.answers if not answer.is_right]
        if not self.answers:
            return "There are no questions yet."
        if not missed:
            return "That is all of them, and you knew every one."
        again = "One of them comes" if len(missed) == 1 else "Those that were new to you come"
        return f"That is all for now. {again} back first next time: that is how it sticks."
