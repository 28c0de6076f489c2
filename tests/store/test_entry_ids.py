"""Ids made from content: the same for the same, everywhere and always."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from msgspec.structs import replace

from coach.domain.records.entries import Entry, Run, Session, Walk
from coach.store.json_text import with_id

from .strategies_of_entries import entries

AT = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
WALK = Walk(at=AT, minutes=20)


def test_an_id_is_the_same_on_every_machine() -> None:
    """A changed id would double the history of everyone who imports an old file again."""
    assert with_id(WALK).id == "4f456fccfb5de759b541"


@given(entries)
def test_content_makes_the_id_and_an_id_of_ones_own_stays(entry: Entry) -> None:
    nameless = replace(entry, id="")
    named = with_id(nameless)
    assert named.id
    assert replace(named, id="") == nameless
    assert with_id(nameless) == named
    assert with_id(named) is named


def test_the_zone_a_time_is_written_in_makes_no_difference() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=5, minutes=45)))
    assert with_id(replace(WALK, at=elsewhere)).id == with_id(WALK).id


def test_a_whole_share_is_the_same_as_int_or_float() -> None:
    assert with_id(Session(at=AT, routine="x", done=1)).id == with_id(Session(at=AT, routine="x", done=1.0)).id


@pytest.mark.parametrize(
    "other",
    [
        replace(WALK, minutes=21),
        replace(WALK, at=AT + timedelta(microseconds=1)),
        replace(WALK, painful=()),
        replace(WALK, note=""),
        Run(at=AT),
    ],
)
def test_other_content_makes_another_id(other: Entry) -> None:
    assert with_id(other).id != with_id(WALK).id
