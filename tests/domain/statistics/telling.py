"""What the tests of the statistics share: the chronicle of a few entries, each with an id, in the small house."""

from collections.abc import Iterable

from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.fresh_standing import fresh
from coach.domain.planning.planner import steps_from
from coach.domain.planning.replay import replay
from coach.domain.records.entries import Entry
from coach.domain.records.history import NO_START, History, Start
from coach.domain.statistics.chronicle import Chronicle, chronicle
from coach.domain.statistics.doses import DoseLine, doses, trained_routines

from ..builders import HOURS_72, house, programme

HOUSE = house(programme())


def told(entries: Iterable[Entry], start: Start = NO_START, catalogue: Catalogue = HOUSE) -> Chronicle:
    named = [replace(entry, id=entry.id or f"e{number}") for number, entry in enumerate(entries)]
    history = History.of(named, start)
    return chronicle(catalogue, fresh(catalogue, start), history.entries, start)


def lines_of(entries: Iterable[Entry], catalogue: Catalogue = HOUSE) -> dict[tuple[str, int], DoseLine]:
    """The lines of the doses by exercise and slot, as seen 72 h after the last entry."""
    entries = list(entries)
    chapters = told(entries, catalogue=catalogue)
    standing = replay(catalogue, History.of(entries))
    at = chapters.chapters[-1].at + HOURS_72
    plans = {name: steps_from(catalogue, standing, name, at=at) for name in trained_routines(chapters)}
    return {(line.exercise.id, line.slot): line for line in doses(chapters, catalogue, plans)}
