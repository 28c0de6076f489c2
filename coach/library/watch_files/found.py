"""The result of reading a watch's file: the outings found in it, or a sentence saying why there are none."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct, field

from coach.domain.records.distance import Units
from coach.domain.records.outings import Outing, Way


class NoOutingsError(Exception):
    """Raised when no outing can be read from a file. Its text is for the runner: what is wrong, and what to do."""


class FileChoices(Struct, frozen=True):
    """How to read what a file leaves open: the ``zone`` of times, and the ``units`` of distances without any.

    ``zone`` converts a time to the runner's zone on that day, and gives a naive time its offset. ``units``: those that
    the runner named for this file, if any; ``own_units``: those of their settings. ``way``: the kind of outing that the
    runner named, for those of which the file gives none.
    """

    zone: Callable[[datetime], datetime]
    units: Units | None = None
    own_units: Units = Units.METRIC
    way: Way | None = None


class Outings(Struct, frozen=True):
    """The outings found. ``others``: the number of activities left out, by kind; ``wrong``: what could not be read.

    ``source``: what the file is, in words.
    """

    source: str
    found: tuple[Outing, ...]
    others: dict[str, int] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()
