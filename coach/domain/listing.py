"""Words as people list them. At the bottom of the house, as every floor says such lists."""

from collections.abc import Iterable, Sequence


def listed(words: Iterable[str], last: str = "and") -> str:
    """All of them: ``a, b and c``; of none: nothing. ``last``: what stands before the last one."""
    *first, end = tuple(words) or ("",)
    return f"{', '.join(first)} {last} {end}" if first else end


def few_listed(words: Sequence[str], most: int, between: str = ", ") -> str:
    """The first ``most`` of them, and how many there are besides: ``a, b and 3 more``."""
    more = len(words) - most
    end = " and" if between == ", " else f"{between.rstrip()} and"  # "a, not b and 1 more" would be read as one
    return between.join(words) if more <= 0 else f"{between.join(words[:most])}{end} {more} more"
