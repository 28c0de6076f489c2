"""What stands in Home's list for a routine, or for a broken file that is none: its words, not where they are shown.

Left out: what is worked out about a routine (the screen finds it), and the list itself (``widgets.routine_list``).
"""

from collections.abc import Callable, Iterator

from msgspec import Struct
from textual.content import Content

from coach.domain.exercises.routine import Routine
from coach.domain.planning.plan import Plan
from coach.library.shelf.broken import Broken
from coach.library.shelf.in_use import Library
from coach.tui.text.word_filter import has_each_word

_NAME_WIDTH, _ROW_WIDTH = 24, 55
"""Cells of a name, and of a whole line. Where there are fewer, the kind is left out, and the name is shorter."""
_REST_WIDTH = 19
"""Cells of a short line without its name."""
_BADGE = ("✕ broken", "bold $error")


class Known(Struct, frozen=True):
    """What is worked out about a routine: today's plan, allowed or not, and its whole minutes."""

    plan: Plan
    minutes: int


class Line(Struct, frozen=True):
    """A routine as the list shows it, or a broken file that is none. ``layer``: where the version in use comes from.

    ``find``: works out what is known of the routine; None while not all files are read.
    """

    routine: Routine | None
    kit: tuple[str, ...] = ()
    layer: str = ""
    broken: Broken | None = None
    find: Callable[[str], Known | None] = lambda _: None

    @property
    def id(self) -> str:
        """Its option's id."""
        return f"routine:{self.routine.id}" if self.routine else f"broken:{self.broken.path if self.broken else ''}"

    @property
    def name(self) -> str:
        """What it is called; a broken file by its own name."""
        return self.routine.name if self.routine else self.broken.name if self.broken else ""

    @property
    def known(self) -> Known | None:
        """Its plan and minutes."""
        return self.find(self.routine.id) if self.routine else None

    def matches(self, words: str) -> bool:
        """Whether every word typed is somewhere in its name, id, kind, kit or what it says of itself."""
        routine, badge = self.routine, "broken" if self.broken else ""
        says = f"{routine.id} {routine.kind} {' '.join(self.kit) or 'no kit'} {routine.about}" if routine else ""
        return has_each_word(f"{self.name} {says} {badge}", words)

    def rank(self, words: str) -> int:
        """How near what was typed is to its name, 0 the nearest: begins it, begins its words, is in it or in its id."""
        typed = words.lower().strip()
        names = [self.name.lower(), self.routine.id if self.routine else ""]
        if any(name.startswith(typed) for name in names):
            return 0
        parts = [part for name in names for part in name.replace("-", " ").split()]
        if all(any(part.startswith(word) for part in parts) for word in typed.split()):
            return 1
        return 2 if all(any(word in name for name in names) for word in typed.split()) else 3

    @property
    def about(self) -> str:
        """What it is, and what it needs; or what is wrong with its file, and what is used meanwhile."""
        if self.broken is None:
            assert self.routine is not None
            return f"{self.routine.about}\nYou need: {', '.join(self.kit) or 'no kit'}."
        return f"{self.broken.message}\n{self._meanwhile(self.broken)}"

    def _meanwhile(self, broken: Broken) -> str:
        if broken.stale:
            return "Its last good version stays in use."
        if self.routine is None:
            return f"This {broken.kind} is not in use until the file is put right."
        return f"The {self.layer} version is in use meanwhile."

    def drawn(self, known: Known | None, width: int, *, is_due: bool) -> Content:
        """The line itself, for so many cells."""
        mark = ("▶ ", "bold $accent") if is_due else ("  ", "")
        is_short = width < _ROW_WIDTH
        longest = max(8, min(_NAME_WIDTH, width - _REST_WIDTH)) if is_short else _NAME_WIDTH
        name = self.name if len(self.name) <= longest else f"{self.name[: longest - 1]}…"
        is_open = known is None or known.plan.allowed
        minutes = f" {known.minutes:>3} min" if known else " " * 8
        kind = self.routine.kind if self.routine else self.broken.kind if self.broken else ""
        closed = _BADGE if self.broken else ("" if is_open else "not today", "dim italic")
        style = "bold" if is_open and self.routine else "dim"
        between = (" ", "") if is_short else (f"  {kind:<9} ", "dim")
        return Content.assemble(mark, (f"{name:<{longest}}", style), minutes, between, closed)


def lines_of(library: Library, find: Callable[[str], Known | None]) -> Iterator[Line]:
    """A line for each routine, with the badge of its file if that is broken, then one for each other broken file."""
    catalogue, badges, others = library.catalogue, dict[str, Broken](), list[Broken]()
    for broken in library.broken:
        is_its_file = broken.stale or broken.path.stem == broken.id
        if broken.kind == "routine" and broken.id in catalogue.routines and is_its_file:
            badges[broken.id] = broken
        else:
            others.append(broken)
    for routine in catalogue.routines.values():
        origin = library.origins.get(("routine", routine.id))
        layer = origin.layer if origin else ""
        yield Line(routine, catalogue.kit(routine), layer, badges.get(routine.id), find)
    for broken in others:
        yield Line(None, broken=broken)
