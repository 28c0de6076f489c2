"""Print tables and text for people, by rich: readable at 80 columns, plain when piped.

Strings from files are always passed as ``Text``: they are shown, never parsed as markup.
Left out: choosing what to print (the command modules), and JSON (``shapes``).
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from coach.cli.base.shapes import JsonShape
from coach.cli.base.source_links import sources_text
from coach.domain.exercises.course import Course
from coach.domain.exercises.course_words import (
    block_in_words,
    everywhere_in_words,
    phases_in_words,
    suits_in_words,
)
from coach.domain.exercises.exercise import Exercise, Sides
from coach.domain.exercises.routine import Routine
from coach.domain.planning.plan import Change, Plan, why_empty
from coach.domain.planning.reasons import basis_of, dose_in_words, step_a_side
from coach.domain.records.days import near_moment
from coach.domain.records.red_flags import HEADINGS
from coach.domain.today.arrangement import arranged
from coach.library.shelf.library import Origin
from coach.library.toml.sanitize import clean
from coach.system.guest import is_guest, path_in_words

SHIPPED = "shipped"
_CHANGES = {
    Change.SAME: ("=", ""),
    Change.UP: ("+ up", "green"),
    Change.DOWN: ("- down", "yellow"),
    Change.OUT: ("out", "red"),
}


_LIGHTS = {"green": "green", "amber": "yellow", "red": "red"}
"""Colours by light; the word is always printed too, never colour alone."""
_AROUND = 5
"""Lines that are printed above and below a table."""


def console() -> Console:
    """Return a rich console for standard output: no markup, emoji codes, highlighting or blanks at line ends."""
    return _Trimmed(file=sys.stdout, markup=False, emoji=False, highlight=False)


class _Trimmed(Console):
    """A console without trailing blanks: rich pads a table's last column, which is in the way when copying lines."""

    def _render_buffer(self, buffer: Iterable[Segment]) -> str:
        return _BLANKS.sub(r"\1", super()._render_buffer(buffer))

    def on_broken_pipe(self) -> None:
        """Leave it to ``main``: whoever has read enough (``coach show ID | head -1``) is no failure, as rich has it."""
        raise BrokenPipeError


_BLANKS = re.compile(r"[ ]+((?:\x1b\[[0-9;]*m)*)(?=\n|$)")
"""Blanks at the end of a line, or before the escape codes that end it."""


@contextmanager
def paged(out: Console, lines: int) -> Iterator[None]:
    """Print through the runner's pager if there is a terminal and ``lines`` do not fit; never for a guest."""
    if not sys.stdout.isatty() or is_guest() or lines + _AROUND < out.size.height:
        yield
        return
    os.environ.setdefault("LESS", "-FRX")  # show colours; quit at once if it fits after all
    with out.pager(styles=True):
        yield


def each_side(exercise: Exercise) -> str:
    """Return the words added to a dose of an exercise that is done on each side, else nothing."""
    return "" if exercise.sides is Sides.BOTH else " each side"


def print_plan(plan: Plan, routine: Routine, *, minutes: int | None = None) -> None:
    """Print a plan: every dose with its change, the rule's row and the reason. ``minutes``: how long it takes."""
    out = console()
    if plan.locked:
        _print_lock(out, plan)
        return
    is_empty = minutes == 0 or not plan.asked
    about = why_empty(plan) if is_empty else "" if minutes is None else f"about {minutes} min"
    length = f", {about}" if about else ""
    out.print(Text.assemble((plan.name, "bold"), f"{plan.name_with_id.removeprefix(plan.name)}: {plan.kind}{length}"))
    if routine.about:
        out.print(Text(routine.about))
    if plan.made_of:
        out.print(Text(plan.made_of))
    out.print(Text.assemble(f"Phase: {plan.phase}. Last light: ", light_text(plan.light.value, plan.provisional), "."))
    if plan.checklist:
        _print_list(
            out, "Before you run", [f"{'there' if need.met else 'missing'}: {need.words}" for need in plan.checklist]
        )
    else:
        for reason in filter(None, (plan.say_first, *plan.reasons)):
            out.print(Text(reason))
    if not plan.allowed:
        _print_refusal(out, plan)
        return
    names = _width(step.exercise.name for step in plan.steps)
    doses = _width(step_a_side(step) for step in plan.steps)
    for group in arranged(plan.steps):
        if group.heading:
            out.print(Text(group.heading, "bold"))
        for index, step in group.steps:
            change, colour = _CHANGES[step.change]
            name = f"{index + 1:>2}  {step.exercise.name:<{names}}"
            out.print(Text.assemble((name, "bold"), f"  {step_a_side(step):<{doses}}  ", (change, colour)))
            for line in filter(None, (step.note, step.why, f"({basis_of(step)})")):
                out.print(Padding(Text(line), (0, 0, 0, 4), expand=False))
    if not is_guest():
        out.print(Text("What a rule says: coach rules NUMBER"))


def _print_lock(out: Console, plan: Plan) -> None:
    """Print a locked plan: first what to do, and nothing about doses or another routine."""
    if plan.notice:
        out.print(Text(f"■ {HEADINGS[plan.notice]}", "bold red"))
    for reason in plan.reasons:
        out.print(Text(reason, "bold"))
    out.print(Text(f"{plan.name_with_id}: not today. Training is locked."))
    out.print(Text(f"({basis_of(plan)})"))


def _width(texts: Iterable[str]) -> int:
    """Return the width of a column for these texts, at most 28."""
    return min(28, max(map(len, texts), default=0))


def _print_refusal(out: Console, plan: Plan) -> None:
    out.print(Text("Not today.", "bold"))
    out.print(Text(f"({basis_of(plan)})"))
    if plan.earliest:
        out.print(Text(f"From {near_moment(plan.earliest, plan.at)} on."))
    if plan.instead:
        out.print(Text(f"Instead: {plan.instead if is_guest() else f'coach show {plan.instead}'}"))


def print_routines(
    rows: Sequence[JsonShape], plans: Sequence[Plan], closed: Sequence[str], origins: Sequence[Origin]
) -> None:
    """Print the routines, two lines each, and a third with the origin for those that did not come with the coach.

    ``plans``: today's; ``closed``: why a routine may not be done today, in two words, empty where it may.
    """
    out = console()
    for row, plan, why_not, origin in zip(rows, plans, closed, origins, strict=True):
        out.print(Text.assemble((row["id"], "bold"), f"  {row['name']}"))
        needs = f"needs {', '.join(row['needs'])}" if row["needs"] else "no kit"
        length = f"{row['minutes']} min" if row["minutes"] else why_empty(plan)
        what = ", ".join(filter(None, (length, row["kind"])))
        not_today = f"; not today: {why_not}" if why_not else ""
        facts = f"{what}{not_today}; for {', '.join(row['phases'])}; {needs}"
        out.print(Padding(Text(facts), (0, 0, 0, 4)))
        if origin.layer != SHIPPED:
            out.print(Padding(Text(clean(f"{provenance(origin)}: {path_in_words(origin.path)}")), (0, 0, 0, 4)))
    out.print(Text(f"{len(rows)} routines. Today's doses: coach show ID"))


def provenance(origin: Origin) -> str:
    """Return where a thing comes from, and what it hides, as in ``own, hides shipped``."""
    hides = f", hides {', '.join(dict.fromkeys(origin.hides))}" if origin.hides else ""
    stale = "; the file is broken, its last good version is in use" if origin.stale else ""
    return f"{origin.layer}{hides}{stale}"


def print_exercises(rows: Sequence[JsonShape]) -> None:
    """Print the exercises as a table."""
    table = columns("Id", "Name", "Kind", "Sides", "Needs")
    for row in rows:
        layer = "" if row["layer"] == SHIPPED else f" [{row['layer']}]"
        table.add_row(
            Text(row["id"], "bold"),
            Text(row["name"] + layer),
            Text(row["kind"]),
            Text(row["sides"]),
            Text(", ".join(row["needs"])),
        )
    out = console()
    out.print(table)
    out.print(Text(f"{len(rows)} exercises. A card: coach show ID"))


def print_card(exercise: Exercise, origin: Origin) -> None:
    """Print an exercise's card."""
    out = console()
    out.print(Text.assemble((exercise.name, "bold"), f" ({exercise.id}): {exercise.kind}, {_SIDES[exercise.sides]}"))
    dose = dose_in_words(exercise.prescription, exercise.prescription.start())
    out.print(Text(f"Starts with {dose}{each_side(exercise)}."))
    if exercise.figure:
        from coach.cli.base.picture import print_figure

        print_figure(out, exercise.figure)
    facts = {
        "Muscles": exercise.muscles,
        "Needs": exercise.needs,
        "Position": exercise.positions,
        "Easier": (exercise.easier,) if exercise.easier else (),
        "Harder": (exercise.harder,) if exercise.harder else (),
    }
    for name, values in facts.items():
        if values:
            out.print(Text(f"{name}: {', '.join(values)}"))
    if exercise.why:
        _print_list(out, "Why it helps", (exercise.why_with_source,))
    _print_list(out, "How", exercise.steps, numbered=True)
    if exercise.feel:
        _print_list(out, "Feel", (exercise.feel,))
    _print_list(out, "Watch for", exercise.faults)
    _print_list(out, "Take care", exercise.cautions)
    if exercise.loads_hip_flexors:
        out.print(Text("It loads the hip flexors: after a red it rests."))
    if exercise.sources:
        out.print(sources_text(exercise.sources))
    if origin.layer != SHIPPED:
        out.print(Text(clean(f"From {provenance(origin)}: {path_in_words(origin.path)}")))


def print_course(course: Course, names: Mapping[str, str], origin: Origin) -> None:
    """Print a course: its blocks in order, with what each trains and when it is over. ``names``: of routines, by id."""
    out = console()
    blocks = "1 block" if len(course.blocks) == 1 else f"{len(course.blocks)} blocks"
    suits = f", {suits_in_words(course)}" if course.suits else ""
    out.print(Text.assemble((course.name, "bold"), f" ({course.id}): a course in {blocks}{suits}"))
    if course.about:
        out.print(Text(course.about))
    for line in everywhere_in_words(course, names):
        out.print(Text(line))
    for number, block in enumerate(course.blocks, 1):
        phases = phases_in_words(block)
        out.print(Text.assemble((f"{number:>2}  {block.name}", "bold"), f" ({phases})" if phases else ""))
        for line in block_in_words(course, block, names):
            out.print(Padding(Text(line), (0, 0, 0, 4), expand=False))
    if course.sources:
        out.print(sources_text(course.sources))
    if origin.layer != SHIPPED:
        out.print(Text(clean(f"From {provenance(origin)}: {path_in_words(origin.path)}")))


_SIDES = {Sides.EACH: "one side, then the other", Sides.ALTERNATE: "sides in turn", Sides.BOTH: "both sides at once"}


def columns(*names: str) -> Table:
    """Return an empty table with these columns."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for name in names:
        table.add_column(name)
    return table


def light_text(light: str, provisional: bool) -> Text:
    """Return a light as a coloured word; ``provisional`` adds "so far" to green and amber."""
    so_far = " so far" if provisional and light in ("green", "amber") else ""
    return Text(light + so_far, _LIGHTS.get(light, ""))


def _print_list(out: Console, title: str, lines: Sequence[str], *, numbered: bool = False) -> None:
    if not lines:
        return
    out.print(Text(title, "bold"))
    grid = Table.grid(padding=(0, 1, 0, 0))
    for number, line in enumerate(lines, 1):
        grid.add_row(Text(f"  {number}." if numbered else "  -"), Text(line))
    out.print(grid)
