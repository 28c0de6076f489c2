"""The data of a figure: poses as joint angles, the props around the body, and the view.

Left out: how angles become a body (``skeleton``), time (``motion``), drawing (``scene``, ``drawing``, ``canvas``).

The whole convention: angles are degrees from -180 to 180; with all at 0 the body stands upright with its arms hanging.
Lengths are hundredths of the body's height. Joints of the middle:

    lean    whole body: 90 face down, -90 on the back       tilt   whole body sideways: 90 lying on its left side
    turn    whole body about the upright, to its left       twist  chest against the hips, to the left
    bend    upper back: rounded, negative arched            neck   chin to the chest, negative looking up

Joints that each side has, given for ``left``, ``right`` or ``both``:

    hip     thigh forward and up; negative behind           shoulder  arm forward and up (180 overhead); negative behind
    hip_out thigh away from the middle                      shoulder_out  arm away from the middle
    hip_turn  knee turned outward, about the trunk's length  shoulder_turn  the same of the arm
    knee    bent: heel to the buttock                       elbow     bent: hand to the shoulder
    ankle   toes up; negative pointed

The body's lowest part rests on the ground, unless it ``hangs``, and the ``anchor`` stays in place from pose to pose.
Poses are given for the left side at work. For the right side the whole picture is mirrored, or, where the sides take
turns from rep to rep, the body alone. Seen from the side, the body's left is near and it faces to the left of the
picture, a little toward the viewer; seen from the front, its left is on the right of the picture.
"""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

MIDDLE_JOINTS = ("lean", "tilt", "turn", "twist", "bend", "neck")
SIDE_JOINTS = (
    "hip", "hip_out", "hip_turn", "knee", "ankle", "shoulder", "shoulder_out", "shoulder_turn", "elbow",
)  # fmt: skip
SIDES = ("left", "right")
JOINTS = (*MIDDLE_JOINTS, *(f"{side}_{joint}" for side in SIDES for joint in SIDE_JOINTS))
"""Every joint, as poses name them: ``lean``, ``left_hip``."""

MOST_DEGREES = 180
MOST_POSES = 12
MOST_PROPS = 8
MOST_MUSCLES = 8


class View(StrEnum):
    """The direction from which the figure is seen."""

    SIDE = "side"
    FRONT = "front"


class Turn(StrEnum):
    """The side at work, where the two take turns."""

    LEFT = "left"
    RIGHT = "right"


class PropKind(StrEnum):
    """A thing that stands, lies or is stretched beside the body."""

    BOX = "box"
    WALL = "wall"
    DOORWAY = "doorway"
    BAR = "bar"
    BAND = "band"
    TOWEL = "towel"
    BALL = "ball"
    ICE = "ice"
    ARROW = "arrow"


class Place(StrEnum):
    """A part of the body that can be the anchor, or that a prop is placed at or stretched between."""

    HEAD = "head"
    CHEST = "chest"
    HIPS = "hips"
    LEFT_HAND = "left_hand"
    RIGHT_HAND = "right_hand"
    LEFT_ELBOW = "left_elbow"
    RIGHT_ELBOW = "right_elbow"
    LEFT_KNEE = "left_knee"
    RIGHT_KNEE = "right_knee"
    LEFT_FOOT = "left_foot"
    RIGHT_FOOT = "right_foot"


class Spot(StrEnum):
    """A place on the bones where a muscle is attached or that it passes; each side of the body has its own."""

    LUMBAR_TOP = "lumbar-top"
    """Beside the spine, at the lowest vertebra that carries ribs."""
    LUMBAR_BOTTOM = "lumbar-bottom"
    PELVIS_CREST = "pelvis-crest"
    PELVIS_RIM = "pelvis-rim"
    """The front rim, over which a muscle from the back turns down to the thigh."""
    SIT_BONE = "sit-bone"
    THIGH_BONE = "thigh-bone"
    """Inside, just below the hip joint."""
    KNEE = "knee"
    HEEL = "heel"


class Muscle(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A muscle from one or more spots at its ``start`` to its ``end``, by way of those in ``through``, in their order.

    ``side`` None: drawn on both sides.
    """

    start: tuple[Spot, ...]
    end: Spot
    through: tuple[Spot, ...] = ()
    side: str | None = None


class Prop(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A thing in the picture beside the body.

    Bands and towels go from one ``place`` to another (``to``) and move with them; a band goes round both. An arrow
    points at its ``place`` and moves with it: its tip is ``x`` ahead (in the picture) and ``y`` up in the last pose,
    and twice as far away in the first. Everything else stands still: ``x`` forward of where its ``place`` is in the
    first pose, and ``y`` above the ground. A box, wall, doorway, bar or pack of ice is ``width`` by ``height``.
    """

    kind: PropKind
    place: Place | None = None
    to: Place | None = None
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0


class Pose(Struct, frozen=True, forbid_unknown_fields=True):
    """A pose: the angles (degrees) of the joints that are not 0, and the seconds it takes from the pose before."""

    angles: tuple[tuple[str, float], ...] = ()
    seconds: float = 1.0


class Figure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body in motion: one or more poses.

    ``cycle``: the last pose is followed by the first, as in walking; otherwise the movement goes back the way it came.
    ``hangs``: the anchor keeps its height as well. ``swing`` and ``above`` move the viewpoint, in degrees: ``swing``
    from the side toward the front, or from the front toward the left side; ``above`` upward. ``turn_of`` (not in any
    file): the side whose turn it is, where sides alternate; the viewpoint stays, so that only the limbs change.
    ``bones``: draw the bones, with the ``muscles``; ``close_up``: only from the lowest ribs to the thighs.
    """

    poses: tuple[Pose, ...]
    view: View = View.SIDE
    anchor: Place = Place.RIGHT_FOOT
    cycle: bool = False
    hangs: bool = False
    swing: float = 0.0
    above: float = 0.0
    props: tuple[Prop, ...] = ()
    turn_of: Turn | None = None
    bones: bool = False
    close_up: bool = False
    muscles: tuple[Muscle, ...] = ()


def _both(**joints: float) -> dict[str, float]:
    return {f"{side}_{joint}": angle for joint, angle in joints.items() for side in SIDES}


BASES: Mapping[str, Mapping[str, float]] = {
    "standing": {},
    "sitting": _both(hip=90, knee=90),
    "lying": {"lean": -90, **_both(hip=-3)},
    "face-down": {"lean": 90, **_both(ankle=-80)},
    "side-lying": {"tilt": -90},
    "kneeling": {"left_knee": 90, "left_ankle": -85, "right_hip": 90, "right_knee": 90},
    "all-fours": {"lean": 85, **_both(hip=85, knee=90, ankle=-85, shoulder=85)},
    "hanging": _both(shoulder=180),
}
"""Named base poses: a pose in a file may start from one and then gives only the joints that differ."""
