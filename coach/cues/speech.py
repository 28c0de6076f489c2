"""The words spoken at each moment: short, for somebody who cannot look. Pure.

Left out: whether and how they are spoken (``conductor``, ``voice``), and the lines of plain mode
(``coach.plain.session_lines``).
"""

from collections.abc import Iterator

from msgspec import Struct

from coach.domain.exercises.exercise import Exercise, Side
from coach.domain.listing import capitalised
from coach.domain.planning.plan import Plan
from coach.domain.session.explanation import spoken_s
from coach.domain.session.facts import Counted, Ended, Fact, Lengthened, RepDone, RepMoved, Started
from coach.domain.session.segments import (
    COUNT_FROM_S,
    Segment,
    SegmentKind,
    dose_said,
    exercise_of,
    length_said,
    note_to_say,
    number_of,
)
from coach.library.formats.settings.sound_settings import SoundMoment, Words

_NUMBERS = {1: "One.", 2: "Two.", 3: "Three."}
_PHRASES = {
    SoundMoment.HALFWAY: "Halfway.",
    SoundMoment.SET_DONE: "Done.",
    SoundMoment.PAUSED: "Paused.",
    SoundMoment.GO_ON: "Go on.",
}


class SpeechScene(Struct, frozen=True, kw_only=True):
    """What the words depend on besides the fact.

    ``segment`` is running after the fact; ``work`` is the set that it is or leads to. ``led_in``: the segment before
    already said what comes. ``waits``: the clock is paused, or counts down before it resumes. ``words``: how much is
    said. ``opens``: the session begins with this segment; ``opens_round``: a round begins with the set that it leads
    to.
    """

    plan: Plan
    segment: Segment
    work: Segment
    led_in: bool = False
    waits: bool = False
    words: Words = Words.BRIEF
    opens: bool = False
    opens_round: bool = False

    @property
    def exercise(self) -> Exercise:
        """The present or next exercise."""
        return exercise_of(self.plan, self.work)


def words_of(fact: Fact, moment: SoundMoment, scene: SpeechScene) -> str:
    """The words for a fact; empty: nothing is said."""
    match fact:
        case Started(segment=segment):
            return _started(segment, scene)
        case Counted(seconds=seconds):
            return _NUMBERS.get(seconds, f"{seconds}.")
        case RepMoved(phase=phase) if moment is SoundMoment.TEMPO:
            return f"{str(phase).capitalize()}."
        case RepMoved(rep=rep, side=side) | RepDone(rep=rep, side=side):
            return _rep(rep, side, alternate=scene.work.alternate)
        case Lengthened(seconds=seconds):
            return f"{seconds} seconds more."
        case Ended(stopped=stopped):
            if stopped is not None:
                return "Stopped. What you did counts."
            return _sentences("That was the last one. Well done.", scene.plan.say_last)
    if moment is SoundMoment.EASIER:
        return _sentences(f"Easier: {scene.exercise.name}", scene.exercise.say)
    return _PHRASES[moment]


def _started(segment: Segment, scene: SpeechScene) -> str:
    if segment.kind is SegmentKind.WORK:
        return _go(scene)
    if segment.kind is SegmentKind.SWITCH:
        has_own_dose = scene.plan.steps[segment.step].side is not None
        return _if_it_fits(scene, f"Switch to the {segment.side} side.", _dose(scene) if has_own_dose else "")
    note = "" if scene.led_in else note_to_say(scene.plan, segment)
    if segment.kind is SegmentKind.REST:
        return _if_it_fits(scene, _rest(scene), note)
    begins = "Get ready" if scene.led_in else f"{_round(scene)}Next: {what(scene)}"
    begins = _if_it_fits(scene, _sentences(scene.plan.say_first if scene.opens else "", begins), note)
    return next((said for how in lessons(scene) if fits(said := _sentences(begins, how), scene)), begins)


def _rest(scene: SpeechScene) -> str:
    """What follows a rest: the next set, round or exercise."""
    if scene.segment.set > 1 and not scene.segment.in_round:
        return f"Rest. Next: {number_of(scene.segment)}."
    return f"Rest. {_round(scene)}Next: {what(scene)}"


def _round(scene: SpeechScene) -> str:
    """The number of the round, where one begins: ``Round 2 of 3. ``"""
    number = number_of(scene.segment) if scene.opens_round else ""
    return f"{number.capitalize()}. " if number else ""


def _if_it_fits(scene: SpeechScene, begins: str, more: str) -> str:
    whole = _sentences(begins, more)
    return whole if fits(whole, scene) else begins


def what(scene: SpeechScene) -> str:
    """The next set: ``Psoas stretch, left side. 20 seconds.``; ``Bridge. 10 reps, light band.``"""
    side = f", {scene.work.side} side" if scene.work.side else ""
    return f"{scene.exercise.name}{side}. {_dose(scene)}."


def lessons(scene: SpeechScene) -> Iterator[str]:
    """How the exercise is done, in full and then shorter: first all its steps, then only its author's cue."""
    exercise = scene.exercise
    if scene.segment.explains or scene.words is Words.ALL:
        why = (exercise.why,) if scene.segment.says_why else ()
        yield " ".join((*why, *exercise.steps))
    yield exercise.say


def fits(text: str, scene: SpeechScene) -> bool:
    """Whether a text can be spoken before the count begins. A segment that explains was made long enough for it."""
    segment = scene.segment
    return segment.explains or spoken_s(text) <= segment.length_s - COUNT_FROM_S


def _dose(scene: SpeechScene) -> str:
    """The dose of the next set as a sentence begins."""
    return capitalised(dose_said(scene.plan, scene.work))


def _go(scene: SpeechScene) -> str:
    work = scene.work
    if work.gait:
        return _sentences(f"{str(work.gait).capitalize()}, {length_said(work.length_s)}", note_to_say(scene.plan, work))
    if scene.waits:
        return what(scene)
    go = "Go. As long as your form lasts." if work.seconds is None and work.reps is None else "Go."
    return go if scene.led_in else f"{what(scene)} {go}"


def _rep(rep: int, side: Side | None, *, alternate: bool) -> str:
    """The number of a rep; where the sides alternate, with the side."""
    return f"{str(side).capitalize()} {(rep + 1) // 2}." if alternate and side else f"{rep}."


def _sentences(*parts: str) -> str:
    """Join the parts as sentences, each with its full stop."""
    return " ".join(part if part[-1] in ".!?" else f"{part}." for part in map(str.strip, parts) if part)
