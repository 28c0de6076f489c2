"""The sizes at which the app can be drawn. A terminal, or a program that poses as one, may report any size."""

LEAST_DRAWN, MOST_DRAWN = (10, 3), (400, 150)
"""Columns and rows."""
USUAL = (80, 24)
LEAST_WIDTH, LEAST_HEIGHT = 40, 12
"""The smallest terminal, in columns and rows, that the screens are made for; smaller ones get a sentence."""


def clamped(columns: int, rows: int) -> tuple[int, int]:
    """The nearest size that can be drawn. 0 means unknown."""
    return (
        min(max(columns or USUAL[0], LEAST_DRAWN[0]), MOST_DRAWN[0]),
        min(max(rows or USUAL[1], LEAST_DRAWN[1]), MOST_DRAWN[1]),
    )
