"""Connects a session to its sound, for either front end: facts go to the cues, and voice troubles to the store.

Left out: making sound (``cues``) and showing anything.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.services.training import Training
from coach.services.workout import Workout

if TYPE_CHECKING:
    from coach.cues.conductor import Conductor
    from coach.cues.sound_desk import Desk

TROUBLE = "sound-trouble"
"""The fact that ``coach doctor`` reports: what went wrong with the voice in the last session, and when."""


def attend(
    desk: "Desk", workout: Workout, training: Training, reads: Callable[[str], None] | None = None
) -> "Conductor":
    """Let a session be heard, from its present segment on. ``reads``: called with every word, even when silent."""
    conductor = desk.attend(training.settings, speed=training.clock.speed, reads=reads)
    workout.listen(lambda facts: conductor.hear(facts, workout.state), first=True)
    conductor.begin(workout.state)
    return conductor


def leave(desk: "Desk", training: Training) -> None:
    """End the sound of a session: store what went wrong with its voice, or clear an older trouble."""
    desk.leave()
    if not desk.has_voice:
        return
    if desk.trouble is not None:
        training.store.write(TROUBLE, {"what": desk.trouble, "at": training.clock.now().isoformat()})
    elif training.store.read(TROUBLE) is not None:
        training.store.write(TROUBLE, None)
