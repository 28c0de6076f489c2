"""A record taken out, in the app: a list of the latest, one of them chosen, and asked about once more."""

from coach.domain.record import Answered
from coach.removing import LATEST, in_words, question, records, remove
from coach.tui.app import CoachApp
from coach.tui.screens.ask import Ask, Choice
from coach.tui.screens.pick import Pick
from coach.tui.screens.ticks import Item

_CHOICES = (Choice("y", "Yes, take it out", True), Choice("escape", "Keep it", False))


def pick(app: CoachApp) -> Pick[Answered]:
    """The screen that asks which, the latest first."""
    training = app.training
    latest = records(training)[: -LATEST - 1 : -1]
    items = [Item(in_words(training, entry), entry) for entry in latest]
    what = "Which record should not be there?" if items else "There is no record yet."
    return Pick(what, items, lambda entry: ask(app, entry))


def ask(app: CoachApp, entry: Answered) -> None:
    """Ask about a record, and take it out on a yes."""

    def decide(sure: bool | None) -> None:
        if sure:
            said = remove(app.training, entry)
            app.ways.home()
            app.notify(said, markup=False)

    app.push_screen(Ask(question(app.training, entry), _CHOICES), decide)
