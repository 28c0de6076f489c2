"""The contents of the pages of Weeks other than the calendar, fitted to the room; and what is shown beside them.

Left out: which page is shown, and its keys (``screen``).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from textwrap import wrap

from textual.content import Content
from textual.geometry import Size

from coach.domain.records.days import day
from coach.domain.statistics.calendar import CalendarDay
from coach.domain.statistics.pain import PainLine
from coach.services.training import Training
from coach.services.weeks import tables
from coach.services.weeks.chronicles import STRETCH_DAYS
from coach.tui.weeks.pain_view import pain_picture

Sheet = Content | str


class Sheets:
    """The pages for the weeks that end ``back`` days ago, fitted to ``size`` in cells."""

    def __init__(self, training: Training, back: int, size: Size) -> None:
        self._training, self._back, self._size = training, back, size

    def of(self, page: str) -> Sheet:
        """Return the page of this name (``page_names``)."""
        sheets: Mapping[str, Callable[[], Sheet]] = {
            "pain": self.pain,
            "doses": self.doses,
            "running": self.runs,
            "with": self.with_what,
            "measures": self.measures,
        }
        return sheets[page]()

    def pain(self) -> Sheet:
        """The pain chart."""
        weeks = self._training.weeks
        points = weeks.points(STRETCH_DAYS, self._back)
        if not any(point.of(line) is not None for point in points for line in PainLine):
            return "No answers about pain in these weeks."
        first, last = weeks.chronicles.span(STRETCH_DAYS, self._back)
        bands = weeks.bands(STRETCH_DAYS, self._back)
        return pain_picture(points, bands, first, last, self._size.width, self._size.height)

    def pain_table(self) -> Sheet:
        """The pain chart's numbers, a line for each week."""
        points = self._training.weeks.points(STRETCH_DAYS, self._back)
        return "\n".join(tables.pain_lines(points, self._training.weeks.bands(STRETCH_DAYS, self._back)))

    def doses(self) -> Sheet:
        """The ladder of each exercise."""
        names = {routine.id: routine.name for routine in self._training.catalogue.routines.values()}
        lines = self._headed(tables.dose_lines(self._training.weeks.doses(STRETCH_DAYS, self._back), names))
        if self._size.width >= _IN_COLUMNS:
            lines = _in_columns(lines)
        return _sheet(lines, self._size.width - 2, lambda line: "" if line.startswith(" ") else "bold $accent")

    def runs(self) -> Sheet:
        """Running, a bar for each week."""
        width = self._size.width - 2
        lines = self._headed(tables.running_lines(self._training.weeks.running(STRETCH_DAYS, self._back), width))
        return Content("\n").join([_bars(line) for line in lines])

    def with_what(self) -> Sheet:
        """Which answers go with what was done."""
        weeks = self._training.weeks
        lines = tables.with_what_lines(weeks.associations(), weeks.painful())
        return _sheet(lines, self._size.width - 2, lambda line: "dim" if line.startswith("–") else "")

    def measures(self) -> Sheet:
        """What matters to the runner, and the checks."""
        measured = self._training.weeks.measures(STRETCH_DAYS, self._back)
        return Content("\n".join(self._headed(tables.measure_lines(*measured, self._size.width - 2))))

    def day_in_short(self, chosen: CalendarDay) -> Content:
        """All records of a day, shown beside the calendar."""
        from coach.services.weeks.days import record_lines

        parts = [Content.styled(f"{chosen.date:%A} {day(chosen.date)}", "bold")]
        for entry in chosen.entries:
            title, *lines = record_lines(self._training, entry)
            parts += [Content(""), Content.styled(title, "bold $accent"), *(Content(line) for line in lines)]
        return Content("\n").join(parts if chosen.entries else [*parts, Content("Nothing on record.")])

    def _headed(self, lines: Iterable[str]) -> Iterator[str]:
        first, last = self._training.weeks.chronicles.span(STRETCH_DAYS, self._back)
        if self._back:
            yield f"{day(first)} to {day(last)}"
        yield from lines


_IN_COLUMNS = 120
"""Columns of a page from which an exercise's facts stand beside its name."""
_NAME, _LADDER = 52, 46


def _in_columns(lines: Iterable[str]) -> Iterator[str]:
    """Put each exercise on one line: its name and dose, its ladder, and the rest."""
    row: list[str] = []
    for line in (*lines, ""):
        if line.startswith("    "):
            row.append(line.strip())
            continue
        if row:
            name, ladder, first, *more = (*row, "", "")
            yield f"{name:<{_NAME}} {ladder:<{_LADDER}} {first}".rstrip()
            yield from (f"{'':<{_NAME + _LADDER + 2}}{each}" for each in more if each)
        row = [line] if line.startswith("  ") else []
        if line and not row:
            yield line


def _sheet(lines: Iterable[str], width: int, style_of: Callable[[str], str]) -> Content:
    """Join the lines, each in its style; a long line is wrapped with a hanging indent."""
    parts = []
    for line in lines:
        indent = " " * min(width - 12, len(line) - len(line.lstrip(" •–")) + (2 if line.startswith(" ") else 0))
        folded = wrap(line, max(width, 20), subsequent_indent=indent, break_on_hyphens=False) or [""]
        parts += [Content.styled(each, style_of(line)) for each in folded]
    return Content("\n").join(parts)


def _bars(line: str) -> Content:
    """Colour the bar of a week; the rest of the line, the ten-percent mark among it, stays plain."""
    pieces = re.split("(█+)", line)
    return Content.assemble(*((piece, "$primary" if piece.startswith("█") else "") for piece in pieces if piece))
