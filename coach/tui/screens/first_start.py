"""First start: asks what brings the runner, where it hurts, what they run, how much time there is; then a course.

Left out: what the answers do to profile and start (``services.questions.first_answers``).
"""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from coach.domain.exercises.course import Concern
from coach.services.questions.first_answers import FIRST_QUESTIONS, FirstAnswers, FirstQuestion
from coach.services.training import Training
from coach.tui.screens.questionnaire import Questionnaire
from coach.tui.widgets.question import PAIN_OPTIONS, Question, numbered

if TYPE_CHECKING:
    from coach.tui.widgets.preview import Preview

_SHOWN = "psoas-stretch"
"""The exercise shown beside the questions."""
_ARE_FOR = (
    "They choose where you begin: how gently, with which course, on how many days.",
    "",
    "What hurts is what every 0 to 10 is asked of, before and after each session.",
    "",
    "They stay with your records, and each can be changed later, under You.",
)
_HINT = "A digit answers, s skips one, Esc skips all. You can change it later, under You."
_SCALE = " 0 none … 10 worst; t is ten."
_HINTS = {each.name: f"{each.hint}{'' if each.options else _SCALE}" for each in FIRST_QUESTIONS if each.hint}
_IDS = {"morning": "usual-morning", "week": "runs-a-week", "days": "days-a-week"}


class FirstStart(Questionnaire):
    """A few short questions. Each answer is kept as it is given; once left, they are not asked again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "skip_all", "Skip all", tooltip="Keep what is answered so far, and go home."),
    ]

    def __init__(self, training: Training) -> None:
        super().__init__("Welcome. What brings you here?", _questions(), self._shown_beside)
        self._answers = FirstAnswers(training)
        # If the coach was ended in the middle, go on from there.
        for name, value in self._answers.known().items():
            if value is not None:
                self._asked[name].set_value(value)

    def _shown_beside(self) -> "Preview | None":
        from coach.tui.widgets.preview import Preview  # it draws figures: too slow for the first frame

        shown = self.app.training.catalogue.exercises.get(_SHOWN)
        return None if shown is None else Preview(title="What the answers are for", lines=_ARE_FOR, exercise=shown)

    def begin_with(self) -> int:
        """Return the place of the first unanswered question."""
        is_open = self.open_names()
        asked = enumerate(self._asked.items())
        return next((number for number, (name, each) in asked if name in is_open and not each.is_settled), 0)

    def open_names(self) -> list[str]:
        """Where it hurts and how much, if something hurts; running, unless the complaint forbids it."""
        return [name for name in self._asked if self._answers.is_open(name, self._values())]

    def hint_of(self, name: str) -> str:
        """Return the line that says how a question is answered."""
        return _HINTS.get(name, _HINT)

    def kept(self) -> None:
        """Keep what was answered here in the profile, or as the runner's state at the start."""
        self._answers.keep(self._values(), self._given)

    def finish(self) -> None:
        """Note that they were asked; then go on to the warning signs, if something hurts, and to a course."""
        self._answers.are_asked()
        concern = self._asked["concern"].value
        if concern is None:
            self.app.go.home()
        elif concern is Concern.PAINFUL:
            self.app.go.check_signs(self.app.go.propose_course)  # this screen stays below until the signs are answered
        else:
            self.app.go.propose_course()

    def action_skip_all(self) -> None:
        """Keep what is answered, ask no more, and go home."""
        self.keep()
        self._answers.are_asked()
        self.app.go.home()

    def _values(self) -> dict[str, object]:
        return {name: question.value for name, question in self._asked.items()}


def _questions() -> dict[str, Question]:
    return {each.name: _question(each) for each in FIRST_QUESTIONS}


def _question(asked: FirstQuestion) -> Question:
    options = numbered(asked.options) if asked.options else PAIN_OPTIONS
    return Question(asked.label, options, id=_IDS.get(asked.name, asked.name))
