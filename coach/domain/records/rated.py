"""What matters to a runner and how well it goes, as a measure holds it; what is not answered is not there."""

from msgspec import Struct


class Rated(Struct, frozen=True, forbid_unknown_fields=True):
    """How well something goes that the runner named in their own words: 0 not at all … 10 as ever."""

    name: str
    value: int
