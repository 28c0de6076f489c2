"""What an exercise looks like: poses by joint angles, the props around them, and where one looks from. Data only.

Left out: how angles become a body (``skeleton``), time (``motion``), drawing (``scene``, ``drawing``, ``canvas``).

The convention, whole. Angles are degrees from -180 to 180, and 0 everywhere is standing tall, arms hanging. Lengths are
hundredths of the body's height. Joints of the middle:

    lean    whole body: 90 face down, -90 on the back       tilt   whole body sideways: 90 lying on its left side
    turn    whole body about the upright, to its left       twist  chest against the hips, to the left
    bend    upper back: rounded, negative arched            neck   chin to the chest, negative looking up

Joints that each side has, given for ``left``, ``right`` or ``both``:

    hip     thigh forward and up; negative behind           shoulder  arm forward and up (180 overhead); negative behind
    hip_out thigh away from the middle                      shoulder_out  arm away from the middle
    hip_turn  knee turned outward, about the trunk's length  shoulder_turn  the same of the arm
    knee    bent: heel to the buttock                       elbow     bent: hand to the shoulder
    ankle   toes up; negative pointed

The body rests with its lowest part on the ground, unless it ``hangs``, and the ``anchor`` stays where it is from pose
to pose. The left side is the one at work: for the right one the picture is mirrored, or, where the sides take turns
from rep to rep, the body alone. From the side, its left is near
and it faces to the left of the picture, a little toward us; from the front, its left is to the right.
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
    """Where one looks from."""

    SIDE = "side"
    FRONT = "front"


class Turn(StrEnum):
    """Which side is at work, where the two take turns."""

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
    """A part of the body that something is anchored at, put at, or stretched between."""

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
    """A place on the bones where a muscle is fixed, or that it passes; each side has its own."""

    LUMBAR_TOP = "lumbar-top"
    """Beside the spine, at the lowest vertebra that carries ribs."""
    LUMBAR_BOTTOM = "lumbar-bottom"
    PELVIS_CREST = "pelvis-crest"
    PELVIS_RIM = "pelvis-rim"
    """In front, where what comes from the back turns down to the thigh."""
    SIT_BONE = "sit-bone"
    THIGH_BONE = "thigh-bone"
    """Inside, just below the hip joint."""
    KNEE = "knee"
    HEEL = "heel"


class Muscle(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A muscle: from one or more places at its ``start`` to its ``end``, perhaps ``through`` others in their order.

    ``side`` None: both sides have it.
    """

    start: tuple[Spot, ...]
    end: Spot
    through: tuple[Spot, ...] = ()
    side: str | None = None


class Prop(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A thing in the picture.

    Bands and towels go from one ``place`` to another (``to``), and move with them; a band goes round both. An arrow
    points at its ``place`` and moves with it: its tip is ``x`` ahead (in the picture) and ``y`` up in the last pose,
    twice as far in the first. All else stands where its ``place`` is in the first pose, moved ``x`` forward, ``y``
    above the ground; a box, wall, doorway, bar or pack of ice is ``width`` by ``height``.
    """

    kind: PropKind
    place: Place | None = None
    to: Place | None = None
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0


class Pose(Struct, frozen=True, forbid_unknown_fields=True):
    """The joints that are not 0, by name; and how many seconds it takes to get here from the pose before."""

    angles: tuple[tuple[str, float], ...] = ()
    seconds: float = 1.0


class Figure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body in motion: one pose or more.

    ``cycle``: after the last pose comes the first again, as in walking; else the way back is the way there, reversed.
    ``hangs``: the anchor stays at its height as well. ``swing`` and ``above`` move the eye, in degrees: from the side
    toward the front, or from the front toward the left side; and upward. ``turn_of``, which no file holds: one of two
    sides that take turns, and that are seen by the same eye, so that nothing but the limbs moves when the turn passes.
    ``bones``: the body is drawn as its bones, with its ``muscles``; ``close_up``: only the lowest ribs to the thighs.
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
"""Where a pose may start from; it then names only what is different."""
