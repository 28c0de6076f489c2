"""What a runner can learn, how far they have come, and the card that is worth offering now.

The lessons are read when they are first needed: Home's first frame does without them.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from coach.domain.courses.diary import Suggestion
from coach.domain.exercises.exercise import ExerciseKind
from coach.domain.records.entries import Record, Run, Session
from coach.domain.records.plain_data import PlainDataError, from_plain, to_plain
from coach.domain.records.profile import LEARNED_KEY
from coach.domain.rules.light import Light
from coach.domain.rules.numbers import DRILL_THAT_STAYS
from coach.domain.teaching.lessons import NOTHING_LEARNED, Card, Learned, Lessons
from coach.domain.teaching.moments import card_to_offer, is_fresh
from coach.services.known import Known
from coach.services.today import Today
from coach.store.protocol import UnreadError

if TYPE_CHECKING:
    from coach.domain.teaching.quiz import Answer, Quiz
    from coach.library.shelf.lesson_shelf import LessonBook, LessonShelf


class Learning:
    """One runner's lessons."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._shelf: LessonShelf | None = None

    # --- what there is ----------------------------------------------------------------------------------------------

    @property
    def book(self) -> "LessonBook":
        """The lessons in use, read once; ``look`` reads what changed."""
        if self._shelf is None:
            return self.look()
        return self._shelf.book

    @property
    def lessons(self) -> Lessons:
        """The cards and questions in use."""
        return self.book.lessons

    def look(self) -> "LessonBook":
        """Read the lessons from their files as they are now."""
        from coach.library.shelf.lesson_shelf import LessonShelf  # imported late, for a fast start

        layers = self._known.lesson_layers()
        if self._shelf is None or self._shelf.layers != layers:
            self._shelf = LessonShelf(layers, self._known.lessons_kept)
        return self._shelf.refresh()

    def has_changed(self) -> bool:
        """Whether a lesson file changed since the lessons were read; False if they were not read yet."""
        if self._shelf is None:
            return False
        return self._shelf.layers != self._known.lesson_layers() or self._shelf.has_changed()

    # --- how far it is ----------------------------------------------------------------------------------------------

    def learned(self) -> Learned:
        """What was read, passed and answered so far."""
        return stored_learning(self._known.store.read(LEARNED_KEY))

    def read(self, card: Card) -> None:
        """Note that a card was read."""
        self._forget(card)
        if card.id not in self.learned().read:
            self._change(lambda now: now.with_read(card.id))

    def passed(self, card: Card) -> None:
        """Note that a card was offered, and the runner did something else."""
        self._forget(card)
        self._change(lambda now: now.with_passed(card.id))

    def answered(self, answer: "Answer") -> None:
        """Note that a question was answered."""
        self._change(lambda now: now.with_answer(answer.question.id, right=answer.is_right))

    def add(self, learned: Learned) -> None:
        """Add what was learned elsewhere, from an export; what was answered here stays."""
        self._change(lambda now: now.joined(learned))

    def quiz(self) -> "Quiz":
        """The next round of the quiz."""
        from coach.domain.teaching.quiz import Quiz, next_round

        return Quiz(next_round(self.lessons.questions, self.learned()))

    def _forget(self, card: Card) -> None:
        if self._known.on_offer is not None and self._known.on_offer.id == card.id:
            self._known.on_offer = None

    def _change(self, change: Callable[[Learned], Learned]) -> None:
        self._known.store.change(LEARNED_KEY, lambda kept: to_plain(change(stored_learning(kept))))

    # --- at its moment ----------------------------------------------------------------------------------------------

    def look_for_offer(self, due: Suggestion | None = None) -> Card | None:
        """Compute the card that Home offers from now on, and remember it."""
        self._known.on_offer = self.offer(due)
        return self._known.on_offer

    def offer(self, due: Suggestion | None = None) -> Card | None:
        """The card that is worth offering now, or None. ``due``: today's suggestion, if it is already known."""
        try:
            return card_to_offer(_Now(self._known, due), self.learned(), lambda: self.lessons)
        except UnreadError:  # nothing may be computed from a history that cannot be read
            return None


def stored_learning(kept: object | None) -> Learned:
    """What was stored about learning; nothing, where it cannot be read."""
    if kept is None:
        return NOTHING_LEARNED
    try:
        return from_plain(Learned, kept)
    except PlainDataError:
        return NOTHING_LEARNED


class _Now:
    """The present situation, each part computed when it is asked for. Implements ``Situation``."""

    def __init__(self, known: Known, due: Suggestion | None) -> None:
        self._known, self._due = known, due
        self._time = known.clock.now()

    @property
    def is_locked(self) -> bool:
        """Whether training is locked, a clinician should be seen, or something on record cannot be read."""
        standing = self._known.standing()
        unread = self._known.recent().unreadable
        return standing.lock.is_on or standing.asks_for_clinician(self._time) or bool(unread)

    @cached_property
    def last(self) -> Record | None:
        """The last session or run, if it is fresh; else None."""
        done = (entry for entry in reversed(self._known.recent().entries) if isinstance(entry, Session | Run))
        last = next((entry for entry in done if entry.at <= self._time), None)
        return last if last is not None and is_fresh(last, self._time) else None

    @cached_property
    def light(self) -> Light:
        """The light of that record."""
        if self.last is None:
            return Light.NONE
        known = self._known
        verdict = known.replays.verdict(known.catalogue, known.recent(), self.last)
        return verdict.light if verdict is not None else Light.NONE

    @property
    def is_first_amber(self) -> bool:
        """Whether the last record is the first that was amber."""
        standing = self._known.standing()
        return standing.first_amber == standing.number

    @property
    def running_opens(self) -> bool:
        """Whether running becomes possible for a runner who did not run at the start, and who has not run yet."""
        start, run = self._known.recent().start, self._known.standing().run
        if start.run_minutes is not None or start.own_runs or run.runs:
            return False
        return Today(self._known).run_plan().allowed

    @property
    def drill_is_new(self) -> bool:
        """Whether today's routine contains a drill although the runner has never done one."""
        known, catalogue = self._known, self._known.catalogue
        done = known.standing().exercises
        drills = {name for name, each in catalogue.exercises.items() if each.kind is ExerciseKind.DRILL} - {
            DRILL_THAT_STAYS
        }
        if any(name in done and done[name].times for name in drills):
            return False
        due = catalogue.routines.get((self._due or Today(known).suggestion()).routine or "")
        return due is not None and any(step.exercise in drills for step in due.steps)
