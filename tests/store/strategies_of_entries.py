"""Entries of every kind with every field filled in or not, for Hypothesis."""

from datetime import datetime, timedelta, timezone
from typing import Any, get_type_hints

from hypothesis import strategies as st

from coach.domain.records.entries import Activity, Entry, Event, Run, Session, StepDone, Walk

times = st.datetimes(
    min_value=datetime(1970, 1, 1),
    max_value=datetime(2100, 1, 1),
    timezones=st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
ids = st.text(max_size=3)
PAINS = ("before", "worst", "after", "morning", "effort", "soreness", "elsewhere")
"""Answers from 0 to 10."""


def _filled(cls: type, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(cls)
    return st.builds(cls, **{name: given[name] if name in given else _for(name, hint) for name, hint in hints.items()})


def _for(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if name in PAINS:
        return st.none() | st.integers(0, 10)
    return st.none() | st.floats(0, 1) if hint == float | None else st.from_type(hint)


_steps = st.none() | st.lists(_filled(StepDone), max_size=3).map(tuple)
entries: st.SearchStrategy[Entry] = st.one_of(
    _filled(Session, at=times, id=ids, step=_steps),
    *(_filled(cls, at=times, id=ids) for cls in (Run, Walk, Activity, Event)),
)
