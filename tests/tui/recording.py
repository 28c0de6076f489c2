"""A terminal in memory for an app: what the app sends is kept, and can be read through pyte."""

import pyte
from pyte.screens import Char
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.driver import Driver
from textual.events import Resize
from textual.geometry import Size

MODES = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
"""Of the environment, so that an app takes it for a terminal with all colours."""


class Recorder(Driver):
    """Keeps what is written. Use it as an app's ``driver_class``, and run the app with ``headless=False``."""

    sent = ""
    screen: pyte.Screen | None = None

    def write(self, data: str) -> None:
        """Keep it, and show it."""
        self.sent += data
        if self.screen is None or (self.screen.columns, self.screen.lines) != self._app.size:
            self.screen = pyte.Screen(*self._app.size)
        _feed(self.screen, data)

    def start_application_mode(self) -> None:
        """Tell the app its size."""
        size = Size(*(self._size or (80, 24)))
        self.send_message(Resize(size, size))

    def stop_application_mode(self) -> None:
        """Nothing to restore."""

    def disable_input(self) -> None:
        """There is none."""


def recorder(app: App[object]) -> Recorder:
    """The terminal of an app that runs."""
    driver = app._driver
    assert isinstance(driver, Recorder)
    return driver


def differences(app: App[object]) -> list[str]:
    """Where the terminal does not show what Textual would draw of the whole screen now."""
    app.screen._on_timer_update()  # what waits for the next sixtieth of a second on a real clock is sent at once
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, LayoutUpdate)
    shown, wanted = recorder(app).screen, pyte.Screen(*app.size)
    assert shown
    _feed(wanted, update.render_segments(app.console))
    return [
        f"{x},{y}: {shown.buffer[y][x]} instead of {wanted.buffer[y][x]}"
        for y in range(app.size.height)
        for x in range(app.size.width)
        if _look(shown.buffer[y][x]) != _look(wanted.buffer[y][x])
    ]


def _feed(screen: pyte.Screen, data: str) -> None:
    # As a terminal's line discipline does. Of titles on their stack pyte knows nothing.
    pyte.Stream(screen).feed(data.replace("\n", "\r\n").replace("\x1b[22;0t", "").replace("\x1b[23;0t", ""))


def _look(cell: Char) -> tuple[object, ...]:
    """All of a cell; of a blank one the background alone can be seen."""
    return (cell.bg,) if cell.data == " " else tuple(cell)
