"""The sizes of a terminal that can be drawn. A terminal, or who plays one, may claim any."""

LEAST, MOST = (10, 3), (400, 150)
"""Columns and rows."""
USUAL = (80, 24)


def clamped(columns: int, rows: int) -> tuple[int, int]:
    """A size that can be drawn. 0 means that nobody knows."""
    return (
        min(max(columns or USUAL[0], LEAST[0]), MOST[0]),
        min(max(rows or USUAL[1], LEAST[1]), MOST[1]),
    )
