"""A figure in time: poses are interpolated by joint angle, so that no limb ever changes its length.

A *way* (0–1) is how far along its movement a figure is: 0 in its first pose, 1 in its last; in a cycle, the share of
one round that has passed. Left out: what it looks like (``scene``), and the moments of a session (``demonstration``).
"""

from collections.abc import Callable
from math import ceil, cos, pi

from coach.domain.figures.figure import SIDES, Figure, Pose, Turn
from coach.domain.figures.skeleton import ARM_RADIUS, FOOT_RADIUS, HEAD_RADIUS, SHIN_RADIUS, TRUNK_RADIUS, Point, joints

STAY_S = 1.5
"""Seconds that a figure demonstrating a movement stays in its last pose, and in its first."""
_MOST_LOOKS = 80
"""The most moments sampled between two poses, so that a file with wild turns cannot make it slow."""
_OTHER_SIDE = dict(zip(SIDES, reversed(SIDES), strict=True))
_REACH = {
    "hips": TRUNK_RADIUS,
    "waist": TRUNK_RADIUS,
    "chest": TRUNK_RADIUS,
    "head": HEAD_RADIUS,
    **{f"{side}_{joint}": ARM_RADIUS for side in SIDES for joint in ("elbow", "hand")},
    **{f"{side}_{joint}": SHIN_RADIUS for side in SIDES for joint in ("knee", "foot")},
    **{f"{side}_toe": FOOT_RADIUS for side in SIDES},
}
"""How near to the ground the middle of each joint can come: half the thickness of the body there."""


def motion_length_s(figure: Figure) -> float:
    """Return the seconds from the first pose to the last; for a cycle, those of a whole round."""
    return sum(pose.seconds for pose in (figure.poses if figure.cycle else figure.poses[1:]))


def way_of_pose(figure: Figure, number: int) -> float:
    """Return the way at which a figure is in a pose, counted from 0; a number past the last counts as the last."""
    whole_s = motion_length_s(figure)
    reached_s = sum(pose.seconds for pose in figure.poses[1 : number + 1])
    return min(reached_s / whole_s, 1.0) if whole_s > 0 else 0.0


def way_of_rep(figure: Figure, tempo: tuple[int, int, int], into_s: float) -> float:
    """Return the way ``into_s`` seconds into a rep: rising while it goes up, 1 in the hold, falling while it goes down.

    ``tempo``: seconds up, hold and down. A cycle ignores it and keeps its own speed.
    """
    if figure.cycle:
        return way_of_cycle(figure, into_s)
    up, hold, down = tempo
    if into_s < up:
        return max(0.0, into_s / up)
    if into_s < up + hold:
        return 1.0
    back_s = into_s - up - hold
    return 1 - back_s / down if back_s < down else 0.0


def way_of_hold(figure: Figure, into_s: float) -> float:
    """Return the way ``into_s`` seconds into a hold: 1, the last pose. A cycle keeps moving."""
    return way_of_cycle(figure, into_s) if figure.cycle else 1.0


def way_of_demonstration(figure: Figure, into_s: float) -> float:
    """Return the way in a demonstration: to the last pose, ``STAY_S`` still, back, ``STAY_S`` still, and again.

    ``into_s`` may be negative; at 0 the figure is in its first pose, about to move.
    """
    if figure.cycle:
        return way_of_cycle(figure, into_s)
    there_s = motion_length_s(figure)
    if there_s <= 0:
        return 1.0
    into_s %= 2 * (there_s + STAY_S)
    if into_s < there_s:
        return max(0.0, into_s / there_s)
    if into_s < there_s + STAY_S:
        return 1.0
    return max(0.0, 1 - (into_s - there_s - STAY_S) / there_s)


def way_of_cycle(figure: Figure, into_s: float) -> float:
    """Return the way ``into_s`` seconds into a cycle, as the share of the present round."""
    round_s = motion_length_s(figure)
    return into_s / round_s % 1.0 if round_s > 0 else 0.0


def angles_at(figure: Figure, way: float) -> Callable[[str], float]:
    """Return a function that gives each joint's angle in degrees ``way`` (0–1) along the movement.

    Joints turn the shorter way round; unless it is a cycle, they start and stop gently in every pose.
    """
    before, after, share = _between(figure, way)
    here, there = dict(before.angles), dict(after.angles)
    if before is after or not here.keys() | there.keys():
        return lambda joint: here.get(joint, 0.0)
    eased = share if figure.cycle else (1 - cos(pi * share)) / 2  # walking does not stop in every pose

    def angle(joint: str) -> float:
        start = here.get(joint, 0.0)
        return start + eased * shortest(start, there.get(joint, 0.0))

    return angle


def shortest(start: float, end: float) -> float:
    """Return the degrees from one angle to another the shorter way round; 180 keeps the sign of ``end - start``."""
    way = (end - start) % 360
    return way - 360 if way > 180 or (way == 180 and end < start) else way


def body_at(figure: Figure, way: float) -> dict[str, Point]:
    """Return where every joint is, with the anchor at the origin and the body's lowest part on the ground at height 0.

    For a figure that hangs, the anchor itself is at height 0.
    """
    points = joints(angles_at(figure, way))
    x, y, z = points[figure.anchor.value]
    if not figure.hangs:
        y = min(points[name][1] - radius for name, radius in _REACH.items())
    return {name: (point[0] - x, point[1] - y, point[2] - z) for name, point in points.items()}


def body_in_turn(figure: Figure, way: float) -> dict[str, Point]:
    """Return ``body_at``; on the right side's turn, with left and right swapped about the hips of the first pose."""
    body = body_at(figure, way)
    if figure.turn_of is not Turn.RIGHT:
        return body
    middle = 2 * body_at(figure, 0.0)["hips"][2]
    return {_other(name): (forward, up, middle - right) for name, (forward, up, right) in body.items()}


def _other(name: str) -> str:
    side, _, joint = name.partition("_")
    return f"{_OTHER_SIDE[side]}_{joint}" if joint else name


def ways_through(figure: Figure, degrees: float) -> list[float]:
    """Sample the movement: return ways between which the joints, added together, turn by about ``degrees``."""
    legs = _legs(figure)
    ways = [0.0]
    whole_s = sum(after.seconds for _, after in legs)
    passed_s = 0.0
    for before, after in legs:
        here, there = dict(before.angles), dict(after.angles)
        turned = sum(abs(shortest(here.get(name, 0.0), there.get(name, 0.0))) for name in here.keys() | there.keys())
        looks = min(ceil(turned / degrees) + 1, _MOST_LOOKS)
        ways += [(passed_s + after.seconds * look / looks) / whole_s for look in range(1, looks + 1)]
        passed_s += after.seconds
    return ways


def _legs(figure: Figure) -> list[tuple[Pose, Pose]]:
    """Pair each pose with the next; in a cycle also the last with the first, which takes the first's ``seconds``."""
    poses = figure.poses
    return list(zip(poses, (*poses[1:], poses[0]) if figure.cycle else poses[1:], strict=False))


def _between(figure: Figure, way: float) -> tuple[Pose, Pose, float]:
    """Return the poses before and after ``way``, and the share (0–1) of the time between them that has passed."""
    legs = _legs(figure)
    if not legs:
        return figure.poses[0], figure.poses[0], 0.0
    left = min(max(way, 0.0), 1.0) * sum(after.seconds for _, after in legs)
    for before, after in legs:
        if left <= after.seconds and after.seconds > 0:
            return before, after, left / after.seconds
        left -= after.seconds
    return legs[-1][1], legs[-1][1], 0.0
