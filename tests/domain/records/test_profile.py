"""The profile: the words for a complaint, and what is kept and read again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.weekday import Weekday, in_week_order
from coach.domain.records.profile import (
    NO_PROFILE,
    Profile,
    Sided,
    Site,
    is_since,
    months_ago,
    profile_from_plain,
    profile_to_plain,
    since_in_words,
    unique_words,
)

PLACES = [
    (None, None, "your hip"),
    (None, Sided.LEFT, "left hip"),
    (Site.HIP, None, "hip"),
    (Site.HIP, Sided.BOTH, "both hips"),
    (Site.GROIN, Sided.RIGHT, "right groin"),
    (Site.GROIN, Sided.BOTH, "groin, both sides"),
    (Site.LOW_BACK, Sided.LEFT, "left low back"),
    (Site.LOW_BACK, Sided.BOTH, "low back, both sides"),
    (Site.BUTTOCK, Sided.BOTH, "both buttocks"),
    (Site.THIGH, Sided.LEFT, "left thigh"),
]


@pytest.mark.parametrize(("site", "side", "place"), PLACES)
def test_what_every_0_to_10_asks_of(site: Site | None, side: Sided | None, place: str) -> None:
    assert Profile(site=site, side=side).place == place


def test_the_complaint_in_words() -> None:
    assert NO_PROFILE.complaint == ""
    assert Profile(minutes=20).complaint == ""
    assert Profile(side=Sided.LEFT).complaint == "left hip"
    assert Profile(side=Sided.LEFT, since="2026-09").complaint == "left hip, since about September 2026"
    assert Profile(since="2024").complaint == "your hip, since about 2024"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2024", True), ("2026-11", True), ("2026-12", False), ("2027", False), ("2026-13", False), ("26-09", False),
        ("September", False), ("", False), ("2026-9", False), ("2026-11-01", False),
    ],
)  # fmt: skip
def test_since_is_a_year_or_a_month_that_has_begun(text: str, right: bool) -> None:
    assert is_since(text, date(2026, 11, 10)) is right


def test_months_and_days() -> None:
    assert [months_ago(date(2026, 2, 28), months) for months in (0, 1, 2, 14)] == [
        "2026-02", "2026-01", "2025-12", "2024-12",
    ]  # fmt: skip
    assert since_in_words("2026-01") == "January 2026"
    assert Weekday.of(date(2026, 11, 10)) is Weekday.TUESDAY
    assert Weekday.TUESDAY.full == "Tuesday"
    assert in_week_order([Weekday.SUNDAY, Weekday.MONDAY, Weekday.SUNDAY]) == (Weekday.MONDAY, Weekday.SUNDAY)
    assert unique_words(["b", "a", "b"]) == ("a", "b")


PROFILES = st.builds(
    Profile,
    site=st.none() | st.sampled_from(Site),
    side=st.none() | st.sampled_from(Sided),
    since=st.none() | st.just("2026-09"),
    avoid=st.lists(st.sampled_from(["kneeling", "band"])).map(unique_words),
    not_at_hand=st.lists(st.text(max_size=5)).map(unique_words),
    training_days=st.lists(st.sampled_from(Weekday)).map(in_week_order),
    run_days=st.lists(st.sampled_from(Weekday)).map(in_week_order),
    minutes=st.none() | st.integers(1, 600),
)


@given(PROFILES)
def test_what_is_kept_comes_back_the_same(profile: Profile) -> None:
    assert profile_from_plain(profile_to_plain(profile)) == profile


@given(PROFILES)
def test_a_newer_coach_s_words_are_left_out_and_the_rest_stays(profile: Profile) -> None:
    kept = {**profile_to_plain(profile), "site": "elbow", "shoes": "new", "a.b": 1, "matters": None}
    known = profile_from_plain(kept)
    assert known.site is None
    assert (known.side, known.avoid, known.run_days) == (profile.side, profile.avoid, profile.run_days)


def test_one_word_of_a_newer_coach_loses_nothing_else_that_was_said() -> None:
    said = Profile(side=Sided.LEFT, avoid=("kneeling",), training_days=(Weekday.TUESDAY,), minutes=20)
    kept = profile_to_plain(said)
    assert profile_from_plain(kept) == said
    assert profile_from_plain({**kept, "site": "elbow", "shoes": "new", "minutes": "20"}) == replace(said, minutes=None)


def test_what_an_older_coach_kept_of_the_kit_is_taken_over_once() -> None:
    assert profile_from_plain(None, ["bar", "band"]).not_at_hand == ("band", "bar")
    assert profile_from_plain({}, ["bar"]).not_at_hand == ()
    assert profile_from_plain(None, None) == profile_from_plain("nonsense") == NO_PROFILE
