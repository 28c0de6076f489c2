"""The plans of the coach beside those of the reference, which is written from the text of RULES alone.

It knows the shipped routines and no programme of one's own, no course and no row that cannot be read: where a walk came
to these, nothing is compared.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from reference.book import Book, read_book
from reference.comparing import compare, shape
from reference.rules_reference import plan

from coach.cli.base.shapes import plan_shape
from coach.domain.records.entries import Entry, Measure
from coach.library.disk.layers import shipped_folder
from tests.states import OWN_FILES

from .box import Machine
from .laws import Known

ASKED = ("psoas-care", "rehab-foundation", "acute-relief", "rescue", "maintenance", "return-to-run")


@cache
def _book() -> Book:
    return read_book([Path(shipped_folder())])


def differences(here: Machine, known: Known) -> Iterator[str]:
    """Where both differ, for the routine that is due and some others."""
    history = here.training.history()
    if history.unreadable or _is_beyond(here, known):
        return
    entries = [_plain(entry) for entry in history.entries if not isinstance(entry, Measure)]
    start = msgspec.to_builtins(history.start)
    due = here.training.today.suggestion().routine
    for name in {*ASKED, due or "rescue"}:
        if name not in _book():
            continue
        expected = shape(plan(_book(), _told(start), entries, {}, name, known.now), _book()[name])
        for each in compare(expected, plan_shape(known.plans[name])):
            yield f"{name}: {each}"


def _is_beyond(here: Machine, known: Known) -> bool:
    files = {path.name: path.read_text("utf-8") for path in (here.config / "routines").glob("*.toml")}
    changed = {name for name, text in files.items() if OWN_FILES.get(name) != text}
    laps = any(getattr(entry, "routine", None) in ("my-laps", "gone-laps", "one-move") for entry in known.entries)
    laps |= any((getattr(entry, "stage", None) or 0) > 15 for entry in known.entries)
    course = known.standing.course.chosen
    start = here.training.history().start  # RULES do not say which of both holds once own runs have ended
    return bool(changed) or laps or course == "my-weeks" or bool(start.own_runs and start.run_minutes)


def _plain(entry: Entry) -> dict[str, Any]:
    return _told(msgspec.to_builtins(entry, builtin_types=(datetime,)))


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [_told(each) if isinstance(each, dict) else each for each in value]
        if isinstance(value, list | tuple)
        else value
        for name, value in values.items()
        if value is not None
    }
