"""The body's geometry: bones of fixed lengths, and the positions of the joints for given joint angles.

Lengths are hundredths of the body's height; points are (forward, up, to the body's right). ``figure`` explains the
angles.
"""

from collections.abc import Callable, Mapping
from math import cos, radians, sin

Point = tuple[float, float, float]
Frame = tuple[Point, Point, Point]
"""The directions forward, up and right of one part of the body: three unit vectors at right angles."""

LOWER_BACK = 15.0
UPPER_BACK = 16.0
NECK = 9.5
FACE = 2.0
"""How far the middle of the head lies in front of the line of the neck."""
BELOW_NECK = 4.0
"""From the base of the neck down to where the trunk is widest."""
HALF_HIPS = 5.0
HALF_SHOULDERS = 8.5
UPPER_ARM = 17.0
FOREARM = 20.0
"""From the elbow to the fingers."""
THIGH = 24.0
SHIN = 24.0
FOOT = 11.0

HEAD_RADIUS = 6.5
NOSE_RADIUS = 1.6
EYE_RADIUS = 0.9
EYES_AHEAD, EYES_APART, EYES_UP = 3.8, 4.6, 0.8
"""Where the eyes are, from the middle of the head; ``EYES_APART`` is the distance between the two."""
TRUNK_RADIUS = 5.6
THIGH_RADIUS = 3.0
SHIN_RADIUS = 2.4
ARM_RADIUS = 1.8
FOOT_RADIUS = 1.8

UPRIGHT: Frame = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def joints(angle: Callable[[str], float]) -> dict[str, Point]:
    """Return the position of every point of the body by name, with the hips at the origin.

    ``angle`` gives a joint's angle in degrees. Each side has eye, ribs, flank, shoulder, elbow, hand, hip, knee, foot
    (the ankle) and toe, named like ``left_knee``.
    """
    pelvis = _nod(_tip(_spin(UPRIGHT, angle("turn")), angle("tilt")), angle("lean"))
    chest = _nod(_spin(pelvis, angle("twist")), angle("bend"))
    skull = _nod(chest, angle("neck"))
    hips: Point = (0.0, 0.0, 0.0)
    waist = _along(hips, pelvis[1], LOWER_BACK)
    neck = _along(waist, chest[1], UPPER_BACK)
    head = _along(_along(neck, skull[1], NECK), skull[0], FACE)
    points = {
        "hips": hips,
        "waist": waist,
        "chest": neck,
        "head": head,
        "nose": _along(head, skull[0], HEAD_RADIUS),
    }
    brow = _along(_along(head, skull[0], EYES_AHEAD), skull[1], EYES_UP)
    for side, sign in (("left", -1), ("right", 1)):
        points[f"{side}_eye"] = _along(brow, skull[2], sign * EYES_APART / 2)
        points[f"{side}_ribs"] = _along(_along(neck, chest[1], -BELOW_NECK), chest[2], sign * HALF_SHOULDERS / 2)
        points[f"{side}_flank"] = _along(hips, pelvis[2], sign * HALF_HIPS / 2)
        points |= _arm(neck, chest, side, sign, angle)
        points |= _leg(hips, pelvis, side, sign, angle)
    return points


def _arm(neck: Point, chest: Frame, side: str, sign: int, angle: Callable[[str], float]) -> dict[str, Point]:
    shoulder = _along(neck, chest[2], sign * HALF_SHOULDERS)
    upper = _limb(chest, sign, angle(f"{side}_shoulder_turn"), angle(f"{side}_shoulder_out"), angle(f"{side}_shoulder"))
    lower = _nod(upper, -angle(f"{side}_elbow"))
    elbow = _along(shoulder, upper[1], -UPPER_ARM)
    return {
        f"{side}_shoulder": shoulder,
        f"{side}_elbow": elbow,
        f"{side}_hand": _along(elbow, lower[1], -FOREARM),
    }


def _leg(hips: Point, pelvis: Frame, side: str, sign: int, angle: Callable[[str], float]) -> dict[str, Point]:
    hip = _along(hips, pelvis[2], sign * HALF_HIPS)
    upper = _limb(pelvis, sign, angle(f"{side}_hip_turn"), angle(f"{side}_hip_out"), angle(f"{side}_hip"))
    lower = _nod(upper, angle(f"{side}_knee"))
    sole = _nod(lower, -angle(f"{side}_ankle"))
    knee = _along(hip, upper[1], -THIGH)
    foot = _along(knee, lower[1], -SHIN)
    return {
        f"{side}_hip": hip,
        f"{side}_knee": knee,
        f"{side}_foot": foot,
        f"{side}_toe": _along(foot, sole[0], FOOT),
    }


BONES: Mapping[tuple[str, str], float] = {
    ("hips", "waist"): LOWER_BACK,
    ("waist", "chest"): UPPER_BACK,
    **{
        (f"{side}_{start}", f"{side}_{end}"): length
        for side in ("left", "right")
        for start, end, length in (
            ("shoulder", "elbow", UPPER_ARM),
            ("elbow", "hand", FOREARM),
            ("hip", "knee", THIGH),
            ("knee", "foot", SHIN),
            ("foot", "toe", FOOT),
        )
    },
}
"""The length of every bone, by the joints at its ends."""


def _limb(trunk: Frame, sign: int, turn: float, out: float, forward: float) -> Frame:
    """Return the frame of an arm or leg: ``turn`` about the trunk's length, then ``forward``, then ``out``.

    All three in degrees. ``sign`` is 1 for the right side, -1 for the left.
    """
    return _tip(_nod(_spin(trunk, -sign * turn), -forward), sign * out)


def _along(start: Point, way: Point, length: float) -> Point:
    return start[0] + way[0] * length, start[1] + way[1] * length, start[2] + way[2] * length


def _nod(frame: Frame, degrees: float) -> Frame:
    """Bow a frame forward: up turns toward forward."""
    forward, up, right = frame
    return (*_rotated(forward, up, -degrees), right)


def _tip(frame: Frame, degrees: float) -> Frame:
    """Tip a frame to the left: up turns toward left."""
    forward, up, right = frame
    right, up = _rotated(right, up, degrees)
    return forward, up, right


def _spin(frame: Frame, degrees: float) -> Frame:
    """Turn a frame to the left: forward turns toward left."""
    forward, up, right = frame
    right, forward = _rotated(right, forward, degrees)
    return forward, up, right


def _rotated(first: Point, second: Point, degrees: float) -> tuple[Point, Point]:
    """Rotate two perpendicular unit vectors in their plane, the first toward the second."""
    if not degrees:
        return first, second
    c, s = cos(radians(degrees)), sin(radians(degrees))
    ax, ay, az = first
    bx, by, bz = second
    return (ax * c + bx * s, ay * c + by * s, az * c + bz * s), (bx * c - ax * s, by * c - ay * s, bz * c - az * s)
