"""The panel beside a list on wide terminals: a plan and its first exercise, or an exercise and its card.

It is empty until the first frame is out, and costs a narrow terminal nothing.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.events import Show
from textual.geometry import Size
from textual.widget import Widget

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.course import Course
from coach.domain.exercises.routine import ACUTE
from coach.domain.records.entries import Entry, Record, Session
from coach.domain.teaching.lessons import Card
from coach.system.clock import Clock

if TYPE_CHECKING:
    from coach.services.training import Training
    from coach.tui.widgets.preview import Preview

FROM = (120, 20)
"""The least columns and rows of a terminal with room for it (sizes.tcss: -wide, and not -low)."""
PreviewSource = Callable[[], "Preview | None"]
"""Returns what is to be previewed; None: nothing."""


def has_room_beside(size: Size) -> bool:
    """Whether a terminal of this size has room beside its list."""
    return size.width >= FROM[0] and size.height >= FROM[1]


class Beside(Container):
    """Holds a preview, below the widgets ``above``. ``chosen`` is called only where there is room for its result.

    ``still``: the figure does not move.
    """

    def __init__(self, clock: Clock, chosen: PreviewSource, *above: Widget, still: bool = True) -> None:
        super().__init__(*above, id="beside")
        self._still = still
        self._clock = clock
        self._chosen = chosen

    def on_show(self, _event: Show) -> None:
        """Show the preview: there is room now."""
        self.follow()

    def follow(self) -> None:
        """Update the preview after the next frame: something else may have been chosen."""
        if self.display and self.size:
            self.call_after_refresh(self._show_chosen)

    async def _show_chosen(self) -> None:
        from coach.tui.widgets.preview import PreviewPane  # it draws figures: too slow for Home's first frame

        if not self.query(PreviewPane):
            await self.mount(PreviewPane(self._clock, still=self._still, below=True))
        if not self.is_attached or self.screen not in self.app.screen_stack:  # left while the pane was mounted
            return
        chosen = self._chosen()
        for pane in self.query(PreviewPane):
            pane.display = chosen is not None
            if chosen is not None:
                pane.show(chosen)


def routine_preview(catalogue: Catalogue, routine_id: str | None) -> "Preview | None":
    """Return the preview of a routine; None if there is no such routine."""
    from coach.tui.widgets.preview import Preview  # it draws figures: too slow for the first frame

    routine = catalogue.routines.get(routine_id or "")
    if routine is None:
        return None
    first = next((catalogue.exercises.get(step.exercise) for step in routine.steps), None)
    begins = (f"It begins with: {first.name}.",) if first else ()
    return Preview(title=routine.name, lines=(*filter(None, (routine.about,)), *begins), exercise=first)


def record_preview(training: "Training", entry: Entry) -> "Preview":
    """Return the preview of a record: its day, and all that is on record of it."""
    from coach.domain.planning.reasons import day
    from coach.services.weeks.days import record_lines
    from coach.tui.widgets.preview import Preview

    title, *lines = record_lines(training, entry)
    return Preview(title=f"{day(entry.at)}, {title}", lines=tuple(lines))


def done_preview(training: "Training", record: Record) -> "Preview":
    """Return the preview of what was done: its steps, and the figure of the first; nothing of its pain or its light."""
    from coach.services.weeks.days import heading, step_line
    from coach.tui.widgets.preview import Preview

    catalogue = training.catalogue
    steps = [step_line(training, row) for row in (record.step or ())] if isinstance(record, Session) else []
    names = [row.exercise for row in (record.step or ())] if isinstance(record, Session) else []
    first = next((catalogue.exercises.get(each) for each in (*names, *catalogue.names_in(record.routine or ""))), None)
    lines = ("What you did:", *steps) if steps else ("It is on record. Your answers go to it as you give them.",)
    return Preview(title=heading(training, record), lines=lines, exercise=first)


def card_preview(card: Card) -> "Preview":
    """Return the preview of a card of lessons: its text and its figure."""
    from coach.tui.widgets.preview import Preview  # it draws figures: too slow for the first frame

    differs = (f"The sources differ. {card.differs}",) if card.differs else ()
    sources = (f"Sources: {', '.join(card.sources)}",) if card.sources else ()
    lines = [line for each in (*card.says, *differs, *sources) for line in (each, "")]
    return Preview(title=card.title, lines=tuple(lines[:-1]), card=card)


def first_training(course: Course) -> str:
    """Return the id of the routine that a course begins with, its acute blocks left aside."""
    block = next((each for each in course.blocks if set(each.phases) != {ACUTE}), course.blocks[0])
    return block.train[0]
