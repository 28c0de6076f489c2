"""Which keys hold ids of other things, so that editors can offer the existing ids."""

from collections.abc import Mapping
from typing import Literal

Named = Literal["exercise", "routine", "course", "card", "round"]
"""The kinds of things whose ids are named by keys."""

REFERENCES: Mapping[str, Named] = {
    "step.exercise": "exercise",
    "step.round": "round",
    "step.after": "exercise",
    "leave_out": "exercise",
    "extends": "routine",
    "run.routine": "routine",
    "easier": "exercise",
    "harder": "exercise",
    "block.train": "routine",
    "between": "routine",
    "running": "routine",
    "before_run": "routine",
    "after_run": "routine",
    **{f"weekdays.{day}": "routine" for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
    "question.card": "card",
    "history.session.routine": "routine",
    "session.step.exercise": "exercise",
    "session.step.swapped": "exercise",
    "session.step.eased": "exercise",
    "painful": "exercise",
    "event.course": "course",
}
"""By the ending of a key's path (``lookup``)."""

KEYS_ARE_IDS: Mapping[str, Named] = {"a_day": "routine", "caps.exercise": "exercise"}
"""Tables whose own keys are ids."""
