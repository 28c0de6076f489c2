"""It hurts, in plain mode: the clock stands, three questions, and what the answer allows."""

from coach.domain.commands import Command, Do
from coach.domain.exercise import Sides
from coach.domain.pain import Light
from coach.domain.record import Stopped
from coach.domain.session import Hurt, Status
from coach.domain.timeline import Side, exercise_of
from coach.plain import answers as read
from coach.plain.asking import asked
from coach.plain.talk import Talk
from coach.training import Training
from coach.workout import Workout

_WAYS = {"e": Do.EASIER, "n": Do.SKIP, "q": Do.QUIT}


def say_what_hurts(workout: Workout, training: Training, talk: Talk) -> None:
    """Stop the clock, ask, and take the way that the light leaves: red ends the session, amber offers a way on.

    Raises InputEndedError, and leaves the session paused then.
    """
    workout.do(Command(Do.HURTS))
    hurt = _ask(workout, talk, training.profile().place)
    if hurt is None:
        _go_on(workout)
        return
    verdict = training.light_of(workout.ongoing, hurt)
    workout.do(Command(Do.HURTS, hurt=hurt))
    talk.say(" ".join(verdict.why))
    if verdict.light is Light.RED:
        talk.say("That is red: the session ends here, and stopping is the right thing to do.")
        workout.do(Command(Do.QUIT, Stopped.PAIN))
    elif verdict.light is Light.AMBER:
        _offer(workout, talk)
    else:
        _go_on(workout)


def _ask(workout: Workout, talk: Talk, place: str) -> Hurt | None:
    """What hurts, and how; None: nothing after all."""
    state = workout.state
    exercise = exercise_of(state.plan, state.segment)
    question = f"How much does it hurt in {exercise.name}, {place}? 0 none to 10 worst, s for nothing after all:"
    pain = asked(talk, question, read.pain)
    if pain is None:
        return None
    side: Side | None = None
    if exercise.sides is not Sides.BOTH:
        side = asked(talk, "Which side? l left, r right, b both:", read.side)
    quality = asked(talk, "What is it like? d dull, t tight, sh sharp, c catching; s skips:", read.quality)
    return workout.hurt(side, pain, quality)


def _offer(workout: Workout, talk: Talk) -> None:
    may = workout.legal()
    words = {"e": "e the easier variant", "n": "n skip this", "q": "q stop here"}
    ways = [words[letter] for letter, do in _WAYS.items() if do in may]
    way = asked(talk, f"That is amber. {', '.join(ways)}; Enter goes on as it is:", lambda line: _way(line, may))
    if way is Do.QUIT:
        workout.do(Command(Do.QUIT, Stopped.PAIN))
        return
    if way is not None:
        workout.do(Command(way))
    _go_on(workout)


def _way(line: str, may: frozenset[Do]) -> Do | None:
    word = line.lower()
    if not word:
        return None
    way = _WAYS.get(word)
    if way is None or way not in may:
        raise read.NotUnderstoodError("One of the letters, or Enter to go on.")
    return way


def _go_on(workout: Workout) -> None:
    if workout.state.status is Status.PAUSED:
        workout.do(Command(Do.PAUSE))
