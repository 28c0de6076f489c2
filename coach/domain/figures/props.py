"""The props beside the body (what stands, lies or is stretched there) as flat shapes.

Left out: the body itself (``scene``).
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import atan2, cos, degrees, radians, sin

from coach.domain.figures.canvas import Ink
from coach.domain.figures.figure import Figure, Prop, PropKind
from coach.domain.figures.motion import body_at
from coach.domain.figures.skeleton import Point
from coach.domain.figures.viewpoint import Flat, Shape, Viewpoint

_PACK = 6.0
"""A box no higher than this is drawn filled, like a pack or a book."""
_WALL_RADIUS = 1.0
_LOOP = 3.4
"""The distance of a band from the middle of what it goes round."""
_CAP = (-90, -30, 30, 90)
"""Corners of a band's round ends, in degrees from the direction in which it is stretched."""
_BARB, _BARB_TURN, _SHAFT_RADIUS = 11.0, 34, 1.0
_FLAKE, _FLAKE_ABOVE = 4.2, 7.5
_TIED = (PropKind.BAND, PropKind.TOWEL, PropKind.ARROW)
_BEHIND = (PropKind.WALL, PropKind.DOORWAY, PropKind.BAR)


def moving(figure: Figure, way: float, body: Mapping[str, Point], eye: Viewpoint) -> Iterator[Shape]:
    """Yield the props that move with the body (bands, towels, arrows), ``way`` (0–1) along; all are in front of it."""
    for prop in figure.props:
        if prop.kind in _TIED:
            start, end = (eye.sees(body[place.value if place else "hips"]) for place in (prop.place, prop.to))
            if prop.kind is PropKind.ARROW:
                yield from _arrow(prop, start, 2 - way)
            elif prop.kind is PropKind.BAND:
                yield from _loop(start, end)
            else:
                yield Shape(Ink.PROP, (start, end))


@lru_cache(maxsize=64)
def standing(figure: Figure) -> tuple[tuple[Shape, ...], tuple[Shape, ...]]:
    """Return the shapes of the props that stand still: those behind the body, then those in front of it."""
    eye, body = Viewpoint(figure), body_at(figure, 0.0)
    behind: list[Shape] = []
    before: list[Shape] = []
    for prop in figure.props:
        if prop.kind not in _TIED:
            (behind if prop.kind in _BEHIND else before).extend(_standing(prop, body, eye))
    return tuple(behind), tuple(before)


def _standing(prop: Prop, body: Mapping[str, Point], eye: Viewpoint) -> Iterator[Shape]:
    forward = prop.x + (body[prop.place.value][0] if prop.place else 0.0)
    middle = eye.sees((forward, 0.0, 0.0))[0]
    left, right, low, top = middle - prop.width / 2, middle + prop.width / 2, prop.y, prop.y + prop.height
    if prop.kind is PropKind.BALL:
        yield Shape(Ink.PROP, ((middle, low + prop.width / 2),), prop.width / 2, apart=True)
    elif prop.kind is PropKind.WALL:
        yield Shape(Ink.PROP, ((middle, low), (middle, top)), _WALL_RADIUS)
    elif prop.kind is PropKind.ICE:
        yield Shape(Ink.PROP, ((left, low), (left, top), (right, top), (right, low)), apart=True)
        yield from _snow((middle, top + _FLAKE_ABOVE))
    elif prop.kind is PropKind.BOX and prop.height <= _PACK:
        yield Shape(Ink.PROP, ((left, low), (left, top), (right, top), (right, low)))
    else:
        yield Shape(Ink.PROP, ((left, low), (left, top)))
        yield Shape(Ink.PROP, ((left, top), (right, top)))
        yield Shape(Ink.PROP, ((right, top), (right, low)))
        if prop.kind is PropKind.BOX:
            yield Shape(Ink.PROP, ((left, low), (right, low)))


def _snow(middle: Flat) -> Iterator[Shape]:
    """Yield a snowflake, the sign that what lies under it is cold."""
    for turn in (30, 90, 150):
        yield Shape(Ink.PROP, (_off(middle, turn, _FLAKE), _off(middle, turn, -_FLAKE)))


def _loop(start: Flat, end: Flat) -> Iterator[Shape]:
    """Yield a band around two points."""
    turn = _degrees(start, end)
    corners = [_off(end, turn + cap, _LOOP) for cap in _CAP] + [_off(start, turn + 180 + cap, _LOOP) for cap in _CAP]
    for here, there in zip(corners, (*corners[1:], corners[0]), strict=True):
        yield Shape(Ink.PROP, (here, there))


def _arrow(prop: Prop, place: Flat, away: float) -> Iterator[Shape]:
    """Yield an arrow that points at a place; ``away`` scales the distance of its tip from there."""
    tip = place[0] - prop.x * away, place[1] + prop.y * away
    back = _degrees((0.0, 0.0), (-prop.x, prop.y))
    head = tip, _off(tip, back - _BARB_TURN, _BARB), _off(tip, back + _BARB_TURN, _BARB)
    yield Shape(Ink.PROP, (_off(tip, back, _BARB), _off(tip, back, max(_BARB, prop.width))), _SHAFT_RADIUS, apart=True)
    yield Shape(Ink.PROP, head, apart=True)


def _degrees(start: Flat, end: Flat) -> float:
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def _off(point: Flat, turn: float, length: float) -> Flat:
    return point[0] + length * cos(radians(turn)), point[1] + length * sin(radians(turn))
