"""It hurts: three quick questions while the session's clock stands."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from coach.domain.profile import NO_PROFILE
from coach.domain.record import Quality
from coach.domain.timeline import Side
from coach.tui.screens.dialog import Asking
from coach.tui.widgets.key_hint import KeyHint
from coach.tui.widgets.question import SCALE, Question, numbered

QUALITIES = numbered([(str(quality), quality) for quality in Quality if quality is not Quality.NONE])
_SIDES = numbered([("left", Side.LEFT), ("right", Side.RIGHT), ("both", None)])


@dataclass(frozen=True, slots=True)
class Pain:
    """What hurts: ``pain`` 0–10; ``side`` None: both, or not asked."""

    side: Side | None
    pain: int
    quality: Quality | None


class Hurts(Asking[Pain]):
    """Closes with the pain, or None when it was left by Esc. ``sided``: the side is asked; ``place``: where."""

    def __init__(self, exercise: str, *, sided: bool, place: str = NO_PROFILE.place) -> None:
        super().__init__()
        self._exercise = exercise
        self.asked = [
            *([Question("Which side", _SIDES, id="side")] if sided else []),
            Question(f"{place.capitalize()}, 0 none … 10 worst", SCALE, id="pain"),
            Question("What is it like", QUALITIES, id="quality"),
        ]

    def compose(self) -> ComposeResult:
        """The questions."""
        with Vertical(id="ask"):
            yield Static(f"What hurts in {self._exercise}? The clock stands.", id="question", markup=False)
            yield from self.asked
            yield KeyHint("A digit answers · t is ten · s skips · Esc: nothing after all")

    def help_lines(self) -> list[tuple[str, str]]:
        """Answering, and the way back."""
        return [*super().help_lines(), ("Esc", "Nothing hurts after all: the session goes on.")]

    def may_skip(self, question: Question) -> bool:
        """How much it hurts must be told."""
        return question.id != "pain"

    def go_on(self, answered: Question) -> None:
        """To the next open one; after the last, the pain."""
        answered.active = False
        open_ones = [question for question in self.asked if not question.is_settled]
        if open_ones:
            open_ones[0].active = True
            return
        given = {question.id: question.value for question in self.asked}
        side, pain, quality = given.get("side"), given["pain"], given["quality"]
        self.dismiss(
            Pain(
                side if isinstance(side, Side) else None,
                pain if isinstance(pain, int) else 0,
                quality if isinstance(quality, Quality) else None,
            )
        )
