"""Whether the terminal may be sent more than what is shown: a window title, a desktop notification."""

import os

from coach.cues.terminal_place import is_remote
from coach.library.formats.settings.settings_file import Notify
from coach.tui.base.app_base import AppBase


def may_be_told(app: AppBase) -> bool:
    """On the runner's own machine yes, unless they turned it off; over SSH only where they turned it on."""
    wish = app.training.settings.notify
    if wish is Notify.HERE:
        return not app.coach.hosted and not is_remote(os.environ)
    return wish is Notify.ON
