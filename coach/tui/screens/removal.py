"""Removing a record in the app: choose one of the latest, confirm; and bringing one back."""

from coach.services.removal import (
    OFFERED,
    Removable,
    record_in_words,
    records,
    removal_question,
    remove_record,
    restorable_records,
    restore_record,
)
from coach.store.protocol import NoSuchEntryError
from coach.tui.base.app_base import AppBase
from coach.tui.dialogs.checklist import Item
from coach.tui.dialogs.confirm import Ask, Choice
from coach.tui.dialogs.pick_screen import Pick
from coach.tui.widgets.beside import record_preview

BACK = "Bring back a record"
"""The palette's title of the command that brings a record back."""
_CHOICES = (Choice("y", "Yes, take it out", True), Choice("escape", "Keep it", False))


def pick_record(app: AppBase) -> Pick[Removable]:
    """Return the screen that asks which record to remove, the latest first."""
    training = app.training
    latest = records(training)[: -OFFERED - 1 : -1]
    items = [Item(record_in_words(training, entry), entry) for entry in latest]
    what = "Which record should not be there?" if items else "There is no record yet."
    return Pick(what, items, lambda entry: ask_to_remove(app, entry), lambda entry: record_preview(training, entry))


def pick_removed(app: AppBase) -> Pick[Removable]:
    """Return the screen that asks which to bring back, the last one removed first."""
    items = [Item(record_in_words(app.training, entry), entry) for entry in restorable_records(app.training)[:OFFERED]]
    what = "Which record shall come back?" if items else "No record was taken out in the last 30 days."

    def restore(entry: Removable) -> None:
        try:
            said = restore_record(app.training, entry)
        except NoSuchEntryError:
            said = "It can no longer be brought back."
        app.go.home()
        app.notify(said, markup=False)

    return Pick(what, items, restore, lambda entry: record_preview(app.training, entry))


def ask_to_remove(app: AppBase, entry: Removable) -> None:
    """Ask about a record, and remove it on a yes."""

    def decide(sure: bool | None) -> None:
        if sure:
            said = remove_record(app.training, entry, f"{BACK} (Ctrl+P).")
            app.go.home()
            app.notify(said, markup=False)

    app.push_screen(Ask(removal_question(app.training, entry), _CHOICES), decide)
