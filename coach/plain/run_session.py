"""Performs one session in plain mode: lets time pass, carries out the lines that are typed, until the session is over.

Left out: what is said about it (``narrator``), and everything before and after it (``app``).
"""

from coach.domain.session.commands import Command, Do
from coach.domain.session.state import Status, elapsed_s
from coach.plain.answers import stopped
from coach.plain.asking import asked
from coach.plain.narrator import Narrator
from coach.plain.pain_now import say_what_hurts
from coach.plain.talk import Talk
from coach.services.training import Training
from coach.services.workout import Workout
from coach.system.clock import Clock

TYPED = {
    "": Do.PAUSE,
    "d": Do.DONE,
    "n": Do.SKIP,
    "b": Do.BACK,
    "r": Do.REPEAT,
    "+": Do.LONGER,
    "e": Do.EASIER,
    "h": Do.HURTS,
    "q": Do.QUIT,
}
"""What may be typed while a session runs, by letter; the whole word (``done``, ``skip``) works as well."""


def drive(workout: Workout, narrator: Narrator, talk: Talk, training: Training, *, go_on: bool = False) -> None:
    """Run the session until it is over. ``go_on``: it is paused, and should be resumed first.

    Raises InputEndedError, and leaves the session as it stands then.
    """
    if go_on:
        workout.do(Command(Do.PAUSE))
    while not workout.state.is_over and not workout.is_taken_over:
        line = talk.wait(workout.wait_s())
        if line is None:
            workout.tick()
            if talk.hands_free:
                _go_on_alone(workout, training.clock)
        else:
            _obey(line, workout, narrator, talk, training)


def _go_on_alone(workout: Workout, clock: Clock) -> None:
    """Without keys: end an open-ended segment when its expected time is over, and resume after a pause."""
    state = workout.state
    if state.status is Status.PAUSED:
        workout.do(Command(Do.PAUSE))
    elif state.status is Status.RUNNING and state.segment.is_work and state.segment.seconds is None:
        lasts = state.segment.expected_s if state.segment.reps is None else state.segment.rep_s
        if elapsed_s(state, clock.monotonic()) >= lasts:
            workout.do(Command(Do.DONE))


def _obey(line: str, workout: Workout, narrator: Narrator, talk: Talk, training: Training) -> None:
    word = line.lower()
    do = TYPED.get(word) or next((do for do in Do if do.value == word), None)
    workout.tick()  # first, for what is legal depends on the present time
    if do is None or do not in workout.legal():
        if word not in ("?", "help"):
            talk.say("That is not possible now. What is:")
        narrator.offer()
    elif do is Do.QUIT:
        _quit(workout, talk)
    elif do is Do.HURTS:
        say_what_hurts(workout, training, talk)
    else:
        workout.do(Command(do))


def _quit(workout: Workout, talk: Talk) -> None:
    """Pause, ask why, and stop; or resume after all."""
    ran = workout.state.status is not Status.PAUSED
    if ran:
        workout.do(Command(Do.PAUSE))
    why = asked(talk, "Stop here? n no time, i tired, p pain; Enter goes on.", stopped)
    if why is not None:
        workout.do(Command(Do.QUIT, why))
    elif ran:
        workout.do(Command(Do.PAUSE))
