"""The baseline: the smallest Textual app, one Static; with ``--ticking`` a line in it that changes every second."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "One Static."


class Bare(App[None]):
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Static(READY)

    def on_mount(self) -> None:
        if "--ticking" in sys.argv:
            self._seconds = 0
            self.set_interval(1, self._tick)

    def _tick(self) -> None:
        self._seconds += 1
        self.query_one(Static).update(f"{self._seconds} s")


if __name__ == "__main__":
    Bare().run()
