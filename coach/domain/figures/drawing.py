"""A figure at one moment in so many cells: as large as they allow, on its ground.

The scale is that of the whole movement, so that nothing jumps while it moves. Left out: time (``motion``), what there
is to see (``scene``), dots (``canvas``).
"""

from coach.domain.figures.canvas import ACROSS, DOWN, Canvas, Ink, Run
from coach.domain.figures.figure import Figure
from coach.domain.figures.scene import bounds, shapes_at
from coach.domain.figures.viewpoint import Flat, Shape, mirrored

LEAST_WIDTH, LEAST_HEIGHT = 8, 4
"""Cells below which nobody could tell what is drawn: nothing is."""
_LINE_RADIUS = 0.7
_LEAST_RADIUS = 0.8
"""Dots: a limb is never thinner, however small the picture."""
_LEAST_DETAIL = 0.55
"""Dots: what is smaller, such as the eyes of one who is small, is left out, for it would be larger than life."""
_GAP = 1.0
"""Dots between a limb and the other side's limb behind it, and between a prop and the body behind it."""


def draw(
    figure: Figure, way: float, width: int, height: int, *, mirror: bool = False, ascii_only: bool = False
) -> list[list[Run]]:
    """The figure ``way`` (0–1) along its movement in ``width`` × ``height`` cells: rows of runs of characters.

    ``mirror``: the right side is at work.
    """
    canvas = Canvas(max(0, width), max(0, height), muscles=figure.bones)
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

    if not figure.close_up:
        canvas.paint(Ink.GROUND, ((0.0, floor + 0.5), (float(columns), floor + 0.5)), 0.5)
    for shape in shapes:
        _paint(
            canvas,
            shape,
            tuple(map(dot, shape.corners)),
            scale,
            dotted=shape.part is Ink.RIGHT and not ascii_only,
        )
    return canvas.rows(ascii_only=ascii_only)


def _paint(canvas: Canvas, shape: Shape, corners: tuple[Flat, ...], scale: float, *, dotted: bool) -> None:
    """Paint one shape with these ``corners``, in dots; ``scale`` of them are a hundredth of the body's height."""
    radius = max(_LEAST_RADIUS, shape.radius * scale) if shape.radius else _LINE_RADIUS
    if shape.part is None:
        if shape.radius * scale >= _LEAST_DETAIL:
            canvas.wipe(corners, radius)
        return
    if shape.apart:
        canvas.wipe(corners, radius + _GAP)
    canvas.paint(shape.part, corners, radius, gap=_GAP, dotted=dotted)
