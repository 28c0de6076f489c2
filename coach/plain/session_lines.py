"""The lines of plain mode while a session runs: each fact as one short line. Pure.

Left out: when they are said (``narrator``), and what is said before and after a session (``plan_lines``).
"""

from msgspec import Struct

from coach.domain.exercises.exercise import Exercise, Side
from coach.domain.planning.plan import Plan
from coach.domain.records.entries import Stopped
from coach.domain.session.commands import Do
from coach.domain.session.facts import (
    Counted,
    Eased,
    Ended,
    Fact,
    Halfway,
    Lengthened,
    Paused,
    PauseReason,
    RepDone,
    RepMoved,
    RepPhase,
    Resumed,
    SetDone,
    Started,
)
from coach.domain.session.segments import Gait, Segment, SegmentKind, dose_said, exercise_of, length_said, number_of
from coach.domain.session.state import SetResult


class Scene(Struct, frozen=True, kw_only=True):
    """What the sentence for a fact depends on besides the fact.

    ``segment`` is running after the fact; ``work`` is the set that it is or leads to. ``led_in``: the segment before
    already said what comes. ``taught``: how this exercise is done was said before. ``result``: of the set that just
    ended. ``left_s``: seconds left of the whole session. ``hands_free``: no key can be pressed. ``note``: the author's,
    to be said.
    """

    plan: Plan
    segment: Segment
    work: Segment
    led_in: bool = True
    taught: bool = True
    hands_free: bool = False
    left_s: int = 0
    result: SetResult | None = None
    note: str = ""

    @property
    def exercise(self) -> Exercise:
        """The present or next exercise."""
        return exercise_of(self.plan, self.work)


def fact_line(fact: Fact, scene: Scene) -> str | None:
    """The line for a fact; None: nothing is said."""
    match fact:
        case Started(segment=segment):
            return _started(segment, scene)
        case Halfway(seconds=seconds):
            return f"Halfway: {length_said(seconds)} left."
        case Counted(seconds=seconds, resuming=resuming):
            return f"On again in {seconds}." if resuming else f"{seconds}"
        case RepMoved():
            return _rep(fact, scene)
        case RepDone(rep=rep, reps=reps, side=side) if scene.work.seconds is None:
            return f"{_rep_number(rep, side)}." if scene.work.alternate else f"{rep} of {reps}."
        case SetDone(segment=segment, whole=whole):
            if segment.gait and whole:
                return None  # the line of the next stretch is enough
            return _set_done(scene, whole=whole)
        case Paused(reason=reason):
            return _paused(reason, scene)
        case Resumed():
            return "Go on."
        case Lengthened(seconds=seconds):
            return f"{length_said(seconds)} longer."
        case Eased():
            return f"Easier from here: {scene.exercise.name}. {how_to(scene.exercise)}".rstrip()
        case Ended(stopped=stopped):
            return " ".join(filter(None, (_ENDS[stopped], "" if stopped else scene.plan.say_last)))
    return None


def said_set(scene: Scene) -> str:
    """The present or next set: ``Psoas stretch, left side, set 1 of 2, 20 seconds``; with what: ``, light band``."""
    work = scene.work
    side = f"{work.side} side" if work.side else ""
    return ", ".join(part for part in (scene.exercise.name, side, number_of(work), _dose(scene)) if part)


def _dose(scene: Scene) -> str:
    return dose_said(scene.plan, scene.work, "each side, in turn")


def how_to(exercise: Exercise, *, says_why: bool = False) -> str:
    """How an exercise is done, in its own short imperatives; with ``says_why``, first what it is for."""
    return " ".join((*((exercise.why,) if says_why else ()), *exercise.steps))


def time_left(seconds: int) -> str:
    """The time left in everyday words: ``8 minutes left``; under a minute and a half in seconds."""
    return f"{length_said(seconds)} left" if seconds < 90 else f"{round(seconds / 60)} minutes left"


_LETTERS = {
    Do.PAUSE: "Enter pauses",
    Do.DONE: "d done",
    Do.SKIP: "n skips",
    Do.BACK: "b back",
    Do.REPEAT: "r repeats",
    Do.LONGER: "+ longer",
    Do.EASIER: "e easier",
    Do.HURTS: "h it hurts",
    Do.QUIT: "q quits",
}


def choices(legal: frozenset[Do], work: Segment, *, is_work: bool, paused: bool) -> str:
    """What may be typed now; each must be followed by Enter."""
    words = dict(_LETTERS)
    if paused:
        words[Do.PAUSE] = "Enter goes on"
    if not is_work:
        words[Do.DONE] = "d starts now"
    elif work.reps is not None:
        words[Do.DONE] = "d counts a rep"
    return ", ".join(text for do, text in words.items() if do in legal) + "."


def _started(segment: Segment, scene: Scene) -> str:
    if segment.kind is SegmentKind.WORK:
        return _go(scene)
    taught = "" if scene.taught else how_to(scene.exercise, says_why=scene.segment.says_why)
    if segment.kind is SegmentKind.SWITCH:
        own = f" {_dose(scene)}." if scene.plan.steps[segment.step].side is not None else ""
        return f"Switch to the {segment.side} side: {length_said(segment.length_s)}.{own}"
    rest = f"Rest {length_said(segment.length_s)}. Next: {said_set(scene)}. {time_left(scene.left_s)}."
    begins = rest if segment.kind is SegmentKind.REST else f"Get ready: {said_set(scene)}."
    return " ".join(filter(None, (begins, scene.note, taught)))


def _go(scene: Scene) -> str:
    work = scene.work
    if work.gait:
        return f"{_stride(work, scene.left_s)} {scene.note}".rstrip()
    what = f"Go: {_dose(scene)}" if scene.led_in else said_set(scene)
    if work.seconds is not None:
        return f"{what}."
    if scene.hands_free:
        ends = f" {length_said(work.expected_s)}" if work.reps is None else ""
        return f"{what}.{' No key can come, so I end it after' + ends + '.' if ends else ''}"
    return f"{what}. Type d and Enter {'when you stop' if work.reps is None else 'after each'}."


def _stride(work: Segment, left_s: int) -> str:
    """A change of gait: ``Run 60 seconds, 2 of 6. 14 minutes left.``."""
    number = f", {work.set} of {work.sets}" if work.gait is Gait.RUN and work.sets > 1 else ""
    return f"{str(work.gait).capitalize()} {length_said(work.length_s)}{number}. {time_left(left_s)}."


def _rep(fact: RepMoved, scene: Scene) -> str | None:
    """One line for each rep, when it begins."""
    begins = next(phase for phase, seconds in zip(RepPhase, scene.work.tempo, strict=True) if seconds)
    if fact.phase is not begins:
        return None
    return _rep_number(fact.rep, fact.side) if scene.work.alternate else f"{fact.rep}"


def _rep_number(rep: int, side: Side | None) -> str:
    """The number of an alternating rep, counted on its own side: left 1, right 1, left 2."""
    return f"{(rep + 1) // 2} {side}"


def _set_done(scene: Scene, *, whole: bool) -> str:
    result = scene.result
    if result is not None and result.seconds is not None and scene.work.seconds is None:
        return f"Done: held for {length_said(result.seconds)}."
    return "Done." if whole else "Left there."


def _paused(reason: PauseReason, scene: Scene) -> str:
    if scene.hands_free:
        return "The clock stood still for a while."
    if reason is PauseReason.GAP:
        return "The clock stood still for a while, so this is paused. Enter goes on."
    return "Paused. Enter goes on."


_ENDS = {
    None: "That was the last one. Well done.",
    Stopped.TIME: "Stopped, out of time. What you did counts.",
    Stopped.TIRED: "Stopped, tired. What you did counts.",
    Stopped.PAIN: "Stopped because of pain. That was right.",
    Stopped.INTERRUPTED: "Stopped. What you did counts.",
}
