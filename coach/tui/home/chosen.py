"""What can be done with the highlighted line of Home's list: open it, edit it, put it away, give it another id."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.library.shelf.broken import Broken
from coach.library.toml.source import shown_path
from coach.tui.base.app_base import AppBase
from coach.tui.home.home_list import HomeList
from coach.tui.home.special_line import SpecialLine
from coach.tui.text.routine_lines import RoutineLine

if TYPE_CHECKING:
    from coach.tui.widgets.preview import Preview


class Chosen:
    """The highlighted line of the list. ``option_id``: returns its option's id, or None when no line is highlighted."""

    def __init__(self, app: AppBase, lines: HomeList, option_id: Callable[[], str | None]) -> None:
        self._app = app
        self._lines = lines
        self._option_id = option_id

    @property
    def about(self) -> str:
        """The full text about it, unshortened."""
        return self._lines.about(self._option_id())

    @property
    def _line(self) -> RoutineLine | None:
        """The routine or broken file; None when it is another line."""
        return self._lines.line(self._option_id())

    def open(self, line: RoutineLine | None, special: SpecialLine | None) -> None:
        """Open whatever a line leads to. A card on offer that is not opened is passed: it is not offered again."""
        offer = self._app.training.on_offer
        if offer is not None and not (special and special.card == offer.id):
            self._app.training.learning.passed(offer)
        if special:
            special.opens(self._app.go)
        elif line and line.routine:
            self._app.go.ready(line.routine.id)
        elif line and line.broken:
            self._tell_what_is_wrong(line.broken)

    def _tell_what_is_wrong(self, broken: Broken) -> None:
        from coach.tui.dialogs.confirm import Ask, Choice

        question = f"{shown_path(broken.path)}\n\n{broken.message}\n\nThe file is not in use."
        choices: list[Choice[bool]] = [
            Choice("enter", "Put it right in the editor", True),
            Choice("escape", "Back", False),
        ]
        self._app.push_screen(Ask(question, choices), lambda mend: self._app.go.mend(broken) if mend else None)

    def edit(self) -> None:
        """Edit the routine, or the broken file."""
        line = self._line
        if line and line.broken:
            self._app.go.mend(line.broken)
        elif line and line.routine:
            self._app.go.edit("routine", line.routine.id)

    def put_away(self) -> None:
        """Put away the routine, or the broken file."""
        line = self._line
        if line and (line.broken or line.routine):
            self._app.go.put_away("routine", line.routine.id if line.routine else "", line.broken)

    def give_other_id(self) -> None:
        """Give the routine another id; other lines have none."""
        line = self._line
        if line and line.routine:
            self._app.go.give_other_id("routine", line.routine.id)

    def preview(self) -> "Preview | None":
        """Return a preview of its plan and first exercise; None when no plan is known."""
        from coach.tui.widgets.preview import Preview  # it draws figures: too slow for Home's first frame

        known = self._line.known if self._line else None
        if known is None:
            return None
        first = next((step.exercise for step in known.plan.asked), None)
        return Preview(known.plan, known.minutes, exercise=first, begins=True)
