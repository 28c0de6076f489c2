"""The pain chart: its size, its numbers and dates, and that a higher pain stands higher."""

from datetime import timedelta

import pytest

from coach.domain.records.entries import Entry
from coach.domain.statistics.pain import PainLine, points, session_bands
from coach.domain.statistics.plot import BANDS, PARTS, PlotRow, pain_chart

from ..builders import START, session
from .telling import told

FIRST = START.date()
LAST = FIRST + timedelta(days=27)


def chart(entries: list[Entry], width: int = 60, height: int = 14, **more: object) -> list[PlotRow]:
    chapters = told(entries)
    return pain_chart(points(chapters), session_bands(chapters, FIRST), FIRST, LAST, width=width, height=height, **more)  # type: ignore[arg-type]


def plain(row: PlotRow) -> str:
    return "".join(text for text, _ in row)


def rows_with(rows: list[PlotRow], line: PainLine) -> list[int]:
    return [number for number, row in enumerate(rows) if any(part is PARTS[line] for _, part in row)]


@pytest.mark.parametrize(("width", "height"), [(15, 4), (40, 8), (120, 40), (1, 1)])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_it_has_the_size_that_is_asked_for_or_the_least(width: int, height: int, ascii_only: bool) -> None:
    rows = chart([session(0), session(3, worst=8)], width, height, ascii_only=ascii_only)
    assert len(rows) == max(4, height)
    assert {len(plain(row)) for row in rows[:-1]} == {max(15, width)}
    assert len(plain(rows[-1])) <= max(15, width)
    assert not ascii_only or all(plain(row).isascii() for row in rows)


def test_the_axes_are_in_words() -> None:
    rows = chart([], width=60)
    assert [plain(row)[:2].strip() for row in rows if plain(row)[:2].strip()] == ["10", "8", "6", "4", "2", "0"]
    assert plain(rows[-1]).startswith("   2 Nov ")
    assert plain(rows[-1]).endswith("29 Nov")
    low = chart([], width=20, height=6)
    assert [plain(row)[:2].strip() for row in low if plain(row)[:2].strip()] == ["10", "5", "0"]
    assert plain(low[-1]).strip() == "2 Nov"


def test_a_higher_pain_stands_higher_and_the_bands_lie_behind() -> None:
    tops = [min(rows_with(chart([session(3, worst=worst)]), PainLine.WORST)) for worst in (9, 6, 3, 1)]
    assert tops == sorted(set(tops))
    assert any(part is BANDS for row in chart([]) for _, part in row)


def test_only_the_lines_that_are_asked_for_are_drawn() -> None:
    some: list[Entry] = [session(0), session(9, worst=7, morning=4, before=2, after=3), session(18, morning=None)]
    for line in PainLine:
        rows = chart(some, lines=(line,))
        assert rows_with(rows, line)
        assert not any(rows_with(rows, other) for other in PainLine if other is not line)
