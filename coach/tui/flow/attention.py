"""What the terminal's desktop is told, and when: a session or a long rest is over, and nobody looks at the window.

Only in terminals that are known to have it; over SSH only where the runner has chosen it.
"""

from coach.system.terminal_kind import notification
from coach.tui.base.app_base import AppBase
from coach.tui.base.telling import may_be_told
from coach.tui.terminal.program import environ_of
from coach.tui.terminal.raw_write import write

TITLE = "Coach"
LONG_REST_S = 45
"""A rest of so long is one in which another window may be looked at."""


def call_attention(app: AppBase, text: str) -> None:
    """Tell, unless the window has the focus. ``text`` comes from the coach, or is rid of control characters."""
    if app.app_focus or not may_be_told(app):
        return
    sequence = notification(environ_of(app), TITLE, text)
    if sequence is not None:
        write(app, sequence)
