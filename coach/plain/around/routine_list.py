"""The list of routines in plain mode: those allowed today, then the others with the reason; and which one is meant."""

from collections.abc import Iterator, Sequence

from coach.domain.exercises.routine import Routine
from coach.domain.listing import counted
from coach.domain.planning.plan import why_empty
from coach.domain.today.refusal_words import in_two_words
from coach.services.training import Training


def numbered_routines(training: Training) -> list[Routine]:
    """The routines by name, as they are numbered; those that are not allowed today come last."""

    def place(routine: Routine) -> tuple[bool, str]:
        return training.today.refused(routine.id) is not None, routine.name.lower()

    return sorted(training.catalogue.routines.values(), key=place)


def routine_lines(training: Training) -> Iterator[str]:
    """A line for each: number, name, length, kind, equipment; "Not today" before those that are not allowed."""
    said = False
    for number, routine in enumerate(numbered_routines(training), 1):
        refused = training.today.refused(routine.id)
        if refused is not None and not said:
            said = True
            yield "Not today:"
        kit = ", ".join(training.catalogue.kit(routine)) or "no kit"
        plan = training.today.plan(routine.id)
        minutes = training.today.minutes_as_begun(plan)
        length = counted(minutes, "minute") if minutes else why_empty(plan)
        facts = ", ".join(filter(None, (length, routine.kind, kit)))
        why = f" Not today: {in_two_words(refused)}." if refused is not None else ""
        yield f"{number}. {routine.name}: {facts}.{why}"


def matching(routines: Sequence[Routine], line: str) -> list[Routine]:
    """The routines that match a number of the list, an id, a name, or a part of one."""
    word = line.lower()
    if word.isascii() and word.isdigit() and len(word) < 4:
        return list(routines[int(word) - 1 : int(word)]) if int(word) else []
    whole = [routine for routine in routines if word in (routine.id, routine.name.lower())]
    return whole or [routine for routine in routines if word in routine.name.lower() or word in routine.id]
