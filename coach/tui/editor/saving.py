"""Saves the edited text, says what is in use then, and copes with somebody else changing the file meanwhile."""

from collections.abc import Callable

from coach.library.drafts.draft import Draft, UnwritableError
from coach.library.drafts.own_copy import UnreadableError, keep_schemas
from coach.library.shelf.library import Origin
from coach.library.toml.sanitize import short
from coach.tui.base.app_base import AppBase
from coach.tui.dialogs.confirm import Ask, Choice
from coach.tui.editor.toml_area import TomlArea

_ASKED = "This file was changed elsewhere since you opened it. Save over it?"
_READ_ONLY = "This file is read-only: somebody did not want it changed. Save over it all the same?"


class Saving:
    """Saves one text to its file. ``usable``: it has no errors. ``then`` is called with a sentence on the outcome."""

    def __init__(
        self, coach: AppBase, manuscript: Draft, text: str, *, usable: bool, then: Callable[[str], None]
    ) -> None:
        self._coach = coach
        self._manuscript = manuscript
        self._text = text
        self._usable = usable
        self._then = then

    def begin(self) -> None:
        """Save; ask first if the file is read-only, or if somebody else has changed it meanwhile."""
        if self._manuscript.is_read_only:
            self._ask(_READ_ONLY, "Yes: mine takes its place", self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        if self._manuscript.changed_elsewhere():
            self._ask(_ASKED, "Yes: mine takes its place; it is put aside", self._save)
        else:
            self._save()

    def _ask(self, question: str, yes: str, then: Callable[[], None]) -> None:
        choices = (Choice("y", yes, True), Choice("escape", "Not yet", False))
        self._coach.push_screen(Ask(question, choices), lambda sure: then() if sure else None)

    def _save(self) -> None:
        is_first = self._manuscript.is_new
        try:
            aside = self._manuscript.save(self._text)
        except UnwritableError as error:
            self._then(f"Not saved. {error}")
            return
        self._coach.reread([self._manuscript.file.path])
        if not self._coach.coach.hosted:  # schemas for external editors
            training = self._coach.training
            keep_schemas(training.library, [card.id for card in training.learning.lessons.cards])
        theirs = f" The other is in {short(aside.name)}." if aside else ""
        if self._usable:
            self._then(f"Saved, and in use from now on.{self._hidden() if is_first else ''}{theirs}")
        else:
            self._then(f"Saved with errors. {self._instead()}{theirs}")

    @property
    def _origin(self) -> Origin | None:
        """Where the version in use comes from."""
        file = self._manuscript.file
        return self._coach.training.library.origins.get((file.kind, file.path.stem))

    def _hidden(self) -> str:
        """Whose version the new file replaces."""
        origin = self._origin
        return f" It takes the place of the {origin.hides[-1]} one." if origin and origin.hides else ""

    def _instead(self) -> str:
        """What is used while this file has errors."""
        file, origin = self._manuscript.file, self._origin
        if origin is None:
            return "It cannot be used until they are mended."
        if origin.path == file.path:
            return "Its last good version stays in use."
        return f"The {origin.layer} {file.kind} stays in use."


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
