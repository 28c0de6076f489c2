from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.domain.exercises.course import Concern
from coach.domain.exercises.routine import Phase
from coach.domain.exercises.weekday import Weekday, in_week_order
from coach.domain.records.distance import LEAST_M, MOST_M
from coach.domain.records.entries import (
    Activity,
    CheckIn,
    Event,
    EventKind,
    Quality,
    Run,
    Session,
    StepDone,
    Stopped,
    Walk,
)
from coach.domain.records.history import History, Start
from coach.domain.records.profile import Profile, Sided, Site, unique_words
from coach.domain.records.red_flags import locking
from coach.library.formats.history_file import (
    CHECK_IN_FIELDS,
    DONE_FIELDS,
    ENTRY_FIELDS,
    START_FIELDS,
    HistoryFile,
    history_of,
    read_history,
)
from coach.library.formats.history_writing import write_history
from coach.library.toml.diagnostics import has_errors
from coach.library.toml.sanitize import clean
from coach.library.toml.source import Document, parse

from ..library_files import HISTORY


def history_from(text: str) -> HistoryFile:
    document = parse(Path("h.toml"), text)
    assert isinstance(document, Document), document
    return history_of(document)


def test_reads(tmp_path: Path) -> None:
    path = tmp_path / "h.toml"
    path.write_text(HISTORY)
    got = read_history(path)
    assert got.diagnostics == ()
    assert got.check_in == CheckIn(before=1)
    assert got.history == History(
        (
            Session(
                at=datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
                routine="core",
                before=1,
                worst=2,
                quality=Quality.DULL,
                painful=("plank:left",),
                done=1.0,
                step=(StepDone(exercise="plank", side="left", sets=2, hold_s=30),),
            ),
            Run(at=datetime(2026, 11, 2, 7, 30, tzinfo=UTC), stage=1),
            Event(at=datetime(2026, 11, 3, 7, 30, tzinfo=UTC), kind=EventKind.PHASE, phase=Phase.ACUTE),
        ),
        Start(Phase.RECOVERY, 1),
    )
    session = got.history.entries[0]
    assert session.at.utcoffset() == timedelta(hours=1)
    assert isinstance(session, Session)
    assert session.gait_changed is None
    assert isinstance(session.done, float)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("worst = 2", "worst = 11", "9:1: error: session 1 (core): worst must be 0 to 10, got 11"),
        ("worst = 2", "worst = -1", "9:1: error: session 1 (core): worst must be 0 to 10, got -1"),
        ("worst = 2", "worst = 2.5", "9:1: error: session 1 (core): worst must be a whole number, 0 to 10, got 2.5"),
        ("worst = 2", "wrost = 2", '9:1: error: session 1 (core): unknown key "wrost" (did you mean "worst"?)'),
        ("+01:00", "", "7:1: error: session 1 (core): at needs its zone"),
        (
            "2026-11-01T07:30:00+01:00",
            "2026-11-01",
            "7:1: error: session 1 (core): at needs a time of day and its zone, as at = 2026-11-01T07:30:00Z",
        ),
        (
            "2026-11-01T07:30:00+01:00",
            '"2026-11-01T07:30:00+01:00"',
            "7:1: error: session 1 (core): at stands without quotes: write at = 2026-11-01T07:30:00+01:00",
        ),
        (
            "2026-11-01T07:30:00+01:00",
            '"2026-11-01 07:30"',
            "7:1: error: session 1 (core): at stands without quotes and needs its zone: write at = 2026-11-01T07:30",
        ),
        (
            "2026-11-01T07:30:00+01:00",
            '"soon"',
            "7:1: error: session 1 (core): at must be a date and time with its zone, without quotes",
        ),
        ("2026-11-01T", "0001-01-01T", "7:1: error: session 1 (core): at must be between 1970 and 2200"),
        ('routine = "core"\n', "", '5:1: error: session 1: "routine" is missing'),
        ('quality = "dull"', 'quality = "dul"', '10:1: error: session 1 (core): quality must be "none", "dull",'),
        ("plank:left", "plank:top", "11:12: error: session 1 (core): painful, item 1, must be small letters"),
        ("done = 1", "done = 1.1", "12:1: error: session 1 (core): done must be a number from 0 to 1, got 1.1"),
        ("done = 1", "done = nan", "12:1: error: session 1 (core): done must be a number from 0 to 1, got nan"),
        ("done = 1", "done = true", "12:1: error: session 1 (core): done must be a number from 0 to 1, got true"),
        ("sets = 2", "sets = -1", "17:1: error: session 1, step 1 (plank): sets must be 0 to 1000, got -1"),
        ('side = "left"', 'side = "both"', '16:1: error: session 1, step 1 (plank): side must be "left" or "right"'),
        ("stage = 1", "stage = 0", "22:1: error: run 1: stage must be 1 to 60, got 0"),
        ("stage = 1", "distance_m = 0", "22:1: error: run 1: distance_m must be 1 to 500000 metres, got 0"),
        ("stage = 1", "distance_m = 5.2", "22:1: error: run 1: distance_m must be a whole number, 1 to 500000 metres"),
        ("[[run]]", "[run]", "20:1: error: run must be written as [[run]]: it has two brackets"),
        ("[[run]]", "[[rum]]", '20:1: error: unknown key "rum" (did you mean "run"?)'),
        ('phase = "acute"', "", '26:1: error: event 1: an event of kind "phase" needs phase'),
        ('kind = "phase"', 'kind = "red-flag"', '26:1: error: event 1: an event of kind "red-flag" needs flags'),
        (
            '"phase"\nphase = "acute"',
            '"course"\nblock = "load"',
            '27:1: error: event 1: block says nothing without its course: add one, as in course = "steady-hips"',
        ),
        (
            '"phase"\nphase = "acute"',
            '"course"\nuntil = 2026-12-09',
            "27:1: error: event 1: until says nothing without",
        ),
        ('"phase"\nphase = "acute"', '"course"\ncourse = ""\nuntil = 2026-12-09', "28:1: error: event 1: until says"),
        (
            '"phase"\nphase = "acute"',
            '"course"\ncourse = "x"\nphase = "acute"',
            '28:1: error: event 1: phase belongs in an event of kind "phase", and this one is of kind "course"',
        ),
        ('"phase"\nphase = "acute"', '"course"\ncourse = "Steady hips"', "27:1: error: event 1: course must be small"),
        (
            '"phase"\nphase = "acute"',
            '"course"\ncourse = "x"\nuntil = "soon"',
            '28:1: error: event 1: until must be a date, such as 2026-12-09, got "soon"',
        ),
        (
            '"phase"\nphase = "acute"',
            '"pause"\nuntil = 2026-12-09T07:30:00Z',
            "27:1: error: event 1: until must be a date, such as 2026-12-09, got the date or time 2026-12-09",
        ),
        (
            '"phase"\nphase = "acute"',
            '"pause"\nuntil = "2026-12-09"',
            "27:1: warning: event 1: until: a date stands without quotes: write until = 2026-12-09",
        ),
        (
            '"phase"\nphase = "acute"',
            '"pause"\ncourse = "x"',
            '27:1: error: event 1: course belongs in an event of kind "course", and this one is of kind "pause"',
        ),
        (
            '"phase"\nphase = "acute"',
            '"unlocked"\nuntil = 2026-12-09',
            '27:1: error: event 1: until belongs in an event of kind "pause", and this one is of kind "unlocked"',
        ),
        (
            '"phase"\nphase = "acute"',
            '"cours"',
            '26:1: error: event 1: kind must be "red-flag", "unlocked", "phase", "course" or',
        ),
        ("done = 1", "a_day = 3", "12:1: error: session 1 (core): a_day must be true or false"),
        ("usual_morning = 1", "usual_morning = 11", "3:1: error: start.usual_morning must be 0 to 10, got 11"),
        ("usual_morning = 1", "run_minutes = -1", "3:1: error: start.run_minutes must be 0 to 600 minutes, got -1"),
        ("usual_morning = 1", "runs_per_week = 0", "3:1: error: start.runs_per_week must be 1 to 14, got 0"),
        ("[check_in]\nbefore = 1", "[check_in]\nsharp = 1", "30:1: error: check_in.sharp must be true or false"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(old: str, new: str, expected: str) -> None:
    assert old in HISTORY
    got = [str(each) for each in history_from(HISTORY.replace(old, new, 1)).diagnostics]
    assert [line for line in got if line.startswith(f"h.toml:{expected}")], got


def test_entries_with_errors_are_left_out_and_the_others_stay() -> None:
    got = history_from(HISTORY.replace("worst = 2", "worst = 11"))
    assert [type(entry) for entry in got.history.entries] == [Run, Event]


def test_a_file_that_cannot_be_read() -> None:
    got = read_history(Path("/nonexistent/h.toml"))
    assert [each.message for each in got.diagnostics] == ["there is no such file"]
    assert got.history == History()


PAIN = st.integers(0, 10)
FLAG = st.booleans()
SLUG = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
TEXT = st.text(max_size=40).map(clean)
# Few moments, so that ties are common; offsets of whole minutes, as files have them.
MOMENT = st.builds(
    lambda second, micro, offset: (
        datetime(2026, 1, 1, tzinfo=UTC).astimezone(timezone(timedelta(minutes=offset)))
        + timedelta(seconds=second, microseconds=micro)
    ),
    st.integers(0, 3),
    st.sampled_from([0, 1, 500_000]),
    st.sampled_from([0, 60, -570, 825]),
)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def entries(made: type[Any], /, **own: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(made, at=MOMENT, id=TEXT, note=maybe(TEXT), **own)


ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    **{key: maybe(PAIN) for key in ("before", "worst", "after", "morning", "effort")},
    **{key: maybe(FLAG) for key in ("recalled", "gait_changed", "painkiller", "sharp", "limp", "daily_life_pain_free")},
    "quality": maybe(st.sampled_from(Quality)),
    "painful": maybe(st.lists(st.tuples(SLUG, st.sampled_from(["", ":left"])).map("".join), max_size=2).map(tuple)),
    "red_flags": maybe(st.lists(SLUG, max_size=2).map(tuple)),
}
SHARE = maybe(st.floats(0, 1))
STEPS = st.builds(
    StepDone,
    exercise=SLUG,
    side=maybe(st.sampled_from(["left", "right"])),
    sets=maybe(PAIN),
    reps=maybe(PAIN),
    hold_s=maybe(PAIN),
    resistance=maybe(st.sampled_from(["light band", "[b] é"])),
    done=SHARE,
    pain=maybe(PAIN),
    quality=maybe(st.sampled_from(Quality)),
    stopped_for_pain=maybe(FLAG),
    swapped=maybe(SLUG),
    eased=maybe(SLUG),
    trimmed=maybe(FLAG),
)
DATE = st.dates(date(1971, 1, 1), date(2199, 12, 31))
STOPPED = maybe(st.sampled_from(Stopped))
MINUTES = maybe(st.integers(0, 1440))
DISTANCE = maybe(st.integers(LEAST_M, MOST_M))
HISTORIES = st.builds(
    History.of,
    st.lists(
        st.one_of(
            entries(
                Session,
                routine=SLUG,
                done=SHARE,
                stopped=STOPPED,
                step=maybe(st.lists(STEPS, max_size=2).map(tuple)),
                a_day=maybe(FLAG),
                **ANSWERS,
            ),
            entries(
                Run,
                stage=maybe(st.integers(1, 60)),
                run_s=MINUTES,
                walk_s=MINUTES,
                distance_m=DISTANCE,
                done=SHARE,
                stopped=STOPPED,
                **ANSWERS,
            ),
            entries(Walk, minutes=MINUTES, distance_m=DISTANCE, **ANSWERS),
            entries(Activity, kind=SLUG, minutes=MINUTES, distance_m=DISTANCE, **ANSWERS),
            entries(Event, kind=st.just(EventKind.UNLOCKED)),
            entries(Event, kind=st.just(EventKind.COURSE), course=SLUG, block=maybe(SLUG), until=maybe(DATE)),
            entries(Event, kind=st.just(EventKind.COURSE)),
            entries(Event, kind=st.just(EventKind.PAUSE), until=maybe(DATE)),
            entries(Event, kind=st.just(EventKind.PHASE), phase=st.sampled_from(Phase)),
            entries(Event, kind=st.just(EventKind.RED_FLAG), flags=st.lists(SLUG, min_size=1, max_size=2).map(tuple)),
        ),
        max_size=6,
    ),
    st.builds(
        Start,
        phase=maybe(st.sampled_from(Phase)),
        usual_morning=maybe(PAIN),
        run_minutes=maybe(st.integers(0, 600)),
        runs_per_week=maybe(st.integers(1, 14)),
        own_runs=maybe(st.booleans()),
    ),
)


WORDS = st.lists(TEXT.filter(str.strip), max_size=3).map(unique_words)
DAYS = st.sets(st.sampled_from(Weekday)).map(in_week_order)
PROFILES = st.builds(
    Profile,
    site=maybe(st.sampled_from(Site)),
    side=maybe(st.sampled_from(Sided)),
    since=maybe(st.sampled_from(["2024", "2026-09", "1999-12"])),
    avoid=WORDS,
    not_at_hand=WORDS,
    training_days=DAYS,
    run_days=DAYS,
    minutes=maybe(st.integers(1, 600)),
    concern=maybe(st.sampled_from(Concern)),
    days_a_week=maybe(st.integers(1, 7)),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
@given(HISTORIES, PROFILES)
def test_written_and_read_a_history_is_identical(history: History, profile: Profile) -> None:
    got = history_from(write_history(history, profile))
    assert got.profile == profile
    assert got.profile == history_from(write_history(History(), profile)).profile
    assert not has_errors(got.diagnostics)
    assert got.history == history
    assert [entry.at.isoformat() for entry in got.history.entries] == [
        entry.at.isoformat() for entry in history.entries
    ]
    assert write_history(got.history) == write_history(history)


def test_an_offset_with_seconds_becomes_utc() -> None:
    old = timezone(timedelta(minutes=19, seconds=32))
    history = History((Run(at=datetime(2026, 1, 1, tzinfo=old)),))
    assert history_from(write_history(history)).history == history


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        (
            '[[session]]\nroutine = "main"\nat = 2026-11-01T07:30:00Z\nred_flags = ["groin-lump", "sadle-numbness"]\n',
            "session.1.red_flags.2",
            'session 1 (main): red_flags: there is no red flag "sadle-numbness" (did you mean "saddle-numbness"?); '
            "it locks training all the same",
        ),
        (
            '[[event]]\nat = 2026-11-01T07:30:00Z\nkind = "red-flag"\nflags = ["a-cold"]\n',
            "event.1.flags.1",
            'event 1: flags: there is no red flag "a-cold"; it locks training all the same',
        ),
        (
            '[check_in]\nred_flags = ["blood-in-urin"]\n',
            "check_in.red_flags.1",
            'red_flags: there is no red flag "blood-in-urin" (did you mean "blood-in-urine"?); '
            "it locks training all the same",
        ),
    ],
)  # fmt: skip
def test_an_unknown_red_flag_is_a_warning_and_is_kept(text: str, key: str, says: str) -> None:
    got = history_from(text)
    (warning,) = got.diagnostics
    assert (warning.severity, warning.key, warning.message) == ("warning", key, says)
    flags = got.check_in.red_flags if got.check_in else None
    for entry in got.history.entries:
        flags = getattr(entry, "red_flags", None) or getattr(entry, "flags", None)
    assert locking(flags)


def test_no_number_of_warnings_hides_a_record_or_an_error() -> None:
    """A hundred problems are listed of each kind; warnings never end the reading."""
    many = "".join(
        f'[[session]]\nroutine = "main"\nat = 2026-{1 + n // 28:02}-{1 + n % 28:02}T07:30:00Z\nred_flags = ["x{n}"]\n'
        for n in range(150)
    )
    got = history_from(many)
    assert len(got.history.entries) == 150
    assert [each.severity for each in got.diagnostics] == ["warning"] * 101
    got = history_from(many + '[[event]]\nkind = "unlocked"\n')
    assert [each.message for each in got.diagnostics if each.severity == "error"] == ['event 1: "at" is missing']


WEEKS = """\
[profile]
concern = "tight"
days_a_week = 3

[[session]]
routine = "desk-break"
at = 2026-11-01T07:30:00Z
a_day = true

[[event]]
at = 2026-11-02T07:30:00Z
kind = "course"
course = "steady-hips"
block = "load"
until = 2026-12-09

[[event]]
at = 2026-11-03T07:30:00Z
kind = "course"
course = ""

[[event]]
at = 2026-11-04T07:30:00Z
kind = "pause"
until = "2026-11-10"
"""


def test_courses_pauses_and_breaks_are_read_and_written() -> None:
    """An empty course is none; a date in quotes is taken, and it is said how it is written."""
    got = history_from(WEEKS)
    day = datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
    assert got.history.entries == (
        Session(at=day, routine="desk-break", a_day=True),
        Event(
            at=day + timedelta(days=1),
            kind=EventKind.COURSE,
            course="steady-hips",
            block="load",
            until=date(2026, 12, 9),
        ),
        Event(at=day + timedelta(days=2), kind=EventKind.COURSE),
        Event(at=day + timedelta(days=3), kind=EventKind.PAUSE, until=date(2026, 11, 10)),
    )
    assert got.profile == Profile(concern=Concern.TIGHT, days_a_week=3)
    assert [(each.severity, each.key) for each in got.diagnostics] == [("warning", "event.3.until")]
    text = write_history(got.history, got.profile)
    assert "until = 2026-12-09\n" in text
    assert history_from(text) == replace(got, diagnostics=())


@pytest.mark.parametrize("key", sorted(ENTRY_FIELDS))
def test_every_field_of_a_record_is_a_key_so_that_an_export_loses_nothing(key: str) -> None:
    kind, keys, required = ENTRY_FIELDS[key]
    assert set(keys) == set(kind.__struct_fields__)
    assert set(required) <= set(keys)


def test_every_answer_of_a_check_in_is_a_key_of_a_made_up_one() -> None:
    assert set(CHECK_IN_FIELDS) == set(CheckIn.__struct_fields__)
    assert set(START_FIELDS) == set(Start.__struct_fields__)
    assert set(DONE_FIELDS) == set(StepDone.__struct_fields__)
