"""Learn: every card and how much is read; one card at a time, with its moving figure.

Left out: the quiz (``quiz``), and which card is offered when (``domain.teaching.moments``).
"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.domain.figures.motion import way_of_demonstration
from coach.domain.session.demonstration import Demonstration
from coach.domain.teaching.lessons import Card
from coach.library.formats.settings.settings_file import Motion
from coach.tui.base.screen import CoachScreen
from coach.tui.base.scrolling_screen import ScrollingScreen
from coach.tui.terminal.glyphs import has_braille_here
from coach.tui.text.source_words import from_sources
from coach.tui.widgets.figure import FigureView
from coach.tui.widgets.steady_list import SteadyList, Valued
from coach.tui.widgets.workout_stage import FRAME_S

LOOK_S = 1.0
"""Seconds between two checks for changed lesson files, while the list is shown."""
_QUIZ = ""


class Cards(SteadyList):
    """The list; its arrow keys are shown in the footer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Choose", key_display="↑↓", tooltip="Choose a card."),
        Binding("down", "cursor_down", show=False),
        Binding("enter", "select", "Read", tooltip="Read the card that is chosen, or begin the quiz."),
    ]


class LearnScreen(CoachScreen):
    """The cards by topic, and the quiz."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("z", "quiz", "Quiz", tooltip="Five questions, each explained; what you missed comes back first."),
        Binding("ctrl+e", "edit", "Edit", show=False, tooltip="Change the file of this card, or a copy of it."),
        Binding("escape", "back", "Back", tooltip="Back to where you were."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    has_keys = Cards

    def body(self) -> ComposeResult:
        """How much is read, the list, and how the highlighted card begins; on a wide terminal, beside the list."""
        yield Static(id="title", markup=False)
        with Horizontal(id="learn-desk"):
            yield Cards(id="cards", markup=False)
            with VerticalScroll(id="open", can_focus=False):
                yield FigureView(still=True, ascii_only=not has_braille_here(), id="drawn")
                yield Static(id="card", classes="says", markup=False)
        yield Static(id="about", markup=False)
        yield Static(id="trouble", markup=False)

    def on_mount(self) -> None:
        """Start at the first unread card, from the files as they are now."""
        if not self.query("#trouble"):  # left before it was mounted
            return
        self.app.training.learning.look()
        self._fill(self._first_unread())
        self.query_one(Cards).focus()
        self.set_interval(LOOK_S, self.look)

    def look(self) -> None:
        """Read changed lesson files at once."""
        if self.app.training.learning.has_changed():
            self.library_changed()

    def library_changed(self) -> None:
        """Read the lessons again: the cards may have changed."""
        self.app.training.learning.look()
        if self.query("#trouble"):
            self._fill(self._chosen)

    def on_screen_resume(self) -> None:
        """Update: a card may have been read, or questions answered."""
        if self.query("#trouble") and self.query_one(Cards).option_count:
            self._fill(self._chosen)

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        """Show how the highlighted card begins."""
        if self.query("#about"):
            self._tell()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the line: Enter, or a click."""
        if isinstance(event.option, Valued):
            self.read(event.option.value)

    def read(self, identity: str) -> None:
        """Open this card; with an empty id, start the quiz."""
        if identity == _QUIZ:
            self.action_quiz()
            return
        card = self.app.training.learning.lessons.card(identity)
        if card is not None:
            self.app.push_screen(CardScreen(card))

    def action_quiz(self) -> None:
        """Start a round of five questions."""
        from coach.tui.screens.quiz import QuizScreen

        self.app.push_screen(QuizScreen())

    def action_edit(self) -> None:
        """Edit the file of the highlighted card."""
        home = self.app.training.learning.book.homes.get(self._chosen)
        if home is not None:
            self.app.go.edit("lessons", home)

    def action_back(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)

    # --- showing ----------------------------------------------------------------------------------------------------

    @property
    def _chosen(self) -> str:
        cards = self.query_one(Cards)
        place = cards.highlighted
        option = cards.get_option_at_index(place) if place is not None and place < cards.option_count else None
        return option.value if isinstance(option, Valued) else _QUIZ

    def _first_unread(self) -> str:
        learning = self.app.training.learning
        read = learning.learned().read
        cards = learning.lessons.cards
        return next((card.id for card in cards if card.id not in read), cards[0].id if cards else _QUIZ)

    def _fill(self, chosen: str) -> None:
        learning = self.app.training.learning
        lessons, learned = learning.lessons, learning.learned()
        options: list[Option] = []
        topic = ""
        for card in lessons.cards:
            if card.topic != topic:
                topic = card.topic
                options.append(Option(Content.assemble((topic, "bold $accent")), disabled=True))
            is_read = card.id in learned.read
            mark = ("✓  ", "bold") if is_read else ("·  ", "")
            options.append(Valued(Content.assemble("  ", mark, card.title), card.id))
        options.append(Option(Content.assemble(("Quiz", "bold $accent")), disabled=True))
        many = len(lessons.questions)
        options.append(Valued(Content.assemble("  ", ("?  ", "bold"), f"Five of {many} questions, explained"), _QUIZ))
        cards = self.query_one(Cards)
        cards.clear_options()
        cards.add_options(options)
        ids = [option.value if isinstance(option, Valued) else None for option in options]
        cards.highlighted = ids.index(chosen) if chosen in ids else ids.index(_QUIZ)
        words = Content.assemble(("Learn", "bold"), f" · {learned.progress(lessons)}")
        self.query_one("#title", Static).update(words)
        wrong = [each for each in learning.book.diagnostics if each.severity == "error"]
        self.query_one("#trouble", Static).update(str(wrong[0]) if wrong else "")
        self.query_one("#trouble").display = bool(wrong)
        self._tell()

    def _tell(self) -> None:
        card = self.app.training.learning.lessons.card(self._chosen)
        begins = card.says[0] if card else "Right or wrong, each answer is explained. What you miss comes back first."
        self.query_one("#about", Static).update(begins)
        self.query_one("#card", Static).update(_words(card) if card else begins)
        figure = card.figure if card else None
        self.set_class(figure is not None, "-drawn")
        self.query_one(FigureView).show(Demonstration(figure, 0.0, mirror=False, moving=False) if figure else None)


class CardScreen(ScrollingScreen):
    """One card; opening it marks it as read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,n", "next", "Next", key_display="⏎", tooltip="The next card; after the last, the list."),
        Binding("p", "previous", "Previous", tooltip="The card before."),
        Binding("up", "scroll(-1)", "Scroll", key_display="↑↓", tooltip="Look further up or down."),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-6)", show=False),
        Binding("pagedown,space", "scroll(6)", show=False),
        Binding("escape", "back", "Back", tooltip="Back to where you were."),
        Binding("ctrl+t", "app.light_or_dark", show=False),
        Binding("ctrl+q", "app.leave", show=False),
    ]

    def __init__(self, card: Card) -> None:
        super().__init__()
        self._card = card
        self._since = 0.0
        self._frames: Timer | None = None

    def body(self) -> ComposeResult:
        """The figure, if there is one, and the text."""
        yield Static(id="title", markup=False)
        with Horizontal(id="card-desk"):
            yield FigureView(still=self._is_still, ascii_only=not has_braille_here(), id="drawn")
            with VerticalScroll(id="help", can_focus=False):
                yield Static(id="card", classes="says", markup=False)

    def on_mount(self) -> None:
        """Show the card."""
        if self.query("#card"):  # else it was left before it was mounted
            self._frames = self.set_interval(FRAME_S, self.move, pause=True)
            self._show(self._card)

    @property
    def _is_still(self) -> bool:
        return self.app.training.settings.motion is Motion.REDUCED

    def move(self) -> None:
        """Draw the figure as it is at this moment."""
        figure = self._card.figure
        if figure is not None and self.query("#drawn"):
            way = way_of_demonstration(figure, self.app.training.clock.monotonic() - self._since)
            self.query_one(FigureView).show(Demonstration(figure, way, mirror=False, moving=True))

    def library_changed(self) -> None:
        """Show the same card as its file has it now."""
        learning = self.app.training.learning
        learning.look()
        now = learning.lessons.card(self._card.id)
        if now is not None and now != self._card and self.query("#card"):
            self._show(now)

    def _show(self, card: Card) -> None:
        self._card = card
        learning = self.app.training.learning
        learning.read(card)
        cards = [each.id for each in learning.lessons.cards]
        place = f"   {cards.index(card.id) + 1} of {len(cards)}" if card.id in cards else ""
        self.query_one("#title", Static).update(Content.assemble((card.title, "bold $accent"), (place, "dim")))
        self.query_one("#card", Static).update(_words(card))
        self.query_one("#help", VerticalScroll).scroll_home(animate=False)
        self.set_class(card.figure is not None, "-drawn")
        self._since = self.app.training.clock.monotonic()
        self.move()
        if self._frames is not None:
            (self._frames.resume if card.figure is not None and not self._is_still else self._frames.pause)()

    def _step(self, by: int) -> None:
        cards = self.app.training.learning.lessons.cards
        ids = [card.id for card in cards]
        place = ids.index(self._card.id) + by if self._card.id in ids else len(cards)
        if 0 <= place < len(cards):
            self._show(cards[place])
        elif by > 0:
            self.dismiss(None)

    def action_next(self) -> None:
        """Show the next card; after the last, go back."""
        self._step(1)

    def action_previous(self) -> None:
        """Show the card before."""
        self._step(-1)

    def action_back(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)


def _words(card: Card) -> Content:
    """The text of a card, where its sources differ, and its sources."""
    lines = [Content(each) for each in card.says]
    if card.differs:
        lines.append(Content.assemble(("The sources differ.  ", "bold $warning"), card.differs))
    lines.append(from_sources("Sources: ", card.sources))
    return Content("\n\n").join(lines)
