"""Plain data and back: what every stored struct relies on, and what is said when it does not fit."""

import json
import math
from datetime import UTC, datetime, timedelta, timezone
from typing import get_args, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.exercises.weekday import Weekday
from coach.domain.records.entries import Activity, Entry, Event, EventKind, Quality, Run, Session, StepDone, Walk
from coach.domain.records.history import Start
from coach.domain.records.plain_data import (
    PlainDataError,
    entries_from_json,
    entry_from_plain,
    entry_to_plain,
    from_plain,
    to_plain,
)
from coach.domain.records.profile import Profile
from coach.domain.shared_page import Page
from coach.services.workout import Ongoing

AT = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
SAMPLE = entry_to_plain(Session(at=AT, id="a", routine="x", step=(StepDone(exercise="y"),)))
times = st.datetimes(timezones=st.integers(-840, 840).map(lambda minutes: timezone(timedelta(minutes=minutes))))


@given(times, st.none() | st.integers(0, 10), st.none() | st.floats(0, 1), st.none() | st.lists(st.text()).map(tuple))
def test_what_was_written_as_json_is_read_back_identical(at, worst, done, painful) -> None:
    session = Session(
        at=at, routine="x", worst=worst, done=done, painful=painful, step=(StepDone(exercise="y", done=done),)
    )
    text = json.dumps(entry_to_plain(session), allow_nan=False)
    assert entry_from_plain(json.loads(text)) == session
    assert entries_from_json([text, text]) == [session, session]


def test_unanswered_is_absent_and_none_at_all_is_an_empty_list() -> None:
    plain = entry_to_plain(Walk(at=AT, painful=()))
    assert plain == {"type": "walk", "at": "2026-11-01T07:30:00+00:00", "id": "", "painful": []}


def test_a_whole_number_is_taken_for_a_float_and_becomes_one() -> None:
    assert json.dumps(entry_to_plain(Session(at=AT, routine="x", done=1))["done"]) == "1.0"


def test_times_of_a_toml_file_are_taken_as_they_are() -> None:
    assert entry_from_plain({"type": "walk", "at": AT, "minutes": 5}) == Walk(at=AT, minutes=5)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"note": 3}, "note"),
        ({"worst": True}, "worst"),
        ({"worst": 1.0}, "worst"),
        ({"sharp": 1}, "sharp"),
        ({"quality": "pink"}, "quality"),
        ({"at": "2026-11-01T07:30:00"}, "at"),
        ({"at": "soon"}, "at"),
        ({"at": 5}, "at"),
        ({"painful": "abc"}, "painful"),
        ({"painful": ["a", 3]}, "painful[1]"),
        ({"step": [{"exercise": "a"}, {"exercise": "b", "reps": "x"}]}, "step[1].reps"),
        ({"step": [{}]}, "step[0]"),
        ({"step": [{"exercise": "a", "swapped": 3}]}, "step[0].swapped"),
        ({"step": [{"exercise": "a", "repz": 3}]}, "step[0].repz"),
        ({"type": "dance"}, "type"),
        ({"type": ["walk"]}, "type"),
        ({"repz": 3}, "repz"),
    ],
)
def test_what_does_not_fit_is_told_with_its_path(change: dict[str, object], path: str) -> None:
    with pytest.raises(PlainDataError) as caught:
        entry_from_plain(SAMPLE | change)
    assert caught.value.path == path
    assert str(caught.value).startswith(f"{path}: ")
    with pytest.raises(PlainDataError):
        entries_from_json([json.dumps(SAMPLE), json.dumps(SAMPLE | change)])


@pytest.mark.parametrize("data", [None, 3, "text", [], [1]])
def test_only_a_table_can_be_a_struct(data: object) -> None:
    with pytest.raises(PlainDataError, match="expected object"):
        from_plain(Start, data)


@pytest.mark.parametrize(
    "value",
    [
        Walk(at=datetime(2026, 11, 1)),
        Walk(at=AT, minutes=True),
        Walk(at=AT, quality="painful"),  # type: ignore[arg-type]
        Session(at=AT, routine="x", done=math.inf),
        Session(at=AT, routine=None),  # type: ignore[arg-type]
        Session(at=AT, routine="x", step=(StepDone(exercise="y", reps=1.5),)),  # type: ignore[arg-type]
        Entry(at=AT),
    ],
)
def test_what_could_not_be_read_back_is_not_written(value: Entry) -> None:
    with pytest.raises(PlainDataError):
        entry_to_plain(value)


def test_a_number_that_is_none_is_told_with_its_path() -> None:
    steps = StepDone(exercise="y"), StepDone(exercise="y", done=math.nan)
    with pytest.raises(PlainDataError) as caught:
        entry_to_plain(Session(at=AT, routine="x", step=steps))
    assert caught.value.path == "step[1].done"


def test_of_a_profile_all_is_written_but_what_was_not_said() -> None:
    profile = Profile(training_days=(Weekday.TUESDAY,), minutes=10)
    plain = to_plain(profile)
    lists = {"avoid": [], "not_at_hand": [], "training_days": ["tue"], "run_days": [], "matters": []}
    assert plain == {**lists, "minutes": 10}
    assert from_plain(Profile, plain) == profile


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


def test_times_of_one_offset_share_their_zone() -> None:
    """Thousands of times are compared with each other: those that share their zone object far faster."""
    days = (datetime(2026, 11, day, tzinfo=timezone(timedelta(hours=1))) for day in (1, 2))
    one, other = entries_from_json([json.dumps(entry_to_plain(Walk(at=at))) for at in days])
    assert one.at.tzinfo is other.at.tzinfo
    assert one.at.utcoffset() == timedelta(hours=1)


def test_a_zone_is_shared_however_many_others_were_read_in_between() -> None:
    offsets = [timedelta(minutes=minutes) for minutes in range(-840, 841)]
    walks = [Walk(at=datetime(2026, 11, 1, tzinfo=timezone(offset))) for offset in (*offsets, *offsets)]
    read = entries_from_json([json.dumps(entry_to_plain(walk)) for walk in walks])
    assert read == walks
    for one, other in zip(read, read[len(offsets) :], strict=False):
        assert one.at.tzinfo is other.at.tzinfo


def stored() -> list[type[msgspec.Struct]]:
    """Every struct that is stored, down to the last part of a session under way."""
    found: dict[type[msgspec.Struct], None] = {}

    def look(hint: object) -> None:
        for inner in get_args(hint):
            look(inner)
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct) and hint not in found:
            found[hint] = None
            for inner in get_type_hints(hint).values():
                look(inner)

    for each in (Ongoing, Profile, Page, Start, Session, Run, Walk, Activity, Event):
        look(each)
    return list(found)


@pytest.mark.parametrize("struct", stored(), ids=lambda struct: struct.__name__)
def test_what_a_newer_coach_wrote_is_not_read_in_part_and_what_is_left_out_reads_as_none(
    struct: type[msgspec.Struct],
) -> None:
    assert struct.__struct_config__.forbid_unknown_fields
    hints = get_type_hints(struct)
    for field in msgspec.structs.fields(struct):
        if type(None) in get_args(hints[field.name]):
            assert not field.required, f"{field.name} is left out where it is None, so it must not be required"
            assert field.default is None


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["{"], "malformed"),
        (["[" * 100_000], ""),
        ([json.dumps(SAMPLE) + "," + json.dumps(SAMPLE)], "expected one entry in each text"),
        (["", json.dumps(SAMPLE)], ""),
    ],
)
def test_a_text_that_is_no_entry_is_refused(texts: list[str], said: str) -> None:
    with pytest.raises(PlainDataError, match=said or None):
        entries_from_json(texts)


def test_what_no_struct_holds_is_not_written() -> None:
    with pytest.raises(PlainDataError):
        to_plain(StepDone(exercise=object()))  # type: ignore[arg-type]
    with pytest.raises(PlainDataError, match="no such key") as caught:
        from_plain(Profile, {"shoes": "new"})
    assert caught.value.path == "shoes"
    assert to_plain(StepDone(exercise="x", done=0.5)) == {"exercise": "x", "done": 0.5}
