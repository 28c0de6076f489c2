"""Any state a runner may be in, for the laws that walk all of the coach in it (``test_any_state`` of each front end).

Drawn with Hypothesis: who they are, what they said at the start, their course, pauses, settings, records of every kind
(some unreadable, of the future, or of what is no more), a session left, and an odd hour. Left out: what is asked of it
(the tests), and what no text may hold (``wording``).
"""

from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from coach.domain.activity_log.logged_kinds import ACTIVITIES
from coach.domain.exercises.course import Concern, Unit
from coach.domain.exercises.routine import Phase
from coach.domain.exercises.weekday import Weekday
from coach.domain.records.distance import Units
from coach.domain.records.entries import (
    Activity,
    CheckIn,
    Entry,
    Event,
    EventKind,
    Measure,
    Quality,
    Run,
    Session,
    StepDone,
    Stopped,
    Unreadable,
    Walk,
)
from coach.domain.records.history import Start
from coach.domain.records.profile import Profile, Sided, Site, profile_to_plain
from coach.domain.records.rated import Rated
from coach.domain.records.red_flags import RED_FLAGS
from coach.library.disk.layers import Layer, shipped_folder
from coach.library.formats.settings.settings_file import Contrast, Motion, Pace, Settings, Theme, settings_text
from coach.library.shelf.library import Library, load_library
from coach.services.training import Training
from coach.store import Store
from coach.store.database.sqlite import SqliteStore
from coach.store.memory import MemoryStore
from coach.store.paths import default_path
from coach.system.clock import FixedClock

# --- the files ------------------------------------------------------------------------------------------------------

OWN_FILES = {
    "my-laps.toml": """format = 1
id = "my-laps"
name = "My laps"
kind = "run"
[[stage]]
name = "Short laps"
intervals = [["1:30", "1:30"], ["3 min", "3 min"]]
times = 2
[[stage]]
intervals = [["20 min", 0]]
""",
    "one-move.toml": """format = 1
id = "one-move"
name = "One move"
kind = "strength"
phases = ["maintenance"]
[[step]]
exercise = "band-march"
reps = { from = 6, to = 8 }
sets = 1
""",
    "courses/my-weeks.toml": """format = 1
id = "my-weeks"
name = "My weeks"
per_week = 2
[[check]]
id = "hold"
name = "One-leg hold"
unit = "seconds"
[[block]]
id = "first"
name = "First"
train = ["one-move", "psoas-care"]
weekdays = { mon = "one-move", thu = "psoas-care" }
running = "my-laps"
before_run = ["before-run"]
until = { clinician = true, sessions = 2, checks = { hold = 20 } }
at_most_weeks = 1
[[block]]
id = "last"
name = "Last"
phases = ["maintenance"]
train = ["maintenance"]
a_day = { desk-break = 1 }
""",
}
"""A programme, a routine and a course of one's own."""


def write_own(folder: Path) -> None:
    """Write the files of one's own into a folder of routines."""
    for name, text in OWN_FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@cache
def library() -> Library:
    """What is shipped, and what is one's own."""
    folder = Path(mkdtemp(prefix="any-state-"))
    write_own(folder)
    return load_library([Layer("shipped", shipped_folder()), Layer("own", folder)])


ROUTINES = (
    "acute-relief", "after-run", "before-run", "core-and-hips", "desk-break", "five-minute-mobility",
    "hip-flexor-loading", "hip-flexor-stretches", "maintenance", "psoas-care", "rehab-foundation",
    "release-and-lengthen", "rescue", "runner-drills", "one-move",
)  # fmt: skip
COURSES = {
    "loose-hips": ("settle", "lengthen", "release", "strengthen", "keep"),
    "steady-hips": (None,),
    "strong-stride": (None,),
    "my-weeks": ("first", "last"),
}

# --- the state ------------------------------------------------------------------------------------------------------


class Left(Struct, frozen=True):
    """A session that was left unfinished: its routine, how long ago, and how much of it was done in seconds."""

    routine: str
    ago: timedelta
    done_s: int


class State(Struct, frozen=True, kw_only=True):
    """One runner at one moment."""

    now: datetime
    start: Start
    profile: Profile | None
    settings: Settings
    entries: tuple[Entry, ...]
    unreadable: tuple[Unreadable, ...]
    left: Left | None
    facts: dict[str, object]


def fill(state: State, store: Store) -> None:
    """Put everything on record that a store can be given; what cannot be read is left to the caller."""
    store.set_start(state.start)
    if state.profile is not None:
        store.write("profile", profile_to_plain(state.profile))
    for key, value in state.facts.items():
        store.write(key, value)
    store.add(state.entries)
    if state.left is not None:
        _leave(state, state.left, store)


def lay_down(state: State, config: Path) -> None:
    """Put files, settings and records on disk: in the folder ``config``, and in the database of this environment."""
    write_own(config / "routines")
    (config / "settings.toml").write_text(settings_text(state.settings), encoding="utf-8")
    path = default_path()
    path.parent.mkdir(parents=True)
    with closing(SqliteStore(path)) as store:
        fill(state, store)
        for entry in state.entries[: len(state.unreadable)]:
            store._database.execute("UPDATE entry SET data = substr(data, 1, 20) WHERE id = ?", (entry.id,))


def _leave(state: State, left: Left, store: Store) -> None:
    clock = FixedClock(state.now - left.ago)
    training = Training(library(), store, clock, state.settings)
    plan = training.today.as_begun(training.today.plan(left.routine))
    if plan.allowed and plan.asked:
        workout = training.sessions.begin(plan, CheckIn(before=1))
        for _ in range(left.done_s):
            clock.move(1)
            workout.tick()
        training.sessions.keep(workout.ongoing)


def training_in(state: State, store: MemoryStore | None = None) -> Training:
    """A runner's training in this state, in memory."""
    store = store or MemoryStore()
    fill(state, store)
    store.take_unreadable(state.unreadable)
    return Training(library(), store, FixedClock(state.now), state.settings)


# --- drawing it -----------------------------------------------------------------------------------------------------

SELDOM = st.sampled_from([None, None, None, None, False, True])
PAIN = st.sampled_from([None, 0, 0, 1, 1, 2, 3, 4, 5, 6, 8, 10])
ZONES = [UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-11)), timezone(timedelta(hours=13.75))]
NOWS = st.builds(
    lambda day, at, zone: datetime.combine(day, at, zone),
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.sampled_from([time(7, 30), time(12), time(18, 5), time(0, 0), time(3, 59), time(4, 0), time(23, 59, 59)]),
    st.sampled_from(ZONES),
)
STARTS = st.one_of(
    st.sampled_from([Start(), Start(own_runs=True), Start(phase=Phase.ACUTE), Start(phase=Phase.MAINTENANCE)]),
    st.builds(
        Start,
        phase=st.none() | st.sampled_from(Phase),
        usual_morning=st.sampled_from([None, 0, 1, 3, 6, 10]),
        run_minutes=st.sampled_from([None, 1, 5, 12, 20, 30, 60, 240]),
        runs_per_week=st.sampled_from([None, 1, 3, 4, 7]),
        own_runs=st.sampled_from([None, None, False, True]),
    ),
)


def _some(words: Iterable[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    known = sorted(words)
    return st.just(()) | st.lists(st.sampled_from(known), max_size=most, unique=True).map(
        lambda few: tuple(sorted(few))
    )


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Whatever a runner may say of themselves."""
    here = library().catalogue
    kit = sorted({name for each in here.routines.values() for name in here.kit(each)})
    places = sorted({str(place) for each in here.exercises.values() for place in each.positions})
    week = st.lists(st.sampled_from(Weekday), max_size=7, unique=True).map(
        lambda few: tuple(each for each in Weekday if each in few)
    )
    return Profile(
        site=draw(st.none() | st.sampled_from(Site)),
        side=draw(st.none() | st.sampled_from(Sided)),
        since=draw(st.sampled_from([None, "2025", "2026-01"])),
        avoid=draw(_some([*kit, *places])),
        not_at_hand=draw(st.sampled_from([(), tuple(kit)]) | _some(kit)),
        training_days=draw(st.just(()) | week),
        run_days=draw(st.just(()) | week),
        minutes=draw(st.sampled_from([None, None, 1, 5, 10, 25, 600])),
        concern=draw(st.none() | st.sampled_from(Concern)),
        days_a_week=draw(st.sampled_from([None, 1, 2, 3, 6, 7])),
        matters=draw(st.sampled_from([(), ("stairs",), ("tying a shoe", "sitting at work", "x" * 60)])),
    )


SETTINGS = st.builds(
    Settings,
    get_ready_s=st.sampled_from([10, 0, 60]),
    switch_s=st.sampled_from([5, 0, 60]),
    rest_percent=st.sampled_from([100, 50, 300]),
    pace=st.sampled_from(Pace),
    explain=st.booleans(),
    theme=st.sampled_from(Theme),
    contrast=st.sampled_from(Contrast),
    motion=st.sampled_from(Motion),
    captions=st.booleans(),
    units=st.sampled_from(Units),
)
GREEN: dict[str, Any] = {"before": 1, "worst": 1, "after": 1, "morning": 1, "effort": 5, "quality": Quality.DULL}
ANSWERS = st.sampled_from(
    [
        GREEN,
        GREEN,
        {**GREEN, "before": 0, "worst": 0, "after": 0, "morning": 0, "quality": Quality.NONE},
        {**GREEN, "daily_life_pain_free": True},
        {**GREEN, "worst": 4, "painful": ("bridge-march:left",)},
        {**GREEN, "worst": 7, "after": 6, "morning": 5, "quality": Quality.SHARP, "painful": ("plank", "gone")},
        {"before": 2, "gait_changed": True, "limp": True},
        {},
    ]
) | st.fixed_dictionaries(
    {
        "before": PAIN,
        "worst": PAIN,
        "after": PAIN,
        "morning": PAIN,
        "quality": st.none() | st.sampled_from(Quality),
        "gait_changed": SELDOM,
        "effort": PAIN,
        "painkiller": SELDOM,
        "sharp": SELDOM,
        "limp": SELDOM,
        "daily_life_pain_free": SELDOM,
        "soreness": PAIN,
        "elsewhere": PAIN,
        "recalled": SELDOM,
    }
)
FLAGS = [flag.id for flag in RED_FLAGS] + ["of-a-newer-coach"]
STEPS = (
    StepDone(exercise="bridge", sets=3, reps=12, done=1.0),
    StepDone(exercise="clam-shell", side="left", sets=2, reps=8, resistance="light", done=0.5, pain=4),
    StepDone(exercise="plank", sets=1, hold_s=20, done=1.0, eased="side-plank"),
    StepDone(exercise="gone", sets=0, done=0.0, stopped_for_pain=True, pain=10, quality=Quality.CATCHING),
    StepDone(exercise="psoas-release", done=0.0, trimmed=True),
    StepDone(exercise="low-lunge", swapped="kneeling-lunge", done=1.0),
)


@st.composite
def entries(draw: st.DrawFn, at: datetime) -> Entry:
    """One entry of any kind."""
    kinds = (
        ["session"] * 6 + ["run"] * 4 + ["walk", "activity", "measure", "flag", "unlocked", "phase", "course", "pause"]
    )
    kind = draw(st.sampled_from(kinds))
    told: dict[str, Any] = {"at": at, "note": draw(st.sampled_from([None, None, None, "Windy, and late."]))}
    if kind in ("session", "run", "walk", "activity"):
        told |= draw(ANSWERS)
    metres = st.sampled_from([None, 1, 3000, 10_123])
    minutes = st.sampled_from([None, 0, 1, 29, 30, 600])
    done = st.sampled_from([1.0, 1.0, 1.0, None, 0.0, 0.4])
    if kind == "session":
        return Session(
            routine=draw(st.sampled_from([*ROUTINES, "psoas-care", "rehab-foundation", "gone"])),
            done=draw(done),
            stopped=draw(st.sampled_from([None, None, *Stopped])),
            step=draw(st.none() | st.lists(st.sampled_from(STEPS), max_size=3).map(tuple)),
            a_day=draw(st.sampled_from([None, None, None, True])),
            **told,
        )
    if kind == "run":
        return Run(
            routine=draw(st.sampled_from([None, None, "return-to-run", "my-laps", "gone-laps"])),
            stage=draw(st.sampled_from([None, None, 1, 2, 3, 8, 12, 99])),
            run_s=draw(st.sampled_from([None, 0, 59, 360, 1080, 1800, 7200])),
            walk_s=draw(st.sampled_from([None, 0, 600])),
            distance_m=draw(metres),
            done=draw(done),
            stopped=draw(st.sampled_from([None, None, *Stopped])),
            **told,
        )
    if kind == "walk":
        return Walk(minutes=draw(minutes), distance_m=draw(metres), **told)
    if kind == "activity":
        return Activity(
            kind=draw(st.sampled_from([*ACTIVITIES, "unheard-of"])),
            minutes=draw(minutes),
            distance_m=draw(metres),
            **told,
        )
    if kind == "measure":
        rated = draw(st.none() | st.just((Rated("stairs", draw(st.integers(0, 10))),)))
        side = st.sampled_from([None, 0, 1, 25])
        if rated:
            return Measure(activity=rated, **told)
        unit = draw(st.sampled_from(Unit))
        return Measure(
            check=draw(st.sampled_from(["hold", "gone"])),
            name="One-leg hold",
            unit=unit,
            left=draw(side),
            right=draw(side),
            pain=draw(PAIN),
            **told,
        )
    return Event(**told, **draw(_events(kind, at)))


@st.composite
def _events(draw: st.DrawFn, kind: str, at: datetime) -> dict[str, Any]:
    if kind == "flag":
        return {
            "kind": EventKind.RED_FLAG,
            "flags": draw(st.lists(st.sampled_from(FLAGS), min_size=1, max_size=2).map(tuple)),
        }
    if kind == "unlocked":
        return {"kind": EventKind.UNLOCKED}
    if kind == "phase":
        return {"kind": EventKind.PHASE, "phase": draw(st.sampled_from(Phase))}
    until = st.none() | st.integers(-1, 20).map(lambda days: at.date() + timedelta(days=days))
    if kind == "pause":
        return {"kind": EventKind.PAUSE, "until": draw(until)}
    course = draw(st.sampled_from([None, "gone", *COURSES, *COURSES]))
    block = draw(st.sampled_from([None, None, "gone", *(COURSES.get(course or "") or ())]))
    stays = draw(st.none() | until)
    return {"kind": EventKind.COURSE, "course": course, "block": block, "until": stays}


GAPS = [0.05, 0.4, 1, 1, 1, 2, 2, 2, 3, 3, 5, 9, 16, 40]


@st.composite
def histories(draw: st.DrawFn, now: datetime) -> tuple[Entry, ...]:
    """Up to three dozen entries before now, often in a course from the first on; seldom one of the future."""
    gaps = draw(st.lists(st.sampled_from(GAPS), max_size=draw(st.sampled_from([0, 3, 8, 16, 36]))))
    moment = now - timedelta(days=sum(gaps) + draw(st.sampled_from([0, 0.01, 0.3, 1, 2, 6, 30])))
    known: list[Entry] = []
    course = draw(st.sampled_from([None, *COURSES]))
    if course is not None:
        known.append(Event(at=moment - timedelta(minutes=5), kind=EventKind.COURSE, course=course))
    regular = draw(st.sampled_from([None, None, "rehab-foundation", "psoas-care", "maintenance", "run"]))
    for number, gap in enumerate(gaps):
        if regular is not None and draw(st.sampled_from([True, True, False])):
            same = Run(at=moment, stage=1 + number // 3, done=1.0, **GREEN) if regular == "run" else None
            known.append(same or Session(at=moment, routine=regular, done=1.0, daily_life_pain_free=True, **GREEN))
        else:
            known.append(draw(entries(moment)))
        moment += timedelta(days=gap)
    if draw(st.sampled_from([True, False, False])):
        known.append(draw(entries(now - draw(st.sampled_from([timedelta(0), timedelta(hours=1), timedelta(hours=9)])))))
    if draw(st.sampled_from([True, *[False] * 7])):
        known.append(draw(entries(now + draw(st.sampled_from([timedelta(hours=2), timedelta(days=400)])))))
    return tuple(replace(entry, id=f"e{number}") for number, entry in enumerate(known))


@st.composite
def states(draw: st.DrawFn) -> State:
    """Any state."""
    now = draw(NOWS)
    unreadable = [
        Unreadable(
            id=f"bad-{number}",
            at=now - timedelta(days=draw(st.sampled_from([0, 1, 40, -3]))),
            what=draw(st.sampled_from(["session", "run", "walk", "event", "measure", "activity", "what"])),
            why="its checksum is wrong",
            dated=draw(st.booleans()),
        )
        for number in range(draw(st.sampled_from([0] * 12 + [1, 2, 5])))
    ]
    facts: dict[str, object] = {}
    if draw(st.sampled_from([True, False, False, False])):
        facts["no-run-today"] = now.date().isoformat()
    left = st.builds(
        Left,
        st.sampled_from(["psoas-care", "return-to-run", "my-laps", "desk-break", "acute-relief", "one-move"]),
        st.sampled_from([timedelta(minutes=1), timedelta(hours=3), timedelta(hours=5), timedelta(days=3)]),
        st.sampled_from([0, 20, 90, 400]),
    )
    return State(
        now=now,
        start=draw(STARTS),
        profile=draw(st.none() | profiles()),
        settings=draw(st.just(Settings(explain=False)) | SETTINGS),
        entries=draw(histories(now)),
        unreadable=tuple(unreadable),
        left=draw(st.none() | st.none() | left),
        facts=facts,
    )
