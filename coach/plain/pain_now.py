"""The hurts key in plain mode: the clock is paused, three questions are asked, and the answers decide what follows."""

from contextlib import suppress

from msgspec.structs import replace

from coach.domain.exercises.exercise import Sides
from coach.domain.records.entries import Stopped
from coach.domain.rules.light import Light
from coach.domain.session.commands import Command, Do
from coach.domain.session.segments import exercise_of
from coach.domain.session.state import Hurt, Status
from coach.plain import answers as read
from coach.plain.asking import asked
from coach.plain.talk import InputEndedError, Talk
from coach.services.training import Training
from coach.services.workout import Workout

_WAYS = {"e": Do.EASIER, "n": Do.SKIP, "q": Do.QUIT, "c": Do.HURTS}
_CHANGES = ("c", "change")


def say_what_hurts(workout: Workout, training: Training, talk: Talk) -> None:
    """Pause, ask, and act by the light: red ends the session, amber offers ways to go on.

    Each answer is stored as it is given. Raises InputEndedError; then a red session is over, any other one paused.
    """
    workout.do(Command(Do.HURTS))
    hurt = _ask(workout, talk, training.profile().place, None)
    while hurt is not None:
        verdict = training.sessions.light_of(workout.ongoing, hurt)
        talk.say(" ".join(verdict.why))
        changes = False
        if verdict.light is Light.RED:
            changes = _end(workout, talk)
        elif verdict.light is Light.AMBER:
            changes = _offer(workout, talk)
        if not changes:
            break
        hurt = _ask(workout, talk, training.profile().place, hurt)
    if not workout.state.is_over:
        _go_on(workout)


def _ask(workout: Workout, talk: Talk, place: str, before: Hurt | None) -> Hurt | None:
    """What hurts, and how; None: nothing after all. ``before``: the answer that is being corrected."""
    state = workout.state
    exercise = exercise_of(state.plan, state.segment)
    skips = "s for nothing after all" if before is None else f"s leaves it at {before.pain}"
    pain = asked(talk, f"How much does it hurt in {exercise.name}, {place}? 0 none to 10 worst, {skips}:", read.pain)
    if pain is None:
        return before
    sided = exercise.sides is not Sides.BOTH
    side = (before.side if before else workout.worked) if sided else None
    known = before.quality if before else None
    hurt = _told(workout, workout.hurt(side, pain, known), anew=before is not None)
    quality = asked(talk, "What is it like? d dull, t tight, sh sharp, c catching; s skips:", read.quality)
    hurt = _told(workout, replace(hurt, quality=quality), anew=True)
    if sided:
        question = f"Which side? l left, r right, b both; Enter for {side or 'both'}:"
        chosen = asked(talk, question, lambda line: read.side(line) if line else side)
        hurt = _told(workout, replace(hurt, side=chosen), anew=True)
    return hurt


def _told(workout: Workout, hurt: Hurt, *, anew: bool) -> Hurt:
    """Pass it on to the session, which is stored at once."""
    workout.do(Command(Do.HURTS, hurt=hurt, anew=anew))
    return hurt


def _end(workout: Workout, talk: Talk) -> bool:
    """Red: end the session, unless the answer was a typing error; True: it is to be corrected."""
    talk.say("That is red: the session ends here, and stopping is the right thing to do.")
    changes = False
    with suppress(InputEndedError):  # it ends all the same; the next question raises again
        changes = talk.ask("Enter goes to the questions, c changes your answer:").lower() in _CHANGES
    if not changes:
        workout.do(Command(Do.QUIT, Stopped.PAIN))
    return changes


def _offer(workout: Workout, talk: Talk) -> bool:
    """Amber: offer the ways to go on; True: the answer is to be corrected."""
    may = workout.legal()
    words = {"e": "e the easier variant", "n": "n skip this", "q": "q stop here", "c": "c change your answer"}
    ways = [words[letter] for letter, do in _WAYS.items() if do in may]
    way = asked(talk, f"That is amber. {', '.join(ways)}; Enter goes on as it is:", lambda line: _way(line, may))
    if way is Do.QUIT:
        workout.do(Command(Do.QUIT, Stopped.PAIN))
    elif way is not None and way is not Do.HURTS:
        workout.do(Command(way))
    return way is Do.HURTS


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
