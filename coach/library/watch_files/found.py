"""What a file of a watch comes to: the outings found in it, or a sentence why there are none."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct, field

from coach.domain.records.distance import Units
from coach.domain.records.outings import Outing, Way


class NoOutingsError(Exception):
    """The file holds none that can be read. Its text is for the runner: what is wrong, and what to do."""


class FileChoices(Struct, frozen=True):
    """What a file may leave open: the ``zone`` of times without one, and the ``units`` of distances without any.

    ``zone`` gives a naive time the runner's own offset on that day. ``units`` None: not said. ``way``: what that was of
    which it does not say so.
    """

    zone: Callable[[datetime], datetime]
    units: Units | None = None
    own_units: Units = Units.METRIC
    way: Way | None = None


class Outings(Struct, frozen=True):
    """What was found. ``others``: how many of each other kind were left; ``wrong``: what could not be read, in words.

    ``source``: what the file is, in words.
    """

    source: str
    found: tuple[Outing, ...]
    others: dict[str, int] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()
