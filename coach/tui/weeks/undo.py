"""Undoing: a list of what was corrected or removed in the last 30 days; the one picked is restored."""

from coach.services.weeks.corrections import NoSuchEntryError, Undoable, undo, undoable
from coach.tui.base.app_base import AppBase
from coach.tui.dialogs.checklist import Item
from coach.tui.dialogs.pick_screen import Pick
from coach.tui.widgets.beside import record_preview

LATEST = 30
"""Up to twice as many are offered, corrections and removals together."""


def pick_undo(app: AppBase) -> Pick[Undoable]:
    """Return the screen on which the runner picks what to undo."""
    items = [Item(each.words, each) for each in undoable(app.training)[: 2 * LATEST]]
    what = "Which shall be as it was before?" if items else "Nothing was corrected or taken out in the last 30 days."

    def restore(each: Undoable) -> None:
        try:
            said = undo(app.training, each)
        except NoSuchEntryError:
            said = "It can no longer be undone."
        app.go.weeks()
        app.notify(said, markup=False)

    return Pick(what, items, restore, lambda each: record_preview(app.training, each.entry))
