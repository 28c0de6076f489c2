"""A scrolled widget that may grow or shrink inside without a layout of the whole screen.

Textual lays the screen out anew at each other length of what is scrolled. Where the widget stands does not hang on it,
but for whether there are scroll bars.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from textual.geometry import Region
from textual.scroll_view import ScrollView


class OwnLength(ScrollView):
    """What is asked for within ``at_its_length`` is laid out only where that can be seen."""

    _waits = False
    """Something is going on within: a layout that is asked for meanwhile is decided on after it."""
    _was_asked = False

    @contextmanager
    def at_its_length(self, *, is_free: bool = True) -> Iterator[None]:
        """What happens within may give it another length. ``is_free``: its own height does not follow from that."""
        bars = self.scrollbars_enabled
        self._waits, self._was_asked = True, False
        try:
            yield
        finally:
            self._waits = False
            if self._was_asked and is_free and self.scrollbars_enabled == bars:
                self._scroll_update(self.virtual_size)
            elif self._was_asked:
                self.refresh(layout=True)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """As every widget; a layout may have to wait."""
        if self._waits and layout:
            self._was_asked, layout = True, False
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
