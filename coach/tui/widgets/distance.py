"""A question answered by a distance in the runner's units: typed, with decimals, and taken by Enter."""

from coach.domain.records.distance import Units, distance_in_words, metres_of
from coach.tui.widgets.number import Number

_SIGNS = {"full_stop": ".", "comma": "."}
_MOST_DIGITS = 6
"""Digits of the longest distance, its hundredths included."""


class Distance(Number):
    """Asks how far it was; ``value`` is in whole metres. Enter with nothing typed skips it."""

    def __init__(self, text: str, units: Units, *, id: str | None = None) -> None:
        super().__init__(text, 0, 0, unit=units.short, id=id)
        self._units = units

    @property
    def value(self) -> int | None:
        """The metres, once Enter has taken them."""
        return self._metres if self._is_closed else None

    def set_value(self, value: object) -> None:
        """Show metres that were given before."""
        shown = distance_in_words(value, self._units).split()[0] if isinstance(value, int) else None
        super().set_value(shown)

    def step(self, by: int) -> None:
        """Add or subtract a tenth of a unit."""
        tenths = max(0, round(float(self._typed or 0) * 10) + by)
        self._type(f"{tenths / 10}")

    def close(self) -> None:
        """Take what was typed; nothing typed skips the question, and what is not a distance is not taken."""
        if not self._typed:
            self.skip()
        elif self._metres is not None:
            self._is_closed, self._skipped = True, False
        self._show()

    def _longer(self, begun: str, key: str) -> str | None:
        """Return the text with a digit or decimal sign added; None if that is not allowed."""
        sign = _SIGNS.get(key, key)
        if not (sign.isdigit() or (sign == "." and "." not in begun)):
            return None
        typed = (begun or "0" if sign == "." else begun) + sign
        whole, _, decimals = typed.partition(".")
        return typed if len(whole) + len(decimals) <= _MOST_DIGITS and len(decimals) <= 2 else None

    @property
    def _metres(self) -> int | None:
        try:
            return metres_of(self._typed.removesuffix("."), self._units) if self._typed else None
        except ValueError:
            return None
