"""Replaces glyphs that the terminal lacks (``coach.system.glyphs``) in what the app sends to it."""

from typing import TYPE_CHECKING

from coach.system.glyphs import GlyphTable, has_braille_here, signs_here

if TYPE_CHECKING:
    from textual.driver import Driver

__all__ = ["has_braille_here", "in_signs", "signs_here"]


def in_signs(driver: "type[Driver]", signs: GlyphTable | None) -> "type[Driver]":
    """Return the driver, which sends only glyphs that the terminal has."""
    if signs is None:
        return driver

    table = signs

    class Replacing(driver):  # type: ignore[misc, valid-type]
        def write(self, data: str) -> None:
            super().write(data.translate(table))

    return Replacing
