"""A plan laid out in time: the order of its sets, and the lead-ins between them.

Steps follow one another; those of a round are done in turn, one set of each in a round. Left out: what a set is
(``segments``), and the change of the order when the runner asks for the easier exercise (``easing``).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.exercises.dose import Dose, Prescription
from coach.domain.exercises.exercise import Exercise, Side
from coach.domain.exercises.routine import Round, RoutineKind
from coach.domain.planning.plan import Plan
from coach.domain.session.explanation import said_first_s
from coach.domain.session.segments import Pacing, Segment, SegmentKind, get_ready, lead_in, on_the_road, work_of


class AskedStep(Struct, frozen=True, kw_only=True):
    """What the layout needs to know of a step. ``step`` is its index in the plan.

    ``last_max_s``: the last measured max hold in seconds, for estimates.
    """

    step: int
    exercise: Exercise
    prescription: Prescription
    dose: Dose
    last_max_s: int | None = None
    round: Round | None = None
    note: str = ""
    side: Side | None = None


def lay_out(plan: Plan, pacing: Pacing) -> tuple[Segment, ...]:
    """Return the segments of a whole plan, in order; empty when it asks for nothing."""
    if plan.kind is RoutineKind.RUN:
        return _with_words_first(tuple(_on_the_way(plan, pacing)), plan.say_first)
    asked = (
        AskedStep(
            step=index,
            exercise=step.exercise,
            prescription=step.prescription,
            dose=step.dose,
            last_max_s=step.last_max_s,
            round=step.round,
            note=step.note,
            side=step.side,
        )
        for index, step in enumerate(plan.steps)
        if step.dose is not None
    )
    return _with_words_first(tuple(laid_out(asked, pacing)), plan.say_first)


def laid_out(asked: Iterable[AskedStep], pacing: Pacing) -> Iterator[Segment]:
    """Yield the segments of these steps in order: every set, with its lead-in before it."""
    explained: set[str] = set()
    led: set[int] = set()
    before: tuple[AskedStep, Segment] | None = None
    for one, work in _sets(asked, pacing):
        if before is not None and before[0] is one:
            yield from _within(one, before[1], work, pacing)
        elif before is not None and _is_other_side(before[0], one) and not _opens(one, before[1], work):
            yield lead_in(SegmentKind.SWITCH, work, pacing.switch_s)
        else:
            again = one.exercise.id in explained  # its second place in this routine: it was explained a moment ago
            note = "" if one.step in led else one.note  # said in the first round only
            ready = get_ready(work, one.exercise, replace(pacing, new=()) if again else pacing, note)
            rest_s = _rest_s(before, one, work, pacing)
            # Getting ready takes the last seconds of the rest.
            if rest_s > ready.length_s:
                yield lead_in(SegmentKind.REST, work, rest_s - ready.length_s)
            yield ready
            explained.add(one.exercise.id)
            led.add(one.step)
        yield work
        before = one, work


def join(sets: Sequence[Segment], rest_s: int, pacing: Pacing) -> Iterator[Segment]:
    """Yield sets of one exercise with the lead-ins between them: a switch where the side changes, else a rest."""
    for before, work in zip([None, *sets], sets, strict=False):
        if before is not None:
            yield from _between(before, work, rest_s, pacing)
        yield work


def opens_round(plan: Plan, segments: Sequence[Segment], segment: Segment) -> bool:
    """Whether a round begins with the set that this segment is or leads to."""
    if not segment.in_round or segment not in segments:
        return False
    before = next((each for each in reversed(segments[: segments.index(segment)]) if each.is_work), None)
    if before is None or not before.in_round or before.set != segment.set:
        return True
    return plan.steps[before.step].round != plan.steps[segment.step].round


def _on_the_way(plan: Plan, pacing: Pacing) -> Iterator[Segment]:
    """Yield walks and runs. Only the first has a lead-in: nobody needs time to get from a walk into a run."""
    begun = False
    for index, step in enumerate(plan.steps):
        if step.dose is None:
            continue
        strides = on_the_road(step, step.dose, index)
        if not begun:
            yield lead_in(SegmentKind.GET_READY, strides[0], pacing.get_ready_s)
        yield from strides
        begun = True


def _with_words_first(segments: tuple[Segment, ...], words: str) -> tuple[Segment, ...]:
    """Lengthen the first segment by the time it takes to say the routine's first words."""
    if not segments or not words:
        return segments
    first = segments[0]
    return replace(first, seconds=first.length_s + said_first_s(words)), *segments[1:]


def _sets(asked: Iterable[AskedStep], pacing: Pacing) -> Iterator[tuple[AskedStep, Segment]]:
    """Yield every set with its step, in the order in which they are done."""
    for in_round, together in groupby(asked, key=lambda one: one.round.id if one.round else None):
        steps = [
            (one, work_of(one.exercise, one.prescription, one.dose, one.step, one.last_max_s, pacing, one.side))
            for one in together
        ]
        if in_round is None:
            yield from ((one, work) for one, sets in steps for work in sets)
            continue
        rounds = max(one.dose.sets for one, _ in steps)
        for number in range(1, rounds + 1):
            for one, sets in steps:
                for work in sorted(sets, key=lambda each: each.set):  # each side in its round
                    if work.set == number:
                        yield one, replace(work, sets=rounds, in_round=True)


def _opens(one: AskedStep, before: Segment, work: Segment) -> bool:
    """Whether ``work`` is in a later round than the set before it."""
    return one.round is not None and before.set != work.set


def _is_other_side(before: AskedStep, one: AskedStep) -> bool:
    """Whether a step is the same exercise as the one before it, on the other side (with a dose of its own)."""
    return before.exercise.id == one.exercise.id and before.side is not None and one.side is before.side.other


def _within(one: AskedStep, before: Segment, work: Segment, pacing: Pacing) -> Iterator[Segment]:
    """Yield the lead-in between two sets of the same step that follow each other directly, in a round or not."""
    if not _opens(one, before, work):
        yield from _between(before, work, pacing.rest_of(one.prescription), pacing)
    elif one.round and (rest_s := pacing.share_of(one.round.rest)):  # the only step left in its round: the round's rest
        yield lead_in(SegmentKind.REST, work, rest_s)
    else:
        yield from _between(before, work, 0, pacing)


def _between(before: Segment, work: Segment, rest_s: int, pacing: Pacing) -> Iterator[Segment]:
    if before.side is not work.side:
        yield lead_in(SegmentKind.SWITCH, work, pacing.switch_s)
    elif rest_s:
        yield lead_in(SegmentKind.REST, work, rest_s)


def _rest_s(before: tuple[AskedStep, Segment] | None, one: AskedStep, work: Segment, pacing: Pacing) -> int:
    """Return the seconds of rest between sets of two steps: the round's own where its next round begins."""
    if before is None:
        return 0
    step, last = before
    if one.round is not None and step.round == one.round and last.set != work.set:
        return pacing.share_of(one.round.rest)
    return pacing.rest_of(step.prescription)
