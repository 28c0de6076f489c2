"""What is unanswered of the last seven days: pain checks and mornings, a line each; the one picked is asked.

Left out: a pain check itself (``screens.pain_check``).
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual.binding import Binding, BindingType

from coach.domain.records.morning import Night, Slept
from coach.tui.base.app_base import AppBase
from coach.tui.dialogs.checklist import Item
from coach.tui.dialogs.pick_screen import Pick
from coach.tui.screens.questionnaire import Questionnaire
from coach.tui.widgets.beside import record_preview
from coach.tui.widgets.question import PAIN_OPTIONS, Question

if TYPE_CHECKING:
    from coach.services.training import Training


class Open(Struct, frozen=True):
    """What is unanswered: the record that it is about, and what asks it."""

    about: Slept
    ask: Callable[[], None]


def pick_unanswered(app: AppBase) -> Pick[Open]:
    """Return the screen on which the runner picks one."""
    training = app.training
    items = [
        Item(training.pain_checks.words(record), Open(record, partial(app.go.pain_check, record)))
        for record in training.pain_checks.incomplete()
    ]
    items += [
        Item(training.pain_checks.morning_words(night), Open(night.bears, partial(app.go.morning, night)))
        for night in training.pain_checks.open_mornings()
    ]
    what = "What is unanswered of the last seven days:" if items else "Everything of the last seven days is answered."
    return Pick(what, items, lambda each: each.ask(), lambda each: record_preview(training, each.about))


class MorningScreen(Questionnaire):
    """One question: how it was the morning after."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", tooltip="Leave it unanswered.")]

    def __init__(self, night: Night, training: "Training") -> None:
        self._night = night
        self._training = training
        place = training.profile().place
        label = f"Pain that morning: {place}"
        asked = {"morning": Question(label, PAIN_OPTIONS, id="morning")}
        super().__init__(
            training.pain_checks.morning_words(night), asked, lambda: record_preview(training, night.bears)
        )

    def hint_of(self, name: str) -> str:
        """What the digits mean."""
        return "0 none … 10 worst, when you got up. Press a digit, t for ten, s to leave it open."

    def kept(self) -> None:
        """Nothing to do here: ``finish`` keeps the only answer."""

    def finish(self) -> None:
        """Keep the answer, if there is one, and close."""
        value = self._asked["morning"].value
        self.dismiss(None)
        if not isinstance(value, int):
            return
        told = self._training.records.answer_morning(self._night, value)
        lights = [verdict for entry in told if (verdict := self._training.records.light_of(entry))]
        self.app.notify(" ".join(["Kept.", *lights]), markup=False)

    def action_leave(self) -> None:
        """Close without keeping anything."""
        self.dismiss(None)
