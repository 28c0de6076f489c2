"""Removing a record in the app: choose one of the latest, confirm; and bringing one back."""

from coach.services.removal import LATEST, Removable, bring_back, in_words, question, records, remove, removed
from coach.store.protocol import NoSuchEntryError
from coach.tui.base.app_base import AppBase
from coach.tui.dialogs.checklist import Item
from coach.tui.dialogs.confirm import Ask, Choice
from coach.tui.dialogs.pick_screen import Pick
from coach.tui.widgets.beside import record_preview

BACK = "Bring back a record"
"""The palette's title of the command that brings a record back."""
_CHOICES = (Choice("y", "Yes, take it out", True), Choice("escape", "Keep it", False))


def pick(app: AppBase) -> Pick[Removable]:
    """Return the screen that asks which record to remove, the latest first."""
    training = app.training
    latest = records(training)[: -LATEST - 1 : -1]
    items = [Item(in_words(training, entry), entry) for entry in latest]
    what = "Which record should not be there?" if items else "There is no record yet."
    return Pick(what, items, lambda entry: ask(app, entry), lambda entry: record_preview(training, entry))


def pick_removed(app: AppBase) -> Pick[Removable]:
    """Return the screen that asks which to bring back, the last one removed first."""
    items = [Item(in_words(app.training, entry), entry) for entry in removed(app.training)[:LATEST]]
    what = "Which record shall be there again?" if items else "No record was taken out in the last 30 days."

    def restore(entry: Removable) -> None:
        try:
            said = bring_back(app.training, entry)
        except NoSuchEntryError:
            said = "It can no more be brought back."
        app.go.home()
        app.notify(said, markup=False)

    return Pick(what, items, restore, lambda entry: record_preview(app.training, entry))


def ask(app: AppBase, entry: Removable) -> None:
    """Ask about a record, and remove it on a yes."""

    def decide(sure: bool | None) -> None:
        if sure:
            said = remove(app.training, entry, f"{BACK} (Ctrl+P).")
            app.go.home()
            app.notify(said, markup=False)

    app.push_screen(Ask(question(app.training, entry), _CHOICES), decide)
