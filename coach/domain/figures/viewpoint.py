"""The viewpoint of a figure, and the flat shapes that are seen from there.

Flat points are (right, up) in the picture, in hundredths of the body's height. Left out: whose shapes (``scene``,
``props``), and how large they are drawn (``drawing``).
"""

from math import cos, radians, sin

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.figures.canvas import Ink
from coach.domain.figures.figure import Figure, View
from coach.domain.figures.skeleton import Point

Flat = tuple[float, float]

_TURNED = 28.0
"""Degrees by which the side view is turned toward the front, so that the near leg does not hide the far one."""
_OTHER_SIDE = {Ink.LEFT: Ink.RIGHT, Ink.RIGHT: Ink.LEFT}


class Shape(Struct, frozen=True):
    """A shape to paint: the hull of discs of ``radius`` around ``corners``. A radius of 0 is the thinnest line.

    ``part`` None: a hole in the body, such as an eye. ``apart``: a little of the body around the shape is erased, so
    that the shape stands out from it.
    """

    part: Ink | None
    corners: tuple[Flat, ...]
    radius: float = 0.0
    apart: bool = False


def mirrored_shapes(shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """Return the shapes mirrored: left and right swap, in place and in ink. Mirroring twice gives the original."""
    return tuple(
        replace(
            shape,
            part=_OTHER_SIDE.get(shape.part, shape.part) if shape.part is not None else None,
            corners=tuple((-across, up) for across, up in shape.corners),
        )
        for shape in shapes
    )


class Viewpoint:
    """The direction from which a figure is seen, and its parallel projection to the picture."""

    __slots__ = ("_ahead", "_down", "_level", "_side")

    def __init__(self, figure: Figure) -> None:
        turned = radians(_TURNED + figure.swing if figure.view is View.SIDE else 90 - figure.swing)
        above = radians(figure.above)
        self._side, self._ahead = cos(turned), sin(turned)
        self._level, self._down = cos(above), sin(above)

    def sees(self, point: Point) -> Flat:
        """Project a point to the picture."""
        forward, up, right = point
        away = right * self._side - forward * self._ahead
        return -forward * self._side - right * self._ahead, up * self._level + away * self._down

    def distance(self, point: Point) -> float:
        """Return how far away a point is; only useful for comparison with other points."""
        forward, up, right = point
        return (right * self._side - forward * self._ahead) * self._level - up * self._down
