"""What counts where a key is not written. Only what holds whatever else the file says: a step's rest does not."""

from collections.abc import Mapping

from coach.library.formats.hints.value import Value

DEFAULTS: Mapping[str, Value] = {
    "format": 1,
    "routine.suggest": True,
    "step.priority": 5,
    "step.part": "main",
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
    "session.get_ready": 10,
    "session.switch": 5,
    "settings.session.rest": 100,
    "session.pace": "tempo",
    "session.explain": True,
    "look.theme": "dark",
    "look.contrast": "normal",
    "look.motion": "full",
    "look.units": "metric",
    "editor.complete": "typing",
    "sound.voice": "ask",
    "sound.bell": False,
    "sound.words": "brief",
}
"""By the ending of a key's path (``lookup``). That each holds is tested against what files without the key become."""
