"""The body drawn as bones with muscles over them, as lessons show it.

A muscle's ends are fixed to bones, so that it shortens as a joint bends and lengthens as it stretches. Lengths are
hundredths of the body's height, as in ``skeleton``; the shapes of bones are chosen by eye, not measured.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import dist

from coach.domain.figures.canvas import Ink
from coach.domain.figures.figure import SIDES, Figure, Muscle, Spot, View
from coach.domain.figures.skeleton import Point
from coach.domain.figures.viewpoint import Shape, Viewpoint

_SPINE_BEHIND = 2.2
"""How far the spine lies behind the line from hips to neck."""
_LUMBAR_LOW, _LUMBAR_TOP = 5.6, 15.6
"""Where the lumbar spine begins and ends, above the hips."""
_VERTEBRAE = 5
_RIBS_UP = (2.0, 4.5, 7.0, 9.5, 12.0)
"""Heights of the drawn ribs above the waist; the next two give how far out and how far ahead each reaches."""
_RIBS_OUT = (4.8, 5.8, 6.3, 6.0, 4.8)
_RIBS_AHEAD = (2.0, 3.6, 4.4, 4.4, 3.6)
_BONE = 0.75
_SHAFT = 1.0
_SOCKET = 1.1
_MUSCLE, _AT_REST = 1.05, 22.0
"""The radius of a muscle at its resting length; that length is about the psoas of a standing body."""
_THINNEST, _THICKEST = 0.7, 1.7
_THIGH_SHOWN = 0.5
"""The share of the thigh that a close-up shows."""
Bone = tuple[float, tuple[Point, ...]]
"""Half its thickness (0: a line), and its corner points."""
_SIGNS = {"left": -1.0, "right": 1.0}


class _Part:
    """A coordinate system of one part of the trunk (pelvis or chest): ahead, up and right from its base."""

    def __init__(self, base: Point, top: Point, left: Point, right: Point) -> None:
        self._base = base
        self._up = _unit(_minus(top, base))
        self._right = _unit(_minus(right, left))
        self._ahead = _cross(self._up, self._right)

    def at(self, ahead: float, up: float, right: float) -> Point:
        """Convert a point from this part's coordinates to the body's."""
        moved = zip(self._base, self._ahead, self._up, self._right, strict=True)
        x, y, z = (each + a * ahead + u * up + r * right for each, a, u, r in moved)
        return x, y, z


class Bones:
    """The bones of one body: ``body`` has its joints by name (``skeleton.joints``)."""

    def __init__(self, body: Mapping[str, Point]) -> None:
        self._body = body
        self.pelvis = _Part(body["hips"], body["waist"], body["left_hip"], body["right_hip"])
        self.chest = _Part(body["waist"], body["chest"], body["left_shoulder"], body["right_shoulder"])

    def spot(self, spot: Spot, side: str) -> Point:
        """Return where a spot lies, on the bones of one side (``left`` or ``right``)."""
        out = _SIGNS[side]
        match spot:
            case Spot.LUMBAR_TOP:
                return self.pelvis.at(-_SPINE_BEHIND + 1.4, _LUMBAR_TOP, out * 2.3)
            case Spot.LUMBAR_BOTTOM:
                return self.pelvis.at(-_SPINE_BEHIND + 1.4, _LUMBAR_LOW + 1.6, out * 2.7)
            case Spot.PELVIS_CREST:
                return self.pelvis.at(-0.5, 7.6, out * 6.2)
            case Spot.PELVIS_RIM:
                return self.pelvis.at(3.2, 1.4, out * 5.0)
            case Spot.SIT_BONE:
                return self.pelvis.at(-2.4, -3.0, out * 3.2)
            case Spot.THIGH_BONE:
                return self._thigh(side, 5.0, 1.5)
            case Spot.KNEE:
                return self._body[f"{side}_knee"]
            case _:  # the heel
                return self._body[f"{side}_foot"]

    def _thigh(self, side: str, down: float, out: float) -> Point:
        """Return a point ``down`` the thigh bone from the hip joint and ``out`` from the body's middle."""
        hip, knee = self._body[f"{side}_hip"], self._body[f"{side}_knee"]
        way = _unit(_minus(knee, hip))
        outward = _unit(_minus(self._body["right_hip"], self._body["left_hip"]))
        along = sum(w * o for w, o in zip(way, outward, strict=True))
        flat = _unit(_of((o - along * w) for w, o in zip(way, outward, strict=True)))
        return _of(h + w * down + f * out * _SIGNS[side] for h, w, f in zip(hip, way, flat, strict=True))

    def trunk(self, *, close_up: bool) -> Iterator[Bone]:
        """Yield spine, pelvis and ribs; for a close-up, only the lower part of the spine and ribs."""
        yield from self._spine(close_up=close_up)
        for out in _SIGNS.values():
            yield from self._pelvis(out)
            ribs = list(zip(_RIBS_UP, _RIBS_OUT, _RIBS_AHEAD, strict=True))
            for up, wide, ahead in ribs[: 2 if close_up else None]:
                yield from _line(
                    self.chest.at(-_SPINE_BEHIND, up + 1.4, out * 1.3),
                    self.chest.at(-2.4, up + 1.0, out * wide * 0.75),
                    self.chest.at(0.4, up - 0.2, out * wide),
                    self.chest.at(ahead, up - 1.2, out * wide * (0.5 if up > _RIBS_UP[1] else 0.85)),
                )

    def limbs(self, side: str, *, close_up: bool) -> Iterator[Bone]:
        """Yield one side's leg and arm; for a close-up, only the upper part of the thigh."""
        body, out = self._body, _SIGNS[side]
        neck = self._thigh(side, 2.2, 3.0)
        knee = body[f"{side}_knee"]
        yield 1.5, (body[f"{side}_hip"],)
        yield _BONE, (body[f"{side}_hip"], neck)
        if close_up:
            yield _SHAFT, (neck, _between(neck, knee, _THIGH_SHOWN))
            return
        yield _SHAFT, (neck, knee)
        yield 1.4, (knee,)
        yield _BONE, (knee, body[f"{side}_foot"])
        yield _BONE, (body[f"{side}_foot"], body[f"{side}_toe"])
        yield 0.0, (self.chest.at(0.0, 15.2, out * 1.0), body[f"{side}_shoulder"])
        yield _BONE, (body[f"{side}_shoulder"], body[f"{side}_elbow"])
        yield _BONE, (body[f"{side}_elbow"], body[f"{side}_hand"])

    def _pelvis(self, out: float) -> Iterator[Bone]:
        """Yield one half of the pelvis, the wing and the ring below it. ``out``: -1 left, 1 right."""
        at = self.pelvis.at
        front = at(2.8, -1.8, out * 0.7)
        yield from _line(
            at(-_SPINE_BEHIND, 4.4, out * 1.8),
            at(-2.2, 7.6, out * 4.6),
            at(0.6, 7.8, out * 7.4),
            at(2.8, 5.6, out * 8.6),
            at(3.4, 3.2, out * 8.0),
            at(1.6, 1.2, out * 6.6),
            at(2.6, -0.4, out * 3.6),
            front,
        )
        yield from _line(front, at(-1.0, -4.6, out * 3.2), at(-1.0, -1.6, out * 4.6))

    def _spine(self, *, close_up: bool) -> Iterator[Bone]:
        """Yield the sacrum, the lumbar vertebrae one by one, and the spine above them."""
        at, step = self.pelvis.at, (_LUMBAR_TOP - _LUMBAR_LOW) / _VERTEBRAE
        for number in range(_VERTEBRAE):
            low = _LUMBAR_LOW + step * number
            corners = ((-1.1, 0.2), (1.1, 0.2), (1.1, step - 1.3), (-1.1, step - 1.3))
            yield 0.4, tuple(at(-_SPINE_BEHIND, low + up, right) for right, up in corners)
        yield 0.5, (at(-2.6, 5.0, -1.5), at(-2.6, 5.0, 1.5), at(-3.2, 0.4, 0.0))
        top, many = (5.0, 2) if close_up else (20.0, 9)
        for number in range(many):
            up = 0.9 + (top - 0.9) * (number + 0.3) / many
            yield 0.6, (self.chest.at(-_SPINE_BEHIND, up, -0.7), self.chest.at(-_SPINE_BEHIND, up, 0.7))


def shapes(figure: Figure, body: Mapping[str, Point], eye: Viewpoint) -> Iterator[Shape]:
    """Yield the shapes of all bones from back to front, then those of the muscles over them."""
    bones = Bones(body)
    parts = [(Ink.MIDDLE, bone) for bone in bones.trunk(close_up=figure.close_up)]
    for side, its in (("left", Ink.LEFT), ("right", Ink.RIGHT)):
        part = its if figure.view is View.SIDE else Ink.MIDDLE  # from the front, the legs need no telling apart
        parts += [(part, bone) for bone in bones.limbs(side, close_up=figure.close_up)]
    if not figure.close_up:
        jaw = _between(body["head"], body["chest"], 0.32)
        parts += [(Ink.MIDDLE, (4.9, (body["head"],))), (Ink.MIDDLE, (2.2, (body["head"], jaw)))]
    parts.sort(key=lambda each: -sum(map(eye.distance, each[1][1])) / len(each[1][1]))
    for part, (radius, points) in parts:
        yield Shape(part, tuple(map(eye.sees, points)), radius)
    if not figure.close_up:
        ahead = eye.distance(body["head"])
        eyes = (body[f"{side}_eye"] for side in SIDES)
        yield from (Shape(None, (eye.sees(each),), _SOCKET) for each in eyes if eye.distance(each) < ahead)
    for muscle in figure.muscles:
        for side in SIDES if muscle.side is None else (muscle.side,):
            yield from _muscle(muscle, bones, side, eye)


def _muscle(muscle: Muscle, bones: Bones, side: str, eye: Viewpoint) -> Iterator[Shape]:
    """Yield a muscle's shapes. It gets thicker as it shortens, within limits, as if its mass stayed the same."""
    starts = tuple(bones.spot(spot, side) for spot in muscle.start)
    line = (*(bones.spot(spot, side) for spot in muscle.through), bones.spot(muscle.end, side))
    length = sum(dist(*pair) for pair in pairwise((starts[0], *line)))
    radius = _MUSCLE * min(_THICKEST, max(_THINNEST, _AT_REST / max(length, 1.0)))
    yield Shape(Ink.MUSCLE, tuple(map(eye.sees, (*starts, line[0]))), radius, apart=True)
    for start, end in pairwise(line):
        yield Shape(Ink.MUSCLE, (eye.sees(start), eye.sees(end)), radius)


def _line(*points: Point) -> Iterator[Bone]:
    return ((0.0, pair) for pair in pairwise(points))


def _between(start: Point, end: Point, share: float) -> Point:
    return _of(s + (e - s) * share for s, e in zip(start, end, strict=True))


def _minus(first: Point, second: Point) -> Point:
    return _of(a - b for a, b in zip(first, second, strict=True))


def _cross(first: Point, second: Point) -> Point:
    (ax, ay, az), (bx, by, bz) = first, second
    return ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx


def _unit(way: Point) -> Point:
    length = sum(each * each for each in way) ** 0.5
    return _of(each / length for each in way) if length else (0.0, 0.0, 0.0)


def _of(numbers: Iterator[float]) -> Point:
    x, y, z = numbers
    return x, y, z
