"""The pain chart as inline SVG: four lines over the days, with the bands behind them; readable in black and white.

Every text in it is a number, a date or a fixed word: nothing that the runner typed.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from coach.domain.records.days import day
from coach.domain.statistics.pain import Band, PainLine, PainPoint

WIDTH, TALL, LOW_HEIGHT = 760, 151, 114
"""Units of the SVG. Both heights make the chart as wide as the page, on which it is 37 or 28 mm high."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 22, 54, 6, 18
_MOST_PAIN = 10
_BANDS = ("#e3f1e3", "#fdf0d0", "#f9dcd9")
_STROKES = {
    PainLine.BEFORE: 'stroke="#777" stroke-width="1" stroke-dasharray="1.5 2.5"',
    PainLine.MORNING: 'stroke="#1f5fa8" stroke-width="1.3" stroke-dasharray="5 2.5"',
    PainLine.AFTER: 'stroke="#8a5a00" stroke-width="1"',
    PainLine.WORST: 'stroke="#9c1c1c" stroke-width="1.9"',
}
"""Each line has its own stroke, so that no colour is needed to tell them apart. The last is drawn on top."""


def chart(points: Sequence[PainPoint], bands: Sequence[Band], first: date, last: date, height: int = TALL) -> str:
    """The SVG text of the chart of these points from ``first`` to ``last``."""
    frame = _Frame(first, last, height)
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="img" xmlns="http://www.w3.org/2000/svg">',
        "<title>Pain 0 to 10 over time: before, worst, right after and the next morning</title>",
        *frame.bands(bands),
        *frame.axes(),
        *(part for line in _STROKES for part in frame.line(line, points)),
        *frame.marks(points),
        "</svg>",
    ]
    return "".join(parts)


class _Frame:
    """The coordinates of the chart: days to the right, pain upwards."""

    def __init__(self, first: date, last: date, height: int) -> None:
        self._first, self._last, self._height = first, last, height
        self._days = (last - first).days + 1

    def bands(self, bands: Sequence[Band]) -> Iterator[str]:
        if not bands:
            return
        ends = [*(band.since for band in bands[1:]), self._last + timedelta(days=1)]
        for band, end in zip(bands, ends, strict=True):
            left, right = self._x(max(band.since, self._first)), self._x(end)
            # Pain 3 is green right up to 3.5, so a band begins half a point below its first number.
            edges = (-0.5, band.amber_from - 0.5, band.red_from - 0.5, _MOST_PAIN + 0.5)
            for colour, low, high in zip(_BANDS, edges, edges[1:], strict=False):
                top, bottom = self._y(high), self._y(low)
                yield (
                    f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" '
                    f'fill="{colour}"/>'
                )
        edges = (-0.5, bands[-1].amber_from - 0.5, bands[-1].red_from - 0.5, _MOST_PAIN + 0.5)
        for word, low, high in zip(("green", "amber", "red"), edges, edges[1:], strict=False):
            yield self._text(WIDTH - _RIGHT + 5, self._y((low + high) / 2) + 3, word)

    def axes(self) -> Iterator[str]:
        for pain in range(0, _MOST_PAIN + 1, 2):
            y = self._y(pain)
            yield f'<path d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}" stroke="#fff" stroke-width="0.8"/>'
            yield self._text(_LEFT - 5, y + 3, str(pain), anchor="end")
        monday = self._first + timedelta(days=-self._first.weekday() % 7)
        every = 14 if self._days > 40 else 7
        while monday <= self._last:
            x = self._x(monday)
            yield f'<path d="M{x:.1f} {_TOP}V{self._height - _BOTTOM}" stroke="#fff" stroke-width="0.8"/>'
            yield self._text(x, self._height - 5, day(monday), anchor="middle")
            monday += timedelta(days=every)

    def line(self, line: PainLine, points: Sequence[PainPoint]) -> Iterator[str]:
        """One polyline from answer to answer; a missing answer is skipped.

        Pain in runs is left out, because other bands hold for it; mornings include those after runs.
        """
        some = [point for point in points if line is PainLine.MORNING or not point.is_run]
        told = [(point.at, pain) for point in some if (pain := point.of(line)) is not None]
        if not told:
            return
        way = " ".join(f"{self._moment(at):.1f},{self._y(pain):.1f}" for at, pain in told)
        yield f'<polyline points="{way}" fill="none" stroke-linejoin="round" {_STROKES[line]}/>'

    def marks(self, points: Sequence[PainPoint]) -> Iterator[str]:
        """The worst pain of each record: a dot for a session, a square for a run, which has stricter bands."""
        for point in points:
            if point.worst is None:
                continue
            x, y = self._moment(point.at), self._y(point.worst)
            if point.is_run:
                yield f'<rect x="{x - 2.2:.1f}" y="{y - 2.2:.1f}" width="4.4" height="4.4" fill="#9c1c1c"/>'
            else:
                yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.9" fill="#9c1c1c"/>'

    def _moment(self, at: datetime) -> float:
        """The x of a moment, by the clock of its own offset, like its day."""
        return self._x(at.date()) + self._width(1) * (at.hour * 60 + at.minute) / 1440

    def _x(self, of: date) -> float:
        return _LEFT + self._width((of - self._first).days)

    def _width(self, days: int) -> float:
        return (WIDTH - _LEFT - _RIGHT) * days / self._days

    def _y(self, pain: float) -> float:
        high = self._height - _TOP - _BOTTOM
        return _TOP + high * (_MOST_PAIN + 0.5 - pain) / (_MOST_PAIN + 1)

    def _text(self, x: float, y: float, words: str, anchor: str = "start") -> str:
        return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def chart_legend() -> str:
    """A sample and the name of each line and mark."""
    names = {
        PainLine.WORST: "worst",
        PainLine.AFTER: "right after",
        PainLine.MORNING: "next morning",
        PainLine.BEFORE: "before",
    }
    parts = [
        f'<span><svg viewBox="0 0 24 6" class="key"><path d="M0 3H24" fill="none" {_STROKES[line]}/></svg>'
        f" {name}</span>"
        for line, name in names.items()
    ]
    parts.append('<span><svg viewBox="0 0 6 6" class="mark"><circle cx="3" cy="3" r="2.2"/></svg> session</span>')
    parts.append(
        '<span><svg viewBox="0 0 6 6" class="mark"><rect x="0.7" y="0.7" width="4.6" height="4.6"/></svg> run (there 1 '
        "to 3 is amber, 4 red)</span>"
    )
    return " ".join(parts)
