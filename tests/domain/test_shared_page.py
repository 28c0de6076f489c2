"""The page that is shared: what is on it, that it comes back as it was, and that nothing else passes for one."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import Phase
from coach.domain.planning.planner import verdicts
from coach.domain.planning.replay import replay
from coach.domain.records.entries import Entry, Run, Session
from coach.domain.records.history import History, Start
from coach.domain.rules.light import Light
from coach.domain.shared_page import (
    MOST_SESSIONS,
    Page,
    PageError,
    SharedRecord,
    Trained,
    age_in_words,
    concern,
    member_line,
    page_from_plain,
    page_of,
    page_to_plain,
    shared_page_lines,
    silence_in_words,
    silent_days,
)

from .builders import START, at, flagged, house, run, session, set_phase, unlocked
from .strategies import STARTS, houses, whole_histories

SECRET = "groin-lump"


def paged(known: Catalogue, entries: list[Entry], start: Start | None = None, now: datetime | None = None) -> Page:
    history = History.of(entries, start or Start())
    lights = verdicts(known, history)
    done = [
        SharedRecord(each, "Main", lights.get(each.id)) for each in history.entries if isinstance(each, Session | Run)
    ]
    return page_of(replay(known, history), done, now or (entries[-1].at if entries else START))


def test_it_says_the_last_sessions_light_phase_and_lock() -> None:
    entries = [session(0, id="a"), session(3, "amber", id="b", done=0.8), run(6, "red", id="c")]
    page = paged(house(), entries)
    assert shared_page_lines(page, at(8)) == (
        "Phase: recovery. Last light: red.",
        "Training is open.",
        "2 Nov  Main  green  100 %",
        "5 Nov  Main  amber  80 %",
        "8 Nov  Main  red",
        "As of 8 Nov, 07:00, 2 days ago.",
    )


def test_before_the_first_session_it_says_so() -> None:
    page = paged(house(), [])
    assert shared_page_lines(page, START) == (
        "Phase: recovery. Last light: no light yet.",
        "Training is open.",
        "Nothing done yet.",
        "As of 2 Nov, 07:00, just now.",
    )


def test_a_lock_shows_and_not_what_it_is_for() -> None:
    page = paged(house(), [session(0), flagged(1, SECRET)])
    assert "Training is locked." in shared_page_lines(page, at(1))
    assert SECRET not in json.dumps(page_to_plain(page))
    assert not paged(house(), [flagged(1, SECRET), unlocked(2)]).locked


def test_no_pain_no_note_and_nothing_else_of_a_record_is_on_it() -> None:
    entries = [
        session(0, before=9, worst=10, after=9, note="private", soreness=7, painful=("bridge",), red_flags=(SECRET,))
    ]
    plain = json.dumps(page_to_plain(paged(house(), entries)))
    for word in ("private", SECRET, "bridge", "worst", "pain", "soreness", "9", "flag"):
        assert word not in plain.replace(json.loads(plain)["at"], "")


def test_records_of_the_future_and_the_far_past_are_left_out() -> None:
    entries = [session(2 * day, id=str(day)) for day in range(20)]
    page = paged(house(), entries, now=at(21))
    assert len(page.sessions) == MOST_SESSIONS
    assert page.sessions[-1].at == at(20)


@given(houses(), whole_histories(), STARTS)
def test_what_is_stored_is_what_is_shown(known: Catalogue, records: list[Entry], start: Start) -> None:
    page = paged(known, records, start)
    back = page_from_plain(json.loads(json.dumps(page_to_plain(page))))
    assert back == page
    later = page.at + timedelta(hours=30)
    assert shared_page_lines(back, later) == shared_page_lines(page, later)
    assert len(page.sessions) <= MOST_SESSIONS


# --- what somebody else wrote -----------------------------------------------------------------------------------------

GOOD: dict[str, Any] = page_to_plain(
    Page(
        at=START,
        phase=Phase.ACUTE,
        locked=True,
        light=Light.RED,
        sessions=(Trained(at=START, name="M", light=Light.RED),),
    )
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.sampled_from(sorted(GOOD)), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(ANYTHING | st.fixed_dictionaries({key: st.just(value) | ANYTHING for key, value in GOOD.items()}))
def test_whatever_it_is_it_is_a_page_or_refused(plain: object) -> None:
    try:
        page = page_from_plain(plain)
    except PageError:
        return
    for line in (*shared_page_lines(page, START), member_line("anna", page, START)):
        assert line.isprintable() or "\ufffd" in line
        assert len(line) < 200


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"locked": 1},
        {"phase": "moon"},
        {"light": "purple"},
        {"at": "2026-11-02T07:00:00"},
        {"at": "9999-12-31T23:59:59+00:00"},
        {"at": 0},
        {"sessions": [GOOD["sessions"][0]] * 9},
        {"sessions": [{**GOOD["sessions"][0], "done": 2.0}]},
        {"sessions": [{**GOOD["sessions"][0], "done": -1}]},
        {"sessions": "all of them"},
        {"runner": "ben"},
    ],
)
def test_what_no_coach_writes_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(PageError):
        page_from_plain({**GOOD, **change})


def test_sessions_stand_in_columns() -> None:
    days = ((at(0), "Main"), (at(8), "Psoas care"))
    done = tuple(Trained(at=when, name=name, light=Light.GREEN, done=1.0) for when, name in days)
    page = Page(at=at(9), phase=Phase.RECOVERY, locked=False, light=Light.GREEN, sessions=done)
    lines = shared_page_lines(page, at(9))
    assert lines[2:4] == (" 2 Nov  Main        green  100 %", "10 Nov  Psoas care  green  100 %")


def test_a_name_steers_nothing() -> None:
    name = "\x1b[2Ja\u202eb\n\x9b[bold]" + "x" * 10_000
    page = page_from_plain({**GOOD, "sessions": [{**GOOD["sessions"][0], "name": name}]})
    line = shared_page_lines(page, START)[2]
    assert line.startswith("2 Nov  \ufffd[2Ja\ufffdb\ufffd\ufffd[bold]x")
    assert len(line) < 60


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=119), "1 hour ago"),
        (timedelta(hours=23.9), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=40), "40 days ago"),
        (timedelta(days=-3), "just now"),
    ],
)
def test_its_age(age: timedelta, words: str) -> None:
    assert age_in_words(START, START + age) == words


@pytest.mark.parametrize(
    ("trained", "days", "silent"), [(None, 13.9, None), (None, 14, 14), (0, 13, None), (0, 16.5, 16), (3, 16.5, None)]
)
def test_who_has_not_trained_for_two_weeks_is_silent(trained: int | None, days: float, silent: int | None) -> None:
    """Since their last session; without any, since they began to share."""
    page = paged(house(), [] if trained is None else [session(trained, id="a")])
    assert silent_days(page, at(days)) == silent
    words = f"silent for {silent} days" if silent else ""
    assert silence_in_words(page, at(days)) == words
    assert words in member_line("anna", page, at(days))
    assert ("silent" in member_line("anna", page, at(days))) is bool(silent)


def test_a_page_that_cannot_be_read_is_told_as_that() -> None:
    assert member_line("anna", None, START) == "anna: what lies there cannot be read as a page."


def test_who_needs_a_look_comes_first() -> None:
    def some(light: Light, *, locked: bool = False) -> Page:
        return Page(at=datetime(2026, 11, 2, tzinfo=UTC), phase=Phase.RECOVERY, locked=locked, light=light)

    pages = [some(Light.NONE), some(Light.GREEN), some(Light.RED), some(Light.GREEN, locked=True), some(Light.AMBER)]
    ordered = sorted(pages, key=concern)
    assert [page.light for page in ordered] == [Light.GREEN, Light.RED, Light.AMBER, Light.GREEN, Light.NONE]
    assert ordered[0].locked
    assert member_line("anna", ordered[0], START).startswith("anna: LOCKED, green, recovery phase. Nothing done yet.")


def test_a_phase_set_by_hand_shows() -> None:
    assert paged(house(), [set_phase(0, Phase.MAINTENANCE)]).phase is Phase.MAINTENANCE
