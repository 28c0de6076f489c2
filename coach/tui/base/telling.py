"""Whether the terminal may be told more than what is to be shown: a title, a notice of the desktop."""

import os

from coach.cues.terminal_place import is_remote
from coach.library.formats.settings.settings_file import Notify
from coach.tui.base.app_base import AppBase


def may_be_told(app: AppBase) -> bool:
    """On the runner's own machine, unless they want none; over SSH only where they have chosen it."""
    wish = app.training.settings.notify
    if wish is Notify.HERE:
        return not app.coach.hosted and not is_remote(os.environ)
    return wish is Notify.ON
