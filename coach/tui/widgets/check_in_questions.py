"""The questions of the check-in on the Ready screen; keys answer the one that is marked."""

from coach.domain.planning.reasons import day
from coach.domain.records.by_name import by_name
from coach.domain.records.check_in_answers import CheckInAnswers
from coach.domain.records.morning import Night
from coach.domain.records.questions import BEFORE, Prompt, Takes
from coach.domain.today.check_in import Questions
from coach.tui.widgets.question import PAIN_OPTIONS, YES_NO, Question

_PAIN = "pain"
"""The id of the first question."""


class CheckInQuestions:
    """How much it hurts now, each unanswered morning, and daily life where it is asked about.

    ``nights``: the nights asked about, by the ids of their questions.
    """

    def __init__(self, asked: Questions, place: str, answers: CheckInAnswers) -> None:
        self.nights: dict[str, Night] = {f"morning-{number}": night for number, night in enumerate(asked.nights, 1)}
        self._waits = dict(zip(self.nights, asked.waits, strict=True))
        self._names = {_id(prompt): prompt.name for prompt in asked.prompts}
        self.pain, *others = (_question(prompt, place) for prompt in asked.prompts)
        mornings = [_morning(name, night, place) for name, night in self.nights.items()]
        self.all = [self.pain, *mornings, *others]
        self._given = by_name(answers.told)

    def name_of(self, question: Question) -> str | None:
        """Return the name of a question's answer; None if it asks about a morning."""
        return self._names.get(question.id or "")

    def show_given(self) -> None:
        """Show the answers given before."""
        for question in self.all:
            value = self._given.get(self.name_of(question) or "")
            if value is not None:
                question.set_value(value)

    @property
    def marked(self) -> Question:
        """The question that keys answer."""
        return next((question for question in self.all if question.active), self.all[0])

    def mark_open(self, *, may_start: bool) -> str:
        """Mark the first unanswered question, or the first of all; return the hint to show."""
        first = next((question for question in self.all if not question.is_settled), None)
        self._mark(first or self.all[0])
        waits = self._waits.get(first.id or "") if first else None
        if waits is not None:
            return f"A digit answers, s later. {waits}"
        return "" if first or not may_start else "Enter starts."

    def mark_following(self) -> None:
        """Mark the next question, answered or not."""
        self._mark(self.all[(self.all.index(self.marked) + 1) % len(self.all)])

    def _mark(self, marked: Question) -> None:
        for question in self.all:
            question.active = question is marked


def _id(prompt: Prompt) -> str:
    return _PAIN if prompt is BEFORE else prompt.name.replace("_", "-")


def _question(prompt: Prompt, place: str) -> Question:
    """Return the widget of a question, wide enough for its label: one about pain names the place, so is longer."""
    label, options = prompt.label.format(place=place), YES_NO if prompt.takes is Takes.YES_NO else PAIN_OPTIONS
    question = Question(label, options, id=_id(prompt))
    return question.add_class("wide" if prompt.takes is Takes.PAIN else "fair")


def _morning(name: str, night: Night, place: str) -> Question:
    return Question(f"The morning after {day(night.at)}: {place}, 0–10", PAIN_OPTIONS, id=name).add_class("wide")
