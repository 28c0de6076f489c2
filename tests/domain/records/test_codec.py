"""Plain data and back: every shape a field may have, and what is said when it does not fit."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.records.entries import Activity, Entry, Event, EventKind, Quality, Run, Session, StepDone, Walk
from coach.domain.records.plain_data import PlainDataError, entry_from_plain, entry_to_plain, from_plain, to_plain

AT = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)


class Colour(StrEnum):
    RED = "red"
    DARK_BLUE = "dark-blue"


@dataclass(frozen=True, slots=True)
class Work:
    reps: int
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class LongRest:
    seconds: int


@dataclass(frozen=True, slots=True)
class Everything:
    text: str
    number: int | None
    colour: Colour
    at: datetime
    pair: tuple[int, str]
    segment: Work | LongRest
    rows: tuple[Work, ...] = ()
    named: Mapping[str, Work] = field(default_factory=dict)
    maybe: Work | None = None
    yes: bool = False
    either: str | bool | None = None
    limit: int | None = 5
    other: Work | LongRest | None = None
    gaps: tuple[int | None, ...] = ()


times = st.datetimes(timezones=st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes))))
works = st.builds(Work, st.integers(), st.floats(allow_nan=False, allow_infinity=False))
segments = works | st.builds(LongRest, st.integers())
everything = st.builds(
    Everything,
    text=st.text(),
    number=st.none() | st.integers(),
    colour=st.sampled_from(Colour),
    at=times,
    pair=st.tuples(st.integers(), st.text()),
    segment=segments,
    rows=st.lists(works, max_size=3).map(tuple),
    named=st.dictionaries(st.text(), works, max_size=3),
    maybe=st.none() | works,
    yes=st.booleans(),
    either=st.none() | st.booleans() | st.text(),
    limit=st.none() | st.integers(),
    other=st.none() | segments,
    gaps=st.lists(st.none() | st.integers(), max_size=3).map(tuple),
)

SAMPLE = Everything("hi", None, Colour.DARK_BLUE, AT, (1, "a"), LongRest(9))


@given(everything)
def test_what_was_written_as_json_is_read_back_identical(value: Everything) -> None:
    assert from_plain(Everything, json.loads(json.dumps(to_plain(value), allow_nan=False))) == value


def test_the_plain_form_of_every_shape() -> None:
    value = Everything(
        "hi", 3, Colour.DARK_BLUE, AT, (1, "a"), LongRest(9), (Work(2),), {"x": Work(3, 0.5)}, None, True, True, None
    )
    assert to_plain(value) == {
        "text": "hi",
        "number": 3,
        "colour": "dark-blue",
        "at": "2026-11-01T07:30:00+00:00",
        "pair": [1, "a"],
        "segment": {"type": "long-rest", "seconds": 9},
        "rows": [{"reps": 2, "share": 1.0}],
        "named": {"x": {"reps": 3, "share": 0.5}},
        "yes": True,
        "either": True,
        "limit": None,  # its default is not None, so absence would read as 5
        "gaps": [],
    }


def test_a_whole_number_is_taken_for_a_float_and_becomes_one() -> None:
    work = from_plain(Work, {"reps": 1, "share": 1})
    assert isinstance(work.share, float)
    assert to_plain(Work(1, 1)) == to_plain(Work(1, 1.0))
    assert json.dumps(to_plain(Work(1, 1))) == '{"reps": 1, "share": 1.0}'


def test_times_of_a_toml_file_are_taken_as_they_are() -> None:
    assert from_plain(Walk, {"at": AT, "minutes": 5}) == Walk(at=AT, minutes=5)


@pytest.mark.parametrize(
    ("change", "path", "expected"),
    [
        ({"text": 3}, "text", "text"),
        ({"number": True}, "number", "a whole number"),
        ({"number": 1.0}, "number", "a whole number"),
        ({"yes": 1}, "yes", "true or false"),
        ({"yes": None}, "yes", "true or false"),
        ({"colour": "pink"}, "colour", "one of red, dark-blue"),
        ({"colour": ["red"]}, "colour", "one of red, dark-blue"),
        ({"at": "2026-11-01T07:30:00"}, "at", "a time with a zone"),
        ({"at": "soon"}, "at", "a time with a zone"),
        ({"at": 5}, "at", "a time with a zone"),
        ({"at": datetime(2026, 11, 1)}, "at", "a time with a zone"),
        ({"at": date(2026, 11, 1)}, "at", "a time with a zone"),
        ({"pair": [1]}, "pair", "a list of 2"),
        ({"pair": [1, 2]}, "pair[1]", "text"),
        ({"rows": {"reps": 1}}, "rows", "a list"),
        ({"rows": "abc"}, "rows", "a list"),
        ({"rows": [{"reps": 1}, {"reps": "x"}]}, "rows[1].reps", "a whole number"),
        ({"rows": [{"reps": 1, "share": math.nan}]}, "rows[0].share", "a number"),
        ({"rows": [{"reps": 1, "share": 10**400}]}, "rows[0].share", "a number"),
        ({"rows": [{}]}, "rows[0].reps", "a value"),
        ({"rows": [3]}, "rows[0]", "a table"),
        ({"named": {"x": {"reps": "y"}}}, "named.x.reps", "a whole number"),
        ({"named": {3: {"reps": 1}}}, "named.3", "text"),
        ({"named": []}, "named", "a table"),
        ({"either": 3}, "either", "text or true or false"),
        ({"segment": {"seconds": 3}}, "segment.type", "one of work, long-rest"),
        ({"segment": {"type": ["work"]}}, "segment.type", "one of work, long-rest"),
        ({"segment": {"type": "work", "seconds": 3}}, "segment.seconds", "one of reps, share"),
        ({"segment": "work"}, "segment", "a table"),
        ({"repz": 3}, "repz", "one of text, number, colour"),
    ],
)
def test_what_does_not_fit_is_told_with_its_path(change: dict[str, object], path: str, expected: str) -> None:
    with pytest.raises(PlainDataError) as caught:
        from_plain(Everything, to_plain(SAMPLE) | change)
    assert caught.value.path == path
    assert caught.value.expected.startswith(expected)
    assert str(caught.value).startswith(f"{path}: expected {expected}")


@pytest.mark.parametrize("data", [None, 3, "text", [], [1]])
def test_only_a_table_can_be_a_dataclass(data: object) -> None:
    with pytest.raises(PlainDataError, match=r"^expected a table, found"):
        from_plain(Work, data)


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (Walk(at=datetime(2026, 11, 1)), "at"),
        (Walk(at=AT, minutes=True), "minutes"),
        (Walk(at=AT, quality="dull"), "quality"),  # type: ignore[arg-type]
        (Session(at=AT, routine="x", done=math.inf), "done"),
        (Session(at=AT, routine=None), "routine"),  # type: ignore[arg-type]
        (Session(at=AT, routine="x", step=(StepDone(exercise="y"), StepDone(exercise="y", reps=1.5))), "step[1].reps"),  # type: ignore[arg-type]
    ],
)
def test_what_could_not_be_read_back_is_not_written(value: Entry, path: str) -> None:
    with pytest.raises(PlainDataError) as caught:
        to_plain(value)
    assert caught.value.path == path


def test_a_long_or_dangerous_value_is_shown_short_and_escaped() -> None:
    with pytest.raises(PlainDataError) as caught:
        from_plain(Work, {"reps": "\x1b[2J\u202e" + "x" * 1000})
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize(
    ("entry", "tag"),
    [
        (Session(at=AT, routine="psoas-care", quality=Quality.DULL, painful=()), "session"),
        (Run(at=AT, stage=2), "run"),
        (Walk(at=AT), "walk"),
        (Activity(at=AT, kind="swim"), "activity"),
        (Event(at=AT, kind=EventKind.RED_FLAG, flags=("saddle-numbness",)), "event"),
    ],
)
def test_an_entry_carries_its_kind(entry: Entry, tag: str) -> None:
    plain = entry_to_plain(entry)
    assert plain["type"] == tag
    assert entry_from_plain(plain) == entry
    assert type(entry_from_plain(plain)) is type(entry)


def test_unanswered_is_absent_and_none_at_all_is_an_empty_list() -> None:
    assert entry_to_plain(Walk(at=AT, painful=())) == {
        "type": "walk",
        "at": "2026-11-01T07:30:00+00:00",
        "id": "",
        "painful": [],
    }


@pytest.mark.parametrize("entry", [Entry(at=AT), StepDone(exercise="x"), None])
def test_what_is_no_kind_of_entry_is_refused(entry: Entry) -> None:
    with pytest.raises(PlainDataError, match="one of session, run, walk, activity, event"):
        entry_to_plain(entry)


def test_reading_leaves_the_data_as_it_was() -> None:
    plain = entry_to_plain(Session(at=AT, routine="x", step=(StepDone(exercise="y"),)))
    before = json.dumps(plain)
    entry_from_plain(plain)
    assert json.dumps(plain) == before


def test_times_of_one_offset_share_their_zone() -> None:
    """Thousands of times are compared with each other: those that share their zone object far faster."""
    plain = [
        to_plain(Walk(at=at)) for at in (datetime(2026, 11, day, tzinfo=timezone(timedelta(hours=1))) for day in (1, 2))
    ]
    one, other = (from_plain(Walk, data).at for data in plain)
    assert one.tzinfo is other.tzinfo
    assert one.utcoffset() == timedelta(hours=1)
