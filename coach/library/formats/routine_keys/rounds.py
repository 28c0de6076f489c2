"""The ``[round.a]`` tables of a routine, and their demand on its steps: to be adjacent, and in one part.

Left out: the steps' own keys (``steps``), and what is done when (``domain.session.layout``).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from msgspec import Struct

from coach.domain.exercises.dose import Range
from coach.domain.exercises.routine import Part, Round
from coach.library.formats.dose_keys import DOSE_FIELDS
from coach.library.toml.checker import Field, Problems, Table, shown_value
from coach.library.toml.diagnostics import did_you_mean
from coach.library.toml.fields import SLUG_PATTERN, Schema, Slug, is_slug, table_schema

MAX_ROUNDS = 20
DEFAULT_ROUND_REST_S = 60
"""Seconds from one round to the next, by default."""

ROUND_FIELDS: Mapping[str, Field] = {"times": DOSE_FIELDS["sets"], "rest": DOSE_FIELDS["rest"]}
"""The keys of a ``[round.a]``."""
ROUND_REQUIRED = ("times",)

StepTable = tuple[Table, dict[str, Any]]
"""A step: the cursor over it, and its values."""


class Turns(Struct, frozen=True):
    """A round as its table gives it: how often, and the seconds of rest between."""

    times: Range
    rest: int = DEFAULT_ROUND_REST_S


class Rounds:
    """The ``[round.a]`` tables, as their values by id; None for a wrong one."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        tables = {"patternProperties": {SLUG_PATTERN: table_schema(ROUND_FIELDS, ROUND_REQUIRED)}}
        return {"type": "object", "maxProperties": MAX_ROUNDS, **tables, "additionalProperties": False}

    def read(self, value: object, table: Table, key: str) -> dict[str, Turns | None]:
        """The rounds."""
        if type(value) is not dict:
            named = ', and round = "a" in each of its steps' if isinstance(value, str) else ""
            table.wrong(key, f"must be written as a table with the round's name, such as [round.a]{named}")
            return {}
        if ROUND_FIELDS.keys() & value.keys() and not any(isinstance(each, dict) for each in value.values()):
            table.say('the round needs a name: write [round.a], and round = "a" in each of its steps', key)
            return {}
        if len(value) > MAX_ROUNDS:
            table.wrong(key, f"must be at most {MAX_ROUNDS} rounds, got {len(value):,}")
        return {identity: _turns(identity, data, table, key) for identity, data in islice(value.items(), MAX_ROUNDS)}


def _turns(identity: str, data: object, table: Table, key: str) -> Turns | None:
    if not is_slug(identity):
        Slug().read(identity, table.inside(key, {}), identity)
        return None
    if type(data) is not dict:
        how = "with one pair of brackets" if isinstance(data, list) else "as a table"
        table.say(f'round "{identity}" must be written {how}: [round.{identity}]', key, identity)
        return None
    own = {name: each for name, each in data.items() if name != "sets"}
    inner = Table(own, table.problems, (key, identity), f"round {identity}")
    if "sets" in data:
        inner.say("how many rounds there are says times: write times in place of sets", "sets")
    values = inner.read(ROUND_FIELDS, ROUND_REQUIRED if "sets" not in data else ())
    return Turns(values["times"], values.get("rest", DEFAULT_ROUND_REST_S)) if "times" in values else None


class RoundName(Slug):
    """The name of a round, which must be text even if it is a number."""

    def read(self, value: object, table: Table, key: str) -> str | None:
        """The name as it is."""
        if type(value) is int:
            table.wrong(key, f'must stand in quotes, as in round = "{shown_value(value)}"')
            return None
        return super().read(value, table, key)


def check_rounds(steps: Sequence[StepTable], rounds: Mapping[str, Turns | None], problems: Problems) -> None:
    """Report contradictions between steps, in the order of the file, and rounds."""
    before = problems.errors
    for table, values in steps:
        _check_round(table, values.get("round"), rounds)
    _check_parts(steps)
    if problems.errors == before:
        _check_together(sorted(steps, key=lambda step: rank_of(step[1])))
    if problems.errors:
        return
    used = Counter(values["round"] for _, values in steps if "round" in values)
    for identity, turns in rounds.items():
        if turns is not None:
            _advise(identity, turns, used[identity], problems)


def rank_of(values: Mapping[str, Any]) -> int:
    """The rank of a step's part, by which steps are ordered in a session."""
    part: Part = values.get("part", Part.MAIN)
    return part.rank


def in_round(values: Mapping[str, Any], rounds: Mapping[str, Turns | None]) -> dict[str, Any]:
    """The values of a step, the name of its round replaced by its ``Round`` and the sets that this asks for."""
    turns = rounds.get(values.get("round", ""))
    own = {key: value for key, value in values.items() if key != "round"}
    return own if turns is None else {**own, "round": Round(values["round"], turns.rest), "sets": turns.times}


def _check_round(table: Table, name: str | None, rounds: Mapping[str, Turns | None]) -> None:
    if "round" in table.data and "sets" in table.data:
        here = f"[round.{name}]" if name in rounds else "its [round.a]"
        table.say(f"sets and round do not go together: how many rounds there are says times in {here}", "sets")
    if name is not None and name not in rounds and ("round",) not in table.problems.meant:
        more = did_you_mean(name, rounds) or f"; add the table [round.{name}], with times = 2 in it"
        table.say(f'there is no round "{name}"{more}', "round")


def _check_parts(steps: Sequence[StepTable]) -> None:
    """Report steps in another part of the session than the first step of their round."""
    parts: dict[str, Part] = {}
    for table, values in steps:
        if "round" not in values:
            continue
        name, part = values["round"], values.get("part", Part.MAIN)
        if (first := parts.setdefault(name, part)) is not part:
            message = f'round "{name}" must be all in one part: this step is of {part}, its first of {first}'
            table.say(message, "part" if "part" in table.data else "round")


def _check_together(steps: Sequence[StepTable]) -> None:
    """Report steps that are not next to the others of their round."""
    seen: set[str] = set()
    for name, group in groupby(steps, key=lambda step: step[1].get("round")):
        if name in seen and name is not None:
            table, _ = next(group)
            table.say(f'the steps of round "{name}" must stand together: move this one up to the others', "round")
        seen.add(name or "")


def _advise(identity: str, turns: Turns, used: int, problems: Problems) -> None:
    """Warn of a round without steps, or with a single one, and of a step for times."""
    if not used:
        problems.add(("round", identity), f'no step is done in round "{identity}"', "warning")
    elif used == 1:
        message = f'round "{identity}" has one step: write sets in that step in place of round'
        problems.add(("round", identity), message, "warning")
    if turns.times.step != 1:
        problems.add(("round", identity, "times"), "times.step has no effect: rounds grow one by one", "warning")
