"""The exercises that a file names: that they are there, and what was meant where they are not."""

from collections.abc import Mapping
from typing import Any

from coach.domain.exercises.exercise import Exercise
from coach.library.toml.checker import Problems, Table
from coach.library.toml.diagnostics import KeyPath, did_you_mean
from coach.library.toml.fields import is_slug
from coach.library.toml.spelling import nearest

MOST_TABLES = 200
"""Of a file with more steps and exercises, only so many are looked at for names."""


def unknown(identity: str, exercises: Mapping[str, Exercise], broken: frozenset[str]) -> str:
    """Why the exercise ``identity`` cannot be used."""
    if identity in broken:
        return f'the exercise "{identity}" cannot be used: its own file has errors'
    guess = did_you_mean(identity, exercises) or f"; add its file first: exercises/{identity}.toml"
    return f'there is no exercise "{identity}"{guess}'


def known_link(
    key: str, identity: str | None, table: Table, exercises: Mapping[str, Exercise], broken: frozenset[str]
) -> str | None:
    """The exercise that ``key`` (easier or harder) names, or None with the problem reported when there is no such."""
    if identity is None or identity in exercises:
        return identity
    table.say(f"{key}: {unknown(identity, exercises, broken)}", key)
    return None


def check_links(table: Table, exercises: Mapping[str, Exercise], broken: frozenset[str]) -> None:
    """The same of an exercise's own table, as far as it names any."""
    for key in ("easier", "harder"):
        name = table.data.get(key)
        if isinstance(name, str) and is_slug(name):
            known_link(key, name, table, exercises, broken)


def hint_names(data: Mapping[str, Any], problems: Problems, exercises: Mapping[str, Exercise]) -> None:
    """Where a broken file names an exercise as the screen does, add its id to what is reported of that."""
    steps, inline = data.get("step"), data.get("exercise")
    tables: list[tuple[KeyPath, Any]] = [((), data)]
    tables += [(("step", index), each) for index, each in enumerate(steps if isinstance(steps, list) else ())]
    tables += [(("exercise", key), each) for key, each in (inline if isinstance(inline, dict) else {}).items()]
    ids = {each.name: each.id for each in exercises.values()} | {identity: identity for identity in exercises}
    for path, table in tables[:MOST_TABLES]:
        for key in ("exercise", "easier", "harder", "after"):
            said = table.get(key) if isinstance(table, dict) else None
            if isinstance(said, str) and not is_slug(said):
                meant = nearest(said, ids)
                problems.hint((*path, key), f' (did you mean "{ids[meant]}"?)' if meant else "")
