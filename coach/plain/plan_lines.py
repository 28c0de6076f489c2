"""The lines around a session in plain mode: the plan before it, then the light and the next session. Pure.

Left out: the session itself (``session_lines``).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from coach.domain.exercises.course import Concern
from coach.domain.listing import counted
from coach.domain.planning.plan import Change, Plan, PlannedStep, why_empty
from coach.domain.planning.reasons import basis, step_a_side
from coach.domain.records.days import near_moment
from coach.domain.records.history import Start
from coach.domain.records.profile import Profile
from coach.domain.records.red_flags import HEADINGS
from coach.domain.rules.light import Light, Verdict
from coach.domain.rules.starting_runs import said_in_words
from coach.domain.today.arrangement import arranged
from coach.services.today import Outlook
from coach.system.invocation import call, call_to_play


def plan_lines(plan: Plan, minutes: int) -> Iterator[str]:
    """Today's plan, a line for each step: its dose, its change and the reason."""
    if plan.locked:
        yield from (f"{HEADINGS[plan.notice]}." if plan.notice else "Training is locked.", *plan.reasons)
        yield f"{plan.name}: not today. Training is locked."
        return
    if not plan.allowed:
        yield f"{plan.name}: not today. Phase: {plan.phase}."
        yield from checklist_lines(plan) or plan.reasons
        yield _basis(plan)
        if plan.earliest:
            yield f"From {near_moment(plan.earliest, plan.at)} on it is open again."
        if plan.instead:
            yield f"Instead: {call_to_play(plan.instead)}"
        return
    length = (
        f"{counted(len(plan.asked), 'exercise')}, about {counted(minutes, 'minute')}" if minutes else why_empty(plan)
    )
    yield f"{plan.name}: {length}. Phase: {plan.phase}."
    if plan.made_of:
        yield plan.made_of
    yield from plan.reasons
    for group in arranged(plan.steps):
        if group.heading:
            yield f"{group.heading}:"
        for index, step in group.steps:
            said = " ".join(filter(None, (step.note, step.why, _basis(step))))
            yield f"{index + 1}. {step.exercise.name}: {step_a_side(step)}.{_CHANGES[step.change]} {said}"


def checklist_lines(plan: Plan) -> list[str]:
    """What running requires, a line for each; empty if the plan has no such list."""
    lines = [f"{'There' if need.met else 'Missing'}: {need.words}." for need in plan.checklist]
    return ["Before you run, all of this:", *lines] if lines else []


def _basis(of: Plan | PlannedStep) -> str:
    """The rule, its records and its source, as a sentence that can be read aloud."""
    words = ", ".join(basis(of.rule, of.records))
    return f"{words[0].upper()}{words[1:]}."


def fitted_lines(before: Plan, after: Plan) -> Iterator[str]:
    """What was left out, shortened or swapped when the plan was fitted to the day's minutes and equipment."""
    for full, step in zip(before.steps, after.steps, strict=True):
        if step.instead_of and step.dose is not None:
            yield f"Swapped today: {step.exercise.name}, {step_a_side(step)}. {step.why}"
        elif step.dose is None and full.dose is not None and step.why != full.why:
            yield f"Left out today: {full.exercise.name}. {step.why}"
        elif step.dose is None and full.dose is not None:
            yield f"Left out today: {step.exercise.name}."
        elif step.dose is not None and full.dose is not None and step.dose.rung < full.dose.rung:
            yield f"Lighter today: {step.exercise.name}, {step_a_side(step)}. {step.why}"
        elif step.dose is not None and full.dose is not None and step.dose.sets < full.dose.sets:
            yield f"Shorter today: {step.exercise.name}, {step_a_side(step)}."


_CHANGES = {Change.SAME: "", Change.UP: " More than last time.", Change.DOWN: " Less than last time.", Change.OUT: ""}


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """The light in words with its reasons, and whether the morning can still change it."""
    if verdict.light is Light.NONE:
        yield "No light: nothing was answered, so nothing goes up on it."
        return
    yield light_line(verdict)
    if _can_change(verdict):
        yield f"Your answer tomorrow morning makes it certain: {call('morning N')} (0 to 10)."


def light_line(verdict: Verdict) -> str:
    """A light and its reasons, on one line."""
    so_far = " so far" if _can_change(verdict) else ""
    return f"Light: {verdict.light}{so_far}. {' '.join(verdict.why)}".rstrip()


def _can_change(verdict: Verdict) -> bool:
    """Whether a later answer can change the light: it can only make it worse, so a red is final."""
    return verdict.provisional and verdict.light in (Light.GREEN, Light.AMBER)


def outlook_lines(outlook: Outlook, today: Plan | None) -> Iterator[str]:
    """The next session: what differs from today, and what a good morning would add. ``today``: the plan just done."""
    if not outlook.plan.allowed and not outlook.waits:
        yield " ".join(outlook.plan.reasons)
        return
    if outlook.waits:
        yield f"Your next {outlook.plan.name} has to wait. {' '.join(outlook.plan.reasons)} {_basis(outlook.plan)}"
        if outlook.plan.instead:
            yield f"Until then: {call_to_play(outlook.plan.instead)}"
        return
    done = {} if today is None else {(step.exercise.id, step.slot): step for step in today.steps}
    differing = [step for step in outlook.plan.steps if _differs(step, done.get((step.exercise.id, step.slot)))]
    yield f"Your next {outlook.plan.name}: {'this changes.' if differing else 'the same as today.'}"
    for step in differing:
        yield f"{step.exercise.name}: {step_a_side(step)}. {step.why} {_basis(step)}"
    if not outlook.after_a_good_morning.allowed:
        return
    for step, hoped in zip(outlook.plan.steps, outlook.after_a_good_morning.steps, strict=True):
        if hoped.dose != step.dose:
            yield f"After a good morning, {hoped.exercise.name}: {step_a_side(hoped)}. {hoped.why} {_basis(hoped)}"


def _differs(step: PlannedStep, done: PlannedStep | None) -> bool:
    """Whether a step's dose differs from today's. A step that was only trimmed today comes back, which is no change."""
    if done is None or done.trimmed:
        return step.change is not Change.SAME
    return step.dose != done.dose


def ago(then: datetime, now: datetime) -> str:
    """How long ago it was, in everyday words: ``12 minutes ago``."""
    minutes = max(0, int((now - then) / timedelta(minutes=1)))
    if minutes == 0:
        return "just now"
    if minutes < 60:
        return f"{counted(minutes, 'minute')} ago"
    return f"{counted(minutes // 60, 'hour')} ago"


_BRINGS = {
    Concern.PAINFUL: "it hurts",
    Concern.TIGHT: "tight hips",
    Concern.WEAK: "weak hips",
    Concern.WELL: "nothing: you are well, and mean to stay so",
}


def profile_lines(known: Profile, start: Start) -> Iterator[str]:
    """The profile in words, a line for each part."""
    days = ", ".join(day.full for day in known.training_days)
    runs = ", ".join(day.full for day in known.run_days)
    yield f"Complaint:      {known.complaint or 'not said; every 0 to 10 asks of your hip'}"
    if known.concern:
        yield f"Brings you:     {_BRINGS[known.concern]}"
    yield f"You avoid:      {', '.join(known.avoid) or 'nothing'}"
    yield f"Not at hand:    {', '.join(known.not_at_hand) or 'nothing: all kit is there'}"
    yield f"Training days:  {days or 'any'}"
    if known.days_a_week:
        yield f"Days a week:    {known.days_a_week}"
    yield f"Run days:       {runs or 'none'}"
    yield f"Minutes:        {known.minutes or 'as many as it takes'}"
    running = said_in_words(start)
    if running:
        yield f"Running now:    {running}"
    if start.phase or start.usual_morning is not None:
        mornings = "" if start.usual_morning is None else f"usual morning pain {start.usual_morning}"
        yield f"At the start:   {', '.join(filter(None, (start.phase, mornings)))}"
