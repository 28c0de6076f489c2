"""Desktop notifications by the terminal: a session or a long rest is over, and the window is not focused.

Only in terminals known to support them; over SSH only where the runner has turned them on.
"""

from coach.system.terminal_kind import notification
from coach.tui.base.app_base import AppBase
from coach.tui.base.telling import may_be_told
from coach.tui.terminal.program import environ_of
from coach.tui.terminal.raw_write import write_raw

TITLE = "Coach"
LONG_REST_S = 45
"""A rest of at least this many seconds is long enough to look at another window."""


def call_attention(app: AppBase, text: str) -> None:
    """Notify, unless the window has the focus. ``text`` comes from the coach, or has no control characters."""
    if app.app_focus or not may_be_told(app):
        return
    sequence = notification(environ_of(app), TITLE, text)
    if sequence is not None:
        write_raw(app, sequence)
