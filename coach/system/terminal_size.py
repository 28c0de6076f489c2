"""The sizes at which the app can be drawn. A terminal, or a program that poses as one, may report any size."""

LEAST, MOST = (10, 3), (400, 150)
"""Columns and rows."""
USUAL = (80, 24)


def clamped(columns: int, rows: int) -> tuple[int, int]:
    """The nearest size that can be drawn. 0 means unknown."""
    return (
        min(max(columns or USUAL[0], LEAST[0]), MOST[0]),
        min(max(rows or USUAL[1], LEAST[1]), MOST[1]),
    )
