"""The default of each key, where it does not depend on the rest of the file (a step's rest does)."""

from collections.abc import Mapping

from coach.library.formats.hints.value import Value
from coach.library.formats.settings.settings_file import plain_defaults

DEFAULTS: Mapping[str, Value] = {
    "format": 1,
    "routine.suggest": True,
    "step.priority": 5,
    "step.part": "main",
    "step.side": "both",
    "stage.times": 1,
    "round.rest": 60,
    "times.step": 1,
    "adapt.amber_from": 4,
    "adapt.red_from": 6,
    "dose.sets": 1,
    "dose.rest": 20,
    "hold.step": 5,
    "reps.step": 2,
    "sets.step": 1,
    "exercise.sides": "both",
    "exercise.loads_hip_flexors": False,
    "figure.view": "side",
    "figure.anchor": "right_foot",
    "figure.cycle": False,
    "figure.hangs": False,
    "figure.swing": 0,
    "figure.above": 0,
    "figure.bones": False,
    "figure.close_up": False,
    "pose.seconds": 1,
    "lessons.order": 50,
    "course.per_week": 3,
    "check.every_days": 14,
    **{f"settings.{table}.{key}": value for table, key, value in plain_defaults()},
}
"""By the ending of a key's path (``lookup``). Each is tested against what files without the key become."""
