"""The text of a line in Home's list, for a routine or for a broken file that gives none.

Left out: computing facts about a routine (the screen does it), and the list itself (``widgets.routine_list``).
"""

from collections.abc import Callable, Iterator
from enum import StrEnum

from msgspec import Struct
from textual.content import Content

from coach.domain.exercises.routine import Routine
from coach.domain.planning.plan import Plan
from coach.domain.today.purposes import Purpose, around_runs, purpose_of
from coach.domain.today.refusal_words import LONGEST_REFUSAL
from coach.library.disk.layers import GIVEN_LAYER, OWN_LAYER
from coach.library.shelf.broken import Broken
from coach.library.shelf.in_use import Library
from coach.tui.text.word_filter import has_each_word

_NAME_WIDTH, _ROW_WIDTH = 24, 58
"""Cells of a name, if no name is longer and there is room; and of a row from which it also has the kind."""
_MINUTES_WIDTH, _KIND_WIDTH = 8, 12
_ALL_OUT, _KIT_MISSING = "all out", "kit missing"
_CLOSED_WIDTH = max(LONGEST_REFUSAL, len(_KIT_MISSING)) + 1
_BADGE = ("✕ broken", "bold $error")
_UNSAVED = ("● not saved", "bold $warning")


class RoutineGroup(StrEnum):
    """The purpose of a routine, in the order of the list; the last group is for what may not be done today."""

    TRAIN = "Train"
    STRETCH = "Stretch"
    AROUND_A_RUN = "Around a run"
    RELIEF = "Relief"
    YOURS = "Yours"
    NOT_TODAY = "Not today"


_OWN = frozenset({OWN_LAYER, GIVEN_LAYER})
_GROUPS = {
    Purpose.TRAIN: RoutineGroup.TRAIN,
    Purpose.STRETCH: RoutineGroup.STRETCH,
    Purpose.AROUND_A_RUN: RoutineGroup.AROUND_A_RUN,
    Purpose.RELIEF: RoutineGroup.RELIEF,
}


class RoutineFacts(Struct, frozen=True):
    """What is computed for a routine: today's plan, allowed or not, and its length in whole minutes, 0 of nothing."""

    plan: Plan
    minutes: int

    @property
    def nothing_left(self) -> str:
        """Why nothing of it is done today although it is allowed, in two words; empty where something is."""
        if self.minutes or not self.plan.allowed:
            return ""
        return _KIT_MISSING if self.plan.asked else _ALL_OUT


class RoutineLine(Struct, frozen=True):
    """A line for a routine, or for a broken file that gives none. ``layer``: where the version in use comes from.

    ``find`` computes the facts about the routine; None while not all files are read. ``purpose``: its group on a day on
    which it may be done; ``closed``: why it may not be done today, in two words, empty where it may. ``is_unsaved``:
    its file was left with an unsaved change.
    """

    routine: Routine | None
    kit: tuple[str, ...] = ()
    layer: str = ""
    broken: Broken | None = None
    find: Callable[[str], RoutineFacts | None] = lambda _: None
    purpose: RoutineGroup = RoutineGroup.YOURS
    closed: str = ""
    is_unsaved: bool = False

    @property
    def group(self) -> RoutineGroup:
        """The group it is shown in."""
        return RoutineGroup.NOT_TODAY if self.closed else self.purpose

    @property
    def id(self) -> str:
        """The id of its option."""
        return f"routine:{self.routine.id}" if self.routine else f"broken:{self.broken.path if self.broken else ''}"

    @property
    def name(self) -> str:
        """The routine's name; a broken file's own name."""
        return self.routine.name if self.routine else self.broken.name if self.broken else ""

    @property
    def known(self) -> RoutineFacts | None:
        """Its plan and minutes; None while they are unknown."""
        return self.find(self.routine.id) if self.routine else None

    def matches(self, words: str) -> bool:
        """Whether every typed word occurs in its name, id, kind, kit or description."""
        routine, badge = self.routine, f"{'broken' if self.broken else ''} {'not saved' if self.is_unsaved else ''}"
        says = f"{routine.id} {routine.kind} {' '.join(self.kit) or 'no kit'} {routine.about}" if routine else ""
        return has_each_word(f"{self.name} {says} {badge}", words)

    def rank(self, words: str) -> int:
        """How well the typed text matches name or id: 0 begins one, 1 begins their words, 2 is in one, 3 is in none."""
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
            if self.is_unsaved:
                return f"{self.routine.about}\nYou left a change of it that is not saved: Ctrl+E goes on."
            return f"{self.routine.about}\nYou need: {', '.join(self.kit) or 'no kit'}."
        return f"{self.broken.message}\n{self._meanwhile(self.broken)}"

    def _meanwhile(self, broken: Broken) -> str:
        if broken.stale:
            return "Its last good version stays in use."
        if self.routine is None:
            return f"This {broken.kind} is not in use until the file is put right."
        return f"The {self.layer} version is in use meanwhile."

    def drawn(self, known: RoutineFacts | None, width: int, *, is_due: bool, longest: int = _NAME_WIDTH) -> Content:
        """Return the line itself, ``width`` cells wide. ``longest``: cells of the longest name in the list.

        In a narrow list the kind is left out, and the reason why it may not be done today replaces its minutes.
        Where nothing of it is left today, that replaces its minutes, too.
        """
        mark = ("▶ ", "bold $accent") if is_due else ("  ", "")
        said = (self.closed or (known.nothing_left if known else ""), "italic $foreground 70%")
        words, style = _BADGE if self.broken else _UNSAVED if self.is_unsaved else said
        minutes = f" {known.minutes:>3} min" if known and known.minutes else " " * _MINUTES_WIDTH
        if width < _ROW_WIDTH:
            last = (f" {words}", style) if words else (minutes, "")
            room = width - 2 - max(len(last[0]), _MINUTES_WIDTH)
            rest = [(last[0].rjust(_MINUTES_WIDTH), last[1])]
        else:
            kind = self.routine.kind if self.routine else self.broken.kind if self.broken else ""
            room = max(_NAME_WIDTH, width - 2 - _MINUTES_WIDTH - _KIND_WIDTH - _CLOSED_WIDTH)
            rest = [(minutes, ""), (f"  {kind:<{_KIND_WIDTH - 3}} ", "$foreground 70%"), (words, style)]
        room = max(8, min(max(longest, _NAME_WIDTH), room))
        name = self.name if len(self.name) <= room else f"{self.name[: room - 1]}…"
        weight = "bold" if self.routine and not self.closed else "$foreground 70%"
        return Content.assemble(mark, (f"{name:<{room}}", weight), *rest)


def lines_of(
    library: Library,
    find: Callable[[str], RoutineFacts | None],
    closed: Callable[[str], str] = lambda _: "",
    unsaved: frozenset[str] = frozenset(),
) -> Iterator[RoutineLine]:
    """Yield a line for each routine, with a badge if its file is broken, then one for each other broken file.

    ``closed`` returns why a routine may not be done today, in two words; empty: it may, or that is not known yet.
    ``unsaved``: the ids of the routines left with an unsaved change.
    """
    catalogue, badges, others = library.catalogue, dict[str, Broken](), list[Broken]()
    around = around_runs(catalogue)
    for broken in library.broken:
        is_its_file = broken.stale or broken.path.stem == broken.id
        if broken.kind == "routine" and broken.id in catalogue.routines and is_its_file:
            badges[broken.id] = broken
        else:
            others.append(broken)
    for routine in catalogue.routines.values():
        origin = library.origins.get(("routine", routine.id))
        layer = origin.layer if origin else ""
        purpose = RoutineGroup.YOURS if layer in _OWN else _GROUPS[purpose_of(routine, around)]
        badge, kit = badges.get(routine.id), catalogue.kit(routine)
        yield RoutineLine(routine, kit, layer, badge, find, purpose, closed(routine.id), routine.id in unsaved)
    for broken in others:
        yield RoutineLine(None, broken=broken)
