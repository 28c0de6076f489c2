"""The quiz: one question at a time, and after each answer, right or wrong, an explanation. There is no score."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from coach.domain.teaching.quiz import Answer, Quiz
from coach.tui.base.scrolling_screen import ScrollingScreen
from coach.tui.dialogs.base import Choice, ChoiceLine
from coach.tui.widgets.beside import Beside, card_preview

if TYPE_CHECKING:
    from coach.tui.widgets.preview import Preview

_ROUND = "Five questions, and none is counted. What you miss comes back first."
_CARD_COMES = "When you have answered, the card that it is from stands here."


class QuizScreen(ScrollingScreen):
    """A round of five questions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Next", tooltip="The next question; at the end, another round."),
        *(
            Binding(
                str(number),
                f"choose({number})",
                "Answer",
                key_display="1–5",  # as many as there are answers: ``keys_of``
                show=number == 1,
                tooltip="Answer by the number that stands before it.",
            )
            for number in range(1, 6)
        ),
        Binding("c", "card", "Card", tooltip="Read the card that has more about it."),
        Binding("up", "scroll(-1)", show=False, key_display="↑↓", tooltip="Look further up or down."),
        Binding("down", "scroll(1)", show=False),
        Binding("escape", "back", "Back", tooltip="Back to Learn. What you answered is kept."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._quiz = Quiz(())
        self._given: Answer | None = None
        """The answer whose explanation is shown; None while a question is shown."""

    def body(self) -> ComposeResult:
        """The question, its answers, and the explanation; beside them, where there is room, the card or the round."""
        yield Beside(self.app.training.clock, self._beside)
        yield Static(id="title", markup=False)
        with VerticalScroll(id="help", can_focus=False):
            yield Static(id="question", markup=False)
            for number in range(1, 6):
                yield ChoiceLine(Choice(str(number), "", number))
            yield Static(id="card", classes="says", markup=False)

    def on_mount(self) -> None:
        """Show the first question."""
        if self.query("#card"):  # else it was left before it was mounted
            self._begin()

    def _begin(self) -> None:
        self._quiz, self._given = self.app.training.learning.quiz(), None
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the keys for what can be done now."""
        present = self._quiz.present if self._given is None else None
        if action == "choose":
            number = parameters[0]
            return present is not None and isinstance(number, int) and number <= len(present.answers)
        if action == "next":
            return present is None
        if action == "card":
            return self._given is not None and bool(self._given.question.card)
        return True

    def keys_of(self, binding: Binding) -> str:
        """The numbers of the answers that there are."""
        present = self._quiz.present
        is_answer = binding.action.startswith("choose") and present is not None
        return f"1–{len(present.answers)}" if is_answer and present else super().keys_of(binding)

    def action_choose(self, number: int) -> None:
        """Answer the question."""
        if self._given is not None or self._quiz.present is None:
            return
        self._quiz = self._quiz.answered(number - 1)
        self._given = self._quiz.answers[-1]
        self.app.training.learning.answered(self._given)
        self._show()

    def action_next(self) -> None:
        """Show the next question, or start another round."""
        if self._given is None:
            self._begin()
            return
        self._given = None
        self._show()

    def action_card(self) -> None:
        """Open the card that tells more."""
        if self._given is not None and self._given.question.card:
            self.app.go.learn(self._given.question.card)

    def action_back(self) -> None:
        """Back to Learn."""
        self.dismiss(None)

    def on_click(self, event: Click) -> None:
        """An answer was clicked."""
        if isinstance(event.widget, ChoiceLine) and self._given is None:
            self.action_choose(event.widget.choice.value)

    # --- showing ----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        given = self._given
        shown = given.question if given is not None else self._quiz.present
        number = len(self._quiz.answers) + (given is None)
        place = f"   {number} of {len(self._quiz.questions)}" if shown is not None else ""
        self.query_one("#title", Static).update(Content.assemble(("Quiz", "bold $accent"), (place, "dim")))
        self.query_one("#question", Static).update(shown.asks if shown is not None else self._quiz.closing)
        self._show_answers(shown.answers if shown is not None else (), given)
        self.query_one("#card", Static).update(self._explanation(given))
        self.query_one("#help", VerticalScroll).scroll_home(animate=False)
        self.query_one(Beside).follow()
        self.refresh_bindings()

    def _beside(self) -> "Preview | None":
        """The card of the question that was answered; before that, and where it has none, the round so far."""
        from coach.tui.widgets.preview import Preview

        card = self.app.training.learning.lessons.card(self._given.question.card) if self._given else None
        if card is not None:
            return card_preview(card)
        before = tuple(
            line
            for each in self._quiz.answers
            for line in (each.question.asks, f"{'✓' if each.is_right else 'It is:'} {each.right_answer}", "")
        )
        is_open = self._given is None and self._quiz.present is not None
        return Preview(title="This round", lines=(*before, _ROUND, *(("", _CARD_COMES) if is_open else ())))

    def _show_answers(self, answers: Sequence[str], given: Answer | None) -> None:
        for place, line in enumerate(self.query(ChoiceLine)):
            line.display = place < len(answers)
            if place >= len(answers):
                continue
            words = Content.assemble((f"{place + 1:>3}  ", "bold $accent"), answers[place])
            if given is not None:
                is_right = place == given.question.right
                mark = ("  ✓ ", "bold $success") if is_right else ("    ", "")
                style = "bold" if is_right else "dim"
                chosen = "  your answer" if place == given.chosen else ""
                words = Content.assemble(mark, " ", (answers[place], style), (chosen, "$accent"))
            line.update(words)

    def _explanation(self, given: Answer | None) -> Content:
        if given is not None:
            style = "bold $success" if given.is_right else "bold $warning"
            lines = [Content.assemble((given.verdict, style)), *map(Content, given.question.explanation)]
            return Content("\n\n").join(lines)
        if self._quiz.present is None:
            return Content("Enter begins another round, Esc goes back.")
        return Content("")
