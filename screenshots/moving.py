"""The moving picture: some twenty seconds of the coach as one SVG, without a script.

Each row of the screen that ever shows is drawn once, as a symbol; a frame places its rows, and CSS keyframes show one
frame after the other. Who wants no motion, or cannot show it, sees one frame. Left out: what is shown (``story``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_WIDE, _HIGH, _SIZE, _BASE = 12.2, 24.4, 20, 18.5
"""A cell, the letters, and from a row's top to the line they stand on."""
_BLOCKS = {"█": (0.0, 1.0), "▀": (0.0, 0.5), "▄": (0.5, 1.0), "─": (0.47, 0.53), "━": (0.44, 0.56)}
"""What part of its cell's height a block or a line fills. Drawn: no viewer's font is trusted to join them."""
_DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Column and row of each bit of a braille character."""
_FRAME = 9.0
"""Around the screen."""


@dataclass(frozen=True)
class Frame:
    """A screen and the seconds that it shows."""

    rows: Sequence[Strip]
    seconds: float


@dataclass
class _Drawing:
    """Colours and rows, each once, as they are come across."""

    ink: str
    paper: str
    colours: dict[str, str] = field(default_factory=dict)
    symbols: dict[str, str] = field(default_factory=dict)

    def row(self, strip: Strip) -> str | None:
        """The symbol of a row; None: nothing is to be seen in it."""
        drawn, x = "", 0
        for segment in Segment.simplify(strip):
            drawn += self._segment(segment, x)
            x += cell_len(segment.text)
        return self.symbols.setdefault(drawn, f"r{len(self.symbols)}") if drawn else None

    def _segment(self, segment: Segment, x: int) -> str:
        style = segment.style or Style()
        ink, paper = _hex(style.color, self.ink), _hex(style.bgcolor, self.paper)
        if style.reverse:
            ink, paper = paper, ink
        columns = cell_len(segment.text)
        drawn = "" if paper == self.paper else f'<path class="{self._class(paper)}" d="{_box(x, columns, 0, 1)}"/>'
        shapes = "".join(_shapes(segment.text, x))
        if shapes:
            drawn += f'<path class="{self._class(ink)}" d="{shapes}"/>'
        weight = " b" if style.bold else ""
        for word, at in _words(segment.text, x):
            width = _short(cell_len(word) * _WIDE)
            drawn += (
                f'<text class="{self._class(ink)}{weight}" x="{_short(at * _WIDE)}" y="{_BASE}" textLength="{width}">'
                f"{escape(word, quote=False)}</text>"
            )
        return drawn

    def _class(self, colour: str) -> str:
        return self.colours.setdefault(colour, f"c{len(self.colours)}")


def moving_picture(frames: Sequence[Frame], *, still: int, about: str) -> str:
    """The SVG; it begins anew at its end. ``still``: the number of the frame for who wants no motion."""
    ink, paper = _main_colours(frames[0].rows)
    drawing = _Drawing(ink, paper)
    columns, high = frames[0].rows[0].cell_length, len(frames[0].rows)
    shown = [
        "".join(
            f'<use href="#{name}" y="{_short(y * _HIGH)}"/>'
            for y, strip in enumerate(frame.rows)
            if (name := drawing.row(strip))
        )
        for frame in frames
    ]
    width, height = columns * _WIDE + 2 * _FRAME, high * _HIGH + 2 * _FRAME
    symbols = "".join(f'<g id="{name}">{drawn}</g>' for drawn, name in drawing.symbols.items())
    hidden = ' opacity="0"'
    groups = "".join(
        f'<g id="f{number}"{"" if number == still else hidden}>{rows}</g>' for number, rows in enumerate(shown)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 {_short(width)} {_short(height)}">'
        f"<title>coach</title><desc>{escape(about)}</desc>\n<style>{_styles(drawing, frames)}</style>\n"
        f'<defs>{symbols}</defs>\n<rect width="100%" height="100%" rx="8" fill="{paper}"/>\n'
        f'<g transform="translate({_FRAME} {_FRAME})">{groups}</g></svg>\n'
    )


def _styles(drawing: _Drawing, frames: Sequence[Frame]) -> str:
    total = sum(frame.seconds for frame in frames)
    lines = [f"text{{font:{_SIZE}px 'Fira Code','DejaVu Sans Mono',Menlo,Consolas,monospace}}.b{{font-weight:bold}}"]
    lines += [f".{name}{{fill:{colour}}}" for colour, name in drawing.colours.items()]
    motion, begins = [], 0.0
    for number, frame in enumerate(frames):
        ends = begins + frame.seconds
        at, to = f"{100 * begins / total:.3f}%", f"{100 * ends / total:.3f}%"
        steps = f"{'' if number == 0 else '0%{opacity:0}'}{at}{{opacity:1}}"
        steps += "" if number == len(frames) - 1 else f"{to},to{{opacity:0}}"
        motion.append(f"@keyframes k{number}{{{steps}}}")
        motion.append(f"#f{number}{{animation:k{number} {total:g}s step-end infinite}}")
        begins = ends
    lines.append(f"@media (prefers-reduced-motion:no-preference){{{''.join(motion)}}}")
    return "".join(lines)


def _main_colours(rows: Sequence[Strip]) -> tuple[str, str]:
    """The ink and the paper that most cells have."""
    counts: dict[tuple[str, str], int] = {}
    for segment in (segment for strip in rows for segment in strip):
        style = segment.style or Style()
        pair = _hex(style.color, "#e8e8e4"), _hex(style.bgcolor, "#000000")
        counts[pair] = counts.get(pair, 0) + cell_len(segment.text)
    return max(counts, key=lambda pair: counts[pair])


def _hex(colour: Color | None, otherwise: str) -> str:
    return colour.get_truecolor().hex if colour is not None and not colour.is_default else otherwise


def _words(text: str, x: int) -> list[tuple[str, int]]:
    """What is set in letters, without blanks at its ends, with its column; parted where blanks or shapes are."""
    found: list[tuple[str, int]] = []
    run, begun = "", x
    for sign in f"{text}  ":
        ends = _is_shape(sign) or (sign == " " and run.endswith(" "))
        if ends and run.strip():
            found.append((run.rstrip(), begun))
        if ends or (sign == " " and not run):
            run, begun = "", x + cell_len(sign)
        else:
            run += sign
        x += cell_len(sign)
    return found


def _is_shape(sign: str) -> bool:
    return sign in _BLOCKS or "\u2800" <= sign <= "\u28ff"


def _shapes(text: str, x: int) -> list[str]:
    """Paths of blocks, side by side as one, and of braille dots."""
    found = []
    place = 0
    while place < len(text):
        sign, side_by_side = text[place], 1
        if sign in _BLOCKS:
            while text[place + side_by_side : place + side_by_side + 1] == sign:
                side_by_side += 1
            found.append(_box(x + place, side_by_side, *_BLOCKS[sign]))
        elif "\u2800" < sign <= "\u28ff":
            found += [_dot(x + place, *_DOTS[bit]) for bit in range(8) if (ord(sign) - 0x2800) >> bit & 1]
        place += side_by_side
    return found


def _box(x: int, columns: int, top: float, bottom: float) -> str:
    wide, high = _short(columns * _WIDE + 0.2), _short((bottom - top) * _HIGH + 0.3)  # no seam between cells
    return f"M{_short(x * _WIDE)} {_short(top * _HIGH)}h{wide}v{high}h-{wide}z"


def _dot(x: int, column: int, row: int) -> str:
    left, top = x * _WIDE + column * 6.1 + 1.4, row * 6.1 + 1.4
    return f"M{_short(left)} {_short(top)}h3.2v3.2h-3.2z"


def _short(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
