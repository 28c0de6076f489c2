"""Puts an exercise of the catalogue into a text that is edited, as a ready step."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.app import App

from coach.domain.exercises.exercise import Exercise
from coach.library.formats.step_text import with_step
from coach.tui.dialogs.filter_list import Entry, Find
from coach.tui.editor.toml_area import TomlArea


def ask_and_insert(app: App[Any], exercises: Mapping[str, Exercise], area: TomlArea, then: Callable[[], None]) -> None:
    """Let one of the exercises be chosen, and put it after the step that the cursor is in; ``then`` is done last."""

    def insert(exercise: Exercise | None) -> None:
        if exercise is not None:
            insert_step(area, exercise)
            then()

    entries = [
        Entry(each.name, f"{each.kind} · {', '.join(each.needs) or 'no kit'} · {each.id}", each)
        for each in sorted(exercises.values(), key=lambda each: each.name)
    ]
    app.push_screen(Find("Which exercise?", entries), insert)


def insert_step(area: TomlArea, exercise: Exercise) -> None:
    """The step goes in as one edit, to be taken back as one; the cursor to its dose, which one changes first."""
    line, step = with_step(area.text, exercise, area.cursor_location[0])
    place = (line, 0) if line < area.document.line_count else area.document.end
    area.insert(step, place, maintain_selection_offset=False)
    before_dose = step[: step.index("\n", step.index("exercise =")) + 1]
    area.move_cursor((place[0] + before_dose.count("\n"), 0), center=True)
