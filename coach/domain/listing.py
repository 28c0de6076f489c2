"""Lists and counts as people write them. It is at the bottom of the layers, as all of them need such words."""

from collections.abc import Iterable, Sequence


def listed(words: Iterable[str], last: str = "and") -> str:
    """All words: ``a, b and c``; empty if there are none. ``last``: the word before the last one."""
    *first, end = tuple(words) or ("",)
    return f"{', '.join(first)} {last} {end}" if first else end


def counted(number: int, what: str) -> str:
    """A number with its noun: ``1 day``, ``3 days``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def or_dash(number: int | None) -> str:
    """A number; a dash where it is not known."""
    return "–" if number is None else str(number)


def span(low: int, high: int) -> str:
    """From one number to another: ``4 to 6``; ``4`` where they are the same."""
    return f"{low}" if low == high else f"{low} to {high}"


def capitalised(words: str) -> str:
    """Words as a sentence begins; what follows their first letter stays as it is."""
    return words[:1].upper() + words[1:]


def few_listed(words: Sequence[str], most: int, between: str = ", ") -> str:
    """The first ``most`` words, and how many more there are: ``a, b and 3 more``."""
    more = len(words) - most
    end = " and" if between == ", " else f"{between.rstrip()} and"  # "a, not b and 1 more" would be read as one
    return between.join(words) if more <= 0 else f"{between.join(words[:most])}{end} {more} more"
