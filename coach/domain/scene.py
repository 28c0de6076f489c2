"""A figure at one moment as flat shapes: looked at from its view, with its props, from back to front.

Flat points are (right, up) in the picture, in hundredths of the body's height. Left out: time (``movement``), and how
large it is drawn (``drawing``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, radians, sin

from coach.domain.canvas import Part
from coach.domain.figure import Figure, Prop, PropKind, View
from coach.domain.movement import body_at, ways_through
from coach.domain.skeleton import (
    ARM_RADIUS,
    FOOT_RADIUS,
    HEAD_RADIUS,
    NOSE_RADIUS,
    SHIN_RADIUS,
    THIGH_RADIUS,
    TRUNK_RADIUS,
    Point,
)

Flat = tuple[float, float]

_TURNED = 28.0
"""Degrees: who looks from the side stands a little toward the front, so that the near leg does not hide the far one."""
_LOOK_EVERY = 20.0
"""Degrees that joints turn, taken together, between two looks at a movement for its bounds."""
_LEAST_HEIGHT = 46.0
"""A picture shows at least this much height, so that one who lies is not drawn much larger than one who stands."""
_PACK = 6.0
"""A box no higher than this is drawn solid: a pack, a book."""
_WALL_RADIUS = 1.0
_LIMBS = (
    ("shoulder", "elbow", ARM_RADIUS),
    ("elbow", "hand", ARM_RADIUS),
    ("hip", "knee", THIGH_RADIUS),
    ("knee", "foot", SHIN_RADIUS),
    ("foot", "toe", FOOT_RADIUS),
)
_TIED = (PropKind.BAND, PropKind.TOWEL)
_BEHIND = (PropKind.WALL, PropKind.DOORWAY, PropKind.BAR)
_OTHER_SIDE = {Part.LEFT: Part.RIGHT, Part.RIGHT: Part.LEFT}


@dataclass(frozen=True, slots=True)
class Shape:
    """What is painted: all that a disc covers between ``corners``. A radius of 0 is a line as thin as can be drawn."""

    part: Part
    corners: tuple[Flat, ...]
    radius: float = 0.0


def mirrored(shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """The shapes in a mirror: left is right. Twice mirrored is the same."""
    return tuple(
        replace(
            shape,
            part=_OTHER_SIDE.get(shape.part, shape.part),
            corners=tuple((-across, up) for across, up in shape.corners),
        )
        for shape in shapes
    )


def shapes_at(figure: Figure, way: float) -> tuple[Shape, ...]:
    """The body and its props ``way`` (0–1) along the movement, from back to front."""
    eye, body = _Eye(figure), body_at(figure, way)
    behind, before = _standing_props(figure)
    tied = [_tied(prop, body, eye) for prop in figure.props if prop.kind in _TIED]
    return (*behind, *_body(body, eye), *before, *tied)


@lru_cache(maxsize=64)
def bounds(figure: Figure) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the whole movement with its props."""
    shapes = {shape for way in ways_through(figure, _LOOK_EVERY) for shape in shapes_at(figure, way)}
    reach = [(across, up, shape.radius) for shape in shapes for across, up in shape.corners]
    bottom = min(up - radius for _, up, radius in reach)
    return (
        min(across - radius for across, _, radius in reach),
        bottom,
        max(across + radius for across, _, radius in reach),
        max(bottom + _LEAST_HEIGHT, *(up + radius for _, up, radius in reach)),
    )


class _Eye:
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


def _body(body: Mapping[str, Point], eye: _Eye) -> Iterator[Shape]:
    parts: list[tuple[float, Shape]] = []

    def add(part: Part, radius: float, *names: str) -> None:
        points = [body[name] for name in names]
        distance = sum(map(eye.distance, points)) / len(points)
        parts.append((distance, Shape(part, tuple(map(eye.sees, points)), radius)))

    add(Part.MIDDLE, TRUNK_RADIUS, "left_ribs", "right_ribs", "waist")
    add(Part.MIDDLE, TRUNK_RADIUS, "waist", "left_flank", "right_flank")
    add(Part.MIDDLE, ARM_RADIUS, "chest", "head")
    add(Part.MIDDLE, HEAD_RADIUS, "head")
    add(Part.MIDDLE, NOSE_RADIUS, "head", "nose")
    for side, part in (("left", Part.LEFT), ("right", Part.RIGHT)):
        for start, end, radius in _LIMBS:
            add(part, radius, f"{side}_{start}", f"{side}_{end}")
    parts.sort(key=lambda each: -each[0])
    return (shape for _, shape in parts)


def _tied(prop: Prop, body: Mapping[str, Point], eye: _Eye) -> Shape:
    """A band or towel, from one part of the body to another."""
    ends = tuple(eye.sees(body[place.value if place else "hips"]) for place in (prop.place, prop.to))
    return Shape(Part.PROP, ends)


@lru_cache(maxsize=64)
def _standing_props(figure: Figure) -> tuple[tuple[Shape, ...], tuple[Shape, ...]]:
    """The props that stay where they are: those behind the body, and those before it."""
    eye, body = _Eye(figure), body_at(figure, 0.0)
    props = [prop for prop in figure.props if prop.kind not in _TIED]
    behind: list[Shape] = []
    before: list[Shape] = []
    for prop in props:
        (behind if prop.kind in _BEHIND else before).extend(_standing(prop, body, eye))
    return tuple(behind), tuple(before)


def _standing(prop: Prop, body: Mapping[str, Point], eye: _Eye) -> Iterator[Shape]:
    forward = prop.x + (body[prop.place.value][0] if prop.place else 0.0)
    middle = eye.sees((forward, 0.0, 0.0))[0]
    left, right, low, top = middle - prop.width / 2, middle + prop.width / 2, prop.y, prop.y + prop.height
    if prop.kind is PropKind.BALL:
        yield Shape(Part.PROP, ((middle, low + prop.width / 2),), prop.width / 2)
    elif prop.kind is PropKind.WALL:
        yield Shape(Part.PROP, ((middle, low), (middle, top)), _WALL_RADIUS)
    elif prop.kind is PropKind.BOX and prop.height <= _PACK:
        yield Shape(Part.PROP, ((left, low), (left, top), (right, top), (right, low)))
    else:
        yield Shape(Part.PROP, ((left, low), (left, top)))
        yield Shape(Part.PROP, ((left, top), (right, top)))
        yield Shape(Part.PROP, ((right, top), (right, low)))
        if prop.kind is PropKind.BOX:
            yield Shape(Part.PROP, ((left, low), (right, low)))
