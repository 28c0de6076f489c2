"""Inserts a ready pose, or the mirror image of one, into the text of a figure; the rest of the file is unchanged."""

from collections.abc import Mapping
from typing import NamedTuple

from coach.domain.figures.figure import BASES, MIDDLE_JOINTS, SIDE_JOINTS, SIDES
from coach.library.toml.outline import Outline

_TURNED_ROUND = ("tilt", "turn", "twist")
"""Joints of the middle that move towards one side; a mirror image negates them."""
_NAMES: Mapping[str, tuple[str, str]] = {
    "standing": ("Standing", ""),
    "kneeling": ("Kneeling on the left knee", "Kneeling on the right knee"),
    "lying": ("Lying on the back", ""),
    "face-down": ("Lying on the belly", ""),
    "side-lying": ("Lying on the right side", "Lying on the left side"),
    "all-fours": ("On hands and knees", ""),
    "sitting": ("Sitting", ""),
    "hanging": ("Hanging", ""),
}
"""The name of each base, and of its mirror image if that is a different pose."""

Angles = Mapping[str, float]


class ReadyPose(NamedTuple):
    """A pose to begin from: its name, its angles in degrees, and its base if it equals one."""

    name: str
    angles: Angles
    base: str = ""


def ready_poses() -> list[ReadyPose]:
    """The poses that the coach knows, each followed by its mirror image if that looks different."""
    found = []
    for base, (name, mirror) in _NAMES.items():
        found.append(ReadyPose(name, BASES[base], base))
        if mirror:
            found.append(ReadyPose(mirror, mirrored_pose(BASES[base])))
    return found


def mirrored_pose(angles: Angles) -> dict[str, float]:
    """The same pose with left and right exchanged."""
    other = dict(zip(SIDES, reversed(SIDES), strict=True))
    made = {}
    for joint, angle in angles.items():
        side, _, rest = joint.partition("_")
        if joint in _TURNED_ROUND:
            made[joint] = -angle
        else:
            made[f"{other[side]}_{rest}" if side in other else joint] = angle
    return made


def figure_at(outline: Outline, line: int, *, in_exercise: bool) -> tuple[str, ...] | None:
    """The header's names of the figure that a line (from 0) is about; None when it is about no figure.

    ``in_exercise``: the file is an exercise's own.
    """
    if in_exercise:
        return ("figure",)
    name = outline.exercise_at(line)
    own = {block.exercise for block in outline.blocks}
    return ("exercise", name, "figure") if name and name in own else None


def with_pose(outline: Outline, pose: ReadyPose, line: int, figure: tuple[str, ...], seconds: float) -> tuple[int, str]:
    """The line (from 0) at which to insert a pose, and the text: after the pose that ``line`` is in, else the last one.

    ``figure``: the names of the figure's header. ``seconds``: how long the movement to the pose takes.
    """
    block = outline.at(line)
    path = (*figure, "pose")
    if block.path != path:
        poses = [each for each in outline.blocks if each.path == path]
        its = [each for each in outline.blocks if each.path[: len(figure) - 1] == figure[:-1]]
        block = (poses or its or outline.blocks)[-1]
    place = outline.end_of_content(block)
    lines = outline.lines
    begins = "\n" if place and lines[place - 1].strip() else ""
    follows = "\n" if place < len(lines) and lines[place].strip() else ""
    text = f"{begins}{pose_text(pose, path, seconds)}{follows}"
    return place, text if place < len(lines) or not lines[-1] else f"\n{text}"


def pose_text(pose: ReadyPose, path: tuple[str, ...], seconds: float) -> str:
    """The text of a pose, with a final line feed."""
    lines = [f"[[{'.'.join(path)}]]", f'base = "{pose.base or "standing"}"']
    if seconds != 1:
        lines.append(f"seconds = {seconds:g}")
    if not pose.base:
        lines += [f"{joint} = {pose.angles[joint]:g}" for joint in MIDDLE_JOINTS if pose.angles.get(joint)]
        lines += _sides(pose.angles)
    return "\n".join(lines) + "\n"


def _sides(angles: Angles) -> list[str]:
    """The lines for the joints of both sides; joints with equal angles are written together."""

    def of(side: str, joints: list[str]) -> dict[str, float]:
        return {joint: angles[f"{side}_{joint}"] for joint in joints if angles.get(f"{side}_{joint}")}

    alike = [joint for joint in SIDE_JOINTS if angles.get(f"left_{joint}") == angles.get(f"right_{joint}")]
    others = [joint for joint in SIDE_JOINTS if joint not in alike]
    groups = {"both": of("left", alike), **{side: of(side, others) for side in SIDES}}
    return [
        f"{group} = {{ {', '.join(f'{joint} = {angle:g}' for joint, angle in joints.items())} }}"
        for group, joints in groups.items() if joints
    ]  # fmt: skip
