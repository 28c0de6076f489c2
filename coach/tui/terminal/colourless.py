"""Output for a runner who wants no colours (NO_COLOR): no colour codes, and what is highlighted in reverse video.

Textual turns colours into greys, which are still colours. Here their codes are removed. Where the contrast is the
reverse of the theme's, as in the highlighted line of a list (dark on light in a dark theme), reverse video is used.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver

_SGR = r"\x1b\[([0-9;:]*)m"
_REVERSE = "7"
_EXTENDED = ("38", "48", "58")
"""Foreground, background and underline; each is followed by a palette index (5) or three components (2)."""
_LENGTH = {"5": 3, "2": 5}
_NONE, _INK, _GROUND, _OTHER = "", "ink", "ground", "other"
Parts = tuple[str, ...]


def in_no_colours(driver: "type[Driver]", app: "App[int]") -> "type[Driver]":
    """Return the driver, with colours removed from its output where the runner wants none."""
    if not app.no_color:
        return driver

    class Colourless(driver):  # type: ignore[misc, valid-type]
        def write(self, data: str) -> None:
            super().write(without_colours(data, dark=app.current_theme.dark))

    return Colourless


def without_colours(data: str, *, dark: bool) -> str:
    """Return ``data`` without colour codes. ``dark``: letters are normally lighter than their background."""
    if "\x1b[" not in data:
        return data
    return re.sub(_SGR, lambda found: _plain(found[1], dark), data)


def _plain(codes: str, dark: bool) -> str:
    if not codes:
        return "\x1b[m"
    kept: list[str] = []
    ink = ground = None
    for parts in _parameters(codes):
        kind, lightness = _colour(parts)
        if kind == _NONE:
            kept.append(parts[0])
        elif kind == _INK:
            ink = lightness
        elif kind == _GROUND:
            ground = lightness
    if ink is not None and ground is not None and _REVERSE not in kept and (ink < ground) is dark:
        kept.append(_REVERSE)
    return f"\x1b[{';'.join(kept)}m" if kept else ""


def _parameters(codes: str) -> Iterator[Parts]:
    """Yield each attribute; one that consists of several numbers is kept together."""
    numbers = codes.split(";")
    while numbers:
        length = 1
        if numbers[0] in _EXTENDED and len(numbers) > 1:
            length = _LENGTH.get(numbers[1], 2)
        yield tuple(numbers[:length])
        numbers = numbers[length:]


def _colour(parts: Parts) -> tuple[str, float | None]:
    """Return which colour this sets, if any, and its lightness, 0 to 255, or None if unknown."""
    first = parts[0].partition(":")[0]
    number = int(first) if first.isdecimal() else 0
    if number in (38, 48):
        return (_INK if number == 38 else _GROUND), _lightness(parts[1:])
    if number in (39, 49, 58, 59):
        return _OTHER, None
    for kind, begin, palette in ((_INK, 30, 0), (_GROUND, 40, 0), (_INK, 90, 8), (_GROUND, 100, 8)):
        if begin <= number < begin + 8:
            return kind, _lightness(("5", str(number - begin + palette)))
    return _NONE, None


def _lightness(parts: Parts) -> float | None:
    """The lightness of a palette colour or of three components; None if invalid. Source: ITU-R BT.601."""
    from rich._palettes import EIGHT_BIT_PALETTE

    try:
        if parts[0] == "5":
            red, green, blue = EIGHT_BIT_PALETTE[int(parts[1]) % 256]
        else:
            red, green, blue = (int(part) for part in parts[1:4])
    except (ValueError, IndexError):
        return None
    return 0.299 * red + 0.587 * green + 0.114 * blue
