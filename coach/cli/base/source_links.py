"""The line of sources, as the commands print it: addresses are links in a terminal that supports them."""

import os
import sys
from collections.abc import Sequence

from rich.text import Text

from coach.cues.terminal_place import is_remote
from coach.system.addresses import with_addresses
from coach.system.guest import is_guest
from coach.system.terminal_kind import takes_links


def sources_text(sources: Sequence[str], style: str = "") -> Text:
    """Return the line of sources. Without links in a pipe, over SSH or for a guest: nobody there asked for them."""
    words = f"Sources: {', '.join(sources)}"
    if not (sys.stdout.isatty() and takes_links(os.environ)) or is_guest() or is_remote(os.environ):
        return Text(words, style)
    parts = with_addresses(words)
    return Text.assemble(*((part, f"{style} link {address}" if address else style) for part, address in parts))
