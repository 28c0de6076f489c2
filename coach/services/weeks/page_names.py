"""The pages of the weeks by name, in their order, with their headings: in lines, and as tabs of a screen."""

from collections.abc import Mapping

_PAGES = {
    "calendar": ("Calendar", "Calendar", "Calendar", "Cal"),
    "pain": ("Pain", "Pain", "Pain", "Pain"),
    "doses": ("Doses", "Doses", "Doses", "Dose"),
    "running": ("Running", "Running", "Running", "Run"),
    "with": ("What goes with what", "What goes with what", "With what", "With"),
    "measures": ("What matters to you", "What matters", "What matters", "Me"),
}
"""Of each its heading, and its tab on a wide screen, on a usual one, and on a narrow one."""
PAGES = tuple(_PAGES)
PAGE_HEADS: Mapping[str, str] = {page: heads[0] for page, heads in _PAGES.items()}
WIDE_TABS, USUAL_TABS, NARROW_TABS = (tuple(heads[place] for heads in _PAGES.values()) for place in (1, 2, 3))
