"""Finds the routine that a runner means by what they typed."""

from collections.abc import Sequence

from coach.domain.exercises.routine import Routine


def matching(routines: Sequence[Routine], line: str) -> list[Routine]:
    """The routines that match a number of the list, an id, a name, or a part of one."""
    word = line.lower()
    if word.isascii() and word.isdigit() and len(word) < 4:
        return list(routines[int(word) - 1 : int(word)]) if int(word) else []
    whole = [routine for routine in routines if word in (routine.id, routine.name.lower())]
    return whole or [routine for routine in routines if word in routine.name.lower() or word in routine.id]
