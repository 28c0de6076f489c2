"""How well something that matters to a runner goes, as a measure holds it; what was not answered is absent."""

from msgspec import Struct


class Rated(Struct, frozen=True, forbid_unknown_fields=True):
    """How well something goes, named in the runner's own words: 0 not at all … 10 as ever."""

    name: str
    value: int
