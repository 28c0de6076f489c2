"""What stands on the pages of the weeks beside the calendar, for the room that there is; and beside them.

Left out: which page is shown, and its keys (``screen``).
"""

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size

from coach.domain.records.days import day
from coach.domain.statistics.calendar import Day
from coach.domain.statistics.pain import Line
from coach.services.training import Training
from coach.services.weeks import tables
from coach.services.weeks.weeks import DAYS
from coach.tui.weeks.pain_view import pain_picture

Sheet = Content | str


class Sheets:
    """The pages of the stretch that ends ``back`` days ago, on a page of ``size``."""

    def __init__(self, training: Training, back: int, size: Size) -> None:
        self._training, self._back, self._size = training, back, size

    def of(self, page: int) -> Sheet:
        """The page of a number, from 1: pain, doses, running, what goes with what, what matters."""
        sheets: tuple[Callable[[], Sheet], ...] = (self.pain, self.doses, self.runs, self.with_what, self.measures)
        return sheets[page - 1]()

    def pain(self) -> Sheet:
        """The chart."""
        weeks = self._training.weeks
        points = weeks.points(DAYS, self._back)
        if not any(point.of(line) is not None for point in points for line in Line):
            return "No answers about pain in these weeks."
        first, last = weeks.span(DAYS, self._back)
        bands = weeks.bands(DAYS, self._back)
        return pain_picture(points, bands, first, last, self._size.width, self._size.height)

    def pain_table(self) -> Sheet:
        """The same as numbers, a line a week."""
        weeks = self._training.weeks
        return "\n".join(tables.pain_lines(weeks.points(DAYS, self._back), weeks.bands(DAYS, self._back)))

    def doses(self) -> Sheet:
        """Each exercise's ladder."""
        names = {routine.id: routine.name for routine in self._training.catalogue.routines.values()}
        return self._headed(tables.dose_lines(self._training.weeks.doses(DAYS, self._back), names))

    def runs(self) -> Sheet:
        """A bar a week."""
        return self._headed(tables.running_lines(self._training.weeks.running(DAYS, self._back), self._size.width - 2))

    def with_what(self) -> Sheet:
        """What goes with what."""
        weeks = self._training.weeks
        return "\n".join(tables.with_what_lines(weeks.associations(), weeks.painful()))

    def measures(self) -> Sheet:
        """What matters, and the checks."""
        measured = self._training.weeks.measures(DAYS, self._back)
        return self._headed(tables.measure_lines(*measured, self._size.width - 2))

    def day_in_short(self, chosen: Day) -> Content:
        """All of a day, beside the calendar."""
        from coach.services.weeks.days import record_lines

        parts = [Content.styled(f"{chosen.date:%A} {day(chosen.date)}", "bold")]
        for entry in chosen.entries:
            title, *lines = record_lines(self._training, entry)
            parts += [Content(""), Content.styled(title, "bold $accent"), *(Content(line) for line in lines)]
        return Content("\n").join(parts if chosen.entries else [*parts, Content("Nothing on record.")])

    def _headed(self, lines: object) -> Sheet:
        first, last = self._training.weeks.span(DAYS, self._back)
        head = f"{day(first)} to {day(last)}" if self._back else ""
        return "\n".join([*([head] if head else []), *lines])  # type: ignore[misc]
