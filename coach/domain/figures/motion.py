"""A figure in time: from pose to pose by its joints' angles, so that no limb ever changes its length.

A *way* says how far a figure is: 0 in its first pose, 1 in its last; of a cycle, how much of one round has passed.
Left out: what it looks like (``scene``), and which moment of a session it is (``demonstration``).
"""

from collections.abc import Callable
from math import ceil, cos, pi

from coach.domain.figures.figure import SIDES, Figure, Pose, Turn
from coach.domain.figures.skeleton import ARM_RADIUS, FOOT_RADIUS, HEAD_RADIUS, SHIN_RADIUS, TRUNK_RADIUS, Point, joints

STAY_S = 1.5
"""How long a figure that shows a movement stays in its last pose, and in its first."""
_MOST_LOOKS = 80
"""Moments between two poses, however wildly a file lets them turn: looking must not take long."""
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
"""How near to the ground each joint comes: half the thickness of the body there."""


def length_s(figure: Figure) -> float:
    """Seconds from the first pose to the last; of a cycle, of a whole round."""
    return sum(pose.seconds for pose in (figure.poses if figure.cycle else figure.poses[1:]))


def way_of_pose(figure: Figure, number: int) -> float:
    """The way at which a figure is in one of its poses, counted from 0; past the last, in that."""
    whole_s = length_s(figure)
    reached_s = sum(pose.seconds for pose in figure.poses[1 : number + 1])
    return min(reached_s / whole_s, 1.0) if whole_s > 0 else 0.0


def way_of_rep(figure: Figure, tempo: tuple[int, int, int], into_s: float) -> float:
    """The way ``into_s`` seconds into a rep: there while it goes up, still while it holds, back while it goes down."""
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
    """The way ``into_s`` seconds into a hold: frozen in the last pose. A cycle goes on."""
    return way_of_cycle(figure, into_s) if figure.cycle else 1.0


def way_of_demonstration(figure: Figure, into_s: float) -> float:
    """The way while a figure shows a movement: there, a while still, back, a while still, and again.

    ``into_s`` may be negative: 0 is always the first pose, about to move.
    """
    if figure.cycle:
        return way_of_cycle(figure, into_s)
    there_s = length_s(figure)
    if there_s <= 0:
        return 1.0
    into_s %= 2 * (there_s + STAY_S)
    if into_s < there_s:
        return max(0.0, into_s / there_s)
    if into_s < there_s + STAY_S:
        return 1.0
    return max(0.0, 1 - (into_s - there_s - STAY_S) / there_s)


def way_of_cycle(figure: Figure, into_s: float) -> float:
    """The way of a figure that goes round and round."""
    round_s = length_s(figure)
    return into_s / round_s % 1.0 if round_s > 0 else 0.0


def angles_at(figure: Figure, way: float) -> Callable[[str], float]:
    """The angle of each joint in degrees, ``way`` (0–1) along: the shortest way round, starting and ending gently."""
    before, after, share = _between(figure, way)
    here, there = dict(before.angles), dict(after.angles)
    if before is after or not here.keys() | there.keys():
        return lambda joint: here.get(joint, 0.0)
    eased = share if figure.cycle else (1 - cos(pi * share)) / 2  # who walks does not stop in every pose

    def angle(joint: str) -> float:
        start = here.get(joint, 0.0)
        return start + eased * shortest(start, there.get(joint, 0.0))

    return angle


def shortest(start: float, end: float) -> float:
    """The degrees from one angle to another, at most half a turn; of half a turn, the side that was written."""
    way = (end - start) % 360
    return way - 360 if way > 180 or (way == 180 and end < start) else way


def body_at(figure: Figure, way: float) -> dict[str, Point]:
    """Where every joint is: on the ground (or hanging at height 0), the anchor at the middle."""
    points = joints(angles_at(figure, way))
    x, y, z = points[figure.anchor.value]
    if not figure.hangs:
        y = min(points[name][1] - radius for name, radius in _REACH.items())
    return {name: (point[0] - x, point[1] - y, point[2] - z) for name, point in points.items()}


def body_in_turn(figure: Figure, way: float) -> dict[str, Point]:
    """As ``body_at``; where it is the right side's turn, left and right have changed places about the first pose."""
    body = body_at(figure, way)
    if figure.turn_of is not Turn.RIGHT:
        return body
    middle = 2 * body_at(figure, 0.0)["hips"][2]
    return {_other(name): (forward, up, middle - right) for name, (forward, up, right) in body.items()}


def _other(name: str) -> str:
    side, _, joint = name.partition("_")
    return f"{_OTHER_SIDE[side]}_{joint}" if joint else name


def ways_through(figure: Figure, degrees: float) -> list[float]:
    """Moments all along the way; between two of them the joints, taken together, turn by about ``degrees``."""
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
    """Each pose with the one that follows. In a cycle, the first pose's seconds are those of coming round to it."""
    poses = figure.poses
    return list(zip(poses, (*poses[1:], poses[0]) if figure.cycle else poses[1:], strict=False))


def _between(figure: Figure, way: float) -> tuple[Pose, Pose, float]:
    """The poses on either side of ``way``, and how much of the way between them has passed."""
    legs = _legs(figure)
    if not legs:
        return figure.poses[0], figure.poses[0], 0.0
    left = min(max(way, 0.0), 1.0) * sum(after.seconds for _, after in legs)
    for before, after in legs:
        if left <= after.seconds and after.seconds > 0:
            return before, after, left / after.seconds
        left -= after.seconds
    return legs[-1][1], legs[-1][1], 0.0
