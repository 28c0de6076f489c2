"""The ``[[stage]]`` tables of a routine of kind run, which make it a programme.

Left out: where a runner stands in it (``domain.rules.stages``), and what its steps must be (``programme_check``).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from coach.domain.exercises.dose import Range
from coach.domain.exercises.routine import RoutineKind
from coach.domain.exercises.stage import Interval, Stage, stage_of_intervals
from coach.domain.rules.numbers import BRISK_WALK, END_WALK_S, WALK_RUN
from coach.domain.rules.programme import RETURN_TO_RUN, is_long, most_after
from coach.library.toml.checker import Field, Table, shown_value
from coach.library.toml.fields import Schema, Text, Whole, table_schema
from coach.library.toml.lists import list_of, tables_in
from coach.library.toml.times import Seconds, seconds_of, time_in_words

MAX_STAGES, MAX_INTERVALS, MAX_TIMES = 60, 30, 50
LONGEST_RUN_S, LONGEST_WALK_S = 4 * 3600, 3600
EXAMPLE = '[["1:30", "1:30"], ["3 min", "3 min"]]'

Staged = tuple[Table, Stage]
"""The cursor over a stage, and the stage."""


class _Intervals:
    """A list of pairs of times: how long to run, and to walk afterwards."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        pair = {"type": "array", "minItems": 2, "maxItems": 2, "items": [_RUN.schema(), _WALK.schema()]}
        return {"type": "array", "minItems": 1, "maxItems": MAX_INTERVALS, "items": pair}

    def read(self, value: object, table: Table, key: str) -> tuple[Interval, ...] | None:
        """The pairs, in seconds."""
        items = list_of(value, table, key, MAX_INTERVALS)
        if items is None:
            return None
        if not items or not any(isinstance(each, list) for each in items):
            table.wrong(
                key, f"must be pairs of a run and the walk after it, as {_as_pairs(items)}, got {shown_value(value)}"
            )
            return None
        pairs = [_pair(each, table, key, number) for number, each in enumerate(items)]
        right = tuple(pair for pair in pairs if pair is not None)
        return right if len(right) == len(pairs) else None


def _as_pairs(items: Sequence[object]) -> str:
    """A flat list of two times as a list of one pair, which was probably meant; else an example."""
    read = [_RUN.seconds(each) for each in items]
    if len(items) == 2 and None not in read:
        return f'[["{time_in_words(read[0] or 0)}", "{time_in_words(read[1] or 0)}"]]'
    return EXAMPLE


class _Time(Seconds):
    """One time of a pair."""

    def seconds(self, value: object) -> int | None:
        """The seconds, if they are within bounds."""
        read = seconds_of(value)
        return read if read is not None and self.low <= read <= self.high else None


_RUN, _WALK = _Time(5, LONGEST_RUN_S), _Time(0, LONGEST_WALK_S)


def _pair(value: object, table: Table, key: str, number: int) -> Interval | None:
    if not isinstance(value, list) or len(value) != 2:
        got = f"{len(value)} times" if isinstance(value, list) else shown_value(value)
        must = 'must be a run and the walk after it, as ["3 min", "90 s"], with 0 for no walk'
        table.wrong(key, f"{must}, got {got}", number)
        return None
    found = [field.seconds(each) for field, each in zip((_RUN, _WALK), value, strict=True)]
    for what, field, each, seconds, place in zip(("run", "walk"), (_RUN, _WALK), value, found, (0, 1), strict=True):
        if seconds is None:
            table.say(f"{key}, item {number + 1}: the {what} {field.complaint(each)}", key, number, place)
    run_s, walk_s = found
    return None if run_s is None or walk_s is None else (run_s, walk_s)


STAGE_FIELDS: Mapping[str, Field] = {
    "name": Text(needed=True),
    "intervals": _Intervals(),
    "times": Whole(1, MAX_TIMES),
}
"""The keys of a ``[[stage]]``."""
STAGE_REQUIRED = ("intervals",)


class Stages:
    """The ``[[stage]]`` tables, in their order."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        stage = table_schema(STAGE_FIELDS, STAGE_REQUIRED)
        return {"type": "array", "minItems": 1, "maxItems": MAX_STAGES, "items": stage}

    def read(self, value: object, table: Table, key: str) -> list[Staged]:
        """The valid stages."""
        stages = []
        for index, data in tables_in(value, table, key, MAX_STAGES, "[[stage]]") or ():
            stage = Table(data, table.problems, (key, index), label=f"stage {index + 1}", subject="name")
            values = stage.read(STAGE_FIELDS)
            if "intervals" not in data:
                stage.say(
                    f'"intervals" is missing: runs, each with the walk after it, as intervals = {EXAMPLE}', "intervals"
                )
            if "intervals" in values:
                made = stage_of_intervals(values["intervals"], values.get("times", 1), values.get("name", ""))
                if made.total_s > LONGEST_RUN_S:
                    stage.say(f"{made.total_s // 60} minutes of running are more than a stage may have", "intervals")
                stages.append((stage, made))
        return stages


def with_end_walks(values: dict[str, Any], top: Table) -> None:
    """Give a programme without steps the usual ones: a walk, its stages, a walk. Changes ``values`` in place."""
    if values.get("step") or "stage" not in top.data:
        return
    walk = {"exercise": BRISK_WALK, "hold": Range.pinned(END_WALK_S), "floor": END_WALK_S}
    steps: list[dict[str, Any]] = [walk, {"exercise": WALK_RUN}, walk]
    values["step"] = [(Table({}, top.problems, ("stage",)), dict(step)) for step in steps]


def check_stages(values: Mapping[str, Any], top: Table) -> None:
    """Report stages in a routine that is not of kind run."""
    if "stage" in values and values.get("kind", RoutineKind.RUN) is not RoutineKind.RUN:
        top.say(f'stages are for running: write kind = "run" in place of "{values["kind"]}"', "kind")


def advise_stages(stages: Sequence[Staged]) -> None:
    """Warn of a stage that grows by more than 10 % and by more than 2 minutes, and of a long run as the first stage."""
    for (_, before), (table, stage) in pairwise(stages):
        if stage.total_s > most_after(before.total_s):
            grown = f"{time_in_words(stage.total_s)} of running after {time_in_words(before.total_s)}"
            message = f"{grown}: that is more than 10 % and more than 2 minutes; a stage between would be kinder"
            table.say(message, "intervals", severity="warning")
    first_s = RETURN_TO_RUN.stage(1).total_s
    if stages and is_long(stages[0][1]) and stages[0][1].total_s > most_after(first_s):
        message = "it begins with a long run: who has not run of late gets it shortened; a stage with walks comes first"
        stages[0][0].say(message, "intervals", severity="warning")


def as_stage(strides: Sequence[Interval]) -> str:
    """Runs and walks as the keys of a stage: ``[[stage]] with intervals = [["1:30", "1:30"]], times = 2``."""
    whole = len(strides)
    sizes = (size for size in range(1, whole + 1) if whole % size == 0)
    size = next(size for size in sizes if [*strides[:size]] * (whole // size) == [*strides])
    pairs = ", ".join(f'["{time_in_words(run_s)}", "{time_in_words(walk_s)}"]' for run_s, walk_s in strides[:size])
    times = f", times = {whole // size}" if whole > size else ""
    return f"[[stage]] with intervals = [{pairs}]{times}"
