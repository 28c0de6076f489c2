"""Handles a file that somebody else changes while its text is edited."""

from coach.library.drafts.draft import Draft, UnwritableError
from coach.library.drafts.own_copy import UnreadableError
from coach.tui.editor.toml_area import TomlArea

TAKEN = "Changed elsewhere: this is its text now. Ctrl+Z brings back the one before."
NOT_TAKEN = "Changed elsewhere: Ctrl+S asks before yours takes its place."
GONE = "Deleted elsewhere: Ctrl+S puts it back."


def take_up(area: TomlArea, manuscript: Draft) -> str:
    """Check whether somebody else changed the file, and return a sentence on it; ``area`` holds the edited text."""
    if not manuscript.is_others_news():
        return ""
    if manuscript.is_gone:
        return GONE
    if area.content != manuscript.saved:
        return NOT_TAKEN
    try:
        manuscript.begin_anew()
    except (UnreadableError, UnwritableError) as error:
        return f"Changed elsewhere. {error}"
    with area.prevent(TomlArea.Changed):  # nobody has typed
        area.replace_all(manuscript.saved)
    return TAKEN
