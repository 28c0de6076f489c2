"""It hurts: three quick questions while the session's clock stands."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Static

from coach.domain.profile import NO_PROFILE
from coach.domain.record import Quality
from coach.domain.timeline import Side
from coach.tui.screens.base import SteadyModal
from coach.tui.widgets.question import SCALE, Question, numbered

QUALITIES = numbered([(str(quality), quality) for quality in Quality if quality is not Quality.NONE])
_SIDES = numbered([("left", Side.LEFT), ("right", Side.RIGHT), ("both", None)])


@dataclass(frozen=True, slots=True)
class Pain:
    """What hurts: ``pain`` 0–10; ``side`` None: both, or not asked."""

    side: Side | None
    pain: int
    quality: Quality | None


class Hurts(SteadyModal[Pain | None]):
    """Closes with the pain, or None when it was left by Esc. ``sided``: the side is asked; ``place``: where."""

    def __init__(self, exercise: str, *, sided: bool, place: str = NO_PROFILE.place) -> None:
        super().__init__()
        self._exercise = exercise
        self._asked = [Question("Which side", _SIDES, id="side")] if sided else []
        self._asked += [
            Question(f"{place.capitalize()}, 0 none … 10 worst", SCALE, id="pain"),
            Question("What is it like", QUALITIES, id="quality"),
        ]

    def compose(self) -> ComposeResult:
        """The questions."""
        with Vertical(id="ask"):
            yield Static(f"What hurts in {self._exercise}? The clock stands.", id="question", markup=False)
            yield from self._asked
            yield Static("A digit answers · t is ten · s skips · Esc: nothing after all", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the first question."""
        self._asked[0].active = True

    def on_key(self, event: Key) -> None:
        """Answer the present question."""
        event.stop()
        if event.key == "escape":
            self.dismiss(None)
            return
        present = next(question for question in self._asked if question.active)
        if event.key == "s" and present.id != "pain":
            present.skip()
            self._go_on(present)
        elif present.choose(event.key):
            self._go_on(present)

    def on_question_answered(self, event: Question.Answered) -> None:
        """An answer was clicked."""
        self._go_on(event.question)

    def _go_on(self, answered: Question) -> None:
        answered.active = False
        open_ones = [question for question in self._asked if not question.is_settled]
        if open_ones:
            open_ones[0].active = True
            return
        given = {question.id: question.value for question in self._asked}
        side, pain, quality = given.get("side"), given["pain"], given["quality"]
        self.dismiss(
            Pain(
                side if isinstance(side, Side) else None,
                pain if isinstance(pain, int) else 0,
                quality if isinstance(quality, Quality) else None,
            )
        )
