"""The pain chart on the braille canvas, with labelled axes, at any size.

Each line is drawn in its own way (solid, dotted, marks only), so that they can be told apart without colour. The two
dotted lines behind them show where amber and red begin. Left out: colours.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from coach.domain.figures.canvas import ACROSS, DOWN, Canvas, Dot, Ink
from coach.domain.records.days import day
from coach.domain.statistics.pain import Band, PainLine, PainPoint

PlotRow = list[tuple[str, Ink | None]]
PARTS = {
    PainLine.BEFORE: Ink.PROP,
    PainLine.AFTER: Ink.LEFT,
    PainLine.MORNING: Ink.RIGHT,
    PainLine.WORST: Ink.MIDDLE,
}
"""The ink of each line; they are painted in this order, so that the worst is on top."""
BANDS = Ink.GROUND
_MOST_PAIN = 10
_LABEL = 3
"""Columns to the left of the picture, for the labels of pain."""
_LEAST_WIDTH, _LEAST_HEIGHT = 12, 3
_ROOMY_FROM = 12
"""From this many rows on, every second pain has a label."""


def pain_chart(
    points: Sequence[PainPoint],
    bands: Sequence[Band],
    first: date,
    last: date,
    *,
    width: int,
    height: int,
    ascii_only: bool = False,
    lines: Sequence[PainLine] = tuple(PainLine),
) -> list[PlotRow]:
    """Return the rows of the chart, each as runs of characters: ``width`` × ``height`` in all, dates included.

    The chart is at least 15 × 4 characters. ``lines``: the lines to draw.
    """
    columns, rows = max(_LEAST_WIDTH, width - _LABEL), max(_LEAST_HEIGHT, height - 1)
    canvas = Canvas(columns, rows)
    plane = _Plane(first, last, columns, rows)
    for band, until in zip(bands, [*(each.since for each in bands[1:]), last + timedelta(days=1)], strict=False):
        for edge in (band.amber_from, band.red_from):
            corners = [plane.dot(_midnight(each), edge - 0.5) for each in (band.since, until)]
            canvas.paint(BANDS, corners, 0.5, dotted=True)
    for line, part in PARTS.items():
        if line in lines:
            _draw(canvas, part, line, [(plane.dot(at, pain)) for at, pain in _pains(points, line)])
    labels = plane.labels()
    drawn = [
        [(labels.get(number, "").rjust(_LABEL - 1) + " ", None), *row]
        for number, row in enumerate(canvas.rows(ascii_only=ascii_only))
    ]
    return [*drawn, [(" " * _LABEL + plane.dates(), None)]]


def _pains(points: Sequence[PainPoint], line: PainLine) -> Iterator[tuple[datetime, int]]:
    for point in points:
        pain = point.of(line)
        if pain is not None:
            yield point.at.replace(tzinfo=None), pain


def _draw(canvas: Canvas, part: Ink, line: PainLine, dots: Sequence[Dot]) -> None:
    """Draw the worst as a solid line, the morning as a dotted one, the others as marks, to avoid a tangle of lines."""
    if line in (PainLine.WORST, PainLine.MORNING):
        for start, end in pairwise(dots):
            canvas.paint(part, (start, end), 0.6, dotted=line is PainLine.MORNING)
    radius = 1.1 if line is PainLine.WORST else 0.8
    for dot in dots:
        canvas.paint(part, (dot,), radius)


def _midnight(of: date) -> datetime:
    return datetime.combine(of, time(0))


class _Plane:
    """The coordinates of the chart: days to the right, pain (0–10) upwards, in dots."""

    def __init__(self, first: date, last: date, columns: int, rows: int) -> None:
        self._first, self._days = first, (last - first).days + 1
        self._columns, self._rows = columns, rows

    def dot(self, at: datetime, pain: float) -> Dot:
        days = (at - _midnight(self._first)) / timedelta(days=1)
        across = days / self._days * self._columns * ACROSS
        return across, 1 + (_MOST_PAIN - pain) / _MOST_PAIN * (self._rows * DOWN - 2)

    def labels(self) -> dict[int, str]:
        """Return the pain labels by row: every second pain where there is room, else the ends and the middle."""
        step = 2 if self._rows >= _ROOMY_FROM else _MOST_PAIN // 2
        found: dict[int, str] = {}
        for pain in range(0, _MOST_PAIN + 1, step):
            _, down = self.dot(_midnight(self._first), pain)
            found[min(self._rows - 1, int(down // DOWN))] = str(pain)
        return found

    def dates(self) -> str:
        """Return the line of dates: the first day, the last, and those that fit between them."""
        text = ""
        each = max(1, self._columns // 16)
        for number in range(each):
            of = self._first + timedelta(days=self._days * number // each)
            text = text.ljust(self._columns * number // each) + day(of)
        end = day(self._first + timedelta(days=self._days - 1))
        return (text.ljust(self._columns - len(end)) + end)[: self._columns] if each > 1 else text[: self._columns]
