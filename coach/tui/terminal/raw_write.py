"""Writes to the terminal past Textual, between its frames: what Textual has no call for, or would send at length.

The caller must leave the cursor and the colours as they were. Left out: what is written (``title``, ``cell_diff``).
"""

from typing import Any

from textual.app import App


def write_raw(app: App[Any], sequence: str) -> bool:
    """Send a sequence unchanged. False: there is no terminal to send it to."""
    driver = app._driver
    if driver is None or app.is_headless:
        return False
    driver.write(sequence)
    return True
