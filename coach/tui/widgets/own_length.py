"""A scrolled widget whose content may grow or shrink without a layout of the whole screen.

Textual lays out the screen again at every change of a scrolled widget's length. The widget's own place does not depend
on it, except through whether scroll bars are shown.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from textual.geometry import Region
from textual.scroll_view import ScrollView


class OwnLength(ScrollView):
    """A layout requested within ``at_its_length`` is made only where it would be visible."""

    _waits = False
    """Whether ``at_its_length`` is active: a layout requested meanwhile is decided on at its end."""
    _was_asked = False

    @contextmanager
    def at_its_length(self, *, is_free: bool = True) -> Iterator[None]:
        """A context in which the content's length may change. ``is_free``: the widget's height does not follow it."""
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
        """As every widget, but a layout may be put off."""
        if self._waits and layout:
            self._was_asked, layout = True, False
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
