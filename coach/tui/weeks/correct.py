"""Correcting a record: the questions it was asked, with the present answers; the consequences are shown before saving.

Left out: the consequences, and saving (``services.weeks.corrections``).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from coach.domain.records.by_name import by_name
from coach.domain.records.entries import Answered, Session, is_judged
from coach.domain.records.questions import Prompt, Takes, When
from coach.services.weeks.corrections import (
    UNDO,
    NoSuchEntryError,
    Undoable,
    better,
    consequences,
    correct,
    questions_of,
    top_stage,
    undo,
    undoable,
    wrong_with,
)
from coach.tui.base.app_base import AppBase
from coach.tui.dialogs.checklist import Item
from coach.tui.dialogs.confirm import Ask, Choice
from coach.tui.dialogs.pick_screen import Pick
from coach.tui.screens.log import meant, question_of
from coach.tui.screens.pain_check import exercises_to_name
from coach.tui.screens.questionnaire import Questionnaire, row
from coach.tui.widgets.beside import record_preview
from coach.tui.widgets.question import Question

if TYPE_CHECKING:
    from coach.services.training import Training

_SAVE = (Choice("enter", "Save it", True), Choice("escape", "Go on changing it", False))
_HINT = "Enter shows what it changes; s leaves it open."


class CorrectScreen(Questionnaire):
    """Nothing is kept until all of it is saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Leave as it was", tooltip="Change nothing."),
    ]

    def __init__(self, record: Answered, training: "Training", begins: str = "") -> None:
        """``begins``: the name of the question to ask first."""
        self._begins = begins
        self._record = record
        self._training = training
        self._prompts = {prompt.name: prompt for prompt in questions_of(record, training)}
        asked = {name: _question(prompt, record, training) for name, prompt in self._prompts.items()}
        super().__init__(
            f"Correct: {training.records.in_full(record)}", asked, lambda: record_preview(training, record)
        )
        values = by_name(record)
        for name, question in asked.items():
            value = _shown(self._prompts[name], values.get(name))
            question.set_value(value) if value is not None else question.skip()
        self._before = self._answers()

    def begin_with(self) -> int:
        """Return the place of the question to ask first."""
        return list(self._asked).index(self._begins) if self._begins in self._asked else super().begin_with()

    def open_names(self) -> list[str]:
        """All questions; without pain, none about the pain."""
        told = self._answers()
        without_pain = told.get("worst") == 0 and told.get("after") == 0
        return [name for name, prompt in self._prompts.items() if not (prompt.when is When.WITH_PAIN and without_pain)]

    def wrong(self) -> tuple[str, str] | None:
        """Check for pains that contradict each other."""
        wrong = wrong_with(self._better())
        return (f"{wrong} Enter: the worst was {self._better().after}.", "after") if wrong else None

    def insist(self) -> None:
        """Raise the worst pain to at least what was felt right after."""
        self.answer_anew("worst", self._asked["after"].value)

    def hint_of(self, name: str) -> str:
        """The question in full, and what Enter does."""
        return f"{self._prompts[name].question}? {_HINT}"

    def kept(self) -> None:
        """Keep nothing yet."""

    def finish(self) -> None:
        """After Enter: show what it changes, and ask whether to save. After an answer: go on to the next question."""
        if self.ended_by != "enter":
            names = self.open_names()
            here = names.index(self._asking) if self._asking in names else 0
            self._go(list(self._asked).index(names[min(here + 1, len(names) - 1)]))
            return
        made = self._better()
        if made == self._record:
            self.app.notify("Nothing was changed.", markup=False)
            self.dismiss(None)
            return
        said = consequences(self._training, self._record, made).in_words
        self.app.push_screen(Ask(f"{said}\n\n{UNDO}", _SAVE), lambda sure: self._save(made) if sure else None)

    def action_give_up(self) -> None:
        """Leave without changes."""
        self.dismiss(None)

    def _save(self, made: Answered) -> None:
        record = correct(self._training, self._record, made)
        said = "Corrected."
        if is_judged(record):
            verdict = self._training.records.verdict(record)
            said += f" Light: {verdict.light}. {' '.join(verdict.why)}" if verdict else ""
        self.dismiss(None)
        self.app.notify(said, markup=False)

    def _answers(self) -> dict[str, object]:
        return {name: meant(self._prompts[name], question.value) for name, question in self._asked.items()}

    def _better(self) -> Answered:
        """The record with only the changed answers: a value that was rounded for showing stays exact."""
        told = self._answers()
        changed = {name: value for name, value in told.items() if value != self._before[name]}
        return better(self._record, changed, self._training)


def _question(prompt: Prompt, record: Answered, training: "Training") -> Question:
    if prompt.takes is Takes.EXERCISES and isinstance(record, Session):
        return row(prompt, exercises_to_name(record, training.catalogue))
    names: Mapping[str, str] = {}
    return question_of(prompt, dict(names), 1, training.settings.units, top_stage(training, record))


def _shown(prompt: Prompt, value: Any) -> object:
    """An answer as its question shows it: seconds as whole minutes, a share as percent."""
    if value is None:
        return None
    return (
        round(value / 60)
        if prompt.takes is Takes.TIME
        else round(value * 100)
        if prompt.takes is Takes.SHARE
        else value
    )


LATEST = 30
"""Up to twice as many are offered, corrections and removals together."""


def pick_undo(app: AppBase) -> Pick[Undoable]:
    """Return the screen on which the runner picks what to undo."""
    items = [Item(each.words, each) for each in undoable(app.training)[: 2 * LATEST]]
    what = "Which shall be as it was before?" if items else "Nothing was corrected or taken out in the last 30 days."

    def restore(each: Undoable) -> None:
        try:
            said = undo(app.training, each)
        except NoSuchEntryError:
            said = "It can no longer be undone."
        app.go.weeks()
        app.notify(said, markup=False)

    return Pick(what, items, restore, lambda each: record_preview(app.training, each.entry))
