"""What is wrong with a text: the problem at the cursor in full, the others as a list below it; a click goes to one."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message

from coach.library.toml.diagnostics import Diagnostic
from coach.tui.widgets.laid_out_once import LaidOutOnce
from coach.tui.widgets.quiet_text import QuietText

MOST_LISTED = 6
_SIGNS = {"error": ("■ ", "bold $error"), "warning": ("▲ ", "bold $warning")}


class ProblemList(Vertical, LaidOutOnce):
    """Shows problems, in the order of the text."""

    class Chosen(Message):
        """A problem was clicked."""

        def __init__(self, problem: Diagnostic) -> None:
            super().__init__()
            self.problem = problem

    def __init__(self) -> None:
        super().__init__(id="findings")
        self._here: Diagnostic | None = None
        self._others: Sequence[Diagnostic] = ()

    def compose(self) -> ComposeResult:
        """The problem at the cursor, the others, and the meaning of a key."""
        yield QuietText(id="problem")
        yield QuietText(id="problems")
        yield QuietText(id="means")

    def show_meaning(self, meaning: tuple[str, str] | None) -> None:
        """Show what a key means, or nothing."""
        words = Content.assemble((f"{meaning[0]}  ", "bold $primary"), (meaning[1], "dim")) if meaning else Content("")
        self.query_one("#means", QuietText).put(words)

    def show(self, problems: Sequence[Diagnostic], line: int, *, as_typed: bool = False) -> None:
        """Show these problems; ``line`` is the cursor's, counted from 1.

        ``as_typed``: while typing, problems change at every key; no row is given up, so that the text does not jump.
        """
        self._here = here = at_hand(problems, line)
        self._others = others = [problem for problem in problems if problem is not here]
        shown = others[:MOST_LISTED] if len(others) <= MOST_LISTED else others[: MOST_LISTED - 1]
        lines = [whole_line(problem) for problem in shown]
        if len(shown) < len(others):
            lines.append(Content.assemble((f"  and {len(others) - len(shown)} more", "dim")))
        whole = whole_line(here, len(problems)) if here else Content.assemble(("✓ ", "bold $success"), "All is right.")
        self.query_one("#problem", QuietText).put(whole, only_grows=as_typed)
        listed = self.query_one("#problems", QuietText)
        listed.put(Content("\n").join(lines), only_grows=as_typed)
        listed.set_class(not lines and not (as_typed and listed.display), "-empty")

    @property
    def is_cut(self) -> bool:
        """Whether not everything could be shown."""
        whole = self.query_one("#problem", QuietText)
        return whole.is_cut or (len(self._others) > 0 and not self.query_one("#problems").display)

    def on_click(self, event: Click) -> None:
        """Go to the problem under the mouse; the "and … more" row goes to the first of those not listed."""
        listed = self.query_one("#problems").region
        row = event.screen_y - listed.y if listed.contains(event.screen_x, event.screen_y) else None
        problem = self._here if row is None else self._others[min(row, len(self._others) - 1)]
        if problem is not None:
            self.post_message(self.Chosen(problem))


def at_hand(problems: Sequence[Diagnostic], line: int) -> Diagnostic | None:
    """Return the problem in this line; else the first one below it; else the first of all. Errors before warnings."""
    in_line = sorted((each for each in problems if each.line == line), key=lambda each: each.severity)
    below = (each for each in problems if each.line > line)
    return next(iter(in_line), None) or next(below, None) or next(iter(problems), None)


def next_after(problems: Sequence[Diagnostic], line: int, column: int) -> Diagnostic | None:
    """Return the first problem after a place, counted from 1; after the last one, the first of all."""
    later = (problem for problem in problems if (problem.line, problem.column) > (line, column))
    return next(later, problems[0] if problems else None)


def whole_line(problem: Diagnostic, count: int = 1) -> Content:
    """Return a problem with its sign and line number. ``count``: how many there are in all."""
    of = f" ({count} in all)" if count > 1 else ""
    return Content.assemble(_SIGNS[problem.severity], (f"{problem.line}: ", "bold"), problem.message, (of, "dim"))
