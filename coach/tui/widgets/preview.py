"""A preview of a file: today's plan of a routine, a course's blocks, or an exercise's card, with the moving figure.

Left out: reading the text (``library.shelf.trial``), and whether the plan is right (``domain``).
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Hide, Show
from textual.timer import Timer

from coach.domain.exercises.course import Course
from coach.domain.exercises.course_words import block_in_words, everywhere_in_words, phases_in_words
from coach.domain.exercises.exercise import Exercise, Sides
from coach.domain.figures.figure import Figure
from coach.domain.figures.motion import way_of_demonstration, way_of_pose
from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.planning.reasons import dose_in_words
from coach.domain.session.demonstration import Demonstration
from coach.domain.teaching.lessons import MOST_WORDS, Card
from coach.domain.today.arrangement import arranged
from coach.system.clock import Clock
from coach.tui.terminal.glyphs import has_braille_here
from coach.tui.text.present import step_dose
from coach.tui.text.source_words import from_sources
from coach.tui.widgets.figure import FigureView
from coach.tui.widgets.laid_out_once import LaidOutOnce
from coach.tui.widgets.quiet_text import QuietText
from coach.tui.widgets.workout_stage import FRAME_S

_NAME = 22
"""The columns of an exercise's name; more, where there is room."""
_AROUND = 5
"""The columns of the mark, the space behind a name, and a scroll bar."""
_SIDES = {Sides.EACH: "one side, then the other", Sides.ALTERNATE: "left, right, left", Sides.BOTH: ""}


class Preview(Struct, frozen=True):
    """What is to be shown. ``plan`` with its ``minutes``: a routine's; ``here``: the step that the cursor is in.

    ``exercise``: its figure, and without a plan also its card, with its own ``dose`` or today's; ``begins``: the plan
    begins with it. ``course``: its blocks, with the ``names`` of routines by id. ``card``: a card of lessons.
    ``note``: why this is not what is typed. ``title`` with ``lines``: text in place of all these, beside the figure.
    ``still``: whether the figure stands still; None: as the pane has it. ``pose``: show it still in this pose, from 0.
    """

    plan: Plan | None = None
    minutes: int = 0
    here: int | None = None
    exercise: Exercise | None = None
    begins: bool = False
    dose: str = ""
    course: Course | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    card: Card | None = None
    note: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    still: bool | None = None
    pose: int | None = None

    @property
    def figure(self) -> Figure | None:
        """The figure to draw, if there is one."""
        of = self.exercise or self.card
        return of.figure if of else None


class PreviewPane(Vertical, LaidOutOnce):
    """Shows a ``Preview``. ``still``: the figure does not move; ``below``: it stands below the text."""

    def __init__(self, clock: Clock, *, still: bool, below: bool = False) -> None:
        super().__init__(id="preview")
        self._is_below = below
        self._clock = clock
        self._words = QuietText(id="words")
        self._view = FigureView(still=still, ascii_only=not has_braille_here(), id="shape")
        self._still = still
        self._figure: Figure | None = None
        self._pose: int | None = None
        self._shown: Preview | None = None
        self._since = 0.0
        self._frames: Timer | None = None
        self._has_room = True

    def compose(self) -> ComposeResult:
        """The figure above and the text below, or the reverse."""
        words = VerticalScroll(self._words, id="becomes", can_focus=False)
        yield from (words, self._view) if self._is_below else (self._view, words)

    def on_mount(self) -> None:
        """Create the timer for frames, paused: it runs only while something moves."""
        self._frames = self.set_interval(FRAME_S, self.move, pause=True)

    def show(self, preview: Preview) -> None:
        """Show this preview."""
        if preview == self._shown:
            return
        self._shown = preview
        figure = preview.figure
        if preview.still is not None:
            self._still = preview.still
        if figure != self._figure or preview.pose != self._pose:
            self._figure, self._since = figure, self._clock.monotonic()
            self._pose = preview.pose
        self._view.still = self._still and self._pose is None  # a still view would show the figure's last pose instead
        self._view.display = figure is not None
        self._put()
        self.move()
        self._run()

    def move(self) -> None:
        """Draw the figure as it is at this moment."""
        figure = self._figure
        if figure is None:
            self._view.show(None)
            return
        if self._pose is not None:
            self._view.show(Demonstration(figure, way_of_pose(figure, self._pose), mirror=False, moving=False))
            return
        way = way_of_demonstration(figure, self._clock.monotonic() - self._since)
        self._view.show(Demonstration(figure, way, mirror=False, moving=True))

    def _put(self) -> None:
        if self._shown is not None:
            self._words.put(_words(self._shown, self.content_size.width))

    def on_resize(self) -> None:
        """Give the names of exercises the room that there is now."""
        self._put()

    def on_show(self, _event: Show) -> None:
        """Visible again: let the figure move."""
        self._has_room = True
        self._run()

    def on_hide(self, _event: Hide) -> None:
        """Hidden: stop the frames."""
        self._has_room = False
        self._run()

    def _run(self) -> None:
        if self._frames is None:
            return
        if self._figure is not None and self._pose is None and not self._still and self._has_room:
            self._frames.resume()
        else:
            self._frames.pause()


def _words(preview: Preview, width: int) -> Content:
    note = Content.assemble((preview.note, "$warning"))
    lines = [note] if preview.note and preview.plan is None else []
    if preview.title:
        lines += [Content.assemble((preview.title, "bold")), Content(""), *map(Content, preview.lines)]
    elif preview.plan is not None:
        lines += _plan_lines(preview.plan, preview.minutes, preview.here, note, width)
        if preview.begins and preview.exercise is not None:
            lines += [Content(""), *_beginning(preview.exercise)]
    elif preview.course is not None:
        lines += _course_lines(preview.course, preview.names)
    elif preview.exercise is not None:
        lines += _card_lines(preview.exercise, preview.dose)
    elif preview.card is not None:
        lines += _lesson_lines(preview.card)
    elif not preview.note:
        lines.append(Content.assemble(("What your text becomes stands here.", "dim")))
    return Content("\n").join(lines)


def _plan_lines(plan: Plan, minutes: int, here: int | None, note: Content, width: int) -> list[Content]:
    """The note has a line of its own, else blank: it comes and goes while the runner types, and nothing may move."""
    names = max((len(step.exercise.name) for step in plan.steps), default=0)
    doses = max((len(step_dose(step)) for step in plan.steps), default=0)
    room = max(_NAME, min(names, width - doses - _AROUND))
    phase = "today" if plan.allowed else "not today, but at these doses"
    lines = [
        Content.assemble((plan.name, "bold"), f" · {minutes} min" if minutes else "", (f" · {phase}", "dim")),
        *((Content.assemble((plan.made_of, "dim")),) if plan.made_of else ()),
        note,
    ]
    for group in arranged(plan.steps):
        if group.heading:
            lines.append(Content.assemble((group.heading, "dim")))
        lines += [_plan_line(step, room, is_here=number == here) for number, step in group.steps]
    return lines


def _beginning(exercise: Exercise) -> Iterator[Content]:
    yield Content.assemble(("It begins with ", "$foreground 70%"), (exercise.name, "bold"))
    if exercise.why:
        yield Content(exercise.why)


def _plan_line(step: PlannedStep, room: int, *, is_here: bool) -> Content:
    """``room``: the columns of a name."""
    mark = ("▶ ", "bold $accent") if is_here else ("  ", "")
    name = step.exercise.name if len(step.exercise.name) <= room else f"{step.exercise.name[: room - 1]}…"
    return Content.assemble(mark, (f"{name:<{room}} ", "bold" if is_here else ""), step_dose(step))


def _lesson_lines(card: Card) -> list[Content]:
    title = Content.assemble((card.title, "bold"), (f" · {card.words} of {MOST_WORDS} words", "dim"))
    lines = [title, *(line for each in card.paragraphs for line in (Content(""), Content(each)))]
    return [*lines, Content(""), from_sources("Sources: ", card.sources)]


def _course_lines(course: Course, names: Mapping[str, str]) -> Iterator[Content]:
    yield Content.assemble((course.name, "bold"), (f" · {course.about}" if course.about else "", "dim"))
    yield from map(Content, everywhere_in_words(course, names))
    for number, block in enumerate(course.blocks, 1):
        phases = phases_in_words(block)
        yield Content("")
        yield Content.assemble((f"{number}. {block.name}", "bold"), (f" · {phases}" if phases else "", "dim"))
        yield from map(Content, block_in_words(course, block, names))


def _card_lines(exercise: Exercise, today: str) -> list[Content]:
    facts = [str(exercise.kind), _SIDES[exercise.sides], ", ".join(exercise.needs)]
    lines = [
        Content.assemble((exercise.name, "bold"), (f" · {' · '.join(fact for fact in facts if fact)}", "dim")),
        Content(""),
        *(Content(f"{number}. {step}") for number, step in enumerate(exercise.steps, 1)),
    ]
    if exercise.why:
        lines.insert(1, Content(exercise.why_with_source))
    dose = exercise.prescription
    if today:
        lines.insert(1, Content.assemble(("Today: ", "bold"), today))
    elif dose.max_hold or dose.hold or dose.reps:
        lines.insert(1, Content(dose_in_words(dose, dose.start())))
    if exercise.feel:
        lines.append(Content.assemble(("Feel: ", "bold"), exercise.feel))
    lines += [Content.assemble(("Take care: ", "bold"), caution) for caution in exercise.cautions]
    return lines
