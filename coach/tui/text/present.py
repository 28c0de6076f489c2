"""Facts to strings for the screens. No Textual, so that every wording can be tested as a table."""

from textwrap import wrap

from coach.domain.exercises.exercise import Side
from coach.domain.planning.plan import Change, Plan, PlannedStep
from coach.domain.planning.reasons import basis, length_in_words, set_in_words, step_in_words
from coach.domain.rules.light import Light
from coach.domain.rules.stages import RunPlan
from coach.domain.session.facts import RepPhase
from coach.domain.session.segments import COUNT_FROM_S, Segment, SegmentKind, exercise_of, number_of
from coach.domain.session.state import HALFWAY_FROM_S, SessionState, Status, elapsed_s, remaining_s, rep_phase

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
    """Seconds as a clock shows them: ``45``, ``1:40``."""
    return str(seconds) if seconds < 100 else f"{seconds // 60}:{seconds % 60:02}"


def minutes_left(seconds: int) -> str:
    """A total: ``8 min left``. Whole minutes: a second clock that runs beside the big one would only distract."""
    return f"{max(1, round(seconds / 60))} min left"


def side_in_words(side: Side | None) -> str:
    """``LEFT side`` in full, or nothing."""
    return f"{side.upper()} side" if side else ""


def step_dose(step: PlannedStep) -> str:
    """Today's dose of a step, or why it has none."""
    if step.dose is None:
        return "left out today" if step.trimmed else "out"
    if step.intervals and step.strides:
        return f"{len(step.strides)} runs, {length_in_words(sum(run_s for run_s, _ in step.strides))} in all"
    return step_in_words(step)


def reason_of(step: PlannedStep, width: int, indent: str) -> str:
    """Why a step's dose is what it is, with its rule, records and source, in lines that all begin with ``indent``.

    What it rests on stays together, on a line of its own where need be.
    """
    return in_lines(step.why, f"({basis_of(step)})", width, indent)


def in_lines(says: str, rests_on: str, width: int, indent: str) -> str:
    """A sentence and what it rests on, in lines of at most so many cells that all begin with ``indent``."""
    width = max(20, width - len(indent))
    why = wrap(says, width)
    fits = bool(why) and len(why[-1]) + 1 + len(rests_on) <= width
    lines = [*why[:-1], f"{why[-1]} {rests_on}"] if fits else [*why, *wrap(rests_on, width)]
    return "\n".join(indent + line for line in lines)


def indented(text: str, width: int) -> str:
    """A text in lines of at most ``width`` cells, below the line that it belongs to."""
    return "\n".join(f"  {line}" for line in wrap(text, max(20, width - 2)))


def basis_of(of: Plan | PlannedStep) -> str:
    """``rule 12 · from 3 Nov, 6 Nov · 2-for-2 rule, S4``."""
    return " · ".join(basis(of.rule, of.records))


def change_of(step: PlannedStep) -> str:
    """How a step differs from last time, as a sign and a word."""
    if step.trimmed:
        return "– trimmed"
    return "⇄ swapped" if step.instead_of else CHANGE_SIGNS[step.change]


def outside(plan: Plan) -> str:
    """A run in words to take along, for one who runs without the screen."""
    parts = ", then ".join(
        step_in_words(step) if step.walk_s is not None else f"walk {length_in_words(step.dose.hold_s or 0)}"
        for step in plan.asked
        if step.dose
    )
    return f"Outside: {parts}. Flat and easy: you could talk all the way. Log it when you are back, by + on Home."


def stage_bar(run: RunPlan) -> str:
    """How far a programme of runs has come, a dash a stage."""
    return "━" * run.stage + "╌" * (run.top - run.stage)


def headline(state: SessionState) -> str:
    """What is to be done now, in capitals: ``HOLD · LEFT side``; of a pause, how it ends."""
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
    """The last three seconds of what runs: the whole panel shows it, because a bell may be off."""
    left_s = remaining_s(state, now)
    return state.status is Status.RUNNING and left_s is not None and _whole_up(left_s) <= COUNT_FROM_S


def large_word(state: SessionState) -> str:
    """What to do now in one word, to be shown large: one of ``LARGE_WORDS``."""
    segment = state.segment
    if state.status is Status.PAUSED:
        return "paused"
    if state.status is Status.RESUMING:
        return "ready"
    if segment.is_work:
        return segment.gait or ("move" if segment.reps is not None else "hold")
    return {SegmentKind.SWITCH: "switch", SegmentKind.REST: "rest"}.get(segment.kind, "ready")


def side_now(state: SessionState) -> Side | None:
    """The side that is worked, or got ready for; while reps alternate, that of the present one."""
    segment = state.segment
    if segment.is_work and segment.reps is not None:
        return segment.rep_side(min(state.reps_done, segment.reps - 1))
    return segment.side


def set_line(state: SessionState, room: int) -> str:
    """The exercise, and which set: ``Psoas stretch · set 1 of 2``. ``room``: columns; a long name gives way."""
    name, number = exercise_of(state.plan, state.segment).name, number_of(state.segment)
    behind = f" · {number}" if number else ""
    most = max(8, room - len(behind))
    return (name if len(name) <= most else f"{name[: most - 1].rstrip()}…") + behind


def big_number(state: SessionState, now: float) -> tuple[str, str]:
    """The digits to show, and the widest they get in this segment.

    Seconds left of timed work and lead-ins, seconds held of a max hold, the present rep of a set of reps.
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
    """The rhythm of a rep: ``LEFT · down 2 of 3`` with the reps asked for; empty outside of reps."""
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
    """A word for the first seconds of the second half of a hold."""
    segment = state.segment
    if not segment.is_work or segment.seconds is None or segment.reps is not None:
        return ""
    into = elapsed_s(state, now) - (segment.seconds - segment.seconds // 2)
    return "Halfway" if segment.seconds >= HALFWAY_FROM_S and 0 <= into < HALFWAY_SHOWN_S else ""


def next_line(state: SessionState) -> str:
    """What comes next: ``Next: set 2 of 3``, ``Next: RIGHT side``, ``Next: Bridge · 2 × 10 reps``."""
    here = state.segment
    if here.gait:
        return _next_on_the_road(state)
    if not here.is_work and here.kind is not SegmentKind.SWITCH:
        # A rest or get-ready is already about the next work: name it with its dose.
        return f"{_with_dose(state.plan, here)}"
    coming = next((s for s in state.segments[state.index + 1 :] if s.is_work and s.place != here.place), None)
    if coming is None:
        return "The last set."
    return f"Next: {_with_dose(state.plan, coming) if coming.step != here.step else _set_to_come(here, coming)}"


def _set_to_come(here: Segment, coming: Segment) -> str:
    """What is other in the next set of the same exercise."""
    side = side_in_words(coming.side) if coming.side is not here.side else ""
    number = f"set {coming.set} of {coming.sets}" if coming.sets > 1 else ""
    return ", ".join(part for part in (side, number) if part)


def _next_on_the_road(state: SessionState) -> str:
    """The next change of gait: ``Next: walk 120 s``."""
    coming = state.segments[state.index + 1] if state.index + 1 < len(state.segments) else None
    return f"Next: {coming.gait} {length_in_words(coming.length_s)}" if coming and coming.gait else "The last stretch."


def _with_dose(plan: Plan, segment: Segment) -> str:
    step = plan.steps[segment.step]
    name = exercise_of(plan, segment).name
    if segment.eased:
        return name
    if segment.in_round and step.dose is not None:  # one set of it: the others come in later rounds
        side = f" {step.side}" if step.side else ""
        return f"{name} · {set_in_words(step.prescription, step.dose)}{side}"
    return f"{name} · {step_dose(step)}"


def max_hold_line(step: PlannedStep) -> str:
    """What a max hold came to before, of the shorter side; empty when it was never measured."""
    if step.last_max_s is None:
        return "As long as form lasts. Enter ends it."
    return f"Last {clock(step.last_max_s)}, best {clock(step.best_max_s or step.last_max_s)}. Enter ends it."


def _whole_up(seconds: float) -> int:
    # A hair above a whole second is that second: the clock is never read at the exact moment.
    return max(0, -int(-(seconds - 0.02) // 1))
