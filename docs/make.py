"""Writes the tables of keys in routines.md and of columns in taking-it-along.md anew; ``make docs``."""

from pathlib import Path

from coach.library.formats import csv_tables
from coach.library.formats.reference import fill

HERE = Path(__file__).parent
KEYS, COLUMNS = HERE / "routines.md", HERE / "taking-it-along.md"
BEGIN, END = "<!-- tables: written by make docs -->\n", "<!-- /tables -->"


def with_columns(text: str) -> str:
    """The page with a table for each table."""
    before, _, rest = text.partition(BEGIN)
    parts = []
    for name, columns in csv_tables.TABLES.items():
        rows = [f"| `{column}` | {words} |" for column, words in columns.items()]
        parts.append("\n".join([f"### {name}.csv", "", "| column | what it says |", "|---|---|", *rows, ""]))
    return "\n".join([f"{before}{BEGIN}", *parts, f"{END}{rest.partition(END)[2]}"])


if __name__ == "__main__":
    KEYS.write_text(fill(KEYS.read_text(encoding="utf-8")), encoding="utf-8")
    COLUMNS.write_text(with_columns(COLUMNS.read_text(encoding="utf-8")), encoding="utf-8")
