"""The keys of a history file's answers: those of a record, and those of a made-up check-in.

Left out: what the answers do (``domain.rules``), and who asks (``domain.records.questions``).
"""

from collections.abc import Mapping

from coach.domain.records.entries import CheckIn, Quality
from coach.domain.records.red_flags import BY_ID
from coach.library.toml.checker import Field, Table
from coach.library.toml.diagnostics import did_you_mean
from coach.library.toml.fields import Flag, OneOf, Texts, Whole

PAIN_FIELD = Whole(0, 10)


class RedFlags(Texts):
    """The ids of red flags. An unknown one is kept with a warning, for it locks training all the same."""

    def __init__(self) -> None:
        super().__init__(slugs=True)

    def read(self, value: object, table: Table, key: str) -> tuple[str, ...] | None:
        """The ids."""
        ids = super().read(value, table, key)
        for index, flag in enumerate(ids or ()):
            if flag not in BY_ID:
                meant = did_you_mean(flag, BY_ID)
                message = f'{key}: there is no red flag "{flag}"{meant}; it locks training all the same'
                table.say(message, key, index, severity="warning")
        return ids


ANSWER_FIELDS: Mapping[str, Field] = {
    "before": PAIN_FIELD,
    "worst": PAIN_FIELD,
    "after": PAIN_FIELD,
    "morning": PAIN_FIELD,
    "recalled": Flag(),
    "quality": OneOf(Quality),
    "gait_changed": Flag(),
    "effort": PAIN_FIELD,
    "painful": Texts(slugs=True, sided=True),
    "painkiller": Flag(),
    "sharp": Flag(),
    "limp": Flag(),
    "red_flags": RedFlags(),
    "daily_life_pain_free": Flag(),
    "soreness": PAIN_FIELD,
    "elsewhere": PAIN_FIELD,
}

_OF_THE_DAY: Mapping[str, Field] = {"iced_minutes_ago": Whole(0, 10_080, "minutes")}
"""The answers that no record keeps."""
CHECK_IN_FIELDS: Mapping[str, Field] = {
    name: ANSWER_FIELDS.get(name) or _OF_THE_DAY[name] for name in CheckIn.__struct_fields__
}
