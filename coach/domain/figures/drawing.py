"""Draw a figure at one moment, with its ground, as large as the given cells allow.

The scale is that of the whole movement, so that nothing jumps while it moves. Left out: time (``motion``), which shapes
there are (``scene``), dots (``canvas``).
"""

from coach.domain.figures.canvas import ACROSS, DOWN, Canvas, Ink, InkRun
from coach.domain.figures.figure import Figure
from coach.domain.figures.scene import bounds, shapes_at
from coach.domain.figures.viewpoint import Flat, Shape, mirrored_shapes

LEAST_PICTURE_WIDTH, LEAST_PICTURE_HEIGHT = 8, 4
"""In fewer cells nothing is drawn, as nobody could recognise it."""
_LINE_RADIUS = 0.7
_LEAST_RADIUS = 0.8
"""The least radius of a limb in dots, however small the picture."""
_LEAST_DETAIL = 0.55
"""Radius in dots. A smaller hole, such as an eye in a small picture, is left out: it would be drawn too large."""
_GAP = 1.0
"""Dots between a limb and the other side's limb behind it, and between a prop and the body behind it."""


def draw_figure(
    figure: Figure, way: float, width: int, height: int, *, mirror: bool = False, ascii_only: bool = False
) -> list[list[InkRun]]:
    """Draw the figure ``way`` (0–1) along its movement in ``width`` × ``height`` cells, as rows of runs of characters.

    ``mirror``: show it in a mirror, so that the right side is at work. Too few cells give blank rows.
    """
    canvas = Canvas(max(0, width), max(0, height), muscles=figure.bones)
    if width < LEAST_PICTURE_WIDTH or height < LEAST_PICTURE_HEIGHT:
        return canvas.rows()
    left, bottom, right, top = bounds(figure)
    shapes = shapes_at(figure, way)
    if mirror:
        left, right, shapes = -right, -left, mirrored_shapes(shapes)
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
    """Paint one shape with these ``corners`` in dots; ``scale`` is the dots in a hundredth of the body's height."""
    radius = max(_LEAST_RADIUS, shape.radius * scale) if shape.radius else _LINE_RADIUS
    if shape.part is None:
        if shape.radius * scale >= _LEAST_DETAIL:
            canvas.wipe(corners, radius)
        return
    if shape.apart:
        canvas.wipe(corners, radius + _GAP)
    canvas.paint(shape.part, corners, radius, gap=_GAP, dotted=dotted)
