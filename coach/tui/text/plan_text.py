"""A plan as the Ready screen shows it: title, reasons, doses and why, or why not; and what is chosen for it."""

from textual.content import Content

from coach.domain.planning.plan import Change, Plan, PlannedStep
from coach.domain.planning.reasons import day
from coach.domain.rules.clinician import PROMPT
from coach.domain.today.arrangement import listed
from coach.services.choices import Choices
from coach.services.training import Training
from coach.tui.text.lock_notice import lock_lines
from coach.tui.text.present import basis_of, change_of, indented, reason_of, stage_bar, step_dose

_CHANGE_STYLES = {Change.UP: "$success", Change.DOWN: "$warning", Change.OUT: "$error", Change.SAME: "dim"}
_WIDE = 110
"""Cells from which there is room for what an exercise is for."""
Part = Content | tuple[str, str] | str
"""What a text is put together from: words, or words with their style."""


def title(plan: Plan, minutes: int) -> Content:
    """Its name, its length (0: none) and its phase."""
    length = f" · {minutes} min" if minutes else ""
    return Content.assemble((plan.name, "bold"), length, (f" · {plan.phase} phase", "dim"))


def reasons(plan: Plan, *, is_run: bool) -> Content:
    """Why the plan is as it is; of a run, below how far the return to running has come."""
    progress = f"{stage_bar(plan.run.stage)}\n" if plan.run and is_run else ""
    said = ((plan.say_first, "italic"), "\n") if plan.say_first and plan.allowed else ()
    return Content.assemble(progress, *said, (" ".join(plan.reasons), "dim"))


def steps(plan: Plan, width: int) -> Content:
    """A plan's doses, in lines of at most ``width`` cells, under the headings of its parts and rounds."""
    lines = []
    for group in listed(plan.steps):
        if group.heading:
            lines.append(Content.assemble((f"── {group.heading}", "bold $accent")))
        lines += [_step_lines(step, width) for _, step in group.steps]
    return Content("\n").join(lines)


def refusal(plan: Plan, training: Training) -> Content:
    """Why not, until when, and what instead; of a lock, what is to be done about it."""
    if plan.locked:
        return lock_lines(training.standing().lock)
    lines = [Content.assemble(("■ NOT TODAY", "bold $error")), Content(""), *_refusal_reasons(plan)]
    lines.append(Content.assemble((f"({basis_of(plan)})", "dim")))
    if plan.earliest:
        earliest = plan.earliest.astimezone(training.clock.now().tzinfo)
        lines.append(Content(f"From {day(earliest)}, {earliest:%H:%M} on it is open again."))
    instead = training.catalogue.routines.get(plan.instead or "")
    if instead:
        lines += [
            Content(""),
            Content.assemble(("Enter ", "bold $accent"), "does this instead: ", (instead.name, "bold")),
        ]
    if plan.see_clinician:
        lines.append(Content(PROMPT))
    return Content("\n").join(lines)


def choices_text(choices: Choices, ticked: list[str]) -> Content:
    """The minutes and the kit, where there is something to choose, and what was ``ticked`` as true today."""
    parts: list[Part] = []
    if choices.is_open and not choices.is_run:
        parts += [*_minutes(choices), *_kit(choices), "\n"]
    return Content.assemble(*parts, ("f ", "bold $accent"), *_signs(ticked))


def _minutes(choices: Choices) -> list[Part]:
    parts: list[Part] = [("m ", "bold $accent"), "Minutes today  "]
    for value in choices.offered():
        label = "all" if value is None else str(value)
        parts.append((f"[{label}]", "bold") if value == choices.minutes else (f" {label} ", "dim"))
    least = choices.lasts
    if choices.minutes is not None and least > choices.minutes:
        parts.append((f"  {least} min at the least", "$warning"))
    return parts


def _kit(choices: Choices) -> list[Part]:
    if not choices.needs:
        return []
    kit = "  ".join(f"{'✕' if need in choices.missing else '✓'} {need}" for need in choices.needs)
    return [("\nk ", "bold $accent"), f"Kit today      {kit}"]


def _signs(ticked: list[str]) -> list[Part]:
    if ticked:
        return ["True today     ", (", ".join(ticked), "bold $warning")]
    return ["None of these  ", ("sharp, limping, painkiller, ice, warning signs", "dim")]


def _refusal_reasons(plan: Plan) -> list[Content]:
    """Why not; where the entry to running is what is wanting, as a checklist."""
    if not plan.checklist:
        return [Content(reason) for reason in plan.reasons]
    ticks = [
        Content.assemble(("✓ ", "bold $success") if need.met else ("· ", "bold $warning"), need.words)
        for need in plan.checklist
    ]
    return [Content("Before you run, all of this:"), *ticks]


def _step_lines(step: PlannedStep, width: int) -> Content:
    """The dose with its change, below it why, by which rule, records and source; in a wide one, what it is for."""
    style = "dim" if step.trimmed else _CHANGE_STYLES[step.change]
    resting = "dim" if step.dose is None else ""
    why = step.exercise.why_with_source if width >= _WIDE and step.dose is not None else ""
    noted = step.note and step.dose is not None
    return Content.assemble(
        (f"{step.exercise.name:<24.24} ", f"bold {resting}".strip()),
        (f"{step_dose(step):<26} ", resting),
        (change_of(step), style),
        *((("\n" + indented(step.note, width), "italic"),) if noted else ()),
        (f"\n{reason_of(step, width, '  ')}", "dim"),
        *((f"\n  It helps: {why}",) if why else ()),
    )
