"""All commands of the command palette: the present screen's keys, every routine, and the app's own places."""

from collections.abc import Iterator
from functools import partial

from textual.app import SystemCommand
from textual.screen import Screen

from coach.tui.base.app_base import AppBase

_NEEDS_ITS_KEY = (
    "today('0')",
    "answer",
    "step",
    "go",
    "scroll",
    "cursor",
    "screen.change",
    "screen.go_to",
    "simulate_key",
)
"""Actions bound to several keys, such as the digits: without the key, what is meant is unknown."""


def commands(app: AppBase, screen: Screen[object]) -> Iterator[SystemCommand]:
    """Yield the commands that are possible now."""
    seen: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        action = binding.action.removeprefix("app.")
        if not (active.enabled and binding.show) or action.startswith(_NEEDS_ITS_KEY) or action in seen:
            continue
        seen.add(action)
        does = partial(app.run_action, binding.action, default_namespace=active.node)
        key = app.get_key_display(binding)
        yield SystemCommand(binding.description, f"{active.tooltip or ''} Key: {key}.".strip(), does)
    if app.is_between_sessions:
        for routine in app.training.catalogue.routines.values():
            yield SystemCommand(f"Get ready: {routine.name}", routine.about, partial(app.go.ready, routine.id))
        if not app.is_editing:
            yield from _editing(app)
        yield SystemCommand("Log", "What you did elsewhere: a run, a walk, a session, a swim.", app.go.log)
        weeks = "Twelve weeks: each day, pain, doses, running. Key: F2."
        yield SystemCommand("History, calendar, charts", weeks, app.go.weeks)
        matters = "How well it goes, every two weeks; and the checks of your course."
        yield SystemCommand("What matters to you", matters, app.go.measure)
        page = "One page to take along: twelve weeks in your own records; saved as HTML, PDF or Markdown."
        yield SystemCommand("Page for a clinician", page, app.go.report)
        yield SystemCommand("Remove a record", "What was logged by mistake: all plans follow.", app.go.remove)
        yield SystemCommand("Bring back a record", "What was taken out in the last 30 days.", app.go.bring_back)
        yield SystemCommand("You", "What hurts, what you avoid, your kit, days and minutes.", app.go.you)
        yield SystemCommand("Course", "The weeks that lead somewhere: choose one, another, or none.", app.go.course)
        yield SystemCommand("What is ahead", "The next 14 days, if all stay green.", app.go.ahead)
        if app.training.courses.pause is None:
            yield SystemCommand("Ill or away", "A pause: its days are kept, and nothing is due.", app.go.pause)
        else:
            yield SystemCommand("I am back", "The pause ends today.", app.go.come_back)
        yield SystemCommand("Sharing", "Who sees your page, and what it says.", app.go.share)
        if app.coach.profile is not None:
            yield SystemCommand("Team", "Those who share their page with you.", app.go.team)
        yield SystemCommand("Learn", "Cards about the psoas and its care, and a quiz. Key: F3.", app.go.learn)
        yield SystemCommand("Settings", "Colours, sound, lengths, equipment.", app.go.settings)
        if "home" not in seen:
            yield SystemCommand("Home", "What is due, and every routine.", app.go.home)
    if "light_or_dark" not in seen:
        yield SystemCommand("Light/dark", "The other colours.", app.action_light_or_dark)
    if "leave" not in seen:
        yield SystemCommand("Leave", "What was done is kept; a session goes on next time.", app.action_leave)


def _editing(app: AppBase) -> Iterator[SystemCommand]:
    """Yield the commands that create, change or put away files."""
    yield SystemCommand("New routine", "Begin one of your own: a template, or a copy.", app.go.new_routine)
    kept = "A routine, exercise, course or lessons of yours; it can be brought back."
    yield SystemCommand("Put a file away", kept, app.go.put_away)
    yield SystemCommand(
        "Bring back a file", "What was put away, or replaced by something else.", app.go.bring_back_file
    )
    follows = "What names it follows, and your history goes with it."
    yield SystemCommand("Give a file another id", follows, app.go.give_other_id)
    for routine in app.training.catalogue.routines.values():
        does = "Its text; of what is not yours, a copy."
        yield SystemCommand(f"Edit: {routine.name}", does, partial(app.go.edit, "routine", routine.id))
    for exercise in app.training.catalogue.exercises.values():
        does = "This exercise, its dose and its figure."
        yield SystemCommand(f"Edit exercise: {exercise.name}", does, partial(app.go.edit, "exercise", exercise.id))
