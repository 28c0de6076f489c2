"""The keys of a dose, the same in an exercise's ``[dose]`` and in a routine's ``[[step]]``.

Left out: what a dose means and how it grows (``domain.exercises.dose``).
"""

from collections.abc import Mapping
from typing import Any, Literal

from coach.domain.exercises.dose import HOLD_STEP_S, REPS_STEP, Prescription, Range
from coach.library.toml.checker import Field, Table, shown_value
from coach.library.toml.fields import Schema, Span, Texts
from coach.library.toml.times import TIME_PATTERN, Seconds, TimeSpan, seconds_of

MAX_HOLD: Literal["max"] = "max"
"""``hold = "max"``: as long as form lasts."""

TEMPO_MOST_S = 30


class _Hold(TimeSpan):
    """A range of seconds, or the word ``max``."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {**super().schema(), "pattern": f"^{MAX_HOLD}$|{TIME_PATTERN}"}

    def read(self, value: object, table: Table, key: str) -> Any:
        """The range, or ``MAX_HOLD``."""
        return MAX_HOLD if value == MAX_HOLD else super().read(value, table, key)

    def wanted(self) -> str:
        """A description of the accepted values, for messages."""
        return f'{super().wanted()}, or "{MAX_HOLD}"'


class _Tempo:
    """Seconds up, hold and down: three whole numbers, not all of them 0."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        seconds = Seconds(0, TEMPO_MOST_S).schema()
        return {"type": "array", "minItems": 3, "maxItems": 3, "items": seconds, "not": {"items": {"enum": [0]}}}

    def read(self, value: object, table: Table, key: str) -> tuple[int, int, int] | None:
        """The three numbers."""
        if type(value) is not list or len(value) != 3:
            got = f"{len(value)} items" if type(value) is list else shown_value(value)
            table.wrong(key, f"must be three whole numbers, seconds up, hold and down, as in [2, 1, 2], got {got}")
            return None
        number = Seconds(0, TEMPO_MOST_S)
        times = [seconds_of(item) for item in value]
        wrong = [index for index, time in enumerate(times) if time is None or not 0 <= time <= TEMPO_MOST_S]
        for index in wrong:
            table.wrong(key, number.complaint(value[index]), index)
        if wrong:
            return None
        up, hold, down = (time or 0 for time in times)
        if up + hold + down == 0:
            table.wrong(key, "must take at least 1 second in all, got [0, 0, 0]")
            return None
        return up, hold, down


_NOTHING = Prescription()

DOSE_FIELDS: Mapping[str, Field] = {
    "hold": _Hold(5, 3600, step=HOLD_STEP_S),
    "reps": Span(1, 100, step=REPS_STEP),
    "sets": Span(1, 10),
    "rest": Seconds(0, 600),
    "tempo": _Tempo(),
    "resistance": Texts(10),
    "floor": Seconds(1, 3600, ""),
}


def prescription(values: Mapping[str, Any], base: Prescription = _NOTHING) -> Prescription:
    """The prescription from the dose's keys among ``values``, completed from ``base``.

    If hold or reps is given, both come from ``values``; with neither, both come from ``base``. The floor of ``base`` is
    inherited only if it counts the same thing (reps or seconds); its resistance never: it must be written to count.
    """
    hold, reps = values.get("hold"), values.get("reps")
    own = "hold" in values or "reps" in values
    timed: Range | None = hold if isinstance(hold, Range) else None
    same_count = not own or (reps is None) == (base.reps is None)
    return Prescription(
        sets=values.get("sets", base.sets),
        reps=reps if own else base.reps,
        hold=timed if own else base.hold,
        max_hold=hold == MAX_HOLD if own else base.max_hold,
        resistance=values.get("resistance", ()),
        floor=values.get("floor", base.floor if same_count else None),
        rest=values.get("rest", base.rest),
        tempo=values.get("tempo", base.tempo),
    )


MAX_WITHOUT_REPS: Schema = {"not": {"required": ["hold", "reps"], "properties": {"hold": {"enum": [MAX_HOLD]}}}}
"""What ``check_dose`` checks, as part of the table's JSON Schema."""


def check_dose(values: Mapping[str, Any], table: Table) -> None:
    """Report ``hold = "max"`` together with reps: such a hold counts up until the runner stops."""
    if values.get("hold") == MAX_HOLD and "reps" in table.data:
        table.say(f'hold = "{MAX_HOLD}" and reps do not go together: keep one of them', "reps")


def has_work(dose: Prescription) -> bool:
    """Whether a prescription has something to do: a hold or reps."""
    return dose.max_hold or dose.hold is not None or dose.reps is not None
