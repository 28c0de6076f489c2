"""A plan as the Ready screen shows it: title, reasons, doses and why, or why not; and the choices made for it."""

from collections import Counter

from msgspec import Struct
from textual.content import Content

from coach.domain.planning.plan import Change, Plan, PlannedStep
from coach.domain.planning.reasons import basis_of
from coach.domain.records.days import near_moment
from coach.domain.rules.clinician import PROMPT
from coach.domain.rules.light import Light
from coach.domain.today.arrangement import arranged
from coach.services.choices import Choices
from coach.services.training import Training
from coach.tui.text.lock_notice import lock_lines
from coach.tui.text.present import CHANGE_SIGNS, change_of, in_lines, indented, reason_of, stage_bar, step_dose

_CHANGE_STYLES = {Change.UP: "$success", Change.DOWN: "$warning", Change.OUT: "$error", Change.SAME: "dim"}
_ROOMY = 60
"""Width in cells from which a change is shown with its word, and names and doses have their own columns."""
_QUIET = "$foreground 70%"
_NAME, _DOSE = 24, 26
"""Cells of a name and a dose, where there is room."""
StyledPiece = Content | tuple[str, str] | str
"""A piece of a text: words, or words with their style."""


def plan_title(plan: Plan, minutes: int) -> Content:
    """Return the plan's name, its length in minutes (0: left out) and its phase."""
    length = f" · {minutes} min" if minutes else ""
    return Content.assemble((plan.name, "bold"), length, (f" · {plan.phase} phase", "dim"))


def reasons(plan: Plan, *, is_run: bool) -> Content:
    """Return why the plan is as it is; for a run, below a bar with the stage of the return to running."""
    progress = f"{stage_bar(plan.run)}\n" if plan.run and is_run else ""
    said = ((plan.say_first, "italic"), "\n") if plan.say_first and plan.allowed else ()
    made_of = (f"{plan.made_of}\n",) if plan.made_of else ()
    return Content.assemble(progress, *said, *made_of, (" ".join(plan.reasons), "dim"))


class StepLines(Struct, frozen=True):
    """The lines of each step, and those below all steps: a reason that several steps share comes first."""

    steps: tuple[Content, ...]
    below: tuple[Content, ...]


def steps(plan: Plan, width: int, *, marked: int | None = None) -> StepLines:
    """Return a plan's doses, in lines of at most ``width`` cells, under the headings of its parts and rounds.

    ``marked``: the index of the marked step; None: there are no marks.
    """
    counted = Counter(_reason_key(step) for step in plan.steps if step.why)
    (key, count), *_ = counted.most_common(1) or [(("", "", ""), 0)]
    shared = key if count > 1 else None
    names = max((len(step.exercise.name) for step in plan.steps), default=0)
    doses = max((len(step_dose(step)) for step in plan.steps), default=0)
    pointer = 0 if marked is None else 2
    if width < _ROOMY:
        doses = min(doses, width - pointer - 12)  # one long dose wraps: it must not take the room of the names
        columns = min(names, width - pointer - doses - 4), doses
    else:
        columns = min(max(names, _NAME), width - pointer - _DOSE - 14), max(doses, _DOSE)
    begins = plan.light is Light.NONE and not any(step.records for step in plan.steps)
    lines = []
    for group in arranged(plan.steps):
        heading = [Content.assemble((f"── {group.heading}", "bold $accent"))] if group.heading else []
        for number, step in group.steps:
            mark = None if marked is None else number == marked
            says_why = width >= _ROOMY and _reason_key(step) != shared
            drawn = _step_lines(step, width, columns, mark=mark, says_why=says_why, begins=begins)
            lines.append(Content("\n").join([*heading, drawn]))
            heading = []
    below = []
    if shared is not None:
        why = shared[1] if begins and shared[0] == CHANGE_SIGNS[Change.SAME] else f"{shared[0]}: {shared[1]}"
        below = [Content.styled(in_lines(why, f"({shared[2]})", width, ""), _QUIET)]
    if width < _ROOMY:
        # The doses first: there is room for few lines.
        below += [_own_reason(step, width) for step in plan.steps if step.why and _reason_key(step) != shared]
    return StepLines(tuple(lines), tuple(below))


def _reason_key(step: PlannedStep) -> tuple[str, str, str]:
    return change_of(step), step.why, basis_of(step)


def _own_reason(step: PlannedStep, width: int) -> Content:
    return Content.styled(in_lines(f"{step.exercise.name}: {step.why}", f"({basis_of(step)})", width, ""), _QUIET)


def refusal_in_words(plan: Plan, training: Training) -> Content:
    """Return why it is refused, until when, and what to do instead; for a lock, what to do about it."""
    if plan.locked:
        return lock_lines(training.standing().lock)
    lines = [Content.assemble(("■ NOT TODAY", "bold $error")), Content(""), *_refusal_reasons(plan)]
    lines.append(Content.assemble((f"({basis_of(plan)})", "dim")))
    if plan.earliest:
        opens = near_moment(plan.earliest, training.clock.now())
        lines.append(Content(f"From {opens} on it is open again."))
    instead = training.catalogue.routines.get(plan.instead or "")
    if instead:
        lines += [
            Content(""),
            Content.assemble(("Enter ", "bold $accent"), "does this instead: ", (instead.name, "bold")),
        ]
    if plan.see_clinician:
        lines.append(Content(PROMPT))
    return Content("\n").join(lines)


def choices_text(choices: Choices, ticked: list[str], *, short: bool = False) -> Content:
    """Return the minutes and the kit, where there is something to choose, and what was ``ticked`` as true today.

    ``short``: on one line.
    """
    if short:
        return _choices_line(choices, ticked)
    parts: list[StyledPiece] = []
    if choices.is_open and not choices.is_run:
        parts += [*_minutes(choices), *_kit(choices), "\n"]
    return Content.assemble(*parts, ("f ", "bold $accent"), *_signs(ticked))


def _choices_line(choices: Choices, ticked: list[str]) -> Content:
    key, parts = "bold $accent", list[StyledPiece]()
    if choices.is_open and not choices.is_run:
        parts += [("m ", key), "all  " if choices.minutes is None else f"{choices.minutes} min  "]
        kit = [f"{'✕' if need in choices.missing else '✓'}{need}" for need in choices.needs]
        parts += [("k ", key), f"{' '.join(kit)}  "] if kit else []
    return Content.assemble(*parts, ("f ", key), (", ".join(ticked), "bold $warning") if ticked else "none")


def _minutes(choices: Choices) -> list[StyledPiece]:
    parts: list[StyledPiece] = [("m ", "bold $accent"), "Minutes today  "]
    for value in choices.offered():
        label = "all" if value is None else str(value)
        parts.append((f"[{label}]", "bold") if value == choices.minutes else (f" {label} ", "dim"))
    least = choices.lasts
    if choices.minutes is not None and least > choices.minutes:
        parts.append((f"  {least} min at the least", "$warning"))
    return parts


def _kit(choices: Choices) -> list[StyledPiece]:
    if not choices.needs:
        return []
    kit = "  ".join(f"{'✕' if need in choices.missing else '✓'} {need}" for need in choices.needs)
    return [("\nk ", "bold $accent"), f"Kit today      {kit}"]


def _signs(ticked: list[str]) -> list[StyledPiece]:
    if ticked:
        return ["True today     ", (", ".join(ticked), "bold $warning")]
    return ["None of these  ", ("sharp, limping, painkiller, ice, warning signs", "dim")]


def _refusal_reasons(plan: Plan) -> list[Content]:
    """Why it is refused; where the entry to running is not met, as a checklist."""
    if not plan.checklist:
        return [Content(reason) for reason in plan.reasons]
    ticks = [
        Content.assemble(("✓ ", "bold $success") if need.met else ("· ", "bold $warning"), need.words)
        for need in plan.checklist
    ]
    return [Content("Before you run, all of this:"), *ticks]


def _step_lines(
    step: PlannedStep, width: int, columns: tuple[int, int], *, mark: bool | None, says_why: bool, begins: bool
) -> Content:
    """The dose with its change; below it why, with rule, records, source. ``columns``: widths of name and dose.

    ``begins``: nothing is on record yet, so that no dose can be the same as before.
    """
    style = _QUIET if step.trimmed or step.change is Change.SAME else _CHANGE_STYLES[step.change]
    resting = _QUIET if step.dose is None else ""
    pointer = "" if mark is None else "▶ " if mark else "  "
    of_name, of_dose = max(8, columns[0]), max(1, columns[1])
    name = step.exercise.name
    name = name if len(name) <= of_name else f"{name[: of_name - 1]}…"
    change = "" if begins and change_of(step) == CHANGE_SIGNS[Change.SAME] else change_of(step)
    why = f"\n{reason_of(step, width, '  ')}" if says_why and step.why else ""
    return Content.assemble(
        (pointer, "bold $accent"),
        (f"{name:<{of_name}} ", f"bold {resting}".strip()),
        (f"{step_dose(step):<{of_dose}} ", resting),
        (change if width >= _ROOMY else change[:1], style),
        *((("\n" + indented(step.note, width), "italic"),) if step.note and step.dose is not None else ()),
        (why, _QUIET),
    )
