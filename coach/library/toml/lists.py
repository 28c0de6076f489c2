"""Lists in a file, of values and of tables: bounded in length, with every item that is no table reported."""

from typing import Any

from coach.library.toml.checker import Table, as_list, shown_value


def list_of(value: object, table: Table, key: str, most: int) -> list[Any] | None:
    """The value as a list of at most ``most`` items, or None with the problem reported."""
    if type(value) is not list:
        table.wrong(key, f"must be a list in [ ]{as_list(key, value)}, got {shown_value(value)}")
    elif len(value) > most:
        table.wrong(key, f"must have at most {most} items, got {len(value):,}")
    else:
        return value
    return None


def tables_in(value: object, table: Table, key: str, most: int, header: str) -> list[tuple[int, dict[str, Any]]] | None:
    """The tables of a list, each with its index from 0, at most ``most``; ``header``: ``[[step]]``, for messages."""
    if type(value) is not list:
        hint = "it has two brackets" if type(value) is dict else f"got {shown_value(value)}"
        table.wrong(key, f"must be written as {header}: {hint}")
        return None
    if len(value) > most:
        table.wrong(key, f"must be at most {most} times in the file, got {len(value):,}", most)
    right = []
    for index, item in enumerate(value[:most]):
        if type(item) is dict:
            right.append((index, item))
        else:
            table.wrong(key, f"must be a table {header}, got {shown_value(item)}", index)
    return right
