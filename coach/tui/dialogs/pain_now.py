"""Asks what hurts in a session: how much, what it is like, and which side, while the session's clock is paused.

The first digit after h is how much, whichever place is trained. Each answer is reported at once, so none is lost.
"""

from collections.abc import Callable

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from coach.domain.exercises.exercise import Side
from coach.domain.records.entries import Quality
from coach.domain.records.profile import NO_PROFILE
from coach.tui.dialogs.base import Asking
from coach.tui.widgets.key_hint import KeyHint
from coach.tui.widgets.question import PAIN_OPTIONS, Question, numbered

QUALITIES = numbered([(str(quality), quality) for quality in Quality if quality is not Quality.NONE])
_SIDES = numbered([("left", Side.LEFT), ("right", Side.RIGHT), ("both", None)])


class Pain(Struct, frozen=True):
    """What hurts: ``pain`` 0–10; ``side`` None: both sides, or not asked."""

    side: Side | None
    pain: int
    quality: Quality | None = None


class Hurts(Asking[Pain]):
    """Closes with the pain, or None when left by Esc before one was given.

    ``sided``: whether to ask for the side; ``worked``: the side set at first. ``place``: the body part asked about.
    ``told``: called with each answer at once. ``before``: a pain given earlier, to be corrected.
    """

    def __init__(
        self,
        exercise: str,
        *,
        sided: bool,
        worked: Side | None = None,
        place: str = NO_PROFILE.place,
        told: Callable[[Pain], None] = lambda _: None,
        before: Pain | None = None,
    ) -> None:
        super().__init__()
        self._exercise = exercise
        self._told = told
        self._pain = Question(f"{place.capitalize()}, 0 none … 10 worst", PAIN_OPTIONS, id="pain")
        self._quality = Question("What is it like", QUALITIES, id="quality")
        self._side = Question("Which side", _SIDES, id="side")
        self._side.set_value(before.side if before else worked)
        if before:
            self._pain.set_value(before.pain)
            if before.quality:
                self._quality.set_value(before.quality)
        self.asked = [self._pain, self._quality, *([self._side] if sided else [])]

    def compose(self) -> ComposeResult:
        """The questions."""
        with Vertical(id="ask"):
            yield Static(f"What hurts in {self._exercise}? The clock stands.", id="question", markup=False)
            yield from self.asked
            yield KeyHint("A digit answers · t is ten · s skips · Enter takes · Esc: enough said")

    def help_lines(self) -> list[tuple[str, str]]:
        """How to answer, and how to leave."""
        return [
            *super().help_lines(),
            ("Enter", "Take the answer that stands there."),
            ("Esc", "No more to say: an answer given counts; without one nothing hurts, and the session goes on."),
        ]

    def may_skip(self, question: Question) -> bool:
        """All but how much it hurts."""
        return question is not self._pain

    def go_on(self, answered: Question) -> None:
        """Go to the next question; after the last, close."""
        self._tell()
        place = self.asked.index(answered) + 1
        if self._pain.value is None:
            self.ask(self._pain)
        elif place < len(self.asked):
            self.ask(self.asked[place])
        else:
            self.leave()

    def finish(self) -> None:
        """Take the answer that is set in the present question."""
        present = next(question for question in self.asked if question.active)
        if present.is_settled:
            self.go_on(present)

    def leave(self) -> None:
        """Close with the pain that was given, or None."""
        self.dismiss(self._given())

    def _tell(self) -> None:
        given = self._given()
        if given is not None:
            self._told(given)

    def _given(self) -> Pain | None:
        side, pain, quality = self._side.value, self._pain.value, self._quality.value
        if not isinstance(pain, int):
            return None
        if not isinstance(side, Side) or self._side not in self.asked:
            side = None
        return Pain(side, pain, quality if isinstance(quality, Quality) else None)
