"""A figure and its props at one moment, as flat shapes seen from its view, ordered from back to front.

Left out: time (``motion``), what props look like (``props``), and how large it is drawn (``drawing``).
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec.structs import replace

from coach.domain.figures import props
from coach.domain.figures.canvas import Ink
from coach.domain.figures.figure import Figure, Turn
from coach.domain.figures.motion import body_in_turn, ways_through
from coach.domain.figures.skeleton import (
    ARM_RADIUS,
    EYE_RADIUS,
    FOOT_RADIUS,
    HEAD_RADIUS,
    NOSE_RADIUS,
    SHIN_RADIUS,
    THIGH_RADIUS,
    TRUNK_RADIUS,
    Point,
)
from coach.domain.figures.viewpoint import Shape, Viewpoint

_LOOK_EVERY = 20.0
"""Degrees that all joints together turn from one sample of the movement to the next when its bounds are found."""
_LEAST_HEIGHT = 46.0
"""A picture shows at least this height, so that a lying body is not drawn much larger than a standing one."""
_FACES = 1.0
"""An eye is visible when it is nearer than the middle of the head by more than this."""
_LIMBS = (
    ("shoulder", "elbow", ARM_RADIUS),
    ("elbow", "hand", ARM_RADIUS),
    ("hip", "knee", THIGH_RADIUS),
    ("knee", "foot", SHIN_RADIUS),
    ("foot", "toe", FOOT_RADIUS),
)


def shapes_at(figure: Figure, way: float) -> tuple[Shape, ...]:
    """Return the shapes of the body and its props ``way`` (0–1) along the movement, from back to front."""
    eye, body = Viewpoint(figure), body_in_turn(figure, way)
    behind, before = props.standing(figure)
    if figure.bones:
        from coach.domain.figures import bones  # lessons only

        return (*behind, *bones.shapes(figure, body, eye), *before, *props.moving(figure, way, body, eye))
    return (*behind, *_body(body, eye), *before, *props.moving(figure, way, body, eye))


@lru_cache(maxsize=64)
def bounds(figure: Figure) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of the whole movement with its props; of both sides where they alternate."""
    turns = [replace(figure, turn_of=side) for side in Turn] if figure.turn_of else [figure]
    ways = ways_through(figure, _LOOK_EVERY)
    shapes = {shape for each in turns for way in ways for shape in shapes_at(each, way)}
    reach = [(across, up, shape.radius) for shape in shapes for across, up in shape.corners]
    bottom = min(up - radius for _, up, radius in reach)
    return (
        min(across - radius for across, _, radius in reach),
        bottom,
        max(across + radius for across, _, radius in reach),
        max(bottom + (0.0 if figure.close_up else _LEAST_HEIGHT), *(up + radius for _, up, radius in reach)),
    )


def _body(body: Mapping[str, Point], eye: Viewpoint) -> Iterator[Shape]:
    parts: list[tuple[float, Shape]] = []

    def add(part: Ink | None, radius: float, *names: str) -> None:
        points = [body[name] for name in names]
        distance = sum(map(eye.distance, points)) / len(points)
        parts.append((distance, Shape(part, tuple(map(eye.sees, points)), radius)))

    add(Ink.MIDDLE, TRUNK_RADIUS, "left_ribs", "right_ribs", "waist")
    add(Ink.MIDDLE, TRUNK_RADIUS, "waist", "left_flank", "right_flank")
    add(Ink.MIDDLE, ARM_RADIUS, "chest", "head")
    add(Ink.MIDDLE, HEAD_RADIUS, "head")
    add(Ink.MIDDLE, NOSE_RADIUS, "head", "nose")
    seen = eye.distance(body["head"]) - _FACES
    for side, part in (("left", Ink.LEFT), ("right", Ink.RIGHT)):
        if eye.distance(body[f"{side}_eye"]) < seen:
            add(None, EYE_RADIUS, f"{side}_eye")
        for start, end, radius in _LIMBS:
            add(part, radius, f"{side}_{start}", f"{side}_{end}")
    parts.sort(key=lambda each: -each[0])
    return (shape for _, shape in parts)
