"""Turns facts into strings for the screens. No Textual, so that every wording can be tested as a table."""

from textwrap import wrap

from coach.domain.exercises.exercise import Side
from coach.domain.listing import counted
from coach.domain.planning.plan import Change, Plan, PlannedStep
from coach.domain.planning.reasons import basis_of, length_in_words, set_in_words, step_in_words
from coach.domain.rules.light import Light
from coach.domain.rules.stages import RunPlan
from coach.domain.session.facts import RepPhase
from coach.domain.session.next_moment import HALFWAY_FROM_S
from coach.domain.session.segments import COUNT_FROM_S, Segment, SegmentKind, exercise_of, number_of
from coach.domain.session.state import SessionState, Status, elapsed_s, remaining_s, rep_phase

LIGHT_WORDS = {
    Light.GREEN: "GREEN · your hips took this well",
    Light.AMBER: "AMBER · ease off a little",
    Light.RED: "RED · back off and let it settle",
    Light.NONE: "NO LIGHT · no pain answers yet",
}
CHANGE_SIGNS = {Change.SAME: "= same", Change.UP: "▲ more", Change.DOWN: "▼ less", Change.OUT: "✕ out"}
KIND_WORDS = {
    SegmentKind.GET_READY: "GET READY",
    SegmentKind.WORK: "WORK",
    SegmentKind.SWITCH: "SWITCH SIDES",
    SegmentKind.REST: "REST",
}
LARGE_WORDS = ("paused", "ready", "run", "walk", "move", "hold", "switch", "rest")
SIDE_WORDS = tuple(side.value for side in Side)
GOES_ON = "Space goes on"
HALFWAY_SHOWN_S = 3
_PHASE_WORDS = {RepPhase.UP: "up", RepPhase.HOLD: "hold", RepPhase.DOWN: "down"}


def clock(seconds: int) -> str:
    """Return seconds as a clock shows them: ``45``, ``1:40``."""
    return str(seconds) if seconds < 100 else f"{seconds // 60}:{seconds % 60:02}"


def minutes_left(seconds: int) -> str:
    """Return a total such as ``8 min left``. Whole minutes: a second running clock would distract from the big one."""
    return f"{max(1, round(seconds / 60))} min left"


def side_in_words(side: Side | None) -> str:
    """Return, for example, ``LEFT side``; empty without a side."""
    return f"{side.upper()} side" if side else ""


def step_dose(step: PlannedStep) -> str:
    """Return today's dose of a step, or why it has none."""
    if step.dose is None:
        return "left out today" if step.trimmed else "out"
    if step.intervals and step.strides:
        return f"{counted(len(step.strides), 'run')}, {length_in_words(sum(run_s for run_s, _ in step.strides))} in all"
    return step_in_words(step)


def reason_of(step: PlannedStep, width: int, indent: str) -> str:
    """Return why a step's dose is what it is, with its rule, records and source; every line begins with ``indent``.

    Rule, records and source stay together, on a line of their own if need be.
    """
    return in_lines(step.why, f"({basis_of(step)})", width, indent)


def in_lines(says: str, rests_on: str, width: int, indent: str) -> str:
    """Return a sentence and its basis, wrapped at ``width`` cells, every line beginning with ``indent``."""
    width = max(20, width - len(indent))
    why = wrap(says, width)
    fits = bool(why) and len(why[-1]) + 1 + len(rests_on) <= width
    lines = [*why[:-1], f"{why[-1]} {rests_on}"] if fits else [*why, *wrap(rests_on, width)]
    return "\n".join(indent + line for line in lines)


def indented(text: str, width: int) -> str:
    """Return a text wrapped at ``width`` cells and indented, to go below the line it belongs to."""
    return "\n".join(f"  {line}" for line in wrap(text, max(20, width - 2)))


def change_of(step: PlannedStep) -> str:
    """Return how a step differs from last time, as a sign and a word."""
    if step.trimmed:
        return "– trimmed"
    return "⇄ swapped" if step.instead_of else CHANGE_SIGNS[step.change]


def outside(plan: Plan) -> str:
    """Describe a run in words to take along, for a runner who runs without the screen."""
    parts = ", then ".join(
        step_in_words(step) if step.walk_s is not None else f"walk {length_in_words(step.dose.hold_s or 0)}"
        for step in plan.asked
        if step.dose
    )
    return f"Outside: {parts}. Flat and easy: you could talk all the way. Log it when you are back, by + on Home."


def stage_bar(run: RunPlan) -> str:
    """Return a bar of the stages of a run programme, a dash for each."""
    return "━" * run.stage + "╌" * (run.top - run.stage)


def session_headline(state: SessionState) -> str:
    """Return what to do now, in capitals: ``HOLD · LEFT side``; in a pause, how it ends."""
    segment = state.segment
    if state.status is Status.PAUSED:
        return " · ".join(part for part in ("PAUSED", side_in_words(segment.side), GOES_ON) if part)
    if state.status is Status.RESUMING:
        word = "GET SET"
    elif segment.is_work and segment.gait:
        word = segment.gait.upper()
    elif segment.is_work:
        word = "MOVE" if segment.reps is not None else "HOLD"
    else:
        word = KIND_WORDS[segment.kind]
    side = None if segment.is_work and segment.alternate else segment.side
    return " · ".join(part for part in (word, side_in_words(side)) if part)


def is_ending(state: SessionState, now: float) -> bool:
    """Whether this is the last three seconds of a segment: the whole panel shows it, as the bell may be off."""
    left_s = remaining_s(state, now)
    return state.status is Status.RUNNING and left_s is not None and _whole_up(left_s) <= COUNT_FROM_S


def large_word(state: SessionState) -> str:
    """Return what to do now in one word, to be shown large: one of ``LARGE_WORDS``."""
    segment = state.segment
    if state.status is Status.PAUSED:
        return "paused"
    if state.status is Status.RESUMING:
        return "ready"
    if segment.is_work:
        return segment.gait or ("move" if segment.reps is not None else "hold")
    return {SegmentKind.SWITCH: "switch", SegmentKind.REST: "rest"}.get(segment.kind, "ready")


def side_now(state: SessionState) -> Side | None:
    """Return the side that is worked or prepared for; while reps alternate, that of the present rep."""
    segment = state.segment
    if segment.is_work and segment.reps is not None:
        return segment.rep_side(min(state.reps_done, segment.reps - 1))
    return segment.side


def set_line(state: SessionState, room: int) -> str:
    """Return the exercise and the set: ``Psoas stretch · set 1 of 2``. ``room``: columns; a long name is shortened."""
    name, number = exercise_of(state.plan, state.segment).name, number_of(state.segment)
    behind = f" · {number}" if number else ""
    most = max(8, room - len(behind))
    return (name if len(name) <= most else f"{name[: most - 1].rstrip()}…") + behind


def big_number(state: SessionState, now: float) -> tuple[str, str]:
    """Return the digits to show, and the widest text they can become in this segment.

    Timed work and lead-ins show seconds left, a max hold the seconds held, a set of reps the present rep.
    """
    segment = state.segment
    if state.status is Status.RESUMING:
        left = _whole_up(state.resume_at - now)
        return str(left), "0"
    if segment.is_work and segment.reps is not None:
        per_side = segment.reps // 2 if segment.alternate else segment.reps
        rep = min(state.reps_done, segment.reps - 1)
        return str((rep // 2 if segment.alternate else rep) + 1), "0" * len(str(per_side))
    left_s = remaining_s(state, now)
    if left_s is None:
        return clock(int(elapsed_s(state, now))), "00"
    return clock(_whole_up(left_s)), "0" * len(clock(segment.length_s)) if segment.length_s < 100 else "0:00"


def rep_line(state: SessionState, now: float) -> str:
    """Return the rhythm of a rep: ``LEFT · down 2 of 3`` with the reps asked for; empty outside of reps."""
    segment = state.segment
    if not segment.is_work or segment.reps is None:
        return ""
    per_side = segment.reps // 2 if segment.alternate else segment.reps
    side = segment.rep_side(min(state.reps_done, segment.reps - 1))
    parts = [f"of {per_side}{' a side' if segment.alternate else ''}"]
    if side:
        parts.insert(0, side.upper())
    moving = rep_phase(state, now)
    if moving and state.status is Status.RUNNING:
        phase, second = moving
        length = dict(zip(RepPhase, segment.tempo, strict=True))[phase]
        parts.append(f"{_PHASE_WORDS[phase]} {second}" + (f" of {length}" if length > 1 else ""))
    elif segment.seconds is None:
        parts.append("count each rep")
    return " · ".join(parts)


def halfway_line(state: SessionState, now: float) -> str:
    """Return a word for the first seconds of the second half of a hold, else nothing."""
    segment = state.segment
    if not segment.is_work or segment.seconds is None or segment.reps is not None:
        return ""
    into = elapsed_s(state, now) - (segment.seconds - segment.seconds // 2)
    return "Halfway" if segment.seconds >= HALFWAY_FROM_S and 0 <= into < HALFWAY_SHOWN_S else ""


def next_line(state: SessionState) -> str:
    """Return what comes next: ``Next: set 2 of 3``, ``Next: RIGHT side``, ``Next: Bridge · 2 × 10 reps``."""
    here = state.segment
    if here.gait:
        return _next_on_the_road(state)
    if not here.is_work and here.kind is not SegmentKind.SWITCH:
        # A rest or get-ready already belongs to the next work segment: name that with its dose.
        return f"{_with_dose(state.plan, here)}"
    coming = next((s for s in state.segments[state.index + 1 :] if s.is_work and s.place != here.place), None)
    if coming is None:
        return "The last set."
    return f"Next: {_with_dose(state.plan, coming) if coming.step != here.step else _set_to_come(here, coming)}"


def _set_to_come(here: Segment, coming: Segment) -> str:
    """Return what differs in the next set of the same exercise."""
    side = side_in_words(coming.side) if coming.side is not here.side else ""
    number = f"set {coming.set} of {coming.sets}" if coming.sets > 1 else ""
    return ", ".join(part for part in (side, number) if part)


def _next_on_the_road(state: SessionState) -> str:
    """Return the next change of gait: ``Next: walk 120 s``."""
    coming = state.segments[state.index + 1] if state.index + 1 < len(state.segments) else None
    return f"Next: {coming.gait} {length_in_words(coming.length_s)}" if coming and coming.gait else "The last stretch."


def _with_dose(plan: Plan, segment: Segment) -> str:
    step = plan.steps[segment.step]
    name = exercise_of(plan, segment).name
    if segment.eased:
        return name
    if segment.in_round and step.dose is not None:  # one set of it: the others come in later rounds
        return f"{name} · {set_in_words(step.prescription, step.dose, step.side or '')}"
    return f"{name} · {step_dose(step)}"


def max_hold_line(step: PlannedStep) -> str:
    """Return the results of earlier max holds, of the shorter side; if it was never measured, how this one ends."""
    if step.last_max_s is None:
        return "As long as form lasts. Enter ends it."
    return f"Last {clock(step.last_max_s)}, best {clock(step.best_max_s or step.last_max_s)}. Enter ends it."


def _whole_up(seconds: float) -> int:
    # Just above a whole second counts as that second: the clock is always read slightly off the exact moment.
    return max(0, -int(-(seconds - 0.02) // 1))
