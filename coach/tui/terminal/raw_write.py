"""Writes to the terminal past Textual, between its own frames: what it has no call for, or could only say at length.

Whoever writes leaves the cursor and the colours as they were. Left out: what is written (``title``, ``cell_diff``).
"""

from typing import Any

from textual.app import App


def write(app: App[Any], sequence: str) -> bool:
    """Send a sequence as it is. False: there is no terminal to send it to."""
    driver = app._driver
    if driver is None or app.is_headless:
        return False
    driver.write(sequence)
    return True
