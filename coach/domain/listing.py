"""Joins words into a list as people write it. It is at the bottom of the layers, as all of them need such lists."""

from collections.abc import Iterable, Sequence


def listed(words: Iterable[str], last: str = "and") -> str:
    """All words: ``a, b and c``; empty if there are none. ``last``: the word before the last one."""
    *first, end = tuple(words) or ("",)
    return f"{', '.join(first)} {last} {end}" if first else end


def few_listed(words: Sequence[str], most: int, between: str = ", ") -> str:
    """The first ``most`` words, and how many more there are: ``a, b and 3 more``."""
    more = len(words) - most
    end = " and" if between == ", " else f"{between.rstrip()} and"  # "a, not b and 1 more" would be read as one
    return between.join(words) if more <= 0 else f"{between.join(words[:most])}{end} {more} more"
