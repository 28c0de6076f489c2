"""The pain chart in the app: the colours of its lines, and their legend."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from coach.domain.figures.canvas import Ink
from coach.domain.statistics.pain import Band, PainLine, PainPoint
from coach.domain.statistics.plot import BANDS, PARTS, pain_chart
from coach.tui.terminal.glyphs import has_braille_here

_COLOURS = {
    PainLine.BEFORE: "$foreground 65%",
    PainLine.AFTER: "$warning",
    PainLine.MORNING: "$primary",
    PainLine.WORST: "$error",
}
_STYLES: dict[Ink | None, str] = {PARTS[line]: colour for line, colour in _COLOURS.items()}
_STYLES |= {BANDS: "$foreground 35%", None: "$foreground 70%"}
_WORDS = (
    (PainLine.WORST, "━ worst", "━ worst"),
    (PainLine.MORNING, "┄ morning", "┄ next morning"),
    (PainLine.AFTER, "• after", "• right after"),
    (PainLine.BEFORE, "• before", "• before"),
)
_READS = "Pain 0 none … 10 worst. Above the dotted lines a session is amber, then red."


def pain_picture(
    points: Sequence[PainPoint], bands: Sequence[Band], first: date, last: date, width: int, height: int
) -> Content:
    """Return the chart, ``width`` × ``height`` cells."""
    rows = pain_chart(points, bands, first, last, width=width, height=height, ascii_only=not has_braille_here())
    return Content("\n").join([Content.assemble(*((text, _STYLES[part]) for text, part in row)) for row in rows])


def pain_legend(*, is_narrow: bool) -> Content:
    """Return what the lines are; where there is room, also how to read them."""
    parts = [Content.styled(narrow if is_narrow else wide, f"bold {_COLOURS[line]}") for line, narrow, wide in _WORDS]
    lines = Content(" " if is_narrow else "   ").join(parts)
    return lines if is_narrow else Content.assemble(lines, (f"\n{_READS}", "dim"))
