"""What Home says around its list: what is due and why, what is still wanting, and what is wrong."""

from pathlib import Path

from textual.content import Content

from coach.library.toml.source import shown_path
from coach.tui.base.app_base import AppBase
from coach.tui.screens.home_list import HomeList

_MOST_COPIES = 3
"""Copies that are named; `coach check` tells all."""
_UNREAD_SHOWN = 2
"""So many records that cannot be read are named at once."""


class HomeToday:
    """The words of now, for an app with this list."""

    def __init__(self, app: AppBase, home_list: HomeList) -> None:
        self._app = app
        self._list = home_list

    @property
    def _is_reading(self) -> bool:
        return self._app.files.is_reading

    @property
    def is_locked(self) -> bool:
        """Training is locked, as far as is known."""
        return not self._is_reading and self._app.training.standing().lock.is_on

    def due(self) -> Content:
        """What is due, with its length; the phase."""
        if self._is_reading:
            return Content.assemble(("Today", "bold $accent"))
        if self.is_locked:
            heading = f"■ {self._app.training.standing().lock.heading}"
            return Content.assemble((heading, "bold $error"), ("  TRAINING IS LOCKED", "$error"))
        due, phase = self._list.due, (f"  {self._app.training.phase} phase", "dim")
        if due and due.known:
            name = (due.name, "bold")
            return Content.assemble(("Today  ", "bold $accent"), name, f" · {due.known.minutes} min", phase)
        rest = "Run" if self._list.suggestion.runs else "Rest"
        return Content.assemble(("Today  ", "bold $accent"), (rest, "bold"), phase)

    def why(self) -> str:
        """Why it is due; while files are read, how far that is."""
        return self._app.files.progress if self._is_reading else self._list.suggestion.why

    def needs(self) -> str:
        """What is still missing for the next phase; of a lock, what was ticked."""
        if self.is_locked:
            return self._app.training.standing().lock.ticked
        return "" if self._is_reading else self._app.training.runner.wanting()

    def trouble(self) -> str:
        """What is wrong, a line for each; empty: nothing is."""
        own = [self._app.trouble] if self._app.trouble else []
        return "\n".join([*own, *self._unread(), *self._wrong_files()])

    def _unread(self) -> list[str]:
        if self._is_reading or not self._app.training.history().unreadable:
            return []
        from coach.services.trouble.unreadable_rows import lines  # most runners have none

        unread = lines(self._app.training)
        more = len(unread) - _UNREAD_SHOWN
        return [*unread[:_UNREAD_SHOWN], *([f"And {more} more that cannot be read."] if more > 0 else [])]

    def _wrong_files(self) -> list[str]:
        library, said = self._app.training.library, []
        badged = {shown_path(broken.path) for broken in library.broken}
        wrong = [each for each in self._app.diagnostics if each.severity == "error" and each.path not in badged]
        if wrong:
            count = "1 problem" if len(wrong) == 1 else f"{len(wrong)} problems"
            tells_all = "" if self._app.coach.hosted else "; `coach check` tells all"  # a guest has no commands
            said.append(f"{count} in your files{tells_all}. First: {wrong[0]}")
        if badged:
            are = "1 file is" if len(badged) == 1 else f"{len(badged)} files are"
            said.append(f"{are} broken: ✕ in the list.")
        return said + [f"{Path(copy.path).name}: {copy.message}." for copy in library.copies[:_MOST_COPIES]]
