"""A file that is changed elsewhere while it is edited here: taken over where nothing would be lost, else it is said."""

from textual.screen import Screen

from coach.library.manuscript import Manuscript, UnwritableError
from coach.library.own_copy import UnreadableError
from coach.tui.widgets.toml_area import TomlArea

TAKEN = "The file was changed elsewhere: this is its text now. Ctrl+Z brings back the one before."
NOT_TAKEN = "The file was changed elsewhere. Yours is kept: Ctrl+S asks before it takes that one's place."
GONE = "The file was deleted elsewhere. Ctrl+S puts it back."


def take_up(screen: Screen[None], area: TomlArea, manuscript: Manuscript) -> None:
    """Look whether the file was changed by somebody else; ``area`` holds the text in hand."""
    if not manuscript.is_others_news():
        return
    if manuscript.is_gone:
        screen.notify(GONE, severity="warning", timeout=10, markup=False)
        return
    if area.content != manuscript.saved:
        screen.notify(NOT_TAKEN, severity="warning", timeout=10, markup=False)
        return
    try:
        manuscript.begin_anew()
    except (UnreadableError, UnwritableError) as error:
        screen.notify(f"The file was changed elsewhere. {error}", severity="warning", timeout=10, markup=False)
        return
    area.replace_all(manuscript.saved)
    screen.notify(TAKEN, timeout=10, markup=False)
