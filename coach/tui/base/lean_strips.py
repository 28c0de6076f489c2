"""Rows of text (Textual's strips) that keep no pieces of themselves: a third less of what a session makes in memory.

Each strip has seven caches of its own, empty or nearly so, and there are some 2,000 strips while a session runs. The
pictures that change often are sent past the compositor (``live_picture``), so the caches save no processor time there.
"""

from typing import Any

from textual import strip
from textual.cache import FIFOCache


class _Nothing(FIFOCache[Any, Any]):
    """A cache that keeps nothing, so that one can stand for all."""

    __slots__ = ()

    def set(self, key: object, value: object) -> None:
        """Keep nothing."""

    __setitem__ = set


_nothing = _Nothing(0)


def make_strips_lean() -> None:
    """Give all strips that are made from now on, in this process and those forked from it, one cache that is empty."""
    vars(strip)["FIFOCache"] = _one_for_all


def _one_for_all(_maxsize: int) -> _Nothing:
    return _nothing
