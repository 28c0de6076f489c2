"""Chooses the app's colours by the settings, and for the terminal theme by the background that the terminal reports.

At the first start, before anything was set, a light background switches the settings to the light theme, once.
"""

import os
from time import monotonic

from msgspec.structs import replace

from coach.library.formats.settings.settings_file import Settings, Theme
from coach.system.colour_count import FEW, colours_of, is_console
from coach.system.guest import path_in_words
from coach.tui.base.app_base import AppBase
from coach.tui.text.themes import theme_name


class Colours:
    """The colours of an app. ``asked_at``: when the terminal was asked (monotonic seconds); None: no reply is due."""

    def __init__(self, app: AppBase) -> None:
        self._app = app
        self._on_light = False
        self.asked_at: float | None = None

    def theme_of(self, settings: Settings) -> str:
        """Return the name of the theme for these settings, given the terminal's background as far as it is known."""
        few, console = _are_few(), is_console(os.environ)
        return theme_name(settings.theme, settings.contrast, on_light=self._on_light, few=few, console=console)

    def keep(self, settings: Settings) -> None:
        """Write the settings to their file, if there is one; a failure is shown as a notification."""
        path = self._app.coach.settings_path
        if path is None:
            return
        from coach.library.formats.settings.settings_file import save_settings

        try:
            save_settings(path, settings)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._app.notify(
                f"This holds until you leave: {path_in_words(path)} cannot be written ({reason}).", markup=False
            )

    def ask(self) -> None:
        """Ask the terminal for its background, where that matters. After the first frame; nothing waits for a reply."""
        settings, path = self._app.training.settings, self._app.coach.settings_path
        is_first = settings == Settings() and path is not None and not os.path.lexists(path)
        if not _follows_ground(settings) and not (is_first and self._is_here):
            return
        from coach.tui.terminal.ground import ask_for_ground

        if ask_for_ground(self._app):
            self.asked_at = monotonic()

    @property
    def _is_here(self) -> bool:
        from coach.cues.terminal_place import is_remote

        return not self._app.coach.hosted and not is_remote(os.environ)

    def hear(self, reply: str) -> None:
        """Handle a reply of the terminal, if it is the one about the background."""
        from coach.system.terminal_kind import is_light

        light = is_light(reply)
        if light is None or self.asked_at is None:
            return
        self.asked_at, self._on_light = None, light
        settings = self._app.training.settings
        if light and settings == Settings():
            self._app.change_settings(replace(settings, theme=Theme.LIGHT))
        elif _follows_ground(settings):
            self._app.use_looks(settings)


def _are_few() -> bool:
    return colours_of(os.environ) == FEW


def _follows_ground(settings: Settings) -> bool:
    """Whether these settings look different on a light background."""
    return settings.theme is Theme.TERMINAL or (settings.theme is Theme.LIGHT and _are_few())
