"""The line that says where something comes from; an address in it is a link, where the terminal takes links.

Left out: to which terminals links are sent (``terminal.links``).
"""

from collections.abc import Sequence

from textual.content import Content
from textual.style import Style

from coach.system.addresses import with_addresses

_DIM = Style(dim=True)


def from_sources(before: str, sources: Sequence[str], after: str = "") -> Content:
    """``before``, the sources, ``after``; quiet."""
    parts = with_addresses(f"{before}{', '.join(sources)}{after}")
    return Content.assemble(*((part, Style(dim=True, link=address) if address else _DIM) for part, address in parts))
