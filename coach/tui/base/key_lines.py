"""What the keys of a screen do, in sentences taken from its bindings; Help is made of them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from coach.tui.base.app_base import KeyLine
from coach.tui.base.steady import Steady


def key_lines(screen: Screen[Any], *, always: bool = False) -> list[KeyLine]:
    """Return the keys of a screen with their sentences, its own first: bindings with a tooltip, or shown in the footer.

    ``always``: only priority bindings, which no screen or question can keep from working.
    """
    sentences: dict[str, str] = {}
    labels: dict[str, str] = {}
    for binding in _bindings(screen):
        if always and not binding.priority:
            continue
        key = screen.app.get_key_display(replace(binding, key=binding.key.partition(",")[0]))
        if binding.tooltip:
            sentences.setdefault(key, binding.tooltip)
        if binding.tooltip or binding.show:
            labels.setdefault(key, f"{binding.description}.")
    return [(key, sentences.get(key, label)) for key, label in labels.items()]


def _bindings(screen: Screen[Any]) -> Iterator[Binding]:
    """Yield the bindings of the screen's class and its bases, of the focused widget, and of the app."""
    owners: list[type] = [cls for cls in type(screen).__mro__ if issubclass(cls, Steady)]
    if screen.focused is not None:
        owners.append(type(screen.focused))
    for owner in (*owners, type(screen.app)):
        yield from (binding for binding in vars(owner).get("BINDINGS", ()) if isinstance(binding, Binding))
