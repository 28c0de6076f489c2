"""Reads a text while it is edited: what is wrong with it, and what to preview. No Textual.

While the text cannot be used, the last usable one is previewed, with a note that says so.
"""

from collections.abc import Sequence

from coach.domain.exercises.caps import Caps
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.course import Course
from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Routine
from coach.domain.planning.plan import Plan
from coach.domain.teaching.lessons import Card
from coach.library.drafts.completion import meaning_at
from coach.library.drafts.own_copy import OwnFile
from coach.library.shelf.library import Shelf
from coach.library.shelf.trial import Trial, trial
from coach.library.toml.diagnostics import Diagnostic, has_errors
from coach.library.toml.invisible import hidden
from coach.library.toml.outline import outline_of
from coach.services.training import Training
from coach.tui.widgets.preview import Preview

_NO_TOML = "As it was: this is no TOML just now."
_WRONG = "As it was, before the errors below."
_NOTHING = "Mend the errors below, and what it becomes stands here."


class Proof:
    """Reads successive versions of the text of one file."""

    def __init__(self, shelf: Shelf, file: OwnFile, training: Training) -> None:
        self._shelf = shelf
        self._file = file
        self._training = training
        self._outline = outline_of("")
        self._known = Trial(catalogue=training.catalogue)
        self._exercise: Exercise | None = None
        self._cards: tuple[Card, ...] = ()
        self.text: str | None = None
        """The text that was read last."""
        self._course: Course | None = None
        self._made: tuple[Routine, tuple[Exercise, ...], Caps] | None = None
        self._plan: Plan | None = None
        self._minutes = 0
        self._note = ""
        self.problems: Sequence[Diagnostic] = ()
        """All problems of the text that was read last, in its order."""
        self._begin()

    def read(self, text: str) -> None:
        """Read this text, and set ``problems``."""
        tried = trial(self._shelf, self._file.path, text)
        found = (*tried.diagnostics, *hidden(self._file.path, text))
        self.problems = sorted(found, key=lambda each: (each.line, each.column, each.severity))
        self._outline = outline_of(text)
        self.text = text
        if tried.lessons is not None:
            self._cards = tried.lessons.cards
        if tried.parsed:
            self._known = tried
        if tried.routine is not None:
            self._make(tried.routine, tried.catalogue)
        if tried.exercise is not None:
            self._exercise = tried.exercise
        if tried.course is not None:
            self._course = tried.course
        self._note = self._why_not(tried)

    def meaning(self, line: int, column: int) -> tuple[str, str] | None:
        """Return the key at a place, counted from 0, and its meaning; None where there is no key."""
        if line >= len(self._outline.lines):
            return None
        return meaning_at(self._outline, line, column, self._file.kind)

    def preview(self, line: int) -> Preview:
        """Return what to preview while the cursor is in this line, counted from 0."""
        pose = self._outline.at(line).pose
        if self._file.kind == "exercise":
            return Preview(exercise=self._exercise, note=self._note, pose=pose)
        if self._file.kind == "lessons":
            return Preview(card=self._card_at(line), note=self._note, pose=pose)
        if self._file.kind == "course":
            names = {routine.id: routine.name for routine in self._known.catalogue.routines.values()}
            return Preview(course=self._course, names=names, note=self._note)
        here = None if self._note else self._step_at(line)
        name = self._outline.exercise_at(line)
        exercise = self._known.exercise_of(name) if name else None
        if exercise is None and self._plan is not None and self._plan.steps:
            exercise = self._plan.steps[0].exercise
        return Preview(self._plan, self._minutes, here, exercise, note=self._note, pose=pose)

    def _step_at(self, line: int) -> int | None:
        """Return the index of the plan's step at the cursor; in a routine that extends another, by the exercise."""
        block, plan = self._outline.at(line), self._plan
        if plan is None or plan.extends is None:
            return self._place_of(block.step)
        name = self._outline.exercise_at(line)
        places = [number for number, step in enumerate(plan.steps) if step.exercise.id == name]
        return places[min(block.place, len(places)) - 1] if places else None

    def _place_of(self, step: int | None) -> int | None:
        """Return the index in the plan of a step of the text; the plan may have its parts in another order."""
        order = self._known.order
        return order.index(step) if step is not None and step in order else step

    def _card_at(self, line: int) -> Card | None:
        """Return the card at the cursor; before the first card, the first."""
        above = self._outline.lines[: line + 1]
        number = sum(each.strip().startswith("[[card]]") for each in above)
        return self._cards[min(max(number, 1), len(self._cards)) - 1] if self._cards else None

    @property
    def is_usable(self) -> bool:
        """Whether the text has no errors."""
        return not has_errors(self.problems)

    def _begin(self) -> None:
        """Before the first read, preview the version in use."""
        in_use, identity = self._training.catalogue, self._file.path.stem
        if self._file.kind == "exercise":
            self._exercise = in_use.exercises.get(identity)
        elif self._file.kind == "course":
            self._course = in_use.courses.get(identity)
        elif identity in in_use.routines:
            self._make(in_use.routines[identity], in_use)

    def _make(self, routine: Routine, catalogue: Catalogue) -> None:
        """Make the plan of a routine, if the routine has changed."""
        made = routine, tuple(catalogue.exercises[step.exercise] for step in routine.steps), catalogue.caps
        if made != self._made:
            self._made = made
            self._plan, self._minutes = self._training.today.preview(catalogue, routine.id)

    def _why_not(self, tried: Trial) -> str:
        if any(each is not None for each in (tried.routine, tried.exercise, tried.course, tried.lessons)):
            return ""
        if all(each is None for each in (self._plan, self._exercise, self._course)) and not self._cards:
            return _NOTHING
        return _WRONG if tried.parsed else _NO_TOML
