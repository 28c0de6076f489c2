"""What the keys of a screen do, in sentences taken from its bindings; Help is made of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from textual.actions import parse
from textual.binding import Binding
from textual.screen import Screen

from coach.tui.base.navigation import KeyLine
from coach.tui.base.steady import Steady

AT_OTHER_TIMES = "At other times:"


def key_lines(screen: Screen[Any], *, always: bool = False, also: Sequence[KeyLine] = ()) -> list[KeyLine]:
    """Return the keys of a screen with their sentences, its own first: bindings with a tooltip, or shown in the footer.

    Those that do nothing now come last, below a line without a key, and ``also`` before these. ``always``: only
    priority bindings, which no screen or question can keep from working.
    """
    bindings = [binding for binding in _bindings(screen) if binding.priority or not always]
    now = _sentences(screen, [binding for binding in bindings if always or _works(screen, binding)])
    later = {key: does for key, does in _sentences(screen, bindings).items() if key not in now}
    return [*now.items(), *also, *([("", AT_OTHER_TIMES)] if later else []), *later.items()]


def _works(screen: Screen[Any], binding: Binding) -> bool:
    """Whether a key does something at this moment."""
    owner, name, parameters = parse(binding.action)
    if owner == "app":
        return screen.app.check_action(name, parameters) is not False
    return screen.check_action(name, parameters) is not False


def _sentences(screen: Screen[Any], bindings: list[Binding]) -> dict[str, str]:
    sentences: dict[str, str] = {}
    labels: dict[str, str] = {}
    keys_of = getattr(screen, "keys_of", screen.app.get_key_display)
    for binding in bindings:
        key = keys_of(replace(binding, key=binding.key.partition(",")[0]))
        if binding.tooltip:
            sentences.setdefault(key, binding.tooltip)
        if binding.tooltip or binding.show:
            labels.setdefault(key, f"{binding.description}.")
    return {key: sentences.get(key, label) for key, label in labels.items()}


def _bindings(screen: Screen[Any]) -> Iterator[Binding]:
    """Yield the bindings of the screen's class and its bases, of the focused widget, and of the app."""
    owners: list[type] = [cls for cls in type(screen).__mro__ if issubclass(cls, Steady)]
    if screen.focused is not None:
        owners.append(type(screen.focused))
    for owner in (*owners, type(screen.app)):
        yield from (binding for binding in vars(owner).get("BINDINGS", ()) if isinstance(binding, Binding))
