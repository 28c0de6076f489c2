"""Measuring: how well what matters to the runner goes, and the checks of their course; at first, naming what matters.

Left out: when it is due (``domain.courses.measuring``), and keeping it (``services.measuring``).
"""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from coach.domain.courses.measuring import SCALE_QUESTION, STOP
from coach.domain.exercises.course import Check, Unit
from coach.domain.listing import capitalised
from coach.library.formats.history_keys.measure import MOST_MEASURED
from coach.services.measuring import WHAT_MATTERS, Reached, split_names
from coach.tui.base.app_base import AppBase
from coach.tui.screens.questionnaire import Questionnaire
from coach.tui.weeks.note import NoteDialog
from coach.tui.widgets.number import Number
from coach.tui.widgets.question import PAIN_OPTIONS as ZERO_TO_TEN
from coach.tui.widgets.question import Question

if TYPE_CHECKING:
    from coach.services.training import Training


def measure(app: AppBase) -> None:
    """Ask what is due; if nothing is, ask everything. At first ask what matters, if the runner never said.

    A check that is due waits for no name: a block of the course may wait for it.
    """
    measuring = app.training.measuring
    is_due = measuring.scale_is_due() or bool(measuring.due_checks())
    checks = () if measuring.not_today() else measuring.due_checks() if is_due else measuring.checks()
    if not measuring.matters and (measuring.asks_what_matters() or not checks):
        name_what_matters(app, checks)
        return
    matters = measuring.matters if measuring.scale_is_due() or not is_due else ()
    app.push_screen(MeasureScreen(app.training, matters, checks))


def name_what_matters(app: AppBase, checks: tuple[Check, ...] = ()) -> None:
    """Ask what matters, then go on to how well it goes."""

    def keep(typed: str | None) -> None:
        kept = () if typed is None else app.training.measuring.name(split_names(typed))
        if kept or (checks and app.training.measuring.due_checks()):
            app.push_screen(MeasureScreen(app.training, kept, checks))
        elif typed is not None:
            app.notify("You are not asked what matters to you. The palette has it: What matters to you.", markup=False)
            app.go.home()

    hint = "Enter goes on; nothing typed: do not ask me. Esc: later."
    app.push_screen(NoteDialog(", ".join(app.training.measuring.matters), WHAT_MATTERS, hint), keep)


class MeasureScreen(Questionnaire):
    """A question for each thing, and for each side of a check. Answers are kept, even when it is left early."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "name", "Other things", tooltip="Name anew what matters to you."),
        Binding("escape", "give_up", "Leave", tooltip="Leave it; what is answered is kept."),
    ]

    def __init__(self, training: "Training", matters: tuple[str, ...], checks: tuple[Check, ...]) -> None:
        self._training = training
        self._matters = {f"scale-{place}": name for place, name in enumerate(matters)}
        self._checks = {f"check-{place}": check for place, check in enumerate(checks)}
        asked: dict[str, Question] = {
            key: Question(_capital(name), ZERO_TO_TEN, id=key) for key, name in self._matters.items()
        }
        for key, check in self._checks.items():
            for side in _SIDES:
                asked[f"{key}-{side}"] = _side_question(check, side, f"{key}-{side}")
            asked[f"{key}-pain"] = Question("Worst pain in it", ZERO_TO_TEN, id=f"{key}-pain")
        super().__init__("How well does it go?", asked)

    def open_names(self) -> list[str]:
        """All questions, but not the pain of a check that was not done."""
        return [
            name
            for name in self._asked
            if not name.endswith("-pain") or any(self._value(f"{name[:-5]}-{side}") is not None for side in _SIDES)
        ] or list(self._asked)[:1]

    def hint_of(self, name: str) -> str:
        """What the number means; for a check, what to do, and when to stop."""
        if name in self._matters:
            return f"{SCALE_QUESTION} Press a digit, t for ten, s to skip."
        check = self._checks[name.rpartition("-")[0]]
        if name.endswith("-pain"):
            return "0 none … 10 worst. From 4 on it counts for nothing."
        return " ".join(filter(None, (check.how, STOP, "Type it, then Enter; s skips.")))

    def kept(self) -> None:
        """Keep nothing yet: all answers form one measurement of one moment."""

    def finish(self) -> None:
        """Keep all answers, and close."""
        said = self._keep_all()
        self.dismiss(None)
        self.app.notify(said, markup=False)

    def action_give_up(self) -> None:
        """Keep what was answered, and close."""
        self.keep()
        self.finish()

    def action_name(self) -> None:
        """Name again what matters."""
        self.dismiss(None)
        name_what_matters(self.app, tuple(self._checks.values()))

    def _value(self, name: str) -> int | None:
        value = self._asked[name].value
        return value if isinstance(value, int) else None

    def _keep_all(self) -> str:
        measuring = self._training.measuring
        kept = [measuring.rate({name: self._value(key) for key, name in self._matters.items()})]
        for key, check in self._checks.items():
            left, right, pain = (self._value(f"{key}-{what}") for what in (*_SIDES, "pain"))
            if left is not None or right is not None:
                kept.append(measuring.reach(check, Reached(left, right, pain)))
        if not any(kept):
            return "Nothing was answered."
        fell = kept[0] is not None and self._training.standing().function.fell_by
        less = " That is less well than it was: the next block waits for two weeks." if fell else ""
        return f"Kept.{less}"


_SIDES = ("left", "right")


def _side_question(check: Check, side: str, key: str) -> Question:
    label = f"{check.name}, {side}"
    if check.unit is Unit.SCORE:
        return Question(label, ZERO_TO_TEN, id=key)
    return Number(label, 0, MOST_MEASURED, unit=str(check.unit), id=key)


def _capital(words: str) -> str:
    return capitalised(words)
