"""The line that names sources; an address in it is a link, if the terminal supports links.

Left out: which terminals links are sent to (``terminal.links``).
"""

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style

from coach.system.addresses import with_addresses

_DIM = Style(dim=True)


def from_sources(before: str, sources: Sequence[str], after: str = "") -> Content:
    """Return ``before``, the sources and ``after``, dimmed."""
    parts = with_addresses(f"{before}{', '.join(sources)}{after}")
    return Content.assemble(*((part, Style(dim=True, link=address) if address else _DIM) for part, address in parts))
