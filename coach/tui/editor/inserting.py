"""Inserts from a list: an exercise as a new step, a pose to start from, the mirror image of a pose."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from textual.app import App

from coach.domain.exercises.exercise import Exercise
from coach.domain.figures.figure import Figure, Pose
from coach.library.drafts.pose_text import ReadyPose, figure_at, mirrored_pose, ready_poses, with_pose
from coach.library.formats.reading import Kind
from coach.library.formats.step_text import with_step
from coach.library.toml.outline import Outline
from coach.tui.dialogs.filter_list import FilterLine, Find
from coach.tui.editor.toml_area import TomlArea

TAKES: Mapping[Kind, str] = {"routine": "Which exercise, or pose?", "exercise": "Which pose?"}
"""The kinds of files that have something to insert, each with the question asked then."""
_MIRROR = "The mirror of this pose"

Put = Callable[[], None]


def ask_and_insert(
    app: App[Any], kind: Kind, exercises: Mapping[str, Exercise], figure: Figure | None, area: TomlArea, then: Put
) -> None:
    """Let the runner choose something, insert it at a fitting place near the cursor, and then call ``then``.

    ``figure``: the last valid figure at the cursor.
    """
    outline, line = Outline(area.text), area.cursor_location[0]
    entries: list[FilterLine[Put]] = []
    names = figure_at(outline, line, in_exercise=kind == "exercise")
    poses = list(_poses(area, outline, line, names, figure)) if names is not None else []
    is_at_figure = "figure" in outline.at(line).path
    if kind == "routine":
        entries += [
            FilterLine(each.name, f"{each.kind} · {', '.join(each.needs) or 'no kit'} · {each.id}", _step(area, each))
            for each in sorted(exercises.values(), key=lambda each: each.name)
        ]
    entries = [*poses, *entries] if is_at_figure else [*entries, *poses]

    def insert(put: Put | None) -> None:
        if put is not None:
            put()
            then()

    app.push_screen(Find(TAKES[kind] if poses or kind == "exercise" else "Which exercise?", entries), insert)


def _step(area: TomlArea, exercise: Exercise) -> Put:
    return lambda: insert_step(area, exercise)


def insert_step(area: TomlArea, exercise: Exercise) -> None:
    """Insert the step as one edit, which one undo takes back, and put the cursor on its dose, usually changed first."""
    line, step = with_step(area.text, exercise, area.cursor_location[0])
    before_dose = step[: step.index("\n", step.index("exercise =")) + 1]
    _put_in(area, line, step, before_dose.count("\n"))


def _poses(
    area: TomlArea, outline: Outline, line: int, names: tuple[str, ...], figure: Figure | None
) -> Iterable[FilterLine[Put]]:
    """Yield the poses that can be inserted, the mirror image of the present one first."""

    def entry(pose: ReadyPose, about: str, seconds: float = 1) -> FilterLine[Put]:
        place, text = with_pose(outline, pose, line, names, seconds)
        last = text.rstrip("\n").count("\n")
        return FilterLine(pose.name, about, lambda: _put_in(area, place, text, last))

    number = outline.at(line).pose
    if figure is not None and number is not None and number < len(figure.poses):
        here: Pose = figure.poses[number]
        mirror = mirrored_pose(dict(here.angles))
        if mirror != dict(here.angles):
            yield entry(ReadyPose(_MIRROR, mirror), "pose", here.seconds)
    for pose in ready_poses():
        yield entry(pose, f"pose · {pose.base}" if pose.base else "pose · mirror")


def _put_in(area: TomlArea, line: int, text: str, down: int) -> None:
    """Insert whole lines before this line, then put the cursor ``down`` lines further down."""
    place = (line, 0) if line < area.document.line_count else area.document.end
    area.insert(text, place, maintain_selection_offset=False)
    area.move_cursor((place[0] + down, 0), center=True)
