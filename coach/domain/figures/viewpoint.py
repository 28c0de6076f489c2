"""From where one looks at a figure, and what one sees: flat shapes.

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
"""Degrees: who looks from the side stands a little toward the front, so that the near leg does not hide the far one."""
_OTHER_SIDE = {Ink.LEFT: Ink.RIGHT, Ink.RIGHT: Ink.LEFT}


class Shape(Struct, frozen=True):
    """What is painted: all that a disc covers between ``corners``. A radius of 0 is a line as thin as can be drawn.

    ``part`` None: a hole in the body, such as an eye. ``apart``: a little of the body around it is left out, so that it
    stands out from the body behind it.
    """

    part: Ink | None
    corners: tuple[Flat, ...]
    radius: float = 0.0
    apart: bool = False


def mirrored(shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """The shapes in a mirror: left is right. Twice mirrored is the same."""
    return tuple(
        replace(
            shape,
            part=_OTHER_SIDE.get(shape.part, shape.part) if shape.part is not None else None,
            corners=tuple((-across, up) for across, up in shape.corners),
        )
        for shape in shapes
    )


class Viewpoint:
    """From where one looks."""

    __slots__ = ("_ahead", "_down", "_level", "_side")

    def __init__(self, figure: Figure) -> None:
        turned = radians(_TURNED + figure.swing if figure.view is View.SIDE else 90 - figure.swing)
        above = radians(figure.above)
        self._side, self._ahead = cos(turned), sin(turned)
        self._level, self._down = cos(above), sin(above)

    def sees(self, point: Point) -> Flat:
        """Where in the picture a point is."""
        forward, up, right = point
        away = right * self._side - forward * self._ahead
        return -forward * self._side - right * self._ahead, up * self._level + away * self._down

    def distance(self, point: Point) -> float:
        """How far away a point is, beside others."""
        forward, up, right = point
        return (right * self._side - forward * self._ahead) * self._level - up * self._down
