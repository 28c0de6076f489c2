"""A figure at one moment in so many cells: as large as they allow, on its ground.

The scale is that of the whole movement, so that nothing jumps while it moves. Left out: time (``movement``), what there
is to see (``scene``), dots (``canvas``).
"""

from coach.domain.canvas import ACROSS, DOWN, Canvas, Part, Run
from coach.domain.figure import Figure
from coach.domain.scene import Flat, bounds, mirrored, shapes_at

LEAST_WIDTH, LEAST_HEIGHT = 8, 4
"""Cells below which nobody could tell what is drawn: nothing is."""
_LINE_RADIUS = 0.7
_LEAST_RADIUS = 0.8
"""Dots: a limb is never thinner, however small the picture."""
_GAP = 1.0
"""Dots between a limb and the other side's limb behind it."""


def draw(
    figure: Figure, way: float, width: int, height: int, *, mirror: bool = False, ascii_only: bool = False
) -> list[list[Run]]:
    """The figure ``way`` (0–1) along its movement in ``width`` × ``height`` cells: rows of runs of characters.

    ``mirror``: the right side is at work.
    """
    canvas = Canvas(max(0, width), max(0, height))
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return canvas.rows()
    left, bottom, right, top = bounds(figure)
    shapes = shapes_at(figure, way)
    if mirror:
        left, right, shapes = -right, -left, mirrored(shapes)
    columns, floor = width * ACROSS, height * DOWN - 1  # the lowest line of dots is the ground
    scale = min((columns - 1) / (right - left), (floor - 1) / (top - bottom))
    middle = (left + right) / 2

    def dot(point: Flat) -> Flat:
        return columns / 2 + (point[0] - middle) * scale, floor - (point[1] - bottom) * scale

    canvas.paint(Part.GROUND, ((0.0, floor + 0.5), (float(columns), floor + 0.5)), 0.5)
    for shape in shapes:
        canvas.paint(
            shape.part,
            map(dot, shape.corners),
            max(_LEAST_RADIUS, shape.radius * scale) if shape.radius else _LINE_RADIUS,
            gap=_GAP,
            dotted=shape.part is Part.RIGHT and not ascii_only,
        )
    return canvas.rows(ascii_only=ascii_only)
