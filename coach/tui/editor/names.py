"""The ids that a file may name, with a few words on each: exercises, routines, cards."""

from collections.abc import Iterable
from typing import TypeVar

from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Routine
from coach.library.drafts.completion import Names
from coach.library.formats.reading import Kind
from coach.services.training import Training

T = TypeVar("T", Exercise, Routine)


def ids_to_name(training: Training, kind: Kind) -> Names:
    """Return the ids that exist now and that a file of this kind may name."""
    if kind == "lessons":
        return {"card": {card.id: card.title for card in training.learning.book.lessons.cards}}
    catalogue = training.catalogue
    return {
        "exercise": {each.id: f"{each.name} · {each.kind}" for each in _by_name(catalogue.exercises.values())},
        "routine": {each.id: f"{each.name} · {each.kind}" for each in _by_name(catalogue.routines.values())},
    }


def _by_name(things: Iterable[T]) -> list[T]:
    return sorted(things, key=lambda each: each.name)
