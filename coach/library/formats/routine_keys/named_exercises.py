"""Checks that the exercises that a file names exist, and suggests which one was meant if not."""

from collections.abc import Mapping
from typing import Any

from coach.domain.exercises.exercise import Exercise
from coach.library.toml.checker import Problems, Table
from coach.library.toml.diagnostics import KeyPath, did_you_mean
from coach.library.toml.fields import is_slug
from coach.library.toml.spelling import nearest

MOST_TABLES = 200
"""The most steps and exercises of a file that are checked for names."""


def why_unusable(identity: str, exercises: Mapping[str, Exercise], broken: frozenset[str]) -> str:
    """Why the exercise ``identity`` cannot be used."""
    if identity in broken:
        return f'the exercise "{identity}" cannot be used: its own file has errors'
    guess = did_you_mean(identity, exercises) or f"; add its file first: exercises/{identity}.toml"
    return f'there is no exercise "{identity}"{guess}'


def known_link(
    key: str, identity: str | None, table: Table, exercises: Mapping[str, Exercise], broken: frozenset[str]
) -> str | None:
    """The id that ``key`` (easier or harder) names; None, with the problem reported, when there is no such exercise."""
    if identity is None or identity in exercises:
        return identity
    table.say(f"{key}: {why_unusable(identity, exercises, broken)}", key)
    return None


def check_links(table: Table, exercises: Mapping[str, Exercise], broken: frozenset[str]) -> None:
    """Check the easier and harder exercises named in an exercise's own table, which may have errors."""
    for key in ("easier", "harder"):
        name = table.data.get(key)
        if isinstance(name, str) and is_slug(name):
            known_link(key, name, table, exercises, broken)


def hint_names(data: Mapping[str, Any], problems: Problems, exercises: Mapping[str, Exercise]) -> None:
    """Where a broken file uses an exercise's name instead of its id, add the id to what is reported there."""
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
