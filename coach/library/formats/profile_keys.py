"""The keys of a history file's ``[profile]``, what a runner said of themselves, which makes an export complete.

Left out: what a profile means (``domain.records.profile``).
"""

from collections.abc import Mapping
from typing import Any

from coach.domain.exercises.course import Concern
from coach.domain.exercises.weekday import Weekday, in_week_order
from coach.domain.records.profile import (
    LEAST_MINUTES,
    MOST_MATTERS,
    MOST_MINUTES,
    NO_PROFILE,
    SINCE_PATTERN,
    Profile,
    Sided,
    Site,
    is_month,
    unique_words,
)
from coach.library.toml.checker import Field, Table, shown_value
from coach.library.toml.fields import OneOf, Schema, SomeOf, Texts, Whole

_MOST_KIT = 500


class _Since:
    """A year, or a year and month."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "string", "pattern": f"^{SINCE_PATTERN}$"}

    def read(self, value: object, table: Table, key: str) -> str | None:
        """The text as it is."""
        if type(value) is str and is_month(value):
            return value
        table.wrong(key, f'must be a year or a month, such as "2024" or "2026-09", got {shown_value(value)}')
        return None


PROFILE_FIELDS: Mapping[str, Field] = {
    "site": OneOf(Site),
    "side": OneOf(Sided),
    "since": _Since(),
    "avoid": Texts(_MOST_KIT),
    "not_at_hand": Texts(_MOST_KIT),
    "training_days": SomeOf(Weekday),
    "run_days": SomeOf(Weekday),
    "minutes": Whole(LEAST_MINUTES, MOST_MINUTES, "minutes"),
    "concern": OneOf(Concern),
    "days_a_week": Whole(1, 7, "days"),
    "matters": Texts(MOST_MATTERS),
}


def profile_of(**values: Any) -> Profile:
    """The profile with these values, its lists sorted as a profile keeps them."""
    days: dict[str, Any] = {key: in_week_order(values[key]) for key in ("training_days", "run_days") if key in values}
    words: dict[str, Any] = {key: unique_words(values[key]) for key in ("avoid", "not_at_hand") if key in values}
    return Profile(**(values | days | words))


def profile_values(profile: Profile) -> dict[str, Any]:
    """A profile's values by key, without those that were never given."""
    said = {key: getattr(profile, key) for key in PROFILE_FIELDS}
    return {key: value for key, value in said.items() if value != getattr(NO_PROFILE, key)}
